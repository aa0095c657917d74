"""The names of one report, each with all its mentions, its candidates and what is known of them so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.places.descriptions import Beside
from sayso.places.features import Feature
from sayso.places.folding import fold
from sayso.places.place import Candidate, Place
from sayso.places.toponyms import Toponym


@dataclass
class Name:
    """One name of the report with all its mentions: candidates with their scores, and what it is said to lie in."""

    key: str
    feature: Feature | None
    candidates: list[Candidate]
    mentions: list[int]
    base: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)  # names that it is firmly said to lie in
    beside: list[tuple[int, Beside]] = field(default_factory=list)  # names that it is said to lie beside, and how
    firm: bool = False  # whether what is said leaves no place of its name elsewhere, however famous
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

    def ranking(self, most: int) -> tuple[tuple[Place, float], ...]:
        """The likeliest places with their scores, the best first."""
        order = sorted(range(len(self.scores)), key=lambda n: (-self.scores[n], self.candidates[n].place.number))
        return tuple((self.candidates[n].place, self.scores[n]) for n in order[:most])

    def margin(self) -> float:
        """How far the best candidate is ahead of the next one that is another place."""
        if len(self.scores) < 2:
            return 9.0
        first, second = sorted(self.scores, reverse=True)[:2]
        return first - second


def group_names(toponyms: tuple[Toponym, ...]) -> tuple[list[Name], list[int]]:
    """The toponyms grouped by name and by what the word beside them says; the group of each."""
    found: list[Name] = []
    numbers: dict[tuple[str, str], int] = {}
    group_of = []
    for index, toponym in enumerate(toponyms):
        kinds = toponym.feature.kinds if toponym.feature else frozenset()
        key = (fold(toponym.name), ",".join(sorted(kinds)) if "settlement" not in kinds else "")
        if key not in numbers:
            numbers[key] = len(found)
            found.append(Name(key[0], toponym.feature, list(toponym.candidates), [], built=True))
        name = found[numbers[key]]
        name.mentions.append(index)
        name.built = name.built and toponym.feature is not None and not toponym.feature.kinds
        group_of.append(numbers[key])
    return found, group_of
