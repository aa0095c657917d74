"""Whatever is changed, lost or put in is noticed, and the first statement that is wrong is named by its number."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ledgers import AT, BY, decision, filled, statements
from sayso.errors import DamagedLedger, LedgerError
from sayso.ledger.audit import audit
from sayso.ledger.chain import Unreadable, Verdict, verify
from sayso.ledger.record import Record, record_of
from sayso.ledger.statement import BEFORE_THE_FIRST, hash_of
from sayso.ledger.store import Store
from sayso.ledger.stored import checked_records_in

if TYPE_CHECKING:
    from postgresql import Server

pytest_plugins = ["postgresql"]


def chain(count: int) -> list[Record]:
    """Records that follow one another."""
    records: list[Record] = []
    for number, (kind, body, by, at) in enumerate(statements(count), 1):
        records.append(record_of(number, kind, body, by, at, records[-1].hash if records else BEFORE_THE_FIRST))
    return records


def rehashed(record: Record, **changed: Any) -> Record:
    """A record changed by somebody who knows how hashes are taken."""
    new = replace(record, **changed)
    return replace(new, hash=hash_of(new.number, new.kind, new.at, new.by, new.body, new.previous))


def test_a_chain_that_is_whole_is_sound() -> None:
    records = chain(9)
    verdict = verify(records, (9, records[-1].hash))
    assert verdict.sound
    assert (verdict.statements, verdict.head) == (9, records[-1].hash)
    assert str(verdict) == f"all 9 statements are sound; the last has the hash {records[-1].hash}"
    verdict.demand()
    assert verify([], (0, BEFORE_THE_FIRST)).sound


CHANGES: dict[str, tuple[str, int, Callable[[list[Record]], list[Record]]]] = {
    "body": ("hash", 5, lambda r: [*r[:4], replace(r[4], body=r[4].body.replace("reading", "Reading", 1)), *r[5:]]),
    "author": ("hash", 5, lambda r: [*r[:4], replace(r[4], by="somebody"), *r[5:]]),
    "time": ("hash", 5, lambda r: [*r[:4], replace(r[4], at="2024-05-31T18:10:00.000001Z"), *r[5:]]),
    "kind": ("hash", 3, lambda r: [*r[:2], replace(r[2], kind="reading"), *r[3:]]),
    "hash": ("hash", 5, lambda r: [*r[:4], replace(r[4], hash="0" * 64), *r[5:]]),
    "report": ("subject", 5, lambda r: [*r[:4], replace(r[4], subject="another"), *r[5:]]),
    "rewritten": ("previous", 6, lambda r: [*r[:4], rehashed(r[4], by="somebody"), *r[5:]]),
    "previous": ("previous", 5, lambda r: [*r[:4], replace(r[4], previous="0" * 64), *r[5:]]),
    "lost": ("gap", 5, lambda r: [*r[:4], *r[5:]]),
    "first lost": ("gap", 1, lambda r: r[1:]),
    "last lost": ("lost", 9, lambda r: r[:8]),
    "all lost": ("lost", 1, lambda r: []),
    "last rewritten": ("head", 9, lambda r: [*r[:8], rehashed(r[8], by="somebody")]),
    "put in": ("head", 10, lambda r: [*r, record_of(10, "decision", {"action": "x"}, BY, AT, r[8].hash)]),
    "twice": ("order", 6, lambda r: [*r[:5], r[4], *r[5:]]),
    "swapped": ("gap", 5, lambda r: [*r[:4], r[5], r[4], *r[6:]]),
    "closed up": ("previous", 5, lambda r: [*r[:4], *(replace(one, number=one.number - 1) for one in r[5:])]),
    "spaced": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body=r[4].body.replace(":", ": ", 1)), *r[5:]]),
    "no object": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body="[]"), *r[5:]]),
    "no number": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body='{"n":NaN}'), *r[5:]]),
    "too large": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body='{"n":1e999}'), *r[5:]]),
    "too deep": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body='{"n":' + "[" * 10**5 + "]" * 10**5 + "}"), *r[5:]]),
    "cut": ("body", 5, lambda r: [*r[:4], rehashed(r[4], body=r[4].body[:-1]), *r[5:]]),
    "other kind": ("field", 5, lambda r: [*r[:4], rehashed(r[4], kind="rumour"), *r[5:]]),
    "other time": ("field", 5, lambda r: [*r[:4], rehashed(r[4], at="2024-05-31"), *r[5:]]),
    "bytes": ("field", 5, lambda r: [*r[:4], replace(r[4], body=b"{}"), *r[5:]]),  # type: ignore[arg-type]
    "nothing": ("field", 5, lambda r: [*r[:4], replace(r[4], previous=None), *r[5:]]),  # type: ignore[arg-type]
    "text": ("field", 5, lambda r: [*r[:4], replace(r[4], number="5"), *r[5:]]),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_first_statement_that_is_wrong_is_named(change: str) -> None:
    kind, number, act = CHANGES[change]
    records = chain(9)
    verdict = verify(act(records), (9, records[-1].hash))
    assert verdict.fault is not None
    assert (verdict.fault.kind, verdict.fault.number) == (kind, number)
    assert verdict.statements == (number if kind == "head" else number - 1)
    assert not verdict.sound
    assert f"statement {number}" in str(verdict)
    assert len(str(verdict).splitlines()) == 1
    with pytest.raises(DamagedLedger, match=f"statement {number}"):
        verdict.demand()


def test_a_store_that_stops_names_the_next_statement() -> None:
    def stream() -> Iterator[Record]:
        yield from chain(3)
        raise Unreadable("the page is gone")

    verdict = verify(stream())
    assert verdict.fault is not None
    assert (verdict.fault.number, verdict.fault.kind) == (4, "unreadable")
    assert "the page is gone" in str(verdict)


def tampered(target: str, postgresql: Server | None, *commands: str) -> None:
    """Change a ledger as its owner can, without asking its triggers."""
    if "://" in target:
        assert postgresql is not None
        with postgresql.connect(target.split("/")[3].split("?")[0]) as connection:
            connection.execute("SET session_replication_role = replica")
            for command in commands:
                connection.execute(command.encode())
        return
    with closing(sqlite3.connect(target, isolation_level=None)) as file:
        triggers = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for command in commands:
            file.execute(command)
        for _, sql in triggers:
            file.execute(sql)


@pytest.mark.parametrize(("commands", "number"), [
    (["UPDATE statements SET body = replace(body, 'report', 'retort') WHERE number = 4"], 4),
    (["UPDATE statements SET at = '2024-05-30T18:10:00.000000Z' WHERE number = 1"], 1),
    (["DELETE FROM statements WHERE number = 3"], 3),
    (["DELETE FROM statements WHERE number > 4"], 5),
    (["DELETE FROM statements"], 1),
    (["UPDATE statements SET number = 99 WHERE number = 6"], 6),
    (["UPDATE statements SET subject = NULL WHERE number = 4"], 4),
    (["DELETE FROM meta"], None),
    (["UPDATE meta SET value = 'none' WHERE key = 'head'"], None),
])
def test_a_ledger_changed_by_hand_is_noticed(
    target: str, request: pytest.FixtureRequest, commands: list[str], number: int | None
) -> None:
    filled(target, 6)
    server = request.getfixturevalue("postgresql") if "://" in target else None
    tampered(target, server, *commands)
    verdict = audit(target)
    assert not verdict.sound
    assert (verdict.fault.number if verdict.fault else None) == number
    assert len(str(verdict).splitlines()) == 1
    if number is None or not commands[0].endswith(("= 1", "= 3", "= 4")):
        for act in (lambda store: store.append(*decision()[:2], by=BY, at=AT), lambda store: list(store.statements())):
            with pytest.raises(DamagedLedger), Store.open(target) as store:
                act(store)


def test_bytes_put_in_that_are_no_text_are_noticed(tmp_path: Path) -> None:
    path = str(filled(tmp_path / "ledger.db", 4))
    tampered(path, None, "UPDATE statements SET body = CAST(CAST(body AS BLOB) || x'ff' AS TEXT) WHERE number = 3")
    fault = audit(path).fault
    assert fault is not None
    assert (fault.number, fault.kind) == (3, "hash")
    with Store.open(path) as store, pytest.raises(DamagedLedger, match="text is damaged"):
        list(store.statements())


def test_reading_all_does_not_end_before_the_last(tmp_path: Path) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 4)) as store, store.snapshot() as connection:
        assert len(list(checked_records_in(connection, (4, ""), 1, None, None))) == 3
        with pytest.raises(DamagedLedger, match="statement 5 is missing, with all after it"):
            list(checked_records_in(connection, (6, ""), 1, None, None))


def test_a_trigger_that_is_missing_is_noticed(tmp_path: Path) -> None:
    path = str(filled(tmp_path / "ledger.db", 2))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER statements_no_delete")
    assert "the trigger statements_no_delete" in str(audit(path))


# Every column with its type, for the bytes of a text and of a blob may be the same.
CONTENT = (
    'SELECT number, kind, at, "by", subject, body, previous, hash, typeof(number) || typeof(kind) || typeof(at) || '
    'typeof("by") || typeof(subject) || typeof(body) || typeof(previous) || typeof(hash) FROM statements NOT INDEXED '
    "LIMIT 1 OFFSET ?"
)


def content(path: Path) -> list[Any]:
    """What the statements of a file are, by SQLite alone, up to the first that it cannot read."""
    rows: list[Any] = []
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        try:
            while row := connection.execute(CONTENT, (len(rows),)).fetchone():
                rows.append(row)
        except (sqlite3.Error, MemoryError, UnicodeDecodeError):
            pass
    return rows


def flips(data: bytes, moments: random.Random) -> Iterator[tuple[int, int]]:
    """Bytes to be changed, and to what: all of the file's header, the beginnings of all pages, and many others."""
    places = list(range(100))
    places += [page + byte for page in range(0, len(data), 4096) for byte in range(12)]
    places += [moments.randrange(len(data)) for _ in range(500)]
    for place in places:
        yield place, data[place] ^ (1 << moments.randrange(8) if moments.random() < 0.5 else moments.randrange(1, 256))


