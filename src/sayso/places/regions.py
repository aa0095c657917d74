"""The area that several statements leave together: each is a constraint on the cells of a hexagonal grid (H3), the area
is the likeliest cells that hold about nine tenths of the weight."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import h3
import numpy as np
from numpy.typing import NDArray
from shapely import contains_xy

from sayso.places.gazetteer import gazetteer
from sayso.places.geometry import EARTH_RADIUS_KM, Point, distances
from sayso.places.outlines import land_in
from sayso.places.place import Place
from sayso.places.settings import setting

Weights = NDArray[np.float64]
_CELL_AREAS = {3: 12393.0, 4: 1770.0, 5: 253.0, 6: 36.1, 7: 5.16, 8: 0.737}  # km², the mean of each resolution


@dataclass(frozen=True, slots=True)
class Within:
    """It lies in a place: in a country or first-order region by the settlements around, else in its circle."""

    place: Place

    @property
    def extent(self) -> tuple[Point, float]:
        """A circle that holds all that it allows."""
        return self.place.point, self.place.radius_km * 1.4

    def weigh(self, points: Weights) -> Weights:
        """The weight of each point."""
        if self.place.kind in ("country", "region"):
            return _belongs(points, self.place) * np.where(_on_land(points), 1.0, setting("cells")["wrong_ground"])
        away = distances(points, np.array([self.place.point]))[:, 0]
        return _soft(away, 0.0, self.place.radius_km)


@dataclass(frozen=True, slots=True)
class Apart:
    """It lies so far from a point, km, and in about a direction, degrees from north (None: in any)."""

    point: Point
    least: float
    most: float
    bearing: float | None = None

    @property
    def extent(self) -> tuple[Point, float]:
        """A circle that holds all that it allows."""
        return self.point, self.most * 1.25

    def weigh(self, points: Weights) -> Weights:
        """The weight of each point."""
        weights = _soft(distances(points, np.array([self.point]))[:, 0], self.least, self.most)
        if self.bearing is not None:
            north = np.radians(points[:, 0] - self.point[0])
            east = np.radians(points[:, 1] - self.point[1]) * math.cos(math.radians(self.point[0]))
            off = (np.degrees(np.arctan2(east, north)) - self.bearing + 180) % 360 - 180
            weights = weights * np.exp(-0.5 * (off / setting("cells")["bearing_spread"]) ** 2)
        return weights


@dataclass(frozen=True, slots=True)
class Along:
    """It lies between two points, on or beside the way from one to the other."""

    one: Point
    other: Point
    slack: float = 1.08

    @property
    def extent(self) -> tuple[Point, float]:
        """A circle that holds all that it allows."""
        middle = ((self.one[0] + self.other[0]) / 2, (self.one[1] + self.other[1]) / 2)
        apart = float(distances(np.array([self.one]), np.array([self.other]))[0, 0])
        return middle, apart * 0.55 + 5

    def weigh(self, points: Weights) -> Weights:
        """The weight of each point."""
        both = distances(points, np.array([self.one, self.other]))
        apart = float(distances(np.array([self.one]), np.array([self.other]))[0, 0])
        return _soft(both.sum(axis=1), 0.0, apart * self.slack + 2)


@dataclass(frozen=True, slots=True)
class AtSea:
    """It lies on the water: off a coast, so many nautical miles from a port."""

    @property
    def extent(self) -> tuple[Point, float]:
        """A circle that holds all that it allows: the globe."""
        return (0.0, 0.0), math.inf

    def weigh(self, points: Weights) -> Weights:
        """The weight of each point."""
        return np.where(_on_land(points), setting("cells")["wrong_ground"], 1.0)


Constraint = Within | Apart | Along | AtSea


@dataclass(frozen=True, slots=True)
class Region:
    """Cells of one resolution, the point in their middle by weight, and the radius that holds them, km."""

    cells: tuple[str, ...]
    point: Point
    radius_km: float
    resolution: int = field(default=0)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in one of the cells."""
        return h3.latlng_to_cell(point[0], point[1], self.resolution) in set(self.cells)

    def geojson(self) -> dict[str, Any]:
        """Its outline as a GeoJSON geometry, to four decimals."""
        shape: dict[str, Any] = h3.cells_to_h3shape(list(self.cells)).__geo_interface__
        return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


