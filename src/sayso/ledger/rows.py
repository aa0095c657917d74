"""Which row of the codebook's table of statuses holds (section 5), and which testimonies make it hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from sayso.codebook import independent, responsibility_status, rival_doers, same_doer, same_side, status_of
from sayso.ledger.testimonies import Word
from sayso.model import Status

Row = Literal[
    "physical_against", "against_interest", "physical", "affirmed_and_denied", "independent", "own_voice", "one_side",
    "one_source", "hedged", "denied", "accused_denies", "nobody", "no_doer", "not_happened", "analyst",
]

# The strongest first, as in the codebook: where doers or things differ, the status of the one told with most right.
STRENGTH: tuple[Status, ...] = ("confirmed", "disputed", "reported", "claimed", "refuted", "unknown")


@dataclass(frozen=True, slots=True)
class Finding:
    """A status, the row that gives it, and the words that make the row hold; `value` the doer whom it is about."""

    status: Status | None
    row: Row
    words: tuple[Word, ...]
    value: str | None = None


def finding(words: Sequence[Word]) -> Finding:
    """The status of an attribute from its words, as `status_of` has it, with its row."""
    status = status_of(word.testimony for word in words)
    affirming = [word for word in words if word.testimony.stance == "affirms"]
    denying = [word for word in words if word.testimony.stance == "denies"]
    firm = [word for word in affirming if word.testimony.certainty == "certain"]
    if status == "refuted":
        physical = [w for w in denying if w.testimony.physical and w.testimony.certainty == "certain"]
        return Finding(status, "physical_against" if physical else "denied", tuple(physical or denying))
    if status == "confirmed":
        admitted = [w for w in firm if w.testimony.origin and w.testimony.against_interest]
        if admitted:
            return Finding(status, "against_interest", tuple(admitted))
        physical = [w for w in firm if w.testimony.origin and w.testimony.physical]
        if physical:
            return Finding(status, "physical", tuple(physical))
        return Finding(status, "independent", tuple(
            w for w in firm if any(independent(w.testimony, other.testimony) for other in firm)))
    if status == "disputed":
        return Finding(status, "affirmed_and_denied", (*affirming, *denying))
    if status == "reported":
        return Finding(status, "own_voice", tuple(firm))
    if status == "claimed":
        return Finding(status, _claimed(affirming, firm), tuple(affirming))
    return Finding(status, "nobody", ())


def doer_finding(
    words: Sequence[Word], occurrence: Status, *, has_doer: bool = True, rivals: bool = True
) -> Finding:
    """The status of who did it, as `responsibility_status` has it, with its row and the doer of whom it is told."""
    status = responsibility_status((w.testimony for w in words), occurrence, has_doer=has_doer, rivals=rivals)
    if status is None:
        return Finding(None, "not_happened" if has_doer else "no_doer", ())
    telling = [w for w in words if w.testimony.stance == "denies" or w.testimony.value is not None]
    named = sorted({w.testimony.value for w in telling if w.testimony.stance == "affirms" and w.testimony.value})
    if not named:
        denials = tuple(w for w in telling if w.testimony.stance == "denies" and w.testimony.value is not None)
        return Finding(status, "accused_denies" if denials else "nobody", denials,
                       denials[0].testimony.value if denials else None)
    found = [(doer, finding(bearing_on(telling, doer, rivals=rivals))) for doer in named]
    best = min(found, key=lambda item: (
        STRENGTH.index(item[1].status or "unknown"), -_support(item[1]), item[0]))
    return replace(best[1], value=best[0])


def bearing_on(words: Sequence[Word], doer: str, *, rivals: bool = True) -> list[Word]:
    """The words as they bear on one doer: with `rivals`, who names only somebody that excludes him denies; who denies
    another's part, or gives no more than a description, says nothing."""
    naming = {
        w.testimony.origin for w in words
        if w.testimony.stance == "affirms" and w.testimony.value and same_doer(w.testimony.value, doer)
    }
    found = []
    for word in words:
        value = word.testimony.value
        if value is None or same_doer(value, doer):
            found.append(word)
        elif rivals and word.testimony.origin not in naming and (
            word.testimony.stance == "affirms" and rival_doers(value, doer)
        ):
            found.append(Word(replace(word.testimony, stance="denies", physical=False), word.account))
    return found


def _claimed(affirming: Sequence[Word], firm: Sequence[Word]) -> Row:
    """Why no more than a claim: nobody says it for certain; one source; or several of one side."""
    origins = {w.testimony.origin for w in firm if w.testimony.origin}
    if not firm or not origins:
        return "hedged"
    if len(origins) == 1:
        return "one_source"
    return "one_side" if all(
        same_side(a.testimony.side, b.testimony.side) for a, b in combinations(firm, 2)
        if a.testimony.origin and b.testimony.origin and a.testimony.origin != b.testimony.origin
    ) else "one_source"


def _support(found: Finding) -> int:
    return len({w.testimony.origin for w in found.words if w.testimony.stance == "affirms"})

