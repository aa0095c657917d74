"""Names made comparable: without case, accents, apostrophes and hyphens; and, looser, without the habits of romanisation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "ı": "i",
    "ə": "a", "Ə": "a", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ё": "е", "Ё": "е",
})
_DROPPED = re.compile("['’‘`´ʿʾʻʼ′“”\"ʹʺ.]")
_APART = re.compile(r"[\s\-‐‑–—/,()]+")
_ARTICLES = frozenset(("al", "el", "ul", "il", "as", "ash", "ad", "adh", "an", "ar", "at", "ath", "az", "es", "esh", "ed", "en",
                       "er", "et", "ez"))
_SAINT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# Spellings of one sound in romanised Cyrillic, Arabic, French and German, as (pattern, plain form); in this order.
_ROMANISATIONS = tuple((re.compile(pattern), plain) for pattern, plain in (
    (r"shch|sch", "sh"), (r"tch", "ch"), (r"dzh|dj", "j"), (r"kh|gh", lambda m: m[0][0]), (r"ts|tz", "ts"), (r"ou|oo", "u"),
    (r"w", "v"), (r"ks", "x"), (r"q", "k"), (r"ph", "f"), (r"ck", "k"), (r"[iy]?ye|ie|je", "e"), (r"yo|io|jo", "o"),
    (r"(?<=[^aeiou])j", "i"), (r"j$", "i"), (r"y", "i"), (r"ee", "i"), (r"aa", "a"), (r"ah$|eh$", "a"), (r"e", "i"), (r"o", "u"),
    (r"(.)\1+", r"\1"),
))


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key of a name: "Port-Sudan" and "PORT SUDAN" are one, and so are "Przewodów" and "Przewodow"."""
    plain = name if name.isascii() else _without_marks(name.translate(_LETTERS))
    words = _APART.split(_DROPPED.sub("", plain).casefold())
    return " ".join(_SAINT.get(word, word) for word in words if word)


def _without_marks(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def fold_loosely(name: str) -> str:
    """A key that spellings of one name share: "Krasniy" and "Krasnyi", "El Fasher" and "Al-Fashir"; "" for none."""
    words = fold(name).split()
    kept = [w for n, w in enumerate(words) if not (w in _ARTICLES and n < len(words) - 1)]
    return "".join(_sound(word) for word in kept)


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    for pattern, plain in _ROMANISATIONS:
        word = pattern.sub(plain, word)
    return word
