"""Numbers in a text, in digits and in words, with what stands around them: floors, ceilings, ranges."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.language.parse import Parse
from sayso.reading.draft import Span

_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_LONGEST_MODIFIER = 3  # words: "no fewer than"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds: "at least 12" is low 12, best 12, high None; "dozens" has no best.

    `numbers` are the tokens of the numerals alone, `span` those with the words around that bound them.
    """

    low: int | None
    best: int | None
    high: int | None
    span: Span
    numbers: Span


@dataclass(frozen=True, slots=True)
class _Words:
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    groups: dict[str, int]
    vague: dict[str, int]
    joints: frozenset[str]
    between: frozenset[str]
    between_joints: frozenset[str]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]


@cache
def _words() -> _Words:
    data = tomllib.loads(files("sayso.reading").joinpath("en/numerals.toml").read_text(encoding="utf-8"))
    bounds = tomllib.loads(files("sayso.codebook").joinpath("en/counts.toml").read_text(encoding="utf-8"))["quantities"]
    before = {
        tuple(phrase.split()): name
        for name in ("at_least", "more_than", "at_most", "less_than", "about")
        for phrase in bounds[name]
    }
    after = {
        tuple(phrase.split()): name.removeprefix("after_")
        for name in ("after_at_least", "after_about")
        for phrase in bounds[name]
    }
    joints = data["joints"]
    return _Words(
        data["units"], data["tens"], data["scales"], data["groups"], data["vague"], frozenset(joints["range"]),
        frozenset(joints["between"]), frozenset(joints["between_joint"]), before, after,
    )


def value_of(words: Sequence[str]) -> int | None:
    """The whole number that words or digits write, None where they write none ("two hundred and five" is 205).

    Hyphens may be words of their own, and case does not matter.
    """
    known = _words()
    if len(words) == 2 and _DECIMAL.fullmatch(words[0]) and known.scales.get(words[1].lower(), 0) >= 1000:
        return round(float(words[0]) * known.scales[words[1].lower()])  # "1.5 million"
    total = current = 0
    seen = False
    last = ""  # what the last word was: a unit cannot follow a unit
    for written in words:
        word = written.lower()
        if word == "-":
            if last != "tens":
                return None
        elif word == "and":
            if last not in ("hundred", "scale"):
                return None
        elif word in known.units:
            if last in ("unit", "digits") or (last == "tens" and not 0 < known.units[word] < 10):
                return None
            current, seen, last = current + known.units[word], True, "unit"
        elif word in known.tens:
            if last in ("unit", "digits", "tens"):
                return None
            current, seen, last = current + known.tens[word], True, "tens"
        elif word == "hundred":
            if last == "hundred":
                return None
            current, seen, last = max(current, 1) * known.scales[word], True, "hundred"
        elif word in known.scales:
            total, current, seen, last = total + max(current, 1) * known.scales[word], 0, True, "scale"
        elif _DIGITS.fullmatch(word) and last == "":
            current, seen, last = int(re.sub(r"\D", "", word)), True, "digits"
        else:
            return None
    return total + current if seen and last != "" and (not words or words[-1].lower() not in ("and", "-")) else None


def find_quantities(parse: Parse) -> tuple[Quantity, ...]:
    """All numbers of the text with their bounds, in its order; none crosses the end of a sentence."""
    lowered = [token.text.lower() for token in parse.tokens]
    known = _words()
    openers = {*known.units, *known.tens, *known.scales, *known.groups, *known.vague, "a", "an", "another", "half"}
    found = []
    for sentence in parse.sentences:
        at = sentence.start
        while at < sentence.end:
            begins = lowered[at] in openers or lowered[at][0].isdigit()
            quantity = _quantity_at(lowered, at, sentence.start, sentence.end) if begins else None
            if quantity is None:
                at += 1
            else:
                found.append(quantity)
                at = quantity.span.end
    return tuple(found)


