"""When each event was, as far as the text says, in the local time of the place; and what of it can be computed.

The day of publication is never taken for the day of an event: without an expression that dates it, an event has no
time. A report without a day of publication is dated from within, where it counts the days of a known conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sayso.language.parse import Parse
from sayso.model import Check, Quote, When, Where
from sayso.reading.draft import EventDraft
from sayso.reading.timeline import read_timeline
from sayso.reading.when.anchoring import anchor_of, day_of
from sayso.reading.when.dating import Dater, Dating
from sayso.reading.when.elapsed import CountedDay, count_days
from sayso.reading.when.expressions import DatedExpression, dated_expressions
from sayso.reading.when.light import light_checks
from sayso.reading.when.offsets import zone_of_place
from sayso.reading.when.published import infer_published
from sayso.reading.when.relative_dating import date_by_distance
from sayso.reading.when.rivals import find_rivals
from sayso.reading.when.time_checks import elapsed_checks, rival_checks, weekday_checks
from sayso.times import Mention, mentions

__all__ = ["DatedExpression", "date_events", "dated_expressions", "infer_published"]


def date_events(
    parse: Parse,
    events: Sequence[EventDraft],
    wheres: Sequence[Where | None],
    published: str | None,
) -> tuple[tuple[When, ...], tuple[Check, ...]]:
    """When each event was, one item an event, and the checks of weekdays and counted days.

    `published`: ISO 8601 date or date-time, or None where unknown.
    """
    found = mentions(parse.text)
    day = day_of(published)
    counted = count_days(parse, found, day)
    dater = Dater(read_timeline(parse, found, anchor_of(day, counted)), events, day)
    dated = _dated(dater, events)
    main = next((d for event, d in zip(events, dated, strict=True) if event.main and d is not None), None)
    whens = tuple(
        _when(parse, dating, wheres[number] if number < len(wheres) else None, counted if day is None else ())
        for number, dating in enumerate(dated)
    )
    checks = (
        *weekday_checks(parse.text, dater.timeline),
        *elapsed_checks(parse.text, counted, day, main),
        *rival_checks(parse.text, find_rivals(dater, events, dated)),
        *light_checks(parse, dated, wheres),
    )
    return whens, checks


def _dated(dater: Dater, events: Sequence[EventDraft]) -> list[Dating | None]:
    """The dating of every event: by its own expressions, else by its distance from another event or day, else by what
    stands around it."""
    found = [dater.date(event) for event in events]
    known = {m: d for event, d in zip(events, found, strict=True) if d is not None for m in event.mentions}
    for number, event in enumerate(events):
        current = found[number]
        distant = date_by_distance(dater, event, known)
        if distant is None:
            continue
        if current is None or not current.is_own or current.is_weak or distant.order < current.order:
            found[number] = distant
    return found


def _when(parse: Parse, dating: Dating | None, where: Where | None, counted: Sequence[CountedDay]) -> When:
    """The interval in the local time of the place. A time whose zone is told is converted to that of the place, and
    keeps its own where the place has none; the local time of an unknown place has no offset."""
    if dating is None:
        return When()
    interval = dating.interval
    zone = zone_of_place(where)
    earliest, latest = interval.earliest, interval.latest
    edtf = interval.edtf
    if zone is not None:
        earliest, latest = (
            m.astimezone(zone) if m.tzinfo is not None else m.replace(tzinfo=zone) for m in (earliest, latest)
        )
        if interval.earliest.tzinfo is not None:
            edtf = _edtf(earliest, interval.precision) + (edtf[-1] if edtf[-1] in "~?%" else "")
    basis = [_quote(parse.text, phrase.expression.mention) for phrase in dating.phrases]
    first = dating.phrases[0].expression.meaning
    if counted and not first.is_full_date:
        basis.append(_quote(parse.text, counted[0].mention))
    if dating.is_bound:
        return When(latest=latest.isoformat(), edtf=f"../{edtf}", basis=tuple(basis))
    if dating.is_open:
        return When(earliest=earliest.isoformat(), edtf=f"{edtf}/..", precision=interval.precision, basis=tuple(basis))
    return When(
        earliest=earliest.isoformat(),
        latest=latest.isoformat(),
        edtf=edtf,
        precision=interval.precision,
        basis=tuple(basis),
    )


def _edtf(moment: datetime, precision: str) -> str:
    """A moment at a precision, after a change of zone."""
    formats = {"minute": "%Y-%m-%dT%H:%M", "hour": "%Y-%m-%dT%H"}
    return moment.strftime(formats.get(precision, "%Y-%m-%d"))


def _quote(text: str, mention: Mention) -> Quote:
    return Quote.of(text, mention.start, mention.end)
