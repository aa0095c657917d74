"""Numbers in words and digits, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.parse import Parse, Sentence, Token
from sayso.reading.counts.numerals import find_quantities, value_of

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
_TENS = ["x", "x", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> list[str]:
    """A number below a million in English words, hyphens apart, with "and" after hundreds."""
    if number >= 1000:
        rest = number % 1000
        return [*spelled(number // 1000), "thousand", *(spelled(rest) if rest else [])]
    if number >= 100:
        rest = number % 100
        return [_UNITS[number // 100], "hundred", *(["and", *spelled(rest)] if rest else [])]
    if number >= 20:
        rest = number % 10
        return [_TENS[number // 10], *(["-", _UNITS[rest]] if rest else [])]
    return [_UNITS[number]]


def flat(text: str) -> Parse:
    """A parse without syntax, of words set apart by spaces."""
    tokens = []
    at = 0
    for index, word in enumerate(text.split()):
        tokens.append(Token(index, at, at + len(word), word, word.lower(), "X", "", index, "dep", 0))
        at += len(word) + 1
    return Parse(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0),), ())


@given(st.integers(0, 999_999))
def test_words_give_the_number_they_spell(number: int) -> None:
    assert value_of(spelled(number)) == number


@given(st.integers(0, 999_999))
def test_case_does_not_matter(number: int) -> None:
    assert value_of([word.upper() for word in spelled(number)]) == number


@given(st.integers(0, 999_999_999))
def test_digits_with_and_without_separators(number: int) -> None:
    assert value_of([str(number)]) == number
    assert value_of([f"{number:,}"]) == number


@given(st.integers(1, 99), st.integers(1, 99))
def test_ranges_rise(low: int, more: int) -> None:
    high = low + more
    for text in (f"{low} to {high}", f"{low} - {high}", f"between {low} and {high}",
                 " ".join([*spelled(low), "or", *spelled(high)])):
        (quantity,) = find_quantities(flat(f"{text} people"))
        assert (quantity.low, quantity.best, quantity.high) == (low, low, high)


@given(st.integers(1, 9_999))
def test_bounds(number: int) -> None:
    def bounds(text: str) -> tuple[int | None, int | None, int | None]:
        (quantity,) = find_quantities(flat(text))
        return quantity.low, quantity.best, quantity.high

    assert bounds(f"{number} people") == (number, number, number)
    for floor in ("at least", "no fewer than", "more than", "over"):
        assert bounds(f"{floor} {number} people") == (number, number, None)
    assert bounds(f"{number} or more people") == (number, number, None)
    assert bounds(f"up to {number} people") == (None, number, number)
    assert bounds(f"fewer than {number} people") == (None, None, number - 1)
    assert bounds(f"about {number} people") == (None, number, None)


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("a dozen men", 12, 12, 12),
        ("two dozen men", 24, 24, 24),
        ("half a dozen men", 6, 6, 6),
        ("a couple of men", 2, 2, 2),
        ("dozens of men", 24, None, None),
        ("several hundred men", 200, None, None),
        ("tens of thousands of men", 20_000, None, None),
        ("hundreds of thousands of men", 200_000, None, None),
        ("1.5 million men", 1_500_000, 1_500_000, 1_500_000),
        ("more than a hundred men", 100, 100, None),
    ],
)
def test_groups_and_vague_numbers(text: str, low: int | None, best: int | None, high: int | None) -> None:
    (quantity,) = find_quantities(flat(text))
    assert (quantity.low, quantity.best, quantity.high) == (low, best, high)


@pytest.mark.parametrize("words", ["twenty eleven", "and", "two three", "five -", "hello", ""])
def test_what_is_no_number(words: str) -> None:
    assert value_of(words.split()) is None


def test_ages_in_compounds_are_no_quantities() -> None:
    assert find_quantities(flat("a 5 - year - old boy")) == ()
