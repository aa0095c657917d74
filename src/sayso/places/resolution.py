"""Which places the names of one report mean: settled together, by what the report says of them and by one another.

A name is resolved once a report ("one sense per discourse"). Each of its candidates has a score: its prior (kind and
population), how the name and the word beside it fit, whether it lies where the report says, whether the report names
its country, and how near it is to places that are sure. A firm statement of where a place lies is a condition, not a
weight: namesakes elsewhere are refused, and a name is left unresolved rather than given to one.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.places.containment import Containment, find_containments
from sayso.places.descriptions import Beside, find_descriptions
from sayso.places.gazetteer import Gazetteer, gazetteer
from sayso.places.names import Name, group_names
from sayso.places.place import Place
from sayso.places.ranking import prior
from sayso.places.scores import apply_nearness, country_shares, score_alone
from sayso.places.settings import setting
from sayso.places.statements import apply_statements, container_of
from sayso.places.toponyms import CountryWord, Toponym, find_toponyms

_RANKED = 6  # places kept of each name

# The text asked last and its places: several stages of a reading ask for them.
_last: tuple[Callable[[], Parse | None], Resolution | None] = (lambda: None, None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The places of a report: a place or None for each toponym; `containers`: the place that the report says each lies
    in, None where it says none or that is not resolved; `countries`: the share of the report's words of countries;
    `country_words`: adjectives and nouns for a country's people; `descriptions`: what it says to lie beside what;
    `rankings`: of each toponym the likeliest places with their scores, the best first, refused or not."""

    toponyms: tuple[Toponym, ...]
    places: tuple[Place | None, ...]
    containers: tuple[Place | None, ...]
    countries: dict[str, float]
    country_words: tuple[CountryWord, ...] = ()
    descriptions: tuple[Beside, ...] = ()
    rankings: tuple[tuple[tuple[Place, float], ...], ...] = ()


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
    found = resolve_toponyms(
        toponyms, demonyms, find_containments(parse, toponyms, demonyms), find_descriptions(parse, toponyms)
    )
    if names is None:
        _last = (weakref.ref(parse), found)
    return found


def resolve_toponyms(
    toponyms: tuple[Toponym, ...],
    demonyms: tuple[CountryWord, ...],
    containments: tuple[Containment, ...],
    descriptions: tuple[Beside, ...] = (),
) -> Resolution:
    """The places that toponyms mean, given what the text says of them."""
    found, group_of = group_names(toponyms)
    for said in containments:
        inner = found[group_of[said.inner]]
        if said.country is not None:
            inner.adjectives.add(said.country)
        elif said.container is None or group_of[said.container] == group_of[said.inner]:
            continue
        else:
            inner.inside.append(group_of[said.container])
            inner.firm = inner.firm or said.firm
            found[group_of[said.container]].holds.append(group_of[said.inner])
    for told in descriptions:
        if group_of[told.inner] != group_of[told.other] and told.relation.kind in ("in", "part"):
            found[group_of[told.inner]].inside.append(group_of[told.other])
        elif group_of[told.inner] != group_of[told.other]:
            found[group_of[told.inner]].beside.append((group_of[told.other], told))
    countries = country_shares(found, demonyms)
    for name in found:
        score_alone(name, countries)
    apply_statements(found)
    for _ in range(2):
        apply_nearness(found, countries)
    for name in found:
        name.refused = name.refused or not _is_believed(name, countries)
    places = [found[g].place() for g in group_of]
    rankings = [name.ranking(_RANKED) for name in found]
    containers: list[Place | None] = [None] * len(toponyms)
    for said in containments:
        if said.container is not None and group_of[said.container] != group_of[said.inner]:
            outer = container_of(found[group_of[said.container]], places[said.inner], toponyms[said.inner].feature)
            places[said.container] = outer
            known = [c for c in (containers[said.inner], outer) if c is not None]
            containers[said.inner] = min(known, key=lambda p: (p.radius_km, p.number)) if known else None
    for index, group in enumerate(group_of):  # what is said of one mention of a name holds for all
        if containers[index] is None:
            others = [c for n, c in enumerate(containers) if c is not None and group_of[n] == group]
            containers[index] = min(others, key=lambda p: (p.radius_km, p.number)) if others else None
    return Resolution(toponyms, tuple(places), tuple(containers), countries, demonyms, descriptions,
                      tuple(rankings[group] for group in group_of))


def _is_believed(name: Name, countries: dict[str, float]) -> bool:
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
