"""Analysts' decisions on one event, put in force: they win over what is computed, and say so.

A decision's body names its field by `field`: one of the card (`kind`, `when`, `where`, `actors`, `targets`, `weapons`,
`damage`, `summary`), a count (`killed`, …) or an attribute of the codebook (`occurrence`, `responsibility`, …).

- `overrule`, `correct`: `field` with `value` (of the card or a count), or with `status`, or both;
- `confirm`: `field` (the occurrence where it is left out) is confirmed;
- `annotate`: `text`;
- `retract`: `report` (its key) no longer counts, or `claim` (`3fa9…/c4`), or what stands at `anchor`
  (`{"report", "start", "end"}`);
- `undo`: `number`, the decision that is taken back.

The later of two on one field wins; where they are two analysts' and not the same, the conflict is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from sayso.errors import UsageError
from sayso.ledger.accounts import group_of
from sayso.ledger.decided_values import decided_value
from sayso.ledger.in_force import in_force
from sayso.ledger.sayings import COUNTS, Saying
from sayso.ledger.statement import Statement
from sayso.model import Attribute, Status

CARD_FIELDS = ("kind", "when", "where", "actors", "targets", "weapons", "damage", "summary")
_OF_ATTRIBUTE = {"time": "when", "place": "where", "responsibility": "actors", "target": "targets", "weapon": "weapons"}
_ATTRIBUTE_OF = {card: attribute for attribute, card in _OF_ATTRIBUTE.items()}
_ATTRIBUTES: tuple[str, ...] = get_args(Attribute)
_STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an analyst decided on one field: the number of the decision, who, when, why, and the value or status."""

    number: int
    by: str
    at: str
    reason: str | None
    field: str
    has_value: bool
    value: Any
    status: Status | None


