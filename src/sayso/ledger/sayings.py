"""Sayings: the claims of all tellings of one event, each with when it became known, of which family its report is, and
who in the end says it, over all reports.

Whoever is the same to `identity_of` is one source. Where it says nothing, a named source is known by its name, and one
without a name is the family's own: a report's "residents" and its copy's "people living there" are not two sources.
A report that only says what another outlet reported hands on that outlet's sayings, where the outlet's own report
is among the tellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.ledger.instants import instant_of
from sayso.ledger.outlets import outlet_key
from sayso.ledger.telling import Telling
from sayso.ledger.wording import is_admission, is_cumulative, is_finding, is_told_as_earlier
from sayso.model import Attribute, Claim, Source

FamilyOf = Mapping[str, str]
"""From a report's key to that of its family's root; what is missing is a family of its own."""

IdentityOf = Mapping[tuple[str, str], str]
"""From a report's key and a source's local id to who that is over all reports. Where it has the report's own voice, by
the id `author`, the report is a communiqué or a post: what it says itself is that source's word, and no outlet's."""

AUTHOR = "author"
"""The local id of a report's own voice."""

COUNTS: tuple[Attribute, ...] = ("killed", "injured", "missing", "captured", "displaced")

_DAY_LENGTH = len("2023-05-01")
_LAST_MINUTE = 1 - 1 / 1440  # days


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim as it is told in one report.

    `key` is the claim's in the ledger, `3fa9…/c4`. `identity` is who says it, "" the report's own voice; `source` what
    the report tells of who that is. It became known between `known` and `known_until`, days since 1970-01-01 (UTC):
    a report with no more than a date may have come out at any time of that day. `publisher` is "" where unknown.
    `revises` tells that it puts right an earlier figure of its source. `voice` is who a report's own voice is over all
    reports: the outlet from which its family comes, else the family. `relayed` tells that the report has it from
    another outlet's, which is among the tellings.
    """

    key: str
    telling: str
    report: str
    family: str
    publisher: str
    claim: Claim
    source: Source
    identity: str
    known: float
    known_until: float
    revises: bool = False
    voice: str = ""
    relayed: bool = False

    @property
    def outlet(self) -> str:
        """The key of the outlet that published the report, "" unknown."""
        return outlet_of(self.publisher)

    @property
    def passage(self) -> str:
        """The words by which it is told."""
        return self.claim.quote.exact

    @property
    def admits(self) -> bool:
        """Whether it is worded as an admission."""
        return is_admission(self.passage)

    @property
    def finds(self) -> bool:
        """Whether it is an inquiry's finding."""
        return is_finding(self.passage)

    @property
    def told_as_earlier(self) -> bool:
        """Whether the report tells it as something said before other things that it tells."""
        return is_told_as_earlier(self.passage)

    @property
    def cumulative(self) -> bool:
        """Whether its figure covers more than the event."""
        return is_cumulative(self.passage)

    @property
    def order(self) -> tuple[float, str, int, str]:
        """The order in which sayings are told: by time, then as they stand in a report."""
        return self.known, self.report, self.claim.quote.start, self.key


def sayings_of(tellings: Iterable[Telling], family_of: FamilyOf, identity_of: IdentityOf) -> tuple[Saying, ...]:
    """All claims of the tellings, the earliest first. The order in which the tellings come does not matter."""
    found = [
        saying
        for telling in {telling.key: telling for telling in tellings}.values()
        for saying in _sayings(telling, family_of, identity_of)
    ]
    found.sort(key=lambda saying: saying.order)
    return tuple(sorted(_relayed(_voiced(_aligned(found)), identity_of), key=lambda saying: saying.order))


def outlet_of(name: str | None) -> str:
    """The key of an outlet by a name of it; of a name that tells no outlet from others, the name folded."""
    return (outlet_key(name) or folded(name)) if name else ""


def folded(name: str | None) -> str:
    """A name of a source to be compared: without case, surrounding space and an article."""
    return " ".join((name or "").casefold().split()).removeprefix("the ")


