"""Dates before Christ: values alone, for intervals begin with the year 1."""

from __future__ import annotations

from sayso.times.context import Context
from sayso.times.meaning import Meaning

_STEPS = {"last": 1, "previous": 1, "this": 0, "same": 0, "next": -1, "following": -1}


def value_before_christ(meaning: Meaning, context: Context) -> str | None:
    """The TIMEX3 value of an expression that tells a year BC, or that counts from one in a history; else None."""
    if meaning.bc:
        return _told(meaning, context)
    if context.before_christ is None or context.anchor.style != "narrative":
        return None
    if meaning.year is not None or meaning.decade is not None or meaning.century is not None:
        context.before_christ = None
        return None
    year = context.before_christ
    if meaning.month is not None or meaning.season is not None:
        return f"BC{year:04d}{_within(meaning)}"
    if meaning.relation is not None and meaning.unit == "Y" and meaning.nth is None:
        return f"BC{year + _STEPS.get(meaning.relation, 0):04d}"
    if meaning.shift is not None and meaning.unit == "Y" and meaning.amount:
        return f"BC{max(0, year + round(meaning.amount) * (-1 if meaning.shift in ('hence', 'later') else 1)):04d}"
    return None


def _told(meaning: Meaning, context: Context) -> str | None:
    if meaning.decade is not None:
        return f"BC{meaning.decade // 10:03d}"
    if meaning.century is not None:
        return f"BC{meaning.century - 1:02d}"
    if meaning.year is None:
        return None
    context.before_christ = meaning.year
    return f"BC{meaning.year:04d}{_within(meaning)}"


def _within(meaning: Meaning) -> str:
    """The month and day, or the season, as they follow the year in a value."""
    if meaning.month is not None:
        return f"-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day is not None else "")
    return f"-{meaning.season}" if meaning.season is not None else ""
