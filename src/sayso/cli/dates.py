"""`sayso dates`: the time expressions of a report, as a table for people or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO, Any

from rich import box
from rich.table import Table

from sayso.api import Known
from sayso.cli.one_report import one_report
from sayso.cli.output import standard_output, writing
from sayso.intake import checked_published
from sayso.language import parse_text
from sayso.publish import text_console
from sayso.publish.visible import one_line
from sayso.reading.when import DatedExpression, dated_expressions, infer_published


@dataclass(frozen=True, slots=True)
class DatesRequest:
    """What `sayso dates` was asked for."""

    file: Path
    published: str | None
    format: str
    max_bytes: int


def run(request: DatesRequest) -> None:
    """Write the time expressions of a report. Raises InputError, UsageError, OutputError or LanguageError."""
    if request.published is not None:
        checked_published(request.published)
    report = Known(published=request.published).over(one_report(request.file, request.max_bytes, "dates"))
    parse = parse_text(report.text)
    published = report.published or infer_published(parse)
    basis = "given" if report.published else "inferred" if published else "none"
    found = dated_expressions(parse, published)
    with writing("standard output"), standard_output() as stream:
        if request.format == "json":
            stream.write(json.dumps(_object(published, basis, found), indent=2, ensure_ascii=False) + "\n")
        else:
            _print(stream, published, basis, found)


def _object(published: str | None, basis: str, found: tuple[DatedExpression, ...]) -> dict[str, Any]:
    names = [name for name in DatedExpression.__slots__ if name != "quote"]
    return {
        "published": published,
        "published_basis": basis,
        "expressions": [
            {"text": e.quote.exact, "start": e.quote.start, "end": e.quote.end} | {n: getattr(e, n) for n in names}
            for e in found
        ],
    }


def _print(stream: IO[str], published: str | None, basis: str, found: tuple[DatedExpression, ...]) -> None:
    page = StringIO()
    console = text_console(stream)
    on_terminal = console.is_terminal
    if not on_terminal:
        console = text_console(page)
    told = {"given": " (given)", "inferred": " (as the text says)", "none": ""}[basis]
    console.print(f"published: {published or 'unknown'}{told}")
    console.print(_table(found) if found else "no time expression in it")
    if not on_terminal:  # lines end where their words end
        stream.write("".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1]))


def _table(found: tuple[DatedExpression, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name, least in (("expression", 10), ("type", 8), ("value", 16), ("interval", 14), ("why", 14)):
        table.add_column(name, min_width=least, overflow="fold")
    for expression in found:
        table.add_row(
            one_line(expression.quote.exact), expression.kind.lower(), expression.value + _mark(expression),
            _interval(expression), expression.reason,
        )
    return table


def _mark(expression: DatedExpression) -> str:
    return f" ({expression.modifier.lower()})" if expression.modifier else ""


def _interval(expression: DatedExpression) -> str:
    """From when to when, whole days without their hours; the zone as it is written where no offset is known."""
    if expression.earliest is None or expression.latest is None:
        return "–"
    first, last = expression.earliest, expression.latest
    if first[11:19] == "00:00:00" and last[11:19] == "23:59:59":
        first, last = first[:10], last[:10]
    zone = f" ({expression.zone} time)" if expression.zone and len(first) == len("2022-03-29T04:30:00") else ""
    return (first if first == last else f"{first} – {last}").replace("T", " ") + zone
