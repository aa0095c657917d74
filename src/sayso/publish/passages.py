"""The text of a report, divided where passages begin and end, so that passages that overlap can all be marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Quote


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text that the same passages cover: their numbers, those that begin with it, those that end."""

    text: str
    inside: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]


def divide(text: str, quotes: Sequence[Quote]) -> Iterable[Segment]:
    """The segments of a text, in order; together they are the text. Passages count as they come in `quotes`; one that
    is empty, or is not at its place in the text, is left out."""
    starts: dict[int, list[int]] = defaultdict(list)
    stops: dict[int, list[int]] = defaultdict(list)
    for number, quote in enumerate(quotes):
        if quote.exact and text[quote.start : quote.end] == quote.exact:
            starts[quote.start].append(number)
            stops[quote.end].append(number)
    edges = sorted({0, len(text), *starts, *stops})
    inside: list[int] = []
    for left, right in pairwise(edges):
        inside = sorted([number for number in inside if number not in stops[left]] + starts[left])
        ends = tuple(number for number in inside if number in stops[right])
        yield Segment(text[left:right], tuple(inside), tuple(starts[left]), ends)
