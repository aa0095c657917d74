"""From what an expression says to when it is: a TIMEX3 value and, where it can be told, an interval.

Values follow TimeML's TIMEX3 (ISO 8601 with parts of day, seasons, weeks and X for what is not told).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sayso.times.calendar_dates import day_of, nth_day, weekday_near, year_of
from sayso.times.context import Context
from sayso.times.direction import Direction
from sayso.times.interval import (
    Interval,
    months_after,
    of_clock,
    of_day,
    of_days,
    of_hours,
    of_month,
    of_week,
    of_weekend,
    of_year,
    of_years,
)
from sayso.times.meaning import Meaning
from sayso.times.parts import parts
from sayso.times.zones import zone_of

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_DURATION = {
    "S": "PT{}S",
    "m": "PT{}M",
    "H": "PT{}H",
    "D": "P{}D",
    "N": "P{}D",
    "WE": "P{}WE",
    "W": "P{}W",
    "M": "P{}M",
    "Q": "P{}Q",
    "Y": "P{}Y",
    "E": "P{}Y",
    "C": "P{}Y",
}
_WEEKEND_NEAR = 5  # from Friday on "the weekend" is the one that comes, before that the one that was
_BACK = {"last": -1, "previous": -1, "this": 0, "same": 0, "nearest": 0, "next": 1, "following": 1}


@dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3 type, value and modifier, with the interval that they mean."""

    kind: Kind
    value: str
    modifier: str | None = None
    interval: Interval | None = None