def _numeral_at(words: Sequence[str], at: int, end: int) -> tuple[int, int | None, int | None] | None:
    """The numeral that begins at a token: the end of it, its value and its floor where it is vague."""
    known = _words()
    start = at
    if words[at] in ("a", "an", "another") and at + 1 < end:
        if words[at + 1] in known.groups or words[at + 1] in known.scales:
            at += 1
        else:
            return None
    if words[at] == "half" and words[at + 1 : at + 3] == ["a", "dozen"] and at + 3 <= end:
        return at + 3, 6, 6
    if words[at] in known.vague:
        stop = at + 1
        floor = known.vague[words[at]]
        if stop + 1 < end and words[stop] == "of" and words[stop + 1] == "thousands":
            return stop + 2, None, floor * known.scales["thousand"]
        if words[at] == "tens":
            return None
        if words[at] == "several" and stop < end and words[stop] in (*known.groups, *known.scales):
            floor = 2 * (known.groups.get(words[stop]) or known.scales[words[stop]])
            stop += 1
        return stop, None, floor
    if words[at] in known.groups:
        if at == start and words[at] != "dozen":
            return None  # a bare "pair" or "couple" is no number, nor is a "score" in a game
        return at + 1, known.groups[words[at]], known.groups[words[at]]
    best: tuple[int, int] | None = None
    for stop in range(at + 1, min(at + 10, end) + 1):
        value = value_of(words[at:stop])
        if value is not None:
            best = (stop, value)
        elif words[stop - 1] not in ("-", "and") and not _DECIMAL.fullmatch(words[stop - 1]):
            break
    if best is None:
        return None
    stop, value = best
    if stop < end and words[stop] in ("dozen", "score"):
        return stop + 1, value * known.groups[words[stop]], value * known.groups[words[stop]]
    return stop, value, value


def _quantity_at(words: Sequence[str], at: int, first: int, end: int) -> Quantity | None:
    known = _words()
    numeral = _numeral_at(words, at, end)
    if numeral is None:
        return None
    stop, value, floor = numeral
    if stop + 1 < end and words[stop] == "-" and words[stop + 1] in ("year", "storey", "story", "day", "month", "hour"):
        return None
    numbers = Span(at, stop)
    low: int | None = floor
    high: int | None = value
    start = at
    second = _second(words, at, stop, first, end)
    if second is not None and value is not None and second[1] is not None and second[1] > value:
        stop, high = second[0], second[1]
        numbers = Span(at, stop)
        start = at - 1 if at > first and words[at - 1] in known.between else at
        return Quantity(value, value, high, Span(start, stop), numbers)
    name, start, stop = _bound(words, at, stop, first, end)
    if name == "at_least" or (name == "more_than" and value is not None):
        return Quantity(low, value, None, Span(start, stop), numbers)
    if name == "at_most":
        return Quantity(None, value, value, Span(start, stop), numbers)
    if name == "less_than":
        return Quantity(None, None, None if value is None else max(value - 1, 0), Span(start, stop), numbers)
    if name == "about":
        return Quantity(None if value is not None else low, value, None, Span(start, stop), numbers)
    return Quantity(low, value, high, Span(start, stop), numbers)


def _second(words: Sequence[str], at: int, stop: int, first: int, end: int) -> tuple[int, int | None] | None:
    """The second numeral of a range ("10 to 15", "between two and four", "two or three")."""
    known = _words()
    if stop + 1 >= end:
        return None
    between = at > first and words[at - 1] in known.between
    if words[stop] not in (known.between_joints if between else known.joints):
        return None
    numeral = _numeral_at(words, stop + 1, end)
    return None if numeral is None else (numeral[0], numeral[1])


def _bound(words: Sequence[str], at: int, stop: int, first: int, end: int) -> tuple[str | None, int, int]:
    """What the words before or after a numeral make of it, and the span that they widen it to."""
    known = _words()
    for length in range(_LONGEST_MODIFIER, 0, -1):
        name = known.after.get(tuple(words[stop : min(stop + length, end)])) if stop + length <= end else None
        if name is not None:
            return name, at, stop + length
    for length in range(_LONGEST_MODIFIER, 0, -1):
        if at - length >= first:
            name = known.before.get(tuple(words[at - length : at]))
            if name is not None:
                return name, at - length, stop
    return None, at, stop
