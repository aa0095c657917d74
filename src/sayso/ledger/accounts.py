"""Accounts: what one source says of one attribute of an event, with one value, in one stance, wherever it is told.

Copies fall together here, and so do all reports that pass on the same words of the same source: an account counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook import MONITOR_KINDS, PHYSICAL_KINDS, SOURCE_KINDS, STATE_KINDS, named_doer, party_of
from sayso.ledger.sayings import COUNTS, Saying
from sayso.ledger.telling import Telling
from sayso.ledger.wording import Bounds, bounds_of
from sayso.model import Attribute, Certainty, SourceKind, Stance

SOME_STATE = "a state"
"""The side of officials of whom no report tells country or party: two of them may serve one state."""

_CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as all reports together tell it: the identity, "" a report's own voice; the fullest name; the kind;
    the party that it belongs to, None for nobody's."""

    identity: str
    name: str
    kind: SourceKind
    side: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of one attribute. `sayings` are all that tell it, in order, at least one; `bounds` those of
    a figure."""

    speaker: Speaker
    about: Attribute
    stance: Stance
    certainty: Certainty
    value: int | str | None
    bounds: Bounds
    sayings: tuple[Saying, ...]

    @property
    def identity(self) -> str:
        """Who says it, "" a report's own voice."""
        return self.speaker.identity

    @property
    def voice(self) -> str:
        """Who says it, a report's own voice told by its outlet: see `Saying.voice`."""
        return self.speaker.identity or f"\n{self.sayings[0].voice}"

    @property
    def claims(self) -> tuple[str, ...]:
        """The keys of all claims that tell it."""
        return tuple(saying.key for saying in self.sayings)

    @property
    def key(self) -> str:
        """The key of the claim that stands for it: the first."""
        return self.sayings[0].key

    @property
    def dated(self) -> Saying:
        """The saying from which it counts: the first; of a figure that its source went back to, that which says so."""
        return next((saying for saying in reversed(self.sayings) if saying.revises), self.sayings[0])

    @property
    def told_as_earlier(self) -> bool:
        """Whether all who tell it tell it as something said before."""
        return all(saying.told_as_earlier for saying in self.sayings)


def accounts_of(sayings: Sequence[Saying], tellings: Iterable[Telling]) -> tuple[Account, ...]:
    """The accounts that sayings make, by the first saying of each."""
    telling_of = {telling.key: telling for telling in tellings}
    speakers = _speakers(sayings, telling_of)
    groups: dict[tuple[object, ...], list[Saying]] = defaultdict(list)
    for saying in sorted(sayings, key=lambda s: s.order):
        if not (saying.claim.about in COUNTS and _covers_more(saying, telling_of)):
            groups[group_of(saying)].append(saying)
    found = [_account(group, speakers, telling_of) for group in groups.values()]
    return tuple(sorted(found, key=lambda account: account.sayings[0].order))


def later(one: Account, other: Account) -> bool:
    """Whether an account is surely of a later time than another: told in a later report, or further down in the same;
    what is told as an earlier statement is earlier than any that is not."""
    if one.told_as_earlier != other.told_as_earlier:
        return other.told_as_earlier
    first, second = one.dated, other.dated
    if first.report == second.report:
        return first.claim.quote.start > second.claim.quote.start
    return first.known > second.known_until


def doers_of(tellings: Iterable[Telling], sayings: Iterable[Saying]) -> frozenset[str]:
    """The parties that any telling, or any accusation, has as doers."""
    sides = {actor.side for telling in tellings for actor in telling.event.actors if actor.side}
    for saying in sayings:
        claim = saying.claim
        if claim.about == "responsibility" and claim.stance == "affirms" and isinstance(claim.value, str):
            sides.add(named_doer(claim.value) or "")
    return frozenset(sides - {""})


def group_of(saying: Saying) -> tuple[object, ...]:
    """What tells the sayings of one account from those of others: who says what, of which attribute, in which
    stance."""
    claim = saying.claim
    who = saying.identity or f"\n{saying.voice}"
    value = claim.value
    if claim.about == "responsibility" and isinstance(value, str):
        value = named_doer(value) or value
    return who, claim.about, claim.stance, value.casefold() if isinstance(value, str) else value


