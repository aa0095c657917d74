"""When an event took place, from all its tellings: the moment that most voices allow, as narrow as they make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timezone, tzinfo
from typing import Any

from sayso.codebook.tables import table
from sayso.ledger.choices import Choice, Field, Told
from sayso.ledger.telling import Telling
from sayso.model import When


@dataclass(frozen=True, slots=True)
class Span:
    """A telling's interval, both ends as moments."""

    telling: Telling
    when: When
    earliest: datetime
    latest: datetime


def spans_of(tellings: Sequence[Telling]) -> tuple[Span, ...]:
    """The intervals of the tellings that give one; a time without an offset is taken to be in that which most of the
    others have, since they are of one place."""
    whens = [(t, t.event.when) for t in tellings if t.event.when.earliest and t.event.when.latest]
    read = [(t, w, _moment(w.earliest), _moment(w.latest)) for t, w in whens]
    known = [m.utcoffset() for _, _, m, _ in read if m is not None and m.tzinfo is not None]
    offsets = Counter(offset for offset in known if offset is not None)
    common = min(offsets, key=lambda offset: (-offsets[offset], offset)) if offsets else None
    zone = timezone(common) if common is not None else UTC
    spans = (
        Span(t, w, _in_zone(first, zone), _in_zone(last, zone))
        for t, w, first, last in read if first is not None and last is not None
    )
    return tuple(span for span in spans if span.earliest <= span.latest)


def gap_hours(one: Span, other: Span) -> float:
    """How far two intervals miss one another, hours; 0 where they meet."""
    apart = max(one.earliest - other.latest, other.earliest - one.latest)
    return max(0.0, apart.total_seconds() / 3600)


def at_odds(one: Span, other: Span) -> bool:
    """Whether two intervals miss one another by more than news is dated loosely."""
    return gap_hours(one, other) > float(table("ledger/assessment")["time"]["tolerance_hours"])


def join_when(told: Told) -> Field:
    """The interval that most voices allow: what the intervals that share its moment have in common, with the finest of
    their precisions; those that are at odds with it stand beside it as rivals."""
    spans = spans_of(told.tellings)
    if not spans:
        return Field(None)
    moments = sorted({span.earliest for span in spans})
    sharing = [[s for s in spans if s.earliest <= moment <= s.latest] for moment in moments]
    best = min(
        sharing,
        key=lambda group: (-len(told.voices_of(s.telling for s in group)), min(map(_fineness, group)), _end(group)),
    )
    first = max(best, key=lambda s: (s.earliest, s.telling.key))
    last = min(best, key=lambda s: (s.latest, s.telling.key))
    finest = min(best, key=lambda s: (_fineness(s), s.latest - s.earliest, s.telling.key))
    value = {
        "earliest": first.when.earliest, "latest": last.when.latest, "edtf": finest.when.edtf,
        "precision": finest.when.precision,
    }
    joined = Span(finest.telling, finest.when, first.earliest, last.latest)
    rivals = [span for span in spans if at_odds(span, joined)]
    claims, tellings = _basis(told, best)
    return Field(value, claims, tellings, _rivals(told, rivals))


def _rivals(told: Told, spans: Sequence[Span]) -> tuple[Choice, ...]:
    groups: dict[tuple[datetime, datetime], list[Span]] = {}
    for span in spans:
        groups.setdefault((span.earliest, span.latest), []).append(span)
    found = [
        Choice(_plain(group[0].when), *_basis(told, group), len(told.voices_of(s.telling for s in group)))
        for group in groups.values()
    ]
    return tuple(sorted(found, key=lambda c: (-c.support, str(c.value["earliest"]), c.tellings)))


def _basis(told: Told, spans: Sequence[Span]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    claims = [key for s in spans for key in told.claims_at(s.telling, s.when.basis, "time")]
    return tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(s.telling.key for s in spans))


def _plain(when: When) -> dict[str, Any]:
    return when.model_dump(mode="json", exclude={"basis"})


def _fineness(span: Span) -> int:
    precisions: list[str] = table("ledger/assessment")["time"]["precisions"]
    return precisions.index(span.when.precision)


def _end(group: Sequence[Span]) -> datetime:
    return min(span.latest for span in group)


def _moment(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return None


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment

