"""The phrases of a text that name places, as words tied to what hangs on them; the room of places resolves them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.draft import Span
from sayso.reading.grouping_words import grouping_words

# Relations by which a name is part of a larger phrase, and those of phrases that are more than a place.
_CHAIN = frozenset({"nmod", "compound", "flat", "appos", "amod", "conj", "obl", "advmod", "dep", "list"})
_TOPMOST = frozenset({"nsubj", "obj", "root", "iobj", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase with the name of a place in it: its tokens, its topmost token, the folded names in it.

    `fronted`: it opens its sentence; `of_source`: it belongs to the description of a person or body; `locative`: it
    tells where something is, by its preposition or as what is acted on.
    """

    span: Span
    top: int
    names: frozenset[str]
    fronted: bool
    of_source: bool
    locative: bool


def find_places(clauses: Clauses) -> tuple[PlacePhrase, ...]:
    """The phrases that hold names of places, in the order of the text."""
    parse = clauses.parse
    found: dict[int, PlacePhrase] = {}
    for entity in parse.entities:
        if not clauses.is_place(entity.start):
            continue
        top, of_source = _top_of(clauses, entity.start, entity.end)
        start, end = _phrase(parse, top)
        start, end = min(start, entity.start), max(end, entity.end)
        name = frozenset([entity.text.lower()])
        if top in found:
            old = found[top]
            found[top] = replace(old, names=old.names | name, of_source=old.of_source and of_source)
        else:
            sentence = parse.sentences[parse.tokens[top].sentence]
            fronted = start - sentence.start <= 1 and clauses.head_of[top] > top
            locative = _is_locative(clauses, top)
            found[top] = PlacePhrase(Span(start, end), top, name, fronted, of_source, locative)
    return tuple(found[top] for top in sorted(found, key=lambda t: found[t].span))


def _is_locative(clauses: Clauses, top: int) -> bool:
    parse = clauses.parse
    cases = {t.lemma.lower() for t in parse.children(top, "case", "advmod")}
    if clauses.lemmas[top] in grouping_words().heads_of_times:
        return False
    if cases:
        return bool(cases & grouping_words().locative)
    return parse.tokens[top].relation in ("obj", "nsubj:pass") and not clauses.is_place(top)


def _top_of(clauses: Clauses, start: int, end: int) -> tuple[int, bool]:
    """The topmost nominal of the chain of modifiers that a name stands in, and whether the chain runs through a
    subject of telling (a source's description)."""
    parse = clauses.parse
    head = next((i for i in range(start, end) if not start <= parse.tokens[i].head < end), start)
    current = head
    while True:
        token = parse.tokens[current]
        relation = token.relation.split(":")[0]
        if token.is_root or relation not in _CHAIN:
            break
        above = parse.tokens[token.head]
        if relation in ("obl", "advmod") or above.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"):
            break
        if above.relation.split(":")[0] in _TOPMOST and relation != "flat":
            break
        current = token.head
    return current, _belongs_to_source(clauses, current)


def _belongs_to_source(clauses: Clauses, index: int) -> bool:
    parse = clauses.parse
    telling = grouping_words().telling
    for above in (index, *parse.ancestors(index)):
        token = parse.tokens[above]
        if (token.relation.split(":")[0] in ("nsubj", "appos") and above != index) or token.relation == "nsubj":
            head = parse.tokens[token.head]
            if clauses.lemmas[head.index] in telling and token.relation.startswith("nsubj"):
                return True
        if any(t.lemma.lower() == "accord" or t.text.lower() == "according" for t in parse.children(above, "case")):
            return True
        if token.upos == "VERB":
            return False
    return False


def _phrase(parse: Parse, top: int) -> tuple[int, int]:
    """The tokens of a nominal, without relative clauses and what follows them."""
    first = last = top
    stack = [top]
    while stack:
        current = stack.pop()
        first, last = min(first, current), max(last, current)
        for child in parse.children_of[current]:
            token = parse.tokens[child]
            if token.relation.split(":")[0] in ("acl", "parataxis", "advcl", "punct", "conj", "cc") and not (
                    token.relation == "conj" and token.upos == "PROPN"):
                continue
            if any(t.text.lower() == "according" for t in parse.children(child, "case")):
                continue
            stack.append(child)
    return first, last + 1
