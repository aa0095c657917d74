"""Whether two tellings may be of one time. Publication says little of it, but nothing is told before it happens."""

from __future__ import annotations

import math

from sayso.ledger.comparing.signal import Signal
from sayso.ledger.features import Features, Time
from sayso.ledger.instants import day_text
from sayso.ledger.settings import settings

_SHORT_DAYS = 2  # a night is in two calendar days
_HALF_DAY = 0.5
_MONTH = 31.0


def compare_times(one: Features, other: Features) -> list[Signal]:
    """Signals of two tellings' times, and of when their reports could be known."""
    found = [*_told_before(one, other), *_told_before(other, one)]
    if one.time.is_known and other.time.is_known:
        return found + _two_intervals(one, other)
    if one.time.is_known or other.time.is_known:
        dated, undated = (one, other) if one.time.is_known else (other, one)
        return found + _one_interval(dated, undated)
    days = abs(one.known_from - other.known_from)
    return [*found, Signal("time_both_unknown", 1.0, "neither tells a day"),
            Signal("undated_days", doublings(days), f"neither tells a day; reported {days:.0f} days apart")]


def days_between(one: Time, other: Time) -> int:
    """The calendar days from the end of one interval to the beginning of the other; 0 where they share a day."""
    if one.first_day is None or one.last_day is None or other.first_day is None or other.last_day is None:
        return 0
    return max(0, one.first_day - other.last_day, other.first_day - one.last_day)


def _two_intervals(first: Features, second: Features) -> list[Signal]:
    one, other = first.time, second.time
    gap = days_between(one, other)
    if gap:
        sure = _sureness(first, second)
        told = f"{_span(one)} and {_span(other)}"
        found = [Signal(f"days_apart{sure}", doublings(gap), f"{gap} days apart: {told}")]
        if gap > 1 or sure == "_unsure":
            return [*found, Signal(f"day_other{sure}", 1.0, "on different days")]
        if _about_midnight(one, other):
            return [Signal("day_border", 1.0, "shortly before and after a midnight")]
        return [*found, Signal("day_next", 1.0, "on days that follow one another")]
    longest = max(one.length, other.length)
    if longest > _SHORT_DAYS:
        share = max(0.0, 1.0 - math.log(longest / _SHORT_DAYS) / math.log(_MONTH / _SHORT_DAYS))
        return [Signal("time_overlap", 0.5 + 0.5 * share, f"at times that overlap: {_span(one)} and {_span(other)}")]
    sure = "" if one.told and other.told else "_unsure"
    found = [Signal(f"day_same{sure}", 1.0, f"on the same day, {_span(one)}")]
    hours = _hours_apart(one, other)
    if hours >= settings().measures["hours_apart"]:
        found.append(Signal("hours_apart", 1.0, f"at hours of the day that are {hours:.0f} apart"))
    return found


def _about_midnight(one: Time, other: Time) -> bool:
    """Whether of two times on days that follow one another one is told to the hours about the midnight between them."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    shortest = min(one.latest - one.earliest, other.latest - other.earliest)
    gap = max(one.earliest - other.latest, other.earliest - one.latest)
    return shortest <= _HALF_DAY and gap * 24.0 <= settings().measures["about_midnight_hours"]


def _one_interval(dated: Features, undated: Features) -> list[Signal]:
    """Of two tellings one tells no day: a main event is of the days before its report, a recalled one of any before."""
    last = dated.time.latest
    days = max(0.0, undated.known_from - last) if last is not None else 0.0
    found = [Signal("time_one_unknown", 1.0, "one tells no day")]
    told = f"one tells no day and came out {days:.0f} days after the other's event"
    recalled = settings().measures["recalled_days"]
    if undated.main and days <= recalled and last is not None and undated.known_from >= last - 1.0:
        return [*found, Signal("undated_main_fresh", 1.0, told)]
    name = "undated_main_days" if undated.main else "undated_background_days"
    return [*found, Signal(name, doublings(max(0.0, days - recalled)), told)]


def _told_before(one: Features, other: Features) -> list[Signal]:
    """Whether one report was out before the other's event began."""
    begin = other.time.earliest
    if begin is None or one.known_from >= begin - _HALF_DAY:
        return []
    return [Signal(f"told_before{_sureness(other)}", 1.0, "one was reported before the other happened")]


def _sureness(*tellings: Features) -> str:
    """How sure it is that days which differ are the events' days: not where one is told elsewhere in its report, and
    less where one is the day of its report, which may be the day on which somebody spoke of it."""
    if not all(telling.time.told for telling in tellings):
        return "_unsure"
    latest = max(tellings, key=lambda telling: telling.time.first_day or 0)
    days = latest.known_from - (latest.time.latest or 0.0)
    return "_fresh" if days < settings().measures["fresh_days"] else ""


def _hours_apart(one: Time, other: Time) -> float:
    """Hours between two intervals that are both shorter than half a day; 0 where one is not, or where they overlap."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return 0.0
    if max(one.latest - one.earliest, other.latest - other.earliest) > _HALF_DAY:
        return 0.0
    return max(0.0, one.earliest - other.latest, other.earliest - one.latest) * 24.0


def doublings(days: float) -> float:
    """How many times one day doubles to so many and one more, up to a limit: 0 for none, 1 for one, 3 for seven."""
    return min(math.log2(1.0 + days), settings().measures["most_days_apart"])


def _span(time: Time) -> str:
    assert time.first_day is not None
    assert time.last_day is not None
    first, last = day_text(time.first_day), day_text(time.last_day)
    return first if first == last else f"{first} to {last}"
