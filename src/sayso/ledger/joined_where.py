"""Where an event took place, from all its tellings: the most precise place that the others do not contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.codebook.tables import table
from sayso.ledger.choices import Choice, Field, Told
from sayso.ledger.telling import Telling
from sayso.model import Where
from sayso.places.folding import fold_loosely
from sayso.places.geometry import distance_km


@dataclass(frozen=True, slots=True)
class Spot:
    """A telling's place; `point` is (latitude, longitude) in degrees, None where it is but a name; `radius_km` that of
    its circle; `names` its names, so that spellings of one are one."""

    telling: Telling
    where: Where
    point: tuple[float, float] | None
    radius_km: float
    names: frozenset[str]


def spots_of(tellings: Sequence[Telling]) -> tuple[Spot, ...]:
    """The places of the tellings that give one."""
    radii: dict[str, float] = table("ledger/assessment")["place"]["radius_km"]
    found = []
    for telling in tellings:
        where = telling.event.where
        if where is not None:
            located = where.lat is not None and where.lon is not None
            point = (where.lat or 0.0, where.lon or 0.0) if located else None
            radius = where.radius_km if where.radius_km is not None else radii[where.precision]
            names = {fold_loosely(name) for name in (where.name, where.written) if name}
            found.append(Spot(telling, where, point, radius, frozenset(names - {""})))
    return tuple(found)


def gap_km(one: Spot, other: Spot) -> float:
    """How far the circles of two places are apart, km; 0 where they meet, or where one is but a name."""
    if one.point is None or other.point is None:
        return 0.0
    return max(0.0, distance_km(one.point, other.point) - one.radius_km - other.radius_km)


def apart(one: Spot, other: Spot) -> bool:
    """Whether two places exclude one another: neither their names nor their circles meet."""
    return not one.names & other.names and gap_km(one, other) > table("ledger/assessment")["place"]["tolerance_km"]


def join_where(told: Told) -> Field:
    """The most precise place whose rivals have fewer voices than what agrees with it; those rivals stand beside it."""
    spots = spots_of(told.tellings)
    if not spots:
        return Field(None)
    support: dict[str, int] = {}
    against: dict[str, int] = {}
    for spot in spots:
        support[spot.telling.key] = _voices(told, [s for s in spots if not apart(spot, s) and _as_fine(s, spot)])
        against[spot.telling.key] = _voices(told, [s for s in spots if apart(spot, s)])
    held = [s for s in spots if support[s.telling.key] >= against[s.telling.key]] or list(spots)
    best = min(held, key=lambda s: (
        s.point is None, _fineness(s), -support[s.telling.key], s.radius_km, s.telling.entry.known_from, s.telling.key))
    agreeing = [s for s in spots if not apart(best, s)]
    claims, tellings = _basis(told, agreeing)
    return Field(_plain(best.where), claims, tellings, _rivals(told, [s for s in spots if apart(best, s)]))


def _rivals(told: Told, spots: Sequence[Spot]) -> tuple[Choice, ...]:
    groups: list[list[Spot]] = []
    for spot in spots:
        home = next((group for group in groups if not apart(group[0], spot)), None)
        if home is None:
            groups.append([spot])
        else:
            home.append(spot)
    found = []
    for group in groups:
        finest = min(group, key=lambda s: (_fineness(s), s.radius_km, s.telling.key))
        claims, tellings = _basis(told, group)
        found.append(Choice(_plain(finest.where), claims, tellings, _voices(told, group)))
    return tuple(sorted(found, key=lambda choice: (-choice.support, choice.tellings)))


def _basis(told: Told, spots: Sequence[Spot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    claims = [key for spot in spots for key in told.claims_at(spot.telling, spot.where.basis, "place")]
    return tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(spot.telling.key for spot in spots))


def _voices(told: Told, spots: Sequence[Spot]) -> int:
    return len(told.voices_of(spot.telling for spot in spots))


def _as_fine(spot: Spot, as_this: Spot) -> bool:
    """Whether a place bears out another: it is as precise, or the other holds it within itself."""
    return _fineness(spot) <= _fineness(as_this) or bool(spot.names & as_this.names)


def _fineness(spot: Spot) -> int:
    precisions: list[str] = table("ledger/assessment")["place"]["precisions"]
    return precisions.index(spot.where.precision)


def _plain(where: Where) -> dict[str, Any]:
    return where.model_dump(mode="json", exclude={"basis"})
