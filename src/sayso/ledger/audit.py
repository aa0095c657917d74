"""A ledger verified where it lies: its statements by their chain, and the store around them.

It reads also what `Store.open` refuses, statement by statement, so that the first one that is wrong has a number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from sayso.errors import DamagedLedger, LedgerError
from sayso.ledger import schema
from sayso.ledger.chain import Fault, Unreadable, Verdict, verify
from sayso.ledger.engine import Target, check_file, connect_file, postgresql_engine, target_of
from sayso.ledger.failures import failure_of, failures_told
from sayso.ledger.record import Record, first_line
from sayso.ledger.statement import BEFORE_THE_FIRST
from sayso.ledger.store import Store
from sayso.ledger.stored import records_in

# By their places in the table, not by their numbers: seeking a number fails where a page far from it is damaged.
_QUERY = (
    'SELECT number, kind, at, "by", subject, body, previous, hash FROM statements NOT INDEXED ORDER BY number '
    "LIMIT ? OFFSET ?"
)
_FINDINGS = 20
# What SQLite or its driver raises for bytes that make no sense.
_ERRORS = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)


def audit(path_or_url: str | Path, *, wait: float = 30.0) -> Verdict:
    """The verdict on all statements of a ledger as they are at one moment, and on its store. It changes nothing.

    Raises UsageError and LedgerError where there is no ledger to be read at all.
    """
    target = target_of(path_or_url)
    if target.path is None:
        return _audit_server(target, wait)
    check_file(target.path, create=False)
    try:
        with failures_told(target.name, any_failure=True):
            connection = connect_file(target.path, "ro", wait)
    except DamagedLedger as error:
        return Verdict(0, BEFORE_THE_FIRST, Fault(1, "unreadable", f"no statement can be read: {error}"), (str(error),))
    with closing(connection):
        # Text that is no UTF-8 must still be read: its hash will tell.
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        with failures_told(target.name, any_failure=True):
            connection.execute("BEGIN")
        return _audit_file(connection, target)


def _audit_file(connection: sqlite3.Connection, target: Target) -> Verdict:
    with suppress(*_ERRORS):
        found = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('statements', 'meta')"
        if connection.execute(found).fetchone()[0] == 0:
            raise LedgerError(f"{target.name}: it is a SQLite database without a ledger; see the path")
    damage = list(_damage(connection, target))
    head, told = _noted_head(connection, target)
    verdict = verify(_records(connection), head)
    return replace(verdict, damage=(*damage, *told))


def _audit_server(target: Target, wait: float) -> Verdict:
    """The verdict on a ledger in PostgreSQL, whose server checks its pages itself; whatever sayso wrote it."""
    assert target.url is not None
    engine = postgresql_engine(target.url, wait, read_only=True)
    with (
        closing(Store(target, engine, read_only=True)) as store,
        failures_told(target.name, any_failure=True),
        store.snapshot() as connection,
    ):
        if {"meta", "statements"} & set(schema.missing(connection)):
            raise LedgerError(f"{target.name}: there is no ledger; see the address")
        noted = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "head")).scalar()
        try:
            return verify(records_in(connection), schema.parse_head(noted))
        except DamagedLedger as error:
            return replace(verify(records_in(connection)), damage=(str(error),))


def _records(connection: sqlite3.Connection) -> Iterator[Record]:
    """The records in the order of their numbers. Raises Unreadable at the first that SQLite cannot give: where a scan
    stops early, since the driver reads ahead, the next is asked for by itself before it is given up."""
    count = 0
    while True:
        try:
            with closing(connection.execute(_QUERY, (-1, count))) as rows:
                for row in rows:
                    yield Record(*row)
                    count += 1
            return
        except _ERRORS as error:
            reason = first_line(error)
        try:
            row = connection.execute(_QUERY, (1, count)).fetchone()
        except _ERRORS as error:
            raise Unreadable(first_line(error)) from error
        if row is None:
            raise Unreadable(reason)
        yield Record(*row)
        count += 1


def _damage(connection: sqlite3.Connection, target: Target) -> Iterator[str]:
    """What is wrong with the file by SQLite's own check, and whether statements can still only be added."""
    try:
        with closing(connection.execute(f"PRAGMA integrity_check({_FINDINGS})")) as findings:
            for (finding,) in findings:
                if finding != "ok":
                    yield f"the file is damaged: {finding.splitlines()[-1]}"
        with closing(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) as rows:
            triggers = {str(name): sql for name, sql in rows}
    except _ERRORS as error:
        yield _told(error, target)
        return
    for name, sql in schema.SQLITE_TRIGGERS.items():
        if triggers.get(name) != sql:
            yield f"the trigger {name}, which lets statements only be added, is changed or missing"


def _noted_head(connection: sqlite3.Connection, target: Target) -> tuple[tuple[int, str] | None, tuple[str, ...]]:
    """The ledger's note of its last statement, or what is wrong with it."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'head'").fetchone()
        return schema.parse_head(row[0] if row and isinstance(row[0], str) else None), ()
    except DamagedLedger as error:
        return None, (str(error),)
    except _ERRORS as error:
        return None, (_told(error, target),)


def _told(error: BaseException, target: Target) -> str:
    known = isinstance(error, sqlite3.Error | UnicodeDecodeError)
    told = failure_of(error, target.name, any_failure=True) if known else None
    return str(told or LedgerError(f"{target.name}: the store failed ({first_line(error)})"))
