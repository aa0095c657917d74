"""Named things from the entity scores: the best sequence of BIO tags that is legal, and the probability of each."""

from __future__ import annotations

from functools import cache
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.language.parse import EntityKind

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@cache
def _transitions(tags: tuple[str, ...]) -> Doubles:
    """0 where a tag may follow another [before, after], -inf where not: I-x follows B-x or I-x alone."""
    table = np.zeros((len(tags), len(tags)))
    for after, tag in enumerate(tags):
        if tag.startswith("I-"):
            for before, previous in enumerate(tags):
                if previous[2:] != tag[2:]:
                    table[before, after] = -np.inf
    table.flags.writeable = False
    return table


def best_tags(scores: Floats, tags: tuple[str, ...]) -> list[int]:
    """The legal sequence of tags with the highest sum of log probabilities (Viterbi), as indices in `tags`."""
    if not len(scores):
        return []
    logs = log_softmax(scores)
    table = _transitions(tags)
    best = logs[0] + np.where([t.startswith("I-") for t in tags], -np.inf, 0.0)
    back = np.zeros(scores.shape, np.int64)
    for row in range(1, len(logs)):
        paths = best[:, None] + table
        back[row] = paths.argmax(axis=0)
        best = paths.max(axis=0) + logs[row]
    found = [int(best.argmax())]
    for row in range(len(logs) - 1, 0, -1):
        found.append(int(back[row, found[-1]]))
    return found[::-1]


def log_softmax(scores: Floats) -> Doubles:
    """Logarithms of probabilities from logits, row by row."""
    shifted = scores.astype(np.float64)
    shifted -= shifted.max(axis=1, keepdims=True)
    found: Doubles = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return found


def find_entities(scores: Floats, tags: tuple[str, ...]) -> list[tuple[int, int, EntityKind, float]]:
    """The entities of a sentence: first row, end row, kind, and the geometric mean of its tags' probabilities.

    `scores` [words, tags] are logits, `tags` the names of the columns: O, B-kind, I-kind.
    """
    chosen = best_tags(scores, tags)
    logs = log_softmax(scores) if chosen else np.zeros((0, len(tags)))
    found: list[tuple[int, int, EntityKind, float]] = []
    kinds = frozenset(get_args(EntityKind))
    row = 0
    while row < len(chosen):
        tag = tags[chosen[row]]
        if tag[2:] not in kinds:
            row += 1
            continue
        end = row + 1
        while end < len(chosen) and tags[chosen[end]] == f"I-{tag[2:]}":
            end += 1
        # B and I of one kind are one judgement of kind: where a name begins is told by Viterbi.
        columns = [n for n, t in enumerate(tags) if t[2:] == tag[2:] and t != "O"]
        mean = np.logaddexp.reduce(logs[row:end][:, columns], axis=1).mean()
        found.append((row, end, cast(EntityKind, tag[2:]), round(float(np.exp(mean)), 4)))
        row = end
    return found
