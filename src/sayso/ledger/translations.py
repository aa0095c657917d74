"""Translated copies, told without a dictionary by what a translation keeps: proper names, figures, and their order.

Names of different scripts are compared by a skeleton of their consonants (cf. Freeman, Condon and Ackerman 2006 on
matching English and Arabic names), in which sounds that transcriptions confuse are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from sayso.codebook.tables import table
from sayso.ledger import facts

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


def comparable(anchors: Iterable[str], most: int) -> tuple[str, ...]:
    """Anchors as they are compared over languages: figures as they are, names as skeletons, those left out that are
    too short to tell anything; `most` at most."""
    least = int(_settings()["least_letters"])
    found = (a if facts.is_figure(a) else skeleton(a) for a in anchors)
    return tuple(a for a in found if facts.is_figure(a) or len(a) >= least)[:most]


def weight(anchor: str) -> float:
    """What it weighs that two texts share an anchor: a name 1, a figure by its oddity."""
    if facts.is_figure(anchor):
        return max(float(_settings()["least_figure"]), facts.weight(anchor))
    return 1.0


def same_sound(one: str, other: str) -> bool:
    """Whether two comparable anchors are one: a figure equal, a skeleton equal or with an ending ("Белгородской")
    more."""
    if one == other:
        return True
    if facts.is_figure(one) or facts.is_figure(other):
        return False
    if "W" in one or "W" in other:
        return any(same_sound(o, t) for o in _readings(one) for t in _readings(other))
    short, long = sorted((one, other), key=len)
    if len(short) <= int(_settings()["least_letters"]) or len(long) - len(short) > int(_settings()["ending"]):
        return False
    return long.startswith(short)


def _readings(sounds: str) -> tuple[str, ...]:
    """Of "w", which Cyrillic writes as "v" and Arabic leaves out among its long vowels, both."""
    return (sounds.replace("W", "F"), sounds.replace("W", "")) if "W" in sounds else (sounds,)


def agencies(text: str) -> tuple[str, ...]:
    """The agencies that a text in another language than English names, by their English names."""
    return tuple(name for name, pattern in _agencies() if pattern.search(text))


def _latin(word: str) -> str:
    """A word in Latin letters without accents; without an article or the like before it in Arabic."""
    lower = word.casefold()
    first = lower[:1]
    if "\u0600" <= first <= "\u06ff":
        bare = "".join(c for c in unicodedata.normalize("NFC", lower) if not unicodedata.combining(c))
        prefixes = table("ledger/transliteration")["arabic_prefixes"]["prefixes"]
        prefix = next((p for p in prefixes if bare.startswith(p)), "")
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
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("ledger/agencies")
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(re.escape(spelling) for spelling in spellings) + r")(?!\w)"))
        for name, spellings in rows.items()
    )


@cache
def _settings() -> dict[str, float]:
    found: dict[str, float] = table("ledger/transliteration")["compared"]
    return found
