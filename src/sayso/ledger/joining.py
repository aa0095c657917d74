"""Sources of several reports that may be one, joined step by step: names first, then bodies by what they do, then
offices.

What is told of less joins what is told of more only where it fits one of them alone; sources of different names, of
different sides or of different places are never joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sayso.codebook import STATE_KINDS, is_state, same_side
from sayso.codebook.parties import key_of
from sayso.ledger.outlets import same_outlet
from sayso.ledger.phrases import head_words, stands_for, undated
from sayso.ledger.profiles import Profile
from sayso.model import SourceKind

AUTHOR = "author"
"""The local id that stands for a report's own voice where its reading has no source for it."""

Mention = tuple[str, str]
"""A source as one report has it: the report's key and the source's local id."""

_PERSONS: frozenset[SourceKind] = frozenset({"witness", "victim", "official", "medic", "expert", "police", "military"})

_ROLES: frozenset[SourceKind] = frozenset({"official", "medic", "expert", "police", "military"})

_SHORT = 3
"""Words that a phrase for somebody who was named before may have ("the rights group")."""


@dataclass(slots=True)
class Cluster:
    """Mentions that are one source so far."""

    mentions: list[Mention] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)

    def add(self, other: Cluster) -> None:
        """Take in another cluster."""
        self.mentions += other.mentions
        self.profiles += other.profiles

    @property
    def sides(self) -> list[str]:
        """The parties that its mentions are told to belong to."""
        return [p.side for p in self.profiles if p.side]

    @property
    def places(self) -> frozenset[str]:
        """Whose office or body it is told to be."""
        return frozenset().union(*(p.places for p in self.profiles))

    @property
    def reports(self) -> frozenset[str]:
        """The keys of the reports that mention it."""
        return frozenset(report for report, _ in self.mentions)

    @property
    def told(self) -> frozenset[str]:
        """The words of its names and descriptions, folded."""
        return frozenset().union(*(p.told for p in self.profiles))

    @property
    def is_named(self) -> bool:
        """Whether a proper name is known."""
        return any(p.form == "named" for p in self.profiles)

    @property
    def is_body(self) -> bool:
        """Whether it is a body or somebody who speaks for one."""
        return any(p.form == "body" or p.speaks for p in self.profiles)


