"""Which places the names of one report mean: settled together, by what the report says of them and by one another.

A name is resolved once a report ("one sense per discourse"). Each of its candidates has a score: its prior (kind and
population), how the name and the word beside it fit, whether it lies where the report says, whether the report names
its country, and how near it is to places that are sure. A firm statement of where a place lies is a condition, not a
weight: namesakes elsewhere are refused, and a name is left unresolved rather than given to one.
"""

from __future__ import annotations

import weakref
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sayso.language.parse import Parse
from sayso.places.containment import Containment, find_containments, lies_within
from sayso.places.features import Feature
from sayso.places.folding import fold
from sayso.places.gazetteer import Gazetteer, gazetteer
from sayso.places.geometry import distance_km, distances
from sayso.places.place import Candidate, Place
from sayso.places.ranking import prior
from sayso.places.settings import setting
from sayso.places.toponyms import CountryWord, Toponym, find_toponyms

_MOST = 25  # candidates looked at a name, the best by their own score
_SMALL_REGIONS = (
    "rayon",
    "district",
    "county",
    "municipality",
    "parish",
    "governorate",
)  # first-order, where a country is small
_REGION_SHARE = 0.3
_MOST_CONTAINERS = 4
_ANCHOR_KINDS = ("settlement", "district", "region", "area")


# The text asked last and its places: several stages of a reading ask for them.
_last: tuple[Callable[[], Parse | None], Resolution | None] = (lambda: None, None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The places of a report: a place or None for each toponym; `containers`: the place that the report says each lies
    in, None where it says none or that is not resolved; `countries`: the share of the report's words of countries;
    `country_words`: adjectives and nouns for a country's people."""

    toponyms: tuple[Toponym, ...]
    places: tuple[Place | None, ...]
    containers: tuple[Place | None, ...]
    countries: dict[str, float]
    country_words: tuple[CountryWord, ...] = ()


@dataclass
class _Name:
    """One name of the report with all its mentions: candidates with their scores, and what it is said to lie in."""

    key: str
    feature: Feature | None
    candidates: list[Candidate]
    mentions: list[int]
    base: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)  # names that it is firmly said to lie in
    beside: list[tuple[int, float]] = field(
        default_factory=list
    )  # names that it is firmly said to be near, and how, km
    holds: list[int] = field(default_factory=list)  # names said to lie in it
    adjectives: set[str] = field(default_factory=set)
    refused: bool = False
    built: bool = False  # always with a word for something built or for a part of a town
    nearest: float = 9e9  # km from the best candidate to the nearest sure place of another name
    settled: bool = False  # whether `base` holds the scores before nearness is added

    def best(self) -> int | None:
        """The index of the best candidate, None where there is none."""
        if self.refused or not self.scores:
            return None
        return max(range(len(self.scores)), key=lambda n: (self.scores[n], -self.candidates[n].place.number))

    def place(self) -> Place | None:
        """The place of the best candidate."""
        best = self.best()
        return None if best is None else self.candidates[best].place

    def margin(self) -> float:
        """How far the best candidate is ahead of the next one that is another place."""
        if len(self.scores) < 2:
            return 9.0
        first, second = sorted(self.scores, reverse=True)[:2]
        return first - second


def resolve(parse: Parse, names: Gazetteer | None = None) -> Resolution:
    """The places that the names in a text mean; for the text asked last, from memory.

    Raises GazetteerError where the gazetteer cannot be opened.
    """
    global _last
    kept, found = _last
    if names is None and kept() is parse and found is not None:
        return found
    known = names or gazetteer()
    toponyms, demonyms = find_toponyms(parse, known)
    found = resolve_toponyms(toponyms, demonyms, find_containments(parse, toponyms, demonyms))
    if names is None:
        _last = (weakref.ref(parse), found)
    return found


