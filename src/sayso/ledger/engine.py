"""From a path or URL to a database engine that acknowledges nothing before it is on disk.

SQLite: write-ahead log, a sync at each commit, one writer at a time by BEGIN IMMEDIATE. The log needs shared memory, so
that a ledger file belongs on a local disk, not on a network's. PostgreSQL: one writer at a time by an advisory lock.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import LedgerError, OutputError, UsageError

Mode = Literal["rwc", "rw", "ro"]
# The option of a connection whose transactions write.
WRITES = "sayso_writes"
# "says" in ASCII: what file(1) and others can tell a ledger by.
APPLICATION_ID = 0x73617973
LOCK_KEY = 0x736179736F
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a ledger lies: a file (`path`), or a PostgreSQL database (`url`). `name` is what errors call it; it holds
    no password."""

    name: str
    path: Path | None = None
    url: URL | None = None


def target_of(path_or_url: str | Path) -> Target:
    """What a path or URL names: `ledger.db`, `sqlite:///ledger.db`, `postgresql://user@host/database`. Raises
    UsageError where it is neither."""
    text = str(path_or_url)
    if isinstance(path_or_url, Path) or "://" not in text:
        if not text.strip() or "\0" in text:
            raise UsageError("the ledger's path is empty; give a file or a postgresql:// URL")
        return Target(text, path=Path(text))
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as error:
        raise UsageError("the ledger's URL cannot be read; write postgresql://user@host/database") from error
    if url.drivername == "sqlite" and url.database:
        return Target(url.database, path=Path(url.database))
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise UsageError(f"no ledger in {url.drivername}: give a file or a postgresql:// URL")
    name = url.difference_update_query(["password"]).render_as_string(hide_password=True)
    return Target(name, url=url.set(drivername="postgresql+psycopg"))


def check_file(path: Path, *, create: bool) -> bool:
    """Whether a ledger must be made at a path: there is no file, or an empty one. Raises LedgerError where something
    else is there, or nothing and `create` is off; the file is not changed."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: it is a folder; give the path of a file in it")
        if not path.exists():
            if not path.parent.is_dir():
                raise LedgerError(f"{path}: there is no folder {path.parent}; make it first")
            beginning = b""
        elif not path.is_file():
            raise LedgerError(f"{path}: it is no file; a ledger is one")
        else:
            with path.open("rb") as stream:
                beginning = stream.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: it cannot be opened ({(error.strerror or str(error)).lower()})") from error
    if beginning and beginning != _MAGIC:
        raise LedgerError(f"{path}: it is no ledger (no SQLite database), or its first bytes are damaged")
    if not beginning and not create:
        raise LedgerError(f"{path}: there is no ledger; see the path, or add a first report to make one")
    return not beginning


def connect_file(path: Path, mode: Mode, wait: float) -> sqlite3.Connection:
    """A connection to a SQLite file without transactions of its own accord. Raises sqlite3.Error; `wait` is how many
    seconds it waits for another's lock."""
    if mode == "ro":
        return _connect_for_reading(path, wait)
    connection = _connect(path, f"mode={mode}", wait)
    try:
        _start_log(connection, path, wait)
        for pragma in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON",
                       "trusted_schema = OFF", "cell_size_check = ON", f"journal_size_limit = {64 << 20}"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def sqlite_engine(path: Path, mode: Mode, wait: float) -> Engine:
    """An engine over one SQLite file, for several threads."""
    engine = create_engine("sqlite://", creator=lambda: connect_file(path, mode, wait), poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgresql_engine(url: URL, wait: float, *, read_only: bool) -> Engine:
    """An engine over a PostgreSQL database. Raises UsageError where its driver, psycopg 3, is not installed."""
    try:
        importlib.import_module("psycopg")
    except ImportError as error:
        raise UsageError("PostgreSQL needs psycopg: pip install 'sayso[postgresql]'") from error
    arguments: dict[str, Any] = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", (f"{max(1, round(wait * 1000))}ms",))
            # A server that does not wait for its disk would acknowledge what a power loss takes back.
            cursor.execute("SELECT set_config('synchronous_commit', 'on', false) "
                           "WHERE current_setting('synchronous_commit') = 'off'")
            if read_only:
                cursor.execute("SELECT set_config('default_transaction_read_only', 'on', false)")
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_KEY})")

    return engine


def _connect(path: Path, options: str, wait: float) -> sqlite3.Connection:
    address = f"file:{quote(os.path.abspath(path))}?{options}"  # noqa: PTH100
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def _start_log(connection: sqlite3.Connection, path: Path, wait: float) -> None:
    """Turn the write-ahead log on. Where two do so at once for a new file, SQLite turns one away without waiting."""
    deadline = time.monotonic() + wait
    while True:
        try:
            journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            break
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    if journal != "wal":
        raise OutputError(f"{path}: its file system does not take SQLite's write-ahead log; put it on a local disk")


def _connect_for_reading(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that changes nothing and leaves nothing behind. A log that a crash left is read and kept: opened for
    writing, the last to close would take it into the file. Without one, opened for writing, the last to close takes
    away the empty log that reading makes. A file in a folder where none may be made is read as one that changes no
    more, and so is a damaged one: SQLite then looks away from what in its schema only writing needs."""
    log = Path(f"{path}-wal")
    empty = not (log.exists() and log.stat().st_size)
    for options in ("mode=rw", "mode=ro&immutable=1") if empty else ("mode=ro",):
        connection = _connect(path, options, wait)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema")
            return connection
        except BaseException as error:
            connection.close()
            name = getattr(error, "sqlite_errorname", "")
            stays = name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR"))
            if stays or options != "mode=rw" or not isinstance(error, Exception):
                raise
    raise AssertionError("the last way either reads or raises")