@lru_cache(maxsize=256)
def combine(constraints: tuple[Constraint, ...]) -> Region | None:
    """The area that constraints leave together; None where they exclude one another, or leave half a continent.

    Raises GazetteerError where outlines of regions are needed and the gazetteer cannot be opened.
    """
    rule = setting("cells")
    centre, reach = min((c.extent for c in constraints), key=lambda e: e[1], default=((0.0, 0.0), math.inf))
    if reach > rule["extent_most"]:
        return None
    resolution = _resolution(reach)
    cells = _disc(centre, reach, resolution)
    points = np.array([h3.cell_to_latlng(cell) for cell in cells])
    weights = np.ones(len(cells))
    for constraint in constraints:
        weights = weights * constraint.weigh(points)
    if weights.max(initial=0.0) < rule["least_weight"]:
        return None
    return _likeliest(cells, points, weights, resolution)


def _likeliest(cells: list[str], points: Weights, weights: Weights, resolution: int) -> Region:
    order = np.lexsort((np.arange(len(cells)), -weights))
    reached = np.cumsum(weights[order]) / weights.sum()
    kept = order[: int(np.searchsorted(reached, setting("cells")["share"])) + 1]
    share = weights[kept] / weights[kept].sum()
    lat = float((points[kept, 0] * share).sum())
    turned = (points[kept, 1] - points[kept[0], 1] + 180) % 360 - 180
    lon = (float((turned * share).sum()) + float(points[kept[0], 1]) + 180) % 360 - 180
    away = distances(points[kept], np.array([(lat, lon)]))[:, 0]
    size = math.sqrt(_CELL_AREAS[resolution] / math.pi)
    return Region(tuple(sorted(cells[n] for n in kept)), (lat, lon), float(away.max()) + size, resolution)


def _resolution(reach: float) -> int:
    """The finest resolution at which a disc has no more than `cells_most` cells."""
    most = setting("cells")["cells_most"]
    return max((r for r, area in _CELL_AREAS.items() if math.pi * reach**2 / area <= most), default=3)


def _disc(centre: Point, reach: float, resolution: int) -> list[str]:
    step = math.sqrt(_CELL_AREAS[resolution] * 2 / math.sqrt(3))  # from the middle of a cell to that of the next
    middle = h3.latlng_to_cell(centre[0], centre[1], resolution)
    return sorted(h3.grid_disk(middle, max(1, math.ceil(reach / step))))


def _soft(away: Weights, least: float, most: float) -> Weights:
    """1 from `least` to `most`, falling off beyond both within a share of them."""
    edge = max(setting("cells")["edge_least"], setting("cells")["edge"] * most)
    over = np.maximum(np.maximum(away - most, least - away), 0.0)
    found: Weights = np.exp(-0.5 * (over / edge) ** 2)
    return found


def _belongs(points: Weights, place: Place) -> Weights:
    """Whether the settlement nearest to each point lies in a country or region: outlines as the settlements show
    them."""
    centre = (float(points[:, 0].mean()), float(points[:, 1].mean()))
    reach = float(distances(points, np.array([centre])).max()) + setting("cells")["beyond"]
    rows = gazetteer().points_around(centre, reach, int(setting("cells")["settlements_most"]))
    around = np.array([row[:2] for row in rows]).reshape(-1, 2)
    codes = np.array([
        country == place.country and (place.kind == "country" or admin1 == place.admin1) for *_, country, admin1 in rows
    ], dtype=bool)
    if not codes.any():
        return _soft(distances(points, np.array([place.point]))[:, 0], 0.0, place.radius_km)
    scale = math.cos(math.radians(place.lat))
    unit = EARTH_RADIUS_KM * math.pi / 180
    mine = np.stack([points[:, 0], points[:, 1] * scale], axis=1) * unit
    theirs = np.stack([around[:, 0], around[:, 1] * scale], axis=1) * unit
    square = (mine**2).sum(1)[:, None] - 2 * mine @ theirs.T + (theirs**2).sum(1)[None, :]
    inside = np.where(codes[None, :], square, np.inf).min(1)
    outside = np.where(codes[None, :], np.inf, square).min(1)
    gap = np.sqrt(np.maximum(inside, 0)) - np.sqrt(np.maximum(outside, 0))  # below 0: nearer to its own
    found: Weights = 1 / (1 + np.exp(np.clip(gap / setting("cells")["outline_edge"], -30, 30)))
    return found


def _on_land(points: Weights) -> NDArray[np.bool_]:
    """Whether each point (latitude, longitude) lies on land, by the outlines of all countries."""
    lat, lon = points[:, 0], points[:, 1]
    first = float(lon[0])
    lon = first + (lon - first + 180) % 360 - 180
    found = np.zeros(len(points), dtype=bool)
    for turn in (-360.0, 0.0, 360.0):
        box = (float(lon.min()) + turn - 0.01, float(lat.min()) - 0.01, float(lon.max()) + turn + 0.01,
               float(lat.max()) + 0.01)
        if box[2] > -180.0 and box[0] < 180.0:
            for _, land in land_in(box):
                found |= contains_xy(land, lon + turn, lat)
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return round(value, 4)
