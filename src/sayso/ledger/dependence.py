"""That one report depends on another, how, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sayso.codebook.tables import table

DependenceKind = Literal["verbatim", "shortened", "rewritten", "translated", "relayed", "shared_post"]

COPY_KINDS: frozenset[DependenceKind] = frozenset({"verbatim", "shortened", "rewritten", "translated"})
"""Copies: those that join reports to one family."""

_HOW: dict[DependenceKind, str] = {
    "verbatim": "has the text of",
    "shortened": "has a part of the text of",
    "rewritten": "tells in other words what stands in",
    "translated": "is a translation of",
    "relayed": "passes on what is said in",
    "shared_post": "cites the same post as",
}


@dataclass(frozen=True, slots=True)
class Dependence:
    """`report` depends on `on` (report keys). `reasons`: what speaks for it, each a plain clause, the strongest first;
    `score`: how surely, 0 to 1."""

    report: str
    on: str
    kind: DependenceKind
    reasons: tuple[str, ...]
    score: float


def is_whole_relay(dependence: Dependence) -> bool:
    """Whether a report only passes on what another says and adds nothing of its own."""
    return dependence.kind == "relayed" and dependence.score >= float(table("ledger/copies")["relayed"]["whole"])


def explain(dependence: Dependence, report: str = "This report", on: str = "another") -> str:
    """The dependence in a sentence; `report` and `on` are what the two are to be called."""
    return f"{report} {_HOW[dependence.kind]} {on}: {'; '.join(dependence.reasons)}."


def moment(published: str | None) -> tuple[datetime, datetime] | None:
    """The span in which a report was published, in UTC: a day is all its hours, with those of all time zones of a day
    that is told without one; None where it is not known."""
    if not published:
        return None
    try:
        start = datetime.fromisoformat(published)
    except ValueError:
        return None
    if len(published) <= 10:
        return start.replace(tzinfo=UTC), start.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    return start, start


def age(published: str | None, key: str) -> tuple[bool, datetime, str]:
    """By what reports are sorted, the earliest first, those of unknown time last."""
    span = moment(published)
    return (span is None, span[0] if span else datetime.max.replace(tzinfo=UTC), key)


def before(one: str | None, other: str | None) -> bool | None:
    """Whether a report was published before another; None where that cannot be told."""
    first, second = moment(one), moment(other)
    if first is None or second is None or (first[0] <= second[1] and second[0] <= first[1]):
        return None
    return first[1] < second[0]
