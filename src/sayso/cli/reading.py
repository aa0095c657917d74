"""`sayso read`: inputs to readings to output, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sayso.api import Known, read_item
from sayso.cli.gazetteer import compile_with_bar
from sayso.cli.guard import complain
from sayso.cli.output import is_folder, replaced_file, standard_output, writing
from sayso.cli.progress import is_wanted, shown
from sayso.cli.writers import Named, write_json, write_lines, write_page, write_pages, write_text
from sayso.errors import InputError, ReadingError, UsageError
from sayso.intake import Item, Source, checked_published, find_sources, read_source


@dataclass(frozen=True, slots=True)
class Request:
    """What `sayso read` was asked for."""

    files: list[Path]
    published: str | None
    publisher: str | None
    format: str
    output: Path | None
    max_bytes: int


@dataclass(slots=True)
class _Tally:
    """What has come up so far: how many reports could not be read, whether there may be several."""

    failures: int
    several: bool


def run(request: Request) -> int:
    """Read and write all that was asked for; the number of reports that could not be read.

    Raises UsageError, OutputError, LanguageError or GazetteerError, which end the command.
    """
    if request.published is not None:
        checked_published(request.published)
    sources = [source for path in request.files for source in find_sources(path)]
    _refuse_overwriting(sources, request.output)
    compile_with_bar()
    tally = _Tally(0, len(request.files) > 1 or len(sources) > 1 or is_folder(request.files[0]))
    readings = _readings(request, sources, tally)
    first = next(readings, None)
    if first is not None:
        _write(chain([first], readings), request, tally)
    return tally.failures


def _readings(request: Request, sources: list[Source], tally: _Tally) -> Iterator[Named]:
    known = Known(publisher=request.publisher, published=request.published)
    items: Iterator[Item] = (item for source in sources for item in read_source(source, request.max_bytes))
    if is_wanted(sources, output_on_terminal=request.output is None and sys.stdout.isatty()):
        items = shown(items, sum(source.size for source in sources))
    for item in items:
        tally.several |= item.record
        try:
            yield item.where, read_item(item, known.over)
        except (InputError, ReadingError) as error:
            tally.failures += 1
            complain(str(error))


def _write(readings: Iterator[Named], request: Request, tally: _Tally) -> None:
    output = request.output
    if request.format == "html" and (tally.several or (output is not None and is_folder(output))):
        write_pages(readings, _folder(output))
        return
    if output is not None and is_folder(output):
        raise UsageError(f"{output} is a folder; name a file with -o")
    where = str(output) if output is not None else "standard output"
    with writing(where), replaced_file(output) if output is not None else standard_output() as stream:
        match request.format:
            case "text":
                write_text(readings, stream, plain=output is not None)
            case "jsonl":
                write_lines(readings, stream)
            case "json":
                write_json(readings, stream, several=tally.several)
            case _:
                write_page(readings, stream)


def _folder(output: Path | None) -> Path:
    if output is None:
        raise UsageError("pages of several reports go into a folder; name it with -o")
    if not is_folder(output) and (output.is_file() or output.suffix.lower() in (".html", ".htm")):
        raise UsageError(f"{output} is a file's name; pages of several reports go into a folder, name that with -o")
    return output


def _refuse_overwriting(sources: list[Source], output: Path | None) -> None:
    """An input must not be the output too: it would be lost."""
    for source in sources:
        if output is not None and source.path is not None and source.error is None and _same(source.path, output):
            raise UsageError(f"{output} is one of the inputs; write to another file")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
