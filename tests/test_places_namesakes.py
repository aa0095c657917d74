"""Ambiguous names over the whole world (`places/namesakes.jsonl`): no namesake outside what the text states is ever
chosen, and the area that is given holds the true place; each also with the true place taken out of the gazetteer.

Each case: a text, the name asked, a circle that what the text states leaves, and the true point where it is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.places import gazetteer
from sayso.places.geometry import distance_km
from sayso.places.place import Candidate, Place
from sayso.places.resolution import resolve

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "places" / "namesakes.jsonl").read_text(encoding="utf-8").splitlines()
]
HIDDEN_KM = 10.0  # settlements so near to the true point are taken out


@cache
def parsed(text: str) -> Parse:
    return parse_text(text)


def meant(case: dict[str, Any]) -> tuple[bool, Place | None]:
    """Whether the name was found in the text, and the place that it was given."""
    resolution = resolve(parsed(case["text"]), gazetteer())
    found = [p for t, p in zip(resolution.toponyms, resolution.places, strict=True) if case["place"] in t.name]
    return (True, found[0]) if found else (False, None)


def is_outside(case: dict[str, Any], place: Place) -> bool:
    reach = case["radius_km"] + (place.radius_km if place.is_wide else 0.0)
    return distance_km(place.point, (case["lat"], case["lon"])) > reach


@pytest.fixture
def hide(monkeypatch: pytest.MonkeyPatch) -> Any:
    known = gazetteer()
    whole = known.candidates

    def hidden(case: dict[str, Any]) -> None:
        def rest(name: str) -> tuple[Candidate, ...]:
            return tuple(c for c in whole(name) if c.place.kind != "settlement"
                         or distance_km(c.place.point, tuple(case["truth"])) > HIDDEN_KM)
        monkeypatch.setattr(known, "candidates", rest)

    return hidden


def test_there_are_a_hundred_cases() -> None:
    assert len({case["text"] for case in CASES}) >= 100
    assert sum(case["truth"] is not None for case in CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["place"])
def test_no_namesake_outside_what_the_text_states(case: dict[str, Any]) -> None:
    _, place = meant(case)
    assert place is None or not is_outside(case, place)


@pytest.mark.parametrize("case", [c for c in CASES if c["truth"]], ids=lambda c: c["place"])
def test_nor_where_the_gazetteer_lacks_the_place(case: dict[str, Any], hide: Any) -> None:
    hide(case)
    _, place = meant(case)
    assert place is None or not is_outside(case, place)


def test_names_are_found_and_known_places_chosen() -> None:
    found = [meant(case) for case in CASES]
    assert sum(read for read, _ in found) >= 0.95 * len(CASES)
    held = [place for case, (_, place) in zip(CASES, found, strict=True) if case["truth"]]
    assert sum(place is not None for place in held) >= 0.7 * len(held)


def rings(region: dict[str, Any]) -> Iterator[list[list[float]]]:
    shapes = region["coordinates"] if region["type"] == "MultiPolygon" else [region["coordinates"]]
    for shape in shapes:
        yield from shape


def is_in(point: list[float], region: dict[str, Any]) -> bool:
    """Whether a point lies in a polygon: an odd number of edges to its east."""
    inside = False
    for ring in rings(region):
        for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > point[0]) != (v > point[0]) and point[1] < (u - x) * (point[0] - y) / (v - y) + x:
                inside = not inside
    return inside


def test_the_area_holds_the_true_place(hide: Any) -> None:
    told = right = 0
    for case in CASES:
        if case["truth"] is None:
            continue
        hide(case)
        where = next((e.where for e in sayso.read(case["text"]).events if e.where is not None), None)
        if where is None:
            continue
        assert where.lat is not None
        assert where.lon is not None
        told += 1
        away = distance_km((where.lat, where.lon), tuple(case["truth"]))
        right += is_in(case["truth"], where.region) if where.region else away <= (where.radius_km or 0.0)
    assert told >= 65
    assert right / told >= 0.85
