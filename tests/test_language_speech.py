"""The attribution heads' pointers: scored within a window alone, and counted in tokens of the text."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from sayso.language import parse_text
from sayso.language.encoder import Heads, Scores
from sayso.language.speech import FLAGS, POINTERS, join_speech, no_speech, pointer_chances, read_speech

SIZE = 4


def heads() -> Heads:
    """Forms under which a word points to the word whose vector is its own; what has no like points to none."""
    empty = np.zeros(0, np.float32)
    weight = np.zeros((3, SIZE + 1, SIZE), np.float32)
    weight[:, :SIZE] = 8 * np.eye(SIZE, dtype=np.float32)
    none = np.full((3, SIZE), 0.5, np.float32)
    return Heads(empty, empty, empty, empty, weight, none)


def scores(dependent: np.ndarray, head: np.ndarray, cue: list[float]) -> Scores:
    size = len(cue)
    flags = np.full((size, len(FLAGS)), -9.0, np.float32)
    flags[:, 0] = cue
    rows = {f.name: np.zeros((size, 1), np.float32) for f in fields(Scores)}
    return replace(Scores(**rows), speech_flags=flags, pointer_dependent=dependent.astype(np.float32),
                   pointer_head=head.astype(np.float32))


def example() -> Scores:
    """Four words: the first two mean the third, which is a cue; the last means nothing."""
    eye = np.eye(SIZE)
    return scores(np.stack([eye[0], eye[0], eye[1], 0 * eye[0]]), np.stack([eye[3], eye[3], eye[0], eye[3]]),
                  [-9, -9, 9, -9])


def test_chances_sum_to_one() -> None:
    found = pointer_chances(heads(), example().pointer_dependent, example().pointer_head)
    assert found.shape == (POINTERS, 4, 5)
    assert np.allclose(found.sum(axis=2), 1.0)


def test_a_pointer_goes_to_its_word_or_to_none() -> None:
    found = read_speech(heads(), example(), [(0, 4)], base=10)
    assert found.cue_of.tolist() == [12, 12, -1, -1]
    assert found.cue[2] > 0.99 > 0.01 > found.cue[0]
    assert found.cue_score[0] > 0.9


def test_no_pointer_leaves_its_window() -> None:
    found = read_speech(heads(), example(), [(0, 2), (2, 4)])
    assert found.cue_of.tolist() == [-1, -1, -1, -1]


def test_a_span_has_the_sum_of_its_words() -> None:
    eye = np.eye(SIZE)
    two = scores(np.stack([eye[0], eye[1], eye[1]]), np.stack([eye[3], eye[0], eye[0]]), [-9, 9, 9])
    assert read_speech(heads(), two, [(0, 3)]).cue_score[0] > 0.95
    apart = replace(two, speech_flags=np.full_like(two.speech_flags, -9.0))
    assert read_speech(heads(), apart, [(0, 3)]).cue_score[0] == pytest.approx(0.5, abs=0.05)


def test_joined_rows_follow_one_another() -> None:
    one = read_speech(heads(), example(), [(0, 4)])
    assert len(join_speech([no_speech(), one, one]).cue) == 8
    assert len(no_speech().cue_of) == 0


def test_every_token_has_a_row_and_a_cue_is_known() -> None:
    parse = parse_text('"The bridge is gone," the mayor of Harstad said on Monday. Nobody else was there.')
    assert all(len(getattr(parse.speech, f.name)) == len(parse.tokens) for f in fields(parse.speech))
    said = next(t.index for t in parse.tokens if t.text == "said")
    mayor = next(t.index for t in parse.tokens if t.text == "mayor")
    gone = next(t.index for t in parse.tokens if t.text == "gone")
    assert parse.speech.cue[said] > 0.5 > parse.speech.cue[gone]
    assert parse.speech.content[gone] > 0.5 > parse.speech.content[said]
    assert parse.speech.cue_of[gone] == said
    assert abs(int(parse.speech.source_of[said]) - mayor) <= 3
