"""What there is to show of a reading, before it is known where: cards of events, claims by who makes them, and what
nobody says. The text view and the page both show this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.codebook import KINDS, has_doer, is_hostile
from sayso.model import Attribute, Claim, Event, Quote, Reading, Source
from sayso.publish.wording import (
    tell_circle,
    tell_codes,
    tell_count,
    tell_published,
    tell_value,
    tell_when,
    tell_where,
    word,
    words,
)

_COUNTS: tuple[Attribute, ...] = ("killed", "injured", "missing", "captured", "displaced")
_TITLE = 90  # characters
ARROW = " ← "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an event's card: what it is about, what is known, and what is to be added in small."""

    label: str
    value: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim in words. `number` counts the claims of the reading from 1."""

    number: int
    about: str
    value: str | None
    stance: str
    stance_word: str
    certainty: str
    certainty_word: str | None
    chain: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ChainView:
    """All that one chain of sources says of an event, passage by passage."""

    chain: str
    origin: str | None
    passages: tuple[tuple[Quote, tuple[ClaimView, ...]], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as it is shown."""

    number: int
    main: bool
    kind: str
    summary: str
    rows: tuple[Row, ...]
    occurrence: str
    responsibility: str | None
    chains: tuple[ChainView, ...]
    unknown: tuple[str, ...]
    when: str | None
    where: str | None

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """The claims on it, in the order of the reading."""
        found = [claim for chain in self.chains for _, claims in chain.passages for claim in claims]
        return tuple(sorted(found, key=lambda claim: claim.number))


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source, with the number of claims that it makes or passes on."""

    name: str
    about: str
    claims: int


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A whole reading as it is shown."""

    title: str
    origin: tuple[str, ...]
    notice: str | None
    main: tuple[EventView, ...]
    background: tuple[EventView, ...]
    sources: tuple[SourceView, ...]
    unknown: tuple[str, ...]


def view_of(reading: Reading) -> ReadingView:
    """All that there is to show of a reading, in order."""
    sources = {source.id: source for source in reading.sources}
    claims: dict[str, list[ClaimView]] = {}
    origins: dict[str, Source | None] = {}
    for number, claim in enumerate(reading.claims, 1):
        view = _claim(number, claim, sources)
        claims.setdefault(claim.event, []).append(view)
        origins.setdefault(view.chain, sources.get(claim.source[-1]))
    events = [_event(n, event, claims.get(event.id, []), origins) for n, event in enumerate(reading.events, 1)]
    uses = Counter(source for claim in reading.claims for source in claim.source)
    return ReadingView(
        title=_title(reading),
        origin=_origin(reading),
        notice=_notice(reading),
        main=tuple(event for event in events if event.main),
        background=tuple(event for event in events if not event.main),
        sources=tuple(SourceView(s.name, _about(s), uses[s.id]) for s in reading.sources),
        unknown=tuple(
            words()["unknown"][key] for key in ("published", "publisher") if getattr(reading.report, key) is None
        ),
    )


def _title(reading: Reading) -> str:
    """The report's title; where it has none, its first line, in quotation marks and cut short."""
    report = reading.report
    if report.title:
        return report.title
    first = next((line.strip() for line in report.text.splitlines() if line.strip()), "")
    if not first:
        return report.ref or report.id
    return f"“{first}”" if len(first) <= _TITLE else f"“{first[:_TITLE].rstrip()} …”"


def _origin(reading: Reading) -> tuple[str, ...]:
    report = reading.report
    published = tell_published(report.published) if report.published else None
    if published and report.published_basis == "inferred":
        published += " (told from the text)"
    return tuple(part for part in (report.publisher, report.author, published) if part)


def _notice(reading: Reading) -> str | None:
    language = reading.report.language
    if reading.events:
        return None
    if language not in (None, "en"):
        name = word("languages", language or "")
        return f"The report is in {name}, which sayso does not read yet. It is kept whole, unread."
    return "No event was found in this report."


def _claim(number: int, claim: Claim, sources: dict[str, Source]) -> ClaimView:
    names = [sources[link].name if link in sources else link for link in claim.source]
    return ClaimView(
        number=number, about=word("about", claim.about), value=tell_value(claim), stance=claim.stance,
        stance_word=word("stance", claim.stance), certainty=claim.certainty,
        certainty_word=words()["certainty"].get(claim.certainty), chain=ARROW.join(names), quote=claim.quote,
    )


def _event(number: int, event: Event, claims: list[ClaimView], origins: dict[str, Source | None]) -> EventView:
    return EventView(
        number=number, main=event.main, kind=word("kinds", event.kind), summary=event.summary,
        rows=tuple(_rows(event, claims)),
        occurrence=event.status.occurrence, responsibility=event.status.responsibility,
        chains=tuple(_chains(claims, origins)), unknown=tuple(_unknown(event, claims)),
        when=tell_when(event.when), where=tell_where(event.where),
    )