def _sayings(telling: Telling, family_of: FamilyOf, identity_of: IdentityOf) -> Iterable[Saying]:
    report = telling.entry.key
    family = family_of.get(report, report)
    known, known_until = moments(telling.entry.known_from)
    for claim in telling.claims:
        source = telling.origin_of(claim)
        yield Saying(
            f"{report}/{claim.id}", telling.key, report, family, telling.entry.report.publisher or "", claim, source,
            _identity(source, report, family, identity_of), known, known_until,
        )


def moments(known_from: str) -> tuple[float, float]:
    """The first and the last moment at which something may have become known, days since 1970-01-01 (UTC)."""
    first = instant_of(known_from) or 0.0
    return first, first + _LAST_MINUTE if len(known_from) <= _DAY_LENGTH else first


def _identity(source: Source, report: str, family: str, identity_of: IdentityOf) -> str:
    given = identity_of.get((report, AUTHOR if source.kind == "author" else source.id))
    if source.kind == "author":
        return given or ""
    if given is not None:
        return given
    return folded(source.name) if source.named else own_source(family, source.name)


def own_source(family: str, name: str) -> str:
    """The identity of somebody without a name, whom the reports of one family speak of."""
    return f"{family}/{folded(name)}"


def _aligned(sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings of copies laid to those who speak in what they copy. An unnamed source of a later report of a family
    is taken for one of the same kind of an earlier: a copy words it differently; and what it tells in its own
    voice is said by whoever says it there."""
    first_told: dict[str, str] = {}
    by_kind: dict[tuple[str, str], str] = {}
    spoken: dict[tuple[object, ...], Saying] = {}
    found: list[Saying] = []
    for saying in sorted(sayings, key=lambda s: (s.report != s.family, *s.order)):
        identity, kind = saying.identity, (saying.family, saying.source.kind)
        claim = saying.claim
        words = saying.family, claim.about, claim.stance, claim.value
        original = spoken.get(words)
        if not identity and original is not None and original.report != saying.report:
            found.append(replace(saying, identity=original.identity, source=original.source))
            continue
        if identity.startswith(f"{saying.family}/") and identity not in first_told:
            earlier = by_kind.get(kind)
            if earlier is not None and first_told[earlier] != saying.report:
                identity = earlier
            else:
                first_told[identity] = saying.report
                by_kind.setdefault(kind, identity)
        found.append(replace(saying, identity=identity))
        if identity:
            spoken.setdefault(words, found[-1])
    return found


def _voiced(sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings with the outlet from which each one's family comes."""
    outlets: dict[str, str] = {}
    for saying in sorted(sayings, key=lambda s: (s.report != s.family, *s.order)):
        outlets.setdefault(saying.family, saying.outlet or saying.family)
    return [replace(saying, voice=outlets[saying.family]) for saying in sayings]


def _relayed(sayings: Sequence[Saying], identity_of: IdentityOf) -> list[Saying]:
    """The sayings with those of an outlet, told by others, laid to whoever says it in the outlet's own report."""
    outlets: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        if saying.outlet:
            outlets[saying.outlet].append(saying)
        own = identity_of.get((saying.report, AUTHOR))
        if own is not None and own != saying.outlet:
            outlets[own].append(saying)
    found = []
    for saying in sayings:
        names = {saying.identity, outlet_of(saying.source.name)} if saying.identity else set()
        names -= {saying.outlet, ""}
        told = [o for name in sorted(names) for o in outlets.get(name, ()) if o.report != saying.report]
        same = next((o for o in told if o.identity not in names and _same_words(o.claim, saying.claim)), None)
        if same is None:
            found.append(saying)
        else:
            voice = saying.voice if same.identity else same.voice
            found.append(replace(saying, identity=same.identity, source=same.source, voice=voice, relayed=True))
    return found


def _same_words(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of the same attribute; a figure and a doer must be the same."""
    if one.about != other.about or one.stance != other.stance:
        return False
    return one.value == other.value or (one.about not in COUNTS and one.about != "responsibility")
