"""Where events were: the smallest circle that the text supports, from the phrases tied to each event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.language.parse import Parse
from sayso.model import Quote, Where
from sayso.places.circles import Circle, around, circle_of, through, union
from sayso.places.containment import lies_within
from sayso.places.gazetteer import gazetteer
from sayso.places.place import Place
from sayso.places.relations import Relation, relation_of
from sayso.places.resolution import Resolution, resolve
from sayso.places.settings import setting
from sayso.places.toponyms import Toponym
from sayso.reading.distances import place_checks
from sayso.reading.draft import EventDraft

__all__ = ["locate", "place_checks"]

_SHARPNESS = {"settlement": 0, "near_settlement": 1, "district": 2, "region": 3, "country": 4}


@dataclass(frozen=True, slots=True)
class _Spot:
    """What one name of the text says of where: its circle (None where the name is not resolved and nothing else tells),
    the names that say it, the place that has the name."""

    mention: int
    toponym: Toponym
    circle: Circle | None
    place: Place | None
    relation: Relation
    names: tuple[str, ...]
    quotes: tuple[tuple[int, int], ...]

    @property
    def is_known(self) -> bool:
        """Whether it has a circle."""
        return self.circle is not None


def locate(parse: Parse, events: tuple[EventDraft, ...]) -> tuple[Where | None, ...]:
    """The place of every event, None where the text gives none. Raises GazetteerError."""
    if not events:
        return ()
    resolution = resolve(parse)
    relations = tuple(relation_of(parse, t) for t in resolution.toponyms)
    spots = [_spot(parse, resolution, relations, n) for n in range(len(resolution.toponyms))]
    return tuple(_where_of(parse, resolution, spots, event) for event in events)


def _spot(parse: Parse, resolution: Resolution, relations: tuple[Relation, ...], number: int) -> _Spot:
    """What one name says by itself and by the words before it."""
    toponym, place, relation = resolution.toponyms[number], resolution.places[number], relations[number]
    quotes = ((min(relation.start, toponym.first), toponym.last),)
    if place is None:
        return _Spot(number, toponym, None, None, relation, (toponym.name,), quotes)
    other = None
    if relation.kind == "between" and number + 1 < len(resolution.places):
        other = resolution.places[number + 1]
        if other is not None:
            quotes = ((relation.start, resolution.toponyms[number + 1].last),)
    circle = _by_feature(toponym, place)
    if relation.kind != "in" and (circle.precision == circle_of(place).precision):
        circle = through(place, relation, other)
    return _Spot(number, toponym, circle, place, relation, (toponym.name,), quotes)


def _by_feature(toponym: Toponym, place: Place) -> Circle:
    """The circle of a place under the word beside its name: "X district" for the town of X is an area around it."""
    rule, feature = setting("radius"), toponym.feature
    if feature is not None and place.kind == "settlement" and not feature.among("settlement"):
        if feature.among("district", "region", "region_or_area") and not feature.among("part"):
            return around(place, rule["district_least"], "district")
        if feature.among("surroundings"):
            return around(place, rule["district_least"], "near_settlement")
    return circle_of(place)


def _where_of(parse: Parse, resolution: Resolution, spots: list[_Spot], event: EventDraft) -> Where | None:
    groups = [[s for s in spots if s.toponym.last > span.start and s.toponym.first < span.end] for span in event.places]
    groups = [g for g in groups if g]
    if not groups:
        groups = [[s] for s in _lead(parse, spots)] if event.main else []
    for number, group in enumerate(groups):
        found = _of_group(parse, resolution, group, groups[number + 1 :])
        if found is not None:
            return found
    return None


def _lead(parse: Parse, spots: list[_Spot]) -> list[_Spot]:
    """Names of the report's opening, the sharpest first: for a main event that names no place itself."""
    opening = [s for s in spots if parse.tokens[s.toponym.start].sentence < 2 and s.is_known]
    return sorted(opening, key=lambda s: (_sharpness(s), s.mention))


def _sharpness(spot: _Spot) -> float:
    assert spot.circle is not None
    return spot.circle.radius_km


def _of_group(parse: Parse, resolution: Resolution, group: list[_Spot], later: list[list[_Spot]]) -> Where | None:
    """The place that one phrase tells, made sharper by the phrases after it; None where it tells nothing."""
    known = [s for s in group if s.is_known]
    unknown = [s for s in group if not s.is_known]
    if not known:
        known = _constraints(parse, resolution, unknown, later)
        if not known:
            return None
        return _write(parse, known, unknown)
    best = min(known, key=lambda s: (_sharpness(s), s.mention))
    for others in later:
        for other in others:
            if other.is_known and _is_sharper(parse, other, best):
                best = other
    listed = _listed(parse, known, best)
    return _write(parse, listed if len(listed) > 1 else [best], [s for s in unknown if _names_it(parse, s, best)])