def _account(group: list[Saying], speakers: Mapping[str, Speaker], telling_of: Mapping[str, Telling]) -> Account:
    first = group[0]
    by_family: dict[str, Certainty] = {}
    # what a copy leaves out of a hedge makes nothing surer
    for saying in sorted(group, key=lambda s: (s.report != s.family, *s.order)):
        by_family.setdefault(saying.family, saying.claim.certainty)
    certainty = min(by_family.values(), key=_CERTAINTIES.index)
    bounds = figure_bounds(first, telling_of[first.telling]) if first.claim.about in COUNTS else Bounds(None, None)
    speaker = speakers[first.identity]
    if not first.identity:
        speaker = replace(speaker, name=first.publisher or speaker.name)
    claim = first.claim
    return Account(speaker, claim.about, claim.stance, certainty, claim.value, bounds, tuple(group))


def figure_bounds(saying: Saying, telling: Telling) -> Bounds:
    """The bounds of a figure: those of the telling where it has no other figure of the kind, else what the words of the
    passage allow."""
    claim = saying.claim
    spoken = bounds_of(saying.passage, claim.value) if isinstance(claim.value, int) else Bounds(None, None)
    rivals = [c for c in telling.claims if c.about == claim.about and c.stance == "affirms"]
    count = getattr(telling.event.casualties, claim.about)
    if len(rivals) == 1 and claim.stance == "affirms" and count.best == claim.value:
        return Bounds(count.low, count.high, spoken.about)
    return spoken


def _covers_more(saying: Saying, telling_of: Mapping[str, Telling]) -> bool:
    """Whether a figure is told of more than this event: by its words, or since the report's reading gives the same
    figure of the same passage to another event too (CODEBOOK, section 3.5)."""
    if saying.cumulative:
        return True
    claim, reading = saying.claim, telling_of[saying.telling].entry.reading
    return claim.value not in (None, 0) and any(
        other.event != claim.event and other.about == claim.about and other.value == claim.value
        and other.quote == claim.quote and other.source == claim.source
        for other in reading.claims
    )


def _speakers(sayings: Sequence[Saying], telling_of: Mapping[str, Telling]) -> dict[str, Speaker]:
    """Who speaks, by identity. Officials without a known side are put to the side that most officials of the event have
    and that did not do it, since they may be of the same state (as in a single report's reading)."""
    by_identity: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        by_identity[saying.identity].append(saying)
    plain = {identity: _speaker(identity, told) for identity, told in by_identity.items()}
    doers = {actor.side for telling in telling_of.values() for actor in telling.event.actors}
    sides = Counter(s.side for s in plain.values() if s.side and s.kind in STATE_KINDS and s.side not in doers)
    state = min(sides, key=lambda side: (-sides[side], side)) if sides else SOME_STATE
    return {
        identity: replace(s, side=state) if identity and s.side is None and s.kind in STATE_KINDS else s
        for identity, s in plain.items()
    }


def _speaker(identity: str, told: Sequence[Saying]) -> Speaker:
    """Who an identity is, as most families tell it."""
    spoken_of = [saying for saying in told if saying.source.kind != "author"]
    if identity and not spoken_of:  # nobody but its own communiqués tells of it
        name = told[0].publisher or told[0].source.name
        return Speaker(identity, name, "official", party_of(name), True)
    sources = list({saying.family: saying.source for saying in reversed(spoken_of or told)}.values())[::-1]
    kinds, sides = Counter(s.kind for s in sources), Counter(s.side for s in sources if s.side)
    kind = min(kinds, key=lambda k: (-kinds[k], SOURCE_KINDS.index(k)))
    named = any(source.named for source in sources)
    names = {source.name for source in sources if source.named}
    name = min(names, key=lambda n: (-len(n), n)) if named else sources[0].name
    nobodys = not identity or kind in MONITOR_KINDS or kind in PHYSICAL_KINDS
    side = None if nobodys or not sides else min(sides, key=lambda s: (-sides[s], s))
    return Speaker(identity, name, kind, side, named)
