"""Writers in processes of their own, for tests that end them at any moment: forked from a small server process, so that
one starts within milliseconds."""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from ledgers import AT, report
from sayso.errors import SaysoError
from sayso.ledger.store import Store
from sayso.ledger.transaction import New

Acknowledged = tuple[int, str]

_processes = multiprocessing.get_context("forkserver")
# This folder is not where the server looks; what takes long to import is.
_processes.set_forkserver_preload(["__main__", "sayso.ledger.store", "sqlalchemy.dialects.sqlite",
                                   "sqlalchemy.dialects.postgresql", "psycopg"])


def batch(writer: int, step: int, of: int) -> list[New]:
    """The statements of one transaction, each with whose it is, which, and of how many."""
    texts = ["word " * ((writer * 31 + step * 17 + part * 7) % 900) for part in range(of)]
    return [("decision", {"action": "annotate", "writer": writer, "step": step, "part": part, "of": of, "text": text},
             f"writer {writer}", AT) for part, text in enumerate(texts)]


def write_on(target: str, writer: int, said: Connection, steps: int = 10**9, checkpoint: int = 0) -> None:
    """Add transactions of one to four statements, and say number and hash of each one's last once it is added."""
    with Store.open(target) as store:
        if checkpoint:
            # Often, so that many moments fall into one.
            with store.engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        choices = random.Random(writer)
        for step in range(steps):
            added = store.append_many(batch(writer, step, choices.choice([1, 1, 2, 4])))
            said.send((added[-1].number, added[-1].hash))


def add_reports(target: str, writer: int, said: Connection, count: int) -> None:
    """Add those of `count` reports that no other writer has added yet."""
    with Store.open(target) as store:
        for number in range(count):
            kind, body, _, at = report(number)
            with store.begin() as transaction:
                if not transaction.has_report(body["key"]):
                    transaction.append(kind, body, by=f"writer {writer}", at=at)
            said.send((number, ""))


def open_new(target: str, writer: int, said: Connection) -> None:
    """Make a ledger."""
    said.send((0, ""))
    with Store.open(target):
        said.send((1, ""))
    time.sleep(60)


def write_until_full(target: str, writer: int, said: Connection, limit: int) -> None:
    """Add statements until no more fits, say the error, then the last number; go on once there is room.

    `limit` is the greatest size of a file in bytes, 0 where the disk itself is small."""
    with Store.open(target) as store:
        if limit:
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        added = 0
        try:
            for step in range(10_000):
                added = store.append_many(batch(writer, step, 4))[-1].number
        except SaysoError as error:
            said.send((added, f"{type(error).__name__}: {error}"))
        said.send(store.head())
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            said.send(store.append_many(batch(writer, 10_000, 4))[-1].number)


class Writer:
    """A process that runs one of the functions above, and what it has said."""

    def __init__(self, act: Callable[..., None], target: str, writer: int, *arguments: Any) -> None:
        self.heard, said = _processes.Pipe(duplex=False)
        self.said: list[Any] = []
        self.process = _processes.Process(target=act, args=(target, writer, said, *arguments), daemon=True)
        self.process.start()
        said.close()

    def wait(self, count: int = 1, seconds: float = 30) -> None:
        """Wait until it has said so much more."""
        wanted = len(self.said) + count
        with suppress(EOFError):
            while len(self.said) < wanted and self.heard.poll(seconds):
                self.said.append(self.heard.recv())
        assert len(self.said) == wanted, "the writer says nothing more"

    def listen(self) -> None:
        """Take what it has said until now."""
        with suppress(EOFError, OSError):
            while self.heard.poll():
                self.said.append(self.heard.recv())

    def kill(self) -> list[Any]:
        """End it as nothing else does, and give all that it said before."""
        self.process.kill()
        return self.finish()

    def finish(self) -> list[Any]:
        """Wait for its end, and give all that it said."""
        with suppress(EOFError, OSError):
            while True:
                self.said.append(self.heard.recv())
        self.process.join(60)
        self.heard.close()
        return self.said


@contextmanager
def writers(act: Callable[..., None], target: str, count: int, *arguments: Any) -> Iterator[list[Writer]]:
    """Several at once; none is left behind."""
    started = [Writer(act, target, number, *arguments) for number in range(count)]
    try:
        yield started
    finally:
        for one in started:
            if one.process.is_alive():
                one.process.kill()
