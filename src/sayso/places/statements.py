"""What a report says of where its places lie, as a condition on what their names may mean: namesakes elsewhere are
refused."""

from __future__ import annotations

from sayso.places.containment import lies_within
from sayso.places.descriptions import Beside
from sayso.places.features import Feature
from sayso.places.geometry import bearing, distance_km
from sayso.places.names import Name
from sayso.places.place import Candidate, Place
from sayso.places.ranking import prior
from sayso.places.settings import setting

_MOST_CONTAINERS = 4
_WIDE_REACH = 1.3  # how far beyond the radius of a wide place its edge may lie
_NO_DIRECTION_KM = 8.0  # nearer than that a direction says little
_OFF_DIRECTION = 70.0  # degrees by which a stated direction may be off


def apply_statements(found: list[Name]) -> None:
    """Hold every name to what it is said to lie in; of containers, prefer those that do hold what they should."""
    rule = setting("evidence")
    for name in found:
        for number, candidate in enumerate(name.candidates):
            for held in name.holds:
                if any(lies_within(c.place, candidate.place) for c in found[held].candidates):
                    name.scores[number] += rule["contains"]
    order = sorted(range(len(found)), key=lambda n: len(found[n].inside) + len(found[n].beside))
    for number in order:
        name = found[number]
        outers = [options for outer in name.inside if (options := _wide_places(found[outer]))]
        beside = [(place, told) for other, told in name.beside if (place := found[other].place()) is not None]
        best = name.best()
        if best is not None and name.adjectives and name.feature is not None and name.feature.among("settlement") \
                and not any(c.place.country in name.adjectives for c in name.candidates):
            name.refused = True  # "the Syrian town of X" is in Syria
        if best is None or not (outers or beside):
            continue
        lying = [[_is_beside(c.place, o, told, name.feature) for o, told in beside] for c in name.candidates]
        within = [[any(lies_within(c.place, o) for o in options) for options in outers] for c in name.candidates]
        pairs = list(zip(lying, within, strict=True))
        fits = [all(near) and all(inside) for near, inside in pairs]
        if not any(fits) and outers:  # of containers one may be misread; of what it lies beside, none
            fits = [all(near) and any(inside) for near, inside in pairs]
        if any(fits):
            kept = [n for n, fit in enumerate(fits) if fit]
            name.candidates = [name.candidates[n] for n in kept]
            name.scores = [name.scores[n] + rule["contained"] for n in kept]
        else:
            famous = prior(name.candidates[best]) >= rule["too_well_known"] and not name.firm
            name.refused = not (_is_misstated(name.candidates[best], beside) if beside else famous)


def _is_misstated(candidate: Candidate, beside: list[tuple[Place, Beside]]) -> bool:
    """Whether a distance that does not fit a well-known place is an error of the text rather than the sign of another
    place of its name: it is no namesake in another part of the world."""
    rule = setting("evidence")
    return prior(candidate) >= rule["well_known"] and all(
        distance_km(candidate.place.point, other.point) <= rule["misstated"] * told.allowed_km()[1] + other.radius_km
        for other, told in beside
    )


def _wide_places(outer: Name) -> list[Place]:
    """The places that a name may mean where others are said to lie in it: "New York" is the state then."""
    ranked = sorted(zip(outer.scores, outer.candidates, strict=True), key=lambda pair: (-pair[0], pair[1].place.number))
    wide = [c.place for _, c in ranked if c.place.is_wide and c.match < 2][:_MOST_CONTAINERS]
    place = outer.place()
    return wide or ([place] if place is not None else [])


def _is_beside(place: Place, other: Place, told: Beside, feature: Feature | None) -> bool:
    """Whether a place lies beside another as it is said to: as far, and in about that direction."""
    if place.kind not in ("settlement", "area") and (feature is None or place.kind not in feature.kinds):
        return False
    least, most = told.allowed_km()
    apart = distance_km(place.point, other.point)
    reach = other.radius_km * (_WIDE_REACH if other.is_wide else 1.0) + place.radius_km * (place.kind != "settlement")
    if not least - reach <= apart <= most + reach:
        return False
    way = told.relation.bearing
    if way is None or apart <= max(reach, _NO_DIRECTION_KM):
        return True
    off = abs((bearing(other.point, place.point) - way + 180) % 360 - 180)
    return off <= _OFF_DIRECTION


def container_of(outer: Name, inner: Place | None, feature: Feature | None) -> Place | None:
    """What a name means where something is said to lie in it: its usual sense, unless only another holds the thing.
    A village that is not resolved lies in the region of a name rather than in its town."""
    usual = outer.place()
    if inner is None:
        village = feature is not None and feature.among("settlement", "district")
        return next(iter(_wide_places(outer)), None) if village and usual is not None and not usual.is_wide else usual
    if usual is not None and lies_within(inner, usual):
        return usual
    return next((p for p in _wide_places(outer) if lies_within(inner, p)), usual)
