"""The way from text to parse: paragraphs, words, windows through the encoder, then each sentence decoded."""

from __future__ import annotations

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
from sayso.language.windows import read_words
from sayso.language.words import tokenise


def parse(text: str, encoder: Encoder | None = None) -> Parse:
    """Parse a text, with the package's encoder unless another is given."""
    encoder = encoder or default_encoder()
    ranges = [[(a + start, b + start) for a, b in tokenise(text[start:end])] for start, end in paragraphs(text)]
    ranges = [found for found in ranges if found]
    with _blas().limit(limits=1, user_api="blas"):
        read = read_words(encoder, [[text[a:b] for a, b in found] for found in ranges])
        if read is None:
            return Parse(text, (), (), ())
        offsets = [r for found in ranges for r in found]
        paragraph = [number for number, found in enumerate(ranges) for _ in found]
        return assemble(text, offsets, read.starts, paragraph, read.scores, encoder)


@cache
def _blas() -> ThreadpoolController:
    """What sets the threads of NumPy's linear algebra: one, so that sums are the same whatever the machine has."""
    return ThreadpoolController()


def assemble(
    text: str, offsets: list[tuple[int, int]], starts: list[bool], paragraph: list[int], scores: Scores,
    encoder: Encoder,
) -> Parse:
    """The parse of words whose scores and sentence starts are known; `paragraph` has the paragraph of each word."""
    bounds = [index for index, begin in enumerate(starts) if begin]
    sentences = tuple(
        Sentence(number, a, b, paragraph[a]) for number, (a, b) in enumerate(pairwise([*bounds, len(offsets)]))
    )
    tokens = _tokens(text, offsets, sentences, scores, encoder)
    entities: list[Entity] = []
    for sentence in sentences:
        part = scores.part(sentence.start, sentence.end)
        for first, end, kind, score in find_entities(part.entity, encoder.labels.entity):
            a, b = sentence.start + first, sentence.start + end
            entities.append(Entity(a, b, kind, text[offsets[a][0] : offsets[b - 1][1]], score))
    found = Parse(text, tuple(tokens), sentences, tuple(entities), (), scores.vectors, scores.factuality)
    return Parse(text, found.tokens, sentences, found.entities, find_chains(found), scores.vectors, scores.factuality)


def _tokens(
    text: str, offsets: list[tuple[int, int]], sentences: tuple[Sentence, ...], scores: Scores, encoder: Encoder
) -> list[Token]:
    labels: Labels = encoder.labels
    heads, relations = trees(
        encoder.heads, (scores.arc_dependent, scores.arc_head), (scores.relation_dependent, scores.relation_head),
        labels.relations.index("root"), [(s.start, s.end) for s in sentences],
    )
    upos: NDArray[np.int64] = scores.upos.argmax(axis=1)
    xpos: NDArray[np.int64] = scores.xpos.argmax(axis=1)
    found = []
    for sentence in sentences:
        for index in range(sentence.start, sentence.end):
            start, end = offsets[index]
            word, part, tag = text[start:end], labels.upos[upos[index]], labels.xpos[xpos[index]]
            head = index if heads[index] == 0 else int(heads[index]) - 1
            found.append(Token(index, start, end, word, lemma(word, part, tag), part, tag, head,
                               labels.relations[relations[index]], sentence.index))
    return found
