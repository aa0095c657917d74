"""The time expressions of a report, one by one, with the reason why each is taken for the time that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.language.parse import Parse
from sayso.model import Quote
from sayso.reading.timeline import TimedPhrase, Timeline, read_timeline
from sayso.reading.when.anchoring import anchor_of, day_of
from sayso.reading.when.elapsed import CountedDay, count_days
from sayso.reading.when.known_events import known_event_at
from sayso.times import Interval, mentions, of_day, of_days, reason_of

_AFTER = re.compile(r"\s+(after|before)(?=\s)", re.IGNORECASE)
_DAYS = {"D": 1, "N": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """`kind`, `value`, `modifier`: TIMEX3's type, value and mod. `earliest` and `latest`: ISO 8601, with the offset of
    `zone` where the text names one; None where the time cannot be told. `reason`: of the anchoring."""

    quote: Quote
    kind: str
    value: str
    modifier: str | None
    earliest: str | None
    latest: str | None
    edtf: str | None
    precision: str | None
    zone: str | None
    reason: str


def dated_expressions(parse: Parse, published: str | None) -> tuple[DatedExpression, ...]:
    """All time expressions of a report, in its order. `published`: ISO 8601, or None where unknown."""
    found = mentions(parse.text)
    day = day_of(published)
    counted = count_days(parse, found, day)
    timeline = read_timeline(parse, found, anchor_of(day, counted))
    counts = {count.mention.start: count for count in counted}
    base = "the day of publication" if day is not None else "the day to which the days of the conflict are counted"
    return tuple(
        _dated(timeline, phrase, counts.get(phrase.expression.start), base, day) for phrase in timeline.phrases
    )


def _dated(
    timeline: Timeline, phrase: TimedPhrase, count: CountedDay | None, base: str, published: date | None
) -> DatedExpression:
    expression, interval = phrase.expression, phrase.expression.interval
    known = _from_known_event(timeline, phrase, published)
    if known is not None:
        interval = known
    if count is not None:
        interval = of_day(count.first) if count.first == count.last else of_days(count.first, count.last)
    return DatedExpression(
        Quote.of(timeline.parse.text, expression.start, expression.end), expression.kind, expression.value,
        expression.modifier,
        interval.earliest.isoformat() if interval is not None else None,
        interval.latest.isoformat() if interval is not None else None,
        interval.edtf if interval is not None else None,
        interval.precision if interval is not None else None,
        expression.meaning.zone,
        "counted from an event of which the day is known" if known is not None else _reason(
            timeline, phrase, count, base),
    )


def _reason(timeline: Timeline, phrase: TimedPhrase, count: CountedDay | None, base: str) -> str:
    if count is not None:
        return f"counted from {count.beginning.isoformat()}, {count.name}"
    expression = phrase.expression
    stamp = timeline.stamp_at(phrase.head)
    if stamp is not None and stamp.day is not None and stamp.day == expression.ground.day:
        base = "the day of its entry"
    reason = reason_of(expression.ground, expression.meaning, expression.mention.direction, base)
    return f"dates the text or an entry of it: {reason}" if phrase.is_header else reason


def _from_known_event(timeline: Timeline, phrase: TimedPhrase, published: date | None) -> Interval | None:
    """The day of "eight days after the fall of Kabul", where the event is one that everyone dates alike."""
    text, expression = timeline.parse.text, phrase.expression
    match = _AFTER.match(text, expression.end)
    if match is None or expression.meaning.form != "duration" or not expression.meaning.amount:
        return None
    day = known_event_at(text, match.end(), published)
    if day is None or expression.meaning.unit not in _DAYS:
        return None
    steps = round(expression.meaning.amount) * _DAYS[expression.meaning.unit]
    return of_day(day + timedelta(days=steps if match.group(1).lower() == "after" else -steps))
