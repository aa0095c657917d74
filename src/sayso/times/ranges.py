"""Two expressions that bound a span: "from 27 May to 2 June", "29 and 30 November", "between July and December"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.times.interval import Interval, day_before, spanning
from sayso.times.recognise import Expression

_TO = re.compile(r"\s*(?:to|through|until|till|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*and\s+(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_REACH = 16


def spans(expressions: Sequence[Expression], text: str) -> dict[int, Interval]:
    """For every expression (by its place in the sequence) that is one end of a span: the whole span."""
    found: dict[int, Interval] = {}
    for index in range(len(expressions) - 1):
        first, last = expressions[index], expressions[index + 1]
        if first.interval is None or last.interval is None or "DURATION" in (first.kind, last.kind):
            continue
        gap = text[first.end : last.start]
        between = _BETWEEN.search(text, max(0, first.start - _REACH), first.start) is not None
        both_days = first.meaning.borrow is not None or last.meaning.borrow is not None
        if not (_TO.fullmatch(gap) or (_AND.fullmatch(gap) and (between or both_days))):
            continue
        begin = first.interval
        if begin.earliest.replace(tzinfo=None) > last.interval.latest.replace(tzinfo=None):
            if not (first.meaning.has_clock and last.meaning.has_clock and begin.first_day == last.interval.first_day):
                continue
            begin = day_before(begin)  # "from 22:00 to 04:00 on Tuesday"
        found[index] = found[index + 1] = spanning(begin, last.interval)
    return found
