"""Whether a predicate is told as having happened, and how surely."""

from __future__ import annotations

import pytest

from parses import by_hand
from sayso.language import parse_text
from sayso.reading.attribution import attribute
from sayso.reading.draft import Factuality
from sayso.reading.factuality import as_told, degree, judge


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
        ("Did gunmen attack the convoy?", "attack", "hypothetical"),
        ("Who attacked the convoy?", "attacked", "happened"),
        ("The gunmen killed nobody.", "killed", "did_not_happen"),
        ("The pilots fired on no house.", "fired", "did_not_happen"),
        ("Not a single shell hit the town.", "hit", "did_not_happen"),
        ("There was no shooting.", "shooting", "did_not_happen"),
        ("The guards foiled the attack.", "attack", "did_not_happen"),
        ("The court condemned the attack.", "attack", "happened"),
        ("The army stopped shelling the town.", "shelling", "happened"),
        ("There is no sign of a strike.", "strike", "did_not_happen"),
        ("The envoys are to meet on Friday.", "meet", "future"),
        ("Lay down your arms and leave the town.", "leave", "future"),
        ("The rebels managed to capture the bridge.", "capture", "happened"),
        ("The rebels forced villagers to leave.", "leave", "happened"),
        ("The rebels called the strike murder.", "strike", "happened"),
        ("The city has shelters against any attack.", "attack", "hypothetical"),
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


@pytest.mark.parametrize(
    ("text", "word", "value", "certainty"),
    [
        ("The army denied shelling the village.", "shelling", "did_not_happen", "certain"),
        ("The army denied that its men had shelled the village.", "shelled", "did_not_happen", "certain"),
        ("The army said that its men had shelled the village.", "shelled", "happened", "certain"),
        ("Police suspect that rebels shelled the village.", "shelled", "happened", "possible"),
        ("Rebels shelled the village.", "shelled", "happened", "certain"),
    ],
)
def test_what_a_source_denies_did_not_happen_for_it(text: str, word: str, value: str, certainty: str) -> None:
    parse = parse_text(text)
    token = next(t.index for t in parse.tokens if t.text == word)
    assert as_told(parse, attribute(parse), token) == Factuality(value, certainty)  # type: ignore[arg-type]


def test_the_degree_falls_from_fact_to_hedge_to_denial() -> None:
    def of(text: str) -> float:
        parse = parse_text(text)
        return degree(parse, next(t.index for t in parse.tokens if t.text == "destroyed"))

    fact, hedged, negated = (of(f"The shell {verb} the school.") for verb in (
        "destroyed", "may have destroyed", "has not destroyed"))
    assert 3 >= fact > hedged > negated >= -3


def test_the_degree_without_an_encoder_is_the_rules_own() -> None:
    parse = by_hand("Shells/shell/NOUN/nsubj/2 fell/fall/VERB/root/0 ././PUNCT/punct/2")
    assert degree(parse, 1) == 3.0
