"""The two statuses of each event, from its claims (CODEBOOK, section 5)."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.codebook import (
    MONITOR_KINDS,
    PHYSICAL_KINDS,
    STATE_KINDS,
    Testimony,
    against_interest,
    family,
    has_doer,
    is_own_force,
    is_party,
    named_doer,
    opponents,
    responsibility_status,
    status_of,
)
from sayso.language.parse import Parse
from sayso.model import Certainty, EventStatus, SourceKind
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft
from sayso.reading.withdrawals import withdrawals

# The side of officials of whom the report tells neither country nor party: two of them may serve one state.
_SOME_STATE = "a state"


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks a claim: its name ("" the report itself), its kind, its side."""

    name: str
    kind: SourceKind
    side: str | None


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A claim, who speaks it, whether its words admit a deed, and whether it has been taken back."""

    claim: ClaimDraft
    voice: _Voice
    admits: bool
    withdrawn: bool = False


def grade_event(
    number: int,
    event: EventDraft,
    claims: tuple[ClaimDraft, ...],
    attribution: Attribution,
    parse: Parse | None = None,
    *,
    alone: bool = True,
) -> EventStatus:
    """The statuses of event `number`, from those of `claims` that are about it.

    With `parse`, a side that did it and admits it in so many words speaks against its interest. `alone` tells that
    the report has one main event: what somebody says without a word of any event then bears on that one; in a
    round-up it may bear on another, and counts for nothing."""
    own = [claim for claim in claims if claim.event == number and (alone or claim.about != "other")]
    voices = _voices(event, own, attribution)
    deny = {v.name for c, v in zip(own, voices, strict=True) if c.about == "responsibility" and c.stance == "denies"}
    taken_back = withdrawals(parse, attribution) if parse is not None else {}
    spoken = [
        # "acknowledged that soldiers had fired, and said that had nothing to do with the deaths" admits nothing
        _Spoken(
            claim,
            voice,
            parse is not None and voice.name not in deny and _admits(parse, claim),
            bool(claim.chain) and claim.token < taken_back.get(claim.chain[-1], -1),
        )
        for claim, voice in zip(own, voices, strict=True)
        if not (claim.about == "responsibility" and claim.stance == "affirms" and voice.name and voice.name in deny)
    ]
    occurrence = status_of(_occurrence(event, spoken))
    responsibility = responsibility_status(
        _responsibility(event, spoken), occurrence, has_doer=has_doer(event.kind), rivals=family(event.kind) != "clash"
    )
    return EventStatus(occurrence=occurrence, responsibility=responsibility)


@cache
def _admissions() -> tuple[frozenset[str], tuple[str, ...]]:
    """The lemmas and the phrases of admissions."""
    text = files("sayso.codebook").joinpath("en/admissions.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return frozenset(table["lemmas"]), tuple(table["phrases"])


def _admits(parse: Parse, claim: ClaimDraft) -> bool:
    """Whether the passage of a claim is worded as an admission."""
    lemmas, phrases = _admissions()
    start, end = claim.passage.start, claim.passage.end
    if any(token.lemma.lower() in lemmas for token in parse.tokens[start:end]):
        return True
    text = " ".join(parse.words(start, end).lower().split())
    return any(phrase in text for phrase in phrases)


def _voices(event: EventDraft, claims: list[ClaimDraft], attribution: Attribution) -> list[_Voice]:
    """Who speaks each claim. Officials without a known side are put to the side that most officials of the event
    have and that did not do it, since they may be of the same state."""
    plain = [_voice(claim, attribution) for claim in claims]
    doers = {role.side for role in event.actors}
    sides = Counter(v.side for v in plain if v.side is not None and v.kind in STATE_KINDS and v.side not in doers)
    state = min(sides, key=lambda side: (-sides[side], side)) if sides else _SOME_STATE
    return [_Voice(v.name, v.kind, state) if v.name and v.side is None and v.kind in STATE_KINDS else v for v in plain]


def _voice(claim: ClaimDraft, attribution: Attribution) -> _Voice:
    index = claim.chain[-1] if claim.chain else attribution.voice
    if index is None:
        return _Voice("", "author", None)
    source = attribution.sources[index]
    side = None if source.kind in MONITOR_KINDS or source.kind in PHYSICAL_KINDS else source.side
    return _Voice(source.name, source.kind, side)


def _occurrence(event: EventDraft, spoken: list[_Spoken]) -> list[Testimony]:
    """The testimonies on whether it happened: what is said of it in so many words, and whatever else is affirmed of
    it. A hedge on another attribute ("probably a drone") is none on the occurrence; one on the occurrence hedges all
    that the same passage says."""
    hedged = {
        (said.voice.name, said.claim.passage)
        for said in spoken
        if said.claim.about == "occurrence" and said.claim.stance == "affirms" and said.claim.certainty != "certain"
    }
    found = []
    for said in spoken:
        claim = said.claim
        if claim.about == "occurrence":
            if claim.stance != "denies" or _denies_it_all(said, spoken):
                found.append(_testimony(event, said, claim.certainty))
        elif claim.stance == "affirms" and (said.voice.name, claim.passage) not in hedged:
            suspected = claim.about == "responsibility" and claim.certainty == "possible"
            found.append(_testimony(event, said, "possible" if suspected else "certain"))
    return found


def _denies_it_all(denial: _Spoken, spoken: list[_Spoken]) -> bool:
    """Whether a source that denies an event denies all of it: not where it affirms the event elsewhere, nor where
    what it denies is that anybody was hurt."""
    affirmed = [s.claim for s in spoken if s.voice.name == denial.voice.name and s.claim.stance == "affirms"]
    return not any(c.about == "occurrence" or (c.value == 0 and c.passage == denial.claim.passage) for c in affirmed)


def _responsibility(event: EventDraft, spoken: list[_Spoken]) -> list[Testimony]:
    """The testimonies on who did it; whoever denies that it happened denies that anybody did it."""
    found = []
    for said in spoken:
        claim = said.claim
        if claim.about == "responsibility":
            found.append(_testimony(event, said, claim.certainty, _doer(claim, said.voice)))
        elif claim.about == "occurrence" and claim.stance == "denies" and _denies_it_all(said, spoken):
            found.append(_testimony(event, said, claim.certainty))
    return found


def _doer(claim: ClaimDraft, voice: _Voice) -> str | None:
    """The doer whom a claim names, None where it names nobody. An armed group that affirms it without another name
    claims it for itself, and an official's "army" is his own state's."""
    named = named_doer(claim.value) if isinstance(claim.value, str) else None
    if claim.stance != "affirms" or (named and is_party(named)):
        return named
    if voice.kind == "armed_group":
        return voice.side or voice.name
    if named and voice.side is not None and set(named.lower().split()) <= set(voice.name.lower().split()):
        return voice.side  # "the Guards", in the words of the Revolutionary Guards
    if voice.kind in STATE_KINDS and voice.side != _SOME_STATE and named and is_own_force(named):
        return voice.side
    return named


def _testimony(event: EventDraft, said: _Spoken, certainty: Certainty, doer: str | None = None) -> Testimony:
    claim, voice = said.claim, said.voice
    doers = {role.side for role in event.actors if role.side}
    if doer is not None and claim.stance == "affirms":
        doers |= {doer}
    sufferers = {role.side for role in event.targets if role.side}
    if not sufferers:
        sufferers = {foe for did_it in doers for foe in opponents(did_it)} - doers
    admission = claim.stance == "affirms" and against_interest(
        voice.side,
        claim.about,
        event.kind,
        doers=doers,
        sufferers=sufferers,
        target_kinds={role.kind for role in event.targets if role.kind},
        value=claim.value,
        admits=said.admits,
    )
    return Testimony(
        stance=claim.stance,
        certainty=certainty,
        origin=voice.name.casefold(),
        kind=voice.kind,
        side=voice.side,
        against_interest=admission,
        physical=voice.kind in PHYSICAL_KINDS,
        withdrawn=said.withdrawn,
        value=doer,
    )
