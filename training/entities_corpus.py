"""Our own corpus of conflict news with fine entities: plain text files in which `[surface|kind]` marks an entity.

A blank line ends a paragraph, a line that begins with `#` is a comment. Written for this purpose; CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .labels import ENTITY_KINDS

_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)\]")

Span = tuple[int, int, str]


def parse(marked: str) -> tuple[str, list[Span]]:
    """A marked paragraph's plain text and its spans (start, end, kind). Raises ValueError at an unknown kind."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        surface, kind = match.groups()
        if kind not in ENTITY_KINDS:
            raise ValueError(f"no kind of entity: {kind} in {match.group()}")
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(surface), kind))
        text += surface
        at = match.end()
    text += marked[at:]
    if re.search(r"\|[a-z_]+\]", text):
        raise ValueError(f"a mark is broken in: {marked[:80]}")
    return text, spans


def read(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    """The paragraphs of all files of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
        for paragraph in re.split(r"\n\s*\n", "\n".join(lines)):
            if paragraph.strip():
                yield parse(" ".join(paragraph.split()))
