"""Ledgers for tests: statements of every kind, with texts that try a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.ledger.store import Store
from sayso.ledger.transaction import New

AT = "2024-05-31T18:10:00.000000Z"
BY = "Zoë Ødegård"
# One character of each length in UTF-8, and those that JSON, SQL and line ends could take for their own.
ODD = "ą € 𝄞 ‏עברית \u2028 \x7f \x00 \r\n\t \\ ' \" % :name ? $1 \ufeff\ufffd"


def report(number: int, text: str = "") -> New:
    """A report statement to be added."""
    body = {"key": f"{number:032x}", "report": {"id": f"sha256:{number:064x}", "text": text or f"Report {number}."}}
    return "report", body, BY, AT


def reading(number: int, text: str = "") -> New:
    """A reading of report `number`."""
    return "reading", {"report": f"{number:032x}", "reader": "sayso 0.1", "reading": {"events": [text]}}, BY, AT


def decision(note: object = None, **more: Any) -> New:
    """An analyst's decision."""
    return "decision", {"action": "annotate", "note": note, "reason": None, **more}, "desk", AT


def statements(count: int) -> list[New]:
    """Statements of all kinds, some with bodies that take several pages of a store."""
    made = []
    for number in range(count):
        text = f"{ODD} {number} " + "Пост № 4. " * (number * 37 % 200 if number % 5 else 600)
        made.append((report(number, text), reading(number - 1, text), decision(number))[number % 3])
    return made


def filled(target: str | Path, count: int) -> str | Path:
    """A ledger with `statements(count)`, closed."""
    with Store.open(target) as store:
        store.append_many(statements(count))
    return target
