"""The origins of an event: the distinct roots of what is said of it, however many reports pass it on.

A root is a source that can be told from others and that is the last link of a claim; or, for a family of copies, its
own gathering: unnamed sources, witnesses and footage of its own, or its bare word where it cites nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.codebook import STATE_KINDS, side_of
from sayso.ledger.dependence import Dependence, age, before, is_whole_relay
from sayso.ledger.furniture import credited
from sayso.ledger.identities import Identity, voice_of
from sayso.ledger.joining import AUTHOR, Mention
from sayso.ledger.outlets import outlet_key, same_outlet
from sayso.ledger.telling import Telling
from sayso.model import Claim, SourceKind

_OUTLETS = frozenset({"media", "author", "social_media"})
_GATHERERS = _OUTLETS | {"ngo", "international"}

ClaimRef = tuple[str, str]
"""A claim: the report's key and the claim's local id."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One root of what is said of an event. `own`: it is the gathering of a family of reports, whose earliest is
    `root`; else `root` is None. `claims`: what it says, what copies repeat counted once; `reports`: the keys of all
    reports that carry it. `outlet`: the key of the outlet whose gathering or report it is, "" for none."""

    key: str
    name: str
    kind: SourceKind
    side: str | None
    own: bool
    root: str | None
    outlet: str
    claims: tuple[ClaimRef, ...]
    reports: tuple[str, ...]
    explain: str


@dataclass(slots=True)
class _Root:
    identity: Identity | None
    root: str | None
    outlet: str
    why: str
    claims: dict[ClaimRef, Claim] = field(default_factory=dict)
    reports: dict[str, None] = field(default_factory=dict)


def origins(
    tellings: Iterable[Telling],
    families: Mapping[str, str],
    identities: Mapping[Mention, Identity],
    *,
    dependences: Iterable[Dependence] = (),
    withdrawn: Collection[ClaimRef] = (),
) -> tuple[Origin, ...]:
    """The origins of the event that the tellings tell, those first that were first told.

    `dependences` (those among these reports) let a report that relays another add nothing of its own; `withdrawn`
    claims leave no origin."""
    return _Origins(_by_report(tellings), families, identities, dependences, frozenset(withdrawn)).all()


def independent(found: Iterable[Origin]) -> tuple[tuple[Origin, ...], ...]:
    """Origins grouped by side: bodies of one party are one, so are several gatherings of one outlet; whoever is on no
    side stands alone. Officials of whom no side is known are taken for one state's."""
    groups: dict[str, list[Origin]] = {}
    for origin in found:
        if origin.side is not None:
            group = f"side {side_of(origin.side)}"
        elif origin.kind in STATE_KINDS:
            group = "state"
        elif origin.outlet:
            group = f"outlet {origin.outlet}"
        else:
            group = f"source {origin.key}"
        groups.setdefault(group, []).append(origin)
    return tuple(tuple(group) for group in groups.values())


def _by_report(tellings: Iterable[Telling]) -> list[Telling]:
    """One telling a report, with all its claims about the event, the earliest first."""
    found: dict[str, Telling] = {}
    for telling in sorted(tellings, key=lambda t: (age(t.entry.report.published, t.entry.key), t.key)):
        first = found.setdefault(telling.entry.key, telling)
        if first is not telling:
            found[telling.entry.key] = Telling(first.entry, first.event, first.claims + telling.claims)
    return list(found.values())


