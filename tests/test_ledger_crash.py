"""What was acknowledged is there, whole, once, whatever ends the writer: a kill, a full disk, a power loss; and however
many write at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import struct
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ledger_writers import Writer, add_reports, open_new, write_on, write_until_full, writers
from ledgers import AT, BY, decision
from sayso.ledger.audit import audit
from sayso.ledger.store import Store

if TYPE_CHECKING:
    from postgresql import Server

pytest_plugins = ["postgresql"]


def check(target: str | Path, acknowledged: dict[int, str]) -> int:
    """That a ledger is sound, that all that was acknowledged is there, and that every transaction is there whole and
    once, in its writer's order; gives how many statements there are."""
    verdict = audit(target)
    assert verdict.sound, str(verdict)
    parts: dict[tuple[int, int], list[int]] = defaultdict(list)
    sizes: dict[tuple[int, int], int] = {}
    last: dict[int, int] = {}
    with Store.open(target) as store:
        for statement in store.statements():
            body = statement.body
            assert acknowledged.get(statement.number, statement.hash) == statement.hash
            parts[body["writer"], body["step"]].append(body["part"])
            sizes[body["writer"], body["step"]] = body["of"]
            assert body["step"] - last.get(body["writer"], -1) in (0, 1)
            last[body["writer"]] = body["step"]
    assert all(found == list(range(sizes[key])) for key, found in parts.items())
    assert verdict.statements >= max(acknowledged, default=0)
    return verdict.statements


def test_a_killed_writer_loses_nothing_that_it_acknowledged(target: str) -> None:
    moments = random.Random(1)
    acknowledged: dict[int, str] = {}
    for run in range(120):
        writer = Writer(write_on, target, run)
        writer.wait()
        time.sleep(moments.uniform(0, 0.012))
        acknowledged |= dict(writer.kill())
        with Store.open(target) as store:
            head = store.head()
        assert head[0] >= max(acknowledged)
        if run % 30 == 29:
            check(target, acknowledged)
    assert len(acknowledged) > 120
    # Some were killed between the disk and the word.
    assert check(target, acknowledged) > len(acknowledged)


def test_a_writer_killed_while_it_makes_a_ledger_leaves_none_or_one(tmp_path: Path, postgresql: Server) -> None:
    moments = random.Random(2)
    made = Counter[bool]()
    takes = 0.0
    for run in range(32):
        target = str(tmp_path / f"{run}.db") if run % 4 else postgresql.database()
        writer = Writer(open_new, target, 0)
        writer.wait()
        if run < 2:
            began = time.monotonic()
            writer.wait()
            takes = time.monotonic() - began
        time.sleep(moments.uniform(0, 1.5 * takes))
        made[len(writer.kill()) == 2] += 1
        with Store.open(target) as store:
            store.append(*decision()[:2], by=BY, at=AT)
        assert audit(target).sound
    assert made[True] > 2
    assert made[False] > 2


def test_a_killed_server_loses_nothing_that_it_acknowledged(postgresql: Server) -> None:
    target = postgresql.database()
    moments = random.Random(3)
    acknowledged: dict[int, str] = {}
    for run in range(3):
        writer = Writer(write_on, target, run)
        writer.wait(5)
        time.sleep(moments.uniform(0, 0.05))
        postgresql.kill()
        acknowledged |= dict(writer.finish())
        assert writer.process.exitcode == 1
        postgresql.start()
        check(target, acknowledged)


@pytest.mark.parametrize(("count", "steps"), [(2, 40), (8, 12)])
def test_writers_at_once_take_turns(target: str, count: int, steps: int) -> None:
    with writers(write_on, target, count, steps) as started:
        acknowledged = [said for writer in started for said in writer.finish()]
        assert [writer.process.exitcode for writer in started] == [0] * count
    assert len(acknowledged) == len(dict(acknowledged)) == count * steps
    check(target, dict(acknowledged))


def test_writers_take_turns_also_where_transactions_are_strict(postgresql: Server) -> None:
    target = postgresql.database()
    with postgresql.connect() as connection:
        name = target.split("/")[3].split("?")[0]
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'".encode())
    with writers(write_on, target, 3, 10) as started:
        acknowledged = [said for writer in started for said in writer.finish()]
    assert len(acknowledged) == 30
    check(target, dict(acknowledged))


def test_a_report_that_many_add_at_once_is_there_once(target: str) -> None:
    with writers(add_reports, target, 8, 6) as started:
        for writer in started:
            assert len(writer.finish()) == 6
    with Store.open(target) as store:
        kept = [(one.kind, one.body["key"]) for one in store.statements()]
    assert sorted(kept) == [("report", f"{number:032x}") for number in range(6)]
    assert audit(target).sound


