"""From accounts to the testimonies on which a status hangs: the rules of one report's reading, over all reports.

What is said of an event in so many words, whatever else is affirmed of it, and denials bear on the occurrence; who did
it, and denials that anybody did, on the responsibility. An admission counts whenever it comes, also days after the
denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook import (
    CIVILIAN_TARGETS,
    PHYSICAL_KINDS,
    STATE_KINDS,
    Testimony,
    against_interest,
    is_own_force,
    is_party,
    is_state,
    named_doer,
    opponents,
    rival_doers,
    same_side,
    side_of,
)
from sayso.ledger.accounts import SOME_STATE, Account, Speaker, doers_of, later
from sayso.ledger.sayings import COUNTS, Saying
from sayso.ledger.telling import Telling
from sayso.ledger.wording import cause_in, word_list, words_of
from sayso.model import Attribute, Certainty, Stance


@dataclass(frozen=True, slots=True)
class Word:
    """A testimony with the account that gives it."""

    testimony: Testimony
    account: Account


@dataclass(frozen=True)
class Scene:
    """What bears on how a word is to be taken: the event's kind, its tellings by key, all who are said to have done it,
    the accounts that stand, and all; `described` tells which state and which group a description means."""

    kind: str
    tellings: Mapping[str, Telling]
    doers: frozenset[str]
    standing: tuple[Account, ...]
    all: tuple[Account, ...]
    described: Mapping[str, str]

    def doer_of(self, account: Account) -> str | None:
        """The doer whom an account names: see `doer_in`; one who is but described ("the army", "jihadists") is the only
        party of that sort that the reports name."""
        doer = doer_in(account)
        return self.meant(doer) if doer is not None else None

    def meant(self, doer: str) -> str:
        """Whom a doer's name or description means."""
        sort = None if is_party(doer) else description_of(doer)
        return self.described.get(sort, doer) if sort is not None else doer


def scene_of(kind: str, tellings: Iterable[Telling], standing: Sequence[Account], all_of: Sequence[Account]) -> Scene:
    """The scene of an event of a kind; `standing` are those of the accounts `all_of` that count."""
    by_key = {telling.key: telling for telling in tellings}
    sayings = [saying for account in standing for saying in account.sayings]
    doers = doers_of(by_key.values(), sayings)
    accused = {named_doer(a.value) or "" for a in all_of if a.about == "responsibility" and isinstance(a.value, str)}
    parties = sorted({side_of(party) for party in doers | accused if is_party(party)})
    sorts = {"state": [p for p in parties if is_state(p)], "group": [p for p in parties if not is_state(p)]}
    described = {sort: found[0] for sort, found in sorts.items() if len(found) == 1}
    return Scene(kind, by_key, doers, tuple(standing), tuple(all_of), described)


def occurrence_words(scene: Scene) -> tuple[Word, ...]:
    """The testimonies on whether it happened. A hedge on another attribute ("probably a drone") is none on the
    occurrence; one on the occurrence hedges all that the same passage says."""
    hedged = {
        (account.voice, saying.report, saying.passage)
        for account in scene.standing
        if account.about == "occurrence" and account.stance == "affirms" and account.certainty != "certain"
        for saying in account.sayings
    }
    found = []
    for account in scene.standing:
        if account.about == "occurrence":
            if account.stance != "denies" or _denies_it_all(account, scene):
                found.append(_word(scene, account, account.certainty))
        elif account.stance == "affirms" and _bears_on_it(scene, account):
            if all((account.voice, saying.report, saying.passage) in hedged for saying in account.sayings):
                continue
            suspected = account.about == "responsibility" and account.certainty == "possible"
            if not _is_taken_back(scene, account):
                found.append(_word(scene, account, "possible" if suspected else "certain"))
    return tuple(found)


def responsibility_words(scene: Scene) -> tuple[Word, ...]:
    """The testimonies on who did it; whoever denies that it happened, or that there was an attack, denies that anybody
    did, and so does who lays it to an accident."""
    found = []
    for account in scene.standing:
        if account.about == "responsibility":
            if not _is_taken_back(scene, account):
                found.append(_word(scene, account, account.certainty, scene.doer_of(account)))
        elif account.about == "occurrence" and account.stance == "denies":
            if _denies_it_all(account, scene) or cause_in(account.sayings[0].passage) == "attack":
                found.append(_word(scene, account, account.certainty))
        elif _is_accident(account):
            found.append(plain_word(account, "denies"))
    return tuple(found)


def _is_accident(account: Account) -> bool:
    """Whether a source says for certain that it was an accident."""
    if account.about != "cause" or account.stance != "affirms" or account.certainty != "certain":
        return False
    return bool(account.identity) and cause_in(account.sayings[0].passage) == "accident"


def attribute_words(scene: Scene, about: Attribute) -> tuple[Word, ...]:
    """The testimonies on another attribute: what is said of it in so many words."""
    return tuple(_word(scene, account, account.certainty) for account in scene.standing if account.about == about)


def doer_in(account: Account) -> str | None:
    """The doer whom an account names, None where it names nobody. An armed group that affirms it without another name
    claims it for itself, and an official's "army", or a general's "assault brigade", is his own state's."""
    speaker = account.speaker
    named = named_doer(account.value) if isinstance(account.value, str) else None
    if account.stance != "affirms" or (named and is_party(named)):
        return named
    if speaker.kind == "armed_group" and named is None:
        return speaker.side or speaker.name
    if named and speaker.side is not None and set(named.lower().split()) <= set(speaker.name.lower().split()):
        return speaker.side  # "the Guards", in the words of the Revolutionary Guards
    if speaker.kind in STATE_KINDS and speaker.side not in (None, SOME_STATE) and named:
        of_a_unit = words_of(named)[-1:] and words_of(named)[-1] in word_list("descriptions", "units")
        if is_own_force(named) or (speaker.kind == "military" and of_a_unit):
            return speaker.side
    return named


