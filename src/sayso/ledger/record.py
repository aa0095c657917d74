"""A record: a statement as it lies in a store, its body still text; the ways from body to record and to statement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sayso.errors import DamagedLedger, UsageError
from sayso.ledger.statement import Statement, StatementKind, canonical, hash_of

KINDS: tuple[str, ...] = get_args(StatementKind)
# What every statement of a kind must say for the ledger to place it.
NEEDED = {"report": "key", "reading": "report", "decision": "action"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """A statement with its body as the canonical JSON that the hash was taken over; `subject` is the key of the report
    that it is about, for look-ups only: it follows from the body (see `subject_of`)."""

    number: int
    kind: StatementKind
    at: str
    by: str
    subject: str | None
    body: str
    previous: str
    hash: str


def is_moment(at: str) -> bool:
    """Whether a text is a time as statements have it: UTC, ISO 8601 with microseconds and `Z`."""
    if not _MOMENT.fullmatch(at):
        return False
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def subject_of(kind: str, body: dict[str, Any]) -> str | None:
    """The key of the report that a statement is about: its own, for a report; the report read, for a reading; for a
    decision the only report that its anchors name, None where they name none or several."""
    if kind != "decision":
        key = body.get(NEEDED[kind])
        return key if isinstance(key, str) else None
    named = set(_reports_named(body))
    return named.pop() if len(named) == 1 else None


def record_of(number: int, kind: StatementKind, body: dict[str, Any], by: str, at: str, previous: str) -> Record:
    """The record of a new statement. Raises UsageError where it is not one that every store can hold and every reader
    reads back the same: an unknown kind, a time in another form, nobody's name, a body that is not plain JSON."""
    if kind not in KINDS:
        raise UsageError(f"a statement of kind {kind!r}: give one of {', '.join(KINDS)}")
    if not is_moment(at):
        raise UsageError(f"a statement at {at!r}: give the time in UTC as 2024-05-31T18:10:00.000000Z")
    if not by.strip() or not by.isprintable():
        raise UsageError(f"a statement by {by!r}: give who adds it, as one line of text")
    if not isinstance(body.get(NEEDED[kind]), str):
        raise UsageError(f"a {kind} without {NEEDED[kind]!r}: its body needs it, as text")
    try:
        text = canonical(body)
        text.encode("utf-8")
        same = canonical(json.loads(text)) == text
        subject = subject_of(kind, body)
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"a {kind} whose body is not plain JSON ({first_line(error)}); it was not added") from error
    if not same:
        raise UsageError(f"a {kind} whose body reads back as another (are its keys all text?); it was not added")
    return Record(number, kind, at, by, subject, text, previous, hash_of(number, kind, at, by, text, previous))


def statement_of(record: Record) -> Statement:
    """The statement of a record. Raises DamagedLedger where its body is no JSON object."""
    try:
        body = json.loads(record.body)
    except (TypeError, ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise DamagedLedger(f"statement {record.number} is damaged: its body is no JSON object; verify the ledger")
    return Statement(record.number, record.kind, record.at, record.by, body, record.previous, record.hash)


def _reports_named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("report"), str):
            yield value["report"]
        for part in value.values():
            yield from _reports_named(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _reports_named(part)


def first_line(error: BaseException) -> str:
    """What an error says, in one line; its kind where it says nothing."""
    return (str(error) or type(error).__name__).splitlines()[0]
