"""From what an expression says to when it is: a TIMEX3 value and, where it can be told, an interval.

Values follow TimeML's TIMEX3 (ISO 8601 with parts of day, seasons, weeks and X for what is not told).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.times.before_christ import value_before_christ
from sayso.times.calendar_dates import day_of, nth_day, weekday_near, year_of
from sayso.times.context import Context
from sayso.times.counted import duration, set_value, shifted, zero_time
from sayso.times.direction import Direction
from sayso.times.interval import (
    months_after,
    of_clock,
    of_days,
    of_hours,
    of_month,
    of_year,
    of_years,
)
from sayso.times.meaning import Meaning
from sayso.times.named_days import named_days
from sayso.times.parts import parts
from sayso.times.periods import Resolved, one_day, period, quarter_of, staged, untold
from sayso.times.zones import zone_of

_DECADES_FROM = 1900
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_BACK = {"last": -1, "previous": -1, "this": 0, "same": 0, "nearest": 0, "next": 1, "following": 1}


def resolve(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    """When an expression is, given what it is set against."""
    if meaning.form == "set":
        return Resolved("SET", set_value(meaning))
    if meaning.value is not None:
        return Resolved("DATE", meaning.value)
    if meaning.form == "duration" or meaning.counting == "cardinal":
        return duration(meaning, context)
    if meaning.counting is not None:
        return Resolved("DATE", "XXXX-XX-XX" if meaning.unit == "D" else "XXXX")
    before = value_before_christ(meaning, context)
    if before is not None:
        return Resolved("DATE", before, meaning.stage)
    found = _date(meaning, context, direction)
    if meaning.has_time_of_day and found.interval is not None and found.interval.precision == "day":
        return _at_time(found, meaning)
    if meaning.has_time_of_day and found.interval is None:
        return replace(found, kind="TIME", value=f"{found.value}T{_time_code(meaning)}")
    return found


def _date(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    """The date, day or longer, without the time of day."""
    if meaning.holiday is not None or meaning.calendar is not None:
        return named_days(meaning, context, direction)
    if meaning.zero is not None:
        return zero_time(meaning, context)
    if meaning.shift is not None:
        return shifted(meaning, context)
    if meaning.shift_days is not None:
        day = context.anchor.day or context.running_day
        return one_day(day + timedelta(days=meaning.shift_days)) if day is not None else untold("XXXX-XX-XX")
    if meaning.nth is not None and meaning.month is None and meaning.relation is not None:
        whole = _related(meaning, context)
        return one_day(whole.interval.last_day) if whole.interval is not None else whole
    if meaning.nth is not None:
        year = year_of(meaning, context, direction)
        day = nth_day(meaning, year) if year is not None else None
        return one_day(day) if day is not None else untold(f"XXXX-{meaning.month or 0:02d}")
    if meaning.day is not None:
        day = day_of(meaning, context, direction)
        return (
            one_day(day)
            if day is not None
            else untold(f"XXXX-{meaning.month or 0:02d}-{meaning.day:02d}".replace("-00", "-XX"))
        )
    if meaning.weekday is not None:
        return _weekday(meaning, context, direction)
    if meaning.season is not None:
        return _season(meaning, context)
    if meaning.half_year is not None and meaning.year is not None:
        first = date(meaning.year, 6 * meaning.half_year - 5, 1)
        interval = of_days(first, months_after(first, 6) - timedelta(days=1), "month")
        return Resolved("DATE", f"{meaning.year:04d}-H{meaning.half_year}", None, interval)
    if meaning.unit == "Q" and meaning.year is not None and context.quarter is not None:
        number = context.quarter[1]
        return Resolved("DATE", f"{meaning.year:04d}-Q{number}", None, quarter_of(meaning.year, number))
    if meaning.quarter is not None:
        return _quarter(meaning, context)
    if meaning.month is not None:
        year = year_of(meaning, context, direction)
        return (
            staged(of_month(year, meaning.month), f"{year:04d}-{meaning.month:02d}", meaning)
            if year is not None
            else untold(f"XXXX-{meaning.month:02d}", meaning)
        )
    if meaning.relation is not None:
        found = _related(meaning, context)
        if meaning.unit == "Q" and found.interval is not None and meaning.amount is None:
            context.quarter = (found.interval.first_day.year, found.interval.first_day.month // 3 + 1)
        return found
    return _year_or_longer(meaning, context)


def _year_or_longer(meaning: Meaning, context: Context) -> Resolved:
    if meaning.year is not None:
        return staged(of_year(meaning.year), f"{meaning.year:04d}", meaning)
    if meaning.decade is not None and meaning.decade % 100 == 0 and meaning.decade < _DECADES_FROM:  # "the 1800s"
        last = meaning.decade + 99
        return staged(of_years(meaning.decade, last, f"{meaning.decade // 100}XX"), f"{meaning.decade // 100}", meaning)
    if meaning.decade is not None:
        return staged(
            of_years(meaning.decade, meaning.decade + 9, f"{meaning.decade // 10}X"),
            f"{meaning.decade // 10}",
            meaning,
        )
    if meaning.century is not None and meaning.century > 0:
        first = (meaning.century - 1) * 100
        return staged(
            of_years(first, first + 99, f"{meaning.century - 1:02d}XX"), f"{meaning.century - 1:02d}", meaning
        )
    day = context.running_day if meaning.has_time_of_day else None
    return one_day(day) if day is not None else untold("XXXX-XX-XX")


def _weekday(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    weekday = meaning.weekday or 1
    relation = meaning.relation
    if relation == "same" and weekday in context.weekdays:
        return one_day(context.weekdays[weekday])
    reference = context.reference
    if relation in ("same", "following", "previous"):
        reference = context.running_day
    if reference is None:
        return untold(f"XXXX-WXX-{weekday}")
    if meaning.unit == "W":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=_BACK.get(relation or "this", 0))
        return one_day(monday + timedelta(days=weekday - 1))
    if context.anchor.style == "narrative" and relation is None:
        relation = "same"
    if relation == "this":
        relation = None
    return one_day(weekday_near(reference, weekday, relation, direction))


def _season(meaning: Meaning, context: Context) -> Resolved:
    season = meaning.season or "SP"
    year = meaning.year
    if year is None:
        reference = context.reference
        if reference is None:
            return untold(f"XXXX-{season}", meaning)
        year = reference.year
        if meaning.relation in ("next", "following") and _SEASON_MONTHS[season] <= reference.month:
            year += 1
        elif (
            context.anchor.style == "news"
            and meaning.relation != "this"
            and date(year, _SEASON_MONTHS[season], 1)
            > reference - timedelta(days=90 if meaning.relation == "last" else 0)
            and meaning.relation not in ("next", "following")
        ):
            year -= 1
    first = date(year, _SEASON_MONTHS[season], 1)
    last = months_after(first, 3) - timedelta(days=1)
    interval = replace(of_days(first, last, "month"), edtf=f"{year:04d}-{_SEASON_EDTF[season]}")
    return staged(interval, f"{year:04d}-{season}", meaning)


def _quarter(meaning: Meaning, context: Context) -> Resolved:
    quarter = meaning.quarter or 1
    year = meaning.year
    if year is None:
        reference = context.reference
        if reference is None:
            return untold(f"XXXX-Q{quarter}")
        year = reference.year if (quarter - 1) * 3 + 1 <= reference.month else reference.year - 1
        if meaning.relation is not None:
            year = reference.year + _BACK.get(meaning.relation, 0)
    context.quarter = (year, quarter)
    return staged(quarter_of(year, quarter), f"{year:04d}-Q{quarter}", meaning)


def _related(meaning: Meaning, context: Context) -> Resolved:
    """As in "last week", "the same day", "this morning", "the next night"."""
    relation = meaning.relation or "this"
    running = relation in ("same", "previous", "following") or (
        relation == "next" and meaning.unit in (None, "D", "N") and context.last_day
    )
    base = context.running_for(meaning.unit) if running else context.reference
    if context.anchor.style == "news" and base is None:
        base = context.running_day
    step = _BACK.get(relation, 0) * round(meaning.amount or 1)
    unit = meaning.unit or "D"
    if base is None:
        return untold({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), meaning)
    return period(base, unit, step, meaning)


def _time_code(meaning: Meaning) -> str:
    if meaning.hour is not None:
        return f"{meaning.hour:02d}:{meaning.minute or 0:02d}"
    return parts()[meaning.part].code if meaning.part is not None else ""


def _at_time(found: Resolved, meaning: Meaning) -> Resolved:
    """A day with its time of day. An hour of the small hours told with "night" is in the next morning."""
    day = found.interval.first_day if found.interval is not None else date.min
    if meaning.hour is not None:
        if meaning.part in ("night", "late_night") and meaning.hour < 6:
            day += timedelta(days=1)
        interval = of_clock(day, meaning.hour, meaning.minute)
    else:
        part = parts()[meaning.part or "morning"]
        interval = of_hours(day, part.first, part.last)
    zone = zone_of(meaning.zone) if meaning.zone is not None else None
    if zone is not None:
        interval = interval.in_zone(zone)
    code = _time_code(meaning)
    if not code:
        return replace(found, modifier="START" if meaning.part == "early" else "END", interval=interval)
    return Resolved("TIME", f"{day.isoformat()}T{code}", None, interval)
