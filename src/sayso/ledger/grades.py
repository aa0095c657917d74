"""Credibility of each claim about an event, 1 to 6, after the Admiralty system (NATO STANAG 2511; CODEBOOK, section 5).

Whether a claim is borne out is judged from what others say of the same thing, never from who says it: a source's
reliability is a grade of its own (`sayso.ledger.reliability`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.codebook import independent
from sayso.codebook.tables import table
from sayso.ledger.phrasing import joined, phrase, sayer
from sayso.ledger.standing import Judged
from sayso.ledger.testimonies import Word
from sayso.model import Attribute, Status

CredibilityRow = Literal[
    "not_a_statement", "withdrawn", "retracted", "replaced", "refuted", "against_confirmed", "corroborated", "physical",
    "against_interest", "disputed_supported", "disputed", "hinted", "same_side", "alone",
]
_NO_FACTS: frozenset[Attribute] = frozenset({"intent", "other"})


@dataclass(frozen=True, slots=True)
class Credibility:
    """The grade of one claim: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
    judged; the row of codebook/ledger/grades.toml that gives it, why in words, and the claims on which that rests."""

    claim: str
    grade: int
    row: CredibilityRow
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Bearing:
    """What bears on an account: its own word, and those of others that speak of the same value: who say the same and
    who gainsay it; `status` is that of what it says, `reason` why in words."""

    own: Word | None
    agreeing: tuple[Word, ...]
    opposing: tuple[Word, ...]
    status: Status | None
    reason: str


def credibility_of(judged: Judged, bearing: Bearing) -> list[Credibility]:
    """The grades of the claims that tell an account: one grade for all."""
    row, others = _row(judged, bearing)
    names = joined(dict.fromkeys(sayer(word.account) for word in others))
    reason = phrase("credibility", row, names=names, reason=bearing.reason)
    claims = tuple(dict.fromkeys(word.account.key for word in others))
    return [Credibility(key, grade_of(row), row, reason, claims) for key in judged.account.claims]


def plain_credibility(claims: Iterable[str], row: CredibilityRow) -> list[Credibility]:
    """The grades of claims of which the row is known: struck ones, and those that only repeat what was withdrawn."""
    reason = phrase("credibility", row, names="", reason="")
    return [Credibility(key, grade_of(row), row, reason, ()) for key in claims]


def grade_of(row: CredibilityRow) -> int:
    """The grade that a row gives."""
    grades: Mapping[str, int] = table("ledger/grades")["credibility"]
    return grades[row]


def _row(judged: Judged, bearing: Bearing) -> tuple[CredibilityRow, Sequence[Word]]:
    """The row that holds, and the words of others that make it hold."""
    account, own = judged.account, bearing.own
    if account.stance == "declines" or account.about in _NO_FACTS:
        return "not_a_statement", ()
    if judged.fate != "stands":
        return judged.fate, ()
    if own is None:
        return "alone", ()
    denies = account.stance == "denies"
    if not denies and bearing.status == "refuted":
        return "refuted", bearing.opposing
    if denies and bearing.status == "confirmed":
        return "against_confirmed", bearing.opposing
    if not denies and _is_beaten(bearing):
        return "against_confirmed", bearing.opposing
    corroborating = [w for w in bearing.agreeing if _corroborates(own, w)]
    if (denies and bearing.opposing) or (not denies and bearing.status == "disputed"):
        firm = own.testimony.certainty == "certain"
        return ("disputed_supported", corroborating) if corroborating and firm else ("disputed", bearing.opposing)
    if corroborating:
        return "corroborated", corroborating
    if own.testimony.physical and own.testimony.certainty == "certain":
        return "physical", ()
    if own.testimony.against_interest and own.testimony.certainty == "certain":
        return "against_interest", ()
    others = [w for w in bearing.agreeing if w.account.voice != account.voice]
    if others:
        return "same_side", others
    return ("hinted", ()) if own.testimony.certainty == "possible" else ("alone", ())


def _corroborates(own: Word, other: Word) -> bool:
    """Whether another's word bears out one: certain, and independent of it or physical evidence. A report's own voice
    bears out nobody; what it says is borne out by any source."""
    testimony = other.testimony
    if other.account.voice == own.account.voice or testimony.certainty != "certain" or not testimony.origin:
        return False
    return testimony.physical or not own.testimony.origin or independent(own.testimony, testimony)


def _is_beaten(bearing: Bearing) -> bool:
    """Whether what excludes an affirmation is itself confirmed, by physical evidence, an admission, or two independent
    sources, while nobody bears this one out."""
    if bearing.own is None or any(_corroborates(bearing.own, word) for word in bearing.agreeing):
        return False
    rivals = [w for w in bearing.opposing if w.testimony.certainty == "certain" and w.testimony.origin]
    affirming = [word for word in rivals if word.account.stance == "affirms"]
    if any(w.testimony.against_interest or w.testimony.physical for w in affirming):
        return True
    return any(independent(a.testimony, b.testimony) for a in affirming for b in affirming)

