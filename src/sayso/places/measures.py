"""Distances in words: "12.5 miles", "a few kilometres", "20 to 25 km", "a two-hour drive"; what each may amount to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.places.compilation import table

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?$")
_ARTICLES = ("the", "a", "an")
_HYPHENS = ("-", "–", "—", "‑")


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance that a text states, km: the figure, and the least and most that it may amount to. It begins at the
    word numbered `start`. `about`: it is rounded in so many words; `at_sea`: in nautical miles; `travel`: told as the
    time that the way takes."""

    start: int
    kilometres: float
    least: float
    most: float
    about: bool = False
    at_sea: bool = False
    travel: bool = False


@cache
def _rules() -> dict[str, Any]:
    return table("en", "measures.toml")


def units() -> dict[str, float]:
    """Kilometres in each unit of length; units at sea begin with n."""
    found: dict[str, float] = _rules()["units"]
    return found


def distance_ending(words: Sequence[str], end: int, on_the_way: bool = False) -> Distance | None:
    """The distance whose unit is the word before `end`; the words are in lower case, articles among them.
    `on_the_way`: words of travel follow, so that a unit of time is one of distance."""
    spread, start_of_unit = _rules()["spread"], end
    unit, factor = _unit(words, end)
    travel = False
    if unit is None:
        while end > 0 and words[end - 1] in ("'s", "’s", "'", "’"):
            end -= 1
        start_of_unit = end - 1
        factor = _rules()["travel"].get(words[end - 1]) if end > 0 and on_the_way else None
        travel = factor is not None
    else:
        start_of_unit = end - len(unit.split())
    if factor is None:
        return None
    amount = _amount(words, start_of_unit)
    if amount is None:
        return None
    start, value, low, high = amount
    start, qualifiers = _qualified(words, start)
    about = bool(qualifiers & set(_rules()["about"])) or low != high
    share = spread["travel"] if travel else spread["about"] if about else spread["exact"]
    least, most = low * factor * (1 - share), high * factor * (1 + share)
    if not travel and low == high:
        least, most = min(least, value * factor - spread["least_km"]), max(most, value * factor + spread["least_km"])
    if qualifiers & set(_rules()["under"]):
        least = 0.0
    if qualifiers & set(_rules()["over"]):
        most *= spread["over"]
    at_sea = unit is not None and unit.startswith("n")
    return Distance(start, value * factor, max(0.0, least), most, about, at_sea, travel)


def _unit(words: Sequence[str], end: int) -> tuple[str | None, float | None]:
    for length in (2, 1):
        if end >= length and (unit := " ".join(words[end - length : end])) in units():
            return unit, units()[unit]
    return None, None


def _amount(words: Sequence[str], end: int) -> tuple[int, float, float, float] | None:
    """The number before the word `end`: where it begins, its value, and the least and most that it tells."""
    at = end
    if at > 0 and words[at - 1] in _HYPHENS:
        at -= 1
    bare = at
    while at > 0 and words[at - 1] in _ARTICLES:  # "half a mile"
        at -= 1
    if at > 0 and words[at - 1] in ("half", "quarter"):
        share = 0.5 if words[at - 1] == "half" else 0.25
        return at - 1, share, share, share
    at = bare
    of = at - 1 if at > 1 and words[at - 1] == "of" else at
    for length in (2, 1):
        vague = _rules()["vague"].get(" ".join(words[of - length : of])) if of >= length else None
        if vague is not None:
            start = of - length
            start -= int(start > 0 and words[start - 1] in _ARTICLES)
            least, value, most = vague
            return start, float(value), float(least), float(most)
    number = _number_ending(words, at)
    if number is None:
        one = at > 0 and words[at - 1] in ("a", "an", "one")
        return (at - 1, 1.0, 1.0, 1.0) if one else None
    start, value = number
    if start > 1 and words[start - 1] in (*_HYPHENS, "to", "or", "and"):
        lower = _number_ending(words, start - 1)
        if lower is not None and lower[1] < value:
            return lower[0], (lower[1] + value) / 2, lower[1], value
    return start, value, value, value


def _number_ending(words: Sequence[str], end: int) -> tuple[int, float] | None:
    """A number in figures or words that ends before the word `end`: "12", "twenty - five", "two hundred"."""
    numbers: dict[str, float] = _rules()["numbers"]
    at = end - 1
    if at >= 1 and words[at] == "odd" and words[at - 1] in _HYPHENS:
        at -= 2
    if at < 0:
        return None
    if _NUMBER.match(words[at]):
        return at, float(words[at].replace(",", ""))
    value = numbers.get(words[at])
    if value is None:
        return None
    if value >= 100:
        if at > 0 and (times := numbers.get(words[at - 1])) is not None and times < 100:
            return at - 1, times * value
        at -= int(at > 0 and words[at - 1] in _ARTICLES)
        return at, float(value)
    if value < 10 and at > 1 and words[at - 1] in _HYPHENS and (tens := numbers.get(words[at - 2], 0)) >= 20:
        return at - 2, tens + value
    return at, float(value)


def _qualified(words: Sequence[str], start: int) -> tuple[int, set[str]]:
    """Where the words before a number begin that qualify it ("no more than about 20"), and what they are."""
    qualifiers: set[str] = set()
    known = {*_rules()["about"], *_rules()["under"], *_rules()["over"], *_rules()["more"]}
    while start > 0 and words[start - 1] in known:
        start -= 1
        qualifiers.add(words[start])
    if "more" in qualifiers and "no" in qualifiers:
        qualifiers = (qualifiers - {"more"}) | {"under"}
    return start, qualifiers
