"""From the biaffine scores of a sentence to its tree (Dozat and Manning, ICLR 2017).

Each word takes its best head; only where that leaves a cycle, or not exactly one root, is the maximum spanning tree
sought (Chu and Liu 1965, Edmonds 1967). A single root is had by a charge on every arc from the root that is greater
than all that the other arcs could gain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.language.encoder import Heads

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Whole = NDArray[np.int64]
_ROWS = 512


def arc_scores(heads: Heads, dependent: Floats, head: Floats) -> Floats:
    """Scores [words, 1 + words] of each head for each word; column 0 is the root."""
    candidates = np.concatenate([heads.root_head[None], head])
    weighted = dependent @ heads.arc_weight[:-1] + heads.arc_weight[-1]
    found: Floats = weighted @ candidates.T
    return found


def relation_scores(heads: Heads, dependent: Floats, head: Floats, chosen: Whole) -> Floats:
    """Scores [words, relations] of each word's relation to its head, `chosen` counted from 1 with 0 the root."""
    right = _with_one(np.concatenate([heads.root_relation_head[None], head])[chosen])
    left = _with_one(dependent)
    relations, size, _ = heads.relation_weight.shape
    weighted = left @ heads.relation_table
    found: Floats = np.einsum("wke,we->wk", weighted.reshape(-1, relations, size), right)
    return found


def _with_one(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1), np.float32)], axis=1)


def best_heads(scores: NDArray[np.floating]) -> Whole:
    """The heads of the best tree with one root, counted from 1 with 0 the root, from scores [words, 1 + words]."""
    found = scores.astype(np.float64)
    words = len(found)
    found[np.arange(words), np.arange(1, words + 1)] = -np.inf
    heads: Whole = found.argmax(axis=1)
    if np.count_nonzero(heads == 0) == 1 and not _cycle(np.concatenate([[0], heads])):
        return heads
    finite = found[np.isfinite(found)]
    charge = (finite.max() - finite.min() + 1.0) * words
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = found
    square[1:, 0] -= charge
    return maximum_tree(square)[1:]


def maximum_tree(scores: Doubles) -> Whole:
    """The heads of the maximum spanning arborescence from node 0, given scores [dependent, head] (-inf: no arc).

    Chu-Liu/Edmonds: cycles of best heads are contracted until none is left, then opened in reverse.
    """
    size = len(scores)
    heads: Whole = np.zeros(size, np.int64)
    heads[1:] = scores[1:].argmax(axis=1)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([n for n in range(size) if n not in set(cycle)])
    kept = scores[inside, heads[inside]]
    # The contracted node is the last; what enters the cycle at a node takes the place of that node's arc in it.
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, inside)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(axis=0)
    smaller[:-1, -1] = leaving.max(axis=1)
    found = maximum_tree(smaller)
    for number, node in enumerate(outside[1:], 1):
        head = found[number]
        heads[node] = inside[leaving[number].argmax()] if head == len(outside) else outside[head]
    entry = entering[:, found[-1]].argmax()
    heads[inside[entry]] = outside[found[-1]]
    return heads


def _cycle(heads: Whole) -> list[int]:
    """The nodes of one cycle among the heads (node 0 is the root), or an empty list."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def tree(heads: Heads, arcs: tuple[Floats, Floats], relations: tuple[Floats, Floats], root: int) -> tuple[Whole, Whole]:
    """The heads (counted from 1, 0 the root) and indices of relations of one sentence's words.

    `arcs` and `relations`: each word as dependent and as head; `root`: the index of the relation `root`, which the
    root alone has.
    """
    return trees(heads, arcs, relations, root, [(0, len(arcs[0]))])


def trees(
    heads: Heads, arcs: tuple[Floats, Floats], relations: tuple[Floats, Floats], root: int,
    sentences: Sequence[tuple[int, int]],
) -> tuple[Whole, Whole]:
    """The same for all sentences of a text, given as ranges of its words: heads are counted from 1 in the text.

    Relations are scored for the whole text at once, which is several times faster than by sentence.
    """
    chosen: Whole = np.zeros(len(arcs[0]), np.int64)
    for start, end in sentences:
        found = best_heads(arc_scores(heads, arcs[0][start:end], arcs[1][start:end]))
        chosen[start:end] = np.where(found == 0, 0, found + start)
    labels: Whole = np.zeros(len(chosen), np.int64)
    for first in range(0, len(chosen), _ROWS):
        rows = slice(first, first + _ROWS)
        scores = relation_scores(heads, relations[0][rows], relations[1], chosen[rows])
        scores[:, root] = -np.inf
        labels[rows] = scores.argmax(axis=1)
    labels[chosen == 0] = root
    return chosen, labels
