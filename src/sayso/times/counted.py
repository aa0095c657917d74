"""Amounts of time: counted from a day ("two days ago", "a week later"), lasting, and coming back (sets)."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from sayso.times.context import Context
from sayso.times.interval import Interval, Precision, months_after, of_clock, of_days, qualified
from sayso.times.meaning import Meaning
from sayso.times.parts import parts
from sayso.times.periods import Resolved, one_day, period, quarter_of, untold

_HOURS = {"S": 1 / 3600, "m": 1 / 60, "H": 1.0}
_HALF_DAY = 12
VAGUE_AT_MOST = 10  # "a few", "several" are fewer units than anyone would call so
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"S": 1 / 86400, "m": 1 / 1440, "H": 1 / 24, "D": 1, "N": 1, "WE": 7, "W": 7}
_PRECISIONS: dict[str, Precision] = {"W": "week", "M": "month", "Q": "month", "Y": "year", "E": "year", "C": "year"}
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


def shifted(meaning: Meaning, context: Context) -> Resolved:
    """As in "two days ago" from the anchor; "a week later" from the running time."""
    from_anchor = meaning.shift in ("ago", "hence")
    unit = meaning.unit or "D"
    base = context.anchor.day if from_anchor and context.anchor.style == "news" else context.running_for(unit)
    sign = 1 if meaning.shift in ("hence", "later") else -1
    amount = 1.0 if meaning.amount is None else meaning.amount
    if unit == "Y" and amount == 1 and sign < 0 and context.quarter is not None:
        year, quarter = context.quarter  # a quarter is compared with the same one of the year before
        return Resolved("DATE", f"{year - 1:04d}-Q{quarter}", None, quarter_of(year - 1, quarter))
    if amount == 0:
        value = "FUTURE_REF" if sign > 0 and from_anchor else "PAST_REF" if from_anchor else "XXXX-XX-XX"
        return Resolved("DATE", value, None, _vague(base, unit, sign) if base is not None else None)
    if base is None:
        return untold({"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "E": "XXX"}.get(unit, "XXXX-XX-XX"))
    if unit in _HOURS:
        return _moment_after(context, base, sign * amount * _HOURS[unit], from_anchor)
    try:
        if unit in ("D", "N"):
            return one_day(base + timedelta(days=sign * round(amount)))
        if unit in ("W", "WE") and amount <= 3 and not from_anchor:
            return one_day(base + timedelta(weeks=sign * round(amount)))
        if unit in ("W", "WE"):
            return period(base, "W", sign * round(amount), replace(meaning, stage=None))
        return period(base, unit, sign * round(amount), replace(meaning, stage=None))
    except (ValueError, OverflowError):
        return untold("PAST_REF" if sign < 0 else "FUTURE_REF")


def _moment_after(context: Context, base: date, hours: float, from_anchor: bool) -> Resolved:
    """So many hours after the time of day told last, about then; after a day alone, that day or the next."""
    last = context.last
    if last is None or from_anchor or last.precision not in ("minute", "hour"):
        return one_day(base + timedelta(days=int(hours / 24 or 1)) if abs(hours) >= _HALF_DAY else base)
    moment = last.earliest + timedelta(hours=hours)
    interval = of_clock(moment.date(), moment.hour, moment.minute if last.precision == "minute" else None)
    told = interval if moment.tzinfo is None else interval.in_zone(moment.tzinfo)
    return Resolved("TIME", f"{moment:%Y-%m-%dT%H:%M}", None, qualified(told, "~"))


def _vague(base: date, unit: str, sign: int) -> Interval | None:
    """As in "a few days ago", "hours later": anything from the base to so many units away as nobody counts."""
    try:
        far = _units_after(base, unit, sign * VAGUE_AT_MOST)
    except (ValueError, OverflowError):
        return None
    first, last = sorted((base, far))
    return qualified(of_days(first, last, _PRECISIONS.get(unit, "day")), "~")


def _units_after(day: date, unit: str, number: int) -> date:
    """The day so many units after a day. Raises ValueError or OverflowError beyond the calendar."""
    if unit in _MONTHS:
        return months_after(day, number * _MONTHS[unit])
    return day + timedelta(days=math.ceil(number * _DAYS.get(unit, 1)))


def zero_time(meaning: Meaning, context: Context) -> Resolved:
    """Military zero hours: "H-hour" and "D-Day" are what the text says they are, "H+3" is three hours after."""
    is_hour = meaning.zero == "h"
    zero = context.zeros.get(meaning.zero or "")
    if zero is None:
        return Resolved("TIME" if is_hour else "DATE", "XXXX-XX-XXTXX" if is_hour else "XXXX-XX-XX")
    if meaning.shift is None:
        return Resolved("TIME" if is_hour else "DATE", zero.edtf, None, zero)
    steps = round(meaning.amount or 0) * (1 if meaning.shift == "later" else -1)
    if meaning.unit == "D":
        return one_day(zero.first_day + timedelta(days=steps))
    moment = zero.earliest + timedelta(minutes=steps * (1 if meaning.unit == "m" else 60))
    interval = of_clock(moment.date(), moment.hour, moment.minute)
    told = interval if zero.earliest.tzinfo is None else interval.in_zone(zero.earliest.tzinfo)
    return Resolved("TIME", told.edtf, None, told)


def duration(meaning: Meaning, context: Context) -> Resolved:
    """An amount of time that lasts; with "the last" before it the span that ends now."""
    amount = meaning.elapsed if meaning.elapsed is not None else meaning.amount
    told = "X" if amount == 0 else f"{1 if amount is None else amount:g}"
    value = _DURATION[meaning.unit or "D"].format(told)
    return Resolved("DURATION", value, None, _span_to_now(meaning, context, amount))


def _span_to_now(meaning: Meaning, context: Context, amount: float | None) -> Interval | None:
    """As in "the past 24 hours", "the last three months": the span that ends with the anchor."""
    now = context.anchor.day
    if meaning.relation != "last" or now is None or amount is None or meaning.counting is not None:
        return None
    unit = meaning.unit or "D"
    try:
        first = _units_after(now, unit, -round(amount or VAGUE_AT_MOST))
    except (ValueError, OverflowError):
        return None
    interval = of_days(first, now, _PRECISIONS.get(unit, "day"))
    return interval if amount else qualified(interval, "~")


def set_value(meaning: Meaning) -> str:
    """The value of a set: "every day", "on Fridays"."""
    if meaning.value is not None:
        return meaning.value
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday}" + (f"T{parts()[meaning.part].code}" if meaning.part is not None else "")
    if meaning.month is not None:
        return f"XXXX-{meaning.month:02d}"
    amount = 1 if meaning.amount is None else meaning.amount
    return _DURATION[meaning.unit or "D"].format(f"{amount:g}")
