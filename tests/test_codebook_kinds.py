"""Kinds of events, targets, weapons and sources: every one has its codes and its line, as the codebook lists them."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.codebook import (
    CIVILIAN_TARGETS,
    KINDS,
    MILITARY_TARGETS,
    SOURCE_KINDS,
    TARGET_KINDS,
    WEAPON_KINDS,
    acled_code,
    description,
    family,
    has_doer,
    is_counting_source,
    is_hostile,
    plover_code,
)
from sayso.codebook.tables import table
from sayso.model import SourceKind

# ACLED's event types and sub-event types that the codebook uses.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Shelling/artillery/missile attack", "Air/drone strike", "Remote explosive/landmine/IED", "Suicide bomb",
        "Grenade", "Chemical weapon",
    },
    "Violence against civilians": {"Attack", "Sexual violence", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Looting/property destruction", "Non-violent transfer of territory", "Change to group/activity",
        "Disrupted weapons use", "Arrests", "Agreement", "Other",
    },
    "Protests": {"Peaceful protest"},
    "Riots": {"Violent demonstration"},
}
PLOVER = {
    "ASSAULT", "COERCE", "YIELD", "MOBILIZE", "AGREE", "CONSULT", "COOPERATE", "THREATEN", "AID", "SANCTION", "PROTEST",
}


def test_all_kinds_are_there() -> None:
    assert len(KINDS) == 32
    assert len(TARGET_KINDS) == 32
    assert len(WEAPON_KINDS) == 16
    assert set(SOURCE_KINDS) == set(get_args(SourceKind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_codes(kind: str) -> None:
    code = acled_code(kind)
    assert code.sub_event_type in ACLED[code.event_type]
    assert plover_code(kind).event_type in PLOVER
    assert family(kind)
    assert description(kind)
    assert has_doer(kind) == (kind not in ("talks", "agreement", "exchange"))


@pytest.mark.parametrize("name", ["kinds", "targets", "weapons", "sources"])
def test_every_row_tells_what_it_is(name: str) -> None:
    assert all(row["is"] for row in table(name).values())


def test_who_takes_ground_decides_its_code() -> None:
    assert acled_code("territory_gain", "Sudan").sub_event_type == "Government regains territory"
    assert acled_code("territory_gain", "M23").sub_event_type == "Non-state actor overtakes territory"
    assert acled_code("territory_gain").sub_event_type == "Non-state actor overtakes territory"
    assert acled_code("shelling", "Sudan") == acled_code("shelling", "M23")


def test_the_mode_is_the_kinds_or_the_weapons() -> None:
    assert plover_code("airstrike", ("small_arms",)).mode == "aerial"
    assert plover_code("armed_clash").mode is None
    assert plover_code("armed_clash", ("other", "mortar")).mode == "heavy-weapons"
    assert plover_code("talks", ("drone",)).mode is None


def test_hostile_kinds() -> None:
    assert all(map(is_hostile, ("missile_strike", "armed_clash", "abduction", "cyberattack")))
    assert not any(map(is_hostile, ("talks", "pledge", "withdrawal", "protest", "evacuation", "arrest")))


def test_no_target_is_both_military_and_civilian() -> None:
    assert not MILITARY_TARGETS & CIVILIAN_TARGETS


def test_unknown_kinds_raise() -> None:
    with pytest.raises(KeyError):
        acled_code("picnic")
    with pytest.raises(KeyError):
        is_hostile("picnic")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the regional prosecutor's office", "official"),
        ("the health ministry in the capital", "official"),
        ("doctors at two hospitals", "witness"),
        ("the mayor of the town", "official"),
        ("a nurse", "medic"),
        ("the civil defence agency", "official"),
        ("rescue workers", "witness"),
    ],
)
def test_who_counts(said: str, kind: str) -> None:
    assert is_counting_source(said, kind)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the defence ministry", "official"),
        ("a rebel spokesman", "armed_group"),
        ("a resident", "witness"),
        ("the mayoral race", "media"),
    ],
)
def test_who_does_not_count(said: str, kind: str) -> None:
    assert not is_counting_source(said, kind)
