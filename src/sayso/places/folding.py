"""Names made comparable: without case, accents and marks; and, looser, without the habits of romanisation."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_LETTERS = str.maketrans({
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "ı": "i",
    "ə": "a", "Ə": "a", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ё": "е", "Ё": "е",
})
_MARKS = str.maketrans({**dict.fromkeys("'’‘`´ʿʾʻʼ′“”\"ʹʺ."), **dict.fromkeys("-‐‑–—/,()", " ")})
_RULES = tomllib.loads(files("sayso.places").joinpath("data", "romanisation.toml").read_text(encoding="utf-8"))
_ARTICLES = frozenset(_RULES["articles"])
_SHORT: dict[str, str] = _RULES["short"]
_SOUNDS: list[list[str]] = _RULES["sounds"]
_J_AFTER_CONSONANT = re.compile(r"(?<=[^aiu])j|j$")
_LAST_H = re.compile(r"(?<=[aiu])h$")
_TWICE = re.compile(r"(.)\1+")


def fold(name: str) -> str:
    """The key of a name: "Port-Sudan" and "PORT SUDAN" are one, and so are "Przewodów" and "Przewodow"."""
    plain = name.translate(_MARKS)
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain.translate(_LETTERS)) if not unicodedata.combining(c)
        )
    words = plain.casefold().split()
    return " ".join([_SHORT.get(word, word) for word in words])


def fold_loosely(name: str) -> str:
    """A key that spellings of one name share: "Krasniy" and "Krasnyi", "El Fasher" and "Al-Fashir"; "" for none."""
    return sounds(fold(name))


def sounds(key: str, keep_articles: bool = False) -> str:
    """The loose key of a name that is folded; with its articles, as where they are written in one with it ("Elwak")."""
    words = key.split()
    if keep_articles:
        return _sound("".join(words))
    kept = [w for w in words[:-1] if w not in _ARTICLES]
    return "".join([_sound(word) for word in (*kept, *words[-1:])])


@lru_cache(maxsize=300_000)
def _sound(word: str) -> str:
    for written, plain in _SOUNDS:
        if written in word:
            word = word.replace(written, plain)
    if "j" in word:
        word = _J_AFTER_CONSONANT.sub("i", word)
    if word.endswith("h"):
        word = _LAST_H.sub("", word)
    return _TWICE.sub(r"\1", word)
