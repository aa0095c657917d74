"""A ledger is opened, brought up to date, or refused in one line that says what to do; what is none stays as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Column, Integer, Table, select

from ledgers import AT, BY, decision, filled
from sayso.errors import DamagedLedger, LedgerError, UsageError
from sayso.ledger import migrations, schema
from sayso.ledger.audit import audit
from sayso.ledger.store import Store

if TYPE_CHECKING:
    from postgresql import Server

pytest_plugins = ["postgresql"]


def test_a_migration_changes_all_or_nothing(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(target, 3)

    def first(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE first_step (number INTEGER)")

    def second(connection: Any) -> None:
        connection.exec_driver_sql("INSERT INTO first_step SELECT number FROM statements")

    def broken(connection: Any) -> None:
        second(connection)
        raise DamagedLedger("the third step fails")

    monkeypatch.setattr(migrations, "MIGRATIONS", (first, second, broken))
    with pytest.raises(DamagedLedger, match="the third step fails"):
        Store.open(target)
    monkeypatch.setattr(migrations, "MIGRATIONS", (first, second))
    with pytest.raises(LedgerError, match="an older sayso wrote it; open it once for writing"):
        Store.open(target, read_only=True)
    for _ in range(2):
        with Store.open(target) as store, store.snapshot() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM first_step").scalar() == 3
            assert schema.version_of(connection) == 3
    monkeypatch.setattr(migrations, "MIGRATIONS", ())
    with pytest.raises(LedgerError, match=r"a newer sayso wrote it \(schema 3, this one knows 1\)"):
        Store.open(target)
    assert audit(target).statements == 3


def test_tables_that_came_later_are_made(target: str) -> None:
    filled(target, 2)
    later = Table("later_test", schema.metadata, Column("number", Integer, primary_key=True))
    try:
        with pytest.raises(LedgerError, match="open it once for writing"):
            Store.open(target, read_only=True)
        with Store.open(target) as store, store.snapshot() as connection:
            assert connection.execute(select(later)).all() == []
        Store.open(target, read_only=True).close()
    finally:
        schema.metadata.remove(later)


def test_what_is_open_for_reading_is_not_written(target: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Store.open(target, read_only=True)
    filled(target, 4)
    before = sorted(tmp_path.iterdir())
    with Store.open(target, read_only=True) as store:
        assert len(list(store.statements())) == store.head()[0] == 4
        with pytest.raises(UsageError, match="open for reading only"):
            store.append(*decision()[:2], by=BY, at=AT)
    assert audit(target).sound
    assert sorted(tmp_path.iterdir()) == before


def refusal(path: str | Path, **options: Any) -> str:
    """The one line with which a path or URL is refused."""
    with pytest.raises((LedgerError, UsageError)) as caught:
        Store.open(path, **options)
    told = str(caught.value)
    assert len(told.splitlines()) == 1
    return told


def test_a_path_that_is_no_ledger_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(tmp_path)
    assert "there is no folder" in refusal(tmp_path / "none" / "ledger.db")
    assert "there is no ledger" in refusal(tmp_path / "none.db", create=False)
    assert "the ledger's path is empty" in refusal(" ")
    prose = tmp_path / "prose.txt"
    prose.write_text("Once upon a time there was no database.", encoding="utf-8")
    assert "it is no ledger (no SQLite database)" in refusal(prose)
    assert prose.read_text(encoding="utf-8").startswith("Once")
    others = tmp_path / "others.db"
    with closing(sqlite3.connect(others)) as connection:
        connection.execute("CREATE TABLE statements (bank TEXT)")
    before = others.read_bytes()
    assert "a SQLite database of something else" in refusal(others)
    assert others.read_bytes() == before
    with pytest.raises(DamagedLedger):
        audit(others).demand()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "it is no file" in refusal(pipe)
    (tmp_path / "empty.db").touch()
    Store.open(tmp_path / "empty.db").close()


def test_a_url_that_is_no_ledger_is_refused(postgresql: Server, tmp_path: Path) -> None:
    assert "no ledger in mysql" in refusal("mysql://root@localhost/x")
    assert "cannot be read" in refusal("postgresql://me@x:port/y")
    assert "the server cannot be reached" in refusal("postgresql://me@127.0.0.1:9/x?connect_timeout=2")
    told = refusal(f"postgresql://me:secret@/x?host={tmp_path}")
    assert "the server cannot be reached" in told
    assert "secret" not in told + refusal(f"postgresql://me@/x?host={tmp_path}&password=secret")
    url = postgresql.database()
    assert "the server does not know it" in refusal(url.replace("/ledger", "/nothing"))
    assert "the server does not know it" in refusal(url.replace("//", "//no", 1))
    assert "there is no ledger" in refusal(url, create=False)
    with Store.open(url.replace("postgresql", "postgres", 1)) as store:
        store.append(*decision()[:2], by=BY, at=AT)
    with Store.open(url.replace("postgresql", "postgresql+psycopg", 1)) as store:
        assert store.head()[0] == 1
    latin = postgresql.database("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    assert "make one in UTF8" in refusal(latin)
    others = postgresql.database()
    with postgresql.connect(others.split("/")[3].split("?")[0]) as connection:
        connection.execute("CREATE TABLE statements (bank TEXT)")
    assert "tables of others" in refusal(others)


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'sayso[postgresql]'" in refusal("postgresql://me@localhost/x")


def test_a_ledger_that_stays_locked_says_so(target: str) -> None:
    with Store.open(target) as store, Store.open(target, wait=0.1) as other, store.begin():
        with pytest.raises(LedgerError, match="another program keeps it locked"):
            other.append(*decision()[:2], by=BY, at=AT)
        assert other.head()[0] == 0
    filled(target, 1)


# Root may write anywhere, so that it becomes a user without rights first.
READ_AND_WRITE = """
import os, sys
from sqlalchemy import create_engine
from sayso.errors import LedgerError
from sayso.ledger.audit import audit
from sayso.ledger.store import Store
create_engine("sqlite://").dispose()
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Store.open(sys.argv[1], read_only=True) as store:
    print(store.head()[0], audit(sys.argv[1]).sound)
try:
    with Store.open(sys.argv[1]) as store:
        store.append("decision", {"action": "annotate"}, by="x", at="2024-05-31T18:10:00.000000Z")
except LedgerError as error:
    print(error)
"""


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_ledger_closed_to_writing_can_be_read(tmp_path_factory: pytest.TempPathFactory, folder_too: bool) -> None:
    folder = tmp_path_factory.mktemp("closed")
    for part in (folder, *folder.parents):
        if part.stat().st_mode & 0o055 != 0o055:
            part.chmod(0o755)
    path = Path(filled(folder / "ledger.db", 3))
    path.chmod(0o444)
    folder.chmod(0o555 if folder_too else 0o777)
    try:
        found = subprocess.run([sys.executable, "-c", READ_AND_WRITE, str(path)], capture_output=True, text=True,
                               timeout=60, check=False)
    finally:
        folder.chmod(0o755)
    assert found.stdout.splitlines()[0] == "3 True", found.stderr
    assert "it is closed to writing; give it write permission" in found.stdout
    assert found.stderr == ""
