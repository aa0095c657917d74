"""The words that tell one story from another: content words and names of a text, weighted by how rare they are.

The weights are fixed (codebook/en/word_weights.toml): they do not hang on what else is in the ledger, so that how alike
two texts are never changes when a third is added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sayso.codebook.parties import party_of
from sayso.codebook.tables import table
from sayso.places.folding import fold, fold_loosely

Terms = tuple[tuple[str, float], ...]
"""Terms with their weights, by term; the squares of the weights sum to one, or there are none."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_SHORTEST_STEM = 3


@cache
def _rarity() -> dict[str, float]:
    """Rarity by stem, for those that the table holds."""
    levels: dict[str, str] = table("en/word_weights")["levels"]
    return {word: float(level) for level, words in levels.items() for word in words.split()}


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in table("en/word_weights")["suffixes"])


@cache
def _setting(name: str) -> float:
    return float(table("en/word_weights")[name])


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without case, accents and its commonest endings: "Strikes", "striking" and "strike" need not be one, but
    "attacks", "attacked" and "attack" are. Of words in another script than Latin the first letters are kept, which does
    as well as a stemmer for finding (McNamee and Mayfield 2004)."""
    plain = fold(_POSSESSIVE.sub("", word)).replace(" ", "")
    if not plain.isascii():
        return plain[: int(_setting("other_letters"))]
    for old, new in _suffixes():
        if plain.endswith(old) and len(plain) - len(old) + len(new) >= _SHORTEST_STEM:
            return plain[: len(plain) - len(old)] + new
    return plain


def rarity(term: str) -> float:
    """How rare a stem is: the logarithm of one over the share of passages of 250 words that hold it; what the table
    does not hold is as rare as can be. In another script than Latin short words are common (Zipf's law of
    abbreviation), and no more is known of them."""
    if not term.isascii() and len(term) <= _setting("short_letters"):
        return _setting("short")
    return _rarity().get(term, _setting("unlisted"))


def is_rare(term: str) -> bool:
    """Whether a stem is rare enough to be a name by itself, where it is written with a capital."""
    return rarity(term) >= _setting("rare")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in order, as they are written."""
    return _WORD.findall(text)


def names_of(text: str) -> tuple[str, ...]:
    """The names of a text: rare words that begin with a capital, in a spelling that romanisations share; each once, in
    order. Names of parties, their peoples and capitals are in too many texts to be among them. A script without
    capitals has none."""
    found = dict.fromkeys(name_key(word) for word in words_of(text) if is_name(word))
    return tuple(name for name in found if name)


@lru_cache(maxsize=100_000)
def is_name(word: str) -> bool:
    """Whether a word, as it is written, is rare, has a capital and names no party."""
    return word[0].isupper() and is_rare(stem(word)) and party_of(word) is None


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """The key that spellings of one name share; its plain key where it has too few letters for that."""
    plain = _POSSESSIVE.sub("", name)
    return fold_loosely(plain) or fold(plain)


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers of a text that are written in figures, without separators, each once, in order."""
    found = dict.fromkeys(word for word in words_of(text.replace(",", "")) if word.isdigit())
    return tuple(found)


def terms_of(passages: Iterable[str], most: int, *, lead: float = 0.0, lead_words: float = 60.0) -> Terms:
    """The `most` weightiest terms of passages that follow one another. A term weighs its rarity times one and the
    logarithm of its number; with `lead`, what stands at the beginning counts up to 1 + `lead` times, fading over
    `lead_words` words."""
    numbers: dict[str, float] = {}
    place = 0
    for passage in passages:
        for word in words_of(passage):
            term = stem(word)
            if term:
                numbers[term] = numbers.get(term, 0.0) + 1.0 + lead * math.exp(-place / lead_words)
            place += 1
    weights = {term: (1.0 + math.log(number)) * rarity(term) for term, number in numbers.items()}
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    if not length:
        return ()
    return tuple(sorted((term, round(weight / length, 4)) for term, weight in kept if weight > 0))


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two sets of terms: 0 for nothing in common, 1 for the same words in the same weights."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
