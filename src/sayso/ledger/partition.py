"""From links between tellings to events: a partition of the tellings.

It is computed for each connected component of the links by itself and hangs on nothing else, neither on an order nor on
what was known before: to add a telling, only the components that its links touch are computed again, and the outcome is
that of computing everything. Within a component, groups are joined by average link; two tellings of one report are not
joined unless their link says so; what analysts have decided holds whatever the links say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.ledger.candidates import candidates
from sayso.ledger.clusters import average_link, components
from sayso.ledger.features import Features
from sayso.ledger.judgements import NOTHING, Decided, Judgement, Pair, decided
from sayso.ledger.sameness import Link, compare
from sayso.ledger.settings import settings

Group = frozenset[str]
Links = Mapping[Pair, Link]
BETWEEN = "/"


def partition(keys: Iterable[str], links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> tuple[Group, ...]:
    """The events, as sets of tellings' keys, by their first key: every key is in exactly one.

    `links`: of the pairs that were compared; of the others it is taken that they are rather not one event.
    """
    ordered = sorted(set(keys))
    given = {(link.one, link.other): link for link in links}
    held = decided(judgements, ordered)
    parts = linked_components(ordered, given, held)
    found = [
        group for component, within in zip(parts, _by_component(parts, given), strict=True)
        for part in _within_limit(component, within, held) for group in _parted(part, within, held)
    ]
    return tuple(sorted(found, key=min))


def events_of(tellings: Iterable[Features], judgements: Iterable[Judgement] = ()) -> tuple[Group, ...]:
    """The events of tellings, from the beginning: candidates, links, components, and each component's events."""
    by_key = {telling.key: telling for telling in tellings}
    ordered = [by_key[key] for key in sorted(by_key)]
    compared = (compare(ordered[a], ordered[b]) for a, b in candidates(ordered))
    links = {(link.one, link.other): link for link in compared}
    held = decided(judgements, by_key)
    found: list[Group] = []
    parts = linked_components(sorted(by_key), links, held)
    for component, within in zip(parts, _by_component(parts, links), strict=True):
        found += events_of_component([by_key[key] for key in component], within, held)
    return tuple(sorted(found, key=min))


def linked_components(keys: Sequence[str], links: Links, held: Decided = NOTHING) -> list[tuple[str, ...]]:
    """The connected components of tellings under the links that are not "apart" and under what analysts put together,
    each in order, by their first key. No event reaches over two of them."""
    numbers = {key: number for number, key in enumerate(keys)}
    pairs = [*held.together, *(pair for pair, link in links.items() if link.verdict != "apart")]
    tied = ((numbers[one], numbers[other]) for one, other in pairs if one in numbers and other in numbers)
    return [tuple(keys[number] for number in group) for group in components(len(keys), tied)]


def _by_component(parts: Sequence[tuple[str, ...]], links: Links) -> list[dict[Pair, Link]]:
    """The links within each component."""
    part_of = {key: number for number, part in enumerate(parts) for key in part}
    found: list[dict[Pair, Link]] = [{} for _ in parts]
    for pair, link in links.items():
        number = part_of.get(pair[0])
        if number is not None and number == part_of.get(pair[1]):
            found[number][pair] = link
    return found


def events_of_component(tellings: Sequence[Features], links: Links, held: Decided = NOTHING) -> tuple[Group, ...]:
    """The events of one connected component, by their first key. To add tellings to a ledger, this is computed for the
    components that their links touch, and for no others.

    Where the component is small enough, the pairs that were no candidates are compared too. One of more tellings than
    the settings' `largest` is first cut where its links are weakest.
    """
    by_key = {telling.key: telling for telling in tellings}
    given = {pair: link for pair, link in links.items() if pair[0] in by_key and pair[1] in by_key}
    found: list[Group] = []
    for part in _within_limit(sorted(by_key), given, held):
        if len(part) <= settings().partition.whole:
            for pair in combinations(part, 2):
                if pair not in given:
                    given[pair] = compare(by_key[pair[0]], by_key[pair[1]])
        found += _parted(part, given, held)
    return tuple(sorted(found, key=min))


def _within_limit(keys: Sequence[str], links: Links, held: Decided) -> list[tuple[str, ...]]:
    """A component in parts of at most `largest` tellings: what analysts put together first, then the strongest links;
    one that would make a larger part is left out."""
    most = settings().partition.largest
    if len(keys) <= most:
        return [tuple(keys)]
    numbers = {key: number for number, key in enumerate(keys)}
    tied = [link for link in links.values() if link.verdict != "apart"]
    tied.sort(key=lambda link: (-link.score, link.one, link.other))
    pairs = [pair for pair in held.together if pair[0] in numbers and pair[1] in numbers]
    pairs += [(link.one, link.other) for link in tied]
    found = components(len(keys), ((numbers[one], numbers[other]) for one, other in pairs), most)
    return [tuple(keys[number] for number in group) for group in found]


def _parted(component: Sequence[str], links: Links, held: Decided) -> list[Group]:
    """The events of one component."""
    if len(component) == 1:
        return [frozenset(component)]
    limits = settings().partition
    numbers = {key: number for number, key in enumerate(component)}
    scores = np.full((len(component), len(component)), limits.unlinked)
    reports = np.array([key.rsplit(BETWEEN, 1)[0] for key in component])
    cannot = reports[:, None] == reports[None, :]
    for pair, link in links.items():
        if pair[0] in numbers and pair[1] in numbers:
            one, other = numbers[pair[0]], numbers[pair[1]]
            scores[one, other] = scores[other, one] = min(max(link.score, limits.lowest), limits.highest)
            if link.verdict == "same":
                cannot[one, other] = cannot[other, one] = False
    for pair in held.apart:
        if pair[0] in numbers and pair[1] in numbers:
            one, other = numbers[pair[0]], numbers[pair[1]]
            cannot[one, other] = cannot[other, one] = True
    tied = [(numbers[a], numbers[b]) for a, b in held.together if a in numbers and b in numbers]
    joined = [group for group in components(len(component), tied) if len(group) > 1]
    groups = average_link(scores, limits.threshold, cannot, joined)
    return [frozenset(component[number] for number in group) for group in groups]