class _Origins:
    """One computation."""

    def __init__(
        self, tellings: Sequence[Telling], families: Mapping[str, str], identities: Mapping[Mention, Identity],
        dependences: Iterable[Dependence], withdrawn: frozenset[ClaimRef],
    ) -> None:
        self._tellings = tellings
        self._families = families
        self._identities = identities
        self._withdrawn = withdrawn
        self._roots: dict[str, _Root] = {}
        self._by_key = {telling.entry.key: telling for telling in tellings}
        self._relays = {d.report: d.on for d in dependences if is_whole_relay(d) and d.on in self._by_key}
        self._gathering = {key for key in self._by_key if self._gathers(key)}
        self._families_gathering = {self._family(key) for key in self._gathering}

    def all(self) -> tuple[Origin, ...]:
        """All origins."""
        for telling in self._tellings:
            for claim in telling.claims:
                ref = (telling.entry.key, claim.id)
                if claim.stance == "affirms" and ref not in self._withdrawn:
                    for root in self._roots_of(telling, claim, frozenset()):
                        self._add(root, ref, claim)
        return tuple(self._origin(key, root) for key, root in self._roots.items())

    def _add(self, root: _Root, ref: ClaimRef, claim: Claim) -> None:
        key = root.identity.key if root.identity is not None else f"gathering {root.root}"
        kept = self._roots.setdefault(key, root)
        kept.reports[ref[0]] = None
        said = (claim.about, claim.value, claim.certainty)
        for (report, _), other in kept.claims.items():
            copied = report != ref[0] and self._family(report) == self._family(ref[0])
            if copied and said == (other.about, other.value, other.certainty):
                return
        kept.claims[ref] = claim

    def _roots_of(self, telling: Telling, claim: Claim, seen: frozenset[str]) -> Iterator[_Root]:
        """The roots of one claim: the last link that can be told from others, or the gathering of its report."""
        report = telling.entry.key
        links = [self._identities[report, source] for source in claim.source if (report, source) in self._identities]
        own = self._identities.get((report, AUTHOR))
        links = [link for link in links if link.named and link != own] if own is not None else links
        if links:
            yield from self._cited(telling, links[-1], claim, seen)
        elif report in self._gathering or (self._family(report) in self._families_gathering
                                           and self._is_word_of_nobody(telling, claim)):
            yield self._gathered(telling)
        elif (relayed := self._relays.get(report)) is not None and relayed not in seen:
            yield from self._passed_on(self._by_key[relayed], claim, seen | {report})
        elif (voice := self._voice(report)) is not None and voice.named and voice.kind not in _OUTLETS:
            yield _Root(voice, None, "", "")

    def _cited(self, telling: Telling, source: Identity, claim: Claim, seen: frozenset[str]) -> Iterator[_Root]:
        """A source that is cited; an outlet whose own report is among the tellings stands for what that report rests
        on."""
        passed_on = self._report_of(source, telling)
        if passed_on is None or passed_on.entry.key in seen:
            yield _Root(source, None, source.outlet if source.kind in ("media", "social_media") else "", "")
            return
        yield from self._passed_on(passed_on, claim, seen | {telling.entry.key})

    def _passed_on(self, telling: Telling, claim: Claim, seen: frozenset[str]) -> Iterator[_Root]:
        """What a claim rests on that another report has from this one: the same as this one's own on that attribute."""
        report = telling.entry.key
        if self._family(report) in self._families_gathering:
            yield self._gathered(telling)
            return
        affirmed = [c for c in telling.claims if c.stance == "affirms" and (report, c.id) not in self._withdrawn]
        same = [c for c in affirmed if c.about == claim.about]
        found = [root for c in same for root in self._roots_of(telling, c, seen | {report})]
        yield from found or [root for c in affirmed for root in self._roots_of(telling, c, seen | {report})][:1]

    def _report_of(self, source: Identity, telling: Telling) -> Telling | None:
        """The last report of an outlet, before a telling, of the same event."""
        if source.kind not in ("media", "social_media", "ngo", "international"):
            return None
        found = None
        for other in self._tellings:
            voice = self._identities.get((other.entry.key, AUTHOR))
            later = before(telling.entry.report.published, other.entry.report.published)
            if other.entry.key != telling.entry.key and voice == source and not later:
                found = other
        return found

    def _family(self, report: str) -> str:
        return self._families.get(report, report)

    def _gathers(self, report: str) -> bool:
        """Whether a report gathered itself what it tells: from people whom it does not name and nobody else told it
        of, or because it cites nobody at all."""
        telling, voice = self._by_key[report], self._voice(report)
        if voice is not None and voice.named and voice.kind not in _GATHERERS:
            return False
        affirming = [c for c in telling.claims if c.stance == "affirms"]
        if report in self._relays:
            return False
        if any(self._is_word_of_nobody(telling, c) and (report, c.id) not in self._withdrawn for c in affirming):
            return True
        others = [c for c in affirming if any(self._is_other(report, s) for s in c.source)]
        return not others and any((report, c.id) not in self._withdrawn for c in affirming)

    def _voice(self, report: str) -> Identity | None:
        """Whose voice a report's own is: of a copy, that of what it copies."""
        root = self._family(report)
        return self._identities.get((root, AUTHOR)) or self._identities.get((report, AUTHOR))

    def _is_other(self, report: str, source: str) -> bool:
        identity, own = self._identities.get((report, source)), self._identities.get((report, AUTHOR))
        return identity is not None and identity != own and identity.kind != "author"

    def _is_word_of_nobody(self, telling: Telling, claim: Claim) -> bool:
        """Whether a claim is laid to people, none of whom can be told from others, beside the report's own voice."""
        report = telling.entry.key
        links = [self._identities.get((report, source)) for source in claim.source if self._is_other(report, source)]
        return bool(links) and not any(link is not None and link.named for link in links)

    def _gathered(self, telling: Telling) -> _Root:
        """The gathering of a report's family, or of the outlet whose text it says that it passes on."""
        report = telling.entry.key
        root = self._family(report)
        first = self._by_key.get(root, telling)
        agency = next(iter(credited(first.entry.report.text, first.entry.report.publisher)), None)
        voice = voice_of(first.entry)
        if agency is not None and not same_outlet(outlet_key(agency), voice.outlet):
            for other in self._tellings:
                if same_outlet(voice_of(other.entry).outlet, outlet_key(agency)) and other.entry.key in self._gathering:
                    return _Root(None, self._family(other.entry.key), outlet_key(agency), "")
            identity = Identity(outlet_key(agency), agency, "media", None, True, outlet_key(agency))
            return _Root(identity, None, identity.outlet, f"{first.entry.report.publisher or 'a report'} credits it")
        return _Root(None, self._told_before(root, voice.outlet), voice.outlet, "")

    def _told_before(self, root: str, outlet: str) -> str:
        """The family to which a gathering belongs: an outlet that tells again in its bare words what it gathered
        before has gathered nothing anew."""
        telling = self._by_key.get(root)
        if telling is None or not outlet or any(self._is_word_of_nobody(telling, claim) for claim in telling.claims):
            return root
        for other in self._tellings:
            key = other.entry.key
            if key == root:
                break
            if key in self._gathering and same_outlet(voice_of(other.entry).outlet, outlet):
                return self._family(key)
        return root

    def _origin(self, key: str, root: _Root) -> Origin:
        claims, reports = tuple(root.claims), tuple(root.reports)
        carriers = [self._by_key[report].entry.report.publisher or "a report without a publisher" for report in reports]
        by = _listed(list(dict.fromkeys(carriers)))
        if root.identity is not None:
            source = root.identity
            side = f", {source.side}" if source.side else ""
            text = f"{source.name} ({source.kind.replace('_', ' ')}{side}) is cited by {by}."
            return Origin(key, source.name, source.kind, source.side, False, None, root.outlet, claims, reports, text)
        assert root.root is not None
        first = self._by_key.get(root.root) or self._by_key[reports[0]]
        voice = self._identities.get((first.entry.key, AUTHOR))
        name = first.entry.report.publisher or first.entry.report.author or "a report without a publisher"
        unnamed = self._unnamed(root)
        what = f"from {_listed(unnamed)}" if unnamed else "in its own words, citing nobody"
        text = f"{name} tells of it {what}" + (f"; {by} carry it." if len(set(carriers)) > 1 else ".")
        own_side = voice.side if voice is not None and voice.kind != "media" else None
        kind: SourceKind = voice.kind if voice is not None and voice.named else "author"
        return Origin(key, name, kind, own_side, True, root.root, root.outlet, claims, reports, text)

    def _unnamed(self, root: _Root) -> list[str]:
        """Those without a name to whom the claims of a gathering are laid."""
        found: dict[str, None] = {}
        for (report, _), claim in root.claims.items():
            if self._is_word_of_nobody(self._by_key[report], claim):
                found[self._identities[report, claim.source[-1]].name] = None
        return list(found)


def _listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row: "A, B and C", "A, B and 3 more"."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