def joined(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters with those joined that are one source."""
    found = list(clusters)
    for step in (
        _join_same, _join_names, _join_bodies, _join_parties, _join_offices, _join_holders, _join_spokesmen,
        _join_short,
    ):
        found = step(found)
    return found


def join_stand_in(mention: Mention, profile: Profile, clusters: Iterable[Cluster]) -> bool:
    """Join a phrase that stands for a source to the only one of its report that it may stand for: "the agency", or "a
    surgeon", where one who is named is told to be a surgeon."""
    words = [word for word in head_words(undated(profile.name)) if word != "the"]
    if len(words) > _SHORT or not words:
        return False
    role = profile.kind in _ROLES
    fitting = [
        c for c in clusters
        if any(report == mention[0] and source != AUTHOR for report, source in c.mentions)
        and any(p.form == "named" and (_is_meant(words[-1], p) or (role and words[-1] in p.told)) for p in c.profiles)
        and (profile.side is None or not c.sides or any(same_side(profile.side, s) for s in c.sides))
    ]
    if len(fitting) == 1:
        fitting[0].mentions.append(mention)
    return len(fitting) == 1


def _fit(one: Cluster, other: Cluster, places: bool = True) -> bool:
    """Whether nothing that is known of two clusters speaks against their being one."""
    if not _same_sides(one, other):
        return False
    mine, theirs = one.places, other.places
    if places and mine and theirs and not mine & theirs:
        return False
    named = [(p, q) for p in one.profiles for q in other.profiles if p.form == q.form == "named"]
    return all(same_name(p, q) for p, q in named)


def _same_sides(one: Cluster, other: Cluster) -> bool:
    return all(same_side(s, t) for s in one.sides for t in other.sides)


def same_name(one: Profile, other: Profile) -> bool:
    """Whether two names may be one's: all words of one among the other's, or one surname with an initial that agrees.
    Two different given names are two."""
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


def _join(clusters: list[Cluster], joins: Callable[[Cluster, Cluster], bool],
          rank: Callable[[Cluster], tuple[object, ...]]) -> list[Cluster]:
    """Each cluster, those that tell most first, joined to the only one before it that it may be joined to; where there
    are several, to the only one of them that a report of its own has, and of these to the only one that is told in a
    word of its own."""
    kept: list[Cluster] = []
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


def _join_same(clusters: list[Cluster]) -> list[Cluster]:
    """What is written the same in capitals."""
    def names(cluster: Cluster) -> set[tuple[str, ...]]:
        written = (p.name for p in cluster.profiles if p.form in ("named", "body"))
        return {key_of(name.split(",")[0]) for name in written if name[:1].isupper()}

    def joins(one: Cluster, other: Cluster) -> bool:
        return bool(names(one) & names(other)) and _fit(one, other)

    return _join(clusters, joins, lambda c: (not c.sides,))


def _join_names(clusters: list[Cluster]) -> list[Cluster]:
    def joins(one: Cluster, other: Cluster) -> bool:
        named = one.is_named and other.is_named
        return named and any(same_name(p, q) for p in one.profiles for q in other.profiles) and _fit(one, other, False)

    return _join(clusters, joins, lambda c: (not c.is_named, -max(len(p.words) for p in c.profiles)))


def _functions(cluster: Cluster) -> frozenset[str]:
    """What the bodies of a cluster do, spokesmen without a name counted as their body."""
    bodies = (p for p in cluster.profiles if p.form == "body" or (p.form == "office" and p.speaks))
    return frozenset(p.body for p in bodies if p.body is not None)


def _join_bodies(clusters: list[Cluster]) -> list[Cluster]:
    """Bodies of one function; "the ministry" with the ministry that is told of."""
    def joins(one: Cluster, other: Cluster) -> bool:
        mine, theirs = _functions(one), _functions(other)
        if not mine or not theirs:
            return False
        same = mine & theirs or (mine == {"ministry"} and any(f.endswith(" ministry") for f in theirs)) or (
            mine <= {"command", "general staff"} and theirs & {"army", "general staff"})
        return bool(same) and _fit(one, other)

    def rank(cluster: Cluster) -> tuple[object, ...]:
        is_bare = _functions(cluster) <= {"ministry", "command", "general staff", ""}
        return (is_bare, not cluster.sides, not cluster.places)

    return _join(clusters, joins, rank)


def _join_parties(clusters: list[Cluster]) -> list[Cluster]:
    """A state that is named for its government ("Moscow said") with the only body of it that speaks of the event."""
    def joins(one: Cluster, other: Cluster) -> bool:
        bare = _functions(one) == {""} or _functions(one) == {"government"}
        bare = bare and all(is_state(side) for side in one.sides)
        return bare and bool(one.sides) and bool(other.sides) and bool(_functions(other)) and _fit(one, other, False)

    return _join(clusters, joins, lambda c: (_functions(c) <= {"", "government"},))


def _join_offices(clusters: list[Cluster]) -> list[Cluster]:
    """An office with the only one who is told to hold it."""
    def offices(cluster: Cluster) -> set[tuple[str, bool]]:
        return {(p.office, p.deputy) for p in cluster.profiles if p.office}

    def joins(one: Cluster, other: Cluster) -> bool:
        if one.is_named or one.is_body:
            return False
        mine, theirs = offices(one), offices(other)
        same = mine & theirs or any(
            deputy == d and office == "minister" and o.endswith(" minister")
            for office, deputy in mine for o, d in theirs
        )
        return bool(same) and _fit(one, other)

    return _join(clusters, joins, lambda c: (not c.is_named, not c.sides, not c.places))


def _join_holders(clusters: list[Cluster]) -> list[Cluster]:
    """An office that nobody is told to hold with the only person of its report who is told to hold none."""
    def joins(one: Cluster, other: Cluster) -> bool:
        office = all(p.form == "office" and p.office and not p.speaks for p in one.profiles)
        person = all(p.form == "named" and p.kind in _PERSONS and not p.office and not p.speaks for p in other.profiles)
        return office and person and bool(one.reports & other.reports) and _fit(one, other)

    return _join(clusters, joins, lambda c: (not c.is_named,))


def _join_short(clusters: list[Cluster]) -> list[Cluster]:
    """A body told by a part of the words of the only other's name: "the council" with the Council of Elders."""
    def joins(one: Cluster, other: Cluster) -> bool:
        if not all(p.form == "body" for p in one.profiles) or one.sides or one is other:
            return False
        longer = [p for p in other.profiles if p.form in ("body", "named") and not p.office]
        short = [frozenset(key_of(p.name)) for p in one.profiles]
        return any(words < frozenset(key_of(p.name)) for words in short for p in longer) and _fit(one, other)

    return _join(clusters, joins, lambda c: (-max(len(key_of(p.name)) for p in c.profiles),))


def _is_meant(word: str, p: Profile) -> bool:
    return word in key_of(p.name) or stands_for(word, _kind(p))


def _kind(p: Profile) -> str:
    """The kind of a source that is named; that of an official of whom nothing is told but a name is not known."""
    unknown = p.kind == "official" and not p.office and p.body is None and p.side is None
    return "unknown" if unknown else p.kind


def _join_spokesmen(clusters: list[Cluster]) -> list[Cluster]:
    """Whoever speaks for a body, heads it or commands it, with the body."""
    def joins(one: Cluster, other: Cluster) -> bool:
        speaking = [p for p in one.profiles if p.speaks or _represents(p)]
        if not speaking or any(p.form == "body" for p in one.profiles):
            return False
        if any(_is_told(other, p) for p in speaking):
            return _same_sides(one, other)
        functions = {p.body for p in speaking if p.body is not None}
        known = _functions(other)
        together = bool(one.reports & other.reports)
        if functions:
            return bool(functions & known) and _fit(one, other)
        if not any(p.speaks for p in speaking):
            soldiers = all(p.kind == "military" for p in speaking)
            return "army" in known and soldiers and together and _fit(one, other, False)
        if one.sides:
            return bool(known) and bool(other.sides) and _fit(one, other)
        state = all(p.kind in STATE_KINDS or p.kind == "armed_group" for p in other.profiles)
        return bool(known) and state and together and _fit(one, other)

    return _join(clusters, joins, lambda c: (any(p.speaks or _represents(p) for p in c.profiles), not c.sides))


def _represents(p: Profile) -> bool:
    """Whether somebody who is named is told to belong to a body, as its head or otherwise."""
    belongs = p.body is not None or p.office in ("head", "commander") or (p.kind == "military" and not p.office)
    return p.form == "named" and p.kind in _PERSONS and belongs


def _is_told(body: Cluster, p: Profile) -> bool:
    """Whether the name of a body stands in what is told of somebody ("chairman of the Council of Elders")."""
    names = [frozenset(key_of(q.name)) for q in body.profiles if q.form in ("body", "named") and q.kind != "media"]
    return any(len(words) > 1 and words <= p.told - frozenset(key_of(p.name)) for words in names)
