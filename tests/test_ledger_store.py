"""The store keeps what it is given, in order, all or nothing, and lets nobody change it; the same in SQLite and
PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
import threading
import tracemalloc
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError

from ledgers import AT, BY, ODD, decision, filled, reading, report, statements
from sayso.errors import LedgerError, UsageError
from sayso.ledger.audit import audit
from sayso.ledger.statement import BEFORE_THE_FIRST, canonical, make
from sayso.ledger.store import Store

if TYPE_CHECKING:
    from postgresql import Server

pytest_plugins = ["postgresql"]


def test_statements_are_chained_and_come_back_as_they_were_added(target: str) -> None:
    new = statements(12)
    with Store.open(target) as store:
        assert store.head() == (0, BEFORE_THE_FIRST)
        assert list(store.statements()) == []
        added = [store.append(kind, body, by=by, at=at) for kind, body, by, at in new[:5]]
        added += store.append_many(new[5:])
        assert store.head() == (12, added[-1].hash)
    previous = BEFORE_THE_FIRST
    for number, ((kind, body, by, at), statement) in enumerate(zip(new, added, strict=True), 1):
        assert statement == make(number, kind, at, by, body, previous)
        previous = statement.hash
    with Store.open(target) as store:
        assert list(store.statements()) == added
        assert store.head() == (12, previous)
    assert audit(target).sound


def test_statements_are_found_by_number_kind_and_report(target: str) -> None:
    with Store.open(target) as store:
        store.append_many([report(1), report(2), reading(1), reading(2), reading(1), decision(),
                           decision(anchor={"report": f"{1:032x}", "start": 3, "end": 9}),
                           decision(anchors=[{"report": f"{1:032x}"}, {"report": f"{2:032x}"}])])

        def numbers(**wanted: Any) -> list[int]:
            return [statement.number for statement in store.statements(**wanted)]

        assert numbers() == [1, 2, 3, 4, 5, 6, 7, 8]
        assert numbers(after=5) == [6, 7, 8]
        assert numbers(after=8) == []
        assert numbers(kind="reading") == [3, 4, 5]
        assert numbers(subject=f"{1:032x}") == [1, 3, 5, 7]
        assert numbers(after=1, kind="reading", subject=f"{2:032x}") == [4]
        assert store.has_report(f"{2:032x}")
        assert not store.has_report(f"{3:032x}")
        record = store.record(7)
        assert record is not None
        assert (record.number, record.subject) == (7, f"{1:032x}")
        assert store.record(9) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(JSON, min_size=1, max_size=5))
def test_any_body_is_kept(target: str, bodies: list[Any]) -> None:
    with Store.open(target) as store:
        after, _ = store.head()
        added = store.append_many([decision(body, **{ODD: body}) for body in bodies])
        kept = list(store.statements(after=after))
        assert kept == added
        assert [canonical(one.body["note"]) for one in kept] == [canonical(body) for body in bodies]
    assert audit(target).sound


DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize("body", [
    {"action": "annotate", "note": float("nan")}, {"action": "annotate", "note": float("inf")},
    {"action": "annotate", "note": "\ud800"}, {"action": "annotate", "note": {1, 2}}, {"action": "annotate", 1: 2},
    {"action": "annotate", "note": DEEP}, {"action": "annotate", "note": 10 ** 5000}, {"action": None}, {},
], ids=["nan", "infinite", "surrogate", "set", "key", "deep", "digits", "action", "empty"])
def test_a_body_that_would_not_come_back_is_refused(tmp_path: Path, body: dict[Any, Any]) -> None:
    with Store.open(tmp_path / "ledger.db") as store:
        with pytest.raises(UsageError) as caught:
            store.append("decision", body, by=BY, at=AT)
        assert len(str(caught.value).splitlines()) == 1
        assert store.head()[0] == 0
        store.append("decision", {"action": "annotate"}, by=BY, at=AT)


@pytest.mark.parametrize(("kind", "by", "at"), [
    ("rumour", BY, AT), ("decision", "", AT), ("decision", "a\nb", AT), ("decision", BY, "2024-05-31"),
    ("decision", BY, "2024-05-31T18:10:00.000000+00:00"), ("decision", BY, "2024-02-31T18:10:00.000000Z"),
])
def test_a_statement_without_kind_author_or_time_is_refused(tmp_path: Path, kind: Any, by: str, at: str) -> None:
    with Store.open(tmp_path / "ledger.db") as store:
        with pytest.raises(UsageError):
            store.append(kind, {"action": "annotate"}, by=by, at=at)
        assert store.head()[0] == 0


def test_many_are_added_all_or_none(target: str) -> None:
    with Store.open(target) as store:
        store.append_many(statements(300))
        head = store.head()
        with pytest.raises(UsageError):
            store.append_many([*(decision(n) for n in range(450)), ("decision", {}, BY, AT)])
        with pytest.raises(LedgerError, match="this report is in the ledger already"):
            store.append_many([report(900), reading(900), report(0)])
        with pytest.raises(ZeroDivisionError), store.begin() as transaction:
            transaction.append_many(decision(1 // (250 - n)) for n in range(300))
        assert store.head() == head
        assert not store.has_report(f"{900:032x}")
        store.append(*decision()[:2], by=BY, at=AT)
    assert audit(target).statements == 301


def test_a_transaction_that_failed_adds_nothing_even_where_its_error_is_caught(target: str) -> None:
    with Store.open(target) as store:
        store.append_many([report(1)])
        with pytest.raises(LedgerError), store.begin() as transaction, suppress(LedgerError):
            transaction.append_many([decision(), report(1)])
        assert store.head()[0] == 1
        with store.begin() as transaction:
            with pytest.raises(UsageError):
                transaction.append_many([decision(), ("decision", {}, BY, AT)])
            assert transaction.append(*decision("after")[:2], by=BY, at=AT).number == 2
    assert str(audit(target)).startswith("all 2 statements are sound")


def test_computed_tables_change_with_the_statements_or_not_at_all(target: str) -> None:
    computed = Table("computed_test", MetaData(), Column("number", Integer, primary_key=True))
    with Store.open(target) as store:
        with store.begin() as transaction:
            computed.create(transaction.connection)
            added = transaction.append(*report(1)[:2], by=BY, at=AT)
            transaction.connection.execute(insert(computed), {"number": added.number})
            assert transaction.has_report(f"{1:032x}")
            assert list(transaction.statements()) == [added]
            assert transaction.head() == (1, added.hash)

        def add(number: int, ending: type[BaseException] | None = None) -> None:
            with store.begin() as transaction:
                transaction.append(*report(2)[:2], by=BY, at=AT)
                transaction.connection.execute(insert(computed), {"number": number})
                if ending:
                    raise ending

        with pytest.raises(IntegrityError):
            add(1)
        with pytest.raises(KeyboardInterrupt):
            add(2, KeyboardInterrupt)
        with store.snapshot() as connection:
            assert connection.execute(select(computed.c.number)).scalars().all() == [1]
        assert store.head() == (1, added.hash)


def test_a_reader_sees_one_moment_while_others_write(target: str) -> None:
    with Store.open(target) as store, Store.open(target) as other:
        store.append_many(statements(250))
        stream = store.statements()
        first = next(stream)
        other.append_many(decision(n) for n in range(10))
        assert [first.number, *(one.number for one in stream)] == list(range(1, 251))
        assert store.head()[0] == 260


def test_memory_stays_flat(target: str) -> None:
    with Store.open(target) as store:
        store.append_many(report(n, f"{n} " + "Both sides denied it. " * 700) for n in range(1500))
        tracemalloc.start()
        try:
            assert sum(1 for _ in store.statements()) == 1500
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
            tracemalloc.reset_peak()
            assert audit(target).statements == 1500
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
        finally:
            tracemalloc.stop()


COPY = 'INSERT {}INTO statements SELECT {}, kind, at, "by", subject, body, {}, hash || {} FROM statements'
CHANGES = [
    "UPDATE statements SET body = '{}' WHERE number = 2", 'UPDATE statements SET "by" = "by"',
    "DELETE FROM statements", "DELETE FROM statements WHERE number = 3",
    COPY.format("", "number + 1", "hash", "'x'") + " WHERE number = 2",
    COPY.format("", "4", "previous", "'x'") + " WHERE number = 2",
]
REPLACEMENTS = [
    COPY.format("OR REPLACE ", "number", "previous", "'x'"),
    COPY.format("OR REPLACE ", "4", "hash", "''") + " WHERE number = 3",
    COPY.format("OR REPLACE ", "4", "hash", "'x'") + " WHERE number = 1",
]


def test_a_statement_cannot_be_changed(target: str) -> None:
    filled(target, 3)
    for change in [*CHANGES, *(["TRUNCATE statements"] if "://" in target else REPLACEMENTS)]:
        with Store.open(target) as store:
            with pytest.raises((IntegrityError, LedgerError)), store.begin() as transaction:
                transaction.connection.execute(text(change))
            assert store.head()[0] == 3, change
    assert audit(target).sound


def test_commits_wait_for_the_disk(tmp_path: Path, postgresql: Server) -> None:
    with Store.open(tmp_path / "ledger.db") as store, store.engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                   for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    url = postgresql.database()
    with postgresql.connect() as connection:
        connection.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = off")
        with Store.open(url) as store, store.engine.connect() as checked:
            assert checked.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        connection.execute("ALTER ROLE CURRENT_USER RESET synchronous_commit")


def test_a_closed_ledger_is_one_file(tmp_path: Path) -> None:
    filled(tmp_path / "odd ? #%20 name.db", 5)
    assert [path.name for path in tmp_path.iterdir()] == ["odd ? #%20 name.db"]


def test_threads_share_a_store(target: str) -> None:
    with Store.open(target) as store:
        threads = [threading.Thread(target=lambda n=n: [store.append(*decision([n, i])[:2], by=BY, at=AT)
                                                         for i in range(10)]) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        notes = [tuple(one.body["note"]) for one in store.statements()]
    assert sorted(notes) == [(n, i) for n in range(4) for i in range(10)]
    assert audit(target).sound


def test_any_tool_opens_a_ledger(tmp_path: Path) -> None:
    filled(tmp_path / "ledger.db", 3)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        rows = connection.execute("SELECT number, json_extract(body, '$.action') FROM statements").fetchall()
        assert rows == [(1, None), (2, None), (3, "annotate")]
        assert connection.execute("PRAGMA application_id").fetchone() == (0x73617973,)
        assert json.loads(connection.execute("SELECT body FROM statements").fetchone()[0])["report"]["text"]
