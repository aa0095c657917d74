"""Passages in quotation marks: straight, curly or angled, also over several sentences and paragraphs."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import Span

_OPENING = {"“": "”", "„": "“”", "«": "»"}
_LONGEST = 400


def find_quotations(parse: Parse) -> tuple[Span, ...]:
    """The passages between quotation marks, marks included. A mark left open at the end of a paragraph closes there;
    where the next paragraph begins with an opening mark, that is a quotation of its own."""
    found: list[Span] = []
    opened: int | None = None
    closing = ""
    paragraph = -1
    for token in parse.tokens:
        here = parse.sentences[token.sentence].paragraph
        if here != paragraph:
            if opened is not None and token.index - opened <= _LONGEST:
                found.append(Span(opened, token.index))
            opened, paragraph = None, here
        mark = token.text
        if opened is None:
            if mark in _OPENING:
                opened, closing = token.index, _OPENING[mark]
            elif mark in ('"', "''", "``"):
                opened, closing = token.index, "\"''"
        elif mark in closing and mark not in ("'",):
            found.append(Span(opened, token.index + 1))
            opened = None
    if opened is not None:
        found.append(Span(opened, len(parse.tokens)))
    return tuple(found)
