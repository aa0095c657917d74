"""A telling: one event as one report tells it. What the ledger compares, joins and assesses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sayso.ledger.statement import canonical
from sayso.model import Claim, Event, Reading, Report, Source


@dataclass(frozen=True)
class Entry:
    """One report in the ledger with its reading. `added` is when its report statement was added (UTC, ISO 8601)."""

    report: Report
    reading: Reading
    added: str

    @cached_property
    def key(self) -> str:
        """The report's identity in the ledger: see `report_key`."""
        return report_key(self.report)

    @property
    def known_from(self) -> str:
        """When the world could know it: its publication where that is known, else when it was added."""
        return self.report.published or self.added

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The reading's sources by their local ids."""
        return {source.id: source for source in self.reading.sources}

    def tellings(self) -> Iterator[Telling]:
        """Its events, each with its own claims, in the reading's order."""
        for event in self.reading.events:
            yield Telling(self, event, tuple(claim for claim in self.reading.claims if claim.event == event.id))


@dataclass(frozen=True)
class Telling:
    """One event of one report, with the claims about it."""

    entry: Entry
    event: Event
    claims: tuple[Claim, ...]

    @property
    def key(self) -> str:
        """Its identity in the ledger: the report's key and the event's local id, `3fa9…/e1`."""
        return f"{self.entry.key}/{self.event.id}"

    def origin_of(self, claim: Claim) -> Source:
        """The last link of a claim's chain: where it comes from."""
        return self.entry.sources[claim.source[-1]]


def report_key(report: Report) -> str:
    """32 hexadecimal digits that stand for a report: its bytes' hash with what is known of its origin. The same bytes
    from another publisher are another report (and a copy); the same bytes added twice are one."""
    origin = [report.id, report.ref, report.publisher, report.author, report.url, report.published, report.title]
    return hashlib.sha256(canonical(origin).encode("utf-8", "surrogatepass")).hexdigest()[:32]
