"""The time zone of a place, from its coordinates or its country."""

from __future__ import annotations

import zoneinfo
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.model import Where

_TOO_WIDE = ("country", "unknown")


def zone_of_place(where: Where | None) -> tzinfo | None:
    """The zone where something happened: of the point, or of the country if that has only one; None if unknown."""
    if where is None:
        return None
    if where.lat is not None and where.lon is not None and where.precision not in _TOO_WIDE:
        name = _finder().timezone_at(lat=where.lat, lng=where.lon)
        if name:
            return _zone(str(name))
    zones = _zones_of_countries().get(where.country or "", ())
    return _zone(zones[0]) if len(zones) == 1 else None


@cache
def _finder() -> Any:
    # Loading takes 0.4 s and 30 MB: only when a report has an event with a time and a place.
    from timezonefinder import TimezoneFinder

    return TimezoneFinder()


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


@cache
def _zones_of_countries() -> dict[str, tuple[str, ...]]:
    """The zones of every country, by ISO 3166 code, from the table of the IANA database."""
    found: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo/zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            codes, _, name = line.split("\t")[:3]
            for code in codes.split(","):
                found.setdefault(code, []).append(name)
    return {code: tuple(names) for code, names in found.items()}
