"""The way from text to parse: paragraphs, words, windows through the encoder, then each sentence decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from sayso.language.coreference import find_chains
from sayso.language.decode import trees
from sayso.language.encoder import Encoder, Labels, Scores, default_encoder
from sayso.language.entities import find_entities
from sayso.language.lemmas import lemma
from sayso.language.parse import Entity, Parse, Sentence, Token
from sayso.language.sentences import paragraphs
from sayso.language.speech import join_speech, no_speech, read_speech
from sayso.language.windows import Read, read_words
from sayso.language.words import tokenise

_BLOCK = 4_000

Ranges = list[tuple[int, int]]


def parse(text: str, encoder: Encoder | None = None) -> Parse:
    """Parse a text, with the package's encoder unless another is given.

    A text is read in blocks of paragraphs, some thousand words each, so that memory grows by the parse alone.
    """
    encoder = encoder or default_encoder()
    ranges = [[(a + start, b + start) for a, b in tokenise(text[start:end])] for start, end in paragraphs(text)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    vectors, factuality = [np.zeros((0, 0), np.float32)], [np.zeros(0, np.float32)]
    speech = [no_speech()]
    with _blas().limit(limits=1, user_api="blas"):
        for block in _blocks([found for found in ranges if found]):
            base = len(tokens)
            read = _read_block(text, block, base, encoder, tokens, sentences, entities)
            vectors = [v for v in vectors if len(v)] + [read.scores.vectors]
            factuality.append(read.scores.factuality)
            speech.append(read_speech(encoder.heads, read.scores, read.windows, base))
    found = Parse(text, tuple(tokens), tuple(sentences), tuple(entities), (), np.concatenate(vectors),
                  np.concatenate(factuality), join_speech(speech))
    return replace(found, chains=find_chains(found))


@cache
def _blas() -> ThreadpoolController:
    """What sets the threads of NumPy's linear algebra: one, so that sums are the same whatever the machine has."""
    return ThreadpoolController()


def _blocks(ranges: list[Ranges]) -> Iterator[list[tuple[int, Ranges]]]:
    """Paragraphs with their numbers, as many at a time as make a block."""
    block: list[tuple[int, Ranges]] = []
    size = 0
    for number, found in enumerate(ranges):
        if block and size + len(found) > _BLOCK:
            yield block
            block, size = [], 0
        block.append((number, found))
        size += len(found)
    if block:
        yield block


def _read_block(
    text: str, block: list[tuple[int, Ranges]], base: int, encoder: Encoder, tokens: list[Token],
    sentences: list[Sentence], entities: list[Entity],
) -> Read:
    """Read a block whose first word is the text's word `base`: its sentences, tokens and entities are appended."""
    read = read_words(encoder, [[text[a:b] for a, b in found] for _, found in block])
    assert read is not None, "a block has words"
    offsets = [r for _, found in block for r in found]
    paragraph = [number for number, found in block for _ in found]
    bounds = [index for index, begin in enumerate(read.starts) if begin]
    found = [
        Sentence(len(sentences) + number, a, b, paragraph[a])
        for number, (a, b) in enumerate(pairwise([*bounds, len(offsets)]))
    ]
    tokens.extend(_tokens(text, offsets, found, base, read.scores, encoder))
    for sentence in found:
        part = read.scores.part(sentence.start, sentence.end)
        for first, end, kind, score in find_entities(part.entity, encoder.labels.entity):
            a, b = sentence.start + first, sentence.start + end
            entities.append(Entity(base + a, base + b, kind, text[offsets[a][0] : offsets[b - 1][1]], score))
    sentences.extend(Sentence(s.index, base + s.start, base + s.end, s.paragraph) for s in found)
    return read


def _tokens(
    text: str, offsets: Ranges, sentences: list[Sentence], base: int, scores: Scores, encoder: Encoder
) -> Iterator[Token]:
    labels: Labels = encoder.labels
    heads, relations = trees(
        encoder.heads, (scores.arc_dependent, scores.arc_head), (scores.relation_dependent, scores.relation_head),
        labels.relations.index("root"), [(s.start, s.end) for s in sentences],
    )
    upos: NDArray[np.int64] = scores.upos.argmax(axis=1)
    xpos: NDArray[np.int64] = scores.xpos.argmax(axis=1)
    for sentence in sentences:
        for index in range(sentence.start, sentence.end):
            start, end = offsets[index]
            word, part, tag = text[start:end], labels.upos[upos[index]], labels.xpos[xpos[index]]
            head = base + (index if heads[index] == 0 else int(heads[index]) - 1)
            yield Token(base + index, start, end, word, lemma(word, part, tag), part, tag, head,
                        labels.relations[relations[index]], sentence.index)
