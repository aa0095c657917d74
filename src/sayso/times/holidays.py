"""Days with a name: their names, and on which days of a year they fall."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sayso.times.calendars import day_in, easter_of, month_in, years_in
from sayso.times.lexicon import resource

_MOVABLE = ("hijri", "hebrew", "persian")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: how it is told (`rule` of holidays.toml with its value), and how many days it lasts, 0 for a month."""

    name: str
    rule: str
    value: Any
    days: int

    @property
    def is_sighted(self) -> bool:
        """Whether its day hangs on the sighting of the moon."""
        return self.rule == "hijri"


@cache
def holidays() -> dict[str, Holiday]:
    """All feasts by every name that they have."""
    found = {}
    for row in resource("en/holidays.toml")["holiday"]:
        rule = next(key for key in row if key not in ("names", "days"))
        for name in row["names"]:
            found[name] = Holiday(row["names"][0], rule, row[rule], row.get("days", 1))
    return found


@cache
def hijri_months() -> dict[str, int]:
    """Months of the Islamic calendar by their names in lower case."""
    return dict(resource("en/holidays.toml")["hijri_month"])


@cache
def name_pattern() -> re.Pattern[str]:
    """Where the name of a feast or of an Islamic month stands in a text, and is no part of a longer name."""
    data = resource("en/holidays.toml")
    months = {month[0].upper() + month[1:] for month in hijri_months()}
    names = sorted({*holidays(), *months}, key=lambda name: (-len(name), name))
    not_days = "|".join(data["not_days"]["following"])
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in names)})(?![\w-])(?!\s+(?i:{not_days})\b)"
    )


def occurrences(holiday: Holiday, year: int) -> Iterator[tuple[date, date]]:
    """From which day to which a feast lasts that begins in a year, in order; an Islamic one may come twice."""
    firsts = set()
    for first in _firsts(holiday, year):
        if first.year == year:
            firsts.add(first)
    for first in sorted(firsts):
        yield first, first + timedelta(days=max(1, holiday.days) - 1) if holiday.days else _month_end(holiday, first)


def _firsts(holiday: Holiday, year: int) -> Iterator[date]:
    value = holiday.value
    if holiday.rule == "fixed":
        yield date.fromisoformat(f"{year:04d}-{value}")
    elif holiday.rule == "date":
        yield date.fromisoformat(value)
    elif holiday.rule in ("easter", "orthodox"):
        yield easter_of(year, holiday.rule == "orthodox") + timedelta(days=value)
    elif holiday.rule == "nth":
        number, weekday, month = value
        length = calendar.monthrange(year, month)[1]
        days = [date(year, month, n) for n in range(1, length + 1)]
        fitting = [day for day in days if day.isoweekday() == weekday]
        yield fitting[number - 1 if number > 0 else number]
    elif holiday.rule in _MOVABLE:
        for told in years_in(holiday.rule, year):
            for month, day in value if isinstance(value[0], list) else [value]:
                yield day_in(holiday.rule, told, month, day)


def _month_end(holiday: Holiday, first: date) -> date:
    for year in years_in(holiday.rule, first.year):
        begin, end = month_in(holiday.rule, year, holiday.value[0])
        if begin == first:
            return end
    return first
