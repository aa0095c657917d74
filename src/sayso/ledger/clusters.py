"""Average-link agglomerative clustering with constraints, and connected components that do not grow over a limit.

UPGMA (Sokal and Michener 1958), with constraints as in Davidson and Ravi (2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


def average_link(
    scores: Floats, least: float, cannot: Booleans | None = None, joined: Iterable[Sequence[int]] = (),
) -> list[tuple[int, ...]]:
    """Groups of the numbers 0 to n - 1, each in order, the groups by their first.

    `scores` (n × n, symmetric) says how much two belong together. Beginning with every one alone, or with the disjoint
    groups `joined`, the two groups with the highest mean score are joined, as long as it is at least `least`. Groups
    that hold two of which `cannot` is true are never joined. Of equal means the first in order goes first. Memory
    grows with the square of n, time with the square too in all but contrived cases: 2,000 take a second or two.
    """
    size = len(scores)
    groups: list[list[int]] = [[number] for number in range(size)]
    sums = np.array(scores, dtype=np.float64)
    barred = np.zeros((size, size), dtype=bool) if cannot is None else np.array(cannot, dtype=bool)
    np.fill_diagonal(barred, True)
    numbers = np.ones(size)
    alive = np.ones(size, dtype=bool)
    for group in joined:
        first, *rest = sorted(group)
        for other in rest:
            _join(groups, sums, barred, numbers, alive, first, other)
    means = np.where(barred, -np.inf, sums / np.outer(numbers, numbers))
    means[~alive, :] = -np.inf
    means[:, ~alive] = -np.inf
    partner = means.argmax(axis=1) if size else np.zeros(0, dtype=np.int64)
    best = means[np.arange(size), partner]
    while size:
        first = int(best.argmax())
        if best[first] < least or best[first] == -np.inf:
            break
        first, second = sorted((first, int(partner[first])))
        _join(groups, sums, barred, numbers, alive, first, second)
        row = np.where(barred[first] | ~alive, -np.inf, sums[first] / (numbers[first] * numbers))
        means[second, :], means[:, second], best[second] = -np.inf, -np.inf, -np.inf
        means[first, :], means[:, first] = row, row
        stale = alive & ((partner == first) | (partner == second))
        stale[first] = True
        for number in np.flatnonzero(stale):
            partner[number] = means[number].argmax()
            best[number] = means[number, partner[number]]
        better = alive & ((row > best) | ((row == best) & (first < partner)))
        better[first] = False
        partner[better], best[better] = first, row[better]
    return sorted(tuple(sorted(groups[number])) for number in np.flatnonzero(alive))


def _join(
    groups: list[list[int]], sums: Floats, barred: Booleans, numbers: Floats, alive: Booleans, first: int, second: int,
) -> None:
    """Puts group `second` into group `first`."""
    groups[first] += groups[second]
    sums[first, :] += sums[second, :]
    sums[:, first] += sums[:, second]
    barred[first, :] |= barred[second, :]
    barred[:, first] |= barred[:, second]
    barred[first, first] = True
    numbers[first] += numbers[second]
    alive[second] = False


def components(size: int, pairs: Iterable[tuple[int, int]], most: int | None = None) -> list[tuple[int, ...]]:
    """The connected components of the numbers 0 to `size` - 1 under `pairs`, each in order, by their first. With
    `most`, a pair that would make one of more than `most` is left out: give the strongest pairs first."""
    parent = list(range(size))
    numbers = [1] * size

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        if first != second and (most is None or numbers[first] + numbers[second] <= most):
            parent[second] = first
            numbers[first] += numbers[second]
    found: dict[int, list[int]] = {}
    for number in range(size):
        found.setdefault(root(number), []).append(number)
    return sorted(tuple(group) for group in found.values())
