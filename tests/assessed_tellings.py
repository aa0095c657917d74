"""Tellings made by hand for the ledger's assessment, so that a test does not depend on the reader: each claim is a
sentence of its own in the report's text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sayso.ledger.statement import BEFORE_THE_FIRST, Statement, make
from sayso.ledger.telling import Entry, Telling
from sayso.model import (
    AcledCode,
    Actor,
    Attribute,
    Casualties,
    Certainty,
    Claim,
    Count,
    Event,
    PloverCode,
    Quote,
    Reading,
    Report,
    Source,
    SourceKind,
    Stance,
    Target,
    Weapon,
    When,
    Where,
)


@dataclass(frozen=True)
class Who:
    """Somebody who speaks."""

    name: str
    kind: SourceKind = "official"
    side: str | None = None
    named: bool = True


AUTHOR = Who("the report", "author", None, False)
GOVERNOR = Who("Olena Prykhodko", "official", "Ukraine")
GENERAL = Who("General Staff", "military", "Ukraine")
MINISTRY = Who("Russian Defence Ministry", "military", "Russia")
HOSPITAL = Who("Velyka Balka hospital", "medic", None)
MONITOR = Who("Rights Now", "ngo", None)
RESIDENTS = Who("residents", "witness", None, False)
DRIVER = Who("a driver", "witness", None, False)
FOOTAGE = Who("a video", "footage", None, False)


@dataclass(frozen=True)
class Said:
    """One claim. `words` is its sentence; `chain` who passes on what `by` says; `cue` words of the sentence."""

    about: Attribute
    by: Who = AUTHOR
    value: int | str | None = None
    stance: Stance = "affirms"
    certainty: Certainty = "certain"
    words: str | None = None
    chain: tuple[Who, ...] = ()
    cue: str | None = None


def sentence(said: Said, number: int) -> str:
    """The sentence of a claim; one made up holds the claim's number, so that no two are one."""
    if said.words is not None:
        return said.words
    value = "" if said.value is None else f" {said.value}"
    return f"Item {number}: {said.by.name} {said.stance} {said.about}{value}"


def telling(
    *claims: Said,
    on: str = "2023-05-02T09:00:00+00:00",
    publisher: str | None = "Daily Post",
    ref: str | None = None,
    kind: str = "missile_strike",
    actors: tuple[Actor, ...] = (),
    targets: tuple[Target, ...] = (),
    weapons: tuple[Weapon, ...] = (),
    when: When | None = None,
    where: Where | None = None,
    damage: str | None = None,
    counts: dict[str, Count] | None = None,
    after: str = "",
    others: tuple[Claim, ...] = (),
) -> Telling:
    """One event of one report. `after` is text that follows the claims' sentences, `counts` are the reading's, `others`
    claims of the reading about other events."""
    sentences = [sentence(said, number) for number, said in enumerate(claims, 1)]
    text = ". ".join([*sentences, after]) if after else ". ".join(sentences) + "."
    people = list(dict.fromkeys(who for said in claims for who in (*said.chain, said.by)))
    ids = {who: "author" if who.kind == "author" else f"s{number}" for number, who in enumerate(people, 1)}
    sources = [Source(id=ids[w], name=w.name, kind=w.kind, side=w.side, named=w.named) for w in people]
    made = []
    place = 0
    for number, (said, words) in enumerate(zip(claims, sentences, strict=True), 1):
        place = text.index(words, place)
        made.append(Claim(
            id=f"c{number}", event="e1", about=said.about, value=said.value, stance=said.stance,
            cue=quote(text, said.cue, place) if said.cue is not None else None, certainty=said.certainty,
            source=tuple(ids[who] for who in (*said.chain, said.by)), quote=quote(text, words, place),
        ))
        place += 1
    event = Event(
        id="e1", main=True, kind=kind, acled=AcledCode(event_type="Battles", sub_event_type="Armed clash"),
        plover=PloverCode(event_type="ASSAULT"), summary="Something happened.", when=when or When(), where=where,
        actors=actors, targets=targets, weapons=weapons, damage=damage, casualties=Casualties(**(counts or {})),
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(id=f"sha256:{digest}", ref=ref, publisher=publisher, published=on, published_basis="given",
                    language="en", text=text)
    reading = Reading(report=report, sources=tuple(sources), events=(event,), claims=(*made, *others))
    return next(iter(Entry(report, reading, "2024-01-01T00:00:00.000000Z").tellings()))


def quote(text: str, words: str, start: int = 0) -> Quote:
    """The first place of words in a text, from `start`."""
    at = text.index(words, start)
    return Quote(exact=words, start=at, end=at + len(words))


def copy_of(original: Telling, publisher: str, on: str) -> Telling:
    """The same report from another publisher."""
    report = original.entry.report.model_copy(update={"publisher": publisher, "published": on})
    reading = original.entry.reading.model_copy(update={"report": report})
    return next(iter(Entry(report, reading, original.entry.added).tellings()))


def decision(at: int, action: str, *, by: str = "mira", reason: str | None = "seen", **body: Any) -> Statement:
    """An analyst's decision, the ledger's statement number `at`."""
    return make(at, "decision", f"2024-02-{at:02d}T00:00:00.000000Z", by,
                {"action": action, "reason": reason, **body}, BEFORE_THE_FIRST)


def key(told: Telling, number: int = 1) -> str:
    """The ledger's key of a telling's claim."""
    return f"{told.entry.key}/c{number}"
