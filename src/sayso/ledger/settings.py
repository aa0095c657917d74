"""What judges sameness, as codebook/ledger/sameness.toml has it: limits, compatible kinds, weights, thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.codebook.tables import table


@dataclass(frozen=True, slots=True)
class FeatureLimits:
    """How many terms, names and numbers of a telling are kept."""

    terms: int
    names: int
    numbers: int
    least_rarity: float


@dataclass(frozen=True, slots=True)
class StoryLimits:
    """How whole reports are compared: see `stories`."""

    terms: int
    names: int
    index_terms: int
    lead: float
    lead_words: float
    fading_days: float
    timeless: float
    weak: float
    threshold: float
    largest: int


@dataclass(frozen=True, slots=True)
class CandidateLimits:
    """Where partners are looked for: see `candidates`."""

    resolution: int
    fine_km: float
    slack_km: float
    names: int
    short_days: int
    long_days: int
    undated_days: int
    months: int
    paired_names: int
    slack_days: int


@dataclass(frozen=True, slots=True)
class PartitionLimits:
    """From links to events: see `partition`."""

    weak: float
    threshold: float
    unlinked: float
    highest: float
    lowest: float
    within_report: float
    whole: int
    largest: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it. `measures`: the constants of single comparisons; `weights`: what each signal adds to the score;
    `related`: pairs of kinds of different families that may be one event, each in alphabetical order."""

    features: FeatureLimits
    stories: StoryLimits
    candidates: CandidateLimits
    partition: PartitionLimits
    measures: Mapping[str, float]
    weights: Mapping[str, float]
    related: frozenset[tuple[str, str]]


_other: ContextVar[Settings | None] = ContextVar("other settings of sameness", default=None)


def settings() -> Settings:
    """The settings in use: those that ship, unless `settings_in_use` says otherwise."""
    other = _other.get()
    return _shipped() if other is None else other


@contextmanager
def settings_in_use(other: Settings) -> Iterator[None]:
    """Within it other settings are used, in this thread alone: to fit them, or to try one."""
    token = _other.set(other)
    try:
        yield
    finally:
        _other.reset(token)


@cache
def _shipped() -> Settings:
    return settings_from(table("ledger/sameness"))


def settings_from(data: Mapping[str, Any]) -> Settings:
    """The settings that a parsed file of this form has. Raises KeyError or TypeError where one is missing."""
    return Settings(
        features=FeatureLimits(**data["features"]),
        stories=StoryLimits(**data["stories"]),
        candidates=CandidateLimits(**data["candidates"]),
        partition=PartitionLimits(**data["partition"]),
        measures=data["measures"],
        weights=data["weights"],
        related=frozenset((min(a, b), max(a, b)) for a, others in data["related"].items() for b in others),
    )
