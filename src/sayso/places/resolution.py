"""Which places the names of one report mean: settled together, by what the report says of them and by one another.

A name is resolved once a report ("one sense per discourse"). Each of its candidates has a score: its prior (kind and
population), how the name and the word beside it fit, whether it lies where the report says, whether the report names its
country, and how near it is to places that are sure. A firm statement of where a place lies is a condition, not a weight:
namesakes elsewhere are refused, and a name is left unresolved rather than given to one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import exp

import numpy as np

from sayso.language.parse import Parse
from sayso.places.containment import Containment, find_containments, lies_within
from sayso.places.features import Feature
from sayso.places.folding import fold
from sayso.places.gazetteer import Gazetteer, gazetteer
from sayso.places.geometry import distances
from sayso.places.place import Candidate, Place
from sayso.places.ranking import prior
from sayso.places.settings import setting
from sayso.places.toponyms import CountryWord, Toponym, find_toponyms

_MOST = 25  # candidates looked at a name, the best by their own score
_ANCHOR_KINDS = ("settlement", "district", "region", "area")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The places of a report: a place or None for each toponym; `containers`: the place that the report says each lies
    in, None where it says none or that is not resolved; `countries`: the share of the report's words of countries."""

    toponyms: tuple[Toponym, ...]
    places: tuple[Place | None, ...]
    containers: tuple[Place | None, ...]
    countries: dict[str, float]


@dataclass
class _Name:
    """One name of the report with all its mentions: candidates with their scores, and what it is said to lie in."""

    feature: Feature | None
    candidates: list[Candidate]
    mentions: list[int]
    base: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)  # names that it is firmly said to lie in
    holds: list[int] = field(default_factory=list)  # names said to lie in it
    adjectives: set[str] = field(default_factory=set)
    refused: bool = False
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
    """The places that the names in a text mean. Raises GazetteerError where the gazetteer cannot be opened."""
    names = names or gazetteer()
    toponyms, demonyms = find_toponyms(parse, names)
    return resolve_toponyms(toponyms, demonyms, find_containments(parse, toponyms, demonyms))


def resolve_toponyms(
    toponyms: tuple[Toponym, ...], demonyms: tuple[CountryWord, ...], containments: tuple[Containment, ...]
) -> Resolution:
    """The places that toponyms mean, given what the text says of them."""
    found, group_of = _names(toponyms)
    for said in containments:
        inner = found[group_of[said.inner]]
        if said.country is not None:
            inner.adjectives.add(said.country)
        elif said.container is not None and group_of[said.container] != group_of[said.inner]:
            inner.inside.append(group_of[said.container])
            found[group_of[said.container]].holds.append(group_of[said.inner])
    countries = _country_shares(found, demonyms)
    for name in found:
        _score_alone(name, countries)
    _apply_containment(found)
    for _ in range(2):
        _apply_nearness(found, countries)
    least = setting("evidence")["least_score"]
    for name in found:
        best = name.best()
        if best is not None and name.scores[best] < least:
            name.refused = True
    places = tuple(found[g].place() for g in group_of)
    containers = tuple(_container(found, found[g]) for g in group_of)
    return Resolution(toponyms, places, containers, countries)


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
            found.append(_Name(toponym.feature, list(toponym.candidates), []))
        found[numbers[key]].mentions.append(index)
        group_of.append(numbers[key])
    return found, group_of


def _country_shares(found: list[_Name], demonyms: tuple[CountryWord, ...]) -> dict[str, float]:
    """The share of each country among the words of the report that name one."""
    votes: Counter[str] = Counter(d.country for d in demonyms)
    for name in found:
        for candidate in name.candidates[:3]:
            if candidate.place.kind == "country" and candidate.match < 2 and candidate.place.country:
                votes[candidate.place.country] += len(name.mentions)
                break
    whole = sum(votes.values())
    return {country: votes[country] / whole for country in sorted(votes)}


def _score_alone(name: _Name, countries: dict[str, float]) -> None:
    """Score each candidate by what it is, the word beside it, and the countries that the report names."""
    rule = setting("evidence")
    scored = []
    for candidate in name.candidates:
        place = candidate.place
        score = prior(candidate)
        if name.feature is not None and name.feature.kinds:
            score += rule["feature_fits"] if place.kind in name.feature.kinds else rule["feature_unfit"]
        if place.country is not None and place.kind != "country" and countries:
            share = countries.get(place.country)
            score += rule["country_unnamed"] if share is None else rule["country_named"] * min(1.0, 2 * share)
        if place.country in name.adjectives:
            score += rule["adjective"]
        scored.append((score, candidate))
    scored.sort(key=lambda pair: (-pair[0], pair[1].place.number))
    kept = scored[:_MOST]
    if name.inside:  # the one that is meant may be small
        kept = scored
    name.candidates = [c for _, c in kept]
    name.base = [s for s, _ in kept]
    name.scores = list(name.base)


def _apply_containment(found: list[_Name]) -> None:
    """Hold every name to what it is said to lie in; of containers, prefer those that do hold what they should."""
    rule = setting("evidence")
    for name in found:
        for number, candidate in enumerate(name.candidates):
            for held in name.holds:
                if any(lies_within(c.place, candidate.place) for c in found[held].candidates):
                    name.scores[number] += rule["contains"]
    order = sorted(range(len(found)), key=lambda n: len(found[n].inside))
    for number in order:
        name = found[number]
        outers = [place for outer in name.inside if (place := found[outer].place()) is not None]
        if not outers or not name.candidates:
            continue
        fits = [all(lies_within(c.place, o) for o in outers) for c in name.candidates]
        if not any(fits):
            fits = [any(lies_within(c.place, o) for o in outers) for c in name.candidates]
        best = name.best()
        if any(fits):
            kept = [n for n, fit in enumerate(fits) if fit]
            name.candidates = [name.candidates[n] for n in kept]
            name.scores = [name.scores[n] + rule["contained"] for n in kept]
        elif best is not None and name.scores[best] < rule["too_well_known"]:
            name.refused = True


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
        away[:, owners == number] = np.inf
        nearest = away.min(axis=1)
        bonus = [rule["near"] * exp(-float(d) / rule["near_scale_km"]) for d in nearest]
        scores = []
        for candidate, score, extra in zip(name.candidates, _unmoved(name), bonus, strict=True):
            place = candidate.place
            if regions.get((place.country, place.admin1), set()) - {number} and place.kind != "country":
                extra += rule["same_region"]
            if not countries and place.country is not None and place.kind != "country":
                extra += rule["country_anchored"] if lands[place.country] - {number} else rule["country_unnamed"]
            scores.append(score + extra)
        name.scores = scores


def _unmoved(name: _Name) -> list[float]:
    """The scores before nearness was added: kept aside the first time."""
    if not name.settled:
        name.base, name.settled = list(name.scores), True
    return name.base


def _container(found: list[_Name], name: _Name) -> Place | None:
    """The narrowest resolved place that a name is said to lie in."""
    outers = [place for outer in name.inside if (place := found[outer].place()) is not None]
    return min(outers, key=lambda p: (p.radius_km, p.number)) if outers else None
