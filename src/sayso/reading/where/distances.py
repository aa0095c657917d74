"""Stated distances measured: "X lies about 50 miles from Y", "X, 40 km from the border", beside the geodesic."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import Check, Quote, Where
from sayso.model.check import Verdict
from sayso.places.borders import border_point
from sayso.places.geometry import distance_km
from sayso.places.measures import units
from sayso.places.place import Place
from sayso.places.relations import BorderDistance, Relation, border_distances, relation_of
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
    for said in border_distances(parse):
        found.append(_border_check(parse, resolution, said))
    return tuple(sorted(found, key=lambda c: (c.quote.start, c.quote.end)))


def _border_check(parse: Parse, resolution: Resolution, said: BorderDistance) -> Check:
    """A stated distance from a border beside that from the last settlement named before it in its sentence."""
    quote = Quote.of(parse.text, parse.tokens[said.start].start, parse.tokens[said.end - 1].end)
    stated, unit = _stated(parse, said.relation)
    sentence = parse.tokens[said.start].sentence
    before = [
        place for toponym, place in zip(resolution.toponyms, resolution.places, strict=True)
        if toponym.end <= said.start and parse.tokens[toponym.start].sentence == sentence
    ]
    place = next((p for p in reversed(before) if p is None or not p.is_wide), None)
    if place is not None and place.country is not None:
        neighbour = next((c for c in said.countries if c != place.country), None)
        border = border_point(place.point, place.country, neighbour)
        if border is not None:
            return _compared(quote, stated, unit, said.relation, distance_km(place.point, border))
    return Check(kind="distance", quote=quote, stated=stated, verdict="uncheckable")


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
    return _compared(quote, stated, unit, relation, distance_km(start.point, end.point))


def _compared(quote: Quote, stated: str, unit: str, relation: Relation, measured: float) -> Check:
    """A distance as stated beside the measured one, km."""
    said = relation.kilometres or 0.0
    allowed = max(LEAST_KM, said * (SHARE_ABOUT if relation.about else SHARE))
    least, most = min(said - allowed, relation.least), max(said + allowed, relation.most)
    verdict: Verdict = "consistent" if least <= measured <= most else "inconsistent"
    told = f"{measured / units()[unit]:.1f} {unit}"
    return Check(kind="distance", quote=quote, stated=stated, measured=told, verdict=verdict)


def _stated(parse: Parse, relation: Relation) -> tuple[str, str]:
    """The distance as the text has it ("about 50 miles"), and its unit."""
    for index in range(relation.start, min(relation.start + 8, len(parse.tokens))):
        for length in (2, 1):
            unit = " ".join(t.text.lower() for t in parse.tokens[index : index + length])
            if unit in units():
                return parse.words(relation.start, index + length), unit
    return parse.words(relation.start, relation.start + 1), "km"
