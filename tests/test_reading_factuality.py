"""Whether a predicate is told as having happened, and how surely."""

from __future__ import annotations

import pytest

from parses import by_hand
from sayso.language import parse_text
from sayso.reading.draft import Factuality
from sayso.reading.factuality import judge


def judged(text: str, word: str) -> Factuality:
    parse = parse_text(text)
    return judge(parse, next(t.index for t in parse.tokens if t.text == word))


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("A shell hit the school.", "hit", "happened"),
        ("No shell hit the school.", "hit", "did_not_happen"),
        ("Nobody was killed.", "killed", "did_not_happen"),
        ("The shell did not hit the school.", "hit", "did_not_happen"),
        ("Troops plan to attack the town.", "attack", "future"),
        ("The group vowed to strike the port.", "strike", "future"),
        ("The army will withdraw on Monday.", "withdraw", "future"),
        ("If rebels attack the town, thousands would flee.", "attack", "hypothetical"),
        ("Gunmen tried to kidnap the mayor.", "kidnap", "hypothetical"),
        ("Gunmen failed to kidnap the mayor.", "kidnap", "did_not_happen"),
        ("Who attacked the convoy?", "attacked", "hypothetical"),
        ("The minister warned of the risk of an attack.", "attack", "future"),
        ("The planned attack was called off.", "attack", "future"),
        ("The minister condemned the attack.", "attack", "happened"),
        ("A car bomb exploded, killing four people.", "killing", "happened"),
        ("The mayor said a shell hit the school.", "hit", "happened"),
    ],
)
def test_value(text: str, word: str, value: str) -> None:
    assert judged(text, word).value == value


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        ("A shell hit the school.", "hit", "certain"),
        ("A shell probably hit the school.", "hit", "probable"),
        ("The blast appears to have destroyed the depot.", "destroyed", "probable"),
        ("The army is believed to have shelled the town.", "shelled", "probable"),
        ("The apparent strike killed two people.", "strike", "probable"),
        ("The alleged strike killed two people.", "strike", "possible"),
        ("A missile may have caused the blast.", "caused", "possible"),
        ("The army reportedly shelled the town.", "shelled", "possible"),
    ],
)
def test_certainty(text: str, word: str, certainty: str) -> None:
    found = judged(text, word)
    assert found.certainty == certainty
    assert found.is_realis


def test_a_statement_is_judged_from_within() -> None:
    found = judged("Officials may announce that rebels attacked the town.", "attacked")
    assert found.is_realis


def test_by_hand_negation_by_the_subject() -> None:
    parse = by_hand(
        "No/no/DET/det/2 one/one/PRON/nsubj:pass/4 was/be/AUX/aux:pass/4 hurt/hurt/VERB/root/0 ././PUNCT/punct/4")
    assert judge(parse, 3) == Factuality("did_not_happen", "certain")
