"""The status of an attribute from its testimonies: each row of the codebook's table, and that the function is total,
does not hang on the order, and moves only where it should."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement, permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import Testimony as Said  # pytest takes names that begin with Test for tests
from sayso.codebook import against_interest, independent, responsibility_status, same_side, status_of
from sayso.model import Certainty, Stance, Status

STATUSES = get_args(Status)
OWN = Said("affirms")
MAYOR = Said("affirms", origin="mayor", kind="official", side="Ukraine")
GENERAL = Said("affirms", origin="general", kind="military", side="Ukraine")
FOE = Said("affirms", origin="ministry", kind="military", side="Russia")
NURSE = Said("affirms", origin="nurse", kind="medic")
RESIDENT = Said("affirms", origin="resident", kind="witness")
FOOTAGE = Said("affirms", origin="footage", kind="footage", physical=True)


def denied(by: Said) -> Said:
    return replace(by, stance="denies")


def hedged(by: Said) -> Said:
    return replace(by, certainty="probable")


@pytest.mark.parametrize(
    ("testimonies", "status"),
    [
        ([], "unknown"),
        ([replace(MAYOR, stance="declines")], "unknown"),
        ([OWN], "reported"),
        ([OWN, OWN], "reported"),
        ([OWN, replace(MAYOR, stance="declines")], "reported"),
        ([hedged(OWN)], "claimed"),
        ([OWN, MAYOR], "claimed"),
        ([MAYOR], "claimed"),
        ([MAYOR, MAYOR], "claimed"),
        ([MAYOR, GENERAL], "claimed"),
        ([MAYOR, FOE], "confirmed"),
        ([NURSE, RESIDENT], "confirmed"),
        ([MAYOR, RESIDENT], "confirmed"),
        ([MAYOR, hedged(RESIDENT)], "claimed"),
        ([FOOTAGE], "confirmed"),
        ([hedged(FOOTAGE)], "claimed"),
        ([replace(FOE, against_interest=True)], "confirmed"),
        ([MAYOR, denied(FOE)], "disputed"),
        ([MAYOR, RESIDENT, denied(FOE)], "disputed"),
        ([OWN, denied(FOE)], "disputed"),
        ([replace(FOE, against_interest=True), denied(MAYOR)], "confirmed"),
        ([FOOTAGE, denied(MAYOR)], "confirmed"),
        ([denied(FOE)], "refuted"),
        ([MAYOR, RESIDENT, denied(FOOTAGE)], "refuted"),
        ([replace(MAYOR, withdrawn=True)], "unknown"),
        ([replace(MAYOR, withdrawn=True), denied(FOE)], "refuted"),
        ([MAYOR, replace(denied(FOE), withdrawn=True)], "claimed"),
    ],
)
def test_rows(testimonies: list[Said], status: Status) -> None:
    assert status_of(testimonies) == status


def small_world() -> list[Said]:
    """One of each sort that can make a difference."""
    world = []
    for stance in get_args(Stance):
        world += [replace(t, stance=stance) for t in (OWN, MAYOR, GENERAL, FOE, RESIDENT, FOOTAGE, hedged(MAYOR))]
    world.append(replace(FOE, against_interest=True))
    return world


def test_exhaustively_over_small_worlds() -> None:
    """Of up to three testimonies: one status, whatever the order, and the codebook's order of rules."""
    for size in range(4):
        for testimonies in combinations_with_replacement(small_world(), size):
            status = status_of(testimonies)
            assert status in STATUSES
            assert {status_of(order) for order in permutations(testimonies)} == {status}
            stances = {t.stance for t in testimonies}
            firm = [t for t in testimonies if t.stance == "affirms" and t.certainty == "certain"]
            if any(t.physical and t.stance == "denies" for t in testimonies):
                assert status == "refuted"
            elif any(t.physical or t.against_interest for t in firm):
                assert status == "confirmed"
            elif {"affirms", "denies"} <= stances:
                assert status == "disputed"
            elif "denies" in stances:
                assert status == "refuted"
            elif "affirms" not in stances:
                assert status == "unknown"
            elif status == "confirmed":
                assert any(independent(a, b) for a in firm for b in firm)
            elif status == "reported":
                assert all(t.origin == "" for t in testimonies if t.stance == "affirms")
            else:
                assert status == "claimed"


