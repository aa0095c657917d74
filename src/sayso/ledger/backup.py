"""Copies of a ledger: a backup file while others write, and a ledger moved from one store to another."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path

from sayso.errors import DamagedLedger, LedgerError, OutputError
from sayso.ledger.audit import audit
from sayso.ledger.chain import Verdict
from sayso.ledger.engine import check_file, connect_file
from sayso.ledger.failures import failure_of, failures_told
from sayso.ledger.store import Store

_BATCH = 200


def backup(store: Store, target: Path) -> Verdict:
    """Write all of a ledger, as it is at one moment, into a SQLite file that is a ledger itself, while others may go on
    writing. The file is verified before it takes its place, whole or not at all; what was there may only be an earlier
    backup of the same ledger. A ledger in PostgreSQL is copied without its computed tables.

    Raises OutputError where the file cannot be written or something else is there, DamagedLedger where the copy, and so
    the ledger, is not sound.
    """
    with _system_told(str(target)):
        _check_target(store, target)
        part = _part(target)
        try:
            with failures_told(str(target), any_failure=True):
                if store.path is not None:
                    _copy_file(store.path, part)
                else:
                    with Store.open(part) as copied:
                        transfer(store, copied)
                _settle(part)
            verdict = audit(part)
            if not verdict.sound:
                raise DamagedLedger(f"{store.name}: it was not backed up: {verdict}")
            os.replace(part, target)  # noqa: PTH105
            _sync_folder(target.parent)
        finally:
            for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
                with suppress(OSError):
                    name.unlink(missing_ok=True)
    return verdict


def transfer(source: Store, target: Store) -> int:
    """Copy into a ledger the statements of another that it lacks, number and hash unchanged, in one transaction, and
    give how many. What the target has must be the beginning of the source: an empty ledger is the beginning of all.

    Raises LedgerError where it is not, and as `Store.begin`.
    """
    count = 0
    with target.begin() as transaction:
        number, digest = transaction.head()
        if not _begins_with(source, number, digest):
            raise LedgerError(f"{target.name}: it is no earlier state of {source.name}; copy into a new ledger")
        records = source.records(after=number)
        while batch := list(islice(records, _BATCH)):
            transaction.insert(batch)
            count += len(batch)
    return count


def _begins_with(source: Store, number: int, digest: str) -> bool:
    """Whether a ledger has a statement of this number with this hash; all begin with nothing."""
    if number == 0:
        return True
    found = source.record(number)
    return found is not None and found.hash == digest


def _check_target(store: Store, target: Path) -> None:
    """See that nothing is lost by writing there. Raises OutputError."""
    if store.path is not None and target.exists() and target.samefile(store.path):
        raise OutputError(f"{target}: it is the ledger itself; give the backup another name")
    log = Path(f"{target}-wal")
    if log.exists() and log.stat().st_size:
        raise OutputError(f"{target}: a program has it open, or left it unfinished; give the backup another name")
    if not target.exists():
        if not target.parent.is_dir():
            raise OutputError(f"{target}: there is no folder {target.parent}; make it first")
        return
    try:
        if check_file(target, create=True):
            return
        with Store.open(target, create=False, read_only=True) as earlier:
            same = _begins_with(store, *earlier.head())
    except LedgerError as error:
        raise OutputError(f"{target}: something else is there; give the backup another name") from error
    if not same:
        raise OutputError(f"{target}: it is no earlier backup of this ledger; give the backup another name")


def _part(target: Path) -> Path:
    """An empty file beside the target, for the copy until it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    os.close(handle)
    return Path(name)


def _copy_file(source: Path, part: Path) -> None:
    """SQLite's online backup, in one step: it sees one moment, and writers need not wait."""
    with closing(connect_file(source, "ro", 30.0)) as origin, closing(sqlite3.connect(part)) as copy:
        origin.backup(copy)


def _settle(part: Path) -> None:
    """Take the copy's log into the file, and the file to the disk."""
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode = DELETE")
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Take the new name to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _system_told(where: str) -> Iterator[None]:
    """What the system says against writing, as an OutputError."""
    try:
        yield
    except OSError as error:
        raise failure_of(error, where) or error from error
