"""A backup is a ledger of one moment, whole, in place of nothing but its own earlier self."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ledgers import AT, BY, decision, filled, report, statements
from sayso.errors import DamagedLedger, LedgerError, OutputError
from sayso.ledger.audit import audit
from sayso.ledger.backup import backup, transfer
from sayso.ledger.store import Store

if TYPE_CHECKING:
    from postgresql import Server

pytest_plugins = ["postgresql"]


def test_a_backup_holds_all_statements(target: str, tmp_path: Path) -> None:
    filled(target, 30)
    copy = tmp_path / "backups" / "ledger copy.db"
    copy.parent.mkdir()
    with Store.open(target) as store:
        verdict = backup(store, copy)
        assert (verdict.sound, verdict.statements, verdict.head) == (True, 30, store.head()[1])
        assert [path.name for path in copy.parent.iterdir()] == ["ledger copy.db"]
        (tmp_path / "plain").touch()
        assert copy.stat().st_mode == (tmp_path / "plain").stat().st_mode
        with Store.open(copy) as copied:
            assert list(copied.records()) == list(store.records())
            assert copied.append(*decision()[:2], by=BY, at=AT).number == 31
    assert audit(copy).sound


def test_a_backup_replaces_its_earlier_self_only(target: str, tmp_path: Path) -> None:
    filled(target, 5)
    copy = tmp_path / "copy.db"
    with Store.open(target) as store:
        backup(store, copy)
        store.append(*decision()[:2], by=BY, at=AT)
        assert backup(store, copy).statements == 6
        assert backup(store, copy).statements == 6
        (tmp_path / "empty.db").touch()
        assert backup(store, tmp_path / "empty.db").statements == 6
        with Store.open(copy) as copied:
            copied.append(*report(77)[:2], by=BY, at=AT)
        refuse(store, copy, "it is no earlier backup of this ledger")
        with Store.open(tmp_path / "other.db") as other:
            other.append_many(decision(number) for number in range(3))
        refuse(store, tmp_path / "other.db", "it is no earlier backup of this ledger")
        (tmp_path / "letter.txt").write_text("Dear reader, here is no ledger.", encoding="utf-8")
        refuse(store, tmp_path / "letter.txt", "something else is there")
        refuse(store, tmp_path, "something else is there")
        refuse(store, tmp_path / "none" / "copy.db", "there is no folder")
        if store.path is not None:
            refuse(store, store.path, "it is the ledger itself")


def refuse(store: Store, path: Path, words: str) -> None:
    """That a backup is refused, and what is there stays."""
    before = path.read_bytes() if path.is_file() else b""
    beside = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    with pytest.raises(OutputError, match=words) as caught:
        backup(store, path)
    assert len(str(caught.value).splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert (sorted(path.parent.iterdir()) if path.parent.is_dir() else []) == beside


def test_a_backup_is_of_one_moment_while_others_write(target: str, tmp_path: Path) -> None:
    filled(target, 3)
    going, failures = threading.Event(), []

    def write() -> None:
        try:
            with Store.open(target) as store:
                while not going.is_set():
                    store.append_many(decision(number) for number in range(3))
        except Exception as error:
            failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Store.open(target) as store:
            counts = [backup(store, tmp_path / "copy.db").statements for _ in range(8)]
    finally:
        going.set()
        writer.join()
    assert not failures
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    # Three at a time, so that a part of a transaction would show.
    assert {count % 3 for count in counts} == {0}


def test_what_is_damaged_is_not_backed_up(tmp_path: Path) -> None:
    path = Path(filled(tmp_path / "ledger.db", 30))
    data = path.read_bytes()
    place = data.rindex(b"Report") if b"Report" in data else data.rindex("Пост № 4".encode())
    path.write_bytes(data[:place] + b"X" + data[place + 1 :])
    with Store.open(path) as store, pytest.raises(DamagedLedger, match="it was not backed up: statement"):
        backup(store, tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]


def test_a_backup_that_another_has_open_is_not_replaced(tmp_path: Path) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 3)) as store:
        backup(store, tmp_path / "copy.db")
        with Store.open(tmp_path / "copy.db") as copied:
            copied.append(*decision()[:2], by=BY, at=AT)
            refuse(store, tmp_path / "copy.db", "a program has it open")


def test_a_full_disk_leaves_no_half_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with Store.open(filled(tmp_path / "ledger.db", 3)) as store:
        backup(store, tmp_path / "copy.db")
        before = (tmp_path / "copy.db").read_bytes()
        store.append(*decision()[:2], by=BY, at=AT)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="the disk is full"):
            backup(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.db", "ledger.db"]


def test_a_ledger_moves_to_a_server_and_back(tmp_path: Path, postgresql: Server) -> None:
    path = filled(tmp_path / "ledger.db", 450)
    with Store.open(path) as store, Store.open(postgresql.database()) as server:
        assert transfer(store, server) == 450
        assert transfer(store, server) == 0
        server.append_many(statements(460)[450:])
        assert server.head()[0] == 460
        assert transfer(server, store) == 10
        assert list(store.records()) == list(server.records())
        store.append(*decision("here")[:2], by=BY, at=AT)
        server.append(*decision("there")[:2], by=BY, at=AT)
        with pytest.raises(LedgerError, match="it is no earlier state of"):
            transfer(store, server)
        assert server.head()[0] == 461
    assert audit(path).sound
