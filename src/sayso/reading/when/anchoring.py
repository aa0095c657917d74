"""The day from which the expressions of a report are counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.reading.when.elapsed import CountedDay
from sayso.times import Anchor


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where there is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def anchor_of(published: date | None, counted: Sequence[CountedDay]) -> Anchor:
    """The day of publication, else the day up to which the days of a conflict are counted; without either what the
    text tells is set against what it told before."""
    if published is not None:
        return Anchor(published)
    exact = [count for count in counted if count.exact]
    return Anchor(exact[0].last) if exact else Anchor(None, "narrative")
