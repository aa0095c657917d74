"""Every mention of a place in a text, with all that led to where it was put: for those who want to see why."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.model import Quote
from sayso.places.circles import Circle
from sayso.places.place import Place
from sayso.places.regions import Region
from sayso.places.relations import Relation
from sayso.places.resolution import resolve
from sayso.reading.where.shapes import outline, sharpened
from sayso.reading.where.spots import find_spots
from sayso.reading.where.unlisted import area_of


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: its name and the word that says what it is; the relation of the words to it; the place
    that it was taken for, None where none was (`listed`: whether any gazetteer holds the name); what the text says that
    it lies in, or beside what; the likeliest places with their scores; the circle and the outline that the words leave
    for what is said to be there."""

    quote: Quote
    name: str
    feature: str | None
    relation: Relation
    place: Place | None
    listed: bool
    container: Place | None
    beside: tuple[tuple[str, Relation], ...]
    ranking: tuple[tuple[Place, float], ...]
    circle: Circle | None
    region: Region | None


def place_mentions(parse: Parse) -> tuple[PlaceMention, ...]:
    """All mentions of places of a text, in its order. Raises GazetteerError."""
    resolution = resolve(parse)
    spots = find_spots(parse, resolution)
    found = []
    for number, spot in enumerate(spots):
        circle, region = spot.circle, None
        if circle is not None:
            after = resolution.places[number + 1] if number + 1 < len(spots) else None
            region = outline(spot, after)
        elif (area := area_of(parse, resolution, spots, spot, lambda _: True)) is not None:
            circle, region = sharpened(area[0], resolution, spot)
        start, end = spot.quote
        found.append(PlaceMention(
            Quote.of(parse.text, parse.tokens[start].start, parse.tokens[end - 1].end),
            spot.toponym.name,
            spot.toponym.feature.words if spot.toponym.feature is not None else None,
            spot.relation,
            spot.place,
            bool(spot.toponym.candidates),
            resolution.containers[number],
            tuple((resolution.toponyms[b.other].name, b.relation) for b in resolution.descriptions
                  if b.inner == number),
            resolution.rankings[number],
            circle,
            region,
        ))
    return tuple(found)
