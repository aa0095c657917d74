"""What the text says of a place as constraints on a grid, and the outline that they leave where no circle tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.places.circles import Circle
from sayso.places.folding import fold
from sayso.places.place import Place
from sayso.places.regions import Along, Apart, AtSea, Constraint, Region, Within, combine
from sayso.places.relations import Relation
from sayso.places.resolution import Resolution
from sayso.places.settings import setting
from sayso.reading.where.spots import Spot

_ROUND = ("near", "outside", "off", "in")  # relations that a circle tells well enough


def constraints_of(place: Place, relation: Relation, other: Place | None = None) -> Iterator[Constraint]:
    """What a relation to a place says of where something is; `other` is the second place of "between X and Y"."""
    rule = setting("radius")
    edge = place.radius_km
    if relation.at_sea or relation.kind == "off":
        yield AtSea()
    if relation.kind == "distance":
        yield Apart(place.point, max(0.0, relation.least - edge), relation.most + edge, relation.bearing)
    elif relation.kind == "direction":
        yield Apart(place.point, 0.0, edge + 2 * rule["near_least"], relation.bearing)
    elif relation.kind == "between" and other is not None:
        yield Along(place.point, other.point)
    elif relation.kind == "part" and place.is_wide:
        yield Within(place)
        if relation.bearing is None:
            yield Apart(place.point, 0.0, edge * rule["compass_share"])
        else:
            yield Apart(place.point, 0.0, edge * 1.4, relation.bearing)
    elif relation.kind == "in":
        yield Within(place)
    elif not place.is_wide:
        yield Apart(place.point, 0.0, edge + rule["near_outside" if relation.kind == "outside" else "near_least"])
    else:
        yield Apart(place.point, 0.0, edge * 1.2 + rule["near_least"])


def said_of(resolution: Resolution, name: Spot) -> tuple[Constraint, ...]:
    """All that a report says of where a name lies that the gazetteer lacks, each thing once."""
    key = fold(name.toponym.name)
    found: dict[Constraint, None] = {}
    for told in resolution.descriptions:
        place = resolution.places[told.other]
        if place is not None and fold(resolution.toponyms[told.inner].name) == key:
            found.update(dict.fromkeys(constraints_of(place, told.relation)))
    for toponym, container in zip(resolution.toponyms, resolution.containers, strict=True):
        if container is not None and fold(toponym.name) == key:
            found[Within(container)] = None
    return tuple(found)


def passages_of(resolution: Resolution, name: Spot) -> list[tuple[int, int]]:
    """The tokens that say where a name lies that the gazetteer lacks."""
    key = fold(name.toponym.name)
    return [(told.relation.start, resolution.toponyms[told.other].last) for told in resolution.descriptions
            if fold(resolution.toponyms[told.inner].name) == key and resolution.places[told.other] is not None]


def sharpened(circle: Circle, resolution: Resolution, name: Spot) -> tuple[Circle, Region | None]:
    """The circle of a name that the gazetteer lacks, from all that is said of it together; as it was where that is one
    thing or less, or where the things said exclude one another."""
    said = said_of(resolution, name)
    region = combine(said) if said else None
    if region is None:
        return circle, None
    if len(said) > 1 and region.radius_km < circle.radius_km * 1.1:
        return replace(circle, point=region.point, radius_km=region.radius_km), region
    return circle, region


def outline(spot: Spot, other: Place | None) -> Region | None:
    """The outline of what stands in a relation to a known place, None where a circle tells it."""
    place, relation = spot.place, spot.relation
    if place is None or (relation.kind in _ROUND and place.kind not in ("region", "country")):
        return None
    if place.kind == "country" and relation.kind == "in":
        return None
    return combine(tuple(constraints_of(place, relation, other)))


def as_geojson(region: Region | None) -> dict[str, Any] | None:
    """The GeoJSON geometry of a region."""
    return None if region is None else region.geojson()
