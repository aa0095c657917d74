"""What the language room gives: a report's text as sentences, tokens, entities, dependencies and coreference.

All indices are positions in `Parse.tokens`; all offsets are code points of the text. Ranges are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.language.speech import Speech, no_speech

EntityKind = Literal[
    "person", "organisation", "armed_group", "settlement", "region", "place", "facility", "weapon", "nationality",
    "time", "quantity", "misc",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its head, its own index at the root of a sentence.

    `upos`, `relation`: Universal Dependencies 2; `xpos`: Penn Treebank tags.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    sentence: int

    @property
    def is_root(self) -> bool:
        """Whether the token is the root of its sentence."""
        return self.head == self.index


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `start` to `end`. `paragraph` counts from 0; a paragraph is a line with text in it."""

    index: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing: tokens `start` to `end`, its kind, the probability that the encoder gives it.

    `region` is a country, a first-order region or another area; `settlement` a city, town or village;
    `place` any other geographic name (a sea, a river, a mountain); `facility` a named building or site.
    """

    start: int
    end: int
    kind: EntityKind
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers: tokens `start` to `end`, `head` its head token."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one thing, in the order of the text; `best` is the index (in `mentions`) of the fullest name."""

    mentions: tuple[Mention, ...]
    best: int


@dataclass(frozen=True)
class Parse:
    """One report's text, parsed. `vectors` has a row of float32 a token; `factuality` the encoder's judgement of
    each token as a predicate, from -3 (did not happen) to +3 (happened), `speech` what its heads say of who says what;
    a parse made by hand has none of the three."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    chains: tuple[Chain, ...] = ()
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32), compare=False)
    factuality: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32), compare=False)
    speech: Speech = field(default_factory=no_speech, compare=False)

    @cached_property
    def children_of(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of every token, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return tuple(tuple(f) for f in found)

    @cached_property
    def entity_at(self) -> tuple[int | None, ...]:
        """For every token the index of the entity that holds it, or None."""
        found: list[int | None] = [None] * len(self.tokens)
        for number, entity in enumerate(self.entities):
            for index in range(entity.start, entity.end):
                found[index] = number
        return tuple(found)

    @cached_property
    def chain_of(self) -> dict[tuple[int, int], int]:
        """The chain of every mention, by its (start, end)."""
        return {(m.start, m.end): n for n, chain in enumerate(self.chains) for m in chain.mentions}

    def children(self, index: int, *relations: str) -> list[Token]:
        """The dependents of a token; with `relations`, those so related (`nsubj` also finds `nsubj:pass`)."""
        found = [self.tokens[child] for child in self.children_of[index]]
        if relations:
            found = [t for t in found if t.relation in relations or t.relation.split(":")[0] in relations]
        return found

    def subtree(self, index: int) -> tuple[int, int]:
        """The range of tokens that a token and all its descendants cover (first to last, half-open)."""
        first = last = index
        stack = [index]
        while stack:
            current = stack.pop()
            first, last = min(first, current), max(last, current)
            stack.extend(self.children_of[current])
        return first, last + 1

    def ancestors(self, index: int) -> list[int]:
        """The heads above a token, nearest first; empty at a root."""
        found = []
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            if index in found:
                break
            found.append(index)
        return found

    def words(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end`, as it stands in the report."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.start : sentence.end]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that overlap the characters `start` to `end`, as a half-open range (empty if none)."""
        inside = [t.index for t in self.tokens if t.end > start and t.start < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)
