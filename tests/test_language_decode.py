"""Trees from scores: the best of all trees, one root, no cycle."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.decode import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word below it; heads counted from 1, 0 the root."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[n, head] for n, head in enumerate(heads)))


@pytest.mark.parametrize("words", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(40))
def test_no_other_tree_is_better(words: int, seed: int) -> None:
    scores = np.random.default_rng(1000 * words + seed).normal(size=(words, words + 1))
    found = tuple(int(h) for h in best_heads(scores))
    assert is_tree(found)
    every = [h for h in itertools.product(range(words + 1), repeat=words) if is_tree(h)]
    assert total(scores, found) == pytest.approx(max(total(scores, h) for h in every))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_always_a_tree(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=5, size=(words, words + 1)).astype(np.float32)
    assert is_tree(tuple(int(h) for h in best_heads(scores)))


def test_a_cycle_that_scores_best_is_opened() -> None:
    scores = np.array([[0.0, 0.0, 9.0, 0.0], [0.0, 9.0, 0.0, 1.0], [5.0, 0.0, 0.0, 0.0]])
    assert best_heads(scores).tolist() == [2, 3, 0]


def test_equal_scores_give_a_tree_and_always_the_same() -> None:
    found = best_heads(np.zeros((6, 7), np.float32))
    assert is_tree(tuple(found.tolist()))
    assert found.tolist() == best_heads(np.zeros((6, 7), np.float32)).tolist()
