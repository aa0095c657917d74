"""Intervals of time: from an earliest to a latest moment, both included, with the precision at which they are told.

Moments are local; they carry a zone only where the text names one.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

Precision = Literal["minute", "hour", "part_of_day", "day", "week", "month", "year"]
PRECISIONS: tuple[Precision, ...] = ("minute", "hour", "part_of_day", "day", "week", "month", "year")

_LAST = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Interval:
    """What lies between two moments, both included. `edtf` is the stated time at its own precision (ISO 8601-2)."""

    earliest: datetime
    latest: datetime
    precision: Precision
    edtf: str

    @property
    def first_day(self) -> date:
        """The day of the earliest moment."""
        return self.earliest.date()

    @property
    def last_day(self) -> date:
        """The day of the latest moment; one that is exactly midnight belongs to the day before."""
        return (self.latest - timedelta(seconds=1)).date() if self.latest > self.earliest else self.latest.date()

    def holds(self, other: Interval) -> bool:
        """Whether the other lies within this one; zones are left out of account."""
        return (_plain(self.earliest) <= _plain(other.earliest)) and (_plain(other.latest) <= _plain(self.latest))

    def meets(self, other: Interval) -> bool:
        """Whether the two share a moment; zones are left out of account."""
        return (_plain(self.earliest) <= _plain(other.latest)) and (_plain(other.earliest) <= _plain(self.latest))

    def in_zone(self, zone: tzinfo) -> Interval:
        """The same wall-clock times, told to be in a zone."""
        return replace(self, earliest=self.earliest.replace(tzinfo=zone), latest=self.latest.replace(tzinfo=zone))


def _plain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def of_day(day: date) -> Interval:
    """A calendar day."""
    return Interval(datetime.combine(day, time()), datetime.combine(day, _LAST), "day", day.isoformat())


def of_days(first: date, last: date, precision: Precision = "day") -> Interval:
    """From one day to another, in EDTF an interval."""
    return Interval(
        datetime.combine(first, time()),
        datetime.combine(last, _LAST),
        precision,
        f"{first.isoformat()}/{last.isoformat()}",
    )


def of_week(day: date) -> Interval:
    """The week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return of_days(monday, monday + timedelta(days=6), "week")


def of_weekend(day: date) -> Interval:
    """Saturday and Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return of_days(monday + timedelta(days=5), monday + timedelta(days=6))


def of_month(year: int, month: int) -> Interval:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    return replace(of_days(date(year, month, 1), date(year, month, last), "month"), edtf=f"{year:04d}-{month:02d}")


def of_year(year: int) -> Interval:
    """A calendar year."""
    return replace(of_days(date(year, 1, 1), date(year, 12, 31), "year"), edtf=f"{year:04d}")


def of_years(first: int, last: int, edtf: str) -> Interval:
    """Several years, such as a decade."""
    return replace(of_days(date(max(first, 1), 1, 1), date(last, 12, 31), "year"), edtf=edtf)


def of_hours(day: date, first: float, last: float) -> Interval:
    """Part of a day: from an hour to an hour. Hours over 24 are in the next day, under 0 in the day before; 24 itself
    is the last second of the day."""
    midnight = datetime.combine(day, time())
    until = midnight + timedelta(hours=last)
    return Interval(
        midnight + timedelta(hours=first),
        until - timedelta(seconds=1 if last == 24 else 0),
        "part_of_day",
        day.isoformat(),
    )


def of_clock(day: date, hour: int, minute: int | None) -> Interval:
    """A clock time: a minute, or a whole hour where no minutes are told. Hour 24 is the midnight that ends the day."""
    moment = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute or 0)
    if minute is None:
        return Interval(moment, moment + timedelta(minutes=59, seconds=59), "hour", moment.strftime("%Y-%m-%dT%H"))
    return Interval(moment, moment, "minute", moment.strftime("%Y-%m-%dT%H:%M"))


def of_moments(day: date, until: datetime | None) -> Interval:
    """A day up to a moment in it; the whole day where no moment is told."""
    whole = of_day(day)
    if until is None:
        return whole
    return replace(whole, earliest=whole.earliest.replace(tzinfo=until.tzinfo), latest=until)


def day_before(interval: Interval) -> Interval:
    """The same clock time of the day before."""
    day = timedelta(days=1)
    moment = interval.earliest - day
    edtf = moment.date().isoformat() + interval.edtf[10:]
    return replace(interval, earliest=moment, latest=interval.latest - day, edtf=edtf)


def spanning(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of another, at the finer of their precisions."""
    precision = min(first.precision, last.precision, key=PRECISIONS.index)
    return Interval(first.earliest, last.latest, precision, f"{first.edtf}/{last.edtf}")


def qualified(interval: Interval, mark: str) -> Interval:
    """The interval with a qualifier of EDTF at its end: `~` approximate, `?` uncertain, `%` both."""
    had = interval.edtf[-1:]
    if had in "~?%":
        return interval if had in (mark, "%") else replace(interval, edtf=interval.edtf[:-1] + "%")
    return replace(interval, edtf="/".join(end + mark for end in interval.edtf.split("/")))


def months_after(day: date, months: int) -> date:
    """The day so many months later (earlier, if negative), at most the last of its month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
