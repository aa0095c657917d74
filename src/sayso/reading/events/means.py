"""Weapons and other means that the words of a text name."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reading.clauses import Clauses
from sayso.reading.trigger_lexicon import lexicon, matches


@dataclass(frozen=True, slots=True)
class Means:
    """A word or phrase that names a means: tokens `start` to `end`, the name in the lexicon ("drone", "explosive")."""

    start: int
    end: int
    name: str


def find_means(clauses: Clauses) -> tuple[Means, ...]:
    """All means named, in the order of the text; a longer phrase hides the shorter ones in it."""
    words = lexicon()
    lemmas = clauses.lemmas
    forms = [t.text.lower() for t in clauses.parse.tokens]
    found: list[Means] = []
    at = 0
    while at < len(lemmas):
        phrase = next(
            ((p, name) for p, name in words.means_phrases.get(lemmas[at], ())
             if matches(lemmas, at, p) or matches(forms, at, p)), None,
        ) or next(((p, name) for p, name in words.means_phrases.get(forms[at], ()) if matches(forms, at, p)), None)
        if phrase is not None:
            if phrase[1] != "none":
                found.append(Means(at, at + len(phrase[0]), phrase[1]))
            at += len(phrase[0])
            continue
        name = words.means_words.get(lemmas[at])
        token = clauses.parse.tokens[at]
        if name is not None and token.upos in ("NOUN", "PROPN", "ADJ"):
            found.append(Means(at, at + 1, name))
        at += 1
    return _bombs_told_apart(clauses, found)


def _bombs_told_apart(clauses: Clauses, found: list[Means]) -> tuple[Means, ...]:
    """A bare "bomb" is from the air where its sentence tells of aircraft or glide bombs."""
    tokens = clauses.parse.tokens
    airborne = {tokens[m.start].sentence for m in found if m.name in ("aircraft", "air_bomb")}
    told = (
        Means(m.start, m.end, "air_bomb") if m.name == "bomb" and tokens[m.start].sentence in airborne else m
        for m in found
    )
    return tuple(told)