def resolve_toponyms(
    toponyms: tuple[Toponym, ...], demonyms: tuple[CountryWord, ...], containments: tuple[Containment, ...]
) -> Resolution:
    """The places that toponyms mean, given what the text says of them."""
    found, group_of = _names(toponyms)
    for said in containments:
        inner = found[group_of[said.inner]]
        if said.country is not None:
            inner.adjectives.add(said.country)
        elif said.container is None or group_of[said.container] == group_of[said.inner]:
            continue
        elif said.within_km is not None:
            inner.beside.append((group_of[said.container], said.within_km))
        else:
            inner.inside.append(group_of[said.container])
            found[group_of[said.container]].holds.append(group_of[said.inner])
    countries = _country_shares(found, demonyms)
    for name in found:
        _score_alone(name, countries)
    _apply_containment(found)
    for _ in range(2):
        _apply_nearness(found, countries)
    for name in found:
        name.refused = name.refused or not _is_believed(name, countries)
    places = [found[g].place() for g in group_of]
    containers: list[Place | None] = [None] * len(toponyms)
    for said in containments:
        if said.container is not None and said.within_km is None and group_of[said.container] != group_of[said.inner]:
            outer = _container(found[group_of[said.container]], places[said.inner], toponyms[said.inner].feature)
            places[said.container] = outer
            known = [c for c in (containers[said.inner], outer) if c is not None]
            containers[said.inner] = min(known, key=lambda p: (p.radius_km, p.number)) if known else None
    for index, group in enumerate(group_of):  # what is said of one mention of a name holds for all
        if containers[index] is None:
            others = [c for n, c in enumerate(containers) if c is not None and group_of[n] == group]
            containers[index] = min(others, key=lambda p: (p.radius_km, p.number)) if others else None
    return Resolution(toponyms, tuple(places), tuple(containers), countries, demonyms)


def _is_believed(name: _Name, countries: dict[str, float]) -> bool:
    """Whether the best candidate has enough for it: more where the report names no word of its country."""
    rule, best = setting("evidence"), name.best()
    if best is None:
        return False
    candidate, score = name.candidates[best], name.scores[best]
    if name.built and candidate.place.kind != "country" and name.nearest > rule["site_most_km"] and not (
            candidate.match == 0 and candidate.place.country in countries and prior(candidate) >= rule["site_score"]):
        return False  # what is built bears the name of a saint, a person or a far town more often than of one near by
    if candidate.place.kind == "country" or candidate.place.country in countries or name.nearest < rule["close_km"]:
        return score >= float(rule["least_score"])
    return score >= float(rule["least_score_elsewhere"][candidate.match])


def _names(toponyms: tuple[Toponym, ...]) -> tuple[list[_Name], list[int]]:
    """The toponyms grouped by name and by what the word beside them says; the group of each."""
    found: list[_Name] = []
    numbers: dict[tuple[str, str], int] = {}
    group_of = []
    for index, toponym in enumerate(toponyms):
        kinds = toponym.feature.kinds if toponym.feature else frozenset()
        key = (fold(toponym.name), ",".join(sorted(kinds)) if "settlement" not in kinds else "")
        if key not in numbers:
            numbers[key] = len(found)
            found.append(_Name(key[0], toponym.feature, list(toponym.candidates), [], built=True))
        name = found[numbers[key]]
        name.mentions.append(index)
        name.built = name.built and toponym.feature is not None and not toponym.feature.kinds
        group_of.append(numbers[key])
    return found, group_of


