"""The words and weights of `en/grouping.toml`: what tells that an act is another one, or the same one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class GroupingWords:
    """Word lists, weights and limits; phrases are tuples of lemmas."""

    definite: frozenset[str]
    indefinite: frozenset[str]
    picking: frozenset[str]
    context_labels: tuple[str, ...]
    roundups: frozenset[str]
    another: frozenset[str]
    another_adverbs: frozenset[str]
    openers: tuple[tuple[str, ...], ...]
    telling: frozenset[str]
    figures: frozenset[str]
    motives: frozenset[str]
    dating: frozenset[str]
    locative: frozenset[str]
    heads_of_times: frozenset[str]
    totals: tuple[tuple[str, ...], ...]
    habitual_adverbs: frozenset[str]
    series: frozenset[str]
    habitual: tuple[tuple[str, ...], ...]
    weights: Mapping[str, float]
    main: Mapping[str, float]
    recent_days: int
    most_phrases: int


@cache
def grouping_words() -> GroupingWords:
    """The word lists of English."""
    data = tomllib.loads(files("sayso.reading").joinpath("en/grouping.toml").read_text(encoding="utf-8"))
    return GroupingWords(
        indefinite=frozenset(data["indefinite"]["words"]),
        definite=frozenset(data["definite"]["words"]),
        picking=frozenset(data["picking"]["words"]),
        context_labels=tuple(data["context_labels"]["words"]),
        roundups=frozenset(data["roundups"]["words"]),
        another=frozenset(data["another"]["words"]),
        another_adverbs=frozenset(data["another"]["adverbs"]),
        openers=_phrases(data["openers"]["phrases"]),
        telling=frozenset(data["telling"]["verbs"]),
        motives=frozenset(data["motives"]["words"]),
        figures=frozenset(data["telling"]["figures"]),
        dating=frozenset(data["dating"]["prepositions"]),
        heads_of_times=frozenset(data["locative"]["times"]),
        locative=frozenset(data["locative"]["prepositions"]),
        totals=_phrases(data["totals"]["phrases"]),
        habitual_adverbs=frozenset(data["habitual"]["adverbs"]),
        series=frozenset(data["series"]["verbs"]),
        habitual=_phrases(data["habitual"]["phrases"]),
        weights=data["weights"],
        main=data["main"],
        recent_days=data["limits"]["recent_days"],
        most_phrases=data["limits"]["most_phrases"],
    )


def _phrases(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines)


def holds_any(lemmas: Sequence[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the phrases stands in the row of lemmas."""
    joined = " " + " ".join(lemmas) + " "
    return any(f" {' '.join(phrase)} " in joined for phrase in phrases)
