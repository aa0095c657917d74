"""Reliability of a source, A to F, after the Admiralty system: from how its claims fared over events, judged by others
than itself.

A claim is settled where physical evidence, an admission, or two independent sources other than its own bear it out or
exclude it, or where an analyst decided. A source of whom nothing is settled is F (cannot be judged), never C.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from sayso.codebook import independent
from sayso.codebook.tables import table
from sayso.errors import UsageError
from sayso.ledger.accounts import Account
from sayso.ledger.grades import Bearing
from sayso.ledger.in_force import in_force
from sayso.ledger.phrasing import phrase
from sayso.ledger.standing import Judged
from sayso.ledger.statement import Statement
from sayso.ledger.testimonies import Word
from sayso.model import Attribute, Status

Fortune = Literal["confirmed", "refuted", "disputed", "withdrawn", "outstanding"]
Letter = Literal["A", "B", "C", "D", "E", "F"]

_LETTERS = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one claim of a source fared in one event. `source` is its identity over all reports; a report's own voice is
    its outlet's, by its folded name. `claim` is the first that tells it."""

    source: str
    name: str
    about: Attribute
    claim: str
    fortune: Fortune


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How a source's claims fared, over events: so many of each, and the claims by which each is told."""

    source: str
    name: str = ""
    confirmed: int = 0
    refuted: int = 0
    disputed: int = 0
    withdrawn: int = 0
    outstanding: int = 0
    claims: tuple[tuple[str, Fortune], ...] = ()

    @property
    def settled(self) -> int:
        """How many are settled: what is disputed or outstanding is not."""
        return self.confirmed + self.refuted + self.withdrawn


@dataclass(frozen=True, slots=True)
class Grade:
    """A source's reliability, with why; `lower` and `upper` bound the share of its claims that prove right, None where
    too few are settled; `decided_by` is the number of the analyst's decision that set it."""

    source: str
    letter: Letter
    reason: str
    lower: float | None
    upper: float | None
    decided_by: int | None = None


def outcomes_of(
    judged: Sequence[Judged], bearing_of: Callable[[Account], Bearing], decided: Mapping[str, Status]
) -> tuple[Outcome, ...]:
    """How the claims of each source fared in one event; `decided` are statuses that analysts set, by attribute. What a
    source replaced by an update, and what states no fact, has no outcome."""
    found = []
    for item in judged:
        account = item.account
        if account.stance == "declines" or account.about in ("intent", "other") or item.fate == "replaced":
            continue
        fortune: Fortune = "withdrawn" if item.fate == "withdrawn" else _fortune(
            account, bearing_of(account), decided.get(account.about))
        source = account.identity or account.sayings[0].voice
        name = account.speaker.name if account.identity else account.sayings[0].publisher or source
        found.append(Outcome(source, name, account.about, account.key, fortune))
    return tuple(found)


def records(outcomes: Iterable[Outcome], organisation_of: Mapping[str, str] | None = None) -> dict[str, TrackRecord]:
    """The records of all sources, by identity. `organisation_of` lays what a person says to the body that he speaks
    for, where it has him."""
    by_source: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in {(o.source, o.claim): o for o in outcomes}.values():
        by_source[(organisation_of or {}).get(outcome.source, outcome.source)].append(outcome)
    found = {}
    for source, own in sorted(by_source.items()):
        counted = Counter(outcome.fortune for outcome in own)
        claims = tuple(sorted((outcome.claim, outcome.fortune) for outcome in own))
        name = min((outcome.name for outcome in own), key=lambda n: (-len(n), n))
        found[source] = TrackRecord(source, name, **{fortune: counted[fortune] for fortune in counted}, claims=claims)
    return found


def reliability(record: TrackRecord, decisions: Iterable[Statement] = ()) -> Grade:
    """The grade of a record; the last of the decisions `{"action": "reliability", "source", "grade", "reason"}` on its
    source wins over what is computed. Raises UsageError for a grade that there is none of, or without a reason."""
    computed = _graded(record)
    own = [d for d in in_force(decisions)
           if d.body.get("action") == "reliability" and d.body.get("source") == record.source]
    if not own:
        return computed
    last = own[-1]
    letter, why = last.body.get("grade"), last.body.get("reason")
    if letter not in _LETTERS:
        raise UsageError(f"decision {last.number}: {letter!r} is no grade of reliability; they are A to F")
    if not why:
        raise UsageError(f"decision {last.number} grades {record.source!r} without a reason; give one")
    reason = phrase("reliability", "analyst", by=last.by, reason=why)
    return Grade(record.source, letter, reason, computed.lower, computed.upper, last.number)


def wilson(right: float, number: float, z: float) -> tuple[float, float]:
    """Wilson's score interval for a share, at `z` standard deviations (E. B. Wilson, 1927, JASA 22): its lower and its
    upper bound. `right` of `number` may be fractions."""
    share = right / number
    centre = share + z * z / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    scale = 1 + z * z / number
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _graded(record: TrackRecord) -> Grade:
    rules: dict[str, Any] = table("ledger/grades")["reliability"]
    weight = rules["weight"]
    settled = record.settled
    if settled < rules["least"]:
        return Grade(record.source, "F", phrase("reliability", "too_few", settled=settled), None, None)
    right = (weight["confirmed"] * record.confirmed + weight["refuted"] * record.refuted
             + weight["withdrawn"] * record.withdrawn)
    lower, upper = (round(bound, 4) for bound in wilson(right, settled, rules["z"]))
    names = {"right": record.confirmed, "settled": settled, "lower": f"{lower:.0%}", "upper": f"{upper:.0%}"}
    for row in rules["rows"]:
        side = "lower" if "lower" in row else "upper"
        if (side == "lower" and lower >= row["lower"]) or (side == "upper" and upper <= row["upper"]):
            return Grade(record.source, row["grade"], phrase("reliability", side, **names), lower, upper)
    return Grade(record.source, "F", phrase("reliability", "unclear", **names), lower, upper)


def _fortune(account: Account, bearing: Bearing, decided: Status | None) -> Fortune:
    """How a claim that stands fared, by what others than its source say."""
    if decided in ("confirmed", "refuted"):
        return "confirmed" if (decided == "confirmed") == (account.stance == "affirms") else "refuted"
    agreeing = [word for word in bearing.agreeing if word.account.voice != account.voice]
    opposing = [word for word in bearing.opposing if word.account.voice != account.voice]
    borne_out, excluded = _settles(agreeing), _settles(opposing)
    if borne_out != excluded:
        return "confirmed" if borne_out else "refuted"
    return "disputed" if opposing else "outstanding"


def _settles(words: Sequence[Word]) -> bool:
    """Whether words settle what they say: evidence, an admission, or two that are independent of one another."""
    firm = [word.testimony for word in words if word.testimony.certainty == "certain" and word.testimony.origin]
    if any(testimony.physical or testimony.against_interest for testimony in firm):
        return True
    return any(independent(one, other) for one, other in combinations(firm, 2))
