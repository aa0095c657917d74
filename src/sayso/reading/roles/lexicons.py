"""The codebook's words for targets, weapons and doers, compiled for matching against noun phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.codebook import WeaponSystem, weapon_system
from sayso.language.lemmas import lemma
from sayso.language.parse import Parse, Token
from sayso.reading.roles.phrases import content_lemmas, name_span

_APART = re.compile(r"[\s\-‐‑]+")


@cache
def data_of(name: str) -> dict[str, Any]:
    """The data of the codebook's English file of that name."""
    return tomllib.loads(files("sayso.codebook").joinpath(f"en/{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class KindLexicon:
    """Phrases and their kinds. `phrases` are keyed by their words without hyphens; of several kinds the first
    is the commonest. `compounds`: any modifier before any head. `generic`: heads that say nothing of themselves;
    with `generic_only` a head that is unknown has the kind of what stands before it only where it is one of them."""

    phrases: dict[tuple[str, ...], tuple[str, ...]]
    compounds: tuple[tuple[frozenset[str], frozenset[str], str], ...]
    generic: frozenset[str]
    generic_only: bool = False

    def kinds(self, lemmas: Sequence[str], head: int) -> tuple[str, ...]:
        """The kinds that a phrase can be of, by its lemmas and the position of its head; empty where none is known."""
        plain = [lemma for lemma in lemmas[: head + 1] if lemma not in ("-", "'s", "’s")]
        behind = [lemma for lemma in lemmas[head + 1 :] if lemma != "of"]
        if not plain:
            return ()
        own = self._longest(plain)
        if own[1] > 1:
            return own[0]
        before = plain[:-1] + behind
        for modifiers, heads, kind in self.compounds:
            if plain[-1] in heads and any(word in modifiers for word in before):
                return (kind,)
        if own[0] and plain[-1] not in self.generic:
            return own[0]
        if self.generic_only and plain[-1] not in self.generic:
            return ()
        for end in range(len(plain) - 1, 0, -1):
            found, _ = self._longest(plain[:end])
            if found:
                return found
        return (self.anywhere(behind) if plain[-1] in self.generic else ()) or own[0]

    def anywhere(self, words: Sequence[str]) -> tuple[str, ...]:
        """The kinds of the last known phrase in the words."""
        found = (self._longest(words[:end])[0] for end in range(len(words), 0, -1))
        return next((kinds for kinds in found if kinds), ())

    def _longest(self, words: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """The kinds of the longest known phrase at the end of the words, and how many words it has."""
        for length in range(min(len(words), 6), 0, -1):
            kinds = self.phrases.get(tuple(words[-length:]))
            if kinds:
                return kinds, length
        return (), 0


def _plain(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in _APART.split(phrase.lower()) if word)


def _compile(data: dict[str, Any], skipped: tuple[str, ...], *, generic_only: bool = False) -> KindLexicon:
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    compounds = []
    for kind, entry in data.items():
        if kind in skipped:
            continue
        for phrase in entry.get("words", ()):
            key = _plain(phrase)
            if kind not in phrases.get(key, ()):
                phrases[key] = (*phrases.get(key, ()), kind)
        if "modifiers" in entry:
            compounds.append((frozenset(entry["modifiers"]), frozenset(entry["heads"]), kind))
    generic = frozenset(data.get("generic", {}).get("heads", ()))
    return KindLexicon(phrases, tuple(compounds), generic, generic_only)


@cache
def targets() -> KindLexicon:
    """The lexicon of targets."""
    return _compile(data_of("targets"), ("generic",))


@cache
def weapons() -> KindLexicon:
    """The lexicon of weapons; named systems are the codebook's."""
    return _compile(data_of("weapons"), ("weak", "carriers", "generic"), generic_only=True)


@cache
def carriers() -> KindLexicon:
    """What carries weapons, and is none itself."""
    return _compile({"carrier": data_of("weapons")["carriers"]}, (), generic_only=True)


@cache
def word_set(file: str, table: str, key: str = "words") -> frozenset[str]:
    """A list of words of a codebook file, as a set."""
    return frozenset(data_of(file)[table][key])


def target_kind(parse: Parse, head: int) -> str | None:
    """The kind of target that a phrase names, None where the lexicon does not know it."""
    kinds = targets().kinds(*content_lemmas(parse, head))
    return kinds[0] if kinds else None


def weapon_kinds(parse: Parse, head: int) -> tuple[str, ...]:
    """The kinds of weapon that a phrase can name: by a named system in it, else by its words."""
    kind = system_in(parse, head)
    if kind is not None:
        return (kind,)
    return weapons().kinds(*content_lemmas(parse, head))


def system_in(parse: Parse, head: int) -> str | None:
    """The weapon kind of a named system in a phrase ("Iskander", "Kh-101"), None where there is none."""
    lemma = parse.tokens[head].lemma.lower()
    if lemma in word_set("actors", "units") or lemma in word_set("actors", "acts"):
        return None
    span = name_span(parse, head)
    system = _system(parse, head, span.start, span.end)
    return system.kind if system is not None else None


def is_carrier(parse: Parse, head: int) -> bool:
    """Whether a phrase is of what carries weapons: jets, warships, launchers."""
    if carriers().kinds(*content_lemmas(parse, head)):
        return True
    span = name_span(parse, head)
    start = span.start if parse.tokens[head].upos == "PROPN" else head
    system = _system(parse, head, start, span.end)
    return system is not None and system.is_platform


def _system(parse: Parse, head: int, start: int, end: int) -> WeaponSystem | None:
    """The weapon system that the tokens `start` to `end` of a phrase name."""
    return weapon_system(parse.words(start, end), in_context=_is_wielded(parse, head))


def _is_wielded(parse: Parse, head: int) -> bool:
    """Whether a phrase is known for a weapon's without its words: it is fired, stands in a row with a weapon ("guns
    and Grads"), or is read as one by the encoder."""
    token = parse.tokens[head]
    entity = parse.entity_at[head]
    if entity is not None and parse.entities[entity].kind == "weapon":
        return True
    if token.relation == "conj" and weapons().kinds((parse.tokens[token.head].lemma.lower(),), 0):
        return True
    launching = word_set("actors", "launching", "lemmas")
    return token.relation in ("obj", "nsubj:pass") and parse.tokens[token.head].lemma in launching


@cache
def _people_kinds() -> frozenset[str]:
    return frozenset({"troops", "police", "civilians", "official"})


@cache
def fate_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell what became of people: verbs by lemma, and adjectives ("63 hurt")."""
    data = data_of("counts")
    kinds = [data[kind] for kind in ("killed", "injured", "missing", "captured", "displaced")]
    verbs = frozenset(word for kind in kinds for word in (*kind["transitive"], *kind["intransitive"]))
    return verbs, frozenset(word for kind in kinds for word in kind["adjectives"])


def verb_lemma(token: Token) -> str:
    """The lemma of a word as a verb, of participles that are tagged as nouns or adjectives too ("injuring")."""
    text = token.text.lower()
    if token.upos in ("VERB", "NOUN", "ADJ") and text.endswith(("ing", "ed")) and token.lemma.lower() == text:
        return lemma(text, "VERB", "VBG" if text.endswith("ing") else "VBN")
    return token.lemma.lower()


def is_fate(token: Token) -> bool:
    """Whether a word tells what became of people, whatever its part of speech."""
    verbs, adjectives = fate_words()
    if token.upos not in ("VERB", "ADJ", "NOUN", "ADV"):
        return False
    return token.text.lower() in adjectives or (token.upos != "ADV" and verb_lemma(token) in verbs)


@cache
def people_words() -> frozenset[str]:
    """Single nouns for people, of the targets, the doers and the counts."""
    found = set(word_set("actors", "doers")) | set(word_set("counts", "not_people", "people"))
    data = data_of("targets")
    for kind in sorted(_people_kinds()):
        found.update(word for phrase in data[kind]["words"] for word in [phrase.split()[-1]])
    return frozenset(found) - word_set("counts", "not_people", "nouns")
