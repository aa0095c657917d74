"""The timeline: when the events of a reading took place, as positions that the page draws.

Events more than a year before the main ones (or before publication) have a panel of their own, with its own scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sayso.model import Event, Reading
from sayso.publish.visible import one_line
from sayso.publish.wording import tell_when

WIDTH = 360.0  # units of the drawing
MARGIN = 12.0
ROW = 30.0
HEAD = 34.0
LABEL = 52  # characters of a summary beside a bar
FAR = timedelta(days=366)
OPEN = 60.0  # how far a bar with one end alone fades, in units of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """One event: its whole summary and time in words, a short label, and its place in the drawing."""

    number: int
    main: bool
    summary: str
    label: str
    told: str
    x: float
    y: float
    width: float
    fade: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that share one axis; `published` is where the line of publication stands, None where it is outside."""

    name: str
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    published: float | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The panels in the order of time, and the summaries of the events without a time."""

    panels: tuple[Panel, ...]
    undated: tuple[str, ...]


_Dated = tuple[int, Event, datetime | None, datetime | None]


def timeline_of(reading: Reading) -> Timeline:
    """The timeline of a reading; it has no panels where no event is dated."""
    published = _moment(reading.report.published)
    dated: list[_Dated] = []
    undated: list[str] = []
    for number, event in enumerate(reading.events, 1):
        first, last = _moment(event.when.earliest), _moment(event.when.latest, end=True)
        if first is None and last is None:
            undated.append(one_line(event.summary))
        else:
            dated.append((number, event, first, last))
    dated.sort(key=lambda row: (not row[1].main, _anchor(row), row[0]))
    mains = [_anchor(row) for row in dated if row[1].main]
    pivot = min(mains) if mains else published
    far = [r for r in dated if pivot and not r[1].main and (r[3] or _anchor(r)) < pivot - FAR]
    near = [r for r in dated if r not in far]
    panels = []
    if far:
        panels.append(_panel("before", far, None))
    if near:
        panels.append(_panel("around" if far else "", near, published))
    return Timeline(tuple(panels), tuple(undated))


def _panel(name: str, rows: list[_Dated], published: datetime | None) -> Panel:
    moments = [m for _, _, first, last in rows for m in (first, last) if m is not None]
    if published is not None:
        moments.append(published)
    low, high = min(moments), max(moments)
    span = max((high - low).total_seconds(), 3600.0)
    room = OPEN if any(first is None or last is None for _, _, first, last in rows) else 0.0
    left, right = MARGIN + room, WIDTH - MARGIN - room

    def place(moment: datetime) -> float:
        return round(left + (moment - low).total_seconds() / span * (right - left), 1)

    bars = []
    for index, (number, event, first, last) in enumerate(rows):
        start = place(first) if first is not None else place(_anchor(rows[index])) - OPEN
        stop = place(last) if last is not None else place(_anchor(rows[index])) + OPEN
        summary = one_line(event.summary)
        label = summary if len(summary) <= LABEL else summary[: LABEL - 1].rstrip() + "…"
        fade = "start" if first is None else "end" if last is None else ""
        bars.append(Bar(
            number, event.main, summary, label, tell_when(event.when) or "", start, HEAD + index * ROW,
            round(max(stop - start, 3.0), 1), fade,
        ))
    pattern = _pattern(span)
    ticks = [Tick(place(low + timedelta(seconds=span * part)), (low + timedelta(seconds=span * part)).strftime(pattern))
             for part in (0.0, 0.5, 1.0)]
    line = place(published) if published is not None else None
    return Panel(name, HEAD + len(rows) * ROW + 4, tuple(bars), tuple(ticks), line)


def _pattern(span: float) -> str:
    """How an axis of so many seconds is labelled: by hours, days, months or years."""
    days = span / 86400
    return "%d %b %H:%M" if days <= 3 else "%d %b %Y" if days <= 90 else "%b %Y" if days <= 1500 else "%Y"


def _anchor(row: _Dated) -> datetime:
    """The earliest moment of a row that has one, else its latest."""
    moment = row[2] or row[3]
    return moment if moment is not None else datetime.min.replace(tzinfo=UTC)


def _moment(written: str | None, *, end: bool = False) -> datetime | None:
    """A written moment in UTC (local time where no offset is known); `end`: a bare day is its last second."""
    try:
        moment = datetime.fromisoformat(written) if written else None
        if moment is None:
            return None
        if end and written is not None and len(written) == 10:
            moment += timedelta(days=1, seconds=-1)
        return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
