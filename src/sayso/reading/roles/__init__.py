"""Who and what takes part in an event: its doers, its targets, its weapons, and what was damaged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.language.parse import Parse
from sayso.reading.draft import Attribution, Role, Span
from sayso.reading.roles.actors import find_actors
from sayso.reading.roles.lexicons import data_of, word_set
from sayso.reading.roles.phrases import is_negated
from sayso.reading.roles.scenes import scene_of
from sayso.reading.roles.targets import find_targets
from sayso.reading.roles.weapons import find_weapons


@dataclass(frozen=True, slots=True)
class Roles:
    """The doers, targets and weapons of one event, each in the order of their weight, the fullest phrase first."""

    actors: tuple[Role, ...] = ()
    targets: tuple[Role, ...] = ()
    weapons: tuple[Role, ...] = ()


def find_roles(
    parse: Parse, kind: str, triggers: tuple[int, ...], attribution: Attribution, *, alone: bool = False,
) -> Roles:
    """The roles of the event of the codebook's `kind` that the tokens `triggers` tell of.

    `alone`: it is the only event that the report is about.
    A claimant is no actor unless the act itself is laid to it; weapons and vehicles do nothing by themselves.
    """
    scene = scene_of(parse, kind, triggers, attribution, alone=alone)
    return Roles(find_actors(scene), find_targets(scene), find_weapons(scene))


def find_damage(parse: Parse, triggers: tuple[int, ...]) -> tuple[Span, ...]:
    """The words that tell of damage in the sentences of the triggers, in the order of the text."""
    verbs, nouns = word_set("hits", "damage", "verbs"), word_set("hits", "damage", "nouns")
    found: list[Span] = []
    for number in sorted({parse.tokens[t].sentence for t in triggers}):
        sentence = parse.sentences[number]
        lemmas = [t.lemma.lower() for t in parse.tokens_of(sentence)]
        found += [Span(sentence.start + a, sentence.start + b) for a, b in _phrases(lemmas)]
        for token in parse.tokens_of(sentence):
            lemma = token.lemma.lower()
            told = (token.upos in ("VERB", "ADJ") and lemma in verbs and _with_its_object(parse, token.index)) or (
                token.upos == "NOUN" and lemma in nouns and not _denied(parse, token.index)
            )
            if told and not is_negated(parse, token.index) and not any(s.holds(token.index) for s in found):
                found.append(Span(token.index, token.index + 1))
    return tuple(sorted(found))


@cache
def _damage_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in data_of("hits")["damage"]["phrases"]), key=lambda p: (-len(p), p)))


def _phrases(lemmas: list[str]) -> list[tuple[int, int]]:
    """Where phrases of damage stand in a row of lemmas; up to four words may part a verb from the rest of it."""
    found: list[tuple[int, int]] = []
    for phrase in _damage_phrases():
        for start in (i for i, lemma in enumerate(lemmas) if lemma == phrase[0]):
            if any(a <= start < b for a, b in found):
                continue
            for gap in range(7 if phrase[0] == "set" else 1):
                rest = start + 1 + gap
                if tuple(lemmas[rest : rest + len(phrase) - 1]) == phrase[1:]:
                    found.append((start, rest + len(phrase) - 1))
                    break
    return found


def _with_its_object(parse: Parse, verb: int) -> bool:
    """Whether a verb that tells of damage only with certain objects has one of them."""
    wanted = data_of("hits")["damage"]["with_object"].get(parse.tokens[verb].lemma.lower())
    if not wanted:
        return True
    return any(t.lemma in wanted for t in parse.children(verb, "obj", "nsubj", "compound"))


def _denied(parse: Parse, noun: int) -> bool:
    return any(t.text.lower() in ("no", "without", "any") for t in parse.children(noun, "det", "case"))