@dataclass(frozen=True, slots=True)
class Note:
    """An analyst's annotation."""

    number: int
    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two analysts decided differently on one field; the later decision, `winner`, counts."""

    field: str
    winner: int
    loser: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """What an analyst struck: a report, a claim, or what stands between two characters of a report."""

    number: int
    by: str
    reason: str
    report: str
    claim: str | None = None
    start: int | None = None
    end: int | None = None

    def strikes(self, saying: Saying) -> bool:
        """Whether a saying is struck."""
        if self.claim is not None:
            return saying.key == self.claim
        if saying.report != self.report:
            return False
        if self.start is None or self.end is None:
            return True
        return saying.claim.quote.start < self.end and self.start < saying.claim.quote.end


@dataclass(frozen=True, slots=True)
class Rulings:
    """All that analysts decided on an event, as it is in force: by card field or count the value, by attribute the
    status; what was struck; notes and conflicts."""

    values: Mapping[str, Ruling] = field(default_factory=dict)
    statuses: Mapping[str, Ruling] = field(default_factory=dict)
    retractions: tuple[Retraction, ...] = ()
    notes: tuple[Note, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def rulings_of(decisions: Iterable[Statement]) -> Rulings:
    """What decisions on an event are in force, by their numbers; the order in which they come does not matter.

    Raises UsageError for a field or a status that there is none of, and for a decision that lacks what it needs."""
    values: dict[str, Ruling] = {}
    statuses: dict[str, Ruling] = {}
    retractions: list[Retraction] = []
    notes: list[Note] = []
    conflicts: list[Conflict] = []
    for decision in in_force(decisions):
        action = decision.body.get("action")
        if action in ("overrule", "correct", "confirm"):
            ruling = _ruling(decision)
            if ruling.has_value:
                _put(values, _OF_ATTRIBUTE.get(ruling.field, ruling.field), ruling, conflicts)
            if ruling.status is not None:
                _put(statuses, _ATTRIBUTE_OF.get(ruling.field, ruling.field), ruling, conflicts)
        elif action == "annotate":
            notes.append(Note(decision.number, decision.by, decision.at, str(_needed(decision, "text"))))
        elif action == "retract":
            retractions.append(_retraction(decision))
    return Rulings(values, statuses, tuple(retractions), tuple(notes), tuple(conflicts))


def strike(
    sayings: Sequence[Saying], retractions: Sequence[Retraction]
) -> tuple[tuple[Saying, ...], dict[str, Retraction]]:
    """The sayings that are left, and by key what was struck. With a saying fall its copies in the reports of the same
    family; a copy falls alone."""
    struck: dict[str, Retraction] = {}
    firsts: dict[tuple[object, ...], Saying] = {}
    for saying in sorted(sayings, key=lambda s: (s.report != s.family, *s.order)):
        firsts.setdefault((saying.family, *group_of(saying)), saying)
    for saying in sayings:
        first = firsts[saying.family, *group_of(saying)]
        by = next((r for r in retractions if r.strikes(saying) or r.strikes(first)), None)
        if by is not None:
            struck[saying.key] = by
    return tuple(saying for saying in sayings if saying.key not in struck), struck


def _ruling(decision: Statement) -> Ruling:
    body = decision.body
    confirms = body["action"] == "confirm"
    name = str(body.get("field") or "occurrence") if confirms else str(_needed(decision, "field"))
    if name not in CARD_FIELDS and name not in _ATTRIBUTES:
        known = ", ".join((*CARD_FIELDS, *_ATTRIBUTES))
        raise UsageError(f"decision {decision.number}: there is no field {name!r} to decide on; the fields are {known}")
    status = body.get("status", "confirmed" if confirms else None)
    if status is not None and status not in _STATUSES:
        raise UsageError(f"decision {decision.number}: {status!r} is no status; they are {', '.join(_STATUSES)}")
    if not confirms and "value" not in body and status is None:
        raise UsageError(f"decision {decision.number} says neither a value nor a status of {name}; give one of them")
    if "value" in body and _OF_ATTRIBUTE.get(name, name) not in (*CARD_FIELDS, *COUNTS):
        raise UsageError(f"decision {decision.number}: {name} has no value of its own; give its status")
    has_value = "value" in body
    value = decided_value(decision.number, _OF_ATTRIBUTE.get(name, name), body["value"]) if has_value else None
    return Ruling(decision.number, decision.by, decision.at, body.get("reason"), name, has_value, value, status)


def _retraction(decision: Statement) -> Retraction:
    body = decision.body
    reason = str(body.get("reason") or "")
    anchor = body.get("anchor")
    if isinstance(anchor, Mapping):
        return Retraction(decision.number, decision.by, reason, str(anchor.get("report")), None,
                          anchor.get("start"), anchor.get("end"))
    if "claim" in body:
        claim = str(body["claim"])
        return Retraction(decision.number, decision.by, reason, claim.partition("/")[0], claim)
    return Retraction(decision.number, decision.by, reason, str(_needed(decision, "report")))


def _needed(decision: Statement, key: str) -> Any:
    if decision.body.get(key) is None:
        action = decision.body.get("action")
        raise UsageError(f"decision {decision.number} ({action}) does not say its {key!r}; give it")
    return decision.body[key]


def _put(rulings: dict[str, Ruling], name: str, new: Ruling, conflicts: list[Conflict]) -> None:
    """Puts a ruling in force; notes where it goes against another analyst's."""
    old = rulings.get(name)
    rulings[name] = new
    if old is not None and old.by != new.by and (old.value, old.status) != (new.value, new.status):
        sentence = f"{old.by} decided {_told(old)}, {new.by} later {_told(new)}; the later decision counts"
        conflicts.append(Conflict(name, new.number, old.number, sentence))


def _told(ruling: Ruling) -> str:
    told = ([f"{ruling.value!r}"] if ruling.has_value else []) + ([ruling.status] if ruling.status else [])
    return f"{ruling.field} {' '.join(told)}"
