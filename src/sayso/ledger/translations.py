"""Translated copies, told without a dictionary by what a translation keeps: proper names, figures, and their order.

Names of different scripts are compared by a skeleton of their consonants (cf. Freeman, Condon and Ackerman 2006 on
matching English and Arabic names), in which sounds that transcriptions confuse are one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from sayso.codebook.tables import table
from sayso.ledger import facts

_WORD = re.compile(r"[^\W\d_]+")
_FOLLOWED_BY_VOWEL = frozenset(["ce", "ci"])


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a name in any of the scripts known, as coarse sounds: "Kharkiv" and "Харьков" are "KRKF"."""
    latin = _latin(word)
    latin = re.sub(r"h$", "", latin) if len(latin) > 1 and latin[-2:-1] in "aeiou" else latin
    found: list[str] = []
    at = 0
    while at < len(latin):
        for written, sound in _sounds():
            if latin.startswith(written, at):
                found.append(sound)
                at += 1 if written in _FOLLOWED_BY_VOWEL else len(written)
                break
        else:
            at += 1
    return re.sub(r"(.)\1+", r"\1", "".join(found))


def skeletons(text: str, most: int) -> tuple[str, ...]:
    """The skeletons of a text's words, each once, in the order in which they first occur, `most` at most."""
    least = int(_settings()["least_letters"])
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        sounds = skeleton(match.group())
        if len(sounds) >= least:
            found[sounds] = None
    return tuple(found)[:most]


def of_names(names: Iterable[str]) -> tuple[str, ...]:
    """The skeletons of names, each once, in their order, without those that are too short to tell anything."""
    least = int(_settings()["least_letters"])
    return tuple(dict.fromkeys(s for s in map(skeleton, names) if len(s) >= least))


def matched(names: Sequence[str], words: Sequence[str]) -> dict[int, int]:
    """For each of the names (skeletons) that is found among words (skeletons), the place of the first that fits."""
    found: dict[int, int] = {}
    exact = {word: at for at, word in reversed(list(enumerate(words)))}
    for number, name in enumerate(names):
        if name in exact:
            found[number] = exact[name]
            continue
        at = next((at for at, word in enumerate(words) if _fits(name, word)), None)
        if at is not None:
            found[number] = at
    return found


def in_order(places: Sequence[int]) -> float:
    """The share of places that stand in one increasing run, 0 to 1 (the longest one, by patience sorting)."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) / len(places) if places else 0.0


def shared_figures(fewer: Sequence[str], more: Sequence[str]) -> float | None:
    """The weighted share of the first one's figures that the second has too; None where it has none that say anything."""
    wanted, there = Counter(fewer), Counter(more)
    whole = sum(facts.weight(figure) * count for figure, count in wanted.items())
    if not whole:
        return None
    return sum(facts.weight(figure) * min(count, there[figure]) for figure, count in wanted.items()) / whole


def _fits(name: str, word: str) -> bool:
    """Whether a word may be a name with an ending, or the name the word's stem."""
    short, long = sorted((name, word), key=len)
    ending = int(_settings()["ending"])
    return len(short) > int(_settings()["least_letters"]) and long.startswith(short) and len(long) - len(short) <= ending


def _latin(word: str) -> str:
    """A word in Latin letters without accents; without an article or the like before it in Arabic."""
    lower = word.casefold()
    first = lower[:1]
    if "\u0600" <= first <= "\u06ff":
        bare = "".join(c for c in unicodedata.normalize("NFC", lower) if not unicodedata.combining(c))
        prefix = next((p for p in table("ledger/transliteration")["arabic_prefixes"]["prefixes"] if bare.startswith(p)), "")
        letters: dict[str, str] = table("ledger/transliteration")["arabic"]
        return "".join(letters.get(c, "") for c in bare[len(prefix) if len(bare) - len(prefix) > 1 else 0 :])
    if "\u0400" <= first <= "\u04ff":
        letters = table("ledger/transliteration")["cyrillic"]
        composed = unicodedata.normalize("NFC", lower)
        return "".join(letters.get(c, letters.get(unicodedata.normalize("NFKD", c)[:1], "")) for c in composed)
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if c.isascii() and c.isalpha())


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    return tuple((written, sound) for written, sound in table("ledger/transliteration")["skeleton"]["sounds"])


@cache
def _settings() -> dict[str, float]:
    found: dict[str, float] = table("ledger/transliteration")["translated"]
    return found
