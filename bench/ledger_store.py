"""The ledger's store, timed: `python -m bench.ledger_store [--statements 1000000] [--at postgresql://…]`.

Rates of adding (one by one, each on disk before the next; and a thousand to a transaction), reading and verifying, and
the peak memory of each, every step in a process of its own. A statement has about as much as a short report's reading.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sayso.ledger.audit import audit
from sayso.ledger.backup import backup
from sayso.ledger.store import Store
from sayso.ledger.transaction import New

OUT = Path(__file__).parent / "out" / "ledger_store.json"
AT = "2024-05-31T18:10:00.000000Z"
BATCH = 1000
SINGLE = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many statements it dealt with, in how many seconds, with how much memory at its peak, in MB."""

    statements: int
    seconds: float
    memory: float

    @property
    def rate(self) -> float:
        """Statements a second."""
        return self.statements / self.seconds


def made(begin: int, end: int, size: int) -> Iterator[New]:
    """Reports, each followed by its reading, with about `size` characters in each."""
    text = "Shells fell on the grain port at dusk, the harbour master said; the army denied it. "
    for number in range(begin, end):
        key = f"{number // 2:032x}"
        if number % 2 == 0:
            told = (f"Report {number}. " + text * (size // len(text) + 1))[:size]
            yield "report", {"key": key, "report": {"id": f"sha256:{number:064x}", "text": told}}, "bench", AT
        else:
            claim = {"id": "c1", "event": "e1", "about": "occurrence", "source": ["s1"], "stance": "affirms",
                     "quote": {"exact": text[:60], "start": 12, "end": 72}}
            reading = {"claims": [claim] * (size // 150), "number": number}
            yield "reading", {"report": key, "reader": "sayso 0.1", "reading": reading}, "bench", AT


def append(at: str, begin: int, end: int, size: int, batch: int) -> None:
    """Add statements, so many to a transaction."""
    with Store.open(at) as store:
        for first in range(begin, end, batch):
            store.append_many(made(first, min(first + batch, end), size))


def read(at: str) -> None:
    """Go over all statements."""
    with Store.open(at, read_only=True) as store:
        assert sum(1 for _ in store.statements()) == store.head()[0]


def verified(at: str) -> None:
    """Verify all."""
    audit(at).demand()


def backed_up(at: str, folder: str) -> None:
    """Back all up, with the backup verified."""
    with Store.open(at, read_only=True) as store:
        backup(store, Path(folder) / "backup.db")


def timed(act: Callable[..., None], *arguments: object) -> tuple[float, float]:
    """Seconds that an act takes, and the process's peak memory in MB."""
    begin = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(count: int, act: Callable[..., None], *arguments: object) -> Step:
    """An act timed in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return Step(count, *pool.submit(timed, act, *arguments).result())


def measure(at: str, count: int, size: int, folder: str) -> dict[str, Step]:
    """All steps over one ledger, which must be empty."""
    return {
        "add, one to a transaction": apart(SINGLE, append, at, 0, SINGLE, size, 1),
        f"add, {BATCH:,} to a transaction": apart(count - SINGLE, append, at, SINGLE, count, size, BATCH),
        "read": apart(count, read, at),
        "verify": apart(count, verified, at),
        "back up and verify": apart(count, backed_up, at, folder),
    }


def main() -> int:
    """Measure and print what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger_store", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--size", type=int, default=1000, help="characters in each")
    parser.add_argument("--at", help="an empty database's postgresql:// URL; a temporary file otherwise")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = arguments.at or str(Path(folder) / "ledger.db")
        steps = measure(at, max(arguments.statements, SINGLE + 1), arguments.size, folder)
        size = sum(path.stat().st_size for path in Path(folder).glob("ledger.db*")) / 2**20
    where = "PostgreSQL" if arguments.at else f"SQLite, {size:,.0f} MB"
    table = Table("step", "statements", "seconds", "a second", "peak memory, MB",
                  title=f"{arguments.statements:,} statements of about {arguments.size} characters ({where})")
    for name, step in steps.items():
        table.add_row(name, f"{step.statements:,}", f"{step.seconds:.1f}", f"{step.rate:,.0f}", f"{step.memory:.0f}")
    Console(width=120).print(table)
    OUT.parent.mkdir(exist_ok=True)
    found = {name: {"statements": step.statements, "seconds": step.seconds, "memory_mb": step.memory}
             for name, step in steps.items()}
    OUT.write_text(json.dumps({"where": where, "steps": found}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
