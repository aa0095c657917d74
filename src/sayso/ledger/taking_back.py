"""Sentences that tell that somebody took back, or put right, what he had said: found by their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.codebook.tables import table
from sayso.ledger.wording import flat, has_phrase, number_in, phrase_list, word_list

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s\"”»'’]|$)[^.!?\n]*)*[.!?\"”»'’]*")
_WORD = re.compile(r"\d[\d,]*|[^\W\d_]+(?:['’ʼ.-][^\W_]+)*")
_REACH = 6  # words between a verb and its object
_NEAR = 4  # words in which a negation takes a verb back


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: its text, where it starts in the report, its words as they stand and in lower case, and
    where each begins in the report."""

    text: str
    start: int
    raw: tuple[str, ...]
    lower: tuple[str, ...]
    offsets: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where it ends in the report."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What a sentence tells. `word`: the number of the verb's word; `noun`: what is taken back ("claim"), "" where a
    phrase tells it; `passive`: whether who did it may stand anywhere; `partly`: whether the rest is left as it was. A
    revision has the `new` figure, and the `old` one where the sentence gives it."""

    word: int
    noun: str
    passive: bool
    partly: bool = False
    new: int | None = None
    old: int | None = None

    @property
    def of_a_figure(self) -> bool:
        """Whether it is a figure that is taken back or put right."""
        return self.noun in word_list("withdrawing", "figures")


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a text; none where no word in it could tell a withdrawal."""
    if not has_phrase(text, phrase_list("withdrawing", "phrases")) and not has_phrase(
        text, phrase_list("notices", "phrases")
    ) and not _verbs() & set(flat(text).translate(_POINTS).split()):
        return
    for match in _SENTENCE.finditer(text):
        words = list(_WORD.finditer(match.group()))
        raw = tuple(word.group().replace("’", "'") for word in words)
        yield Sentence(match.group(), match.start(), raw, tuple(word.lower() for word in raw),
                       tuple(match.start() + word.start() for word in words))


def taking_back_in(sentence: Sentence) -> TakingBack | None:
    """What a sentence tells to have been taken back or put right; None where it tells nothing of the kind."""
    lower = sentence.lower
    for at, word in enumerate(lower):
        if word not in _verbs() or _is_negated(lower, at):
            continue
        noun, passive = _object(lower, at)
        partly = word in word_list("withdrawing", "partly")
        if noun in word_list("withdrawing", "figures"):
            new, old = _figures(lower, at)
            if new is not None:
                return TakingBack(at, noun, passive, partly, new, old)
        if word in word_list("withdrawing", "statements") and noun:
            return TakingBack(at, noun, passive, partly)
        reflexive = at + 1 < len(lower) and lower[at + 1] in word_list("withdrawing", "reflexives")
        if reflexive and word in word_list("withdrawing", "oneself"):
            return TakingBack(at, "", False, partly=True)
    match = phrase_list("withdrawing", "phrases").search(" ".join(lower))
    if match is None:
        return None
    at = " ".join(lower)[: match.start()].count(" ")
    return None if _is_negated(lower, at) else TakingBack(at, "", False)


def is_notice(sentence: Sentence) -> bool:
    """Whether an outlet tells in it what an earlier version of its own report had wrong."""
    return has_phrase(sentence.text, phrase_list("notices", "phrases"))


_POINTS = str.maketrans(dict.fromkeys(".,;:!?\"“”«»()'", " "))


@cache
def _verbs() -> frozenset[str]:
    return (word_list("withdrawing", "statements") | word_list("withdrawing", "oneself")
            | word_list("revising", "verbs"))


def _is_negated(lower: tuple[str, ...], at: int) -> bool:
    before = lower[max(0, at - _NEAR) : at]
    return any(word in word_list("withdrawing", "negations") or word.endswith("n't") for word in before)


def _object(lower: tuple[str, ...], at: int) -> tuple[str, bool]:
    """The noun of what is taken back, and whether the verb is passive ("the claim was withdrawn")."""
    nouns = word_list("withdrawing", "nouns")
    forms = word_list("withdrawing", "passive")
    passive = at > 0 and (lower[at - 1] in forms or (at > 1 and lower[at - 2] in forms))
    if passive:
        before = [word for word in lower[max(0, at - 3 * _REACH) : at] if word in nouns]
        return (before[-1], True) if before else ("", True)
    behind = [word for word in lower[at + 1 : at + 1 + _REACH] if word in nouns]
    return (behind[0], False) if behind else ("", False)


def _is_instead(lower: tuple[str, ...], place: int) -> bool:
    """Whether a number is told as what another takes the place of ("11 instead of 13")."""
    return " ".join(lower[max(0, place - 2) : place]) in table("en/wordings")["revising"]["instead"]


def _figures(lower: tuple[str, ...], at: int) -> tuple[int | None, int | None]:
    """The figure to which, and the one from which, another is put right."""
    new = old = None
    for place in range(at + 1, len(lower)):
        number = number_in(lower[place])
        if number is None:
            continue
        before = lower[place - 1]
        if new is None and before in word_list("revising", "before_the_new"):
            new = number
        elif old is None and (before in word_list("revising", "before_the_old") or _is_instead(lower, place)):
            old = number
    return new, old
