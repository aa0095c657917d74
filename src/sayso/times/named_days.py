"""Feasts and dates of other calendars set against the day of publication, or against what a history told last."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.times.calendars import day_in, month_in, year_of_calendar, years_in
from sayso.times.context import Context
from sayso.times.direction import Direction
from sayso.times.holidays import Holiday, holidays, occurrences
from sayso.times.interval import Interval, of_day, of_days, of_month, of_year, qualified
from sayso.times.meaning import Meaning
from sayso.times.periods import Resolved, staged, untold

_FUTURE_BIAS = 3  # as for dates without a year
Days = tuple[date, date]


def named_days(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    """When a feast, or a date of another calendar, is. Days that hang on the moon are marked as approximate."""
    if meaning.holiday is not None:
        feast = holidays()[meaning.holiday]
        days = _feast(feast, meaning, context, direction)
        approximate = feast.is_sighted
    else:
        days = _calendar_days(meaning, context, direction)
        approximate = meaning.calendar == "hijri"
    if days is None:
        return untold("XXXX-XX-XX" if meaning.has_day else "XXXX")
    first, last = days
    interval = _interval(first, last)
    value = interval.edtf
    return staged(qualified(interval, "~") if approximate else interval, value, meaning)


def _interval(first: date, last: date) -> Interval:
    """The days as one day, month or year of our calendar where they are one, else as a span."""
    if first == last:
        return of_day(first)
    for whole in (of_month(first.year, first.month), of_year(first.year)):
        if (whole.first_day, whole.last_day) == (first, last):
            return whole
    length = (last - first).days
    return of_days(first, last, "day" if length < 6 else "week" if length < 10 else "month" if length < 32 else "year")


def _feast(feast: Holiday, meaning: Meaning, context: Context, direction: Direction) -> Days | None:
    reference = context.reference
    if feast.rule == "date":
        years = [date.fromisoformat(feast.value).year]
    elif meaning.year is not None:
        years = [meaning.year]
    elif reference is not None:
        years = list(range(reference.year - 1, reference.year + 2))
    else:
        return None
    found = [days for year in years for days in occurrences(feast, year)]
    days = found[0] if len(years) == 1 and found else _nearest(found, context, direction, meaning.relation)
    return days if days is None or meaning.nth is None else _nth_of(days, meaning)


def _nth_of(days: Days, meaning: Meaning) -> Days | None:
    """As in "the second day of Eid", "the last Friday of Ramadan"; a day may lie after a feast ("the tenth day of")."""
    nth = 1 if meaning.nth is None else meaning.nth
    if meaning.weekday is not None:
        length = (days[1] - days[0]).days + 1
        fitting = [d for n in range(length) if (d := days[0] + timedelta(days=n)).isoweekday() == meaning.weekday]
        place = nth - 1 if nth > 0 else nth
        return (fitting[place], fitting[place]) if -len(fitting) <= place < len(fitting) else None
    if meaning.unit == "W":
        first = days[0] + timedelta(weeks=nth - 1) if nth > 0 else days[1] - timedelta(days=6)
        return first, first + timedelta(days=6)
    day = days[0] + timedelta(days=nth - 1) if nth >= 0 else days[1]  # 0: its eve
    return day, day


def _calendar_days(meaning: Meaning, context: Context, direction: Direction) -> Days | None:
    """The days of a date in another calendar; without a year the nearest."""
    name = meaning.calendar or "hijri"
    month = meaning.calendar_month or meaning.month
    day = meaning.calendar_day or meaning.day
    if meaning.calendar_year is not None:
        return _of_year(name, meaning.calendar_year, month, day)
    if context.reference is None or month is None:
        return None
    years = sorted({y for near in (-1, 0, 1) for y in years_in(name, context.reference.year + near)})
    found = [days for year in years if (days := _of_year(name, year, month, day)) is not None]
    return _nearest(found, context, direction, meaning.relation)


def _of_year(name: str, year: int, month: int | None, day: int | None) -> Days | None:
    try:
        if month is None:
            return year_of_calendar(name, year)
        if day is None:
            return month_in(name, year, month)
        found = day_in(name, year, month, day)
    except (ValueError, OverflowError):
        return None
    return found, found


def _nearest(
    found: list[Days], context: Context, direction: Direction, relation: str | None
) -> Days | None:
    """Which of several occurrences is meant: the last one before the reference, or around it, unless words or a far
    smaller distance tell the next one."""
    reference = context.reference
    if reference is None:
        return found[0] if len(found) == 1 else None
    if context.anchor.style == "narrative":
        return next((f for f in found if f[0].year == reference.year), None)
    past = [f for f in found if f[0] <= reference]
    coming = [f for f in found if f[0] > reference]
    if relation in ("last", "previous"):
        past = [f for f in past if f[1] < reference]
        return past[-1] if past else None
    if relation == "this":
        return next((f for f in found if f[0].year == reference.year), None)
    if relation in ("next", "following"):
        return coming[0] if coming else None
    if past and past[-1][1] >= reference:
        return past[-1]
    if not past or not coming:
        return past[-1] if past else coming[0] if coming else None
    ahead, behind = (coming[0][0] - reference).days, (reference - past[-1][1]).days
    if direction == "future":
        return coming[0]
    return coming[0] if direction == "unknown" and ahead * _FUTURE_BIAS < behind else past[-1]
