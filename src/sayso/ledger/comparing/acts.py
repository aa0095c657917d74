"""Whether two tellings may be of one act: kind, doers, what was hit, with what."""

from __future__ import annotations

from sayso.codebook.kinds import family, is_hostile
from sayso.ledger.comparing.signal import Signal
from sayso.ledger.features import Features
from sayso.ledger.settings import settings


def compare_acts(one: Features, other: Features) -> list[Signal]:
    """Signals of kinds, doers, targets and weapons; nothing is said by what only one tells."""
    return [*_kinds(one.kind, other.kind), *_doers(one, other), *_targets(one, other), *_weapons(one, other)]


def compatible(one: str, other: str) -> bool:
    """Whether two kinds may be one event told twice. Raises KeyError for an unknown kind."""
    return one == other or family(one) == family(other) or (min(one, other), max(one, other)) in settings().related


def _kinds(one: str, other: str) -> list[Signal]:
    if one == other:
        return [Signal("kind_same", 1.0, f"both tell of {_words(one)}")]
    told = f"{_words(one)} and {_words(other)}"
    if family(one) == family(other):
        name = "kind_family" if is_hostile(one) and is_hostile(other) else "kind_family_peaceful"
        return [Signal(name, 1.0, f"{told} may be one act")]
    if compatible(one, other):
        return [Signal("kind_related", 1.0, f"{told} may be one act told in two ways")]
    hostile = "_hostile" if is_hostile(one) and is_hostile(other) else ""
    return [Signal(f"kind_other{hostile}", 1.0, f"{told} are not one act")]


def _doers(one: Features, other: Features) -> list[Signal]:
    if set(one.actors) & set(other.actors) or set(one.actor_sides) & set(other.actor_sides):
        return [Signal("doer_same", 1.0, "the same doer")]
    if one.actor_sides and other.actor_sides:
        return [Signal("doer_other", 1.0, f"{' and '.join((one.actor_sides[0], other.actor_sides[0]))} as doers")]
    return []


def _targets(one: Features, other: Features) -> list[Signal]:
    found = []
    shared = sorted(set(one.target_words) & set(other.target_words))
    if shared:
        found.append(Signal("target_words", 1.0, f"both name what was hit: {', '.join(shared)}"))
    if set(one.target_kinds) & set(other.target_kinds):
        found.append(Signal("target_same", 1.0, "the same kind of target"))
    elif one.target_kinds and other.target_kinds:
        told = f"{_words(one.target_kinds[0])} and {_words(other.target_kinds[0])}"
        found.append(Signal("target_other", 1.0, f"different targets: {told}"))
    if one.target_sides and other.target_sides and not set(one.target_sides) & set(other.target_sides):
        found.append(Signal("victim_other", 1.0, f"{one.target_sides[0]} and {other.target_sides[0]} as those hit"))
    return found


def _weapons(one: Features, other: Features) -> list[Signal]:
    systems = sorted(set(one.weapon_systems) & set(other.weapon_systems))
    if systems:
        return [Signal("weapon_system", 1.0, f"the same weapon: {', '.join(systems)}")]
    if set(one.weapon_kinds) & set(other.weapon_kinds):
        return [Signal("weapon_same", 1.0, "the same kind of weapon")]
    if one.weapon_kinds and other.weapon_kinds:
        told = f"{_words(one.weapon_kinds[0])} and {_words(other.weapon_kinds[0])}"
        return [Signal("weapon_other", 1.0, f"different weapons: {told}")]
    return []


def _words(name: str) -> str:
    return name.replace("_", " ")