TESTIMONIES = st.builds(
    Said,
    stance=st.sampled_from(get_args(Stance)),
    certainty=st.sampled_from(get_args(Certainty)),
    origin=st.sampled_from(["", "a", "b", "c"]),
    kind=st.just("official"),
    side=st.sampled_from([None, "Russia", "Ukraine", "Wagner Group"]),
    against_interest=st.booleans(),
    physical=st.booleans(),
    withdrawn=st.booleans(),
    value=st.sampled_from([None, "Russia", "Ukraine", "Wagner Group", "gunmen"]),
)
MANY = st.lists(TESTIMONIES, max_size=6)


@given(MANY, st.randoms())
def test_order_does_not_matter(testimonies: list[Said], random: object) -> None:
    shuffled = list(testimonies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert status_of(shuffled) == status_of(testimonies)
    assert responsibility_status(shuffled, "claimed") == responsibility_status(testimonies, "claimed")


@given(MANY)
def test_total(testimonies: list[Said]) -> None:
    assert status_of(testimonies) in STATUSES
    for occurrence in STATUSES:
        status = responsibility_status(testimonies, occurrence)
        assert (status is None) == (occurrence == "refuted")
        assert responsibility_status(testimonies, occurrence, has_doer=False) is None


@given(MANY, TESTIMONIES)
def test_what_is_withdrawn_or_declined_changes_nothing(testimonies: list[Said], other: Said) -> None:
    assert status_of([*testimonies, replace(other, withdrawn=True)]) == status_of(testimonies)
    assert status_of([*testimonies, replace(other, stance="declines")]) == status_of(testimonies)


@given(MANY)
def test_saying_it_twice_changes_nothing(testimonies: list[Said]) -> None:
    assert status_of([*testimonies, *testimonies]) == status_of(testimonies)


@given(MANY, TESTIMONIES)
def test_another_affirmation_never_refutes(testimonies: list[Said], other: Said) -> None:
    before = status_of(testimonies)
    after = status_of([*testimonies, replace(other, stance="affirms", withdrawn=False)])
    if before != "refuted":
        assert after not in ("refuted", "unknown")
    if before == "confirmed":
        assert after == "confirmed"


@given(MANY, TESTIMONIES)
def test_another_denial_never_supports(testimonies: list[Said], other: Said) -> None:
    before = status_of(testimonies)
    after = status_of([*testimonies, replace(other, stance="denies", withdrawn=False)])
    assert after in ("refuted", "disputed", "confirmed")
    if after == "confirmed":
        assert before == "confirmed"


@given(MANY)
def test_the_reports_own_voice_confirms_nothing(testimonies: list[Said]) -> None:
    own = [replace(t, origin="") for t in testimonies]
    assert status_of(own) != "confirmed"


def test_sides() -> None:
    assert same_side("Russia", "Wagner Group")
    assert not same_side("Russia", "Ukraine")
    assert not same_side(None, None)
    assert not independent(MAYOR, replace(MAYOR))
    assert not independent(OWN, MAYOR)
    assert independent(NURSE, RESIDENT)


def by(origin: str, doer: str | None, side: str | None = None, stance: Stance = "affirms") -> Said:
    return Said(stance, origin=origin, side=side, value=doer)


@pytest.mark.parametrize(
    ("testimonies", "status"),
    [
        ([], "unknown"),
        ([by("police", None)], "unknown"),
        ([hedged(by("police", "al-Shabaab"))], "claimed"),
        ([by("police", "al-Shabaab", "Kenya")], "claimed"),
        ([by("police", "al-Shabaab", "Kenya"), by("the group", "al-Shabaab", "al-Shabaab")], "confirmed"),
        ([by("police", "al-Shabaab", "Kenya"), by("the group", None, "al-Shabaab", "denies")], "disputed"),
        ([by("the group", "al-Shabaab", "al-Shabaab", "denies")], "disputed"),
        ([by("", "Israel")], "reported"),
        ([by("", "Israel"), by("Hamas", "Israel", "Hamas"), by("army", "Israel", "Israel")], "confirmed"),
        # each side lays it to the other
        ([by("Kyiv", "Russia", "Ukraine"), by("Moscow", "Ukraine", "Russia")], "disputed"),
        # an arm of a party, and a branch of a movement, are no rivals of it
        ([by("Kyiv", "Russia", "Ukraine"), by("Paris", "Wagner Group", "France")], "confirmed"),
        ([by("Bamako", "JNIM", "Mali"), by("Niamey", "al-Qaeda", "Niger")], "confirmed"),
        # a description is no rival of a name, and does not name it
        ([by("police", "rebels", "Mali"), by("the group", "JNIM", "JNIM")], "claimed"),
        ([by("police", "Islamist rebels", "Mali"), by("a resident", "rebels")], "confirmed"),
        # who names two doers denies neither
        ([by("army", "Hamas"), by("army", "Islamic Jihad"), by("aide", "Hamas", "Qatar")], "confirmed"),
        # a denial of another doer's part is none of this one's
        ([by("Kyiv", "Russia", "Ukraine"), by("Minsk", "Belarus", "Belarus", "denies")], "claimed"),
    ],
)
def test_responsibility(testimonies: list[Said], status: Status) -> None:
    assert responsibility_status(testimonies, "claimed") == status


def test_in_a_clash_both_sides_are_doers() -> None:
    both = [by("army", "Arakan Army", "Myanmar"), by("rebels", "Myanmar", "Arakan Army")]
    assert responsibility_status(both, "confirmed") == "disputed"
    assert responsibility_status(both, "confirmed", rivals=False) == "claimed"
    both.append(by("resident", "Arakan Army"))
    assert responsibility_status(both, "confirmed", rivals=False) == "confirmed"


def test_no_responsibility_without_doer_or_event() -> None:
    assert responsibility_status([by("police", "JNIM")], "refuted") is None
    assert responsibility_status([by("police", "JNIM")], "confirmed", has_doer=False) is None


LOSS = {"doers": ["Ukraine"], "sufferers": ["Russia"]}


def test_admitting_losses_is_against_interest() -> None:
    assert against_interest("Russia", "killed", "missile_strike", target_kinds=["troops"], value=63, **LOSS)
    assert against_interest("Russia", "damage", "drone_strike", target_kinds=["airfield"], **LOSS)
    assert against_interest("Russia", "occurrence", "equipment_loss", target_kinds=["warship"], **LOSS)
    assert against_interest("Russia", "occurrence", "territory_gain", **LOSS)
    assert against_interest("Donetsk People's Republic", "killed", "shelling", target_kinds=["troops"], **LOSS)
    assert against_interest("Mali", "occurrence", "withdrawal", doers=["Mali"])


def test_what_is_no_admission() -> None:
    assert not against_interest("Russia", "killed", "missile_strike", target_kinds=["troops"], value=0, **LOSS)
    assert not against_interest("Russia", "killed", "missile_strike", target_kinds=["civilians"], value=3, **LOSS)
    assert not against_interest("Russia", "killed", "shelling", target_kinds=["troops", "market"], value=3, **LOSS)
    assert not against_interest("Russia", "damage", "interception", target_kinds=["airfield"], **LOSS)
    assert not against_interest("Ukraine", "killed", "missile_strike", target_kinds=["troops"], value=63, **LOSS)
    assert not against_interest("France", "killed", "missile_strike", target_kinds=["troops"], value=63, **LOSS)
    assert not against_interest(None, "killed", "missile_strike", target_kinds=["troops"], value=63, **LOSS)
    assert not against_interest("Mali", "occurrence", "talks", doers=["Mali"])


def test_admitting_the_deed_is_against_interest_and_claiming_it_is_not() -> None:
    assert against_interest("Israel", "responsibility", "airstrike", doers=["Israel"], sufferers=["Hamas"], admits=True)
    assert not against_interest("Israel", "responsibility", "airstrike", doers=["Israel"], sufferers=["Hamas"])
