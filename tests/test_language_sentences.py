"""Paragraphs and sentences: hard wraps, datelines, quotes, brackets."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

from sayso.language import parse_text
from sayso.language.sentences import paragraphs, sentence_starts, sure_starts
from sayso.language.words import tokenise

STORY = (
    "Two shells landed near the grain market of the town shortly after noon, residents said, and a third one hit the "
    "roof of the old cinema. Nobody was hurt in the cinema, which has been closed for years. The mayor asked people to "
    "stay at home until the evening and promised that water would come back within a day."
)


def said(text: str) -> list[str]:
    parse = parse_text(text)
    return [parse.words(s.start, s.end) for s in parse.sentences]


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenise(text)]


def test_a_line_is_a_paragraph() -> None:
    text = "First line.\nSecond line.\r\n\r\nThird line."
    assert [text[a:b] for a, b in paragraphs(text)] == ["First line.", "Second line.", "Third line."]


@pytest.mark.parametrize("width", [55, 66, 78])
def test_a_hard_wrap_is_undone(width: int) -> None:
    wrapped = textwrap.fill(STORY, width)
    assert wrapped.count("\n") >= 3
    assert len(paragraphs(wrapped)) == 1
    assert [s.replace("\n", " ") for s in said(wrapped)] == said(STORY)


def test_a_blank_line_parts_even_wrapped_paragraphs() -> None:
    wrapped = textwrap.fill(STORY, 60) + "\n\n" + textwrap.fill(STORY, 60)
    assert len(paragraphs(wrapped)) == 2


def test_a_list_is_not_joined() -> None:
    text = "\n".join(f"- item {n} of a list that has lines of about the same length" for n in range(6))
    assert len(paragraphs(text)) == 6


def test_white_space_alone_has_no_paragraph() -> None:
    assert paragraphs(" \n\t\n\u2028 ") == []


@pytest.mark.parametrize("text", [
    "Gen. Ortiz arrived. He left.", "He came at 5 a.m. and slept. He left.", "\"Go!\" he said. They went.",
])
def test_sure_starts_follow_a_final_mark(text: str) -> None:
    found = words(text)
    last = len(found) - found[::-1].index(found[-2]) - 2
    assert [n for n, sure in enumerate(sure_starts(found)) if sure and n] == [last]


def test_no_sure_start_in_a_short_parenthesis() -> None:
    found = words("The camp (see the map. It is old.) was empty. It burned.")
    assert [found[n] for n, sure in enumerate(sure_starts(found)) if sure] == ["The", "It"]
    assert sure_starts(found).index(True, 1) == len(found) - 3


def test_guards_overrule_the_scores() -> None:
    found = words("Gen. Ortiz spoke ( at length ) .")
    starts = sentence_starts(found, np.full(len(found), 9.0, np.float32))
    begun = [found[n] for n, start in enumerate(starts) if start]
    assert "Gen." in begun
    assert not {"Ortiz", "at", "length", ")", "."} & set(begun)


@pytest.mark.parametrize("marks", ["\"\"", "“”"])
def test_a_sentence_begins_at_the_quote_that_opens_it(marks: str) -> None:
    text = "“We saw nothing.” The officer turned away. “Ask the others,” he said."
    found = words(text.replace("“", marks[0]).replace("”", marks[1]))
    sure = [n for n, is_sure in enumerate(sure_starts(found)) if is_sure]
    assert [found[n : n + 2] for n in sure] == [[marks[0], "We"], ["The", "officer"], [marks[0], "Ask"]]


def test_the_story_begins_after_its_dateline() -> None:
    found = said("NAIROBI, May 3 (Reuters) - The army reopened the road on Friday. Trucks moved again.")
    assert found[-2:] == ["The army reopened the road on Friday.", "Trucks moved again."]


def test_sentences_part_the_tokens() -> None:
    parse = parse_text(STORY + "\n\n" + STORY)
    assert [t.sentence for t in parse.tokens] == sorted(t.sentence for t in parse.tokens)
    assert parse.sentences[0].start == 0
    assert parse.sentences[-1].end == len(parse.tokens)
    for before, after in zip(parse.sentences, parse.sentences[1:], strict=False):
        assert before.end == after.start
    assert {s.paragraph for s in parse.sentences} == {0, 1}
