"""When a report was published, where it says so itself: a dateline, a labelled or stamped line with a full date.

Nothing is inferred from what the report tells of events.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.language.parse import Parse
from sayso.times import Anchor, Expression, recognise

_HEAD_LINES = 8
_FOOT_LINES = 4
_DATELINES = 4
_SHORT = 14
_PLACE = re.compile(
    r"(?:[(\[])?[A-Z][A-Z'’.\-]{2,}[\w'’.\-/ ]*(?:,\s*[A-Z][\w.'’\- ]*){0,2}(?:\s*\([^)]{1,40}\))?[,\s]*(?:[-–—|:]\s*)?"
)
_AFTER_DATELINE = re.compile(r"\s*(?:[,(/|][^-–—:.]{1,50}[)/]?\s*)?(?:[-–—:|]|\.\s|\.?\Z)")
_FILLER = re.compile(r"[\s|•·,;:()\[\]\-–—./*_#>]*")


@cache
def words() -> dict[str, Any]:
    """The words of `en/when.toml`."""
    return tomllib.loads(files("sayso.reading").joinpath("en/when.toml").read_text(encoding="utf-8"))


def infer_published(parse: Parse) -> str | None:
    """The day of publication (ISO 8601; with time and offset where both are told), or None where the text has none."""
    lines = [(start, line) for start, line in _lines(parse.text) if line.strip()]
    few = sorted({*range(min(_HEAD_LINES, len(lines))), *range(max(0, len(lines) - _FOOT_LINES), len(lines))})
    found: list[tuple[int, str]] = []
    for number in few:
        line = lines[number][1]
        expressions = [e for e in recognise(line[:400], Anchor()) if e.meaning.is_full_date]
        if not expressions:
            continue
        ranked = _rank(line, expressions, number)
        if ranked is not None:
            found.append((ranked[0], _iso(ranked[1])))
    return min(found, key=lambda f: f[0])[1] if found else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _rank(line: str, expressions: Sequence[Expression], number: int) -> tuple[int, Expression] | None:
    """How surely a line tells the day of publication (0 is surest), and by which expression."""
    first = expressions[0]
    before = line[: first.start]
    label = re.sub(r"[\s:*_#>\[(]+", " ", before).strip().lower()
    data = words()["published"]
    if label in data["labels"]:
        return (3 if label in data["updates"] else 0), first
    if _is_bare(line, expressions):
        return 1, first
    if number < _DATELINES and _is_dateline(line, first):
        return 1, first
    last = re.split(r"[|•·]", before)[-1].strip().lower().rstrip(":")
    if last in data["labels"] and len(before.split()) <= _SHORT:
        return 2, first
    if number < _DATELINES and _is_heading(line, expressions):
        return 2, first
    return None


def _is_bare(line: str, expressions: Sequence[Expression]) -> bool:
    """Whether a line holds a date, its time and a few marks, and nothing else."""
    rest = line
    for expression in reversed(recognise(line, Anchor())):
        if expression.kind in ("DATE", "TIME"):
            rest = rest[: expression.start] + rest[expression.end :]
    return len(expressions) == 1 and _FILLER.fullmatch(rest) is not None


def _is_dateline(line: str, expression: Expression) -> bool:
    """Whether a line begins with a place in capitals and the date, set off from what follows."""
    return (
        _PLACE.fullmatch(line, 0, expression.start) is not None
        and _AFTER_DATELINE.match(line, expression.end) is not None
    )


def _is_heading(line: str, expressions: Sequence[Expression]) -> bool:
    """Whether a short line without a full stop names a kind of paper and its one date at its end or beginning."""
    tokens = [w.strip(".,:;()#").lower() for w in line.split()]
    one = expressions[0]
    at_edge = not line[one.end :].strip(" )]|.") or not line[: one.start].strip(" (|[")
    data = words()
    return (
        len(expressions) == 1
        and len(tokens) <= _SHORT
        and at_edge
        and not line.rstrip().endswith((".", "!", "?"))
        and any(word in data["published"]["headings"] for word in tokens)
        and not any(word in data["excluded"]["words"] for word in tokens)
    )


def _iso(expression: Expression) -> str:
    interval = expression.interval
    if interval is None:
        raise ValueError(expression.text)
    if expression.meaning.has_clock and interval.earliest.tzinfo is not None:
        return interval.earliest.isoformat(timespec="minutes")
    return interval.first_day.isoformat()
