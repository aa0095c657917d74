"""UCDP GED's codes of an event: type of violence, precision of place and date, clarity.

Source: UCDP GED Codebook (version 24.1), "type_of_violence", "where_prec", "date_prec", "event_clarity". UCDP holds
lethal events alone; the codes are given to all acts of armed force, and whoever exports to UCDP filters by deaths.
"""

from __future__ import annotations

from datetime import date

from sayso.codebook.conflicts import opponents
from sayso.codebook.kinds import CIVILIAN_TARGETS, MILITARY_TARGETS
from sayso.codebook.parties import is_party, is_state, party_of, side_of
from sayso.codebook.tables import table
from sayso.model import Event, UcdpCode, When, Where

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3

_WITHIN_A_DAY = frozenset({"minute", "hour", "part_of_day"})


def ucdp_code_of(event: Event) -> UcdpCode:
    """All of UCDP's codes of an event."""
    return UcdpCode(
        type_of_violence=type_of_violence(event), where_prec=where_precision(event.where),
        date_prec=date_precision(event.when), event_clarity=event_clarity(event),
    )


def type_of_violence(event: Event) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None for acts without armed force, and where the parties are not known.

    One-sided is what a known party does to civilians by hand. Civilians hit from afar are of the type that the two
    sides give; without a second side it cannot be told whom the fire was meant for.
    """
    data = table("codes")["ucdp"]
    if event.kind not in data["violence"]:
        return None
    parties = [party for party in (_party(a.side, a.name) for a in event.actors) if party is not None]
    if not parties:
        return None
    doer = parties[0]
    civilian = event.kind == "attack_on_civilians" or (
        bool(event.targets) and all(t.kind in CIVILIAN_TARGETS or t.kind == "official" for t in event.targets)
    )
    if civilian and event.kind in data["at_people"]:
        return ONE_SIDED
    others = [*parties[1:], *(t.side for t in event.targets if t.side is not None and is_party(t.side))]
    foe = next((other for other in others if side_of(other) != side_of(doer)), None)
    if foe is not None and (not civilian or foe in opponents(doer)):
        return STATE_BASED if is_state(side_of(doer)) or is_state(side_of(foe)) else NON_STATE
    if civilian:
        return None
    armed = any(t.kind in MILITARY_TARGETS for t in event.targets) or event.kind in ("armed_clash", "territory_gain")
    return STATE_BASED if armed and is_state(side_of(doer)) else None


def where_precision(where: Where | None) -> int | None:
    """1 the place, 2 near it (25 km), 3 district, 4 province, 5 an estimate, 6 country, 7 the open sea; else None."""
    if where is None:
        return None
    data = table("codes")["ucdp"]
    if where.country is None and where.lat is not None:
        return 7
    code: int | None = data["where_prec"].get(where.precision)
    if code == 2 and where.radius_km is not None and where.radius_km > data["approximate_km"]:
        return 5
    return code


def date_precision(when: When) -> int | None:
    """1 the day, 2 within six days, 3 the week, 4 within a month, 5 within a year; None beyond, or where not known."""
    if when.precision in _WITHIN_A_DAY or (when.precision == "day" and "/" not in (when.edtf or "")):
        return 1
    days = _days(when)
    if days is None:
        return None
    longest: list[int] = table("codes")["ucdp"]["date_prec"]["longest"]
    return next((code for code, most in enumerate(longest, 1) if days <= most), None)


def event_clarity(event: Event) -> int | None:
    """1 where it is told as one event, on one day; 2 where it stands for several, or lasts; None without a date."""
    if event.when.precision == "unknown":
        return None
    return 1 if date_precision(event.when) == 1 else 2


def _days(when: When) -> int | None:
    """How many days an interval touches."""
    if when.earliest is None or when.latest is None:
        return None
    try:
        first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    except ValueError:
        return None
    return max((last - first).days, 0) + 1


def _party(side: str | None, name: str) -> str | None:
    """The party of an actor, None where it belongs to none that is known."""
    party = side if side is not None else party_of(name)
    return party if party is not None and is_party(party) else None
