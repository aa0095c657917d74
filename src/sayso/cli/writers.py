"""Readings as text, JSON, JSON Lines and pages: each format takes readings as they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import IO

from sayso.cli.output import replaced_file, writing
from sayso.model import Reading
from sayso.publish import entry_of, index_of, page_of, print_reading, text_console

Named = tuple[str, Reading]
"""A reading, and the name of the file (and line) that it was read from."""


def write_text(readings: Iterator[Named], stream: IO[str], *, plain: bool) -> None:
    """The text view of each reading; without colour where it is to be `plain`."""
    console = text_console(stream, plain=plain)
    for where, reading in readings:
        print_reading(reading, console, where)
        stream.flush()


def write_lines(readings: Iterator[Named], stream: IO[str]) -> None:
    """JSON Lines: one reading a line, each out as soon as it is read."""
    for _, reading in readings:
        stream.write(reading.to_json() + "\n")
        stream.flush()


def write_json(readings: Iterator[Named], stream: IO[str], *, several: bool) -> None:
    """One JSON object; or an array, one reading after the other, where the input may hold several."""
    if not several:
        for _, reading in readings:
            stream.write(reading.to_json(indent=2) + "\n")
        return
    before = "[\n"
    for _, reading in readings:
        stream.write(before + indent(reading.to_json(indent=2), "  "))
        before = ",\n"
    stream.write("\n]\n")


def write_page(readings: Iterator[Named], stream: IO[str]) -> None:
    """The page of one reading."""
    for _, reading in readings:
        stream.write(page_of(reading))


def write_pages(readings: Iterator[Named], folder: Path) -> None:
    """A page for each reading in a folder, and `index.html`, which lists them. Raises OutputError."""
    with writing(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    taken = {"index"}
    entries = []
    for where, reading in readings:
        name = _file_name(reading.report.ref or Path(where).name, taken)
        with writing(str(folder / name)), replaced_file(folder / name) as stream:
            stream.write(page_of(reading))
        entries.append(entry_of(name, reading))
    with writing(str(folder / "index.html")), replaced_file(folder / "index.html") as stream:
        stream.write(index_of(entries))


def _file_name(wanted: str, taken: set[str]) -> str:
    """A file name of plain letters that is not taken yet, on systems that ignore case too."""
    stem = re.sub(r"\.(?:txt|text|md|markdown|html?|xhtml|json|jsonl|ndjson)\b", "", wanted, flags=re.I)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:80] or "report"
    name, number = stem, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.lower())
    return f"{name}.html"
