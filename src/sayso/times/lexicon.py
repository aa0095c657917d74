"""The words of time expressions: classes, values, and the symbol that stands for every combination of classes.

A text becomes a string with one symbol a word, so that patterns over classes are regular expressions over symbols:
one pass of C code over a few hundred characters, whatever the words are (as in the TimeML resources of HeidelTime,
words and patterns are data).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Value = int | str
NOTHING = "."
_FIRST_SYMBOL = 0xE000
_NAMED = re.compile(r"`([^`]+)`|=([\w'-]+)")


@dataclass(frozen=True)
class Lexicon:
    """`words`: for every lower-case word its classes with their values. `capital`: classes whose words are written
    with a capital. `symbols`: the symbol of every set of classes that a word may have."""

    words: dict[str, dict[str, Value]]
    capital: frozenset[str]
    dotted: frozenset[str]
    symbols: dict[frozenset[str], str]

    def classes(self, word: str) -> dict[str, Value]:
        """The classes of a word as it is written."""
        found = self.words.get(word.lower())
        if found is None:
            return {}
        if word[0].islower():
            return {name: value for name, value in found.items() if name not in self.capital}
        return found

    def symbol(self, classes: dict[str, Value]) -> str:
        """The symbol of a word with these classes."""
        return self.symbols.get(frozenset(classes), NOTHING)

    def symbols_of(self, name: str) -> str:
        """All symbols of words that are in a class."""
        return "".join(symbol for classes, symbol in self.symbols.items() if name in classes)


def resource(name: str) -> dict[str, Any]:
    """A data file of the room."""
    return tomllib.loads(files("sayso.times").joinpath(name).read_text(encoding="utf-8"))


def number_classes(text: str) -> dict[str, Value]:
    """The classes of a whole number written in digits: what it may be in a date."""
    value, width = int(text), len(text)
    found: dict[str, Value] = {"number": value}
    if width <= 2:
        if 1 <= value <= 31:
            found["day"] = value
        if value <= 24:
            found["hour"] = value
        if 1 <= value <= 12 and width == 2:
            found["month_number"] = value
        if width == 2:
            found["year_short"] = value
    if width == 4 and 1000 <= value <= 2199:
        found["year"] = value
    if width == 4 and value <= 2400 and value % 100 < 60:
        found["hhmm"] = text
    return found


def ordinal_classes(value: int) -> dict[str, Value]:
    """The classes of an ordinal number."""
    found: dict[str, Value] = {"ordinal": value}
    if 1 <= value <= 31:
        found["day_ordinal"] = value
    return found


# Numbers in digits, one of every kind that number_classes tells apart.
_DIGITS = (
    *(str(n) for n in range(10)),
    *(f"{n:02d}" for n in range(100)),
    "100",
    "0130",
    "1130",
    "1170",
    "9999",
    "10000",
)

# Pieces that the lexer itself tells by their form, and their classes.
SHAPES = (
    "iso_date",
    "iso_time",
    "iso_month",
    "compact_date",
    "numeric_date",
    "clock",
    "dotted",
    "decades",
    "year_apostrophe",
    "dash",
    "comma",
    "stop",
    "break",
    "slash",
    "bracket",
    "possessive",
    "quantity",
    "military_stamp",
    "plus",
    "holiday",
    "hijri_month",
)


@cache
def lexicon() -> Lexicon:
    """The English lexicon, loaded once."""
    data = resource("en/words.toml")
    zones = resource("en/zones.toml")
    patterns = resource("en/patterns.toml")
    options = data.pop("options")
    words: dict[str, dict[str, Value]] = {}

    def add(word: str, name: str, value: Value) -> None:
        words.setdefault(word, {})[name] = value

    for name, table in data.items():
        for word, value in table.items():
            add(word, name, value)
    for word in zones["short"]:
        add(word, "zone_short", word)
    for word in zones["named"]:
        add(word, "zone_named", word)
    for word in list(words):
        found = words[word]
        if "number_word" in found and int(found["number_word"]) <= 12:
            found["hour_word"] = found["number_word"]
        if "ordinal_word" in found:
            found.update(ordinal_classes(int(found["ordinal_word"])))
    for literal in literals(patterns):
        add(literal, "=" + literal, 1)
    capital = frozenset(options["capital"])
    sets = {frozenset(found) for found in words.values()}
    sets |= {frozenset(name for name in found if name not in capital) for found in words.values()}
    sets |= {frozenset(number_classes(digits)) for digits in _DIGITS}
    sets |= {frozenset(ordinal_classes(n)) for n in (0, 1, 40)}
    sets |= {frozenset({"number", "number_word", "hour_word"}), frozenset({"number", "number_word"})}
    sets |= {frozenset({shape}) for shape in (*SHAPES, "zone_short")}
    sets.add(frozenset({"holiday", "hijri_month"}))
    sets.discard(frozenset())
    symbols = {s: chr(_FIRST_SYMBOL + n) for n, s in enumerate(sorted(sets, key=lambda s: sorted(s)))}
    return Lexicon(words, capital, frozenset(options["dotted"]), symbols)


def literals(patterns: dict[str, Any]) -> list[str]:
    """The words that patterns name themselves."""
    texts = [*patterns["macros"].values(), *(rule["pattern"] for rule in patterns["rule"])]
    return sorted({word for text in texts for pair in _NAMED.findall(text) for word in pair if word})
