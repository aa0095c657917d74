"""Which sources of several reports are one: "the governor", "Governor Gladkov" and "Vyacheslav Gladkov"; "the ministry" and
"Russia's Defence Ministry"; "Reuters" and the publisher of a report.

Names decide first, then what a body does, then offices; what is told of less joins what is told of more only where it fits
one of them alone. Sources of different names, of different sides or of different places are never joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.codebook import STATE_KINDS, is_state, party_of, same_side
from sayso.codebook.parties import key_of
from sayso.ledger.outlets import same_outlet
from sayso.ledger.profiles import Profile, profile, publisher_profile
from sayso.ledger.telling import Entry, Telling
from sayso.model import SourceKind

AUTHOR = "author"
"""The local id that stands for a report's own voice where its reading has no source for it."""

Mention = tuple[str, str]

# What the reader and the publisher's name fall back on where nothing tells more; what another report tells goes before.
_WEAK_KINDS: dict[SourceKind, int] = {"witness": 1, "unnamed": 0, "media": 2}


@dataclass(frozen=True, slots=True)
class Identity:
    """One source over all reports. `key` is the same for the same name in every event; `named` is False for those whom
    nothing tells from others ("residents", "two officials"): each report's own. `outlet` is the key of an outlet's name."""

    key: str
    name: str
    kind: SourceKind
    side: str | None
    named: bool
    outlet: str = ""


@dataclass(slots=True)
class _Cluster:
    """Mentions that are one source so far."""

    mentions: list[Mention] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)

    def add(self, other: _Cluster) -> None:
        self.mentions += other.mentions
        self.profiles += other.profiles

    @property
    def sides(self) -> list[str]:
        return [p.side for p in self.profiles if p.side]

    @property
    def places(self) -> frozenset[str]:
        return frozenset().union(*(p.places for p in self.profiles))

    @property
    def reports(self) -> frozenset[str]:
        return frozenset(report for report, _ in self.mentions)

    @property
    def told(self) -> frozenset[str]:
        return frozenset().union(*(p.told for p in self.profiles))

    @property
    def is_named(self) -> bool:
        return any(p.form == "named" for p in self.profiles)

    @property
    def is_body(self) -> bool:
        return any(p.form == "body" or p.speaks for p in self.profiles)


def identities(tellings: Iterable[Telling]) -> Mapping[Mention, Identity]:
    """The identity of every source of the tellings' reports, by report key and local source id; the report's own voice
    has its publisher's (or its author's, where that is a body or a person who speaks there), under its local id and `AUTHOR`."""
    entries = {telling.entry.key: telling.entry for telling in tellings}
    mentions = [row for key in sorted(entries) for row in _mentions(entries[key])]
    nobodies = [(m, p) for m, p in mentions if p.form == "nobody"]
    clusters = [_Cluster([m], [p]) for m, p in mentions if p.form != "nobody"]
    for step in (_join_names, _join_bodies, _join_parties, _join_offices, _join_spokesmen):
        clusters = step(clusters)
    found: dict[Mention, Identity] = {}
    taken: dict[str, int] = {}
    for cluster in sorted(clusters, key=lambda c: min(c.mentions)):
        identity = _identity(cluster, taken)
        found.update(dict.fromkeys(cluster.mentions, identity))
    for (report, source), p in nobodies:
        found[report, source] = Identity(f"{report}/{source}", p.name, p.kind, p.side, False)
    for entry in entries.values():
        for source in entry.reading.sources:
            if source.kind == "author":
                found[entry.key, source.id] = found[entry.key, AUTHOR]
    return {mention: found[mention] for mention in sorted(found)}


def _mentions(entry: Entry) -> Iterator[tuple[Mention, Profile]]:
    """The sources of a report, and its own voice."""
    yield (entry.key, AUTHOR), voice_of(entry)
    for source in entry.reading.sources:
        if source.kind != "author":
            yield (entry.key, source.id), profile(source)


def voice_of(entry: Entry) -> Profile:
    """Whose voice a report's own is: its author's, where it is a post or communiqué of a person or body, else its publisher's."""
    found = [publisher_profile(name) for name in (entry.report.publisher, entry.report.author) if name]
    speaking = [p for p in found if p.kind != "media" and p.form != "nobody"]
    return (speaking or found or [Profile(entry.report.url or entry.key, "nobody", "author")])[0]


