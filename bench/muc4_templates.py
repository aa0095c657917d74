"""A reading as the templates of MUC-4: incidents with their slots, by `muc4_mapping.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.roles import same_name
from sayso.codebook import is_state, party_of
from sayso.model import Actor, Claim, Event, Reading

Template = dict[str, list[list[str]]]  # of each slot its fills, of each fill the strings that may stand for it
TYPE, DATE, LOCATION = "INCIDENT: TYPE", "INCIDENT: DATE", "INCIDENT: LOCATION"
INSTRUMENT, INSTRUMENT_TYPE = "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE"
INDIVIDUAL, ORGANIZATION = "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"
CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
PHYSICAL, HUMAN = "PHYS TGT: ID", "HUM TGT: NAME OR DESCRIPTION"
PHYSICAL_EFFECT, HUMAN_EFFECT = "PHYS TGT: EFFECT OF INCIDENT", "HUM TGT: EFFECT OF INCIDENT"
SLOTS = (
    TYPE, DATE, LOCATION, INSTRUMENT, INSTRUMENT_TYPE, INDIVIDUAL, ORGANIZATION, CONFIDENCE, PHYSICAL, HUMAN,
    PHYSICAL_EFFECT, HUMAN_EFFECT,
)


@cache
def mapping() -> dict[str, dict[str, Any]]:
    """The tables of muc4_mapping.toml."""
    return tomllib.loads((Path(__file__).parent / "muc4_mapping.toml").read_text(encoding="utf-8"))


def templates_of(reading: Reading) -> list[Template]:
    """The templates of a reading, in the order of its events."""
    return [template for event in reading.events for template in _templates(reading, event)]


def _templates(reading: Reading, event: Event) -> Iterator[Template]:
    kind = _type(event)
    if kind is None or event.status.occurrence == "refuted":
        return
    where, bodies = event.where, list(_organizations(event))
    people = [t for t in event.targets if t.kind in mapping()["people"]["kinds"]]
    things = [t for t in event.targets if t not in people]
    instruments = [mapping()["instrument"].get(w.kind, []) for w in event.weapons]
    yield {
        TYPE: [[kind]],
        DATE: [[event.when.earliest[:10], (event.when.latest or event.when.earliest)[:10]]]
        if event.when.earliest else [],
        LOCATION: [[n for n in (where.name, where.written, where.admin1) if n]] if where else [],
        INSTRUMENT: [[w.name] for w in event.weapons],
        INSTRUMENT_TYPE: [names for names in instruments if names],
        INDIVIDUAL: [[actor.name] for actor in event.actors if not _is_organization(actor)],
        ORGANIZATION: bodies,
        CONFIDENCE: [[_confidence(reading, event)]] * len(bodies),
        PHYSICAL: [[t.name] for t in things],
        HUMAN: [[t.name] for t in people],
        PHYSICAL_EFFECT: [["SOME DAMAGE", "DESTROYED"]] if event.damage and things else [],
        HUMAN_EFFECT: list(_human_effects(event)),
    }


def _type(event: Event) -> str | None:
    if any(w.kind == mapping()["arson"]["weapon"] for w in event.weapons):
        return "ARSON"
    if event.kind == "armed_clash":
        return "ATTACK" if any(t.kind in mapping()["clash"]["targets"] for t in event.targets) else None
    found: str | None = mapping()["type"].get(event.kind)
    return found


def _organizations(event: Event) -> Iterator[list[str]]:
    """The organisations that did it: armed groups, and bodies of a state by their words; never a state as such."""
    told: set[str] = set()
    for actor in event.actors:
        party = party_of(actor.name) or actor.side
        words = [w for w in mapping()["organization"]["words"] if f" {w}" in f" {actor.name.lower()}"]
        names = [n for n in (party if party and not is_state(party) else None, actor.unit) if n]
        names += [actor.name, *words] if names or words else []
        key = party if party and not is_state(party) else " ".join(words)
        if names and key not in told:
            told.add(key)
            yield names


def _is_organization(actor: Actor) -> bool:
    """Whether a doer is told as the organisation itself and not by its people."""
    party = party_of(actor.name)
    return party is not None and (same_name(actor.name, party) or (actor.name.isupper() and " " not in actor.name))


def _confidence(reading: Reading, event: Event) -> str:
    """How sure the report is of the doer: slot 11, from the claims of responsibility and their sources."""
    sources = {source.id: source for source in reading.sources}
    about = [c for c in reading.claims if c.event == event.id and c.about == "responsibility"]
    claims = [c for c in about if c.stance == "affirms"]
    sides = {actor.side for actor in event.actors if actor.side}
    if any(_origin(c, sources).side in sides for c in claims if _origin(c, sources).side):
        return "CLAIMED OR ADMITTED"
    cited = [c for c in claims if _origin(c, sources).kind != "author"]
    if cited:
        authorities = all(_origin(c, sources).kind in mapping()["authorities"]["kinds"] for c in cited)
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if authorities else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT" if all(c.certainty == "certain" for c in claims) else "POSSIBLE"


def _origin(claim: Claim, sources: dict[str, Any]) -> Any:
    return sources[claim.source[-1]]


def _human_effects(event: Event) -> Iterator[list[str]]:
    killed, injured = event.casualties.killed, event.casualties.injured
    if killed.best == 0 and injured.best == 0:
        yield ["NO INJURY OR DEATH"]
        return
    if killed.best:
        yield ["DEATH"]
    if injured.best:
        yield ["INJURY"]
