"""Lemmas: irregular forms, rules of spelling, and what the lookup must not spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LanguageError
from sayso.language.lemmas import by_rule, lemma, lookup

IRREGULAR = {
    "fled": "flee", "fought": "fight", "struck": "strike", "shot": "shoot", "sank": "sink", "sunk": "sink",
    "blew": "blow", "flew": "fly", "took": "take", "taken": "take", "overran": "overrun", "retook": "retake",
    "withdrew": "withdraw", "besieged": "besiege", "said": "say", "told": "tell", "denied": "deny", "laid": "lay",
    "led": "lead", "lost": "lose", "beaten": "beat", "held": "hold", "hit": "hit", "hurt": "hurt", "lent": "lend",
    "broke": "break", "fallen": "fall", "froze": "freeze", "caught": "catch", "left": "leave", "rebuilt": "rebuild",
    "was": "be", "were": "be", "been": "be", "had": "have", "did": "do", "went": "go", "woven": "weave",
}
PAST = {
    "bombed": "bomb", "shelled": "shell", "killed": "kill", "fired": "fire", "stopped": "stop", "seized": "seize",
    "wounded": "wound", "damaged": "damage", "occupied": "occupy", "ambushed": "ambush", "repelled": "repel",
    "targeted": "target", "launched": "launch", "abducted": "abduct", "injured": "injure", "raided": "raid",
    "attacked": "attack", "detonated": "detonate", "evacuated": "evacuate", "captured": "capture", "admitted": "admit",
    "claimed": "claim", "exploded": "explode", "downed": "down", "destroyed": "destroy", "stormed": "storm",
    "freed": "free", "agreed": "agree", "guaranteed": "guarantee", "decreed": "decree", "telephoned": "telephone",
}
GERUNDS = {
    "bombing": "bomb", "fleeing": "flee", "dying": "die", "lying": "lie", "hitting": "hit", "firing": "fire",
    "shelling": "shell", "cutting": "cut", "carrying": "carry", "using": "use", "agreeing": "agree", "running": "run",
}
PLURALS = {
    "missiles": "missile", "bodies": "body", "men": "man", "women": "woman", "children": "child", "people": "people",
    "wives": "wife", "knives": "knife", "churches": "church", "bases": "base", "losses": "loss", "cities": "city",
    "gunmen": "gunman", "policewomen": "policewoman", "buses": "bus", "houses": "house", "casualties": "casualty",
    "crises": "crisis", "feet": "foot", "lives": "life", "heroes": "hero", "bridges": "bridge",
}


@pytest.mark.parametrize(("form", "wanted"), sorted((IRREGULAR | PAST).items()))
def test_past_forms(form: str, wanted: str) -> None:
    upos = "AUX" if wanted == "be" else "VERB"
    assert lemma(form, upos, "VBD") == wanted


@pytest.mark.parametrize(("form", "wanted"), sorted(GERUNDS.items()))
def test_gerunds(form: str, wanted: str) -> None:
    assert lemma(form, "VERB", "VBG") == wanted


@pytest.mark.parametrize(("form", "wanted"), sorted(PLURALS.items()))
def test_plurals(form: str, wanted: str) -> None:
    assert lemma(form, "NOUN", "NNS") == wanted


@pytest.mark.parametrize(("form", "wanted"), [
    ("denies", "deny"), ("says", "say"), ("goes", "go"), ("attaches", "attach"), ("fixes", "fix"), ("passes", "pass"),
    ("has", "have"), ("flies", "fly"), ("uses", "use"),
])
def test_third_person(form: str, wanted: str) -> None:
    assert lemma(form, "VERB", "VBZ") == wanted


@pytest.mark.parametrize(("form", "wanted"), [
    ("bigger", "big"), ("worst", "bad"), ("heavier", "heavy"), ("larger", "large"), ("closest", "close"),
])
def test_comparison(form: str, wanted: str) -> None:
    assert lemma(form, "ADJ", "JJS" if form.endswith("st") else "JJR") == wanted


def test_names_keep_their_form() -> None:
    assert lemma("Mosul", "PROPN", "NNP") == "Mosul"
    assert lemma("Houthis", "PROPN", "NNPS") == "Houthi"


def test_upper_case_and_unknown_words_follow_the_rules() -> None:
    assert lemma("KILLED", "VERB", "VBD") == "kill"
    assert by_rule("droned", "VERB", "VBD") == "drone"
    assert by_rule("quadcopters", "NOUN", "NNS") == "quadcopter"


def test_a_damaged_lookup_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "lemmas.json.gz"
    broken.write_bytes(b"no gzip")
    with pytest.raises(LanguageError, match=r"lemmas\.json\.gz"):
        lookup(broken)
