"""Kinds of events, targets and weapons, and the codes that ACLED and PLOVER have for them."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.codebook.parties import is_state
from sayso.codebook.tables import table
from sayso.model import AcledCode, PloverCode

KINDS: tuple[str, ...] = tuple(table("kinds"))
"""All kinds of events, in the codebook's order."""

TARGET_KINDS: tuple[str, ...] = tuple(table("targets"))
"""All kinds of targets, in the codebook's order."""

WEAPON_KINDS: tuple[str, ...] = tuple(table("weapons"))
"""All kinds of weapons, in the codebook's order."""

MILITARY_TARGETS = frozenset(kind for kind, row in table("targets").items() if row.get("military"))
"""A side's soldiers, arms and ground: who admits losing them speaks against its own interest."""

CIVILIAN_TARGETS = frozenset(kind for kind, row in table("targets").items() if row.get("civilian"))
"""People and places that may not be attacked."""


def _row(kind: str) -> dict[str, Any]:
    row: dict[str, Any] = table("kinds")[kind]
    return row


@cache
def acled_code(kind: str, actor_side: str | None = None) -> AcledCode:
    """ACLED's code of a kind. Where ACLED tells states from others (who takes ground), `actor_side` decides; an
    unknown side is taken for a group without a state. Raises KeyError for an unknown kind."""
    row = _row(kind)
    by_state = actor_side is not None and is_state(actor_side)
    event_type, sub_event_type = row["acled"] if by_state else row.get("acled_non_state", row["acled"])
    return AcledCode(event_type=event_type, sub_event_type=sub_event_type)


@cache
def plover_code(kind: str, weapon_kinds: tuple[str, ...] = ()) -> PloverCode:
    """PLOVER's code of a kind; an assault whose kind has no mode takes that of its first weapon that has one. Raises
    KeyError for an unknown kind."""
    row = _row(kind)
    mode = row.get("mode")
    if mode is None and row["plover"] == "ASSAULT":
        weapons = table("weapons")
        mode = next((weapons[w]["plover_mode"] for w in weapon_kinds if "plover_mode" in weapons.get(w, {})), None)
    return PloverCode(event_type=row["plover"], mode=mode)


def has_doer(kind: str) -> bool:
    """Whether somebody does it to somebody: False for talks, agreements and exchanges. Raises KeyError if unknown."""
    return bool(_row(kind).get("doer", True))


def is_hostile(kind: str) -> bool:
    """Whether it is violence against people or what is theirs. Raises KeyError for an unknown kind."""
    return bool(_row(kind).get("hostile", False))


def family(kind: str) -> str:
    """The group of kinds of which two may be one event told twice. Raises KeyError for an unknown kind."""
    return str(_row(kind)["family"])


def description(kind: str) -> str:
    """What the kind is, in a line. Raises KeyError for an unknown kind."""
    return str(_row(kind)["is"])
