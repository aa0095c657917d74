"""Who did it, what was hit and with what, from all tellings of an event: the same thing named twice is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sayso.codebook import weapon_system
from sayso.ledger.choices import Choice, Told, ordered
from sayso.ledger.named_things import same_actor, same_name
from sayso.ledger.telling import Telling
from sayso.model import Actor, Attribute, Status, Target, Weapon

Thing = TypeVar("Thing", Actor, Target, Weapon)


def join_actors(
    told: Told, status_of_doer: Callable[[str], Status | None], meant: Callable[[str], str]
) -> tuple[Choice, ...]:
    """All who did it or are said to have, each with the status of that; one who is named only in claims that no longer
    stand is left out. `meant` gives whom a description means."""

    def same(one: Actor, other: Actor) -> bool:
        return same_actor(meant(one.side or one.name), meant(other.side or other.name))

    groups = _groups(told, lambda telling: telling.event.actors, same)
    found = []
    for group in groups:
        kept = [(actor, telling) for actor, telling in group if _is_still_said(told, actor, telling)]
        if kept:
            actors = [actor for actor, _ in kept]
            name = _commonest(actor.name for actor in actors)
            side = _commonest(actor.side for actor in actors if actor.side)
            unit = _commonest(actor.unit for actor in actors if actor.unit)
            value = Actor(name=name or actors[0].name, unit=unit, side=side)
            status = status_of_doer(meant(side or value.name))
            found.append(_choice(told, value, kept, "responsibility", status))
    return ordered(found)


def join_targets(told: Told) -> tuple[Choice, ...]:
    """All that was hit: what has one name, but for case, plural and added words, is one; its fullest name is told."""
    groups = _groups(told, lambda telling: telling.event.targets, lambda a, b: same_name(a.name, b.name))
    found = []
    for group in groups:
        targets = [target for target, _ in group]
        kinds = [target.kind for target in targets if target.kind != "other"]
        value = Target(
            name=_fullest(target.name for target in targets),
            kind=_commonest(kinds) or "other",
            side=_commonest(target.side for target in targets if target.side),
        )
        found.append(_choice(told, value, group, "target"))
    return ordered(found)


def join_weapons(told: Told) -> tuple[Choice, ...]:
    """All weapons: those of one kind are one unless they are of two known systems; the name that tells most is told."""
    groups = _groups(told, lambda telling: telling.event.weapons, _same_weapon)
    found = []
    for group in groups:
        weapons = [weapon for weapon, _ in group]
        system = _commonest(weapon.system for weapon in weapons if weapon.system)
        telling_most = [weapon for weapon in weapons if weapon.system == system] if system else weapons
        value = Weapon(
            name=_fullest(weapon.name for weapon in telling_most), kind=_commonest(w.kind for w in weapons) or "other",
            system=system,
        )
        found.append(_choice(told, value, group, "weapon"))
    return ordered(found)


def _groups(
    told: Told, things_of: Callable[[Telling], Iterable[Thing]], same: Callable[[Thing, Thing], bool]
) -> list[list[tuple[Thing, Telling]]]:
    """The things of all tellings in groups of what is one; a group is joined by what is one with its first."""
    things = [(thing, telling) for telling in told.tellings for thing in things_of(telling)]
    # the plainest names first, so that what only adds words to one joins it, whichever was told first
    plain = sorted(range(len(things)), key=lambda n: (len(things[n][0].name), things[n][0].name.casefold(), n))
    groups: list[list[int]] = []
    for number in plain:
        home = next((group for group in groups if same(things[group[0]][0], things[number][0])), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    return [[things[n] for n in sorted(group)] for group in sorted(groups, key=min)]


def _same_weapon(one: Weapon, other: Weapon) -> bool:
    if one.system and other.system:
        return one.system == other.system
    if one.kind == other.kind and one.kind != "other":
        return True
    return same_name(one.name, other.name) and weapon_system(one.name) is None


def _is_still_said(told: Told, actor: Actor, telling: Telling) -> bool:
    """Whether a telling has no claim on who did it, or one on this doer that stands."""
    own = [claim for claim in telling.claims if claim.about == "responsibility" and claim.stance == "affirms"
           and isinstance(claim.value, str) and same_actor(claim.value, actor.side or actor.name)]
    if not own:
        return True
    standing = set(told.claims_about(telling, "responsibility"))
    return any(f"{telling.entry.key}/{claim.id}" in standing for claim in own)


def _choice(
    told: Told, value: Thing, group: Sequence[tuple[Thing, Telling]], about: Attribute, status: Status | None = None
) -> Choice:
    claims: list[str] = []
    tellings = []
    for thing, telling in group:
        tellings.append(telling)
        claims += _claims(told, thing, telling, about)
    support = len(told.voices_of(tellings))
    keys = tuple(dict.fromkeys(telling.key for telling in tellings))
    return Choice(value.model_dump(mode="json"), tuple(dict.fromkeys(claims)), keys, support, status)


def _claims(told: Told, thing: Thing, telling: Telling, about: Attribute) -> list[str]:
    """The standing claims of a telling that name a thing; where none does, those on the occurrence."""
    standing = set(told.claims_about(telling, about))
    found = []
    for claim in telling.claims:
        key = f"{telling.entry.key}/{claim.id}"
        if key not in standing or not isinstance(claim.value, str):
            continue
        if about == "responsibility" and isinstance(thing, Actor):
            fits = same_actor(claim.value, thing.side or thing.name)
        else:
            fits = same_name(claim.value, thing.name)
        if fits:
            found.append(key)
    return found or told.claims_about(telling, "occurrence")


def _commonest(items: Iterable[str | None]) -> str | None:
    """What is most often so; of several, the fullest, then the first by the alphabet."""
    counted = Counter(item for item in items if item)
    return min(counted, key=lambda item: (-counted[item], -len(item), item)) if counted else None


def _fullest(names: Iterable[str]) -> str:
    return min(names, key=lambda name: (-len(name), name))