def _country_shares(found: list[_Name], demonyms: tuple[CountryWord, ...]) -> dict[str, float]:
    """The share of each country among the words of the report that name one, or a place that is in no other."""
    rule = setting("evidence")
    votes: dict[str, float] = dict(Counter(d.country for d in demonyms))
    lent: dict[str, float] = {}
    for name in found:
        for candidate in name.candidates[:3]:
            if candidate.place.kind == "country" and candidate.match < 2 and candidate.place.country:
                votes[candidate.place.country] = votes.get(candidate.place.country, 0.0) + len(name.mentions)
                break
    for name in found:
        ranked = sorted(((prior(c), c.place.country, c.match) for c in name.candidates if c.match < 2),
                        key=lambda row: -row[0])
        if not ranked or name.built:
            continue
        top, country, match = ranked[0]
        if country is None:
            continue
        next_best = max((score for score, other, _ in ranked if other != country), default=0.0)
        if (
            top >= rule["lent_score"]
            and match == 0
            and top - next_best >= rule["sure_of_country"]
            and country not in votes
        ):
            lent[country] = lent.get(country, 0.0) + len(name.mentions) * rule["lent_vote"]
    votes.update(lent)
    whole = sum(votes.values())
    return {country: votes[country] / whole for country in sorted(votes)}


def _score_alone(name: _Name, countries: dict[str, float]) -> None:
    """Score each candidate by what it is, the word beside it, and the countries that the report names."""
    rule = setting("evidence")
    scored = []
    towns: dict[tuple[str | None, str | None], float] = {}
    for c in name.candidates:
        if c.place.kind == "settlement" and c.match < 2:
            key = (c.place.country, c.place.admin1)
            towns[key] = max(towns.get(key, 0.0), prior(c))
    for candidate in name.candidates:
        place = candidate.place
        score = prior(candidate)
        score += _feature_score(name.feature, place)
        if name.feature is None and place.kind in ("region", "district"):
            town = towns.get((place.country, place.admin1))
            if town is not None and town >= prior(candidate) - rule["town_of_region"]:
                score += rule["region_of_town"]
        if place.country is not None and place.kind != "country" and countries:
            share = countries.get(place.country)
            score += rule["country_unnamed"] if share is None else rule["country_named"] * min(1.0, 2 * share)
        if place.country in name.adjectives:
            score += rule["adjective"]
        scored.append((score, candidate))
    scored.sort(key=lambda pair: (-pair[0], pair[1].place.number))
    kept = scored[:_MOST]
    if name.inside or name.beside:  # the one that is meant may be small
        kept = scored
    name.candidates = [c for _, c in kept]
    name.base = [s for s, _ in kept]
    name.scores = list(name.base)


def _feature_score(feature: Feature | None, place: Place) -> float:
    """How the word beside a name fits a place: "X region" is a region, or an area around a town, but no other thing."""
    rule = setting("evidence")
    if feature is None or not feature.kinds or feature.among("surroundings"):
        return 0.0
    if place.kind in feature.kinds and not (feature.among("region", "region_or_area") and "city" in place.feature):
        second = place.kind == "district" and not feature.among("district")  # "X region" is first-order where it can be
        return float(rule["feature_fits"]) * (0.3 if second else 1.0)
    if place.kind == "region" and feature.among("district") and place.feature in _SMALL_REGIONS:
        return float(rule["feature_fits"])
    if place.kind == "settlement" and feature.among("district", "region_or_area"):
        return float(rule["feature_around"])
    return float(rule["feature_unfit"])


def _apply_containment(found: list[_Name]) -> None:
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
        beside = [
            (place, km)
            for outer, km in name.beside
            if (place := found[outer].place()) is not None and not place.is_wide
        ]
        best = name.best()
        if best is None or not (outers or beside):
            continue
        said = [[*(any(lies_within(c.place, o) for o in options) for options in outers),
                 *(_is_beside(c.place, o, km) for o, km in beside)] for c in name.candidates]
        fits = [all(s) for s in said] if any(all(s) for s in said) else [any(s) for s in said]
        if any(fits):
            kept = [n for n, fit in enumerate(fits) if fit]
            name.candidates = [name.candidates[n] for n in kept]
            name.scores = [name.scores[n] + rule["contained"] for n in kept]
        elif prior(name.candidates[best]) < rule["too_well_known"]:
            name.refused = True


