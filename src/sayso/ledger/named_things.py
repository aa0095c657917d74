"""Whether two names of weapons, targets or doers mean one thing, and which of them exclude one another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from sayso.codebook import named_doer, same_doer, weapon_system
from sayso.codebook.tables import table
from sayso.ledger.accounts import Account
from sayso.ledger.telling import Telling
from sayso.ledger.wording import cause_in, words_of


@lru_cache(maxsize=16384)
def same_name(one: str, other: str) -> bool:
    """Whether two names may be one thing's: but for case, plural and order, the words of one hold those of the other;
    or they name one weapon system."""
    first, second = _key(one), _key(other)
    if first and second and (first <= second or second <= first):
        return True
    system, other_system = weapon_system(one, in_context=True), weapon_system(other, in_context=True)
    return system is not None and system == other_system


def same_actor(one: str, other: str) -> bool:
    """Whether two doers as reports name them are one: see `same_doer`; two that are but described are one where the
    words of one hold those of the other."""
    first, second = named_doer(one), named_doer(other)
    if first is not None and second is not None:
        return same_doer(first, second)
    return first is second and same_name(one, other)


@lru_cache(maxsize=16384)
def _key(name: str) -> frozenset[str]:
    return frozenset(_singular(part) for word in words_of(name) for part in word.split("-"))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def class_of(account: Account, tellings: Iterable[Telling]) -> str | None:
    """What sort of thing an account names: the codebook's kind of a weapon or target, the class of a cause; None where
    it names none."""
    if account.about == "cause":
        return cause_in(account.sayings[0].passage)
    if not isinstance(account.value, str) or account.about not in ("weapon", "target"):
        return None
    own = {saying.telling for saying in account.sayings}
    wanted = account.value.casefold()
    for telling in tellings:
        if telling.key in own:
            things = telling.event.weapons if account.about == "weapon" else telling.event.targets
            for thing in things:
                if thing.name.casefold() == wanted:
                    return thing.kind
    if account.about == "weapon":
        system = weapon_system(account.value, in_context=True)
        return system.kind if system is not None else None
    return None


def rival_classes(about: str, one: str | None, other: str | None) -> bool:
    """Whether a weapon or cause of one class excludes one of the other, where different sources name them."""
    if one is None or other is None or one == other:
        return False
    if about == "cause":
        return frozenset((one, other)) in _rivals("causes")
    if about == "weapon":
        first, second = _weapon_classes().get(one), _weapon_classes().get(other)
        return first is not None and second is not None and frozenset((first, second)) in _rivals("weapons")
    return False


@cache
def _weapon_classes() -> dict[str, str]:
    classes = table("ledger/assessment")["weapons"]["classes"]
    return {kind: name for name, kinds in classes.items() for kind in kinds}


@cache
def _rivals(of: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table("ledger/assessment")[of]["rivals"])
