"""Events whose coordinates the text writes."""

from __future__ import annotations

from functools import lru_cache

from sayso.language.parse import Parse
from sayso.model import Quote, Where
from sayso.places.coordinates import Coordinates, find_coordinates
from sayso.places.gazetteer import gazetteer
from sayso.places.geometry import distance_km
from sayso.places.place import Place
from sayso.places.settings import setting
from sayso.reading.draft import EventDraft
from sayso.reading.where.spots import Spot

_EXACT_KM = 2.0
_ABROAD_KM = 60.0  # a point farther than that from any settlement is in no known country


@lru_cache(maxsize=8)
def _written(text: str) -> tuple[Coordinates, ...]:
    return find_coordinates(text)


def where_written(parse: Parse, event: EventDraft, named: list[Spot]) -> Where | None:
    """The place of an event by coordinates in its sentences, or, for a main event of a report that writes no other, by
    those; `named`: the names that may tell where it was, the likeliest first. None where there are none."""
    points = _written(parse.text)
    if not points:
        return None
    sentences = [parse.sentences[parse.tokens[t].sentence] for t in event.mentions]
    bounds = [(parse.tokens[s.start].start, parse.tokens[s.end - 1].end) for s in sentences]
    here = [p for p in points if any(start <= p.start < end for start, end in bounds)]
    if not here and event.main and len(points) == 1:
        here = list(points)
    if not here:
        return None
    best = here[0]
    name = next((s for s in named if s.place is not None and not s.place.is_wide
                 and distance_km(s.place.point, best.point) <= setting("radius")["near_most"]), None)
    nearest = _nearest(best)
    region = gazetteer().region(nearest.country, nearest.admin1) if nearest is not None and nearest.admin1 else None
    quotes = [Quote.of(parse.text, best.start, best.end)]
    if name is not None:
        start, end = name.quote
        quotes.append(Quote.of(parse.text, parse.tokens[start].start, parse.tokens[end - 1].end))
    return Where(
        written=parse.text[best.start : best.end],
        name=name.place.name if name is not None and name.place is not None else None,
        country=nearest.country if nearest is not None else None,
        admin1=region.name if region is not None else None,
        lat=round(best.point[0], 4),
        lon=round(best.point[1], 4),
        radius_km=round(best.radius_km, 2),
        precision="exact" if best.radius_km <= _EXACT_KM else "settlement",
        basis=tuple(sorted(quotes, key=lambda q: q.start)),
    )


def _nearest(point: Coordinates) -> Place | None:
    around = gazetteer().settlements_around(point.point, _ABROAD_KM)
    return min(around, key=lambda p: (distance_km(p.point, point.point), p.number), default=None)
