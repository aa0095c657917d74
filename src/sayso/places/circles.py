"""Circles that a text supports: a place, seen through the relation that the text states to it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from sayso.places.geometry import Point, away, distance_km, enclosing, midpoint
from sayso.places.place import Place
from sayso.places.relations import Relation
from sayso.places.settings import setting

Precision = Literal["settlement", "near_settlement", "district", "region", "country"]


@dataclass(frozen=True, slots=True)
class Circle:
    """A point, a radius (km) that holds the thing with about nine chances in ten, and how precise that is.

    `country` is None at sea and where a place lies in several countries.
    """

    point: Point
    radius_km: float
    precision: Precision
    country: str | None


def circle_of(place: Place) -> Circle:
    """The circle of a place itself."""
    if place.kind == "area":
        sharp: Precision = "district" if place.radius_km <= setting("radius")["district_most"] else "region"
        return Circle(place.point, place.radius_km, sharp, place.country)
    radius = place.radius_km
    if place.kind == "district":
        radius = max(radius, setting("radius")["district_least"])
    return Circle(place.point, radius, place.kind, place.country)


def around(place: Place, radius_km: float, precision: Precision) -> Circle:
    """A circle around a place, wider than the place itself."""
    return Circle(place.point, max(place.radius_km, radius_km), precision, place.country)


def through(place: Place, relation: Relation, other: Place | None = None) -> Circle:
    """The circle of what stands in a relation to a place; `other` is the second place of "between X and Y"."""
    rule, whole = setting("radius"), circle_of(place)
    if relation.kind == "between" and other is not None:
        apart = distance_km(place.point, other.point)
        country = place.country if place.country == other.country else None
        return Circle(
            midpoint(place.point, other.point), max(rule["near_least"], apart / 2), "near_settlement", country
        )
    if relation.kind == "part" and whole.precision not in ("settlement", "near_settlement"):
        share = rule["compass_share"]
        if relation.bearing is None:
            return Circle(whole.point, whole.radius_km * share, whole.precision, whole.country)
        return Circle(away(whole.point, relation.bearing, whole.radius_km * share), whole.radius_km * (1 - share) * 1.2,
                      whole.precision, whole.country)
    if relation.kind == "distance" and relation.kilometres is not None:
        if relation.at_sea and relation.kilometres > rule["coast"]:
            whole = replace(whole, country=None)  # beyond territorial waters
        return _at_distance(whole, relation)
    small = whole.precision in ("settlement", "near_settlement", "district")
    near: Precision = "near_settlement" if small else whole.precision
    if relation.kind == "near":
        return Circle(whole.point, whole.radius_km + rule["near_least"], near, whole.country)
    if relation.kind == "outside" and small:
        return Circle(whole.point, whole.radius_km + rule["near_outside"], near, whole.country)
    if relation.kind == "direction" and relation.bearing is not None and small:
        step = whole.radius_km + rule["near_least"]
        return Circle(away(whole.point, relation.bearing, step), step + rule["near_least"], near, whole.country)
    if relation.kind == "off":
        return Circle(whole.point, whole.radius_km + rule["coast"], near, whole.country if small else None)
    return whole


def _at_distance(whole: Circle, relation: Relation) -> Circle:
    """So far from a place: a ring, told by the circle that holds it, or a spot where the direction is given."""
    rule, kilometres = setting("radius"), relation.kilometres or 0.0
    if relation.bearing is None:
        return Circle(whole.point, whole.radius_km + relation.most, "near_settlement", whole.country)
    edge = whole.radius_km if whole.precision not in ("settlement", "near_settlement") else 0.0
    across, along = (kilometres + edge) * rule["bearing_spread"], (relation.most - relation.least) / 2
    spread = max(rule["near_least"], math.hypot(across, along) + (whole.radius_km if not edge else 0.0) / 2)
    return Circle(away(whole.point, relation.bearing, kilometres + edge), spread, "near_settlement", whole.country)


def union(circles: list[Circle]) -> Circle:
    """One circle around several."""
    if len(circles) == 1:
        return circles[0]
    point, radius = enclosing([c.point for c in circles], [c.radius_km for c in circles])
    countries = {c.country for c in circles}
    widest = max(circles, key=lambda c: c.radius_km)
    return Circle(point, radius, widest.precision if widest.precision != "settlement" else "near_settlement",
                  next(iter(countries)) if len(countries) == 1 else None)
