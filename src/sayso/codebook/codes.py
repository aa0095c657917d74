"""All codes of an event, of ACLED, PLOVER and UCDP, from its values (docs/codes.md)."""

from __future__ import annotations

from sayso.codebook.acled import acled_code_of
from sayso.codebook.kinds import plover_code
from sayso.codebook.tables import table
from sayso.codebook.ucdp import ucdp_code_of
from sayso.model import Event, PloverCode


def coded(event: Event) -> Event:
    """The same event with all the codes that its values give. Raises KeyError for an unknown kind of event."""
    return event.model_copy(
        update={"acled": acled_code_of(event), "plover": plover_code_of(event), "ucdp": ucdp_code_of(event)}
    )


def plover_code_of(event: Event) -> PloverCode:
    """PLOVER's event type, mode and contexts of an event."""
    plain = plover_code(event.kind, tuple(weapon.kind for weapon in event.weapons))
    return PloverCode(event_type=plain.event_type, mode=plain.mode, context=plover_contexts(event))


def plover_contexts(event: Event) -> tuple[str, ...]:
    """The contexts that an event's kind, targets, weapons and parties give, each once; empty where none does."""
    data = table("codes")["plover"]
    found: list[str] = list(data["kinds"].get(event.kind, ()))
    for target in event.targets:
        found += data["targets"].get(target.kind, ())
    for weapon in event.weapons:
        found += data["weapons"].get(weapon.kind, ())
    for side in (*(actor.side for actor in event.actors), *(target.side for target in event.targets)):
        found += data["parties"].get(side, ())
    if (event.casualties.displaced.best or 0) > 0:
        found.append("migration")
    return tuple(dict.fromkeys(found))
