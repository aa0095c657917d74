"""Distances and bearings on the globe (WGS 84)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Point = tuple[float, float]
EARTH_RADIUS_KM = 6371.0088


@cache
def _geodesic() -> Geod:
    return Geod(ellps="WGS84")


def distance_km(a: Point, b: Point) -> float:
    """The geodesic distance between two points (latitude, longitude), km."""
    _, _, metres = _geodesic().inv(a[1], a[0], b[1], b[0])
    return float(metres) / 1000


def away(start: Point, direction: float, kilometres: float) -> Point:
    """The point that lies so far from `start` in a direction, degrees from north."""
    lon, lat, _ = _geodesic().fwd(start[1], start[0], direction, kilometres * 1000)
    return float(lat), float(lon)


def bearing(start: Point, end: Point) -> float:
    """The direction in which the geodesic from one point to another sets out, degrees from north."""
    forward, _, _ = _geodesic().inv(start[1], start[0], end[1], end[0])
    return float(forward)


def midpoint(a: Point, b: Point) -> Point:
    """The point half-way along the geodesic."""
    return away(a, bearing(a, b), distance_km(a, b) / 2)


def enclosing(points: list[Point], radii: list[float]) -> tuple[Point, float]:
    """A circle around circles: in the middle of the box around their points; its radius, km, reaches all of them."""
    middle = ((min(p[0] for p in points) + max(p[0] for p in points)) / 2,
              (min(p[1] for p in points) + max(p[1] for p in points)) / 2)
    return middle, max(distance_km(middle, p) + r for p, r in zip(points, radii, strict=True))


def distances(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances, km, of every point (rows of latitude, longitude) from every other, to half a percent."""
    first, second = np.radians(points)[:, None, :], np.radians(others)[None, :, :]
    north, east = (second[..., 0] - first[..., 0]) / 2, (second[..., 1] - first[..., 1]) / 2
    h = np.sin(north) ** 2 + np.cos(first[..., 0]) * np.cos(second[..., 0]) * np.sin(east) ** 2
    found: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0)))
    return found
