"""Which year, month and day an expression means that does not tell them all."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from sayso.times.context import Context
from sayso.times.direction import Direction
from sayso.times.interval import months_after
from sayso.times.meaning import Meaning

# A day that no word places is taken for a coming one only where that is so many times nearer than the past one.
_FUTURE_BIAS = 3
# Where a word tells that it is past ("had been set for Nov. 6", read on the 1st) it must be so many times nearer.
_CLEAR_BIAS = 40
# And the other way round, where a word tells that it is to come: "runs from 23 January", read on the 28th.
_PAST_BIAS = 5


def weekday_near(reference: date, weekday: int, relation: str | None, direction: Direction) -> date:
    """The weekday (1 is Monday) nearest before or on a day; after it where a word says so."""
    back = (reference.isoweekday() - weekday) % 7
    if relation in ("next", "following"):
        return reference + timedelta(days=(weekday - reference.isoweekday() - 1) % 7 + 1)
    if relation in ("last", "previous"):
        return reference - timedelta(days=back or 7)
    if relation == "same":
        return reference - timedelta(days=back) if back <= 3 else reference + timedelta(days=7 - back)
    if direction == "future":
        return reference + timedelta(days=(weekday - reference.isoweekday()) % 7)
    return reference - timedelta(days=back)


def day_of(meaning: Meaning, context: Context, direction: Direction) -> date | None:
    """The day of an expression that tells one by date; None where it cannot be told."""
    if meaning.month is None:
        return _day_of_month(meaning, context, direction)
    if meaning.day is None:
        return None
    if meaning.year is not None:
        return _date(meaning.year, meaning.month, meaning.day)
    if meaning.weekday is not None:
        year = year_of_weekday(meaning, context)
        if year is not None:
            return _date(year, meaning.month, meaning.day)
    year = year_of(meaning, context, direction)
    return None if year is None else _date(year, meaning.month, meaning.day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of_weekday(meaning: Meaning, context: Context) -> int | None:
    """The year nearest to the reference, at most five years away, in which day and month fall on the weekday told."""
    reference = context.reference
    if reference is None or meaning.month is None or meaning.day is None:
        return None
    fitting = []
    for year in range(reference.year - 5, reference.year + 6):
        day = _date(year, meaning.month, meaning.day)
        if day is not None and day.isoweekday() == meaning.weekday:
            fitting.append((abs((day - reference).days), year))
    if not fitting:
        return None
    distance, year = min(fitting)
    return year if distance < 300 else None


def year_of(meaning: Meaning, context: Context, direction: Direction) -> int | None:
    """The year of a month, or of a day and month, that comes without one."""
    if meaning.year is not None:
        return meaning.year
    reference = context.reference
    if reference is None or meaning.month is None:
        return None
    if meaning.relation is not None and meaning.unit == "Y":
        return reference.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(meaning.relation, 0)
    if context.anchor.style == "narrative":
        return _year_in_narrative(meaning.month, context)
    here = _index(reference.year, reference.month) if meaning.day is None else reference.toordinal()
    places = {}
    for year in (reference.year - 1, reference.year, reference.year + 1):
        day = _date(year, meaning.month, meaning.day or 1)
        if day is not None:
            places[year] = (_index(year, meaning.month) if meaning.day is None else day.toordinal()) - here
    if not places:
        return None
    past = max((p for p in places.items() if p[1] <= 0), key=lambda p: p[1], default=None)
    coming = min((p for p in places.items() if p[1] >= 0), key=lambda p: p[1], default=None)
    if meaning.relation in ("last", "previous"):
        past = max((p for p in places.items() if p[1] < 0), key=lambda p: p[1], default=None)
        return past[0] if past else None
    if meaning.relation == "this":
        return reference.year
    if meaning.relation in ("next", "following"):
        return coming[0] if coming else None
    if past is None or coming is None:
        return (past or coming or (None,))[0]
    if direction == "future":
        return past[0] if coming[1] > -past[1] * _PAST_BIAS else coming[0]
    if direction == "past":
        return coming[0] if coming[1] * _CLEAR_BIAS < -past[1] else past[0]
    return coming[0] if coming[1] * _FUTURE_BIAS < -past[1] else past[0]


def _index(year: int, month: int) -> int:
    return year * 12 + month


def _year_in_narrative(month: int, context: Context) -> int | None:
    """A narrative goes on: the month after the last one told, unless that is more than half a year ahead."""
    last = context.last
    if last is None:
        return context.anchor.day.year if context.anchor.day is not None else None
    if last.precision == "year":
        return last.first_day.year
    ahead = month - last.first_day.month
    if ahead < -6:
        return last.first_day.year + 1
    return last.first_day.year


def _day_of_month(meaning: Meaning, context: Context, direction: Direction) -> date | None:
    """As in "the 17th": of the month of the reference, or of the one before where that would be to come."""
    if meaning.day is None:
        return None
    if context.anchor.style == "narrative" or context.anchor.day is None:
        last = context.last
        return (
            _date(last.first_day.year, last.first_day.month, meaning.day)
            if last and last.precision != "year"
            else None
        )
    reference = context.anchor.day
    if meaning.relation is not None:
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(meaning.relation, 0)
        month = months_after(reference.replace(day=1), step)
        return _date(month.year, month.month, meaning.day)
    for step in (0, 1, 2) if direction == "future" else (0, -1, -2):
        month = months_after(reference.replace(day=1), step)
        day = _date(month.year, month.month, meaning.day)
        if day is not None and (day >= reference if direction == "future" else day <= reference):
            return day
    return None


def nth_day(meaning: Meaning, year: int) -> date | None:
    """As in "the last Thursday in July", "the first day of May"."""
    if meaning.nth is None or meaning.month is None:
        return None
    length = calendar.monthrange(year, meaning.month)[1]
    days = [date(year, meaning.month, n) for n in range(1, length + 1)]
    if meaning.weekday is not None:
        days = [day for day in days if day.isoweekday() == meaning.weekday]
    elif meaning.unit != "D":
        return None
    place = meaning.nth - 1 if meaning.nth > 0 else -1
    return days[place] if -len(days) <= place < len(days) else None
