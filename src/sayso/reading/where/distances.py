"""Stated distances measured: "X lies about 50 miles from Y" beside the geodesic between the two places."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import Check, Quote, Where
from sayso.places.geometry import distance_km
from sayso.places.measures import units
from sayso.places.place import Place
from sayso.places.relations import Relation, relation_of
from sayso.places.resolution import Resolution, resolve
from sayso.reading.draft import EventDraft

# A stated distance holds within a fifth, or 5 km, whichever is more; one that is rounded in so many words within 30 %
# (CODEBOOK, section 6).
SHARE, SHARE_ABOUT, LEAST_KM = 0.2, 0.3, 5.0


def place_checks(parse: Parse, events: tuple[EventDraft, ...], wheres: tuple[Where | None, ...]) -> tuple[Check, ...]:
    """A check for every stated distance, in the order of the text. Raises GazetteerError."""
    resolution = resolve(parse)
    found = []
    for number, toponym in enumerate(resolution.toponyms):
        relation = relation_of(parse, toponym)
        if relation.kind == "distance" and relation.kilometres is not None:
            start = _start_of(parse, resolution, number)
            found.append(_check(parse, relation, toponym.last, start, resolution.places[number]))
    return tuple(found)


def _start_of(parse: Parse, resolution: Resolution, number: int) -> Place | None:
    """The other end of a distance: the nearest settlement named before it in its sentence."""
    here = resolution.toponyms[number]
    for other in range(number - 1, -1, -1):
        toponym, place = resolution.toponyms[other], resolution.places[other]
        if parse.tokens[toponym.start].sentence != parse.tokens[here.start].sentence:
            return None
        if place is not None and not place.is_wide:
            return place
    return None


def _check(parse: Parse, relation: Relation, last: int, start: Place | None, end: Place | None) -> Check:
    quote = Quote.of(parse.text, parse.tokens[relation.start].start, parse.tokens[last - 1].end)
    stated, unit = _stated(parse, relation)
    if start is None or end is None or end.is_wide or relation.kilometres is None:
        return Check(kind="distance", quote=quote, stated=stated, verdict="uncheckable")
    measured = distance_km(start.point, end.point)
    allowed = max(LEAST_KM, relation.kilometres * (SHARE_ABOUT if relation.about else SHARE))
    least = min(relation.kilometres - allowed, relation.least)
    most = max(relation.kilometres + allowed, relation.most)
    verdict = "consistent" if least <= measured <= most else "inconsistent"
    factor = units()[unit]
    return Check(
        kind="distance", quote=quote, stated=stated, measured=f"{measured / factor:.1f} {unit}", verdict=verdict
    )


def _stated(parse: Parse, relation: Relation) -> tuple[str, str]:
    """The distance as the text has it ("about 50 miles"), and its unit."""
    for index in range(relation.start, min(relation.start + 8, len(parse.tokens))):
        for length in (2, 1):
            unit = " ".join(t.text.lower() for t in parse.tokens[index : index + length])
            if unit in units():
                return parse.words(relation.start, index + length), unit
    return parse.words(relation.start, relation.start + 1), "km"
