"""Where events were: the smallest circle that the text supports, from the phrases tied to each event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from sayso.language.parse import Parse
from sayso.model import Quote, Where
from sayso.places.borders import from_border
from sayso.places.circles import Circle, union
from sayso.places.containment import lies_within
from sayso.places.gazetteer import gazetteer
from sayso.places.place import Place
from sayso.places.regions import Region
from sayso.places.relations import border_distances
from sayso.places.resolution import Resolution, resolve
from sayso.reading.draft import EventDraft
from sayso.reading.where.choices import choices
from sayso.reading.where.distances import place_checks
from sayso.reading.where.points import where_written
from sayso.reading.where.shapes import as_geojson, outline, passages_of, said_of, sharpened
from sayso.reading.where.spots import NOT, Spot, directness, find_spots
from sayso.reading.where.unlisted import area_of, widened

__all__ = ["locate", "place_checks"]

_BORDER_SENTENCES = 3  # how far after a name a distance from the border may be said of it


def locate(parse: Parse, events: tuple[EventDraft, ...]) -> tuple[Where | None, ...]:
    """The place of every event, None where the text gives none. Raises GazetteerError."""
    if not events:
        return ()
    resolution = resolve(parse)
    spots = find_spots(parse, resolution)
    triggers = frozenset(t for e in events for t in e.mentions)
    return tuple(_where_of(parse, resolution, spots, event, triggers - set(event.mentions)) for event in events)


def _where_of(
    parse: Parse, resolution: Resolution, spots: list[Spot], event: EventDraft, others: frozenset[int]
) -> Where | None:
    """The place of one event: of the choices in their order the first that tells one."""
    tells = cache(lambda number: directness(parse, spots[number], event, others) != NOT)
    ordered = list(choices(parse, resolution, spots, event, others))
    written = where_written(parse, event, [spot for choice in ordered for spot in choice])
    if written is not None:
        return written
    for choice in ordered:
        found = _first(parse, resolution, spots, choice, tells)
        if found is not None:
            return found
    return None


def _first(
    parse: Parse, resolution: Resolution, spots: list[Spot], tied: list[Spot], tells: Callable[[int], bool]
) -> Where | None:
    """The place that the first of some spots tells, made sharper by those after it that lie in it. `tells`: whether a
    spot, by its number, says anything of the event's place."""
    for number, spot in enumerate(tied):
        if spot.place is not None and spot.place.kind in ("country", "region") and spot.relation.kind == "in":
            # "in Russia, at X, a village 25 km from Y": the sharper name first, though no gazetteer holds it.
            told = [s for s in tied[number + 1 :] if s.circle is None and s.sentence == spot.sentence
                    and said_of(resolution, s)]
            if told and (found := _first(parse, resolution, spots, told, tells)) is not None:
                return found
        quotes: list[tuple[int, int]] = []
        if spot.circle is None:
            area = area_of(parse, resolution, spots, spot, lambda s: tells(s.mention))
            if area is None:
                continue
            circle, sayers = area
            sharper = _sharper(tied[number + 1 :], circle, sayers[0].place if sayers else None)
            if sharper is not None and spot.is_part:
                circle, sayers = _circle_of(sharper), [sharper]
            circle, region = sharpened(widened(circle, spot), resolution, spot)
            if circle.precision == "near_settlement":
                circle, border = _by_border(parse, spots, spot, circle)
                quotes = [border] if border is not None else []
                region = region if border is None else None
            quotes += passages_of(resolution, spot) if region is not None else []
            return _write(parse, circle, [spot, *sayers], sayers[0].place if sayers else None, region, quotes)
        best = _sharper(tied[number + 1 :], spot.circle, spot.place) or spot
        listed = _listed(parse, spots, best)
        part = next((s for s in tied if s.circle is None and s.is_part and s.sentence == best.sentence), None)
        named = [part, best] if part is not None and len(listed) == 1 else listed
        circle = union([s.circle for s in listed if s.circle is not None])
        region = outline(best, _partner(resolution, best)) if len(listed) == 1 and part is None else None
        return _write(parse, circle, named, best.place, region)
    return None