def resolve(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    """When an expression is, given what it is set against."""
    if meaning.form == "set":
        return Resolved("SET", _set_value(meaning))
    if meaning.value is not None:
        return Resolved("DATE", meaning.value)
    if meaning.form == "duration" or meaning.counting == "cardinal":
        return _duration(meaning, context)
    if meaning.counting is not None:
        return Resolved("DATE", "XXXX-XX-XX" if meaning.unit == "D" else "XXXX")
    found = _date(meaning, context, direction)
    if meaning.has_time_of_day and found.interval is not None and found.interval.precision == "day":
        return _at_time(found, meaning)
    if meaning.has_time_of_day and found.interval is None:
        return replace(found, kind="TIME", value=f"{found.value}T{_time_code(meaning)}")
    return found


def _date(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    """The date, day or longer, without the time of day."""
    if meaning.shift is not None:
        return _shifted(meaning, context)
    if meaning.shift_days is not None:
        day = context.anchor.day or context.running_day
        return _day(day + timedelta(days=meaning.shift_days)) if day is not None else _untold("XXXX-XX-XX")
    if meaning.nth is not None:
        year = year_of(meaning, context, direction)
        day = nth_day(meaning, year) if year is not None else None
        return _day(day) if day is not None else _untold(f"XXXX-{meaning.month or 0:02d}")
    if meaning.day is not None:
        day = day_of(meaning, context, direction)
        return (
            _day(day)
            if day is not None
            else _untold(f"XXXX-{meaning.month or 0:02d}-{meaning.day:02d}".replace("-00", "-XX"))
        )
    if meaning.weekday is not None:
        return _weekday(meaning, context, direction)
    if meaning.season is not None:
        return _season(meaning, context)
    if meaning.quarter is not None:
        return _quarter(meaning, context)
    if meaning.month is not None:
        year = year_of(meaning, context, direction)
        return (
            _staged(of_month(year, meaning.month), f"{year:04d}-{meaning.month:02d}", meaning)
            if year is not None
            else _untold(f"XXXX-{meaning.month:02d}", meaning)
        )
    if meaning.relation is not None:
        return _related(meaning, context)
    return _year_or_longer(meaning, context)


def _year_or_longer(meaning: Meaning, context: Context) -> Resolved:
    if meaning.year is not None and meaning.bc:
        return Resolved("DATE", f"BC{meaning.year:04d}")
    if meaning.year is not None:
        return _staged(of_year(meaning.year), f"{meaning.year:04d}", meaning)
    if meaning.decade is not None:
        return _staged(
            of_years(meaning.decade, meaning.decade + 9, f"{meaning.decade // 10}X"),
            f"{meaning.decade // 10}",
            meaning,
        )
    if meaning.century is not None and meaning.century > 0:
        first = (meaning.century - 1) * 100
        return _staged(
            of_years(first, first + 99, f"{meaning.century - 1:02d}XX"), f"{meaning.century - 1:02d}", meaning
        )
    day = context.running_day if meaning.has_time_of_day else None
    return _day(day) if day is not None else _untold("XXXX-XX-XX")


def _untold(value: str, meaning: Meaning | None = None) -> Resolved:
    return Resolved("DATE", value, meaning.stage if meaning is not None else None)


def _day(day: date) -> Resolved:
    return Resolved("DATE", day.isoformat(), None, of_day(day))


def _staged(interval: Interval, value: str, meaning: Meaning) -> Resolved:
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


def _weekday(meaning: Meaning, context: Context, direction: Direction) -> Resolved:
    weekday = meaning.weekday or 1
    relation = meaning.relation
    if relation == "same" and weekday in context.weekdays:
        return _day(context.weekdays[weekday])
    reference = context.reference
    if relation in ("same", "following", "previous"):
        reference = context.running_day
    if reference is None:
        return _untold(f"XXXX-WXX-{weekday}")
    if meaning.unit == "W":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=_BACK.get(relation or "this", 0))
        return _day(monday + timedelta(days=weekday - 1))
    if context.anchor.style == "narrative" and relation is None:
        relation = "same"
    if relation == "this":
        relation = None
    return _day(weekday_near(reference, weekday, relation, direction))


def _season(meaning: Meaning, context: Context) -> Resolved:
    season = meaning.season or "SP"
    year = meaning.year
    if year is None:
        reference = context.reference
        if reference is None:
            return _untold(f"XXXX-{season}", meaning)
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
    return _staged(interval, f"{year:04d}-{season}", meaning)


def _quarter(meaning: Meaning, context: Context) -> Resolved:
    quarter = meaning.quarter or 1
    year = meaning.year
    if year is None:
        reference = context.reference
        if reference is None:
            return _untold(f"XXXX-Q{quarter}")
        year = reference.year if (quarter - 1) * 3 + 1 <= reference.month else reference.year - 1
    return _staged(_quarter_of(year, quarter), f"{year:04d}-Q{quarter}", meaning)


def _quarter_of(year: int, quarter: int) -> Interval:
    first = date(year, quarter * 3 - 2, 1)
    return of_days(first, months_after(first, 3) - timedelta(days=1), "month")


def _related(meaning: Meaning, context: Context) -> Resolved:
    """As in "last week", "the same day", "this morning", "the next night"."""
    relation = meaning.relation or "this"
    running = relation in ("same", "previous", "following") or (
        relation == "next" and meaning.unit in (None, "D", "N") and context.last_day
    )
    base = context.running_day if running else context.reference
    if context.anchor.style == "news" and base is None:
        base = context.running_day
    step = _BACK.get(relation, 0)
    unit = meaning.unit or "D"
    if base is None:
        return _untold({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), meaning)
    return _period(base, unit, step, meaning)


def _period(base: date, unit: str, step: int, meaning: Meaning) -> Resolved:
    """The period of a unit, so many units after the one that holds a day."""
    if unit in ("D", "N"):
        return _day(base + timedelta(days=step))
    if unit == "W":
        day = base + timedelta(weeks=step)
        year, week, _ = day.isocalendar()
        return _staged(of_week(day), f"{year:04d}-W{week:02d}", meaning)
    if unit == "WE":
        ahead = step - (step <= 0 and base.isoweekday() < _WEEKEND_NEAR and meaning.relation in ("nearest", "this"))
        day = base + timedelta(weeks=ahead)
        year, week, _ = day.isocalendar()
        return _staged(of_weekend(day), f"{year:04d}-W{week:02d}-WE", meaning)
    if unit == "M":
        day = months_after(base.replace(day=1), step)
        return _staged(of_month(day.year, day.month), f"{day.year:04d}-{day.month:02d}", meaning)
    if unit == "Q":
        day = months_after(base.replace(day=1), 3 * step)
        quarter = (day.month - 1) // 3 + 1
        return _staged(_quarter_of(day.year, quarter), f"{day.year:04d}-Q{quarter}", meaning)
    if unit == "Y":
        return _staged(of_year(base.year + step), f"{base.year + step:04d}", meaning)
    if unit == "E":
        first = (base.year // 10 + step) * 10
        return _staged(of_years(first, first + 9, f"{first // 10}X"), f"{first // 10}", meaning)
    if unit == "C":
        first = (base.year // 100 + step) * 100
        return _staged(of_years(first, first + 99, f"{first // 100}XX"), f"{first // 100}", meaning)
    return _day(base)


def _shifted(meaning: Meaning, context: Context) -> Resolved:
    """As in "two days ago" from the anchor; "a week later" from the running time."""
    from_anchor = meaning.shift in ("ago", "hence")
    base = context.anchor.day if from_anchor and context.anchor.style == "news" else context.running_day
    sign = 1 if meaning.shift in ("hence", "later") else -1
    unit = meaning.unit or "D"
    amount = 1.0 if meaning.amount is None else meaning.amount
    if amount == 0:
        return _untold("FUTURE_REF" if sign > 0 and from_anchor else "PAST_REF" if from_anchor else "XXXX-XX-XX")
    if base is None:
        return _untold({"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "E": "XXX"}.get(unit, "XXXX-XX-XX"))
    if unit in ("S", "m", "H"):
        hours = amount * {"S": 1 / 3600, "m": 1 / 60, "H": 1}[unit]
        if hours < 12 or base is None:
            return _day(base)
        first = base + timedelta(days=sign * int(hours // 24 or 1))
        return _day(first)
    try:
        if unit in ("D", "N"):
            return _day(base + timedelta(days=sign * round(amount)))
        if unit in ("W", "WE") and amount <= 3 and not from_anchor:
            return _day(base + timedelta(weeks=sign * round(amount)))
        if unit in ("W", "WE"):
            return _period(base, "W", sign * round(amount), replace(meaning, stage=None))
        return _period(base, unit, sign * round(amount), replace(meaning, stage=None))
    except (ValueError, OverflowError):
        return _untold("PAST_REF" if sign < 0 else "FUTURE_REF")


def _duration(meaning: Meaning, context: Context) -> Resolved:
    amount = meaning.elapsed if meaning.elapsed is not None else meaning.amount
    told = "X" if amount == 0 else f"{1 if amount is None else amount:g}"
    value = _DURATION[meaning.unit or "D"].format(told)
    return Resolved("DURATION", value, None, _span_to_now(meaning, context, amount))


def _span_to_now(meaning: Meaning, context: Context, amount: float | None) -> Interval | None:
    """As in "the past 24 hours", "the last three months": the span that ends with the anchor."""
    now = context.anchor.day
    if meaning.relation != "last" or now is None or not amount or meaning.counting is not None:
        return None
    unit = meaning.unit or "D"
    days = {"m": 0.0, "S": 0.0, "H": amount / 24, "D": amount, "N": amount, "W": 7 * amount}.get(unit)
    try:
        first = (
            now - timedelta(days=round(days))
            if days is not None
            else months_after(now, -round(amount * {"M": 1, "Q": 3, "Y": 12, "E": 120}.get(unit, 1)))
        )
    except (ValueError, OverflowError):
        return None
    precision = {"M": "month", "Q": "month", "Y": "year", "E": "year", "W": "week"}.get(unit, "day")
    return of_days(first, now, precision)  # type: ignore[arg-type]


def _set_value(meaning: Meaning) -> str:
    if meaning.value is not None:
        return meaning.value
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday}" + (f"T{parts()[meaning.part].code}" if meaning.part is not None else "")
    amount = 1 if meaning.amount is None else meaning.amount
    return _DURATION[meaning.unit or "D"].format(f"{amount:g}")


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
