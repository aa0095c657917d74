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


def anchors(text: str, language: str | None = None) -> tuple[str, ...]:
    """All names and figures of a text in its order, plain, as often as they occur: what may be laid beside those of
    another.

    A figure holds a digit: "1,200" and "1 200" are "1200", "23.20" and "23:20" are "23:20", "twelve" is "12". Years
    are left out, as they date, and so is "one"."""
    known = frozenset(names(text))
    return tuple(
        found for found, is_name in _in_order(text, language) if not is_name or (found in known)
    )


def words_and_figures(text: str, language: str | None = None) -> tuple[str, ...]:
    """All words and figures of a text in its order, for scripts whose names are not told by capitals."""
    return tuple(found for found, _ in _in_order(text, language))


def names(text: str) -> tuple[str, ...]:
    """The words that are written in capitals as names are, plain, each once, in the order in which they first occur."""
    first: dict[str, int] = {}
    lowered: set[str] = set()
    doubtful: dict[str, int] = {}
    for match in _TOKEN.finditer(text):
        if not match.group("word"):
            continue
        word = match.group()
        key = _key(word)
        if not word[0].isupper():
            lowered.add(key)
        elif len(key) > 1 and key not in _no_names():
            opens = _ENDS_SENTENCE.search(text[max(0, match.start() - 8) : match.start()])
            (doubtful if opens else first).setdefault(key, match.start())
    for key, start in doubtful.items():
        # A word that opens a sentence and is nowhere small may be a name or not; only elsewhere it shows.
        if key in first:
            first[key] = min(start, first[key])
    return tuple(key for key in sorted(first, key=lambda k: (first[k], k)) if key not in lowered)


def is_figure(anchor: str) -> bool:
    """Whether an anchor is a figure, not a name."""
    return anchor[:1].isdigit()


def _in_order(text: str, language: str | None) -> Iterator[tuple[str, bool]]:
    """Words and figures in the order of a text, and whether each is a word. "Twenty-three" is one figure."""
    values = _numerals().get(language or "en", {})
    held = 0
    for match in _TOKEN.finditer(text):
        key = _key(match.group()) if match.group("word") else ""
        value = values.get(key, 0)
        if held and not 0 < value < 10:
            yield str(held), False
            held = 0
        if value:
            held += value
            if not 20 <= held < 100 or held % 10:
                yield str(held), False
                held = 0
        elif key:
            yield key, True
        else:
            figure = _time(match.group("time")) if match.group("time") else _number(match.group("number"))
            if figure is not None:
                yield figure, False
    if held:
        yield str(held), False


def _key(word: str) -> str:
    return plain(word.removesuffix("'s").removesuffix("’s"))


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