def _rows(event: Event, claims: list[ClaimView]) -> Iterable[Row]:
    when, where = tell_when(event.when), tell_where(event.where)
    circle = tell_circle(event.where)
    if where is not None or circle is not None:
        notes = [word("place_precision", event.where.precision)] if event.where is not None else []
        yield Row("where", where or circle or "", tuple(([circle] if circle and where else []) + notes))
    if when is not None:
        yield Row("when", when, (word("time_precision", event.when.precision),))
    if event.actors:
        yield Row("who", "; ".join(_party(a.name, a.unit, a.side) for a in event.actors), tuple(_named_by(claims)))
    if event.targets:
        yield Row("target", "; ".join(_kinded(_party(t.name, None, t.side), t.name, t.kind) for t in event.targets))
    if event.weapons:
        yield Row("weapon", "; ".join(_kinded(w.name, w.name, w.kind) for w in event.weapons))
    for about in _COUNTS:
        told = tell_count(getattr(event.casualties, about))
        if told is not None:
            yield Row(about, told, tuple(_by_whom(word("about", about), claims)))
    if event.damage is not None:
        yield Row("damage", event.damage)
    if event.media:
        yield Row("footage", "; ".join(f"{m.kind}, {m.where}" if m.where else m.kind for m in event.media))
    yield Row("codes", tell_codes(event))


def _party(name: str, unit: str | None, side: str | None) -> str:
    told = f"{unit}, {name}" if unit and unit.casefold() not in name.casefold() else name
    return f"{told} ({side})" if side and side.casefold() not in told.casefold() else told


def _kinded(told: str, name: str, kind: str) -> str:
    """A target or weapon with its kind, where the kind adds to the name."""
    kind_word = word("kinds", kind)
    known = all(part in name.casefold() for part in kind_word.split())
    return told if kind == "other" or known else f"{told} [{kind_word}]"


def _by_whom(about: str, claims: list[ClaimView]) -> Iterable[str]:
    """Who says which figure; the figure itself only where there are several."""
    told: dict[str, list[str]] = {}
    for claim in claims:
        if claim.about == about and claim.value is not None:
            figure = f"not {claim.value}" if claim.stance == "denies" else claim.value
            told.setdefault(figure, []).append(claim.chain)
    for figure, chains in told.items():
        by = f"according to {', '.join(dict.fromkeys(chains))}"
        yield f"{figure} {by}" if len(told) > 1 else by


def _named_by(claims: list[ClaimView]) -> Iterable[str]:
    """Who names a doer, and who denies it."""
    about = word("about", "responsibility")
    for stance, said in (("affirms", "according to"), ("denies", "denied by")):
        chains = dict.fromkeys(claim.chain for claim in claims if claim.about == about and claim.stance == stance)
        if chains:
            yield f"{said} {', '.join(chains)}"


def _chains(claims: list[ClaimView], origins: dict[str, Source | None]) -> Iterable[ChainView]:
    grouped: dict[str, dict[tuple[int, int], list[ClaimView]]] = {}
    for claim in claims:
        passages = grouped.setdefault(claim.chain, {})
        passages.setdefault((claim.quote.start, claim.quote.end), []).append(claim)
    for chain, passages in grouped.items():
        origin = origins.get(chain)
        yield ChainView(
            chain, _about(origin) if origin is not None else None,
            tuple((found[0].quote, tuple(found)) for found in passages.values()),
        )


def _about(source: Source) -> str:
    """What a source is: its kind, its side, and how the report describes it."""
    parts = [word("source_kind", source.kind), source.side]
    if source.description and source.description.casefold() != source.name.casefold():
        parts.append(source.description)
    return ", ".join(part for part in parts if part)


def _unknown(event: Event, claims: list[ClaimView]) -> Iterable[str]:
    """What nobody says of an event, in the order of its card; and who would not say it."""
    known = event.kind in KINDS
    hostile, casualties = known and is_hostile(event.kind), event.casualties
    vague = bool(event.actors) and event.status.responsibility == "unknown"
    missing: list[tuple[str, str]] = []
    if known and has_doer(event.kind) and (vague or not event.actors) and event.status.responsibility is not None:
        missing.append(("responsibility", "doer_vague" if vague else "doer"))
    if tell_when(event.when) is None:
        missing.append(("time", "when"))
    if tell_where(event.where) is None and tell_circle(event.where) is None:
        missing.append(("place", "where"))
    if hostile:
        missing += [("target", "target")] * (not event.targets) + [("weapon", "weapon")] * (not event.weapons)
        missing += [("killed", "killed")] * (tell_count(casualties.killed) is None)
        missing += [("injured", "injured")] * (tell_count(casualties.injured) is None)
        missing += [("damage", "damage")] * (event.damage is None)
    silent: dict[str, list[str]] = {}
    for claim in claims:
        if claim.stance == "declines":
            silent.setdefault(claim.about, []).append(claim.chain)
    for attribute, key in missing:
        told = words()["unknown"][key].format(names=" and ".join(actor.name for actor in event.actors))
        chains = list(dict.fromkeys(silent.pop(word("about", attribute), [])))
        yield told + (f"; {_declined(chains)}" if chains else "")
    for about, chains in silent.items():
        yield f"{about}: {_declined(list(dict.fromkeys(chains)))}"


def _declined(chains: list[str]) -> str:
    return words()["unknown"]["declined"].format(sources=" and ".join(chains))
