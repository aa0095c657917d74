"""A statement: one thing that the ledger was told, by whom and when, chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

StatementKind = Literal["report", "reading", "decision"]
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `number` counts from 1 without gaps; `at` is when it was added (UTC, ISO 8601 with microseconds
    and `Z`), `by` who added it; `body` is JSON; `previous` is the hash of the statement before, 64 zeros for the first;
    `hash` is the SHA-256 (hexadecimal) of all the rest, as `hash_of` computes it."""

    number: int
    kind: StatementKind
    at: str
    by: str
    body: dict[str, Any]
    previous: str
    hash: str


def canonical(value: object) -> str:
    """JSON in one form only: keys sorted, no spaces, no escapes but the necessary ones (after RFC 8785)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(number: int, kind: StatementKind, at: str, by: str, body: str, previous: str) -> str:
    """The SHA-256 of a statement, over the hash of the one before; `body` is its canonical JSON."""
    text = "\n".join((previous, str(number), kind, at, by, body))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make(number: int, kind: StatementKind, at: str, by: str, body: dict[str, Any], previous: str) -> Statement:
    """The statement with its hash."""
    return Statement(number, kind, at, by, body, previous, hash_of(number, kind, at, by, canonical(body), previous))
