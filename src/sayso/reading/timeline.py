"""The time expressions of a report, set against the day that holds where they stand, and tied to tokens.

In a running report (a live blog, a channel) every entry has a stamp, and "last night" in it is counted from that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sayso.language.parse import Parse
from sayso.reading.draft import Span
from sayso.times import Anchor, Expression, Interval, Mention, resolve_mentions, spans

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z'’.\-]{2,}[^\n.]{0,100}?(?:\)\s*[-–—:]|\s[-–—]{1,2}\s|:\s)|\s*[A-Z][A-Z'’.\-]{2,}[^\n.]{0,60}?\d{4}\.\s"
)
_STAMP_REACH = 34
_FEWEST_STAMPS = 2


@dataclass(frozen=True, slots=True)
class TimedPhrase:
    """A time expression of the report. `interval` is the whole span where it is one end of one ("29 and 30 May");
    `is_header`: it stands in a dateline, a stamp or a line of its own, and dates the text, not what it tells."""

    expression: Expression
    interval: Interval | None
    span: Span
    head: int
    is_header: bool


@dataclass(frozen=True, slots=True)
class Stamp:
    """The head of an entry: from which character it holds, its day, and its moment where it tells one."""

    start: int
    end: int
    day: date | None
    moment: datetime | None


@dataclass(frozen=True)
class Timeline:
    """All time expressions in the order of the text, and the stamps of its entries."""

    parse: Parse
    anchor: Anchor
    phrases: tuple[TimedPhrase, ...]
    stamps: tuple[Stamp, ...]

    def stamp_at(self, token: int) -> Stamp | None:
        """The stamp of the entry that holds a token."""
        at = self.parse.tokens[token].start
        before = [stamp for stamp in self.stamps if stamp.start <= at]
        return before[-1] if before else None


def read_timeline(parse: Parse, found: Sequence[Mention], anchor: Anchor) -> Timeline:
    """The timeline of a report, counted from an anchor. What no word tells to be coming is past: acts are told."""
    found = [replace(m, direction="past") if m.direction == "unknown" else m for m in found]
    stamps = _stamps(parse.text, found, anchor)
    expressions = _resolved(found, stamps, anchor)
    joined = spans(expressions, parse.text)
    starts = [token.start for token in parse.tokens]
    headers = _headers(parse.text, expressions)
    phrases = []
    for number, expression in enumerate(expressions):
        first = max(0, bisect_right(starts, expression.start) - 1)
        last = max(first + 1, bisect_right(starts, expression.end - 1))
        span = Span(first, last)
        is_header = any(a <= expression.start < b for a, b in headers) or any(
            s.start <= expression.start < s.end for s in stamps
        )
        phrases.append(
            TimedPhrase(expression, joined.get(number, expression.interval), span, _head(parse, span), is_header)
        )
    return Timeline(parse, anchor, tuple(phrases), stamps)


def _head(parse: Parse, span: Span) -> int:
    """The token of a span that hangs on one outside it."""
    return next(
        (i for i in range(span.start, span.end) if not span.holds(parse.tokens[i].head) or parse.tokens[i].is_root),
        span.start,
    )


def _headers(text: str, expressions: Sequence[Expression]) -> list[tuple[int, int]]:
    """Datelines, and labels that end with a date and a colon ("Correction, Nov. 17:")."""
    found = []
    start = 0
    for line in text.split("\n"):
        match = _DATELINE.match(line)
        if match:
            found.append((start, start + match.end()))
        for expression in expressions:
            if start <= expression.start < start + _STAMP_REACH and text[expression.end : expression.end + 1] == ":":
                found.append((start, expression.end))
        start += len(line) + 1
    return found


def _stamps(text: str, found: Sequence[Mention], anchor: Anchor) -> tuple[Stamp, ...]:
    """The stamps of a text: bracketed, alone on a line, or a clock time at the head of a paragraph; one is no stamp."""
    heads = []
    start = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip(" [(*-•"))
        group = [m for m in found if start <= m.start < start + min(len(line), _STAMP_REACH)]
        if group and group[0].start == start + lead:
            end = _stamp_end(text, start, line, lead, group)
            if end is not None:
                heads.append((start, end, [m for m in group if m.start < end]))
        start += len(line) + 1
    if len(heads) < _FEWEST_STAMPS:
        return ()
    stamps = []
    day = anchor.day
    for start, end, group in heads:
        told = [
            e for e in resolve_mentions(group, Anchor(anchor.day)) if e.meaning.has_day and e.interval is not None
        ]
        if told and told[0].interval is not None:
            day = told[0].interval.first_day
        stamps.append(Stamp(start, end, day, _moment(group, day)))
    return tuple(stamps)


def _stamp_end(text: str, start: int, line: str, lead: int, group: Sequence[Mention]) -> int | None:
    """Where a stamp ends, or None where the line only begins with a time."""
    inside = [group[0]]
    for mention in group[1:]:
        if re.fullmatch(r"[\s,|/–-]*", text[inside[-1].end : mention.start]):
            inside.append(mention)
    end = inside[-1].end
    rest = text[end : start + len(line)]
    if lead and line[lead - 1] in "[(":
        return end + 1 if rest[:1] in ("]", ")") else None
    if not rest.strip(" :.-–"):
        return start + len(line)
    has_clock = any(m.meaning.has_clock for m in inside)
    return end if has_clock and line[:1].isdigit() else None


def _moment(group: Sequence[Mention], day: date | None) -> datetime | None:
    if day is None:
        return None
    for mention in group:
        if mention.meaning.hour is not None and mention.meaning.hour < 24:
            return datetime(day.year, day.month, day.day, mention.meaning.hour, mention.meaning.minute or 0)
    return None


def _resolved(found: Sequence[Mention], stamps: Sequence[Stamp], anchor: Anchor) -> tuple[Expression, ...]:
    """All expressions, those of every entry set against its stamp."""
    if not stamps:
        return resolve_mentions(found, anchor)
    bounds = [stamp.start for stamp in stamps]
    result: list[Expression] = []
    for number in range(len(stamps) + 1):
        group = [m for m in found if bisect_right(bounds, m.start) == number]
        day = stamps[number - 1].day if number else None
        result.extend(resolve_mentions(group, Anchor(day, "news") if day is not None else anchor))
    return tuple(result)
