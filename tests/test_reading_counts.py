"""Counts of people, from sentences to numbers."""

from __future__ import annotations

import pytest

from parses import by_hand
from sayso.language import parse_text
from sayso.reading.counts import find_counts


def counts(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """The counts of a text that are no shares."""
    return [(c.about, c.low, c.best, c.high) for c in find_counts(parse_text(text)) if not c.part]


def parts(text: str) -> list[tuple[str, int | None]]:
    return [(c.about, c.best) for c in find_counts(parse_text(text)) if c.part]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The landslide of shells killed nine people and wounded 21.", [("killed", 9), ("injured", 21)]),
        ("Two guards were killed and six others wounded at the mill.", [("killed", 2), ("injured", 6)]),
        ("17 dead, 40 injured in raid on ferry", [("killed", 17), ("injured", 40)]),
        ("The death toll rose to 31 on Tuesday.", [("killed", 31)]),
        ("Her mother and three cousins were wounded.", [("injured", 4)]),
        ("A nun was killed by the blast.", [("killed", 1)]),
        ("The bodies of eight miners were found in the shaft.", [("killed", 8)]),
        ("The attack claimed the lives of five monks.", [("killed", 5)]),
        ("The navy lost three sailors in the fight.", [("killed", 3)]),
        ("Raiders kidnapped 12 pupils on the road.", [("captured", 12)]),
        ("The rebels took seven drivers hostage.", [("captured", 7)]),
        ("Some 3,000 villagers have fled their homes.", [("displaced", 3000)]),
        ("Police said four fishermen were missing.", [("missing", 4)]),
        ("The clinic has treated 55 wounded people.", [("injured", 55)]),
        ("The ministry put the number of dead at 64.", [("killed", 64)]),
        ("A further nine shoppers suffered burns.", [("injured", 9)]),
    ],
)
def test_what_is_counted(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(about, best) for about, _, best, _ in counts(text)] == wanted


def test_floor_and_range() -> None:
    assert counts("At least 12 people were killed.") == [("killed", 12, 12, None)]
    assert counts("Two or three people were injured.") == [("injured", 2, 2, 3)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("There were no casualties.", ["injured", "killed"]),
        ("No one was hurt in the blast.", ["injured", "killed"]),
        ("No one was injured in the blast.", ["injured"]),
        ("The fire caused no deaths or injuries.", ["injured", "killed"]),
        ("The shell fell in a field without casualties.", ["injured", "killed"]),
        ("The drones did not cause any casualties.", ["injured", "killed"]),
    ],
)
def test_nobody_is_a_count(text: str, kinds: list[str]) -> None:
    found = counts(text)
    assert sorted(about for about, *_ in found) == kinds
    assert all(high == 0 for *_, high in found)


@pytest.mark.parametrize(
    "text",
    [
        "There were no immediate reports of casualties.",
        "The navy destroyed 20 tanks and four launchers.",
        "The group threatened to kill 15 hostages.",
        "The flood could kill thousands.",
        "About 20 people were killed or wounded.",
        "The village lies 12 km from the front and has 500 houses.",
        "He was 46 and had served since 2014.",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert counts(text) == []


def test_shares_are_parts() -> None:
    assert parts("At least 15 people, including three nurses, were killed.") == [("killed", 3)]
    assert counts("At least 15 people, including three nurses, were killed.") == [("killed", 15, 15, None)]


def test_whoever_does_it_himself_is_not_added() -> None:
    assert counts("The bomber killed himself and three guards.") == [("killed", 3, 3, 3)]


def test_token_and_span_by_hand() -> None:
    parse = by_hand(
        "Nine/nine/NUM/nummod/2 miners/miner/NOUN/nsubj:pass/4 were/be/AUX/aux:pass/4 killed/kill/VERB/root/0"
    )
    (count,) = find_counts(parse)
    assert (count.about, count.best, parse.tokens[count.token].text) == ("killed", 9, "killed")
    assert parse.words(count.span.start, count.span.end) == "Nine miners"


def test_empty_text() -> None:
    assert find_counts(parse_text("")) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A bomb ripped through a bus station, killing two women and injuring nine people.",
         {"killed": 2, "injured": 9}),
        ("Shelling of the market killed six traders and injured a dozen shoppers.", {"killed": 6, "injured": 12}),
        ("Nine people died and 20 were wounded in the attack.", {"killed": 9, "injured": 20}),
        ("The raid left four people dead and eleven wounded.", {"killed": 4, "injured": 11}),
        ("Twenty-three dead and 41 injured after twin blasts.", {"killed": 23, "injured": 41}),
        ("The toll stands at 19 killed and 33 injured.", {"killed": 19, "injured": 33}),
        ("The army lost eight men and 19 were injured.", {"killed": 8, "injured": 19}),
        ("The attack resulted in the deaths of eight miners and injuries to 15 others.",
         {"killed": 8, "injured": 15}),
        ("Police said two suspects were killed and seven arrested.", {"killed": 2, "captured": 7}),
        ("A 12-year-old girl was killed and her brother wounded.", {"killed": 1, "injured": 1}),
        ("Six were killed, four wounded and three are missing.", {"killed": 6, "injured": 4, "missing": 3}),
        ("The rocket killed a mother and her three children.", {"killed": 4}),
        ("Three police officers and five attackers were killed.", {"killed": 8}),
        ("Two soldiers and a guard killed in blast", {"killed": 3}),
        ("Two or three people were hurt.", {"injured": 2}),
    ],
)
def test_every_word_of_harm_takes_its_own_number(text: str, wanted: dict[str, int]) -> None:
    assert {about: best for about, _, best, _ in counts(text)} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine people were taken to the hospital in Brenna.", [("injured", 9)]),
        ("The clinic admitted 14 villagers on Monday.", [("injured", 14)]),
        ("Doctors treated six miners with burns.", [("injured", 6)]),
        ("Twenty-one were killed when rockets fell on the quarter.", [("killed", 21)]),
        ("A rocket hit the mill, killing one Kandoran and wounding three people.", [("killed", 1), ("injured", 3)]),
        ("There were no dead, the mayor said.", [("killed", 0)]),
        ("There were no human losses.", [("injured", 0), ("killed", 0)]),
        ("Our losses are nine dead and twenty seriously wounded.", [("killed", 9), ("injured", 20)]),
        ("Two pumps burned in the yard.", []),
        ("The hospital received nine wounded; 14 people were taken to the hospital.", [("injured", 9)]),
    ],
)
def test_counts_of_those_in_care_and_of_nobody(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(about, best) for about, _, best, _ in counts(text)] == wanted
