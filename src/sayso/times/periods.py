"""Days, weeks, months and longer as TIMEX3 values with the intervals that they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sayso.times.interval import (
    Interval,
    months_after,
    of_day,
    of_days,
    of_month,
    of_week,
    of_weekend,
    of_year,
    of_years,
)
from sayso.times.meaning import Meaning

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
_WEEKEND_NEAR = 5  # from Friday on "the weekend" is the one that comes, before that the one that was


@dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3 type, value and modifier, with the interval that they mean."""

    kind: Kind
    value: str
    modifier: str | None = None
    interval: Interval | None = None


def untold(value: str, meaning: Meaning | None = None) -> Resolved:
    """A value of which parts are not told, without an interval."""
    return Resolved("DATE", value, meaning.stage if meaning is not None else None)


def one_day(day: date) -> Resolved:
    """A calendar day."""
    return Resolved("DATE", day.isoformat(), None, of_day(day))


def staged(interval: Interval, value: str, meaning: Meaning) -> Resolved:
    """A period, or its beginning, middle or end: a third of it, rounded to whole days."""
    if meaning.stage is None or interval.precision == "day":
        return Resolved("DATE", value, meaning.stage, interval)
    days = (interval.last_day - interval.first_day).days + 1
    third = max(1, round(days / 3))
    first, last = interval.first_day, interval.last_day
    if meaning.stage == "START":
        last = first + timedelta(days=third - 1)
    elif meaning.stage == "END":
        first = last - timedelta(days=third - 1)
    else:
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    told = of_days(first, last, interval.precision)
    return Resolved("DATE", value, meaning.stage, replace(told, edtf=interval.edtf))


def quarter_of(year: int, quarter: int) -> Interval:
    """A quarter of a year, 1 to 4."""
    first = date(year, quarter * 3 - 2, 1)
    return of_days(first, months_after(first, 3) - timedelta(days=1), "month")


def period(base: date, unit: str, step: int, meaning: Meaning) -> Resolved:
    """The period of a unit, so many units after the one that holds a day."""
    if unit in ("D", "N"):
        return one_day(base + timedelta(days=step))
    if unit == "W":
        day = base + timedelta(weeks=step)
        year, week, _ = day.isocalendar()
        return staged(of_week(day), f"{year:04d}-W{week:02d}", meaning)
    if unit == "WE":
        ahead = step - (step <= 0 and base.isoweekday() < _WEEKEND_NEAR and meaning.relation in ("nearest", "this"))
        day = base + timedelta(weeks=ahead)
        year, week, _ = day.isocalendar()
        return staged(of_weekend(day), f"{year:04d}-W{week:02d}-WE", meaning)
    if unit == "M":
        day = months_after(base.replace(day=1), step)
        return staged(of_month(day.year, day.month), f"{day.year:04d}-{day.month:02d}", meaning)
    if unit == "Q":
        day = months_after(base.replace(day=1), 3 * step)
        quarter = (day.month - 1) // 3 + 1
        return staged(quarter_of(day.year, quarter), f"{day.year:04d}-Q{quarter}", meaning)
    if unit == "Y":
        return staged(of_year(base.year + step), f"{base.year + step:04d}", meaning)
    if unit == "E":
        first = (base.year // 10 + step) * 10
        return staged(of_years(first, first + 9, f"{first // 10}X"), f"{first // 10}", meaning)
    if unit == "C":
        first = (base.year // 100 + step) * 100
        return staged(of_years(first, first + 99, f"{first // 100}XX"), f"{first // 100}", meaning)
    return one_day(base)