def description_of(doer: str) -> str | None:
    """Whether a doer is described as forces of a state or as a group ("state", "group"); None where it is neither."""
    words = {word.removesuffix("s") for word in words_of(doer)} | set(words_of(doer))
    return next((sort for sort in ("state", "group") if words & word_list("descriptions", sort)), None)


def _bears_on_it(scene: Scene, account: Account) -> bool:
    """Whether what is affirmed implies the event: what is said without a word of any event does so only in a report
    with one main event."""
    if account.about != "other":
        return True
    return any(
        sum(event.main for event in scene.tellings[saying.telling].entry.reading.events) == 1
        for saying in account.sayings
    )


def _denies_it_all(denial: Account, scene: Scene) -> bool:
    """Whether a source that denies an event denies all of it: not where it affirms the event elsewhere, by what it was
    or what it did ("a breach of safety rules; there was no attack"), nor where what it denies is that anybody was
    hurt."""
    passages = {(saying.report, saying.passage) for saying in denial.sayings}
    for other in scene.standing:
        if other.voice != denial.voice or other.stance != "affirms" or other.certainty == "possible":
            continue
        if other.about in ("occurrence", "cause", "damage") or (other.about in COUNTS and other.value not in (None, 0)):
            return False
        if other.value == 0 and any((saying.report, saying.passage) in passages for saying in other.sayings):
            return False
    return True


def _is_taken_back(scene: Scene, account: Account) -> bool:
    """Whether a source names a doer and denies its own part in the same report: the denial goes before, as
    "acknowledged that soldiers had fired, and said that had nothing to do with the deaths" admits nothing."""
    if account.about != "responsibility" or account.stance != "affirms" or not account.identity:
        return False
    denied = _denying_reports(scene, account)
    return all(saying.report in denied for saying in account.sayings)


def _denying_reports(scene: Scene, account: Account) -> set[str]:
    """The reports in which the source of an account denies having done it, not as something that it said before."""
    return {
        saying.report
        for other in scene.standing
        if other.identity == account.identity and other.about == "responsibility" and other.stance == "denies"
        for saying in other.sayings
        if not saying.told_as_earlier
    }


def plain_word(account: Account, stance: Stance) -> Word:
    """The word of an account as it bears on something that it tells by the way."""
    speaker = account.speaker
    return Word(Testimony(stance, account.certainty, account.identity, speaker.kind, speaker.side), account)


def _word(scene: Scene, account: Account, certainty: Certainty, doer: str | None = None) -> Word:
    speaker = account.speaker
    return Word(
        Testimony(
            stance=account.stance,
            certainty=certainty,
            origin=account.identity,
            kind=speaker.kind,
            side=speaker.side,
            against_interest=is_against_interest(scene, account, doer),
            physical=speaker.kind in PHYSICAL_KINDS,
            value=doer,
        ),
        account,
    )


def is_against_interest(scene: Scene, account: Account, doer: str | None = None) -> bool:
    """Whether an account speaks against its source's interest: a loss that it admits, by the telling of its report; or
    the deed that it is blamed for anywhere, whenever it admits that."""
    side = account.speaker.side
    if account.stance != "affirms" or side is None or not account.identity:
        return False
    denied = _denying_reports(scene, account)
    for saying in account.sayings:
        event = scene.tellings[saying.telling].event
        doers = {actor.side for actor in event.actors if actor.side} | ({doer} if doer else set())
        sufferers = {target.side for target in event.targets if target.side}
        if not sufferers:
            sufferers = {foe for did_it in doers for foe in opponents(did_it)} - doers
        admits = saying.report not in denied and _admits(scene, account, saying, doer)
        for blamed in (doers, doers | scene.doers) if admits else (doers,):
            if against_interest(
                side, account.about, scene.kind, doers=blamed, sufferers=sufferers,
                target_kinds={target.kind for target in event.targets}, value=account.value, admits=admits,
            ):
                return True
    return False


def _admits(scene: Scene, account: Account, saying: Saying, doer: str | None) -> bool:
    """Whether a saying admits a deed: by its words; or since it lays to its own side, after an inquiry or against what
    that side had said, what that side was blamed for."""
    if saying.admits:
        return True
    own_deed = account.about == "responsibility" and doer is not None and same_side(doer, account.speaker.side)
    if not own_deed:
        return False
    if _had_denied(scene, account):
        return True
    kinds = {target.kind for telling in scene.tellings.values() for target in telling.event.targets}
    return saying.finds and bool(kinds & CIVILIAN_TARGETS)


def _had_denied(scene: Scene, account: Account) -> bool:
    """Whether the side of an account had denied before that it did it, or that it happened, or had laid it to
    others and taken that back."""
    return any(
        other.about in ("responsibility", "occurrence") and _denies_own_deed(scene, other, account)
        and _of_one_side(other.speaker, account.speaker) and later(account, other)
        for other in scene.all
    )


def _denies_own_deed(scene: Scene, other: Account, account: Account) -> bool:
    """Whether an account denies what another admits, or laid it to a rival of the one who admits it, and was withdrawn:
    who only names one doer and then another may have been misread."""
    if other.stance == "denies":
        return True
    if other in scene.standing:
        return False
    blamed, own = scene.doer_of(other), account.speaker.side
    return other.stance == "affirms" and blamed is not None and own is not None and rival_doers(blamed, own)


def _of_one_side(one: Speaker, other: Speaker) -> bool:
    if one.identity == other.identity:
        return True
    return one.side is not None and other.side is not None and side_of(one.side) == side_of(other.side)
