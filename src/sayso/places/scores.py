"""The scores of candidates: by themselves, by the countries that a report names, and by how near they are to what is
sure."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from sayso.places.features import Feature
from sayso.places.geometry import distances
from sayso.places.names import Name
from sayso.places.place import Place
from sayso.places.ranking import prior
from sayso.places.settings import setting
from sayso.places.toponyms import CountryWord

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
_ANCHOR_KINDS = ("settlement", "district", "region", "area")


def country_shares(found: list[Name], demonyms: tuple[CountryWord, ...]) -> dict[str, float]:
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


def score_alone(name: Name, countries: dict[str, float]) -> None:
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


def apply_nearness(found: list[Name], countries: dict[str, float]) -> None:
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


def _apart(one: Name, other: Name) -> int:
    """How many names of places stand between two names in the text, at the least."""
    return min(abs(a - b) for a in one.mentions for b in other.mentions)


def _unmoved(name: Name) -> list[float]:
    """The scores before nearness was added: kept aside the first time."""
    if not name.settled:
        name.base, name.settled = list(name.scores), True
    return name.base
