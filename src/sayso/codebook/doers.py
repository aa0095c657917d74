"""Doers as a report names them: whether it names one at all, and whether two names mean the same."""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.codebook.parties import fold, is_party, key_of, party_of, side_of, umbrella_of, words_of
from sayso.codebook.tables import table


@lru_cache(maxsize=4096)
def named_doer(phrase: str) -> str | None:
    """The doer that a phrase names: a party where it names one, else its own words; None where it only tells that
    somebody did it ("gunmen", "unidentified attackers")."""
    party = party_of(phrase)
    if party is not None:
        return party
    words = words_of(phrase)
    if not words or (_is_unnamed(words[-1].key) and not any(word.raw[0].isupper() for word in words[1:])):
        return None
    return phrase


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(head) for head in table("en/unnamed_doers")["heads"])


def _is_unnamed(word: str) -> bool:
    singular = f"{word[:-3]}man" if word.endswith("men") else word.removesuffix("s")
    return word in _heads() or singular in _heads()


@cache
def _own_forces() -> frozenset[tuple[str, ...]]:
    return frozenset(key_of(name) for name in table("en/unnamed_doers")["own_forces"])


def is_own_force(phrase: str) -> bool:
    """Whether a phrase is the common name of a state's forces ("the air force"): an official's word for his own."""
    key = tuple(word for word in key_of(phrase) if word != "the")
    return key in _own_forces()


@lru_cache(maxsize=4096)
def same_doer(one: str, other: str) -> bool:
    """Whether two doers may be meant as one: parties of one side or branches of one movement; where they are no known
    parties, when the words of one hold those of the other. A description is not one with a party's name."""
    if is_party(one) and is_party(other):
        return side_of(one) == side_of(other) or umbrella_of(one) == umbrella_of(other)
    if is_party(one) or is_party(other):
        return False
    first, second = set(key_of(one)), set(key_of(other))
    return first <= second or second <= first


def rival_doers(one: str, other: str) -> bool:
    """Whether two doers exclude one another: two known parties that are not the same doer. A description ("rebels")
    excludes nobody."""
    return is_party(one) and is_party(other) and not same_doer(one, other)