def _identity(cluster: _Cluster, taken: dict[str, int]) -> Identity:
    best = max(cluster.profiles, key=_fullness)
    speaker_for = next((p for p in cluster.profiles if p.form == "body"), None)
    told = speaker_for if speaker_for is not None and best.speaks else best
    side = next((s for s in sorted(cluster.sides, key=lambda s: (-cluster.sides.count(s), s))), None)
    bodies = [p for p in cluster.profiles if p.form == "body"]
    if bodies:
        told = max(bodies, key=lambda p: _bodily(p, bodies))
        key = f"{side or ''}: {told.body or ''}".strip(": ") or told.name.casefold()
    elif told.form == "office":
        key = " ".join(filter(None, (told.office or "spokesman", *sorted(cluster.places), side and f"({side})")))
    else:
        key = " ".join(key_of(told.name)) or told.outlet
    taken[key] = taken.get(key, 0) + 1
    if taken[key] > 1:
        key = f"{key} #{taken[key]}"
    kinds = [p.kind for p in cluster.profiles]
    kind = told.kind
    if kind in _WEAK_KINDS:
        kind = max(kinds, key=lambda k: (_WEAK_KINDS.get(k, 3), kinds.count(k), k))
    outlet = next((p.outlet for p in sorted(cluster.profiles, key=_fullness) if p.kind == "media" and p.outlet), told.outlet)
    return Identity(key, told.name, kind, side, True, outlet)


def _bodily(p: Profile, bodies: list[Profile]) -> tuple[bool, bool, bool, int, int, str]:
    """How well the name of one of a body's profiles names it: in capitals, with its party, often, short."""
    return (bool(p.body), p.name[0].isupper(), party_of(p.name) is not None, sum(q.name == p.name for q in bodies), -len(p.name), p.name)


def _fullness(p: Profile) -> tuple[bool, int, bool, int, str]:
    """How much a profile tells of who it is; the fullest gives the name."""
    return (p.form == "named", len(p.words), p.office is not None, len(p.name), p.name)


def _fit(one: _Cluster, other: _Cluster, places: bool = True) -> bool:
    """Whether nothing that is known of two clusters speaks against their being one."""
    if any(not same_side(s, t) for s in one.sides for t in other.sides):
        return False
    mine, theirs = one.places, other.places
    if places and mine and theirs and not mine & theirs:
        return False
    named = [(p, q) for p in one.profiles for q in other.profiles if p.form == q.form == "named"]
    return all(same_name(p, q) for p, q in named)


def same_name(one: Profile, other: Profile) -> bool:
    """Whether two names may be one's: all words of one among the other's, or one surname with an initial that agrees. Two
    different given names are two."""
    if one.outlet and other.outlet and same_outlet(one.outlet, other.outlet):
        return True
    if not one.words or not other.words:
        return False
    first, second = set(one.words), set(other.words)
    if first <= second or second <= first:
        return True
    if one.words[-1] != other.words[-1] or len(one.words) == 1 or len(other.words) == 1:
        return _is_acronym(one, other) or _is_acronym(other, one)
    given = (one.words[0], other.words[0])
    return min(map(len, given)) == 1 and given[0][0] == given[1][0]


def _is_acronym(short: Profile, long: Profile) -> bool:
    """Whether a name is made of the first letters of the other's words."""
    letters = "".join(word[0] for word in long.name.split() if word[0].isupper())
    return len(short.words) == 1 and len(letters) > 2 and letters == short.name.replace(".", "")


def _join(clusters: list[_Cluster], joins: Callable[[_Cluster, _Cluster], bool],
          rank: Callable[[_Cluster], tuple[object, ...]]) -> list[_Cluster]:
    """Each cluster, those that tell most first, joined to the only one before it that it may be joined to; where there are
    several, to the only one of them that a report of its own has, and of these to the only one that is told in a word of its own."""
    kept: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (rank(c), min(c.mentions)), reverse=False):
        fitting = [other for other in kept if joins(cluster, other)]
        if len(fitting) > 1:
            fitting = [other for other in fitting if other.reports & cluster.reports]
        if len(fitting) > 1:
            fitting = [other for other in fitting if other.told & cluster.told]
        if len(fitting) == 1:
            fitting[0].add(cluster)
        else:
            kept.append(cluster)
    return kept


