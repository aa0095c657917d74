"""Clusters of phrases while coreference is being found: what their members share, and which may not be joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.language.mentions import Phrase


@dataclass(slots=True)
class Cluster:
    """What the phrases of one thing say of it together."""

    members: list[int]
    gender: str
    numbers: set[str]
    sorts: set[str]
    lemmas: set[str]
    modifiers: set[str]
    kinds: set[str] = field(default_factory=set)


class Clusters:
    """A partition of phrases, at first each alone; joined ones share gender, number and sort."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = phrases
        self._parent = list(range(len(phrases)))
        self._clusters = [
            Cluster(
                [n], p.gender, {p.number} - {""}, {p.sort} - {""},
                {p.lemma, *p.titles} if p.form in ("name", "noun") else set(), {*p.modifiers, *p.words},
                {p.kind} - {""} if p.form == "name" else set(),
            )
            for n, p in enumerate(phrases)
        ]

    def find(self, phrase: int) -> int:
        """The number of a phrase's cluster."""
        while self._parent[phrase] != phrase:
            self._parent[phrase] = self._parent[self._parent[phrase]]
            phrase = self._parent[phrase]
        return phrase

    def of(self, phrase: int) -> Cluster:
        """The cluster of a phrase."""
        return self._clusters[self.find(phrase)]

    def agree(self, first: int, second: int) -> bool:
        """Whether the clusters of two phrases may be one thing by gender, number and sort."""
        a, b = self.of(first), self.of(second)
        if a.gender and b.gender and a.gender != b.gender:
            return False
        if a.numbers and b.numbers and not a.numbers & b.numbers:
            return False
        return not (a.sorts and b.sorts and not a.sorts & b.sorts)

    def join(self, first: int, second: int) -> None:
        """Make the clusters of two phrases one."""
        first, second = self.find(first), self.find(second)
        if first == second:
            return
        first, second = min(first, second), max(first, second)
        self._parent[second] = first
        a, b = self._clusters[first], self._clusters[second]
        a.members = sorted((*a.members, *b.members))
        a.gender = a.gender or b.gender
        a.numbers |= b.numbers
        a.sorts |= b.sorts
        a.lemmas |= b.lemmas
        a.modifiers |= b.modifiers
        a.kinds |= b.kinds

    def all(self) -> list[list[int]]:
        """The phrases of every cluster, in the order of their first phrase."""
        return [self._clusters[n].members for n in range(len(self.phrases)) if self._parent[n] == n]
