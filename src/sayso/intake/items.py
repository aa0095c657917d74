"""One file after the other, one report after the other: never more than one of them in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sayso.errors import EmptyInput, InputError, MalformedRecord, TooLargeInput
from sayso.intake.documents import report_of_bytes
from sayso.intake.files import Source, cannot_open, find_sources
from sayso.intake.formats import format_by_suffix, is_record
from sayso.intake.records import read_record
from sayso.model import Report

MAX_BYTES = 20_000_000
_UTF8_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """One report, or the error that there is in its place. `where` names the file (and line); `size` is the bytes that
    were used up for it; `record` says that it is one of the lines of a JSON Lines file."""

    where: str
    report: Report | None = None
    error: InputError | None = None
    size: int = 0
    record: bool = False


def read_inputs(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The reports of a file, of a folder, or of standard input (`-`). A report of more than `max_bytes` is an error."""
    for source in find_sources(path):
        yield from read_source(source, max_bytes)


def read_source(source: Source, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The reports of one file. What cannot be read comes as an item with its error, and does not end the rest."""
    if source.error is not None:
        yield Item(source.where, error=source.error)
        return
    try:
        with source.path.open("rb") if source.path is not None else nullcontext(sys.stdin.buffer) as stream:
            yield from _items(stream, source, max_bytes)
    except (OSError, ValueError) as error:
        yield Item(source.where, error=cannot_open(error, source.where), size=source.size)


def _items(stream: IO[bytes], source: Source, max_bytes: int) -> Iterator[Item]:
    told = format_by_suffix(source.path) if source.path is not None else None
    if told == "jsonl":
        yield from _records(stream, b"", source.where, max_bytes)
        return
    first = second = b""
    if told is None:
        first = stream.readline(max_bytes + 1)
        if is_record(first.removeprefix(_UTF8_MARK)):
            second = stream.readline(max_bytes + 1)
            if second.strip():
                yield from _records(stream, first + second, source.where, max_bytes)
                return
    data = first + second
    data += stream.read(max(0, max_bytes + 1 - len(data)))
    if len(data) > max_bytes:
        yield Item(source.where, error=_too_large(source.where, max_bytes), size=source.size or len(data))
        return
    if told == "json" and _holds_records(data):
        yield from _records(stream, data, source.where, max_bytes)
        return
    try:
        yield Item(source.where, report_of_bytes(data, source.where, told), size=len(data))
    except InputError as error:
        yield Item(source.where, error=error, size=len(data))


def _holds_records(data: bytes) -> bool:
    """Whether a file that is called JSON is JSON Lines: its first line and its last are whole objects."""
    lines = data.removeprefix(_UTF8_MARK).strip().split(b"\n")
    return len(lines) > 1 and is_record(lines[0]) and is_record(lines[-1])


def _records(stream: IO[bytes], begun: bytes, where: str, max_bytes: int) -> Iterator[Item]:
    """The reports of JSON Lines; `begun` has been read of it already."""
    empty, number = True, 0
    for line, size in _lines(stream, begun, max_bytes):
        number += 1
        place = f"{where}, line {number}"
        if number == 1:
            line = line.removeprefix(_UTF8_MARK)
        if line.startswith((b"\xff\xfe", b"\xfe\xff")) and number == 1:
            problem = "this is UTF-16; JSON Lines is written in UTF-8, so save it as that"
            yield Item(place, error=MalformedRecord(problem, where=where), size=size)
            return
        empty = empty and not line.strip()
        if size > max_bytes + 2:
            yield Item(place, error=_too_large(place, max_bytes), size=size, record=True)
            continue
        line = line.rstrip(b"\r\n")
        if not line.strip():
            continue
        try:
            yield Item(place, read_record(line, place), size=size, record=True)
        except InputError as error:
            yield Item(place, error=error, size=size, record=True)
    if empty:
        problem = "there is nothing in it; write one report a line"
        yield Item(where, error=EmptyInput(problem, where=where))


def _lines(stream: IO[bytes], begun: bytes, max_bytes: int) -> Iterator[tuple[bytes, int]]:
    """Lines with their sizes. Of a line over the limit only the beginning is kept."""
    *whole, rest = begun.split(b"\n")
    yield from ((line + b"\n", len(line) + 1) for line in whole)
    while line := rest + stream.readline(max_bytes + 2 - len(rest)):
        rest = b""
        size = len(line)
        while len(line) > max_bytes + 1 and not line.endswith(b"\n"):
            more = stream.readline(_CHUNK)
            size += len(more)
            if not more or more.endswith(b"\n"):
                break
        yield line, size


def _too_large(where: str, max_bytes: int) -> TooLargeInput:
    return TooLargeInput(
        f"it is over the limit of {max_bytes / 1e6:g} MB; divide it, or raise the limit with --max-size", where=where
    )
