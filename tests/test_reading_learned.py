"""What the rules take from the encoder's branch: the branch is made up here, so that each threshold is seen at work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sayso
from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.language.speech import FLAGS, Speech
from sayso.reading.attribution.learned import refine, thresholds
from sayso.reading.attribution.utterances import Utterance
from sayso.reading.draft import Span

TEXT = "The abbot grumbles that monks were dragged away."


def heard(parse: Parse, cue: str, source: str, content: tuple[str, str], surely: float = 0.95) -> Parse:
    """The parse with a branch that hears one saying: words of its cue, source, and first and last of its content."""
    words = [token.text for token in parse.tokens]
    at, who = words.index(cue), words.index(source)
    said = range(words.index(content[0]), words.index(content[1]) + 1)
    size = len(words)
    flags = {name: np.zeros(size, np.float32) for name in FLAGS}
    flags["cue"][at] = flags["source"][who] = surely
    flags["content"][list(said)] = surely
    cue_of, source_of = np.full(size, -1), np.full(size, -1)
    cue_of[list(said)], source_of[at] = at, who
    sure = np.full(size, surely, np.float32)
    return replace(parse, speech=Speech(**flags, cue_of=cue_of, source_of=source_of, cue_score=sure, source_score=sure))


def told(parse: Parse, found: list[Utterance]) -> list[tuple[str, str, str]]:
    return [
        (
            parse.tokens[u.source].text, "" if u.cue is None else parse.words(u.cue.start, u.cue.end),
            " ".join(parse.tokens[i].text for i in sorted(u.content)),
        )
        for u in found
    ]


def test_a_saying_that_no_rule_found_is_added() -> None:
    parse = heard(parse_text(TEXT), "grumbles", "abbot", ("monks", "away"))
    assert told(parse, refine(parse, [])) == [("abbot", "grumbles", "monks were dragged away")]


def test_what_the_branch_doubts_is_not_added() -> None:
    parse = heard(parse_text(TEXT), "grumbles", "abbot", ("monks", "away"), surely=0.4)
    assert refine(parse, []) == []


@pytest.mark.parametrize("text", ["No abbot grumbles that monks were dragged away.",
                                  "Preliminary data grumbles that monks were dragged away."])
def test_nobody_says_nothing(text: str) -> None:
    source = "abbot" if "abbot" in text else "data"
    parse = heard(parse_text(text), "grumbles", source, ("monks", "away"))
    assert refine(parse, []) == []


def test_a_subject_that_the_branch_left_out_is_said_too() -> None:
    parse = heard(parse_text(TEXT), "grumbles", "abbot", ("were", "away"))
    assert told(parse, refine(parse, []))[0][2] == "monks were dragged away"


def test_a_rules_content_is_set_by_the_branch_but_its_predicate_stays() -> None:
    plain = parse_text("The abbot said monks were dragged away at dawn and the bells rang.")
    words = [token.text for token in plain.tokens]
    rule = Utterance(words.index("said"), Span(words.index("said"), words.index("said") + 1), words.index("abbot"),
                     frozenset(range(words.index("monks"), len(words) - 1)))
    shorter = heard(plain, "said", "abbot", ("monks", "dawn"))
    assert told(shorter, refine(shorter, [rule]))[0][2] == "monks were dragged away at dawn"
    cut = heard(plain, "said", "abbot", ("monks", "monks"))
    assert told(cut, refine(cut, [rule]))[0][2] == "monks were dragged away at dawn and the bells rang"


def test_a_wide_reading_keeps_the_rules_contents() -> None:
    assert thresholds(wide=True).surer > 1.0 >= thresholds().surer


def test_a_parse_without_a_branch_is_left_to_the_rules() -> None:
    parse = replace(parse_text(TEXT), speech=Parse("", (), (), ()).speech)
    assert refine(parse, []) == []


def test_a_refusal_that_only_the_branch_hears() -> None:
    reading = sayso.read(Path(__file__).parents[1] / "examples" / "depot-blast.txt")
    names = {source.id: source.name for source in reading.sources}
    refusals = {names[claim.source[-1]] for claim in reading.claims if claim.stance == "declines"}
    assert "Russian Defence Ministry" in refusals
