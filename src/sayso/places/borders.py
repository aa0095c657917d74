"""Where a border comes nearest to a place, and places told by how far from a border they lie."""

from __future__ import annotations

import numpy as np

from sayso.places.circles import Circle
from sayso.places.geometry import Point, away, bearing, distance_km
from sayso.places.outlines import border_lines
from sayso.places.settings import setting

_KILOMETRES_A_DEGREE = 111.2


def border_point(near: Point, country: str, neighbour: str | None) -> Point | None:
    """Where the border of a country with a neighbour (with any, where None) comes nearest to a point; None where they
    have none. Raises GazetteerError where there are no outlines."""
    lines = border_lines(country, neighbour)
    scale = np.array([np.cos(np.radians(near[0])), 1.0]) * _KILOMETRES_A_DEGREE
    best: tuple[float, Point] | None = None
    for line in lines:
        flat = (line - np.array([near[1], near[0]])) * scale  # a plane around the point: true enough at such a reach
        steps = np.diff(flat, axis=0)
        lengths = np.maximum((steps**2).sum(axis=1), 1e-12)
        along = np.clip(-(flat[:-1] * steps).sum(axis=1) / lengths, 0.0, 1.0)
        feet = flat[:-1] + steps * along[:, None]
        nearest = int((feet**2).sum(axis=1).argmin())
        foot = feet[nearest] / scale + np.array([near[1], near[0]])
        point = (float(foot[1]), float(foot[0]))
        apart = distance_km(near, point)
        if best is None or apart < best[0]:
            best = (apart, point)
    return best[1] if best is not None else None


def from_border(circle: Circle, kilometres: float, country: str, neighbour: str | None) -> Circle:
    """A circle moved to where its place lies so far from a border, if it is near one: the stated distance is one more
    constraint on a place of which only the neighbourhood is known."""
    border = border_point(circle.point, country, neighbour)
    if border is None:
        return circle
    apart = distance_km(border, circle.point)
    if apart > setting("radius")["border_reach"]:
        return circle
    point = away(border, bearing(border, circle.point), kilometres)
    moved = abs(apart - kilometres)
    if moved > 2 * circle.radius_km + setting("radius")["near_least"]:
        return circle  # the two statements are not about one place
    return Circle(point, max(circle.radius_km, setting("radius")["near_least"]), circle.precision, circle.country)
