"""Spans of content: from heads of clauses and phrases to the tokens that are said."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.language.parse import Parse
from sayso.reading.draft import Span

QUOTES = frozenset(['"', "“", "”", "„", "«", "»"])
_EDGES = frozenset([",", ".", ";", ":", "-", "–", "—", "(", ")", "[", "]", "..."])


def tokens_under(parse: Parse, head: int, without: Iterable[int] = ()) -> set[int]:
    """The token and all its descendants, without the subtrees of `without`."""
    barred = set(without)
    found: set[int] = set()
    stack = [head]
    while stack:
        current = stack.pop()
        if current in barred or current in found:
            continue
        found.add(current)
        stack.extend(parse.children_of[current])
    return found


def as_spans(parse: Parse, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The tokens as spans: gaps that hold only marks are closed, marks at the ends cut off."""
    inside = sorted(tokens)
    spans: list[Span] = []
    for index in inside:
        if (
            spans
            and all(parse.tokens[i].upos == "PUNCT" for i in range(spans[-1].end, index))
            and index - spans[-1].end <= 2
            and (parse.tokens[spans[-1].start].sentence == parse.tokens[index].sentence)
        ):
            spans[-1] = Span(spans[-1].start, index + 1)
        else:
            spans.append(Span(index, index + 1))
    trimmed = (_trimmed(parse, s) for s in spans)
    return tuple(s for s in trimmed if any(parse.tokens[i].upos != "PUNCT" for i in range(s.start, s.end)))


def _trimmed(parse: Parse, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (
        parse.tokens[start].text in _EDGES
        or (parse.tokens[start].relation == "mark" and parse.tokens[start].lemma.lower() == "that")
    ):
        start += 1
    while end > start and parse.tokens[end - 1].text in _EDGES:
        end -= 1
    return Span(start, end)


def covering(tokens: Iterable[int]) -> Span:
    """The smallest span that holds all the tokens."""
    inside = sorted(tokens)
    return Span(inside[0], inside[-1] + 1)
