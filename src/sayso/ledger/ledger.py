"""The ledger as its users meet it: readings and decisions go in, events with their assessments come out."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args

from sayso.errors import UnknownEvent, UsageError
from sayso.ledger.anchor import anchor
from sayso.ledger.audit import audit
from sayso.ledger.backup import backup
from sayso.ledger.chain import Verdict
from sayso.ledger.computation import LedgerEvent, State, anchor_of, compute
from sayso.ledger.event_ids import normalised
from sayso.ledger.filters import Filter
from sayso.ledger.instants import as_of_limit, known_by
from sayso.ledger.reliability import Grade, Letter, records, reliability
from sayso.ledger.rulings import rulings_of
from sayso.ledger.statement import Statement
from sayso.ledger.store import Store
from sayso.ledger.telling import Entry, report_key
from sayso.model import Reading, Report


class Ledger:
    """A ledger of events in a SQLite file or a PostgreSQL database. Use it in a `with`, or `close` it.

    `by`: who adds and decides; the name of the user where it is left out.
    Raises UsageError, LedgerError, DamagedLedger or OutputError as `Store.open` does.
    """

    def __init__(self, path_or_url: str | Path, *, by: str | None = None, create: bool = True) -> None:
        self._by = by or _user()
        self._store = Store.open(path_or_url, create=create)
        self._computed: dict[tuple[str, str | None], State] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or server."""
        self._store.close()

    @property
    def name(self) -> str:
        """The path or URL, without a password."""
        return self._store.name

    def add(self, reading: Reading, *, reader: str) -> bool:
        """Add a reading with its report; whether it was new. A report that is there already, with the same bytes and
        the same origin, is left as it is. `reader`: the program that read it, with its version."""
        key = report_key(reading.report)
        at = _now()
        with self._store.begin() as transaction:
            if transaction.has_report(key):
                return False
            transaction.append_many([
                ("report", {"key": key, "report": reading.report.model_dump(mode="json")}, self._by, at),
                ("reading", _reading_body(key, reading, reader), self._by, at),
            ])
        return True

    def holds(self, report: Report) -> bool:
        """Whether a report is there: the same bytes with the same origin."""
        return self._store.has_report(report_key(report))

    def reread(self, reading: Reading, *, reader: str) -> bool:
        """Add a later reading of a report that is in the ledger, which takes the place of the earlier in what is
        computed; whether it says anything else than the last. Raises UnknownEvent where there is no such report."""
        key = report_key(reading.report)
        body = _reading_body(key, reading, reader)
        with self._store.begin() as transaction:
            if not transaction.has_report(key):
                raise UnknownEvent(f"there is no report {key} in {self.name}; add it first")
            last = None
            for statement in transaction.statements(kind="reading", subject=key):
                last = statement.body
            if last is not None and last["reading"] == body["reading"]:
                return False
            transaction.append("reading", body, by=self._by, at=_now())
        return True

    def reports(self) -> Iterable[Report]:
        """The reports, in the order in which they were added."""
        for statement in self._store.statements(kind="report"):
            yield Report.model_validate(statement.body["report"])

    def state(self, as_of: str | None = None) -> State:
        """All events, computed from the reports that could be known by the end of the day `as_of` (or by that instant;
        UTC where it names no zone) and from all decisions; from all reports where it is None. Raises UsageError where
        it is no ISO 8601 date or date-time."""
        limit = None if as_of is None else as_of_limit(as_of)
        key = (self._store.head()[1], as_of)
        if key not in self._computed:
            entries = [e for e in self._entries() if limit is None or known_by(e.known_from, limit)]
            keys = {entry.key for entry in entries}
            decisions = [s for s in self._store.statements(kind="decision") if _bears_on(s.body, keys)]
            self._computed = {key: compute(entries, decisions)}
        return self._computed[key]

    def events(self, wanted: Filter | None = None, *, as_of: str | None = None) -> tuple[LedgerEvent, ...]:
        """The events that a filter lets through, in the order of their days."""
        found = self.state(as_of).events
        return found if wanted is None else tuple(event for event in found if wanted.holds(event))

    def event(self, name: str, *, as_of: str | None = None) -> LedgerEvent:
        """The event of that name; a name that it had before it was joined to another leads to it too. Raises
        UnknownEvent where there is none."""
        sought = normalised(name)
        for event in self.state(as_of).events:
            if sought in event.names:
                return event
        known = "" if as_of is None else f" as of {as_of}"
        raise UnknownEvent(f"there is no event {name} in {self.name}{known}; `sayso events` lists what there is")

    def history(self, name: str) -> tuple[tuple[Entry, LedgerEvent], ...]:
        """How the story changed: after each report that tells of the event, the event as it stood then."""
        final = self.event(name)
        found = []
        for entry in final.reports:
            before = self.state(entry.known_from).events
            keys = {telling.key for telling in final.tellings if telling.entry.key == entry.key}
            standing = next((e for e in before if any(t.key in keys for t in e.tellings)), None)
            if standing is not None:
                found.append((entry, standing))
        return tuple(found)

    def grades(self, *, as_of: str | None = None) -> tuple[Grade, ...]:
        """The reliability of every source of the ledger, from its record in it and from analysts' decisions."""
        outcomes = [outcome for event in self.state(as_of).events for outcome in event.assessment.outcomes]
        decided = list(self._store.statements(kind="decision"))
        found = records(outcomes)
        return tuple(reliability(found[source], decided) for source in sorted(found))

    def decisions(self) -> tuple[Statement, ...]:
        """All that analysts decided, in its order."""
        return tuple(self._store.statements(kind="decision"))

    def merge(self, names: Sequence[str], *, reason: str | None = None) -> Statement:
        """Decide that events are one. Raises UnknownEvent, UsageError where there are fewer than two."""
        events = {event.id: event for event in (self.event(name) for name in names)}
        if len(events) < 2:
            raise UsageError("a merge takes two events or more; name another one")
        anchors = [anchor_of(t) for event in events.values() for t in event.tellings]
        return self._decide({"action": "merge", "groups": [anchors], "reason": reason})

    def split(self, name: str, reports: Sequence[str], *, reason: str | None = None) -> Statement:
        """Decide that what some reports (by the beginnings of their keys) tell is not the event that the others tell.
        Raises UnknownEvent, UsageError where none or all of its reports are named."""
        event = self.event(name)
        out = [t for t in event.tellings if any(t.entry.key.startswith(key) for key in reports if key)]
        left = [t for t in event.tellings if t not in out]
        if not out or not left:
            raise UsageError(f"name some of the reports of {event.id}, not none and not all; `sayso show` lists them")
        groups = [[anchor_of(t) for t in part] for part in (out, left)]
        return self._decide({"action": "split", "groups": groups, "reason": reason})

    def rule(self, action: str, name: str, fields: dict[str, Any], *, reason: str | None = None) -> Statement:
        """Decide on one event: `correct`, `overrule`, `confirm` or `annotate`, with the fields that
        `sayso.ledger.rulings` names. Raises UnknownEvent, UsageError where the decision makes no sense."""
        event = self.event(name)
        return self._decide({"action": action, "event": anchor_of(event.tellings[0]), **fields, "reason": reason})

    def retract(self, report: str, *, reason: str | None = None) -> Statement:
        """Decide that a report, named by the beginning of its key, no longer counts. Raises UnknownEvent where there
        is none, UsageError where several begin so."""
        keys = [key for key in map(report_key, self.reports()) if key.startswith(report)]
        if not keys or not report:
            raise UnknownEvent(f"there is no report {report!r} in {self.name}; `sayso copies` lists them")
        if len(keys) > 1:
            raise UsageError(f"{len(keys)} reports begin with {report}; give more of the key")
        return self._decide({"action": "retract", "report": keys[0], "reason": reason})

    def grade(self, source: str, letter: str, *, reason: str) -> Statement:
        """Set the reliability of a source, named as in `grades`, by hand, with the reason. Raises UnknownEvent where
        the ledger knows no such source, UsageError where there is no such grade."""
        known = {found.source for found in self.grades()}
        if source not in known:
            raise UnknownEvent(f"there is no source {source!r} in {self.name}; `sayso sources` lists them")
        if letter not in get_args(Letter):
            raise UsageError(f"{letter!r} is no grade; it is one of {', '.join(get_args(Letter))}")
        return self._decide({"action": "reliability", "source": source, "grade": letter, "reason": reason})

    def undo(self, number: int, *, reason: str | None = None) -> Statement:
        """Take back a decision by the number of its statement. Raises UnknownEvent where it is no decision."""
        if number not in {statement.number for statement in self.decisions()}:
            raise UnknownEvent(f"statement {number} of {self.name} is no decision; `sayso decisions` lists them")
        return self._decide({"action": "undo", "number": number, "reason": reason})

    def anchor(self, url: str) -> Statement:
        """Have the last statement's hash stamped by a time-stamping authority (RFC 3161), and keep the token. Raises as
        `sayso.ledger.anchor.anchor`."""
        return anchor(self._store, url, by=self._by, at=_now())

    def verify(self) -> Verdict:
        """Check every statement's hash and the chain of all, and the file itself."""
        return audit(self._store.path if self._store.path is not None else self.name)

    def backup(self, target: Path) -> Verdict:
        """Copy the ledger, while others may add to it, to a new SQLite file, and verify that."""
        return backup(self._store, target)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last statement: what names exactly this state of the ledger."""
        return self._store.head()

    def _entries(self) -> list[Entry]:
        reports: dict[str, tuple[Report, str]] = {}
        readings: dict[str, dict[str, Any]] = {}
        for statement in self._store.statements():
            if statement.kind == "report":
                reports[statement.body["key"]] = (Report.model_validate(statement.body["report"]), statement.at)
            elif statement.kind == "reading":
                readings[statement.body["report"]] = statement.body["reading"]
        return [
            Entry(report, Reading.model_validate({**readings[key], "report": report}), added)
            for key, (report, added) in reports.items() if key in readings
        ]

    def _decide(self, body: dict[str, Any]) -> Statement:
        at = _now()
        if body["action"] not in ("merge", "split", "undo"):
            rulings_of([Statement(1, "decision", at, self._by, body, "", "")])  # what makes no sense is not written
        return self._store.append("decision", body, by=self._by, at=at)


def _reading_body(key: str, reading: Reading, reader: str) -> dict[str, Any]:
    plain = reading.model_dump(mode="json", by_alias=True)
    del plain["report"]
    return {"report": key, "reader": reader, "reading": plain}


def _bears_on(body: dict[str, Any], keys: set[str]) -> bool:
    """Whether a decision is on reports that count: one on a report that was not known yet says nothing yet."""
    named = [body.get("event"), *(anchor for group in body.get("groups", ()) for anchor in group)]
    reports = [anchor["report"] for anchor in named if isinstance(anchor, dict)]
    if isinstance(body.get("report"), str):
        reports.append(body["report"])
    return not reports or any(report in keys for report in reports)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
