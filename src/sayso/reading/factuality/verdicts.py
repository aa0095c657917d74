"""The verdict on a predicate in the making: what it is taken for so far, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model import Certainty

Value = Literal["happened", "did_not_happen", "future", "hypothetical", "unknown"]

ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible")


@dataclass(slots=True)
class Verdict:
    """A value and a certainty, changed step by step on the way from the word to the top of its clause.

    `negator`: the word whose negation was taken in last, so that it does not count twice ("there was no attack").
    `negated`: whether it is negated, also where the value is open ("will not attack").
    """

    value: Value = "happened"
    certainty: Certainty = "certain"
    negator: int | None = None
    negated: bool = False

    def hedge(self, certainty: Certainty) -> None:
        """Make it less sure; never surer."""
        if ORDER.index(certainty) > ORDER.index(self.certainty):
            self.certainty = certainty

    def settle(self, value: Value) -> None:
        """The first mood found, nearest the word, holds; a future is not made real by what stands above it."""
        if self.value == "happened":
            self.value = value

    def negate(self, negator: int | None = None) -> None:
        """Turn what happened into what did not, and back; no word does it twice."""
        if negator is not None and negator == self.negator:
            return
        self.negator = negator
        self.negated = not self.negated
        if self.value == "happened":
            self.value = "did_not_happen"
        elif self.value == "did_not_happen":
            self.value = "happened"