def _is_sharper(parse: Parse, other: _Spot, best: _Spot) -> bool:
    """Whether a name of a further phrase tells the same place more sharply: it lies in it, and the same sentence or the
    opening of the report says so."""
    if other.place is None or best.place is None or other.circle is None or best.circle is None:
        return False
    same = parse.tokens[other.toponym.start].sentence == parse.tokens[best.toponym.start].sentence
    return same and best.place.is_wide and other.circle.radius_km < best.circle.radius_km / 2 \
        and lies_within(other.place, best.place)


def _listed(parse: Parse, known: list[_Spot], best: _Spot) -> list[_Spot]:
    """The names that stand in one list with the best: "X and Y districts"."""
    found = [best]
    for step in (-1, 1):
        at = known.index(best) if best in known else None
        while at is not None and 0 <= at + step < len(known):
            here, there = known[at], known[at + step]
            left, right = (there, here) if step < 0 else (here, there)
            gap = [t.text.lower() for t in parse.tokens[left.toponym.end : right.toponym.start]]
            alike = here.place is not None and there.place is not None and here.place.kind == there.place.kind
            if not gap or not alike or any(w not in (",", "and", "or", "&", "the") for w in gap) or here.relation.kind == "between":
                break
            found.append(there)
            at += step
    return sorted(found, key=lambda s: s.mention)


def _names_it(parse: Parse, unknown: _Spot, best: _Spot) -> bool:
    """Whether an unresolved name tells a spot within what is known: a school or a quarter of the town, a village near it."""
    return unknown.toponym.start < best.toponym.start or unknown.toponym.feature is not None


def _constraints(
    parse: Parse, resolution: Resolution, unknown: list[_Spot], later: list[list[_Spot]]
) -> list[_Spot]:
    """What holds a place whose name is not resolved: what the text says that it lies in or near, else the sharpest
    place of the other phrases tied to the event in the same sentence, else in the others."""
    sentence = parse.tokens[unknown[0].toponym.start].sentence
    others = [s for group in later for s in group if s.is_known]
    stated = [s for s in others if parse.tokens[s.toponym.start].sentence == sentence and s.relation.kind != "in"]
    if stated:
        return [min(stated, key=lambda s: (_sharpness(s), s.mention))]
    for spot in unknown:
        container = resolution.containers[spot.mention]
        if container is not None:
            return [replace(spot, circle=circle_of(container), place=container)]
    same = [s for s in others if parse.tokens[s.toponym.start].sentence == sentence]
    for choice in (same, others):
        if choice:
            best = min(choice, key=lambda s: (_sharpness(s), s.mention))
            return [_beside(best, unknown[0])]
    return []


def _beside(best: _Spot, unknown: _Spot) -> _Spot:
    """A known spot widened to hold an unknown one told beside it, unless that is a part of it."""
    feature = unknown.toponym.feature
    part = feature is not None and not feature.kinds
    if best.circle is None or best.place is None or part or best.circle.precision != "settlement":
        return best
    return replace(best, circle=around(best.place, setting("radius")["unknown_near"], "near_settlement"))


def _write(parse: Parse, spots: list[_Spot], unknown: list[_Spot]) -> Where:
    """The place as the codebook has it."""
    circle = union([s.circle for s in spots if s.circle is not None])
    first = spots[0]
    named = unknown[0] if unknown else first
    whole = len(spots) == 1 and not unknown and first.relation.kind in ("in", "part") and first.place is not None
    place = first.place
    region = gazetteer().region(place.country, place.admin1) if place is not None and place.admin1 else None
    if len({s.place.admin1 for s in spots if s.place is not None}) > 1:
        region = None
    if place is not None and place.kind == "region" and len(spots) == 1:
        region = place
    ranges = sorted({q for s in (*unknown, *spots) for q in s.quotes})
    name = place.name if whole and place is not None else " and ".join(s.toponym.name for s in spots) if not unknown \
        else named.toponym.name
    return Where(
        written=parse.words(named.toponym.first, named.toponym.last),
        name=name,
        geonameid=place.geonameid if whole and place is not None else None,
        country=circle.country,
        admin1=region.name if region is not None else None,
        lat=round(circle.point[0], 4),
        lon=round(circle.point[1], 4),
        radius_km=round(circle.radius_km, 1),
        precision=circle.precision,
        basis=tuple(Quote.of(parse.text, parse.tokens[a].start, parse.tokens[b - 1].end) for a, b in ranges),
    )
