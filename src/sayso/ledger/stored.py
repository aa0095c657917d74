"""What lies in a store, read over an open connection: records by number, the last one, whether a report is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from sayso.errors import DamagedLedger
from sayso.ledger import schema
from sayso.ledger.record import Record
from sayso.ledger.statement import BEFORE_THE_FIRST, StatementKind

_TABLE = schema.statements
# In the order of Record's fields.
COLUMNS = (_TABLE.c.number, _TABLE.c.kind, _TABLE.c.at, _TABLE.c.by, _TABLE.c.subject, _TABLE.c.body,
           _TABLE.c.previous, _TABLE.c.hash)
# Bodies with a report's text and reading have tens of kilobytes: so many in memory at a time.
_FETCHED = 100


def head_of(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last statement, 0 and 64 zeros where there is none. Raises DamagedLedger where it is not
    the one that the ledger noted as its last."""
    last = select(_TABLE.c.number, _TABLE.c.hash).order_by(_TABLE.c.number.desc()).limit(1).subquery()
    query = select(schema.meta.c.value, last.c.number, last.c.hash).select_from(
        schema.meta.outerjoin(last, last.c.number > 0)).where(schema.meta.c.key == "head")
    row = connection.execute(query).one_or_none()
    noted = schema.parse_head(row[0] if row else None)
    found = (row[1] or 0, row[2] or BEFORE_THE_FIRST) if row else (0, BEFORE_THE_FIRST)
    if noted != found:
        raise DamagedLedger(f"its last statement is {found[0]}, but it noted {noted[0]} as its last; verify the ledger")
    return found


def has_report_in(connection: Connection, key: str) -> bool:
    """Whether a report with this key is in the ledger."""
    query = select(_TABLE.c.number).where(_TABLE.c.subject == key, _TABLE.c.kind == "report").limit(1)
    return connection.execute(query).first() is not None


def record_in(connection: Connection, number: int) -> Record | None:
    """One record by its number, None where there is none."""
    row = connection.execute(select(*COLUMNS).where(_TABLE.c.number == number)).first()
    return _record(row) if row is not None else None


def records_in(
    connection: Connection, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
) -> Iterator[Record]:
    """The records by number, those after `after`, of one kind and about one report where asked; few in memory."""
    query: Select[Any] = select(*COLUMNS).where(_TABLE.c.number > after).order_by(_TABLE.c.number)
    if kind is not None:
        query = query.where(_TABLE.c.kind == kind)
    if subject is not None:
        query = query.where(_TABLE.c.subject == subject)
    with connection.execute(query, execution_options={"yield_per": _FETCHED}) as rows:
        for row in rows:
            yield _record(row)


def checked_records_in(
    connection: Connection, head: tuple[int, str], after: int, kind: StatementKind | None, subject: str | None
) -> Iterator[Record]:
    """The records as `records_in`; where all after `after` are asked for, each must follow the one before, up to the
    last. Raises DamagedLedger where one does not: a damaged page can hide statements without any error."""
    if kind is not None or subject is not None:
        yield from records_in(connection, after, kind, subject)
        return
    number, previous = after, None
    for record in records_in(connection, after):
        number += 1
        if record.number != number or previous not in (None, record.previous):
            raise DamagedLedger(f"statement {number} is missing or does not follow the one before; verify the ledger")
        previous = record.hash
        yield record
    if number < head[0]:
        raise DamagedLedger(f"statement {number + 1} is missing, with all after it; verify the ledger")


def _record(row: Any) -> Record:
    """The record of a row of all columns."""
    return Record(*row)
