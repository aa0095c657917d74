"""The joined card of an event: what all its tellings together say it was, each value with where it comes from, and
rival values kept beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ledger.choices import Choice, Field, Told, ordered
from sayso.ledger.joined_roles import join_actors, join_targets, join_weapons
from sayso.ledger.joined_when import join_when
from sayso.ledger.joined_where import join_where
from sayso.ledger.rows import Finding, bearing_on, finding
from sayso.ledger.rulings import Ruling, Rulings
from sayso.ledger.telling import Telling
from sayso.ledger.testimonies import Scene, Word
from sayso.model import Status


@dataclass(frozen=True, slots=True)
class Card:
    """The card. `kind`, `when`, `where` and `damage` have one value, and rivals; of actors, targets and weapons each is
    one with its own claims, those with the most voices first. `summary` is a plain sentence, hedged as its statuses
    demand."""

    kind: Field
    when: Field
    where: Field
    damage: Field
    actors: tuple[Choice, ...]
    targets: tuple[Choice, ...]
    weapons: tuple[Choice, ...]
    summary: str
    decided: dict[str, int]


def join_card(
    told: Told, kind: Field, scene: Scene, responsibility: Sequence[Word], rulings: Rulings, *, rivals: bool
) -> Card:
    """The card without its summary. `responsibility` are the words on who did it, `rivals` as in `bearing_on`."""

    def status_of_doer(doer: str) -> Status | None:
        found: Finding = finding(bearing_on(responsibility, doer, rivals=rivals))
        return found.status

    decided = {name: ruling.number for name, ruling in sorted(rulings.values.items())}
    return Card(
        kind=kind,
        when=decide(join_when(told), rulings.values.get("when")),
        where=decide(join_where(told), rulings.values.get("where")),
        damage=decide(join_damage(told), rulings.values.get("damage")),
        actors=_decided(join_actors(told, status_of_doer, scene.meant), rulings.values.get("actors")),
        targets=_decided(join_targets(told), rulings.values.get("targets")),
        weapons=_decided(join_weapons(told), rulings.values.get("weapons")),
        summary="",
        decided=decided,
    )


def join_damage(told: Told) -> Field:
    """The damage that most voices tell; of several, what was told last."""
    by_word: dict[str, list[Telling]] = defaultdict(list)
    for telling in told.tellings:
        if telling.event.damage:
            by_word[telling.event.damage.casefold()].append(telling)
    choices = [
        Choice(word, tuple(dict.fromkeys(key for t in tellings for key in told.claims_about(t, "damage"))),
               tuple(t.key for t in tellings), len(told.voices_of(tellings)))
        for word, tellings in by_word.items()
    ]
    if not choices:
        return Field(None)
    best, *others = ordered(reversed(choices))
    return Field(best.value, best.claims, best.tellings, tuple(others))


def decide(field: Field, ruling: Ruling | None) -> Field:
    """A field as an analyst decided it, with what was computed among the rivals."""
    if ruling is None:
        return field
    computed = () if field.value is None or field.value == ruling.value else (
        Choice(field.value, field.claims, field.tellings, 0),)
    rivals = tuple(rival for rival in field.rivals if rival.value != ruling.value)
    return replace(field, value=ruling.value, claims=(), tellings=(), rivals=(*computed, *rivals),
                   decided_by=ruling.number)


def _decided(choices: tuple[Choice, ...], ruling: Ruling | None) -> tuple[Choice, ...]:
    """Things as an analyst decided them; what tellings say of the same one stays with it."""
    if ruling is None:
        return choices
    found = []
    for value in ruling.value:
        same = next((choice for choice in choices if choice.value["name"] == value["name"]), None)
        found.append(Choice(value, (), (), 0) if same is None else replace(same, value={**same.value, **{
            key: given for key, given in value.items() if given not in (None, "other")}}))
    return tuple(found)
