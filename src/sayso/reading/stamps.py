"""The stamps of a running report: a live blog, a channel, a chat, in the order of time or with the newest first.

An entry without a day has that of the entry beside it, or the next or last one where its clock has gone round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sayso.times import Anchor, Mention, resolve_mentions, zone_of

STAMP_REACH = 48  # characters from the head of a line
_FEWEST_STAMPS = 2
_GONE_ROUND = 6 * 60  # minutes: entries may be a little out of order, not by so much
_HALF_DAY = 12 * 60
_SENDER = re.compile(r"[\w.'’\- ]{1,30},?\s*\[")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The head of an entry: from which character it holds, its day, and its moment where it tells one, with the offset
    of its zone where it tells that."""

    start: int
    end: int
    day: date | None
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    told: date | None
    clock: int | None
    zone: str | None


def read_stamps(text: str, found: Sequence[Mention], anchor: Anchor) -> tuple[Stamp, ...]:
    """The stamps of a text: bracketed, alone on a line, or a clock time at the head of a paragraph; one is no stamp."""
    heads = []
    start = 0
    for line in text.split("\n"):
        group = [m for m in found if start <= m.start < start + min(len(line), STAMP_REACH)]
        if group:
            head = _head(text, start, line, group, anchor)
            if head is not None:
                heads.append(head)
        start += len(line) + 1
    if len(heads) < _FEWEST_STAMPS:
        return ()
    days = _days(heads, anchor.day)
    return tuple(
        Stamp(head.start, head.end, day, _moment(head, day)) for head, day in zip(heads, days, strict=True)
    )


def _head(text: str, start: int, line: str, group: Sequence[Mention], anchor: Anchor) -> _Head | None:
    lead = _lead(line, group[0].start - start)
    if lead is None:
        return None
    end = _stamp_end(text, start, line, lead, group)
    if end is None:
        return None
    inside = [m for m in group if m.start < end]
    told = [e for e in resolve_mentions(inside, Anchor(anchor.day)) if e.meaning.has_day and e.interval is not None]
    day = told[0].interval.first_day if told and told[0].interval is not None else None
    clock = next((m.meaning for m in inside if m.meaning.hour is not None and m.meaning.hour < 24), None)
    if clock is None or clock.hour is None:
        return _Head(start, end, day, None, None)
    return _Head(start, end, day, 60 * clock.hour + (clock.minute or 0), clock.zone)


def _lead(line: str, at: int) -> int | None:
    """Where the stamp of a line begins, if its first expression, at a character of it, is one: at its head, or in
    brackets after the name of who wrote the entry."""
    plain = len(line) - len(line.lstrip(" [(*-•"))
    if at == plain:
        return plain
    sender = _SENDER.match(line)
    return at if sender is not None and sender.end() == at else None


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


def _days(heads: Sequence[_Head], published: date | None) -> list[date | None]:
    """The day of every entry. Where none is told, the newest entry is of the day of publication: none is later."""
    steps = _steps(heads)
    offsets = [sum(steps[: number + 1]) for number in range(len(heads))]
    first = next((number for number, head in enumerate(heads) if head.told is not None), None)
    if first is None:
        if published is None:
            return [None] * len(heads)
        newest = max(offsets)
        return [published + timedelta(days=offset - newest) for offset in offsets]
    day = heads[first].told or published
    days: list[date | None] = []
    for number, head in enumerate(heads):
        if head.told is not None:
            day, since = head.told, number
        elif number < first:
            since = first
        days.append(day + timedelta(days=offsets[number] - offsets[since]) if day is not None else None)
    return days


def _steps(heads: Sequence[_Head]) -> list[int]:
    """By how many days every entry is after the one before it in the text, by their clocks alone: -1, 0 or 1."""
    changes = [
        second.clock - first.clock if first.clock is not None and second.clock is not None else 0
        for first, second in pairwise(heads)
    ]
    # The shorter way round the clock.
    around = [(change + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY for change in changes]
    newest_first = sum(change < 0 for change in around) > sum(change > 0 for change in around)
    if newest_first:
        return [0, *(-1 if change > _GONE_ROUND else 0 for change in changes)]
    return [0, *(1 if change < -_GONE_ROUND else 0 for change in changes)]


def _moment(head: _Head, day: date | None) -> datetime | None:
    if day is None or head.clock is None:
        return None
    zone = zone_of(head.zone) if head.zone is not None else None
    return datetime(day.year, day.month, day.day, head.clock // 60, head.clock % 60, tzinfo=zone)
