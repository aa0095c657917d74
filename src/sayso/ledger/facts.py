"""The names and the figures of a text, as far as letters alone show them: what a rewriting and a translation keep.

Names are words in capital letters that do not owe these to the beginning of a sentence; scripts without capitals have
none to be told. Figures are numerals and the words for them (`codebook/ledger/numerals.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.codebook.tables import table
from sayso.ledger.shingles import plain

_TOKEN = re.compile(
    r"(?P<time>\b\d{1,2}[:.]\d{2}\b(?!\.?\d))|(?P<number>\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)"
)
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?…:\n]|[-–—]\s)[\s\"“”„«»'‘’(\[*•–—-]*$")
_SEPARATORS = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?:\D|$))")


def names(text: str) -> tuple[str, ...]:
    """The words that are written in capitals as names are, plain, each once, in the order in which they first occur."""
    first: dict[str, int] = {}
    lowered: set[str] = set()
    doubtful: dict[str, int] = {}
    for match, opens in _words(text):
        word = match.group()
        key = plain(word.removesuffix("'s").removesuffix("’s"))
        if not word[0].isupper():
            lowered.add(key)
        elif len(key) > 1 and key not in _no_names():
            (doubtful if opens else first).setdefault(key, match.start())
    for key, start in doubtful.items():
        # A word that opens a sentence and is nowhere small may be a name or not; only elsewhere it shows.
        if key in first:
            first[key] = min(start, first[key])
    return tuple(key for key in sorted(first, key=lambda k: (first[k], k)) if key not in lowered)


def numbers(text: str, language: str | None = None) -> tuple[str, ...]:
    """The figures in the order of the text: "1,200" and "1 200" as "1200", "23.20" and "23:20" as "23:20", "twelve" as
    "12". Years are left out, as they date, and so is "one"."""
    found: list[str] = []
    tens = 0
    values = _numerals().get(language or "en", {})
    for match in _TOKEN.finditer(text):
        if match.group("word"):
            value = values.get(plain(match.group()), 0)
            if tens and 0 < value < 10:
                found[-1] = str(tens + value)
            elif value:
                found.append(str(value))
            tens = value if 20 <= value < 100 else 0
        else:
            tens = 0
            figure = _time(match.group("time")) if match.group("time") else _number(match.group("number"))
            if figure is not None:
                found.append(figure)
    return tuple(found)


def weight(figure: str) -> float:
    """How much it says that two texts share a figure: nothing for the smallest, little for a round one, 1 for an odd
    one ("37", "1,460", "23:20")."""
    if ":" in figure or "." in figure:
        return 1.0
    value = int(figure)
    if value <= 3:
        return 0.0
    if value <= 9:
        return 0.5
    return 0.6 if value % 10 == 0 else 1.0


def _words(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The words, and whether each stands at the beginning of a sentence."""
    for match in _TOKEN.finditer(text):
        if match.group("word"):
            yield match, bool(_ENDS_SENTENCE.search(text[max(0, match.start() - 8) : match.start()]))


def _time(written: str) -> str | None:
    hours, minutes = (int(part) for part in re.split("[:.]", written))
    return f"{hours}:{minutes:02d}" if hours < 24 and minutes < 60 else f"{hours}.{minutes}"


def _number(written: str) -> str | None:
    plain_figure = _SEPARATORS.sub("", written).replace(",", ".")
    whole, _, rest = plain_figure.partition(".")
    value = int(whole)
    if not rest:
        return None if 1900 <= value < 2100 or value == 1 else str(value)
    return f"{value}.{int(rest)}"


@cache
def _numerals() -> dict[str, dict[str, int]]:
    return {
        language: {plain(word): int(value) for value, words in rows.items() for word in words.split()}
        for language, rows in table("ledger/numerals").items()
    }


@cache
def _no_names() -> frozenset[str]:
    """Words in capitals that are no names: days, months, titles, and the words of a language's common speech."""
    rows = table("en/relays")["plain"]
    return frozenset(plain(word) for field in rows.values() for word in field.split())
