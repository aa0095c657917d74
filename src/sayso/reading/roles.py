"""Who and what takes part in an event: its doers, its targets, its weapons, and what was damaged."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.reading.draft import Attribution, Role, Span


@dataclass(frozen=True, slots=True)
class Roles:
    """The doers, targets and weapons of one event, each in the order of their weight, the fullest phrase first."""

    actors: tuple[Role, ...] = ()
    targets: tuple[Role, ...] = ()
    weapons: tuple[Role, ...] = ()


def find_roles(parse: Parse, kind: str, triggers: tuple[int, ...], attribution: Attribution) -> Roles:
    """The roles of the event of the codebook's `kind` that the tokens `triggers` tell of."""
    return Roles()


def find_damage(parse: Parse, triggers: tuple[int, ...]) -> tuple[Span, ...]:
    """The words that tell of damage in the sentences of the triggers."""
    return ()
