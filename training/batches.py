"""Windows of words, as the encoder takes them, and batches of them.

The schedule of a whole run is made at once from the seed, so that a run can be resumed at any step.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.language.words import case_class

from .data import Document, Sentence
from .labels import CASE_CLASSES, ENTITY_TAGS, SPEECH_FLAGS, SPEECH_POINTERS, UPOS

IGNORE = -100
MAXIMUM_PIECES = 180


@dataclass(frozen=True)
class Labels:
    """The label sets that come from the data."""

    xpos: tuple[str, ...]
    relations: tuple[str, ...]


class Pieces:
    """The word pieces of words, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.begin, self.end, self.unknown = (tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.of = cache(lambda word: tokenizer.encode(word, add_special_tokens=False).ids[:12] or [self.unknown])


def windows(
    documents: list[Document], pieces: Pieces, random_: random.Random, single: float, limit: int = 110,
    least: int = 36,
) -> list[Document]:
    """Consecutive sentences of a document, as many as fit in about `least` to `limit` pieces; a share of them alone."""
    found = []
    for document in documents:
        window: Document = []
        size, most = 0, limit
        for sentence in document:
            length = sum(len(pieces.of(w)) for w in sentence.words)
            if length > MAXIMUM_PIECES or not sentence.words:
                continue
            if window and size + length > most:
                found.append(window)
                window, size = [], 0
                most = 0 if random_.random() < single else random_.randint(least, limit)
            window.append(sentence)
            size += length
        if window:
            found.append(window)
    return found


@dataclass
class Batch:
    """Tensors of one step: the encoder's inputs, and the gold of each head (IGNORE where there is none).

    `flags` [windows, words, flags]: 0, 1 or -1 for unknown. `pointers` [windows, pointers, words, 1 + words]: where
    each may go, column 0 none; a row of nothing is unknown. `broad` [windows, words]: only where, not whether.
    """

    inputs: tuple[Tensor, ...]
    sentences: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor
    entity: Tensor
    starts: Tensor
    factuality: Tensor
    flags: Tensor
    pointers: Tensor
    broad: Tensor


def cases(words: list[str], change: float) -> list[int]:
    """Case classes of the words; `change` from 0 to 1 picks upper-, lower- or title-cased copies of the text."""
    found = [case_class(word) for word in words]
    if change < 0.08:
        return [CASE_CLASSES.index("lower") if 1 <= c <= 5 else c for c in found]
    if change < 0.16:
        return [CASE_CLASSES.index("initial" if len(w) == 1 else "upper") if 1 <= c <= 5 else c
                for c, w in zip(found, words, strict=True)]
    if change < 0.19:
        return [CASE_CLASSES.index("initial" if len(w) == 1 else "title") if c == 1 and len(w) > 2 else c
                for c, w in zip(found, words, strict=True)]
    return found


def make_batch(group: list[Document], pieces: Pieces, labels: Labels, changes: list[float]) -> Batch:
    """The tensors of a group of windows."""
    rows = []
    for window, change in zip(group, changes, strict=True):
        words = [w for s in window for w in s.words]
        ids, first, last, case_ids = [pieces.begin], [], [], [0]
        for word, case in zip(words, cases(words, change), strict=True):
            found = pieces.of(word)
            first.append(len(ids))
            ids.extend(found)
            case_ids.extend([case] * len(found))
            last.append(len(ids) - 1)
        rows.append((window, [*ids, pieces.end], [*case_ids, 0], first, last))
    length = max(len(r[1]) for r in rows)
    width = max(len(r[3]) for r in rows)
    size = len(rows)
    ids_, case_, mask = (np.zeros((size, length), np.int64) for _ in range(3))
    first_, last_ = (np.zeros((size, width), np.int64) for _ in range(2))
    gold = {name: np.full((size, width), IGNORE, np.int64) for name in ("upos", "xpos", "heads", "relations")}
    sentences = np.full((size, width), -1, np.int64)
    entity = np.ones((size, width, len(ENTITY_TAGS)), bool)
    starts = np.full((size, width), -1.0, np.float32)
    factuality = np.full((size, width), np.nan, np.float32)
    flags = np.full((size, width, len(SPEECH_FLAGS)), -1, np.int8)
    pointers = np.zeros((size, len(SPEECH_POINTERS), width, 1 + width), bool)
    broad = np.zeros((size, width), bool)
    for row, (window, ids, case_ids, first, last) in enumerate(rows):
        ids_[row, : len(ids)], case_[row, : len(ids)], mask[row, : len(ids)] = ids, case_ids, 1
        first_[row, : len(first)], last_[row, : len(first)] = first, last
        at = 0
        for number, sentence in enumerate(window):
            _fill(sentence, row, at, number, labels, gold, sentences, entity, starts, factuality)
            at += len(sentence.words)
        _fill_marks(window, flags[row], pointers[row], broad[row])
    t = torch.from_numpy
    return Batch((t(ids_), t(case_), t(mask), t(first_), t(last_)), t(sentences), t(gold["upos"]), t(gold["xpos"]),
                 t(gold["heads"]), t(gold["relations"]), t(entity), t(starts), t(factuality),
                 t(flags), t(pointers), t(broad))


def _fill_marks(window: Document, flags: np.ndarray, pointers: np.ndarray, broad: np.ndarray) -> None:
    """The gold of a window's words in who says what; a pointer out of the window goes to none, or, where only its aim
    is known, is unknown."""
    here: dict[int, int] = {}
    for sentence in window:
        here |= {sentence.at + n: len(here) + n for n in range(len(sentence.words))}
    for index, mark in enumerate(m for s in window for m in (s.marks or [None] * len(s.words))):
        if mark is None:
            continue
        broad[index] = mark.broad
        for name, value in mark.flags.items():
            flags[index, SPEECH_FLAGS.index(name)] = value
        for name, targets in mark.pointers.items():
            inside = [1 + here[t] for t in targets if t in here]
            if inside or not mark.broad:
                pointers[SPEECH_POINTERS.index(name), index, inside or [0]] = True


def _fill(
    sentence: Sentence, row: int, at: int, number: int, labels: Labels, gold: dict[str, np.ndarray],
    sentences: np.ndarray, entity: np.ndarray, starts: np.ndarray, factuality: np.ndarray,
) -> None:
    end = at + len(sentence.words)
    sentences[row, at:end] = number
    if sentence.upos:
        gold["upos"][row, at:end] = [UPOS.index(u) for u in sentence.upos]
        gold["xpos"][row, at:end] = [labels.xpos.index(x) if x in labels.xpos else IGNORE for x in sentence.xpos]
        gold["heads"][row, at:end] = [h and h + at for h in sentence.heads]
        gold["relations"][row, at:end] = [relation_index(labels, r) for r in sentence.relations]
    if sentence.starts:
        starts[row, at:end] = 0.0
        starts[row, at] = 1.0
    for index, allowed in enumerate(sentence.entity):
        entity[row, at + index] = False
        entity[row, at + index, list(allowed)] = True
    for index, value in sentence.factuality.items():
        factuality[row, at + index] = value


def relation_index(labels: Labels, relation: str) -> int:
    """The index of a relation, or of its universal part where the subtype is too rare to be learnt."""
    if relation in labels.relations:
        return labels.relations.index(relation)
    return labels.relations.index(relation.split(":")[0])
