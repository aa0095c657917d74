"""From links between tellings to events: a partition of the tellings.

It is computed for each connected component of the links by itself and hangs on nothing else, neither on an order nor on
what was known before: to add a telling, only the components that its links touch are computed again, and the outcome is
that of computing everything. Within a component, groups are joined by average link; two tellings of one report are not
joined unless their link says so; what analysts have decided holds whatever the links say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from sayso.ledger.candidates import candidates
from sayso.ledger.clusters import average_link, components
from sayso.ledger.features import Features
from sayso.ledger.sameness import Link, compare
from sayso.ledger.settings import settings

Pair = tuple[str, str]
Group = frozenset[str]
Links = Mapping[Pair, Link]
BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an analyst has decided of tellings, named by their keys. `number` orders them: of two that cannot both hold,
    the later one does. With one group, its tellings are one event (a merge); with several, no telling of one is one
    event with a telling of another (a split), and nothing is said of those within a group."""

    number: int
    groups: tuple[Group, ...]

    @property
    def pairs(self) -> Iterable[Pair]:
        """The pairs that it decides on, in order; a merge's are a chain."""
        if len(self.groups) == 1:
            keys = sorted(self.groups[0])
            yield from pairwise(keys)
            return
        decided = {(min(a, b), max(a, b)) for one, other in combinations(self.groups, 2) for a in one for b in other}
        yield from sorted(pair for pair in decided if pair[0] != pair[1])


@dataclass(frozen=True, slots=True)
class Decided:
    """Judgements made consistent: `together` are the pairs that are one event, `apart` those that are not."""

    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()


def decided(judgements: Iterable[Judgement], keys: Collection[str]) -> Decided:
    """What holds of the judgements for tellings of these keys. From the last to the first, each pair is taken unless
    those that are already taken rule it out."""
    known = set(keys)
    leader: dict[str, str] = {}
    barred: dict[str, set[str]] = {}

    def lead(key: str) -> str:
        while (next_key := leader.get(key, key)) != key:
            key = next_key
        return key

    together: list[Pair] = []
    apart: set[Pair] = set()
    for judgement in sorted(judgements, key=lambda j: -j.number):
        is_merge = len(judgement.groups) == 1
        for one, other in judgement.pairs:
            first, second = lead(one), lead(other)
            if one not in known or other not in known:
                continue
            if not is_merge and first != second:
                apart.add((one, other))
                barred.setdefault(first, set()).add(second)
                barred.setdefault(second, set()).add(first)
            elif is_merge and first != second and second not in barred.get(first, ()):
                together.append((one, other))
                leader[second] = first
                for enemy in barred.pop(second, set()):
                    barred[enemy].discard(second)
                    barred[enemy].add(first)
                    barred.setdefault(first, set()).add(enemy)
    return Decided(tuple(sorted(together)), frozenset(apart))


def partition(keys: Iterable[str], links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> tuple[Group, ...]:
    """The events, as sets of tellings' keys, by their first key: every key is in exactly one.

    `links`: of the pairs that were compared; of the others it is taken that they are rather not one event.
    """
    ordered = sorted(set(keys))
    given = {(link.one, link.other): link for link in links}
    held = decided(judgements, ordered)
    found = [
        group for component in linked_components(ordered, given.values(), held.together)
        for group in _parted(component, given, held)
    ]
    return tuple(sorted(found, key=min))


def linked_components(
    keys: Sequence[str], links: Iterable[Link], together: Iterable[Pair] = (), most: int | None = None,
) -> list[tuple[str, ...]]:
    """The connected components of tellings under the links that are not "apart" and under what analysts put together,
    each in order, by their first key. None grows over `most` (else the settings' largest): the strongest links are
    taken first, and one that would make a larger component is left out."""
    numbers = {key: number for number, key in enumerate(keys)}
    tied = [link for link in links if link.verdict != "apart" and link.one in numbers and link.other in numbers]
    tied.sort(key=lambda link: (-link.score, link.one, link.other))
    pairs = [*together, *((link.one, link.other) for link in tied)]
    limit = settings().partition.largest if most is None else most
    found = components(len(keys), ((numbers[a], numbers[b]) for a, b in pairs), limit)
    return [tuple(keys[number] for number in group) for group in found]


def completed(component: Sequence[str], links: Links, features: Callable[[str], Features]) -> dict[Pair, Link]:
    """The links of a component's tellings; where it is small enough, the pairs that were no candidates are compared
    too. `features`: of a telling by its key."""
    members = set(component)
    found = {pair: link for pair, link in links.items() if pair[0] in members and pair[1] in members}
    if len(component) <= settings().partition.whole:
        for pair in combinations(sorted(component), 2):
            if pair not in found:
                found[pair] = compare(features(pair[0]), features(pair[1]))
    return found


def events_of(tellings: Iterable[Features], judgements: Iterable[Judgement] = ()) -> tuple[Group, ...]:
    """The events of tellings, from the beginning: candidates, links, components, partition."""
    by_key = {telling.key: telling for telling in tellings}
    ordered = [by_key[key] for key in sorted(by_key)]
    compared = (compare(ordered[a], ordered[b]) for a, b in candidates(ordered))
    links = {(link.one, link.other): link for link in compared}
    held = decided(judgements, by_key)
    found = []
    for component in linked_components(sorted(by_key), links.values(), held.together):
        found += _parted(component, completed(component, links, by_key.__getitem__), held)
    return tuple(sorted(found, key=min))


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
