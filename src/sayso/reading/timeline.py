"""The time expressions of a report, set against the day that holds where they stand, and tied to tokens.

In a running report (a live blog, a channel) every entry has a stamp, and "last night" in it is counted from that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.language.parse import Parse
from sayso.reading.draft import Span
from sayso.reading.stamps import STAMP_REACH, Stamp, read_stamps
from sayso.times import Anchor, Expression, Interval, Mention, resolve_mentions, spans

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z'’.\-]{2,}[^\n.]{0,100}?(?:\)\s*[-–—:]|\s[-–—]{1,2}\s|:\s)|\s*[A-Z][A-Z'’.\-]{2,}[^\n.]{0,60}?\d{4}\.\s"
)

# Rules that fit single words which are often no times, and the kinds of entity that such a word may be instead.
_DOUBTFUL = ("month", "month_relative", "weekday_short", "season_bare", "season_relative", "part")
_NAMES = ("person", "organisation", "armed_group")


@dataclass(frozen=True, slots=True)
class TimedPhrase:
    """A time expression of the report. `interval` is the whole span where it is one end of one ("29 and 30 May");
    `is_header`: it stands in a dateline, a stamp or a line of its own, and dates the text, not what it tells."""

    expression: Expression
    interval: Interval | None
    span: Span
    head: int
    is_header: bool


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
    starts = [token.start for token in parse.tokens]
    found = [m for m in found if _is_time(parse, m, starts)]
    found = [replace(m, direction="past") if m.direction == "unknown" else m for m in found]
    stamps = read_stamps(parse.text, found, anchor)
    expressions = _resolved(found, stamps, anchor)
    joined = spans(expressions, parse.text)
    headers = _headers(parse.text, expressions)
    phrases: list[TimedPhrase] = []
    for number, expression in enumerate(expressions):
        first = max(0, bisect_right(starts, expression.start) - 1)
        last = max(first + 1, bisect_right(starts, expression.end - 1))
        span = Span(first, last)
        is_header = any(a <= expression.start < b for a, b in headers) or any(
            s.start <= expression.start < s.end for s in stamps
        )
        interval = joined.get(number, expression.interval) or _span_meant(expression, phrases)
        phrases.append(TimedPhrase(expression, interval, span, _head(parse, span), is_header))
    return Timeline(parse, anchor, tuple(phrases), stamps)


def _is_time(parse: Parse, mention: Mention, starts: Sequence[int]) -> bool:
    """Whether the encoder lets a word be a time that may be something else: "may" and "march" as verbs, "April" and
    "Sun" as names of persons and bodies."""
    if mention.rule not in _DOUBTFUL:
        return True
    token = max(0, bisect_right(starts, mention.end - 1) - 1)
    if parse.tokens[token].upos in ("VERB", "AUX"):
        return False
    entity = parse.entity_at[token]
    return entity is None or parse.entities[entity].kind not in _NAMES


def _span_meant(expression: Expression, before: Sequence[TimedPhrase]) -> Interval | None:
    """The span that "those two days" means: the last one of as many days that was told."""
    meaning = expression.meaning
    if meaning.form != "duration" or meaning.relation != "same":
        return None
    for phrase in reversed(before):
        interval = phrase.interval
        if interval is not None and (interval.last_day - interval.first_day).days + 1 == meaning.amount:
            return interval
    return None


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
            if start <= expression.start < start + STAMP_REACH and text[expression.end : expression.end + 1] == ":":
                found.append((start, expression.end))
        start += len(line) + 1
    return found


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
