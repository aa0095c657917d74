"""The lexicon of cues, ready for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.language.parse import Parse
from sayso.model import Attribute, Certainty, Stance
from sayso.reading.attribution.cue_words import lexicon, words


@dataclass(frozen=True, slots=True)
class VerbCue:
    """One entry of the lexicon of verbs (see the head of `cues.toml`)."""

    stance: Stance
    certainty: Certainty
    frames: frozenset[str]
    subject: str
    negated: Stance
    about: Attribute | None
    about_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb that makes one cue with its object ("claimed responsibility")."""

    verbs: frozenset[str]
    objects: frozenset[str]
    stance: Stance
    about: Attribute | None


@cache
def _verbs() -> dict[str, tuple[VerbCue, ...]]:
    found: dict[str, tuple[VerbCue, ...]] = {}
    for entry in lexicon("cues")["verb"]:
        cue = VerbCue(
            entry["stance"],
            entry["certainty"],
            frozenset(entry["frames"].split()),
            entry["subject"],
            entry.get("negated", "declines"),
            entry.get("attribute"),
            frozenset(entry.get("about_with", "").split()),
        )
        for lemma in entry["lemmas"].split():
            found[lemma] = (*found.get(lemma, ()), cue)
    return found


@cache
def idioms() -> tuple[Idiom, ...]:
    """The verbs that make one cue with their object."""
    return tuple(
        Idiom(frozenset(i["verbs"].split()), frozenset(i["objects"].split()), i["stance"], i.get("attribute"))
        for i in lexicon("cues")["idiom"]
    )


def cues_of(parse: Parse, verb: int) -> tuple[VerbCue, ...]:
    """The entries of a verb, with its particle where it has one."""
    lemma = parse.tokens[verb].lemma.lower()
    for child in parse.children(verb, "compound:prt"):
        return _verbs().get(f"{lemma}+{child.lemma.lower()}", ())
    return _verbs().get(lemma, ())


@cache
def _nouns_about() -> dict[str, Attribute]:
    table = lexicon("cues")["nouns_about"]
    return {noun: about for about, nouns in reversed(table.items()) for noun in nouns.split()}


def attribute_of_noun(lemma: str) -> Attribute | None:
    """The attribute that a noun names ("cause", "toll"), or None."""
    return _nouns_about().get(lemma)


@cache
def _questions() -> dict[str, Attribute]:
    return {word: about for about, found in lexicon("cues")["questions_about"].items() for word in found.split()}


def attribute_of_question(parse: Parse, tokens: frozenset[int]) -> Attribute | None:
    """The attribute that an embedded question asks for ("who fired", "how many were hurt"), or None."""
    ordered = sorted(tokens)[:6]
    lemmas = [parse.tokens[i].lemma.lower() for i in ordered]
    if "many" in lemmas:
        everything = {parse.tokens[i].lemma.lower() for i in tokens}
        if everything & {"wound", "injure", "hurt", "patient", "injury"}:
            return "injured"
        return "killed"
    for lemma in lemmas[:3]:
        if lemma in _questions() and lemma != "many":
            return _questions()[lemma]
    return None


def is_toll(parse: Parse, tokens: set[int]) -> bool:
    """Whether the tokens give a number of people."""
    lemmas = {parse.tokens[i].lemma.lower() for i in tokens} | {parse.tokens[i].text.lower() for i in tokens}
    numbers = any(
        parse.tokens[i].upos == "NUM" or parse.tokens[i].lemma.lower() in ("dozen", "score", "hundred", "thousand")
        for i in tokens
    )
    if {"same", "number"} <= lemmas or {"same", "figure"} <= lemmas or {"same", "toll"} <= lemmas:
        return True
    return numbers and (bool(lemmas & words("cues", "toll", "nouns")) or len(tokens) <= 3)