def _wide_places(outer: _Name) -> list[Place]:
    """The places that a name may mean where others are said to lie in it: "New York" is the state then."""
    ranked = sorted(zip(outer.scores, outer.candidates, strict=True), key=lambda pair: (-pair[0], pair[1].place.number))
    wide = [c.place for _, c in ranked if c.place.is_wide and c.match < 2][:_MOST_CONTAINERS]
    place = outer.place()
    return wide or ([place] if place is not None else [])


def _is_beside(place: Place, other: Place, kilometres: float) -> bool:
    return distance_km(place.point, other.point) <= kilometres + place.radius_km * (place.kind != "settlement")


def _apply_nearness(found: list[_Name], countries: dict[str, float]) -> None:
    """Add to each candidate's score how near it is to places of other names that are sure."""
    rule = setting("evidence")
    sure: list[tuple[int, Place]] = []
    for number, name in enumerate(found):
        place = name.place()
        if place is not None and place.kind in _ANCHOR_KINDS and place.radius_km <= rule["anchor_most_km"] \
                and name.margin() >= rule["sure_margin"] and name.scores[name.best() or 0] >= rule["sure_score"]:
            sure.append((number, place))
    if not sure:
        return
    owners = np.array([number for number, _ in sure])
    spread = rule["text_scale"]
    reach = np.array([0.0 if place.kind == "settlement" else place.radius_km for _, place in sure])[None, :]
    fold_of = [name.key for name in found]
    anchors = np.array([place.point for _, place in sure])
    regions: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    lands: dict[str | None, set[int]] = defaultdict(set)
    for number, place in sure:
        lands[place.country].add(number)
        if place.admin1 is not None:
            regions[place.country, place.admin1].add(number)
    for number, name in enumerate(found):
        if not name.candidates:
            continue
        away = distances(np.array([c.place.point for c in name.candidates]), anchors)
        # Of a region, what counts is to lie in it; its middle is worth less than a town's.
        away = np.maximum(0.0, away - reach) + _REGION_SHARE * reach
        away[:, [fold_of[owner] == fold_of[number] for owner in owners]] = np.inf
        # What is said close by in the text counts more than what is said far off.
        apart = np.array([_apart(name, found[owner]) for owner in owners])
        weight = (1 + np.exp(-apart / spread)) / 2
        bonus = rule["near"] * (np.exp(-away / rule["near_scale_km"]) * weight).max(axis=1)
        nearest = away.min(axis=1)
        scores = []
        for candidate, score, extra in zip(name.candidates, _unmoved(name), bonus.tolist(), strict=True):
            place = candidate.place
            if regions.get((place.country, place.admin1), set()) - {number} and place.kind != "country":
                extra += rule["same_region"]
            if not countries and place.country is not None and place.kind != "country":
                extra += rule["country_anchored"] if lands[place.country] - {number} else rule["country_unnamed"]
            scores.append(score + extra)
        name.scores = scores
        name.nearest = float(nearest[name.best() or 0])


def _apart(one: _Name, other: _Name) -> int:
    """How many names of places stand between two names in the text, at the least."""
    return min(abs(a - b) for a in one.mentions for b in other.mentions)


def _unmoved(name: _Name) -> list[float]:
    """The scores before nearness was added: kept aside the first time."""
    if not name.settled:
        name.base, name.settled = list(name.scores), True
    return name.base


def _container(outer: _Name, inner: Place | None, feature: Feature | None) -> Place | None:
    """What a name means where something is said to lie in it: its usual sense, unless only another holds the thing.
    A village that is not resolved lies in the region of a name rather than in its town."""
    usual = outer.place()
    if inner is None:
        village = feature is not None and feature.among("settlement", "district")
        return next(iter(_wide_places(outer)), None) if village and usual is not None and not usual.is_wide else usual
    if usual is not None and lies_within(inner, usual):
        return usual
    return next((p for p in _wide_places(outer) if lies_within(inner, p)), usual)
