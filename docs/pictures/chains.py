"""Pictures of how a chain is read: a text with its sources, cues and contents marked, and the chains below it."""

from __future__ import annotations

import html
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.language import Parse, parse_text
from sayso.reading.attribution import attribute
from sayso.reading.draft import Attribution, Span, Statement

FOLDER = Path(__file__).parent
COLUMNS = 76  # characters a line
WIDTH, LINE, BAR = 8.4, 20, 7  # pixels: of a character, of a line of text, of a bar under it
MARGIN = 16
COLOURS = {"source": "#2f6fb0", "cue": "#c9711a", "content": "#4b8b57"}  # told apart by the colour-blind too
STANCES = {"affirms": "says so", "denies": "denies", "declines": "will not say"}


@dataclass(frozen=True)
class Bar:
    """A line under the text: from character to character, what it marks, and on which level below the words."""

    start: int
    end: int
    what: str
    level: int


def draw_all() -> None:
    """Write every picture of `examples.toml` as an SVG file beside it."""
    for name, picture in pictures().items():
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


def pictures() -> dict[str, str]:
    """The pictures by name, as SVG."""
    examples = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))
    return {name: picture(" ".join(example["text"].split()), example["caption"]) for name, example in examples.items()}


def picture(text: str, caption: str) -> str:
    """One text with bars for source, cue and content under its words, and the chain of each statement."""
    parse = parse_text(text)
    found = attribute(parse)
    bars = list(_bars(parse, found))
    levels = 1 + max((bar.level for bar in bars), default=0)
    height = LINE + levels * BAR + 12
    parts: list[str] = []
    top = MARGIN
    for start, end in _lines(text):
        parts.append(_text(MARGIN, top + LINE - 6, text[start:end]))
        for bar in bars:
            left, right = max(bar.start, start), min(bar.end, end)
            if left < right:
                y = top + LINE + bar.level * BAR
                parts.append(
                    f'<rect x="{MARGIN + (left - start) * WIDTH:.1f}" y="{y}" width="{(right - left) * WIDTH:.1f}" '
                    f'height="{BAR - 3}" rx="2" fill="{COLOURS[bar.what]}"/>'
                )
        top += height
    top += 6
    for statement in found.statements:
        parts.append(_chain(found, statement, top))
        top += 34
    for number, (what, colour) in enumerate(COLOURS.items()):
        x = MARGIN + number * 110
        parts.append(f'<rect x="{x}" y="{top + 8}" width="18" height="5" rx="2" fill="{colour}"/>')
        parts.append(_text(x + 24, top + 14, what, size=12, colour="#555"))
    width = int(2 * MARGIN + COLUMNS * WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top + 26}" width="{width}" '
        f'height="{top + 26}" role="img"><title>{html.escape(caption)}</title>\n'
        f'<rect width="100%" height="100%" rx="8" fill="#fff" stroke="#ccc"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in textwrap.wrap(text, COLUMNS, break_on_hyphens=False):
        start = text.index(line, at)
        at = start + len(line)
        yield start, at


def _bars(parse: Parse, found: Attribution) -> Iterator[Bar]:
    """Cues and sources on the level of their statement, contents below them: a saying within a saying lies deeper."""
    for statement in found.statements:
        level = sum(
            other is not statement and statement.cue is not None and other.holds(statement.cue.start)
            for other in found.statements
        )
        if statement.cue is not None:
            yield _bar(parse, statement.cue, "cue", level)
        for link in statement.chain:
            for mention in found.sources[link].mentions:
                if statement.whole.holds(mention.start) and not statement.holds(mention.start):
                    yield _bar(parse, mention, "source", level)
        for span in statement.content:
            yield _bar(parse, span, "content", level + 1)


def _bar(parse: Parse, span: Span, what: str, level: int) -> Bar:
    return Bar(parse.tokens[span.start].start, parse.tokens[span.end - 1].end, what, level)


def _chain(found: Attribution, statement: Statement, top: int) -> str:
    """The reader, the links of the chain, and what the last of them does, from left to right."""
    parts = []
    x = float(MARGIN)
    names = ["reader", *(found.sources[link].name for link in statement.chain)]
    for number, name in enumerate(names):
        if number:
            parts.append(_text(x + 4, top + 17, "◂", size=14, colour="#777"))
            x += 22
        width = len(name) * 7.2 + 14
        colour = COLOURS["source"] if number else "#999"
        parts.append(
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="24" rx="5" fill="none" stroke="{colour}"/>'
        )
        parts.append(_text(x + 7, top + 16, name, size=12))
        x += width
    sure = "" if statement.certainty == "certain" else f", {statement.certainty}"
    parts.append(_text(x + 10, top + 16, f"{STANCES[statement.stance]}{sure}", size=12, colour="#555"))
    return "".join(parts)


def _text(x: float, y: float, text: str, size: int = 14, colour: str = "#222") -> str:
    length = f' textLength="{len(text) * WIDTH:.1f}"' if size == 14 and len(text) > 1 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="ui-monospace, monospace" font-size="{size}"{length} '
        f'fill="{colour}" xml:space="preserve">{html.escape(text)}</text>'
    )
