"""ACLED's actor types and interaction codes: who acted on whom, in classes of actors.

Source: ACLED Codebook (2024), "Actors" and "Interaction codes". Where the values of an event do not tell the class, the
code is None and not a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sayso.codebook.doers import named_doer
from sayso.codebook.kinds import CIVILIAN_TARGETS, MILITARY_TARGETS, acled_code
from sayso.codebook.parties import countries_of, is_party, is_state, party_of, side_of
from sayso.codebook.tables import table
from sayso.model import AcledCode, Event, Target

STATE, REBELS, POLITICAL_MILITIA, IDENTITY_MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = range(1, 9)

_PEOPLE = frozenset({"civilians", "official"})


class Parties(NamedTuple):
    """The two actors of an event to ACLED: their types, 0 for none, None where it cannot be told."""

    inter1: int | None
    inter2: int | None


def actor_type(party: str | None, country: str | None, day: date | None = None) -> int | None:
    """ACLED's type (1 to 8) of a party that acts in a country (ISO 3166-1).

    A state's forces at home are 1 and abroad 8; without a country it cannot be told which. A group is what codes.toml
    lists, else a rebel group (2); one that holds a country is its state's force from the day that is listed there.
    """
    data = table("codes")["acled"]
    if party is None or not is_party(party):
        return None
    if party in data["parties"]["external"]:
        return EXTERNAL
    since = data["governments"].get(party)
    if since is not None and (day is None or day >= since):
        return STATE if country is None or country in countries_of(party) else EXTERNAL
    if party in data["parties"]["state_forces"]:
        party = side_of(party)
    for field, code in (("political_militias", POLITICAL_MILITIA), ("identity_militias", IDENTITY_MILITIA),
                        ("rioters", RIOTERS)):
        if party in data["parties"][field]:
            return code
    if not is_state(party):
        return REBELS
    if country is None:
        return None
    return STATE if country in countries_of(party) else EXTERNAL


def interaction(first: int | None, second: int | None) -> int | None:
    """ACLED's interaction code of two actor types, the smaller first ("17" for state forces and civilians); with 0 for
    the second, of one alone ("10"). None where one of them is not known."""
    if not first or second is None:
        return None
    if second == 0:
        return first * 10
    return min(first, second) * 10 + max(first, second)


def interaction_label(code: int | None) -> str | None:
    """The words that ACLED has for an interaction code since 2024: "State forces-Civilians", "Protesters only"."""
    if code is None:
        return None
    labels = table("codes")["acled"]["labels"]
    first, second = divmod(code, 10)
    if second == 0:
        return f"{labels[str(first)]} only"
    if (first, second) == (CIVILIANS, EXTERNAL):
        first, second = second, first
    return f"{labels[str(first)]}-{labels[str(second)]}"


def actors_of(event: Event) -> Parties:
    """The types of an event's two actors, from its kind, its actors' sides and its targets."""
    own = table("codes")["acled"]["kinds"].get(event.kind)
    country = event.where.country if event.where is not None else None
    day = day_of(event)
    sides = tuple(dict.fromkeys(_named(actor.side, actor.name) for actor in event.actors))
    first = own if own is not None else _first(sides, event, country, day)
    return Parties(first, _second(event, sides, country, day, alone=own is not None))


def acled_code_of(event: Event) -> AcledCode:
    """All of ACLED's codes of an event."""
    side = next((actor.side for actor in event.actors if actor.side), None)
    plain = acled_code(event.kind, side)
    parties = actors_of(event)
    code = interaction(parties.inter1, parties.inter2)
    return AcledCode(
        event_type=plain.event_type, sub_event_type=plain.sub_event_type, inter1=parties.inter1 or None,
        inter2=parties.inter2 or None, interaction=code, interaction_label=interaction_label(code),
    )


def day_of(event: Event) -> date | None:
    """The first day of an event, None where it is not known."""
    earliest = event.when.earliest
    try:
        return date.fromisoformat(earliest[:10]) if earliest else None
    except ValueError:
        return None


def _named(side: str | None, name: str) -> str | None:
    return side or party_of(name)


def _first(sides: tuple[str | None, ...], event: Event, country: str | None, day: date | None) -> int | None:
    """The type of who did it; an armed doer whom nobody names ("gunmen") is ACLED's unidentified armed group. Jets are
    no group's, and soldiers without a side may be anybody's."""
    known = next((side for side in sides if side is not None), None)
    if known is not None:
        return actor_type(known, country, day)
    unnamed = bool(event.actors) and all(named_doer(actor.name) is None for actor in event.actors)
    return POLITICAL_MILITIA if unnamed and event.kind in table("codes")["acled"]["unidentified"] else None


def _second(
    event: Event, sides: tuple[str | None, ...], country: str | None, day: date | None, *, alone: bool
) -> int | None:
    """The type of who it was done to; 0 where nobody is, or only a thing was hit."""
    battle = acled_code(event.kind).event_type == "Battles"
    if not battle and (event.kind == "attack_on_civilians" or _hits_people(event.targets)):
        return CIVILIANS
    military = [t for t in event.targets if t.kind in MILITARY_TARGETS]
    known = next((t.side for t in military if t.side), None)
    if known is not None:
        return actor_type(known, country, day)
    named = [side for side in sides if side is not None]
    other = next((side for side in named[1:] if side_of(side) != side_of(named[0])), None)
    if other is not None:
        return actor_type(other, country, day)
    if battle:
        return None
    if _harmed(event) and not military:
        workplaces = table("codes")["acled"]["workplaces"]
        civil = any(t.kind in CIVILIAN_TARGETS or t.kind in workplaces for t in event.targets)
        return CIVILIANS if civil else None
    at_people = acled_code(event.kind).event_type == "Violence against civilians"
    return None if military or (at_people and not alone) else 0


def _hits_people(targets: Iterable[Target]) -> bool:
    return any(target.kind in _PEOPLE for target in targets)


def _harmed(event: Event) -> bool:
    return any((count.best or 0) > 0 for count in (event.casualties.killed, event.casualties.injured))
