"""What a report states of time that can be computed: weekdays beside dates, days counted from a conflict's first."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from sayso.model import Check, Quote
from sayso.model.check import Verdict
from sayso.reading.timeline import TimedPhrase, Timeline
from sayso.reading.when.dating import Dating
from sayso.reading.when.elapsed import CountedDay
from sayso.times import Expression


def weekday_checks(text: str, timeline: Timeline) -> tuple[Check, ...]:
    """A weekday told with a date ("Tuesday, 29 March 2022"), against the calendar."""
    found = []
    for phrase in timeline.phrases:
        expression = phrase.expression
        meaning, interval = expression.meaning, expression.interval
        if meaning.weekday is None or meaning.day is None or meaning.month is None or interval is None:
            continue
        day = interval.first_day
        fits = day.isoweekday() == meaning.weekday
        found.append(_weekday_check(text, expression, meaning.weekday, day, fits))
    return tuple(found)


def elapsed_checks(
    text: str, counted: Sequence[CountedDay], published: date | None, main: Dating | None
) -> tuple[Check, ...]:
    """Counted days against the day of publication or of the main event, and the weekday of the main event against the
    count where nothing else dates the report."""
    found = []
    for count in counted:
        quote = Quote.of(text, count.mention.start, count.mention.end)
        measured = f"{_days(count.first, count.last)}, counted from {count.beginning.isoformat()} ({count.name})"
        against = [day for day in (published, _day_of(main)) if day is not None]
        verdict: Verdict = "uncheckable"
        if against and count.exact:
            verdict = "consistent" if any(count.fits(day) for day in against) else "inconsistent"
        elif against:
            verdict = "consistent" if any(count.distance(day) == 0 for day in against) else "inconsistent"
        found.append(
            Check(kind="elapsed_days", quote=quote, stated=count.mention.text, measured=measured, verdict=verdict)
        )
    exact = [count for count in counted if count.exact]
    if published is None and exact and main is not None:
        found.extend(_weekday_agrees(text, exact[0], main))
    return tuple(found)


def rival_checks(text: str, rivals: Sequence[tuple[Dating, TimedPhrase]]) -> tuple[Check, ...]:
    """Days that a report tells of the same act beside the one that was taken, and that do not agree with it."""
    return tuple(
        Check(
            kind="date",
            quote=Quote.of(text, phrase.expression.start, phrase.expression.end),
            stated=phrase.expression.text,
            measured=f"{phrase.expression.value[:10]} here, {dating.interval.first_day.isoformat()} by "
            f"“{dating.phrases[0].expression.text}”",
            verdict="inconsistent",
        )
        for dating, phrase in rivals
    )


def _weekday_agrees(text: str, count: CountedDay, main: Dating) -> list[Check]:
    """The weekday that the report tells of its main event, against the days that the count means."""
    expression = main.phrases[0].expression
    meaning = expression.meaning
    if meaning.weekday is None or meaning.day is not None:
        return []
    day = main.interval.first_day
    return [_weekday_check(text, expression, meaning.weekday, day, count.fits(day))]


def _weekday_check(text: str, expression: Expression, weekday: int, day: date, fits: bool) -> Check:
    """A stated weekday (1 is Monday) beside the weekday of a day."""
    return Check(
        kind="weekday", quote=Quote.of(text, expression.start, expression.end), stated=calendar.day_name[weekday - 1],
        measured=_named(day), verdict="consistent" if fits else "inconsistent",
    )


def _day_of(main: Dating | None) -> date | None:
    return main.interval.first_day if main is not None else None


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _named(day: date) -> str:
    return f"{day.isoformat()} is a {calendar.day_name[day.weekday()]}"
