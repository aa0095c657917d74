"""What analysts have decided of tellings: that some are one event, or that some are not, whatever their links say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an analyst has decided of tellings, named by their keys. `number` orders them: of two that cannot both hold,
    the later one does. With one group, its tellings are one event (a merge); with several, no telling of one is one
    event with a telling of another (a split), and nothing is said of those within a group."""

    number: int
    groups: tuple[frozenset[str], ...]

    @property
    def is_merge(self) -> bool:
        """Whether it puts tellings together, else it parts them."""
        return len(self.groups) == 1

    @property
    def pairs(self) -> Iterable[Pair]:
        """The pairs that it decides on, in order."""
        if self.is_merge:
            yield from combinations(sorted(self.groups[0]), 2)
            return
        told = {(min(a, b), max(a, b)) for one, other in combinations(self.groups, 2) for a in one for b in other}
        yield from sorted(pair for pair in told if pair[0] != pair[1])


@dataclass(frozen=True, slots=True)
class Decided:
    """Judgements made consistent: `together` are the pairs that are one event, `apart` those that are not."""

    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()


NOTHING = Decided()
"""No judgements."""


def decided(judgements: Iterable[Judgement], keys: Collection[str]) -> Decided:
    """What holds of the judgements for tellings of these keys. From the last to the first, each pair is taken unless
    those that are already taken rule it out."""
    known = set(keys)
    groups = _Groups()
    together: list[Pair] = []
    apart: set[Pair] = set()
    for judgement in sorted(judgements, key=lambda judgement: -judgement.number):
        for one, other in judgement.pairs:
            if one not in known or other not in known:
                continue
            if judgement.is_merge and groups.join(one, other):
                together.append((one, other))
            elif not judgement.is_merge and groups.part(one, other):
                apart.add((one, other))
    return Decided(tuple(sorted(together)), frozenset(apart))


class _Groups:
    """Disjoint groups of keys, and which of them may not become one."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._barred: dict[str, set[str]] = {}

    def _lead(self, key: str) -> str:
        while (above := self._leader.get(key, key)) != key:
            key = above
        return key

    def join(self, one: str, other: str) -> bool:
        """Makes the groups of two keys one, if they are two that may be one; whether they were."""
        first, second = sorted((self._lead(one), self._lead(other)))
        if first == second or second in self._barred.get(first, ()):
            return False
        self._leader[second] = first
        for third in self._barred.pop(second, set()):
            self._barred[third].discard(second)
            self._bar(first, third)
        return True

    def part(self, one: str, other: str) -> bool:
        """Bars the groups of two keys from one another, unless they are one; whether they are two."""
        first, second = self._lead(one), self._lead(other)
        if first != second:
            self._bar(first, second)
        return first != second

    def _bar(self, first: str, second: str) -> None:
        self._barred.setdefault(first, set()).add(second)
        self._barred.setdefault(second, set()).add(first)
