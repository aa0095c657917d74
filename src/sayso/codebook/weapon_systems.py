"""Named weapon systems: "Kh-101", "Shahed-136", "Grad", under one standard name each, with kind, class and users.

Names are the same in all languages; what tells a name from the word that it also is ("Grad" is a town, "Badr" a
brigade) is in a file of the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.codebook.tables import table

_FILES = (
    "missiles", "rockets", "guns", "drones", "bombs", "anti_tank", "small_arms", "others", "platforms",
)
_WORD = re.compile(r"[^\W_]+(?:['’ʼ.]s\b)?")
_LONGEST = 7  # words of a name, where hyphens and spaces part words: "Kh - 47 M2"
_SHORT = 2  # letters: "AS-90" is a howitzer, "as 90" begins a count
_ACRONYM = 5  # letters: "HARM" and "TOW" are missiles, "harm" and "tow" are words
_STEM = 3  # letters that a Cyrillic word keeps without its ending

# Endings of cases and plurals of Russian and Ukrainian nouns, the longest first.
_ENDINGS = (
    "ами", "ями", "ів", "їв", "ов", "ев", "ёв", "ей", "ам", "ям", "ах", "ях", "ом", "ем", "ім", "ою", "ею", "ой",
    "ові", "еві", "а", "я", "у", "ю", "ы", "и", "і", "ї", "е", "о", "ь", "й",
)


@dataclass(frozen=True, slots=True)
class WeaponSystem:
    """A weapon system.

    `kind` is one of the codebook's weapon kinds, None for a platform: an aircraft carries weapons and is none.
    `category` is its class in words ("loitering munition"). `users`: parties known to have it, as evidence for a side
    and never a proof; empty where it tells nothing.
    """

    name: str
    kind: str | None
    category: str
    names: tuple[str, ...]
    common: tuple[str, ...]
    users: tuple[str, ...]

    @property
    def is_platform(self) -> bool:
        """Whether it carries weapons and is none itself."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a phrase as it stands, folded, and whether a space stands before it (a hyphen does not part)."""

    raw: str
    key: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """How a name is written, and whether it is another word too."""

    written: str
    common: bool


@cache
def weapon_systems() -> tuple[WeaponSystem, ...]:
    """All weapon systems, in the order of the files."""
    found = []
    for file in _FILES:
        for category, group in table(f"systems/{file}").items():
            for row in group["systems"]:
                found.append(
                    WeaponSystem(
                        row["name"], group.get("kind"), category, tuple(row.get("names", ())),
                        tuple(row.get("common", ())), tuple(row.get("users", ())),
                    )
                )
    return tuple(found)


@lru_cache(maxsize=16384)
def weapon_system(phrase: str, *, in_context: bool = False) -> WeaponSystem | None:
    """The weapon system that a phrase names, the one of the longest name in it, or None.

    Case, accents, hyphens and spaces, plurals and Cyrillic endings do not matter, except where they tell a name from a
    word. A name that is another word too needs a weapon word in the phrase ("Grad rockets"), or a caller that knows
    that a weapon is meant (`in_context`).
    """
    words = _words(phrase)
    best: tuple[int, WeaponSystem] | None = None
    for start in range(len(words)):
        if words[start].key[:2] not in _beginnings():
            continue
        joined = ""
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            joined += words[end - 1].key
            match = _named(joined)
            if match is None or (best is not None and len(joined) <= best[0]):
                continue
            if _is_meant(words, start, end, match[1], whole=end - start == len(words), in_context=in_context):
                best = len(joined), match[0]
    return best[1] if best is not None else None


def _named(joined: str) -> tuple[WeaponSystem, _Name] | None:
    names = _names()
    for form in (joined, joined.removesuffix("s"), _stem(joined)):
        if form in names:
            return names[form]
    return None


@cache
def _names() -> dict[str, tuple[WeaponSystem, _Name]]:
    """All names by their keys."""
    found: dict[str, tuple[WeaponSystem, _Name]] = {}
    for system in weapon_systems():
        for written in (system.name, *system.names, *system.common):
            name = _Name(written, written in system.common)
            key = "".join(word.key for word in _words(written))
            found.setdefault(key, (system, name))
            found.setdefault(_stem(key), (system, name))
    return found


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(key[:2] for key in _names()) | frozenset(key[:1] for key in _names())


def keys_of(system: WeaponSystem) -> tuple[str, ...]:
    """The folded forms of a system's names, by which they are compared."""
    names = (system.name, *system.names, *system.common)
    return tuple("".join(word.key for word in _words(name)) for name in names)


def _words(phrase: str) -> list[_Word]:
    found = []
    last = 0
    for match in _WORD.finditer(phrase):
        raw = re.sub(r"['’ʼ.]s$", "", match.group())
        key = raw.lower() if raw.isascii() and raw.isalnum() else _folded(raw)
        if key:
            found.append(_Word(raw, key, any(c.isspace() for c in phrase[last : match.start()])))
        last = match.end()
    return found


def _folded(raw: str) -> str:
    plain = unicodedata.normalize("NFKD", raw.replace("ё", "е").replace("Ё", "Е")).casefold()
    return "".join(c for c in plain if c.isalnum())


def _stem(key: str) -> str:
    """A key without the ending of a Cyrillic noun; others as they are."""
    if not key or key[-1] < "а":
        return key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _STEM:
            return key.removesuffix(ending)
    return key


def _is_meant(
    words: Sequence[_Word], start: int, end: int, name: _Name, *, whole: bool, in_context: bool
) -> bool:
    """Whether the words `start` to `end`, which spell a name, are that name there."""
    first = words[start]
    context = in_context or any(
        word.key in _context("words") or word.key.removesuffix("s") in _context("words")
        for number, word in enumerate(words)
        if not start <= number < end
    )
    if name.common:
        followed = end < len(words) and words[end].key in _context("bodies")
        return context and not followed
    if name.written.isupper() and name.written.isalpha() and len(name.written) <= _ACRONYM:
        shouted = not whole and all(word.raw.isupper() for word in words)
        return (context or not shouted) and all(word.raw.removesuffix("s").isupper() for word in words[start:end])
    if len(first.key) <= _SHORT and first.key.isalpha() and end - start > 1 and words[start + 1].spaced:
        if first.key in _context("before") and (len(first.key) == 1 or not first.raw.isupper()):
            return False
        return first.raw == name.written[: len(first.raw)]
    told = any(c.isdigit() for word in words[start:end] for c in word.raw) or first.raw[:1].isupper()
    return told or whole or context or name.written[:1].islower()


@cache
def _context(field: str) -> frozenset[str]:
    """The words of a field of the languages' contexts, folded as the words of a phrase are."""
    found: set[str] = set()
    for written in table("en/weapon_context")[field]:
        found.update(word.key for word in _words(written))
    return frozenset(found)
