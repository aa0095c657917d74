"""Entries of the ledger made by hand, so that what is computed from readings is tested without the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sayso.ledger.telling import Entry
from sayso.model import AcledCode, Claim, Event, PloverCode, Quote, Reading, Report, Source

ADDED = "2024-06-01T00:00:00.000000Z"


def source(number: str, name: str, kind: Any, *, described: str | None = None, side: str | None = None) -> Source:
    """A source; it is named where its name has a capital letter."""
    return Source(id=number, name=name, description=described, kind=kind, side=side, named=not name.islower())


def claim(number: str, chain: str, about: Any = "occurrence", value: Any = None, stance: Any = "affirms") -> Claim:
    """A claim about the event e1; `chain` is the source ids, nearest the reader first, parted by spaces."""
    return Claim(id=number, event="e1", about=about, value=value, source=tuple(chain.split()), stance=stance,
                 quote=Quote(exact="", start=0, end=0))


def entry(
    text: str = "Something happened.", *, publisher: str | None = "Daily Lamp",
    published: str | None = "2024-05-01T10:00:00Z", language: str = "en", url: str | None = None,
    author: str | None = None, sources: Sequence[Source] = (), claims: Sequence[Claim] = (),
) -> Entry:
    """A report with one event and what is claimed of it; its own voice is the source "author"."""
    report = Report(
        id="sha256:" + hashlib.sha256(text.encode()).hexdigest(), publisher=publisher, published=published,
        published_basis="given" if published else "none", language=language, url=url, author=author, text=text,
    )
    event = Event(
        id="e1", main=True, kind="drone_strike",
        acled=AcledCode(event_type="Explosions/Remote violence", sub_event_type="Air/drone strike"),
        plover=PloverCode(event_type="ASSAULT"), summary="Something happened.",
    )
    own = Source(id="author", name="the report", kind="author", named=False)
    reading = Reading(report=report, sources=(own, *sources), events=(event,), claims=tuple(claims))
    return Entry(report, reading, ADDED)
