"""What a store's driver says when something fails, told as sayso's own errors: one line that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from sayso.errors import DamagedLedger, LedgerError, OutputError, SaysoError
from sayso.ledger.schema import NOT_NEXT, REPORT_TWICE

_FULL = "the disk is full or its limit is reached; nothing was added: make room and add it again"
_LOCKED = "another program keeps it locked; nothing was added: wait for it to end, or end it, and try again"
_CLOSED = "it is closed to writing; give it write permission, with its folder, or open it for reading only"
_DAMAGED = "the store is damaged; verify the ledger, and restore it from a backup"
_NO_DATABASE = "it is no ledger (no SQLite database), or its first bytes are damaged"
_LOST = "the connection to the server was lost; look whether what was being added is there before adding it again"

# SQLite's result codes (sqlite.org/rescode.html) by the beginnings of their names.
_SQLITE: tuple[tuple[str, type[SaysoError], str], ...] = (
    ("SQLITE_FULL", OutputError, _FULL),
    ("SQLITE_IOERR_CORRUPTFS", DamagedLedger, _DAMAGED),
    ("SQLITE_IOERR_SHORT_READ", DamagedLedger, _DAMAGED),
    ("SQLITE_IOERR", OutputError, "the disk refuses; nothing was added: see whether it is full, limited or failing"),
    ("SQLITE_BUSY", LedgerError, _LOCKED),
    ("SQLITE_LOCKED", LedgerError, _LOCKED),
    ("SQLITE_PROTOCOL", LedgerError, _LOCKED),
    ("SQLITE_READONLY", LedgerError, _CLOSED),
    ("SQLITE_PERM", LedgerError, _CLOSED),
    ("SQLITE_CANTOPEN", LedgerError, "it cannot be opened; see whether the folder is there and open to you"),
    ("SQLITE_NOTADB", LedgerError, _NO_DATABASE),
    ("SQLITE_CORRUPT", DamagedLedger, _DAMAGED),
    ("SQLITE_TOOBIG", LedgerError, "a statement is larger than the store can hold; it was not added"),
)
# PostgreSQL's SQLSTATE codes (appendix A of its manual) by their beginnings.
_POSTGRESQL: tuple[tuple[str, type[SaysoError], str], ...] = (
    ("53100", OutputError, "the server's disk is full; nothing was added: make room and add it again"),
    ("53", LedgerError, "the server is out of memory or connections; nothing was added: try again later"),
    ("55P03", LedgerError, _LOCKED),
    ("40", LedgerError, "another program was in the way; nothing was added: try again"),
    ("25006", LedgerError, "the server is closed to writing (a standby?); nothing was added"),
    ("28", LedgerError, "the server does not let this user in; see user and password"),
    ("3D000", LedgerError, "the server has no such database; make it with createdb"),
    ("42501", LedgerError, "this user may not do that there; ask for the rights on the tables"),
    ("54000", LedgerError, "a statement is larger than the store can hold; it was not added"),
    ("57014", LedgerError, "the server ended it (a time limit?); nothing was added: try again"),
    ("57P", LedgerError, _LOST),
    ("08", LedgerError, _LOST),
    ("XX", DamagedLedger, _DAMAGED),
)
_DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def failure_of(error: BaseException, where: str, *, any_failure: bool = False) -> SaysoError | None:
    """The error that tells what a driver's error means for a ledger, None where it tells of a defect of the program.
    With `any_failure`, every error of the store is told: for where only the store can be at fault."""
    if isinstance(error, OSError):
        return _system_failure(error, where)
    if isinstance(error, UnicodeDecodeError):
        # SQLite's driver cannot put a damaged name into the text of its error.
        return DamagedLedger(f"{where}: {_DAMAGED}") if any_failure else None
    cause = error.orig if isinstance(error, DBAPIError) else error
    text = str(cause)
    refused = isinstance(error, IntegrityError)
    if refused and (REPORT_TWICE in text or "statements_reports" in text):
        return LedgerError(f"{where}: {REPORT_TWICE}; nothing was added")
    if refused and NOT_NEXT in text:
        return LedgerError(f"{where}: another program adds to it without asking for its turn; nothing was added")
    if isinstance(cause, sqlite3.Error):
        found = _sqlite_failure(cause, where)
    else:
        found = _postgresql_failure(cause, where)
    if found is None and any_failure and isinstance(cause, Exception):
        return DamagedLedger(f"{where}: the store failed ({_one_line(text)}); verify the ledger")
    return found


@contextmanager
def failures_told(where: str, *, any_failure: bool = False) -> Iterator[None]:
    """Tell errors of the store's driver as `failure_of` does, and let all others pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        told = failure_of(error, where, any_failure=any_failure)
        if told is None:
            raise
        try:
            raise told from error
        finally:
            # A frame that keeps its own exception would keep the driver's cursors too, and so the file open.
            del told


def _system_failure(error: OSError, where: str) -> SaysoError:
    if error.errno in _DISK_ERRORS:
        return OutputError(f"{where}: {_FULL}")
    return OutputError(f"{where}: it cannot be written ({(error.strerror or str(error)).lower()})")


def _sqlite_failure(error: sqlite3.Error, where: str) -> SaysoError | None:
    name = getattr(error, "sqlite_errorname", "")
    for beginning, kind, text in _SQLITE:
        if name.startswith(beginning):
            return kind(f"{where}: {text}" if kind is not OutputError else f"{where}: {text} ({name})")
    if "Could not decode" in str(error):
        return DamagedLedger(f"{where}: a statement's text is damaged; verify the ledger")
    return None


def _postgresql_failure(error: BaseException | None, where: str) -> SaysoError | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        # Errors that the client finds itself have no state: of them, only a missing connection is no defect.
        if type(error).__name__ in ("OperationalError", "ConnectionTimeout"):
            return LedgerError(f"{where}: {_connection_text(str(error))}")
        return None
    for beginning, kind, text in _POSTGRESQL:
        if state.startswith(beginning):
            return kind(f"{where}: {text}")
    return None


def _connection_text(text: str) -> str:
    """What a client that has no connection says: libpq tells apart only by its words."""
    for words, told in (
        ("password", "the server does not let this user in; see user and password"),
        ("does not exist", f"the server does not know it ({_one_line(text)})"),
        ("starting up", "the server is starting up; try again"),
        ("shutting down", "the server is shutting down; try again"),
        ("too many", "the server has no connection left; try again later"),
    ):
        if words in text:
            return told
    if any(words in text for words in ("connection to server", "failed to resolve", "timeout")):
        return f"the server cannot be reached; see whether it runs and the address is right ({_one_line(text)})"
    return _LOST


def _one_line(text: str) -> str:
    """The first line that says something, cut to what a terminal shows."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("[SQL")]
    return lines[0][:200] if lines else "no reason given"
