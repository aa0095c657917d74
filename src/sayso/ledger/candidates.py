"""Where the partners of a telling are looked for, so that no telling is compared with all.

A telling is filed under a few tens of keys (`index_keys`) and looks under a few tens (`search_keys`). Two tellings are
candidates where one looks under a key that the other is filed under; then the other does so too. A key is made of a
spot (a cell of H3, a region, a country, a rare name), a time (a day or a month) and a group of kinds; or of two rare
names, of any time. What is told of an area, of weeks or without a sure day has keys of its own, so that what is told
finely is not compared with all that is told finely in that area or month.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

import h3

from sayso.codebook.kinds import KINDS
from sayso.ledger.clusters import components
from sayso.ledger.comparing import compatible
from sayso.ledger.features import Features, Place
from sayso.ledger.instants import day_text
from sayso.ledger.settings import settings

Keys = tuple[str, ...]
_KM_PER_DEGREE = 111.2
_AREA = "area "
_WEEKS = "weeks "
_SEEKS = "seeks "


def index_keys(telling: Features) -> Keys:
    """The keys under which a telling is filed, in alphabetical order."""
    place, names = telling.place, _names(telling)
    region, country = _region(place), _country(place)
    if is_fine(place):
        spots = [*cells(place), *region]
    else:
        spots = [_AREA + spot for spot in (*region, *country)]
    first, last, short = _days(telling)
    months = _months(first, last)
    times = [*_each_day(first, last), *months] if short else [_WEEKS + month for month in months]
    pairs = _pairs(names)
    if not short:
        pairs += [_SEEKS + pair for pair in pairs]
    return _keys((*spots, *names), times, pairs, telling.kind)


def search_keys(telling: Features) -> Keys:
    """The keys under which the partners of a telling are filed, in alphabetical order."""
    place, names = telling.place, _names(telling)
    region, country = _region(place), _country(place)
    if is_fine(place):
        spots = [*cells(place), *(_AREA + spot for spot in region)]
    else:
        spots = [*region, *(_AREA + spot for spot in (*region, *country))]
    first, last, short = _days(telling)
    slack = settings().candidates.slack_days if short else 0
    months = _months(first, last)
    weeks = [_WEEKS + month for month in months]
    times = [*_each_day(first - slack, last + slack), *weeks] if short else [*months, *weeks]
    pairs = [(_SEEKS if short else "") + pair for pair in _pairs(names)]
    return _keys((*spots, *names), times, pairs, telling.kind)


def candidates(tellings: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """All pairs of candidates among tellings, by their numbers, each once, in order."""
    filed: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for key in index_keys(telling):
            filed[key].append(number)
    for number, telling in enumerate(tellings):
        found = {other for key in search_keys(telling) for other in filed.get(key, ()) if other > number}
        yield from ((number, other) for other in sorted(found))


def is_fine(place: Place) -> bool:
    """Whether a place is told as finely as it takes to look for it on the map."""
    limit = settings().candidates.fine_km
    return place.lat is not None and place.radius_km is not None and place.radius_km <= limit


def cells(place: Place) -> list[str]:
    """The cells that the circle of a place touches, with some slack, sampled at its middle and on two rings."""
    assert place.lat is not None
    assert place.lon is not None
    limits = settings().candidates
    reach = (place.radius_km or 0.0) + limits.slack_km
    narrow = max(0.05, math.cos(math.radians(place.lat)))
    found = {h3.latlng_to_cell(place.lat, place.lon, limits.resolution)}
    for share in (0.5, 1.0):
        for step in range(12):
            angle = math.tau * step / 12
            lat = place.lat + share * reach * math.cos(angle) / _KM_PER_DEGREE
            lon = place.lon + share * reach * math.sin(angle) / _KM_PER_DEGREE / narrow
            lat = max(-90.0, min(90.0, lat))
            found.add(h3.latlng_to_cell(lat, (lon + 180.0) % 360.0 - 180.0, limits.resolution))
    return sorted(found)


@cache
def group_of(kind: str) -> str:
    """The group of kinds within which one event may be told as several kinds; named after the codebook's first. Raises
    KeyError for an unknown kind."""
    return _groups()[kind]


@cache
def _groups() -> dict[str, str]:
    pairs = ((a, b) for a in range(len(KINDS)) for b in range(a) if compatible(KINDS[a], KINDS[b]))
    return {KINDS[n]: KINDS[group[0]] for group in components(len(KINDS), pairs) for n in group}


def _region(place: Place) -> list[str]:
    return [f"{place.country}/{place.admin1}"] if place.country and place.admin1 else []


def _country(place: Place) -> list[str]:
    return [place.country] if place.country else []


def _names(telling: Features) -> list[str]:
    """The first names of the place, of the telling and of its report."""
    told = dict.fromkeys((*telling.place.words, *telling.names, *telling.place.names, *telling.story.names))
    return [f"name {name}" for name in list(told)[: settings().candidates.names]]


def _pairs(names: Sequence[str]) -> list[str]:
    """The pairs of the first few names."""
    few = names[: settings().candidates.paired_names]
    return [" and ".join(sorted(pair)) for pair in combinations(few, 2)]


def _days(telling: Features) -> tuple[int, int, bool]:
    """The first and the last day on which to look for it, and whether they are few and sure."""
    limits, time, known = settings().candidates, telling.time, math.floor(telling.known_from)
    if time.first_day is None or time.last_day is None:
        return known - limits.undated_days, known, False
    if not time.told:
        return min(time.first_day, known - limits.undated_days), max(time.last_day, known), False
    if time.length > limits.long_days:
        return time.last_day - limits.long_days, time.last_day, False
    return time.first_day, time.last_day, time.length <= limits.short_days


def _each_day(first: int, last: int) -> list[str]:
    return [day_text(day) for day in range(first, last + 1)]


def _months(first: int, last: int) -> list[str]:
    """The last months of the days, no more than are looked through."""
    found = sorted({day_text(day)[:7] for day in range(first, last + 1)})
    return found[-settings().candidates.months :]


def _keys(spots: Iterable[str], times: Sequence[str], pairs: Iterable[str], kind: str) -> Keys:
    group = group_of(kind)
    return tuple(sorted({*(f"{spot}|{time}|{group}" for spot in spots for time in times),
                         *(f"{pair}|{group}" for pair in pairs)}))
