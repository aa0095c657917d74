"""The time expressions of a report, one by one, with the reason why each is taken for the time that it is."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.model import Quote
from sayso.reading.timeline import TimedPhrase, Timeline, read_timeline
from sayso.reading.when.anchoring import anchor_of, day_of
from sayso.reading.when.elapsed import CountedDay, count_days
from sayso.times import mentions, of_day, of_days, reason_of


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
    return tuple(_dated(timeline, phrase, counts.get(phrase.expression.start), base) for phrase in timeline.phrases)


def _dated(timeline: Timeline, phrase: TimedPhrase, count: CountedDay | None, base: str) -> DatedExpression:
    expression, interval = phrase.expression, phrase.expression.interval
    if count is not None:
        interval = of_day(count.first) if count.first == count.last else of_days(count.first, count.last)
    return DatedExpression(
        Quote.of(timeline.parse.text, expression.start, expression.end), expression.kind, expression.value,
        expression.modifier,
        interval.earliest.isoformat() if interval is not None else None,
        interval.latest.isoformat() if interval is not None else None,
        interval.edtf if interval is not None else None,
        interval.precision if interval is not None else None,
        expression.meaning.zone, _reason(timeline, phrase, count, base),
    )


def _reason(timeline: Timeline, phrase: TimedPhrase, count: CountedDay | None, base: str) -> str:
    if count is not None:
        return f"counted from {count.beginning.isoformat()}, {count.name}"
    expression = phrase.expression
    if phrase.is_header and expression.ground.kind == "publication":
        return "dates the text or an entry of it, " + reason_of(
            expression.ground, expression.meaning, expression.mention.direction, base)
    stamp = timeline.stamp_at(phrase.head)
    if stamp is not None and stamp.day is not None and stamp.day == expression.ground.day:
        base = "the stamp of its entry"
    return reason_of(expression.ground, expression.meaning, expression.mention.direction, base)
