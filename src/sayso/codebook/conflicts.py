"""Known conflicts: who fought whom, where, and from which day: "after 34 days of fighting" gives a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.codebook.parties import side_of
from sayso.codebook.tables import table


@dataclass(frozen=True, slots=True)
class Conflict:
    """A war, an uprising or a campaign.

    `sides` are the parties that fought one another; `countries` (ISO 3166-1) where; `first_day` the day from which
    its days are counted, `last_day` None while it goes on or where its end is not agreed; `source` tells what made
    these days.
    """

    name: str
    aliases: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]
    countries: tuple[str, ...]
    first_day: date
    last_day: date | None
    source: str

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties to it, side by side."""
        return tuple(party for side in self.sides for party in side)


@cache
def conflicts() -> tuple[Conflict, ...]:
    """All known conflicts, by first day, then by name."""
    found = [
        Conflict(
            name,
            tuple(row.get("aliases", ())),
            tuple(tuple(side) for side in row["sides"]),
            tuple(row["countries"]),
            row["first_day"],
            row.get("last_day"),
            row["source"],
        )
        for name, row in table("conflicts").items()
    ]
    return tuple(sorted(found, key=lambda c: (c.first_day, c.name)))


@cache
def opponents(party: str) -> frozenset[str]:
    """All parties that a party, or the one it is an arm of, fights or fought."""
    own = side_of(party)
    found: set[str] = set()
    for group, row in table("en/groups").items():
        for foe in row.get("fights", ()):
            if side_of(foe) == own:
                found.add(group)
            if side_of(group) == own:
                found.add(foe)
    for conflict in conflicts():
        for side in conflict.sides:
            if own in {side_of(member) for member in side}:
                found.update(member for other in conflict.sides if other is not side for member in other)
    return frozenset(found)