def test_a_file_at_its_limit_takes_nothing_half(tmp_path: Path) -> None:
    target = tmp_path / "ledger.db"
    writer = Writer(write_until_full, str(target), 0, 600_000)
    (added, error), head, after = writer.finish()
    assert error.startswith(f"OutputError: {target}: the disk refuses; nothing was added")
    assert len(error.splitlines()) == 1
    assert head[0] == added > 20
    # What comes after is added behind what was acknowledged, and nothing of what was not.
    assert after == added + 4
    verdict = audit(target)
    assert (verdict.sound, verdict.statements) == (True, after)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own with so much room, where the machine lets one be made."""
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "ledger", folder],
                                      capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here: it needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_takes_nothing_half(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        (disk / "others").write_bytes(bytes(100_000))
        target = disk / "ledger.db"
        (added, error), head = Writer(write_until_full, str(target), 0, 0).finish()
        assert error.startswith(f"OutputError: {target}: the disk is full or its limit is reached; nothing was added")
        assert head[0] == added > 20
        assert audit(target).statements == added
        (disk / "others").unlink()
        with Store.open(target) as store:
            assert store.append(*decision()[:2], by=BY, at=AT).number == added + 1
        assert audit(target).sound


def test_a_full_disk_of_a_server_takes_nothing_half(postgresql: Server) -> None:
    with small_disk(postgresql.folder / "disk", "2m") as disk:
        shutil.chown(disk, postgresql.name)
        with postgresql.connect() as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}'".encode())
        target = postgresql.database()
        with postgresql.connect(target.split("/")[3].split("?")[0]) as connection:
            connection.execute("SET default_tablespace = small")
            name = connection.info.dbname
            connection.execute(f"ALTER DATABASE {name} SET default_tablespace = small".encode())
        (added, error), head = Writer(write_until_full, target, 0, 0).finish()
        assert error.startswith("OutputError")
        assert "the server's disk is full; nothing was added" in error
        assert head[0] == added > 20
        verdict = audit(target)
        assert (verdict.sound, verdict.statements) == (True, added)
        with postgresql.connect() as connection:
            connection.execute(f"DROP DATABASE {name}".encode())
            connection.execute("DROP TABLESPACE small")


# SQLite's write-ahead log (sqlite.org/fileformat2.html, section 4): a header of 32 bytes, then frames, each with 24
# bytes before its page: the page's number, the size of the database after a commit (0 within one), the log's two salts.
def commits(log: bytes) -> list[int]:
    """Where in a log each transaction that was committed to it ends."""
    if len(log) < 32:
        return []
    size, salts = struct.unpack(">I", log[8:12])[0], log[16:24]
    ends = []
    for start in range(32, len(log) - size - 23, size + 24):
        if log[start + 8 : start + 16] != salts:
            break
        if struct.unpack(">I", log[start + 4 : start + 8])[0]:
            ends.append(start + size + 24)
    return ends


def pages(log: bytes, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The pages that a log holds between two places, each with its place in the file."""
    size = struct.unpack(">I", log[8:12])[0]
    for start in range(begin, end, size + 24):
        yield (struct.unpack(">I", log[start : start + 4])[0] - 1) * size, log[start + 24 : start + 24 + size]


def taken(data: bytes, log: bytes, begin: int) -> bool:
    """Whether a page that was committed after a place in the log is in the file already: then the log was on the disk
    beyond it."""
    end = max([begin, *commits(log)])
    return any(data[place : place + len(page)] == page for place, page in pages(log, begin, end))


def stopped(process: int) -> None:
    """Stop a process where it is, and wait until it stands."""
    os.kill(process, signal.SIGSTOP)
    while Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "T":
        time.sleep(0.0005)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see a process stand")
def test_a_power_loss_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    target, lost = tmp_path / "ledger.db", tmp_path / "lost" / "ledger.db"
    lost.parent.mkdir()
    moments = random.Random(4)
    found = Counter[str]()
    writer = Writer(write_on, str(target), 0, 10**9, 12)
    try:
        writer.wait()
        for _ in range(60):
            time.sleep(moments.uniform(0, 0.02))
            process = writer.process.pid
            assert process is not None
            stopped(process)
            writer.listen()
            data, log = target.read_bytes(), Path(f"{target}-wal").read_bytes()
            found.update(looses(lost, data, log, dict(writer.said), moments))
            os.kill(process, signal.SIGCONT)
    finally:
        writer.kill()
    assert min(found["as it stood"], found["torn log"], found["torn pages"]) > 20, found


def looses(path: Path, data: bytes, log: bytes, acknowledged: dict[int, str], moments: random.Random) -> Iterator[str]:
    """Try what a power loss leaves of a file and its log: all as it stood; the log's end lost or torn, which no commit
    that was acknowledged had waited for; pages torn that were being taken from the log into the file."""

    def holds(data: bytes, log: bytes) -> int:
        path.write_bytes(data)
        Path(f"{path}-wal").write_bytes(log)
        Path(f"{path}-shm").unlink(missing_ok=True)
        return check(path, acknowledged)

    holds(data, log)
    yield "as it stood"
    ends = commits(log)
    needed = max(acknowledged)
    kept = next((end for end in ends[-3:] if not taken(data, log, end) and held(path, data, log[:end]) >= needed), None)
    if kept is None:
        return
    end = moments.randrange(kept, len(log) + 1)
    torn = log[:end] + moments.randbytes(moments.randrange(5000))
    holds(data, torn)
    yield "torn log"
    pieces = bytearray(data)
    for place, page in pages(log, 32, kept):
        # The first page begins with how to read all others: SQLite needs it before it reads the log.
        if 0 < place < len(data) and moments.random() < 0.5:
            torn_at = moments.randrange(len(page))
            pieces[place + torn_at : place + len(page)] = moments.randbytes(len(page) - torn_at)
    holds(bytes(pieces), log)
    yield "torn pages"


def held(path: Path, data: bytes, log: bytes) -> int:
    """How many statements a file and its log hold."""
    path.write_bytes(data)
    Path(f"{path}-wal").write_bytes(log)
    Path(f"{path}-shm").unlink(missing_ok=True)
    with Store.open(path) as store:
        return store.head()[0]


def test_the_trial_of_power_losses_can_fail(tmp_path: Path) -> None:
    path: Any = tmp_path / "ledger.db"
    with Store.open(path) as store:
        numbers = [store.append(*decision()[:2], by=BY, at=AT).number for _ in range(3)]
        data, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    copy = tmp_path / "copy.db"
    assert held(copy, data, log) == numbers[-1]
    assert held(copy, data, log[: commits(log)[-2]]) == numbers[-2]
    assert held(copy, data, log[: commits(log)[-1] - 1]) == numbers[-2]
