"""The words of `codebook/en/triggers.toml`, compiled for look-up by lemma."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sayso.language.lemmas import lemma as verb_lemma_of
from sayso.language.parse import Parse, Token

Founds = Literal["yes", "weak", "no"]
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


# Fillers of frames: any name of a place; anything at all; any name of a country, group or person; of a person alone; a
# crowd of people who are no forces.
NAMED, ANYTHING, BODY, PERSON, CROWD = "@named", "@any", "@body", "@person", "@crowd"


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb that tells a class only together with dependents: by name of the slot, the lemmas that may fill it."""

    name: str
    slots: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole of the triggers' data. Phrases are keyed by their last lemma for classes and for what is ignored, by
    their first for means; longer phrases come first."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    phrases: Phrases
    frames: Mapping[str, tuple[Frame, ...]]
    founds: Mapping[str, Founds]
    needs: Mapping[str, str]
    ignored: Phrases
    not_objects: frozenset[str]
    categories: Mapping[str, frozenset[str]]
    means_words: Mapping[str, str]
    means_phrases: Phrases
    means_order: tuple[tuple[str, str], ...]
    listens: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    precedence: Mapping[str, frozenset[str]]
    violent: frozenset[str]
    apart: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    salvo: frozenset[str]
    legal: frozenset[str]
    following: frozenset[str]
    opening_fire: frozenset[str]
    proposed: frozenset[str]
    fighters: frozenset[str]
    held: frozenset[str]
    promised: frozenset[str]
    perception: frozenset[str]
    unreal: frozenset[str]
    quantities: frozenset[str]
    vocabulary: frozenset[str]
    hurting: frozenset[str]
    hitting: frozenset[str]
    dying: frozenset[str]
    votes: Mapping[str, float]

    def is_a(self, lemma: str, category: str) -> bool:
        """Whether a lemma is one of a category's words."""
        return lemma in self.categories[category]


def lemma_of(token: Token) -> str:
    """The lemma that the lexicons are keyed by: in lower case."""
    return token.lemma.lower()


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon of English."""
    text = files("sayso.codebook").joinpath("en/triggers.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    categories = {name: frozenset(entry["words"]) for name, entry in data["category"].items()}
    means = {name: frozenset(entry.get("words", ())) for name, entry in data["means"].items()}
    named = {**categories, **means}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    frames: dict[str, list[Frame]] = {}
    for name, entry in data["class"].items():
        for lemma in entry.get("verbs", ()):
            verbs.setdefault(lemma, name)
        for lemma in entry.get("nouns", ()):
            nouns.setdefault(lemma, name)
        for frame in entry.get("frames", ()):
            slots = tuple((s, _fillers(words, named)) for s, words in frame.items() if s != "verb")
            for lemma in frame["verb"]:
                frames.setdefault(lemma, []).append(Frame(name, slots))
    opened = data["open"]["class"]
    order = tuple(data["open"]["means"].items())
    every = tuple(means)
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        phrases=_phrases(((p, n) for n, e in data["class"].items() for p in e.get("phrases", ())), last=True),
        frames={lemma: tuple(found) for lemma, found in frames.items()},
        founds={name: entry["founds"] for name, entry in data["class"].items()},
        needs={name: entry["need"] for name, entry in data["class"].items() if "need" in entry},
        ignored=_phrases(((p, "") for p in data["ignored"]["phrases"]), last=True),
        not_objects=frozenset(data["not_objects"]["words"]),
        categories=categories,
        means_words={word: name for name, words in means.items() for word in sorted(words)},
        means_phrases=_phrases(((p, n) for n, e in data["means"].items() for p in e.get("phrases", ())), last=False),
        means_order=order,
        listens={name: every if entry["means"] == "all" else tuple(entry["means"]) for name, entry in opened.items()},
        defaults={name: entry["default"] for name, entry in opened.items()},
        precedence={name: frozenset(lower) for name, lower in data["precedence"].items()},
        violent=frozenset(data["families"]["violent"]),
        apart=frozenset(data["families"]["apart"]),
        kin=_both_ways(data["kin"]),
        salvo=frozenset(data["salvo"]["means"]),
        legal=frozenset(data["legal"]["nouns"]),
        fighters=frozenset(data["taking"]["takers"]),
        held=frozenset(data["taking"]["held"]),
        proposed=frozenset(data["proposed"]["words"]),
        opening_fire=frozenset(data["gunfire"]["verbs"]),
        following=frozenset(data["following"]["purposes"]),
        promised=frozenset(data["promised"]["kinds"]),
        perception=frozenset(data["perception"]["verbs"]),
        unreal=frozenset(data["unreal"]["governors"]),
        hurting=frozenset(data["victims"]["objects_of"]),
        hitting=frozenset(data["victims"]["things_hit_by"]),
        dying=frozenset(data["victims"]["subjects_of"]),
        votes=data["votes"],
        quantities=frozenset(data["quantity"]["nouns"]),
        vocabulary=frozenset(verbs) | frozenset(nouns) | frozenset(frames) | frozenset().union(*named.values()),
    )


def _both_ways(table: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, others in table.items():
        for other in others:
            found.setdefault(name, {name}).add(other)
            found.setdefault(other, {other}).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _fillers(words: Sequence[str], named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        listed = word.startswith("@") and word not in (NAMED, ANYTHING, BODY, PERSON, CROWD)
        found |= named[word[1:]] if listed else {word}
    return frozenset(found)


def _phrases(entries: Any, last: bool) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in entries:
        lemmas = tuple(phrase.split())
        found.setdefault(lemmas[-1] if last else lemmas[0], []).append((lemmas, name))
    return {key: tuple(sorted(value, key=lambda entry: -len(entry[0]))) for key, value in found.items()}


def matches(lemmas: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    """Whether the lemmas from `start` on are those of the phrase."""
    return start >= 0 and tuple(lemmas[start : start + len(phrase)]) == tuple(phrase)


def ending_at(lemmas: Sequence[str], at: int, phrases: Phrases) -> str | None:
    """The class of the longest phrase whose last word is at a position, None if none is."""
    for phrase, name in phrases.get(lemmas[at], ()):
        if matches(lemmas, at - len(phrase) + 1, phrase):
            return name
    return None


def tokens_in(lemmas: Sequence[str], phrases: Phrases) -> frozenset[int]:
    """The positions of all words that stand in one of the phrases (keyed by their last lemma)."""
    found: set[int] = set()
    for at, lemma in enumerate(lemmas):
        for phrase, _ in phrases.get(lemma, ()):
            if matches(lemmas, at - len(phrase) + 1, phrase):
                found |= set(range(at - len(phrase) + 1, at + 1))
    return frozenset(found)


def lemmas_of(parse: Parse) -> list[str]:
    """The folded lemmas of a parse's tokens. Where a lemma is not in the lexicon, its singular is tried ("troops",
    "Shaheds"), and for a verb its form in -e."""
    known = lexicon().vocabulary
    found = []
    for token in parse.tokens:
        lemma = lemma_of(token)
        if token.upos == "VERB" and lemma not in known and lemma == token.text.lower():
            # a participle that the tagger takes for a base form
            lemma = verb_lemma_of(lemma, "VERB", "VBG" if lemma.endswith("ing") else "VBN")
        if lemma not in known and token.upos in ("NOUN", "PROPN", "VERB"):
            other = lemma + "e" if token.upos == "VERB" else lemma.removesuffix("s")
            lemma = other if other in known else lemma
        found.append(lemma)
    return found
