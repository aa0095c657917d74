"""Who speaks against the own interest: a side that admits its losses, or having done what it is blamed for."""

from __future__ import annotations

from collections.abc import Collection

from sayso.codebook.kinds import CIVILIAN_TARGETS, MILITARY_TARGETS, is_hostile
from sayso.codebook.parties import side_of
from sayso.model import Attribute

_PEOPLE: frozenset[Attribute] = frozenset({"killed", "injured", "missing", "captured"})
_MATERIAL: frozenset[Attribute] = frozenset({"damage"})


def against_interest(
    side: str | None,
    about: Attribute,
    kind: str,
    *,
    doers: Collection[str] = (),
    sufferers: Collection[str] = (),
    target_kinds: Collection[str] = (),
    value: int | str | None = None,
    admits: bool = False,
) -> bool:
    """Whether a side that affirms this of an event of this kind speaks against its interest (CODEBOOK, section 5).

    `doers` and `sufferers` are the parties that did it and that it was done to, `target_kinds` what was hit, `value`
    the claimed number; `admits` tells that the words are an admission ("acknowledged", "by mistake", "under review"),
    since a deed that is claimed as a success is none. A source that serves no party (`side` None) has no such interest.
    Raises KeyError for an unknown kind."""
    if side is None:
        return False
    own = side_of(side)
    did_it = own in {side_of(doer) for doer in doers}
    suffered = own in {side_of(sufferer) for sufferer in sufferers}
    if kind == "withdrawal":
        return did_it and about in ("occurrence", "responsibility", "place")
    if not is_hostile(kind) or kind == "interception":
        return False
    if did_it:
        return admits
    return suffered and _is_loss(about, kind, target_kinds, value)


def _is_loss(about: Attribute, kind: str, target_kinds: Collection[str], value: int | str | None) -> bool:
    """Whether what is affirmed is a loss of soldiers, arms or ground; civilian harm is laid to the enemy."""
    if kind == "territory_gain":
        return about in ("occurrence", "responsibility", "target")
    if value == 0 or not MILITARY_TARGETS & set(target_kinds):
        return False
    if about in _PEOPLE:
        return not CIVILIAN_TARGETS & set(target_kinds)
    if kind == "equipment_loss":
        return about in ("occurrence", "target", "damage")
    return about in _MATERIAL
