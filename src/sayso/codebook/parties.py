"""Parties to conflicts: states, armed groups, alliances; and which of them a phrase names.

A phrase names a party by its name, an alias, the word for its people, its capital, its government's seat, its armed
forces or its leader. Where it names several, the one in the part with the phrase's head counts: "the Ukrainian
ambassador to Moscow" is Ukraine's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sayso.codebook.tables import table

Key = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘.][^\W_]+)*\.?['’]?")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)

_HYPHENS = ("-", "‑")

# "IS" and "LeT" are abbreviations, "Is" and "Let" are words that begin a sentence.
_FEWEST_CAPITALS = 2

# What a match is worth beside another in the same part of a phrase: "Yemen's Houthi movement" is the Houthis.
_GROUP, _BODY, _STATE, _LEADER = range(4)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: as it stands, and folded; what stands between it and the word before."""

    raw: str
    key: str
    gap: str
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Match:
    """Words `start` to `end` that name a party."""

    start: int
    end: int
    party: str
    rank: int


def fold(word: str) -> str:
    """A word in lower case, without accents, dots and apostrophes, and without a possessive ending."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).casefold()
    return "".join(c for c in plain if c.isalnum())


def words_of(phrase: str) -> list[Word]:
    """The words of a phrase; a hyphen parts two words."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(phrase):
        raw = match.group()
        key = fold(raw)
        if key:
            found.append(Word(raw, key, phrase[last : match.start()], bool(_POSSESSIVE.search(raw))))
            last = match.end()
    return found


def key_of(name: str) -> Key:
    """The folded words of a name."""
    return tuple(word.key for word in words_of(name))


@cache
def _aliases() -> dict[Key, tuple[str, int]]:
    """The party and the rank of every name; a name that two parties bear is the first one's."""
    found: dict[Key, tuple[str, int]] = {}

    def add(name: str, party: str, rank: int) -> None:
        key = key_of(name)
        found.setdefault(key, (party, rank))
        if not key[-1].endswith("s"):
            found.setdefault((*key[:-1], key[-1] + "s"), (party, rank))

    for name, row in table("en/groups").items():
        for alias in (name, *row.get("names", ())):
            add(alias, name, _GROUP)
    for row in table("en/states").values():
        for field in ("names", "demonyms", "capitals", "metonyms"):
            for alias in row.get(field, ()):
                add(alias, row["name"], _STATE)
        add(row["name"], row["name"], _STATE)
        for alias in row.get("bodies", ()):
            add(alias, row["name"], _BODY)
    for party, row in table("en/leaders").items():
        for alias in row["names"]:
            add(alias, party, _LEADER)
    return found


@cache
def _longest() -> dict[str, int]:
    """For the first word of a name, the number of words of the longest name that begins with it."""
    found: dict[str, int] = {}
    for key in (*_aliases(), *_no_party()):
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


@cache
def _no_party() -> frozenset[Key]:
    return frozenset(key_of(phrase) for phrase in table("en/party_words")["no_party"]["phrases"])


@cache
def _list(section: str, field: str) -> frozenset[str]:
    words: list[str] = table("en/party_words")[section][field]
    return frozenset(words)


@cache
def _keys(section: str, field: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _list(section, field))


@lru_cache(maxsize=16384)
def party_of(phrase: str) -> str | None:
    """The party that a phrase names, or None: "Kremlin spokesman" is "Russia", "IDF" is "Israel"."""
    words = words_of(phrase)
    shouted = phrase.isupper() and len(words) > 1
    matches = [m for m in _matches(words, shouted) if not _is_somebody_elses(words, m) and not _is_person(words, m)]
    if not matches:
        return None
    part = _parts(words)
    return min(matches, key=lambda m: (part[m.start], m.rank, m.start)).party


def _matches(words: list[Word], shouted: bool) -> list[_Match]:
    """The names in a phrase from left to right, each the longest that begins there; none overlaps another."""
    found: list[_Match] = []
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_longest().get(words[at].key, 0), len(words) - at), 0, -1):
            key = tuple(word.key for word in words[at : at + length])
            if key in _no_party():
                step = length
                break
            if key in _aliases() and _is_written_so(words[at : at + length], key, shouted):
                party, rank = _aliases()[key]
                found.append(_Match(at, at + length, party, rank))
                step = length
                break
        at += step
    return found


