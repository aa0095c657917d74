"""What may be said of an attribute of an event, given all its claims (CODEBOOK, section 5).

The two functions are total: every collection of testimonies has one status, whatever their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from sayso.codebook.doers import rival_doers, same_doer
from sayso.codebook.parties import side_of
from sayso.model import Certainty, SourceKind, Stance, Status

# The strongest first: where doers differ, the status of the one who can be named with most right is told.
_STRENGTH: tuple[Status, ...] = ("confirmed", "disputed", "reported", "claimed", "refuted", "unknown")


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one source says on one attribute, as far as the status hangs on it.

    `origin` is the identity of its chain's last link, "" for the report's own voice; `side` the party that it belongs
    to, None for nobody's. `physical`: footage, an image or a log, not somebody's word. `withdrawn`: its source has
    taken it back. `value` is the doer whom it names, where the attribute is the responsibility.
    """

    stance: Stance
    certainty: Certainty = "certain"
    origin: str = ""
    kind: SourceKind = "author"
    side: str | None = None
    against_interest: bool = False
    physical: bool = False
    withdrawn: bool = False
    value: str | None = None


def same_side(one: str | None, other: str | None) -> bool:
    """Whether two parties are one side; bodies and arms of one party are, nobody's are not."""
    return one is not None and other is not None and side_of(one) == side_of(other)


def independent(one: Testimony, other: Testimony) -> bool:
    """Whether two testimonies come from two sources that are not on one side. The report's own voice is no source."""
    return bool(one.origin and other.origin) and one.origin != other.origin and not same_side(one.side, other.side)


def status_of(testimonies: Iterable[Testimony]) -> Status:
    """The status of an attribute. Rules in the codebook's order: physical evidence against it refutes it; an
    admission or physical evidence with a source confirms it, whoever denies it; affirmed and denied, it is disputed;
    two independent sources confirm it; the report's own unhedged voice alone reports it; any other word claims it."""
    standing = [t for t in testimonies if not t.withdrawn]
    affirming = [t for t in standing if t.stance == "affirms"]
    denying = [t for t in standing if t.stance == "denies"]
    firm = [t for t in affirming if t.certainty == "certain"]
    if any(t.physical and t.certainty == "certain" for t in denying):
        return "refuted"
    if any(t.origin and (t.against_interest or t.physical) for t in firm):
        return "confirmed"
    if denying:
        return "disputed" if affirming else "refuted"
    if not affirming:
        return "unknown"
    if any(independent(one, other) for one, other in combinations(firm, 2)):
        return "confirmed"
    return "reported" if firm and not any(t.origin for t in affirming) else "claimed"


def responsibility_status(
    testimonies: Iterable[Testimony], occurrence: Status, *, has_doer: bool = True, rivals: bool = True
) -> Status | None:
    """The status of who did it; None for acts without a doer and where the occurrence is refuted.

    A testimony that affirms without naming a doer (`value` None) says nothing here; one that names another doer
    denies this one, unless `rivals` is off (in a clash both sides are doers). An accused's denial alone, of an
    accusation that the report does not tell, disputes it."""
    if not has_doer or occurrence == "refuted":
        return None
    telling = [t for t in testimonies if not t.withdrawn and (t.stance == "denies" or t.value is not None)]
    named = sorted({t.value for t in telling if t.stance == "affirms" and t.value is not None})
    if not named:
        denied = any(t.stance == "denies" and t.value is not None for t in telling)
        return "disputed" if denied else "unknown"
    return min((status_of(_about(telling, doer, rivals)) for doer in named), key=_STRENGTH.index)


def _about(testimonies: list[Testimony], doer: str, rivals: bool) -> list[Testimony]:
    """The testimonies as they bear on one doer: with `rivals`, who names only a rival denies; who denies another's
    part, or gives no more than a description, says nothing."""
    naming = {t.origin for t in testimonies if t.stance == "affirms" and t.value and same_doer(t.value, doer)}
    found = []
    for testimony in testimonies:
        if testimony.value is None or same_doer(testimony.value, doer):
            found.append(testimony)
        elif rivals and testimony.origin not in naming and _names_rival(testimony, doer):
            found.append(replace(testimony, stance="denies", physical=False))
    return found


def _names_rival(testimony: Testimony, doer: str) -> bool:
    """Whether a testimony lays it to somebody who excludes the doer."""
    return testimony.stance == "affirms" and testimony.value is not None and rival_doers(testimony.value, doer)
