"""A transaction: what is added to a ledger together, statements and computed tables, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, update

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.failures import failures_told
from sayso.ledger.record import Record, record_of, statement_of
from sayso.ledger.statement import Statement, StatementKind
from sayso.ledger.stored import COLUMNS, checked_records_in, has_report_in, head_of

New = tuple[StatementKind, dict[str, Any], str, str]

_BATCH = 200


class Transaction:
    """What one `Store.begin` adds, all of it or nothing. `connection` is SQLAlchemy's, for computed tables."""

    __slots__ = ("_changed", "_failed", "_head", "connection", "name")

    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.name = name
        self._head = head_of(connection)
        self._changed = False
        self._failed = False

    def head(self) -> tuple[int, str]:
        """Number and hash of the last statement, with those of this transaction."""
        return self._head

    def append(self, kind: StatementKind, body: dict[str, Any], *, by: str, at: str) -> Statement:
        """Add one statement. Raises UsageError where it is none, LedgerError where it is a report that is there."""
        return self.append_many([(kind, body, by, at)])[0]

    def append_many(self, new: Iterable[New]) -> list[Statement]:
        """Add statements, each as (kind, body, by, at), in their order; the iterable is read as it goes. Raises as
        `append`."""
        added: list[Statement] = []
        remaining = iter(new)
        while batch := self._made(islice(remaining, _BATCH)):
            self.insert(batch)
            added += map(statement_of, batch)
        return added

    def insert(self, records: list[Record]) -> None:
        """Write records that are made already, as copying a ledger does; they must follow the head. After an error the
        transaction ends without anything added, even where the error is caught."""
        if records:
            rows = [{column.name: getattr(record, column.name) for column in COLUMNS} for record in records]
            self._failed = True
            with failures_told(self.name, any_failure=True):
                self.connection.execute(insert(schema.statements), rows)
            self._failed = False
            self._head = (records[-1].number, records[-1].hash)
            self._changed = True

    def has_report(self, key: str) -> bool:
        """Whether a report with this key is in the ledger: nobody else can add it before this transaction ends."""
        return has_report_in(self.connection, key)

    def statements(
        self, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
    ) -> Iterator[Statement]:
        """The statements as `Store.statements`, with those of this transaction."""
        return map(statement_of, checked_records_in(self.connection, self._head, after, kind, subject))

    def finish(self) -> None:
        """Note the last statement: what shows later that statements were lost at the end. Raises LedgerError where
        adding one has failed."""
        if self._failed:
            raise LedgerError("a statement could not be added; nothing of its transaction was")
        if self._changed:
            noted = f"{self._head[0]} {self._head[1]}"
            self.connection.execute(update(schema.meta).where(schema.meta.c.key == "head").values(value=noted))

    def _made(self, new: Iterable[New]) -> list[Record]:
        number, previous = self._head
        records: list[Record] = []
        for kind, body, by, at in new:
            number += 1
            records.append(record_of(number, kind, body, by, at, previous))
            previous = records[-1].hash
        return records