def _is_written_so(words: list[Word], key: Key, shouted: bool) -> bool:
    """Whether the capitals are those of the name, where its letters alone are another word's too ("us", "turkey")."""
    if len(key) > 1:
        return True
    if key[0] in _keys("case_matters", "capitals"):
        return not shouted and sum(c.isupper() or c.isdigit() for c in words[0].raw) >= _FEWEST_CAPITALS
    if key[0] in _keys("case_matters", "words") or _aliases()[key][1] == _LEADER:
        return words[0].raw[0].isupper()
    return True


def _is_somebody_elses(words: list[Word], match: _Match) -> bool:
    """Whether the name only marks something as another's: "Iran-backed", "anti-Houthi"."""
    joined = match.start > 0 and words[match.start].gap in _HYPHENS
    if joined and words[match.start - 1].key in _keys("not_the_party", "before"):
        return True
    if match.end == len(words) or words[match.end].gap not in _HYPHENS:
        return False
    after = words[match.end].key
    return after in _keys("not_the_party", "after") or (
        match.rank >= _STATE and after in _keys("not_the_party", "after_a_state")
    )


def _is_person(words: list[Word], match: _Match) -> bool:
    """Whether a country's name is here a person's first name: "Jordan Ramirez"."""
    first = words[match.start]
    if match.end - match.start > 1 or match.end == len(words) or match.rank < _STATE or first.possessive:
        return False
    following = words[match.end]
    if first.key not in _keys("person_names", "words") or following.gap != " " or not following.raw[0].isupper():
        return False
    return following.key not in _keys("person_names", "bodies") and (following.key,) not in _aliases()


def _parts(words: list[Word]) -> list[int]:
    """For every word the number of the part of the phrase that it stands in, the head's part first."""
    found: list[int] = []
    part = 0
    marks = _list("after_the_head", "marks")
    for number, word in enumerate(words):
        if number and (word.key in _keys("after_the_head", "words") or any(mark in word.gap for mark in marks)):
            part += 1
        found.append(part)
    return found


@cache
def _states() -> dict[str, str]:
    """The party's name by ISO code."""
    return {code: row["name"] for code, row in table("en/states").items()}


@cache
def _state_names() -> frozenset[str]:
    gone = {name for name, row in table("en/groups").items() if row.get("kind") == "state"}
    return frozenset(_states().values()) | gone


@cache
def parties() -> tuple[str, ...]:
    """All parties by name, in alphabetical order."""
    return tuple(sorted({*_states().values(), *table("en/groups")}))


def is_party(name: str) -> bool:
    """Whether a name is that of a known party, as `party_of` gives it."""
    return name in _state_names() or name in table("en/groups")


def is_state(party: str) -> bool:
    """Whether a party is a state, also one that is gone or that few recognise."""
    return party in _state_names()


def party_of_country(iso2: str) -> str | None:
    """The party of a country by its ISO 3166-1 code of two letters, or None where there is none."""
    return _states().get(iso2.upper())


def countries_of(party: str) -> tuple[str, ...]:
    """The countries (ISO 3166-1) that a party belongs to or fights in; empty for an unknown party."""
    row: dict[str, Any] | None = table("en/groups").get(party)
    if row is not None:
        return tuple(row.get("countries", ()))
    return tuple(code for code, name in _states().items() if name == party)


def side_of(party: str) -> str:
    """The party on whose side a party stands as its body or arm ("Wagner Group": "Russia"), else the party itself."""
    row: dict[str, Any] = table("en/groups").get(party, {})
    return str(row.get("with", party))


def umbrella_of(party: str) -> str:
    """The movement that a party is a branch of ("JNIM": "al-Qaeda"), else the party itself."""
    row: dict[str, Any] = table("en/groups").get(party, {})
    return str(row.get("branch_of", party))