def test_a_byte_changed_in_the_file_is_noticed_or_harmless(tmp_path: Path) -> None:
    source, copy = tmp_path / "ledger.db", tmp_path / "copy.db"
    filled(source, 26)
    data, whole = source.read_bytes(), content(source)
    moments = random.Random(20240531)
    found = {"named": 0, "damage": 0, "harmless": 0, "refused": 0}
    for place, value in flips(data, moments):
        copy.write_bytes(data[:place] + bytes([value]) + data[place + 1 :])
        rows = content(copy)
        first = next((n for n, (old, new) in enumerate(zip(whole, [*rows, *whole], strict=False), 1) if old != new),
                     len(whole) + 1 if len(rows) > len(whole) else None)
        if len(rows) < len(whole) and rows == whole[: len(rows)]:
            first = len(rows) + 1
        where = f"byte {place} (page {place // 4096 + 1}, {place % 4096}) {data[place]} -> {value}"
        verdict, refusal = audited(copy)
        if verdict is None:
            # What is no database any more has no statements to be named.
            assert rows == [], where
            assert "its first bytes are damaged" in refusal, where
            found["refused"] += 1
            continue
        if first is not None:
            assert verdict.fault is not None, where
            assert verdict.fault.number == first, f"{where}: {first}, not {verdict}"
            found["named"] += 1
        elif not verdict.sound:
            # All statements are as they were: what is damaged lies beside them.
            assert verdict.fault is None or verdict.fault.kind in ("lost", "head"), f"{where}: {verdict}"
            found["damage"] += 1
        else:
            assert (verdict.statements, verdict.head) == (26, whole[-1][7].decode()), where
            found["harmless"] += 1
        if place % 10 == 0:
            opened(copy)
    assert min(found.values()) > 10, found


def audited(path: Path) -> tuple[Verdict | None, str]:
    """The verdict on a file, or the one line that refuses it."""
    try:
        return audit(path), ""
    except LedgerError as error:
        refusal = str(error)
    assert len(refusal.splitlines()) == 1
    return None, refusal


def opened(path: Path) -> None:
    """A damaged ledger takes and gives statements as a whole one does, or says why not."""
    with suppress(LedgerError), Store.open(path) as store:
        store.append(*decision()[:2], by=BY, at=AT)
        assert [one.number for one in store.statements()] == list(range(1, store.head()[0] + 1))
    for beside in ("-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4096, 10_000, 20_000])
def test_a_file_that_was_cut_off_is_noticed(tmp_path: Path, size: int) -> None:
    path = Path(filled(tmp_path / "ledger.db", 26))
    path.write_bytes(path.read_bytes()[:size])
    verdict, _ = audited(path)
    assert verdict is None or (size > 1 and not verdict.sound)
