"""What the words of a claim's passage add to the claim: whether it is an admission, an inquiry's finding, told as an
earlier statement; how its figure is bounded; what sort of cause it names.

The ledger has no parse, only the passages; the lists are codebook/en/wordings.toml and codebook/en/admissions.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.codebook.tables import table

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[^\W\d_]+(?:['’ʼ.-][^\W_]+)*|(?<=\d)[-–—](?=\d)")
_VOWELS = "aeiou"
_FEW = 4  # words between a bound and its number ("at least some of the 12")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure allows: `low` and `high`, None where it says nothing on that side; `about` tells that it is a
    rounded one."""

    low: int | None
    high: int | None
    about: bool = False


def words_of(passage: str) -> list[str]:
    """The words of a passage in lower case; hyphens, apostrophes and dots within a word do not part it, a hyphen
    between figures is a word of its own."""
    return [word.replace("’", "'").replace("ʼ", "'").lower() for word in _WORD.findall(passage)]


def has_phrase(passage: str, phrases: re.Pattern[str]) -> bool:
    """Whether a passage holds one of the phrases of a pattern."""
    return phrases.search(flat(passage)) is not None


def flat(passage: str) -> str:
    """A passage in lower case with single spaces and straight apostrophes, to be searched for phrases."""
    return " ".join(passage.lower().replace("’", "'").split())


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole phrases, the longest first."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(p) for p in longest_first) + r")(?!\w)")


@cache
def word_list(section: str, key: str) -> frozenset[str]:
    """A list of words of the file of wordings."""
    return frozenset(str(table("en/wordings")[section][key]).split())


@cache
def phrase_list(section: str, key: str) -> re.Pattern[str]:
    """A list of phrases of the file of wordings, as a pattern."""
    return pattern_of(table("en/wordings")[section][key])


@lru_cache(maxsize=16384)
def is_admission(passage: str) -> bool:
    """Whether a passage is worded as an admission ("acknowledged", "by mistake", "under review")."""
    admissions = _admission_forms()
    return any(word in admissions for word in words_of(passage)) or has_phrase(passage, _admission_phrases())


@lru_cache(maxsize=16384)
def is_finding(passage: str) -> bool:
    """Whether a passage tells what an inquiry found, or what followed from it."""
    return any(word in word_list("findings", "words") for word in words_of(passage))


@lru_cache(maxsize=16384)
def is_told_as_earlier(passage: str) -> bool:
    """Whether a passage tells a statement as one of before ("had at first denied")."""
    return has_phrase(passage, phrase_list("earlier", "phrases"))


@lru_cache(maxsize=16384)
def is_cumulative(passage: str) -> bool:
    """Whether a passage counts over several events ("since the war began")."""
    return has_phrase(passage, phrase_list("cumulative", "phrases"))


@lru_cache(maxsize=16384)
def cause_in(passage: str) -> str | None:
    """The class of cause that a passage names, the first of the file's that has a word in it; None where none has."""
    words = {part for word in words_of(passage) for part in (word, *word.split("-"))}
    return next((name for name in table("en/wordings")["causes"] if words & word_list("causes", name)), None)


@lru_cache(maxsize=16384)
def bounds_of(passage: str, figure: int) -> Bounds:
    """How a passage bounds a figure that it tells, in numerals or in words: "at least 12" is 12 and no upper bound,
    "up to 40" no lower bound and 40, "two or three" 2 and 3. A figure that is not found is told as it is."""
    words = words_of(passage)
    spelt = spellings(figure)
    for at, word in enumerate(words):
        if word.replace(",", "") not in spelt:
            continue
        before = _before(words, at)
        behind = " ".join(words[at + 1 : at + 6])
        about = _ends_with(before, _bound("about")) > 0
        low: int | None = figure
        high: int | None = figure
        floor, ceiling = _ends_with(before, _bound("floor")), _ends_with(before, _bound("ceiling"))
        if floor > ceiling or (not ceiling and _holds(behind, _bound("floor_after"))):
            high = None
        elif ceiling or _holds(behind, _bound("ceiling_after")):  # "no more than" is longer than "more than"
            low = None
        else:
            low, high = _range(words, at, figure)
        return Bounds(low, high, about)
    return Bounds(figure, figure)


@lru_cache(maxsize=4096)
def spellings(figure: int) -> frozenset[str]:
    """A number as it may stand in a text, in lower case and without separators: in figures, and in words below 100."""
    ones, tens = _numerals()
    written = {str(figure)}
    if 0 <= figure < len(ones):
        written.add(ones[figure])
    elif figure // 10 - 2 in range(len(tens)):
        ten, one = tens[figure // 10 - 2], figure % 10
        written.add(f"{ten}-{ones[one]}" if one else ten)
    return frozenset(written)


def number_in(word: str) -> int | None:
    """The number that a word spells, None where it spells none."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdecimal() else _numbers().get(plain)


@cache
def _numerals() -> tuple[list[str], list[str]]:
    """The words for 0 to 19, and those for 20, 30 … 90."""
    rows = table("en/wordings")["numerals"]
    return str(rows["ones"]).split(), str(rows["tens"]).split()


@cache
def _numbers() -> dict[str, int]:
    return {word: number for number in range(100) for word in sorted(spellings(number)) if not word.isdecimal()}


def _before(words: list[str], at: int) -> str:
    """The words right before a number, without those that may stand between it and its bound."""
    end = at
    while end > 0 and at - end < _FEW and words[end - 1] in word_list("bounds", "between"):
        end -= 1
    plain, short = " ".join(words[max(0, at - _FEW) : at]), " ".join(words[max(0, end - _FEW) : end])
    return f"{plain}\n{short}"


@cache
def _bound(key: str) -> tuple[str, ...]:
    return tuple(table("en/wordings")["bounds"][key])


def _ends_with(before: str, phrases: tuple[str, ...]) -> int:
    """The length of the longest phrase with which one of the lines ends, 0 for none."""
    ending = [len(p) for line in before.split("\n") for p in phrases if f" {line}".endswith(f" {p}")]
    return max(ending, default=0)


def _holds(behind: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands among the next words."""
    return any(f" {phrase} " in f" {behind} " for phrase in phrases)


def _range(words: list[str], at: int, figure: int) -> tuple[int | None, int | None]:
    """The bounds of a figure that is one end of a range ("10 to 12", "between two and four")."""
    joints = table("en/wordings")["bounds"]["ranges"]
    if at + 2 < len(words) and words[at + 1] in joints and words[at + 1] != "and":
        other = number_in(words[at + 2])
        if other is not None and other > figure:
            return figure, other
    if at >= 2 and words[at - 1] in joints:
        other = number_in(words[at - 2])
        between = words[at - 1] != "and" or (at >= 3 and words[at - 3] == "between")
        if other is not None and other < figure and between:
            return other, figure
    return figure, figure


@cache
def _admission_phrases() -> re.Pattern[str]:
    return pattern_of(table("en/admissions")["phrases"])


@cache
def _admission_forms() -> frozenset[str]:
    return frozenset(form for lemma in table("en/admissions")["lemmas"] for form in _forms(lemma))


def _forms(lemma: str) -> set[str]:
    """A lemma with the regular forms of an English verb or noun: admit, admits, admitted, admitting."""
    forms = {lemma, f"{lemma}s", f"{lemma}ed", f"{lemma}ing"}
    if lemma.endswith("e"):
        forms |= {f"{lemma}d", f"{lemma[:-1]}ing"}
    elif lemma.endswith("y"):
        forms |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    elif lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS:
        forms |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return forms
