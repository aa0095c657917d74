"""The status of each attribute of an event over all reports, with its reasons (CODEBOOK, section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from sayso.codebook import has_doer
from sayso.ledger.bearings import reason_of
from sayso.ledger.choices import Field
from sayso.ledger.consensus import Card
from sayso.ledger.counts import best_of, count_finding
from sayso.ledger.phrasing import phrase
from sayso.ledger.rows import Finding, Row, doer_finding, finding
from sayso.ledger.rulings import Rulings
from sayso.ledger.sayings import COUNTS
from sayso.ledger.testimonies import Scene, Word, attribute_words, occurrence_words, plain_word
from sayso.ledger.valued_statuses import valued_finding
from sayso.model import Attribute, Status

_ALWAYS: tuple[Attribute, ...] = ("occurrence", "responsibility")
_NONE: frozenset[Attribute] = frozenset({"intent", "other"})
_VALUED: tuple[Attribute, ...] = ("cause", "target", "weapon")


@dataclass(frozen=True, slots=True)
class Voice:
    """One source's word on an attribute, as far as its status hangs on it, with all the claims that tell it."""

    identity: str
    name: str
    side: str | None
    stance: str
    certainty: str
    against_interest: bool
    physical: bool
    value: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributeStatus:
    """The status of an attribute: `value` what it is the status of (the doer, the figure, the sort of weapon), None
    where it is of the whole; the row of the codebook's table that holds, in words; the claims that made it hold; and
    all who speak on it. Where an analyst decided (`decided_by`, the decision's number), `computed` is what it would
    be."""

    about: Attribute
    status: Status | None
    value: str | None
    row: Row
    reason: str
    claims: tuple[str, ...]
    voices: tuple[Voice, ...]
    computed: Status | None = None
    decided_by: int | None = None


def statuses_of(
    scene: Scene, card: Card, responsibility: Sequence[Word], rulings: Rulings, *, rivals: bool
) -> tuple[AttributeStatus, ...]:
    """The statuses in the codebook's order of attributes: occurrence and responsibility, and those of which somebody
    speaks or an analyst decided. `responsibility` are the words on who did it, `rivals` as in `bearing_on`."""
    occurrence = _status("occurrence", finding(occurrence_words(scene)), occurrence_words(scene), rulings)
    found = [occurrence]
    doers = doer_finding(
        responsibility, occurrence.status or "unknown", has_doer=has_doer(scene.kind), rivals=rivals)
    found.append(_status("responsibility", doers, responsibility, rulings))
    for about in get_args(Attribute):
        if about in _ALWAYS or about in _NONE:
            continue
        words = attribute_words(scene, about)
        if about in ("place", "time"):
            words = _told_by_the_way(scene, card.where if about == "place" else card.when, words)
        if words or about in rulings.statuses:
            found.append(_status(about, _finding(scene, about, words), words, rulings))
    return tuple(found)


def _finding(scene: Scene, about: Attribute, words: Sequence[Word]) -> Finding:
    if about in _VALUED:
        return valued_finding(scene, about)
    if about in COUNTS:
        figures = [a for a in scene.standing if a.about == about and a.stance == "affirms"]
        return count_finding(about, best_of(figures, scene), scene)
    return finding(words)


def _told_by_the_way(scene: Scene, field: Field, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words on the place or the time: whoever tells what agrees with what is chosen affirms it, whoever tells a
    rival of it denies it; beside what is said of it in so many words."""
    spoken = {word.account.key for word in words if word.testimony.stance != "affirms"}
    found = [word for word in words if word.account.key in spoken]
    agreeing, rivals = set(field.claims), {key for rival in field.rivals for key in rival.claims}
    for account in scene.standing:
        if account.key in spoken or account.stance != "affirms":
            continue
        if agreeing.intersection(account.claims):
            found.append(plain_word(account, "affirms"))
        elif rivals.intersection(account.claims):
            found.append(plain_word(account, "denies"))
    return tuple(found)


def _status(about: Attribute, found: Finding, words: Sequence[Word], rulings: Rulings) -> AttributeStatus:
    """The status that a finding gives, or that an analyst set; a decided occurrence decides nothing else."""
    claims = tuple(dict.fromkeys(key for word in found.words for key in word.account.claims))
    computed = AttributeStatus(
        about, found.status, found.value, found.row, reason_of(found), claims, tuple(_voice(word) for word in words))
    ruling = rulings.statuses.get(about)
    if ruling is None:
        return computed
    reason = phrase("rows", "analyst", names=ruling.by) + (f": {ruling.reason}" if ruling.reason else "")
    return replace(computed, status=ruling.status, row="analyst", reason=reason, computed=computed.status,
                   decided_by=ruling.number)


def _voice(word: Word) -> Voice:
    testimony, account = word.testimony, word.account
    return Voice(
        identity=account.identity, name=account.speaker.name, side=testimony.side, stance=testimony.stance,
        certainty=testimony.certainty, against_interest=testimony.against_interest, physical=testimony.physical,
        value=testimony.value if testimony.value is not None else
        None if account.value is None else str(account.value), claims=account.claims,
    )