def _by_border(
    parse: Parse, spots: list[Spot], name: Spot, circle: Circle
) -> tuple[Circle, tuple[int, int] | None]:
    """A circle of which only the neighbourhood is known, moved to the distance from the border that the report states
    in the name's sentence or one of the next few; and the tokens that state it."""
    for said in border_distances(parse):
        sentence = parse.tokens[said.start].sentence
        if circle.country is None or not 0 <= sentence - name.sentence <= _BORDER_SENTENCES:
            continue
        words = [s for s in spots if s.sentence == sentence and s.place is not None and s.place.kind == "country"]
        named = [*said.countries, *(s.place.country for s in words if s.place is not None)]
        other = next((c for c in named if c not in (None, circle.country)), None)
        kilometres = said.relation.kilometres or 0.0
        return from_border(circle, kilometres, circle.country, other), (said.start, said.end)
    return circle, None


def _partner(resolution: Resolution, spot: Spot) -> Place | None:
    """The second place of "between X and Y"."""
    after = spot.mention + 1
    return resolution.places[after] if after < len(resolution.places) else None


def _circle_of(spot: Spot) -> Circle:
    assert spot.circle is not None
    return spot.circle


def _sharper(after: list[Spot], circle: Circle, place: Place | None) -> Spot | None:
    """The first of further spots that lies in the place and is much smaller."""
    if place is None or not place.is_wide:
        return None
    inside = [
        s
        for s in after
        if s.circle is not None
        and s.place is not None
        and s.circle.radius_km < circle.radius_km / 2
        and lies_within(s.place, place)
    ]
    return min(inside, key=lambda s: (s.radius_km > 60, after.index(s))) if inside else None


def _listed(parse: Parse, spots: list[Spot], best: Spot) -> list[Spot]:
    """The names that stand in one list with the best ("X and Y districts"); "between X and Y" is a relation."""
    found = [best]
    if best.relation.kind == "between":
        return found
    for step in (-1, 1):
        at = best.mention
        while 0 <= at + step < len(spots):
            here, there = spots[at], spots[at + step]
            left, right = (there, here) if step < 0 else (here, there)
            gap = [t.text.lower() for t in parse.tokens[left.toponym.end : right.toponym.start]]
            alike = here.place is not None and there.place is not None and here.place.kind == there.place.kind
            if (
                not gap
                or not alike
                or any(w not in (",", "and", "or", "&", "the") for w in gap)
                or "and" not in gap + _after(parse, right)
            ):
                break
            found.append(there)
            at += step
    return sorted(found, key=lambda s: s.mention)


def _after(parse: Parse, spot: Spot) -> list[str]:
    """The words just after a name: in "X, Y and Z" the comma is followed by more of the list."""
    return [t.text.lower() for t in parse.tokens[spot.toponym.end : spot.toponym.end + 2]]


def _write(
    parse: Parse,
    circle: Circle,
    named: list[Spot],
    place: Place | None,
    shape: Region | None = None,
    more: Sequence[tuple[int, int]] = (),
) -> Where:
    """The place as the codebook has it: named by the first of the spots, quoted from all."""
    first = named[0]
    exact = len(named) == 1 and place is not None and first.place is not None and first.relation.kind in ("in", "part")
    listed = all(s.place is not None for s in named) and len(named) > 1
    if exact and place is not None:
        name = place.name
    elif listed:
        name = " and ".join(s.toponym.name for s in named)
    else:
        name = first.toponym.name
    regions = {(s.place.country, s.place.admin1) for s in named if s.place is not None}
    region = place if place is not None and place.kind == "region" else None
    if region is None and place is not None and place.admin1 is not None:
        region = gazetteer().region(place.country, place.admin1)
    if len(regions) > 1:
        region = None
    quotes = sorted({*(s.quote for s in named), *more})
    return Where(
        written=parse.words(first.toponym.first, first.toponym.last),
        name=name,
        geonameid=place.geonameid if exact and place is not None else None,
        country=circle.country,
        admin1=region.name if region is not None else None,
        lat=round(circle.point[0], 4),
        lon=round(circle.point[1], 4),
        radius_km=round(circle.radius_km, 1),
        precision=circle.precision,
        region=as_geojson(shape),
        gazetteer=gazetteer().version_of(place) if place is not None else None,
        basis=tuple(Quote.of(parse.text, parse.tokens[a].start, parse.tokens[b - 1].end) for a, b in quotes),
    )
