"""Which events are wanted: by kind, place, box, radius, days, status, side and words."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, get_args

from sayso.codebook import KINDS, party_of
from sayso.errors import UsageError
from sayso.ledger.computation import LedgerEvent
from sayso.ledger.instants import day_of
from sayso.model import Status
from sayso.places.folding import fold
from sayso.places.geometry import distance_km

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees; a box whose west is east of its east reaches over the 180th meridian."""


@dataclass(frozen=True, slots=True)
class Filter:
    """All that is set must hold. `place` is looked for, as whole words, in the event's names of places, `text` in all
    that its claims quote; `near` is latitude, longitude and kilometres, and what lies in doubt within the event's own
    radius counts; `first` and `last` are calendar days (ISO 8601), and an event whose interval touches them counts."""

    kind: str | None = None
    place: str | None = None
    box: Box | None = None
    near: tuple[float, float, float] | None = None
    first: str | None = None
    last: str | None = None
    status: str | None = None
    side: str | None = None
    text: str | None = None

    def holds(self, event: LedgerEvent) -> bool:
        """Whether the event is wanted."""
        card = event.assessment.card
        where = card.where.value if isinstance(card.where.value, dict) else {}
        return (
            (self.kind is None or card.kind.value == self.kind)
            and (self.status is None or event.assessment.status("occurrence") == self.status)
            and (self.place is None or self._names(event))
            and (self.box is None or _in_box(where, self.box))
            and (self.near is None or _is_near(where, self.near))
            and self._in_days(card.when.value)
            and (self.side is None or self._has_side(event))
            and (self.text is None or self._says(event))
        )

    def _names(self, event: LedgerEvent) -> bool:
        sought = f" {fold(self.place or '')} "
        told = [t.event.where for t in event.tellings if t.event.where is not None]
        return any(
            sought in f" {fold(name)} "
            for where in told for name in (where.name, where.written, where.admin1, where.country) if name
        )

    def _in_days(self, when: Any) -> bool:
        if self.first is None and self.last is None:
            return True
        told = when if isinstance(when, dict) else {}
        begin, end = day_of(told.get("earliest")), day_of(told.get("latest"))
        begin, end = (begin if begin is not None else end), (end if end is not None else begin)
        if begin is None or end is None:
            return False
        first, last = day_of(self.first), day_of(self.last)
        return (last is None or begin <= last) and (first is None or end >= first)

    def _has_side(self, event: LedgerEvent) -> bool:
        sought = party_of(self.side or "") or self.side
        told = {
            name
            for t in event.tellings
            for names in (
                *((actor.side, actor.name) for actor in t.event.actors),
                *((target.side, target.name) for target in t.event.targets),
            )
            for name in names
        }
        return sought in told

    def _says(self, event: LedgerEvent) -> bool:
        sought = (self.text or "").casefold()
        return any(
            sought in claim.quote.exact.casefold() for t in event.tellings for claim in t.claims
        ) or sought in event.assessment.card.summary.casefold()


def _in_box(where: dict[str, Any], box: Box) -> bool:
    lat, lon = where.get("lat"), where.get("lon")
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return bool(across and south <= lat <= north)


def _is_near(where: dict[str, Any], near: tuple[float, float, float]) -> bool:
    lat, lon = where.get("lat"), where.get("lon")
    if lat is None or lon is None:
        return False
    return bool(distance_km((lat, lon), near[:2]) <= near[2] + (where.get("radius_km") or 0.0))


def checked_filter(*, box: str | None = None, near: str | None = None, **plain: str | None) -> Filter:
    """The filter that a person wrote: `box` as "W,S,E,N", `near` as "LAT,LON,KM", days as ISO 8601. Raises UsageError
    where a part makes no sense."""
    for name, known in (("kind", KINDS), ("status", get_args(Status))):
        value = plain.get(name)
        if value is not None and value not in known:
            raise UsageError(f"{value!r} is no {name}; it is one of {', '.join(known)}")
    for name in ("first", "last"):
        value = plain.get(name)
        if value is not None and day_of(value) is None:
            raise UsageError(f"{value!r} is no date; write 2024-05-31")
    edges, circle = _numbers(box, 4, "W,S,E,N"), _numbers(near, 3, "LAT,LON,KM")
    return Filter(
        box=None if edges is None else (edges[0], edges[1], edges[2], edges[3]),
        near=None if circle is None else (circle[0], circle[1], circle[2]),
        **plain,
    )


def _numbers(written: str | None, count: int, form: str) -> list[float] | None:
    if written is None:
        return None
    try:
        found = [float(part) for part in written.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(isfinite(number) for number in found):
        raise UsageError(f"{written!r} is not of the form {form}; write numbers with commas between")
    return found
