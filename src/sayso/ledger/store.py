"""The store of a ledger: statements in one SQLite file or in PostgreSQL, added one after the other, never changed.

What is acknowledged is on disk; what is not is not there at all. Writers in any number of processes take turns, so that
the numbers have no gaps and the chain of hashes no branches. A store may be used by several threads; a process that is
forked opens its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, insert, select, update

from sayso.errors import DamagedLedger, LedgerError, UsageError
from sayso.ledger import migrations, schema
from sayso.ledger.engine import (
    APPLICATION_ID,
    WRITES,
    Target,
    check_file,
    connect_file,
    postgresql_engine,
    sqlite_engine,
    target_of,
)
from sayso.ledger.failures import failures_told
from sayso.ledger.record import Record, record_of, statement_of
from sayso.ledger.statement import BEFORE_THE_FIRST, Statement, StatementKind

New = tuple[StatementKind, dict[str, Any], str, str]

_TABLE = schema.statements
# In the order of Record's fields.
_COLUMNS = (_TABLE.c.number, _TABLE.c.kind, _TABLE.c.at, _TABLE.c.by, _TABLE.c.subject, _TABLE.c.body,
            _TABLE.c.previous, _TABLE.c.hash)
_BATCH = 200
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


def records_in(
    connection: Connection, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
) -> Iterator[Record]:
    """The records by number, those after `after`, of one kind and about one report where asked; few in memory."""
    query: Select[Any] = select(*_COLUMNS).where(_TABLE.c.number > after).order_by(_TABLE.c.number)
    if kind is not None:
        query = query.where(_TABLE.c.kind == kind)
    if subject is not None:
        query = query.where(_TABLE.c.subject == subject)
    with connection.execute(query, execution_options={"yield_per": _FETCHED}) as rows:
        for row in rows:
            yield _record(row)


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
            rows = [{column.name: getattr(record, column.name) for column in _COLUMNS} for record in records]
            self._failed = True
            with failures_told(self.name, any_failure=True):
                self.connection.execute(insert(_TABLE), rows)
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
        return map(statement_of, records_in(self.connection, after, kind, subject))

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


class Store:
    """A ledger's statements, open. Use it in a `with`, or `close` it."""

    __slots__ = ("engine", "path", "read_only", "target")

    def __init__(self, target: Target, engine: Engine, *, read_only: bool) -> None:
        self.target = target
        self.engine = engine
        self.read_only = read_only
        self.path = target.path

    @classmethod
    def open(
        cls, path_or_url: str | Path, *, create: bool = True, read_only: bool = False, wait: float = 30.0
    ) -> Self:
        """Open the ledger in a file or a PostgreSQL database; make it where there is none, unless `create` is off or
        it is opened for reading only; bring an older one to this schema. `wait` is for how many seconds another
        writer's turn is waited for.

        Raises UsageError where the path or URL makes no sense, LedgerError where it cannot be opened or is none,
        DamagedLedger where it is damaged, OutputError where the disk is full.
        """
        target = target_of(path_or_url)
        create = create and not read_only
        if target.path is not None:
            new = check_file(target.path, create=create)
            if not new:
                _identify(target, wait)
            engine = sqlite_engine(target.path, "rwc" if new else "ro" if read_only else "rw", wait)
        else:
            assert target.url is not None
            engine = postgresql_engine(target.url, wait, read_only=read_only)
        store = cls(target, engine, read_only=read_only)
        try:
            store._prepare(create)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def name(self) -> str:
        """The path or URL, without a password."""
        return self.target.name

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction, for adding statements and writing computed tables together: at the block's end all of it is
        on disk, after an error nothing. Other writers wait meanwhile; readers do not.

        Raises LedgerError where another writer does not end, OutputError where the disk is full, DamagedLedger where
        the ledger's end is not what it noted.
        """
        if self.read_only:
            raise UsageError(f"{self.name}: it is open for reading only; open it for writing to add to it")
        with failures_told(self.name), self._write() as connection:
            with self._told():
                transaction = Transaction(connection, self.name)
            yield transaction
            with self._told():
                transaction.finish()

    def append(self, kind: StatementKind, body: dict[str, Any], *, by: str, at: str) -> Statement:
        """Add one statement in a transaction of its own. Raises as `begin` and `Transaction.append`."""
        with self.begin() as transaction:
            return transaction.append(kind, body, by=by, at=at)

    def append_many(self, new: Iterable[New]) -> list[Statement]:
        """Add statements, each as (kind, body, by, at), all of them or none. Raises as `append`."""
        with self.begin() as transaction:
            return transaction.append_many(new)

    def records(
        self, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
    ) -> Iterator[Record]:
        """The records as they lie in the store, of one moment, by number. Raises LedgerError or DamagedLedger."""
        with failures_told(self.name, any_failure=True), self.snapshot() as connection:
            yield from records_in(connection, after, kind, subject)

    def statements(
        self, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
    ) -> Iterator[Statement]:
        """The statements of one moment by number, those after `after`, of one kind and about one report where asked;
        few in memory at a time. What is added meanwhile is not among them. Raises LedgerError or DamagedLedger."""
        return map(statement_of, self.records(after, kind, subject))

    def record(self, number: int) -> Record | None:
        """One record by its number, None where there is none. Raises LedgerError or DamagedLedger."""
        with failures_told(self.name, any_failure=True), self.snapshot() as connection:
            row = connection.execute(select(*_COLUMNS).where(_TABLE.c.number == number)).first()
            return _record(row) if row is not None else None

    def head(self) -> tuple[int, str]:
        """Number and hash of the last statement, 0 and 64 zeros where there is none. Raises DamagedLedger where it is
        not the one that the ledger noted as its last."""
        with self._told(), self.snapshot() as connection:
            return head_of(connection)

    def has_report(self, key: str) -> bool:
        """Whether a report with this key is in the ledger. Raises LedgerError."""
        with failures_told(self.name, any_failure=True), self.snapshot() as connection:
            return has_report_in(connection, key)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that reads, for all its life, the ledger as it was at its first query."""
        options: dict[str, Any] = {}
        if self.engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A connection in a transaction that waits for its turn and keeps other writers out."""
        with self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def _prepare(self, create: bool) -> None:
        """Make what is missing. Most openings find all there and only read."""
        with self._told():
            with self.snapshot() as connection:
                missing = schema.missing(connection)
                if not missing and migrations.is_current(connection):
                    return
            if {"meta", "statements"} <= set(missing) and not create:
                raise LedgerError("there is no ledger; see the address, or add a first report to make one")
            if self.read_only:
                raise LedgerError("an older sayso wrote it; open it once for writing, so that it is brought up to date")
            with self._write() as connection:
                self._make(connection)

    def _make(self, connection: Connection) -> None:
        """Make the tables, or those that are missing, once nobody else can be at it."""
        missing = schema.missing(connection)
        if {"meta", "statements"} <= set(missing):
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            elif (encoding := connection.exec_driver_sql("SHOW server_encoding").scalar()) != "UTF8":
                raise LedgerError(f"the database is in {encoding}; make one in UTF8 (createdb --encoding UTF8)")
            schema.create_all(connection, migrations.current_version())
        elif {"meta", "statements"} & set(missing):
            raise LedgerError("the database holds tables of others with its names; give it a database of its own")
        else:
            migrations.migrate(connection)
            schema.create_missing(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell the driver's errors, and put the ledger's name before what sayso itself finds wrong."""
        with failures_told(self.name, any_failure=True):
            try:
                yield
            except LedgerError as error:
                raise type(error)(f"{self.name}: {error}") from error


def _record(row: Any) -> Record:
    """The record of a row of all columns."""
    return Record(*row)


def _identify(target: Target, wait: float) -> None:
    """See that a SQLite file is a ledger, or has no tables at all, before anything in it is changed."""
    assert target.path is not None
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    with failures_told(target.name, any_failure=True), closing(connect_file(target.path, "ro", wait)) as connection:
        names = {name for (name,) in connection.execute(query)}
    if names and not {"meta", "statements"} <= names:
        raise LedgerError(f"{target.name}: it is a SQLite database of something else; a ledger needs a file of its own")
