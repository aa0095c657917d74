"""Which sources of several reports are one: "the governor", "Governor Gladkov" and "Vyacheslav Gladkov"; "the
ministry" and "Russia's Defence Ministry"; "Reuters" and the publisher of a report.

Names decide first, then what a body does, then offices; what is told of less joins what is told of more only where it
fits one of them alone. Sources of different names, of different sides or of different places are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.codebook import party_of
from sayso.codebook.parties import key_of
from sayso.ledger.joining import AUTHOR, Cluster, Mention, join_stand_in, joined
from sayso.ledger.phrases import is_official
from sayso.ledger.profiles import Profile, profile, publisher_profile
from sayso.ledger.telling import Entry, Telling
from sayso.model import SourceKind

# What the reader and the publisher's name fall back on where nothing tells more; what another report tells goes before.
_WEAK_KINDS: dict[SourceKind, int] = {"witness": 1, "unnamed": 0, "media": 2}


@dataclass(frozen=True, slots=True)
class Identity:
    """One source over all reports. `key` is the same for the same name in every event; `named` is False for those whom
    nothing tells from others ("residents", "two officials"): each report's own; what is no source at all is as the
    report's own voice, of kind "author". `outlet` is the key of an outlet's
    name."""

    key: str
    name: str
    kind: SourceKind
    side: str | None
    named: bool
    outlet: str = ""


def identities(tellings: Iterable[Telling]) -> Mapping[Mention, Identity]:
    """The identity of every source of the tellings' reports, by report key and local source id; the report's own voice
    has its publisher's (or its author's, where that is a body or a person who speaks there), under its local id and
    `AUTHOR`."""
    entries = {telling.entry.key: telling.entry for telling in tellings}
    mentions = [row for key in sorted(entries) for row in _mentions(entries[key])]
    nobodies = [(m, p) for m, p in mentions if p.form == "nobody"]
    clusters = [Cluster([m], [p]) for m, p in mentions if p.form != "nobody"]
    clusters = joined(clusters)
    nobodies = [row for row in nobodies if not join_stand_in(*row, clusters)]
    found: dict[Mention, Identity] = {}
    taken: dict[str, int] = {}
    for cluster in sorted(clusters, key=lambda c: min(c.mentions)):
        identity = _identity(cluster, taken)
        found.update(dict.fromkeys(cluster.mentions, identity))
    for (report, number), p in nobodies:
        nothing = p.kind == "official" and not is_official(p.name)
        found[report, number] = Identity(f"{report}/{number}", p.name, "author" if nothing else p.kind, p.side, False)
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
    """Whose voice a report's own is: its author's, where it is a post or communiqué of a person or body, else its
    publisher's."""
    found = [publisher_profile(name) for name in (entry.report.publisher, entry.report.author) if name]
    speaking = [p for p in found if p.kind != "media" and p.form != "nobody"]
    return (speaking or found or [Profile(entry.report.url or entry.key, "nobody", "author")])[0]


def _identity(cluster: Cluster, taken: dict[str, int]) -> Identity:
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
    if "media" in kinds and "official" in kinds and not any(p.office or p.body is not None for p in cluster.profiles):
        kind = "media"
    elif kind in _WEAK_KINDS:
        kind = max(kinds, key=lambda k: (_WEAK_KINDS.get(k, 3), kinds.count(k), k))
    outlets = (p.outlet for p in sorted(cluster.profiles, key=_fullness) if p.kind == "media" and p.outlet)
    outlet = next(outlets, told.outlet)
    return Identity(key, told.name, kind, side, True, outlet)


def _bodily(p: Profile, bodies: list[Profile]) -> tuple[bool, bool, bool, int, int, str]:
    """How well the name of one of a body's profiles names it: in capitals, with its party, often, short."""
    often = sum(q.name == p.name for q in bodies)
    return (bool(p.body), p.name[:1].isupper(), party_of(p.name) is not None, often, -len(p.name), p.name)


def _fullness(p: Profile) -> tuple[bool, int, bool, int, str]:
    """How much a profile tells of who it is; the fullest gives the name."""
    return (p.form == "named" and " and " not in p.name, len(p.words), p.office is not None, len(p.name), p.name)


def named_keys(found: Mapping[Mention, Identity]) -> dict[Mention, str]:
    """The keys of those identities that can be told from others, by report key and local source id, without the
    reports' own voices."""
    return {mention: identity.key for mention, identity in found.items() if identity.named and mention[1] != AUTHOR}
