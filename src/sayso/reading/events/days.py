"""Whether the time expressions of two mentions mean the same day, as far as the words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.language.parse import Parse
from sayso.reading.grouping_words import grouping_words
from sayso.reading.timeline import TimedPhrase, read_timeline
from sayso.times import Anchor, Interval, Meaning, mentions

_COARSE = ("month", "year")
# Units in which times of the last days are counted; any longer one tells of the past.
_SHORT_UNITS = (None, "D", "N", "H", "h", "m", "MIN", "S")


@dataclass(frozen=True, slots=True)
class Days:
    """The time expressions of a text. `phrases`: those that tell a point in time, clock times too; `dated`: of these
    the ones that tell a day, a month or a year and do not date the text itself; `published`: the day of publication;
    `dateline`: what the first header tells."""

    phrases: tuple[TimedPhrase, ...]
    dated: tuple[TimedPhrase, ...]
    published: date | None
    dateline: Meaning | None

    def same(self, one: TimedPhrase, other: TimedPhrase) -> bool | None:
        """Whether two expressions mean the same day; None where their words do not tell."""
        if one.interval is not None and other.interval is not None:
            return self._same_interval(one.interval, other.interval, _is_vague(one) or _is_vague(other))
        a, b = one.expression.meaning, other.expression.meaning
        if a.weekday is not None and b.weekday is not None:
            return a.weekday == b.weekday
        if a.month is not None and b.month is not None:
            if a.month != b.month or (a.year or b.year) != (b.year or a.year):
                return False
            return None if a.day is None or b.day is None else a.day == b.day
        if self.is_recent(one) != self.is_recent(other):
            past = b if self.is_recent(one) else a
            return False if self._is_past(past) else None
        if a.year is not None and b.year is not None and a.year != b.year:
            return False
        return None

    def _same_interval(self, one: Interval, other: Interval, vague: bool) -> bool | None:
        gap = max(one.first_day - other.last_day, other.first_day - one.last_day)
        if gap <= timedelta(0):
            return None if (one.precision in _COARSE) != (other.precision in _COARSE) else True
        return None if vague and gap <= timedelta(1) else False

    def is_recent(self, phrase: TimedPhrase) -> bool:
        """Whether a day of the last week is told: by weekday, from the day of writing, or by date."""
        if phrase.interval is not None and self.published is not None:
            return self.published - phrase.interval.first_day <= timedelta(grouping_words().recent_days)
        meaning = phrase.expression.meaning
        return meaning.weekday is not None or meaning.shift_days is not None or (
            meaning.unit in ("D", "N") and meaning.month is None)

    def are_old(self, phrases: Sequence[TimedPhrase]) -> bool:
        """Whether days are told and all of them are long before the report."""
        return bool(phrases) and all(self.is_old(phrase) for phrase in phrases)

    def is_old(self, phrase: TimedPhrase) -> bool:
        """Whether a time long before the report is told: over a week ago, a month or a year without a day."""
        if phrase.interval is not None and self.published is not None:
            if phrase.interval.precision in _COARSE:
                return phrase.interval.last_day < self.published  # "last month", though it ended yesterday
            return self.published - phrase.interval.last_day > timedelta(grouping_words().recent_days)
        return self._is_past(phrase.expression.meaning)

    def _is_past(self, meaning: Meaning) -> bool:
        if meaning.day is None:
            return meaning.month is not None or meaning.year is not None or meaning.unit not in _SHORT_UNITS
        line = self.dateline
        if line is None or line.day is None or line.month is None or meaning.month is None:
            return False
        days = (line.month - meaning.month) % 12 * 30 + line.day - meaning.day
        return not 0 <= days <= grouping_words().recent_days


def read_days(parse: Parse, published: str | None) -> Days:
    """The time expressions of a text, weekdays and bare dates set against the day of publication if given (ISO)."""
    day = None if published is None else date.fromisoformat(published[:10])
    timeline = read_timeline(parse, mentions(parse.text), Anchor(day))
    points = tuple(p for p in timeline.phrases if p.expression.meaning.form == "point")
    dated = tuple(p for p in points if not p.is_header and _tells_day(p.expression.meaning))
    header = next((p.expression.meaning for p in points if p.is_header and p.expression.meaning.day is not None), None)
    return Days(points, dated, day, header)


def _tells_day(meaning: Meaning) -> bool:
    if meaning.counting is not None or meaning.relation in ("next", "following", "same"):
        return False
    return meaning.has_day or not meaning.is_only_time_of_day


def _is_vague(phrase: TimedPhrase) -> bool:
    """Whether a day is told from the day of writing, or a night that reaches into the next."""
    meaning = phrase.expression.meaning
    near = meaning.shift_days is not None or (meaning.unit in ("D", "N") and not meaning.amount)
    return near or meaning.part in ("night", "evening", "overnight")
