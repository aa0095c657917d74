"""The two statuses of each event, from its claims (CODEBOOK, section 5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.codebook import (
    MONITOR_KINDS,
    PHYSICAL_KINDS,
    STATE_KINDS,
    Testimony,
    against_interest,
    family,
    has_doer,
    opponents,
    party_of,
    responsibility_status,
    status_of,
)
from sayso.model import Attribute, Certainty, EventStatus, SourceKind
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft

# The side of officials of whom the report tells neither country nor party: two of them may serve one state.
_SOME_STATE = "a state"

# What may be said of an event without saying that it happened.
_NO_OCCURRENCE: frozenset[Attribute] = frozenset({"intent", "other"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks a claim: the identity of its origin ("" the report itself), its kind, its side."""

    origin: str
    kind: SourceKind
    side: str | None


def grade_event(
    number: int, event: EventDraft, claims: tuple[ClaimDraft, ...], attribution: Attribution
) -> EventStatus:
    """The statuses of event `number`, from those of `claims` that are about it."""
    own = [claim for claim in claims if claim.event == number]
    voices = _voices(own, attribution)
    spoken = list(zip(own, voices, strict=True))
    occurrence = status_of(_occurrence(event, spoken))
    responsibility = responsibility_status(
        _responsibility(event, spoken), occurrence, has_doer=has_doer(event.kind), rivals=family(event.kind) != "clash"
    )
    return EventStatus(occurrence=occurrence, responsibility=responsibility)


def _voices(claims: list[ClaimDraft], attribution: Attribution) -> list[_Voice]:
    """Who speaks each claim. Officials without a known side are put to the side that most officials of the event
    have, since they may be of the same state."""
    plain = [_voice(claim, attribution) for claim in claims]
    sides = Counter(v.side for v in plain if v.side is not None and v.kind in STATE_KINDS)
    state = min(sides, key=lambda side: (-sides[side], side)) if sides else _SOME_STATE
    return [
        _Voice(v.origin, v.kind, state) if v.origin and v.side is None and v.kind in STATE_KINDS else v for v in plain
    ]


def _voice(claim: ClaimDraft, attribution: Attribution) -> _Voice:
    index = claim.chain[-1] if claim.chain else attribution.voice
    if index is None:
        return _Voice("", "author", None)
    source = attribution.sources[index]
    side = None if source.kind in MONITOR_KINDS or source.kind in PHYSICAL_KINDS else source.side
    return _Voice(source.name.casefold(), source.kind, side)


def _occurrence(event: EventDraft, spoken: list[tuple[ClaimDraft, _Voice]]) -> list[Testimony]:
    """The testimonies on whether it happened: what is said of it in so many words, and whatever else is affirmed of
    it. A hedge on another attribute ("probably a drone") is none on the occurrence, unless that is hedged too."""
    told = {voice for claim, voice in spoken if claim.about == "occurrence" and claim.stance == "affirms"}
    found = []
    for claim, voice in spoken:
        if claim.about == "occurrence":
            found.append(_testimony(event, claim, voice, claim.certainty))
        elif claim.stance == "affirms" and claim.about not in _NO_OCCURRENCE:
            implied = claim.certainty if voice in told else "certain"
            found.append(_testimony(event, claim, voice, implied))
    return found


def _responsibility(event: EventDraft, spoken: list[tuple[ClaimDraft, _Voice]]) -> list[Testimony]:
    """The testimonies on who did it; whoever denies that it happened denies that anybody did it."""
    found = []
    for claim, voice in spoken:
        if claim.about == "responsibility":
            found.append(_testimony(event, claim, voice, claim.certainty, _doer(claim)))
        elif claim.about == "occurrence" and claim.stance == "denies":
            found.append(_testimony(event, claim, voice, claim.certainty))
    return found


def _doer(claim: ClaimDraft) -> str | None:
    """The doer whom a claim names: a party where it is one, else its words; None where they name nobody."""
    if not isinstance(claim.value, str):
        return None
    return party_of(claim.value) or claim.value


def _testimony(
    event: EventDraft, claim: ClaimDraft, voice: _Voice, certainty: Certainty, doer: str | None = None
) -> Testimony:
    doers = {role.side for role in event.actors if role.side}
    sufferers = {role.side for role in event.targets if role.side}
    if not sufferers:
        sufferers = {foe for doer_ in doers for foe in opponents(doer_)} - doers
    admission = claim.stance == "affirms" and against_interest(
        voice.side,
        claim.about,
        event.kind,
        doers=doers,
        sufferers=sufferers,
        target_kinds={role.kind for role in event.targets if role.kind},
        value=claim.value,
    )
    return Testimony(
        stance=claim.stance,
        certainty=certainty,
        origin=voice.origin,
        kind=voice.kind,
        side=voice.side,
        against_interest=admission,
        physical=voice.kind in PHYSICAL_KINDS,
        value=doer,
    )
