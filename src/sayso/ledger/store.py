"""The store of a ledger: statements in one SQLite file or in PostgreSQL, added one after the other, never changed.

What is acknowledged is on disk; what is not is not there at all. Writers in any number of processes take turns, so that
the numbers have no gaps and the chain of hashes no branches. A store may be used by several threads; a process that is
forked opens its own.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from sayso.errors import LedgerError, UsageError
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
from sayso.ledger.record import Record, statement_of
from sayso.ledger.statement import Statement, StatementKind
from sayso.ledger.stored import checked_records_in, has_report_in, head_of, record_in
from sayso.ledger.transaction import New, Transaction


class Store:
    """A ledger's statements, open. Use it in a `with`, or `close` it."""

    __slots__ = ("_closed", "engine", "path", "read_only", "target")

    def __init__(self, target: Target, engine: Engine, *, read_only: bool) -> None:
        self.target = target
        self.engine = engine
        self.read_only = read_only
        self.path = target.path
        self._closed = False
        event.listen(engine, "checkin", self._let_go)

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
        """Let go of the file or server; a stream of statements that somebody still holds does so when it ends."""
        self._closed = True
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
    ) -> Generator[Record, None, None]:
        """The records as they lie in the store, of one moment, by number. Raises LedgerError or DamagedLedger."""
        with self._told(), self.snapshot() as connection:
            yield from checked_records_in(connection, head_of(connection), after, kind, subject)

    def statements(
        self, after: int = 0, kind: StatementKind | None = None, subject: str | None = None
    ) -> Generator[Statement, None, None]:
        """The statements of one moment by number, those after `after`, of one kind and about one report where asked;
        few in memory at a time. What is added meanwhile is not among them. Raises LedgerError or DamagedLedger."""
        with closing(self.records(after, kind, subject)) as records:
            yield from map(statement_of, records)

    def record(self, number: int) -> Record | None:
        """One record by its number, None where there is none. Raises LedgerError or DamagedLedger."""
        with failures_told(self.name, any_failure=True), self.snapshot() as connection:
            return record_in(connection, number)

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

    def _let_go(self, _: object, record: ConnectionPoolEntry) -> None:
        """Close a connection that comes back after the store was closed: its pool is gone."""
        if self._closed:
            record.invalidate()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A connection in a transaction that waits for its turn and keeps other writers out."""
        options: dict[str, Any] = {WRITES: True}
        if self.engine.dialect.name == "postgresql":
            # Stricter, it would see the ledger as it was before its turn came.
            options["isolation_level"] = "READ COMMITTED"
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
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


def _identify(target: Target, wait: float) -> None:
    """See that a SQLite file is a ledger, or has no tables at all, before anything in it is changed."""
    assert target.path is not None
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    with (
        failures_told(target.name, any_failure=True),
        closing(connect_file(target.path, "ro", wait)) as connection,
        closing(connection.execute(query)) as rows,
    ):
        names = {name for (name,) in rows}
    if names and not {"meta", "statements"} <= names:
        raise LedgerError(f"{target.name}: it is a SQLite database of something else; a ledger needs a file of its own")
