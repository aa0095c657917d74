"""Ranges of tokens of noun phrases: the phrase itself, its dependents, their bare text."""

from __future__ import annotations

from sayso.language.parse import Entity, Parse
from sayso.reading.attribution.cue_words import words

# Dependents of a noun that are no part of the phrase that names it.
_CUT = frozenset(
    [
        "acl",
        "appos",
        "parataxis",
        "cc",
        "cop",
        "nsubj",
        "advcl",
        "punct",
        "case",
        "mark",
        "advmod",
        "ccomp",
        "obl",
        "aux",
        "csubj",
        "xcomp",
        "discourse",
        "dep",
        "list",
        "orphan",
    ]
)


def entity_of(parse: Parse, index: int) -> Entity | None:
    """The entity that holds the token."""
    number = parse.entity_at[index]
    return None if number is None else parse.entities[number]


def core_range(parse: Parse, head: int) -> tuple[int, int]:
    """The tokens of a phrase from its first modifier to its last, without relative clauses and appositions."""
    first, last = head, head + 1
    entity = entity_of(parse, head)
    if entity is not None:
        first, last = min(first, entity.start), max(last, entity.end)
    for child in parse.children(head):
        base = child.relation.split(":")[0]
        if base in _CUT or (base == "conj" and not _is_joint(parse, child.index)):
            continue
        a, b = dependent_range(parse, child.index)
        if (
            child.index > head
            and base != "conj"
            and any(parse.tokens[i].text in (",", "(", '"', "“") for i in range(head + 1, a + 1))
        ):
            continue
        first, last = min(first, a), max(last, b)
    return _with_hyphenated(parse, first), last


def _with_hyphenated(parse: Parse, first: int) -> int:
    """The first token with what a hyphen joins to it from the left ("Kandor-run television")."""
    tokens = parse.tokens
    while (
        first >= 2
        and tokens[first - 1].text == "-"
        and tokens[first - 2].end == tokens[first - 1].start
        and tokens[first - 1].end == tokens[first].start
    ):
        first -= 2
    return first


def dependent_range(parse: Parse, index: int) -> tuple[int, int]:
    """The tokens of a dependent without the clauses and appositions under it."""
    first = last = index
    stack = [index]
    while stack:
        current = stack.pop()
        first, last = min(first, current), max(last, current)
        stack.extend(
            c
            for c in parse.children_of[current]
            if parse.tokens[c].relation.split(":")[0] not in ("acl", "appos", "parataxis", "advcl", "punct")
        )
    entity = entity_of(parse, index)
    if entity is not None and entity.start >= first:
        last = max(last, entity.end - 1)
    return first, last + 1


def _is_joint(parse: Parse, index: int) -> bool:
    """Whether a conjunct is a short name that makes one source with the first ("Warsaw and Washington")."""
    a, b = dependent_range(parse, index)
    return b - a <= 6 and parse.tokens[index].upos in ("PROPN", "NOUN")


def apposed(parse: Parse, index: int) -> str:
    """The bare text of an apposition."""
    a, b = dependent_range(parse, index)
    return bare(parse, a, b)


def bare(parse: Parse, first: int, last: int) -> str:
    """The text of a range without determiners, quotation marks and commas at its ends."""
    openers = words("sources", "offices", "openers") | {'"', "“", "”", ",", "(", "'"}
    while first < last and (parse.tokens[first].text.lower() in openers or parse.tokens[first].relation == "case"):
        first += 1
    while last > first and (parse.tokens[last - 1].upos == "PUNCT" or parse.tokens[last - 1].text in ("'s", "’s")):
        last -= 1
    return " ".join(parse.words(first, last).split())
