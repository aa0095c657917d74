"""The constructions by which a further link of a chain is named beside a saying (`links.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.reading.attribution.cue_words import lexicon

Direction = Literal["inner", "outer"]


@dataclass(frozen=True, slots=True)
class VerbLink:
    """A verb that brings in a link. `partner`: "object", "agent", "subject", or empty where `prepositions` bring it in;
    `forms`, `takes` and `relay` as at the head of the lexicon."""

    direction: Direction
    partner: str
    prepositions: frozenset[str]
    forms: frozenset[str]
    takes: bool
    relay: bool


@dataclass(frozen=True, slots=True)
class PhraseLink:
    """A prepositional phrase that brings in a link: "on the word of"."""

    direction: Direction
    before: frozenset[str]
    after: frozenset[str]
    relay: bool


@cache
def verb_links() -> dict[str, tuple[VerbLink, ...]]:
    """The rows of verbs, by lemma."""
    found: dict[str, tuple[VerbLink, ...]] = {}
    for row in lexicon("links")["verb"]:
        named = row["partner"] in ("object", "agent", "subject")
        link = VerbLink(
            row["direction"],
            row["partner"] if named else "",
            frozenset() if named else frozenset(row["partner"].split()),
            frozenset(row["forms"].split()),
            row.get("takes", False),
            row.get("relay", False),
        )
        for lemma in row["lemmas"].split():
            found[lemma] = (*found.get(lemma, ()), link)
    return found


@cache
def phrase_links() -> dict[str, tuple[PhraseLink, ...]]:
    """The rows of phrases, by the lemma of their noun."""
    found: dict[str, tuple[PhraseLink, ...]] = {}
    for row in lexicon("links")["phrase"]:
        link = PhraseLink(
            row["direction"], frozenset(row["before"].split()), frozenset(row["after"].split()), row.get("relay", False)
        )
        for noun in row["nouns"].split():
            found[noun] = (*found.get(noun, ()), link)
    return found
