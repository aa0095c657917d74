"""Which reports are about one story, whatever they tell of it: by their words, their names and their days.

The likeness of two reports hangs on those two alone; grouping is average-link clustering of what is alike enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.ledger.clusters import average_link, components
from sayso.ledger.instants import instant_of
from sayso.ledger.settings import settings
from sayso.ledger.terms import Terms, likeness, names_of, terms_of
from sayso.model import Report


@dataclass(frozen=True, slots=True)
class Story:
    """What of a whole report is compared: its weightiest terms, its rare names, and when it could be known, in days
    since 1970-01-01 (UTC)."""

    terms: Terms
    names: tuple[str, ...]
    known_from: float

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Story:
        """The story whose fields went through JSON."""
        terms = tuple((str(term), float(weight)) for term, weight in value["terms"])
        return cls(terms, tuple(value["names"]), float(value["known_from"]))


def story_of(report: Report, known_from: str) -> Story:
    """What of a report is compared with others; `known_from` as in `Entry`."""
    limits = settings().stories
    text = report.text
    if report.title and not text.startswith(report.title):
        text = f"{report.title}\n\n{text}"
    terms = terms_of([text], limits.terms, lead=limits.lead, lead_words=limits.lead_words)
    return Story(terms, names_of(text)[: limits.names], instant_of(known_from) or 0.0)


def same_story(one: Story, other: Story) -> float:
    """How far two reports are about one story, 0 to 1: the cosine of their terms, less the further apart they came out,
    down to a share that no distance takes away (an anniversary is still about what it recalls)."""
    limits = settings().stories
    days = abs(one.known_from - other.known_from)
    fading = limits.timeless + (1 - limits.timeless) * math.exp(-days / limits.fading_days)
    return likeness(dict(one.terms), dict(other.terms)) * fading


def topics(stories: Sequence[Story]) -> tuple[tuple[int, ...], ...]:
    """The stories, by their numbers, in groups that are about one thing each; each group in order, the groups by their
    first. Only those are compared that share one of their weightiest terms, so that many can be grouped."""
    limits = settings().stories
    holders: dict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        for term, _ in sorted(story.terms, key=lambda item: (-item[1], item[0]))[: limits.index_terms]:
            holders[term].append(number)
    pairs = {(a, b) for numbers in holders.values() for i, a in enumerate(numbers) for b in numbers[i + 1 :]}
    alike = {pair: same_story(stories[pair[0]], stories[pair[1]]) for pair in pairs}
    strongest = sorted((p for p, value in alike.items() if value >= limits.weak), key=lambda p: (-alike[p], p))
    found = []
    for group in components(len(stories), strongest, limits.largest):
        scores = np.array([[_between(stories, alike, a, b) for b in group] for a in group])
        found += [tuple(group[i] for i in part) for part in average_link(scores, limits.threshold)]
    return tuple(sorted(found))


def _between(stories: Sequence[Story], alike: Mapping[tuple[int, int], float], one: int, other: int) -> float:
    """How alike two stories of one component are, also where they share none of their weightiest terms."""
    pair = (min(one, other), max(one, other))
    value = alike.get(pair)
    return same_story(stories[one], stories[other]) if value is None else value