def _join_names(clusters: list[_Cluster]) -> list[_Cluster]:
    def joins(one: _Cluster, other: _Cluster) -> bool:
        named = one.is_named and other.is_named
        return named and any(same_name(p, q) for p in one.profiles for q in other.profiles) and _fit(one, other, False)

    return _join(clusters, joins, lambda c: (not c.is_named, -max(len(p.words) for p in c.profiles)))


def _functions(cluster: _Cluster) -> frozenset[str]:
    """What the bodies of a cluster do, spokesmen without a name counted as their body."""
    return frozenset(
        p.body for p in cluster.profiles if p.body is not None and (p.form == "body" or (p.form == "office" and p.speaks))
    )


def _join_bodies(clusters: list[_Cluster]) -> list[_Cluster]:
    """Bodies of one function; "the ministry" with the ministry that is told of."""
    def joins(one: _Cluster, other: _Cluster) -> bool:
        mine, theirs = _functions(one), _functions(other)
        if not mine or not theirs:
            return False
        same = mine & theirs or (mine == {"ministry"} and any(f.endswith(" ministry") for f in theirs)) or (
            mine <= {"command", "general staff"} and theirs & {"army", "general staff"})
        return bool(same) and _fit(one, other)

    def rank(cluster: _Cluster) -> tuple[object, ...]:
        return (_functions(cluster) <= {"ministry", "command", "general staff", ""}, not cluster.sides, not cluster.places)

    return _join(clusters, joins, rank)


def _join_parties(clusters: list[_Cluster]) -> list[_Cluster]:
    """A state that is named for its government ("Moscow said") with the only body of it that speaks of the event."""
    def joins(one: _Cluster, other: _Cluster) -> bool:
        bare = _functions(one) == {""} or _functions(one) == {"government"}
        bare = bare and all(is_state(side) for side in one.sides)
        return bare and bool(one.sides) and bool(other.sides) and bool(_functions(other)) and _fit(one, other, False)

    return _join(clusters, joins, lambda c: (_functions(c) <= {"", "government"},))


def _join_offices(clusters: list[_Cluster]) -> list[_Cluster]:
    """An office with the only one who is told to hold it."""
    def offices(cluster: _Cluster) -> set[tuple[str, bool]]:
        return {(p.office, p.deputy) for p in cluster.profiles if p.office}

    def joins(one: _Cluster, other: _Cluster) -> bool:
        if one.is_named or one.is_body:
            return False
        mine, theirs = offices(one), offices(other)
        same = mine & theirs or any(
            deputy == d and office == "minister" and o.endswith(" minister")
            for office, deputy in mine for o, d in theirs
        )
        return bool(same) and _fit(one, other)

    return _join(clusters, joins, lambda c: (not c.is_named, not c.sides, not c.places))


def _join_spokesmen(clusters: list[_Cluster]) -> list[_Cluster]:
    """Whoever speaks for a body, with the body."""
    def joins(one: _Cluster, other: _Cluster) -> bool:
        speaking = [p for p in one.profiles if p.speaks]
        if not speaking or any(p.form == "body" for p in one.profiles):
            return False
        functions = {p.body for p in speaking if p.body is not None}
        known = _functions(other)
        if functions:
            return bool(functions & known) and _fit(one, other)
        if one.sides:
            return bool(known) and bool(other.sides) and _fit(one, other)
        state = all(p.kind in STATE_KINDS or p.kind == "armed_group" for p in other.profiles)
        return bool(known) and state and bool(one.reports & other.reports) and _fit(one, other)

    return _join(clusters, joins, lambda c: (any(p.speaks for p in c.profiles), not c.sides))


def named_keys(found: Mapping[Mention, Identity]) -> dict[Mention, str]:
    """The keys of those identities that can be told from others, by report key and local source id, without the reports'
    own voices."""
    return {mention: identity.key for mention, identity in found.items() if identity.named and mention[1] != AUTHOR}
