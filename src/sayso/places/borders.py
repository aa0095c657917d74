"""Borders, as far as settlements show them: without outlines, to a few kilometres where the land is settled."""

from __future__ import annotations

from sayso.places.circles import Circle
from sayso.places.gazetteer import Gazetteer
from sayso.places.geometry import Point, away, bearing, distance_km, midpoint
from sayso.places.settings import setting


def border_point(names: Gazetteer, near: Point, country: str, neighbour: str | None) -> Point | None:
    """About where the border between a country and its neighbour (any, where None) comes nearest to a point: half-way
    between the nearest settlement beyond it and the settlement of the country that is nearest to that one. None where
    there is none within `border_reach` of `circles.toml`."""
    around = names.settlements_around(near, setting("radius")["border_reach"])
    beyond = [p for p in around if p.country != country and (neighbour is None or p.country == neighbour)]
    if not beyond:
        return None
    other = min(beyond, key=lambda p: (distance_km(near, p.point), p.number))
    home = [p for p in names.settlements_around(other.point, setting("radius")["border_reach"]) if p.country == country]
    if not home:
        return None
    own = min(home, key=lambda p: (distance_km(other.point, p.point), p.number))
    return midpoint(other.point, own.point)


def from_border(names: Gazetteer, circle: Circle, kilometres: float, country: str, neighbour: str | None) -> Circle:
    """A circle moved to where its place lies so far from a border, if it is near one: the stated distance is one more
    constraint on a place of which only the neighbourhood is known."""
    border = border_point(names, circle.point, country, neighbour)
    if border is None:
        return circle
    apart = distance_km(border, circle.point)
    point = away(border, bearing(border, circle.point), kilometres)
    moved = abs(apart - kilometres)
    if moved > 2 * circle.radius_km + setting("radius")["near_least"]:
        return circle  # the two statements are not about one place
    return Circle(point, max(circle.radius_km, setting("radius")["near_least"]), circle.precision, circle.country)
