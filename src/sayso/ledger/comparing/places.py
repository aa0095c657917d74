"""Whether two tellings may be of one place."""

from __future__ import annotations

import math

from pyproj import Geod

from sayso.ledger.comparing.signal import Signal
from sayso.ledger.features import Features, Place
from sayso.ledger.settings import settings

_GLOBE = Geod(ellps="WGS84")
_AREAS = frozenset({"region", "country", "unknown"})


def compare_places(one: Features, other: Features) -> list[Signal]:
    """Signals of two tellings' places: one name, near, one within the other, of another name though near, or apart; and
    whether a report that does not place its event there names the other's place."""
    found = _two_places(one.place, other.place)
    mentioned = [
        place for place, telling in ((one.place, other), (other.place, one))
        if place.words and not _is_placed(telling.place)
        and set(place.words) <= {*telling.names, *telling.story.names}
    ]
    return [*found, Signal("place_mentioned", 1.0, "one report names the other's place")] if mentioned else found


def _two_places(one: Place, other: Place) -> list[Signal]:
    if not (one.is_known and other.is_known):
        known = one.is_known or other.is_known
        return [Signal("place_one_unknown" if known else "place_both_unknown", 1.0, "a place is not told")]
    named = shared_name(one, other)
    if one.lat is None or other.lat is None:
        return _without_circles(one, other, named)
    distance = distance_km(one, other)
    gap = distance - (one.radius_km or 0.0) - (other.radius_km or 0.0)
    if named and (gap <= 0 or is_unlisted(one) or is_unlisted(other)):
        if is_area(one) or is_area(other):
            return [Signal("place_same_area", 1.0, "the same area")]
        return [Signal("place_same", 1.0, "the same place")]
    if gap > 0:
        share = min(math.log1p(gap / settings().measures["gap_km"]), settings().measures["most_gap"])
        sure = "" if one.told and other.told else "_unsure"
        found = [Signal(f"place_apart{sure}", share, f"{distance:.0f} km apart")]
        if not named and not sure and _are_two_sites(one, other, distance):
            found.append(Signal("place_other_name", 1.0, "two places of different names"))
        return [*found, Signal("place_namesake", 1.0, "places of one name")] if named else found
    if _are_two_sites(one, other, distance):
        return [Signal("place_other_name", 1.0, f"two places of different names, {distance:.0f} km apart")]
    fine = min(fineness(one), fineness(other))
    found = [Signal("place_near", fine, f"places {distance:.0f} km apart, as near as they are told")] if fine else []
    if fine < 1:
        found.append(Signal("place_within", 1.0 - fine, "told as areas that have a part in common"))
    return found


def _is_placed(place: Place) -> bool:
    """Whether a report tells, in so many words, about where its event was."""
    return place.told and place.lat is not None and fineness(place) > 0


def is_area(place: Place) -> bool:
    """Whether a place is a region or a country by itself, not a spot that is known to be in one."""
    return place.precision in _AREAS and place.geonameid is not None


def is_unlisted(place: Place) -> bool:
    """Whether the gazetteer does not hold a place, so that where it is was reckoned from what is said of it."""
    return place.geonameid is None and bool(place.names)


def distance_km(one: Place, other: Place) -> float:
    """The distance between the middles of two places that have one, kilometres along the globe's surface."""
    return float(_GLOBE.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000.0


def fineness(place: Place) -> float:
    """How fine a place is told: 1 for a point or a village, 0 for a large region or more."""
    low, high = settings().measures["fine_km"], settings().measures["coarse_km"]
    radius = place.radius_km
    if radius is None or place.precision in _AREAS:
        return 0.0
    if radius <= low:
        return 1.0
    return max(0.0, 1.0 - math.log(radius / low) / math.log(high / low))


def shared_name(one: Place, other: Place) -> bool:
    """Whether two places bear one name, or are one in the gazetteer."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    return bool(set(one.names) & set(other.names))


def _without_circles(one: Place, other: Place, named: bool) -> list[Signal]:
    if named:
        return [Signal("place_same", 1.0, "the place has one name in both")]
    if one.country and other.country and one.country != other.country:
        return [Signal("place_apart", settings().measures["most_gap"], "in different countries")]
    return [Signal("place_one_unknown", 1.0, "a place is hardly told")]


def _are_two_sites(one: Place, other: Place, distance: float) -> bool:
    """Whether two places, each told as a settlement that the gazetteer holds, have different names and are not all but
    one."""
    settled = all(place.precision in ("exact", "settlement") and place.geonameid is not None for place in (one, other))
    return settled and distance > settings().measures["near_km"]
