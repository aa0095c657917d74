"""Entities from scores: only legal sequences of tags, and the best of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.entities import best_tags, find_entities, log_softmax

TAGS = ("O", "B-person", "I-person", "B-weapon", "I-weapon")


def is_legal(tags: tuple[str, ...]) -> bool:
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            return False
        before = tag
    return True


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_tags_are_legal(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=3, size=(words, len(TAGS))).astype(np.float32)
    assert is_legal(tuple(TAGS[n] for n in best_tags(scores, TAGS)))


@pytest.mark.parametrize("seed", range(30))
def test_no_legal_sequence_is_better(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=2, size=(4, len(TAGS))).astype(np.float32)
    logs = log_softmax(scores)
    every = [c for c in itertools.product(range(len(TAGS)), repeat=4) if is_legal(tuple(TAGS[n] for n in c))]
    best = max(sum(logs[row, n] for row, n in enumerate(c)) for c in every)
    assert sum(logs[row, n] for row, n in enumerate(best_tags(scores, TAGS))) == pytest.approx(best)


def test_an_inside_tag_cannot_begin() -> None:
    scores = np.array([[0, 1, 9, 0, 0], [0, 0, 9, 0, 0]], np.float32)
    assert [TAGS[n] for n in best_tags(scores, TAGS)] == ["B-person", "I-person"]


def test_entities_stand_where_their_tags_do() -> None:
    rows = ["B-person", "I-person", "B-person", "O", "B-weapon"]
    scores = np.array([[8.0 if tag == row else 0.0 for tag in TAGS] for row in rows], np.float32)
    found = find_entities(scores, TAGS)
    assert [(a, b, kind) for a, b, kind, _ in found] == [(0, 2, "person"), (2, 3, "person"), (4, 5, "weapon")]
    assert all(0.99 < score <= 1 for *_, score in found)


def test_a_doubtful_entity_has_a_lower_score() -> None:
    sure = find_entities(np.array([[0, 9, 0, 0, 0]], np.float32), TAGS)[0][3]
    doubtful = find_entities(np.array([[0, 1, 0, 0.9, 0]], np.float32), TAGS)[0][3]
    assert 0 < doubtful < 0.5 < sure


def test_no_words_no_entities() -> None:
    assert find_entities(np.zeros((0, len(TAGS)), np.float32), TAGS) == []
