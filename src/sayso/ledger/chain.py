"""The chain of statements verified: every hash, every link, every number, one statement in memory at a time.

The chain shows a statement that was changed, lost or put in. It cannot show that somebody wrote the whole of it anew:
`anchor` does, against time stamps that others have signed. The form is that of Haber and Stornetta's linked time stamps
(1991).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.errors import DamagedLedger
from sayso.ledger.record import KINDS, Record, is_moment, subject_of
from sayso.ledger.statement import BEFORE_THE_FIRST, canonical, hash_of

FaultKind = Literal["unreadable", "field", "gap", "order", "previous", "hash", "body", "subject", "lost", "head"]


class Unreadable(Exception):
    """Raised by a stream of records where the store cannot give the next one; the text says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first statement that is wrong: its number, how, and a sentence for a person.

    `unreadable`: the store cannot give it. `field`: a value that no statement has. `gap`: it is missing, another comes
    in its place. `order`: a number comes again. `previous`: it does not follow the one before. `hash`: its content is
    not what its hash was taken over. `body`: not canonical JSON. `subject`: filed under another report. `lost`: the
    ledger's note of its last statement names a later one. `head`: that note names another.
    """

    number: int
    kind: FaultKind
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. `statements` were sound before the first that is wrong, the last of them with hash `head`;
    `damage` is what is wrong with the store itself beside its statements, a sentence each."""

    statements: int
    head: str
    fault: Fault | None = None
    damage: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, with the statements or with the store."""
        return self.fault is None and not self.damage

    def __str__(self) -> str:
        """One line: that all is sound, or what is wrong first."""
        if self.fault:
            return self.fault.text
        if self.damage:
            return f"all {self.statements} statements are sound, but the store is damaged: {self.damage[0]}"
        return f"all {self.statements} statements are sound; the last has the hash {self.head}"

    def demand(self) -> None:
        """Raise DamagedLedger unless all is sound."""
        if not self.sound:
            raise DamagedLedger(str(self))


def verify(records: Iterable[Record], head: tuple[int, str] | None = None) -> Verdict:
    """The verdict on records in the order of their store. `head` is the number and hash of the last one as the ledger
    noted it, which shows statements lost at the end. Records may hold values of any type: a damaged store gives such.
    """
    count, last = 0, BEFORE_THE_FIRST
    try:
        for record in records:
            fault = _fault(record, count + 1, last)
            if fault:
                return Verdict(count, last, fault)
            count, last = record.number, record.hash
    except Unreadable as error:
        return Verdict(count, last, Fault(count + 1, "unreadable", f"statement {count + 1} cannot be read: {error}"))
    return Verdict(count, last, _fault_of_head(head, count, last) if head else None)


def _fault(record: Record, expected: int, last: str) -> Fault | None:
    """What is wrong with a record that stands where number `expected` must, after the hash `last`."""
    wrong = _wrong_field(record)
    if wrong:
        return Fault(expected, "field", f"statement {expected} was changed: {wrong}")
    number = record.number
    if number > expected:
        return Fault(expected, "gap", f"statement {expected} is missing: statement {number} stands in its place")
    if number < expected:
        return Fault(expected, "order", f"statement {expected} is missing: statement {number} comes again in its place")
    if record.previous != last:
        return Fault(number, "previous", f"statement {number} does not follow the one before: it names another hash")
    if record.hash != hash_of(number, record.kind, record.at, record.by, record.body, record.previous):
        return Fault(number, "hash", f"statement {number} was changed: its content and its hash do not agree")
    return _fault_of_body(record)


def _wrong_field(record: Record) -> str | None:
    if type(record.number) is not int:
        return "its number is none"
    for name in ("kind", "at", "by", "body", "previous", "hash"):
        if not isinstance(getattr(record, name), str):
            return f"its {name} is no text"
    if record.kind not in KINDS:
        return f"it is of no known kind ({record.kind!r})"
    return None if is_moment(record.at) else f"its time is none ({record.at!r})"


def _fault_of_body(record: Record) -> Fault | None:
    number = record.number
    try:
        body = json.loads(record.body)
        same = isinstance(body, dict) and canonical(body) == record.body
    except (ValueError, RecursionError):
        same = False
    if not same:
        return Fault(number, "body", f"statement {number} is not in the ledger's form: its body is no canonical JSON")
    if subject_of(record.kind, body) != record.subject:
        return Fault(number, "subject", f"statement {number} was changed: it is filed under another report")
    return None


def _fault_of_head(head: tuple[int, str], count: int, last: str) -> Fault | None:
    number, noted = head
    if number > count:
        text = f"statement {count + 1} is missing, with all after it: the ledger noted {number} as its last"
        return Fault(count + 1, "lost", text)
    if number < count:
        text = f"statement {number + 1} was put in from outside: the ledger noted {number} as its last"
        return Fault(number + 1, "head", text)
    if noted != last:
        return Fault(count, "head", f"statement {count} is another than the one that the ledger noted as its last")
    return None
