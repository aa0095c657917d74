"""The public interface: one report in, its reading out; many in, many out, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.errors import (
    BinaryInput,
    DamagedLedger,
    EmptyInput,
    GazetteerError,
    InputError,
    LanguageError,
    LedgerError,
    MalformedRecord,
    MissingInput,
    OutputError,
    ReadingError,
    SaysoError,
    TooLargeInput,
    UndecodableInput,
    UnknownEvent,
    UsageError,
)
from sayso.intake import MAX_BYTES, Item, checked_published, clean_line, format_by_suffix, make_report, read_inputs
from sayso.model import Reading, Report
from sayso.model.reading import set_html_renderer

__all__ = [
    "BinaryInput", "DamagedLedger", "EmptyInput", "GazetteerError", "InputError", "Known", "LanguageError",
    "LedgerError", "MalformedRecord", "MissingInput", "OutputError", "Reading", "ReadingError", "Report", "SaysoError",
    "TooLargeInput", "UndecodableInput", "UnknownEvent", "UsageError", "read", "read_item", "read_many",
]

Input = str | Path | Report
OnError = Literal["raise", "skip"] | Callable[[SaysoError], object]


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a report; it goes before what the report says of itself."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    ref: str | None = None

    def over(self, report: Report) -> Report:
        """The report, with what the caller knows in the place of what it says."""
        told = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        if not told:
            return report
        told = {name: clean_line(value) for name, value in told.items()}
        if "published" in told:
            told |= {"published": checked_published(told["published"] or ""), "published_basis": "given"}
        return report.model_copy(update=told)


def read(
    text_or_path: Input, *, title: str | None = None, publisher: str | None = None, author: str | None = None,
    url: str | None = None, published: str | None = None, ref: str | None = None, max_bytes: int = MAX_BYTES,
) -> Reading:
    """Read one report. A `str` is its text; a `Path` is a file of text, Markdown, HTML or JSON.

    What is given by name goes before what the file says of itself. `published` is an ISO 8601 date or date-time;
    `ref` is the caller's own id of the report; a file of more than `max_bytes` is refused.

    Raises InputError (of the kind that fits) where the report cannot be read, UsageError where an argument makes no
    sense or a file holds several reports, LanguageError and GazetteerError where sayso's own files are damaged.
    """
    known = Known(title, publisher, author, url, published, ref)
    items = _items(text_or_path, max_bytes)
    first = next(items, None)
    if first is None:
        raise EmptyInput("there is no report in it", where=str(text_or_path))
    if first.error is not None:
        raise first.error
    if next(items, None) is not None:
        raise UsageError(f"{text_or_path} holds several reports; use sayso.read_many([...])")
    return read_item(first, known.over)


def read_many(
    inputs: Iterable[Input], *, on_error: OnError = "raise", publisher: str | None = None, published: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Reading]:
    """Read reports one after the other, in their order, with one in memory at a time.

    A `str` is a text; a `Path` is a file (of JSON Lines too) or a folder, whose files are read in the order of their
    names. `on_error` says what becomes of a report that cannot be read: "raise" ends there with its error, "skip" goes
    on, and a function is called with the error before going on. LanguageError and GazetteerError always end.

    Raises UsageError at once where an argument makes no sense.
    """
    if isinstance(inputs, str | Path | Report):
        raise UsageError("read_many takes several inputs; put one in a list, or use sayso.read")
    if not (on_error in ("raise", "skip") or callable(on_error)):
        raise UsageError(f'on_error is {on_error!r}; it is "raise", "skip" or a function')
    if published is not None:
        checked_published(published)
    return _readings(inputs, on_error, Known(publisher=publisher, published=published), max_bytes)


def read_item(item: Item, known: Callable[[Report], Report] = lambda report: report) -> Reading:
    """The reading of what intake found. Raises the item's error, or ReadingError where the reader itself fails."""
    if item.error is not None:
        raise item.error
    assert item.report is not None
    from sayso.reading import read_report

    report = known(item.report)
    try:
        return read_report(report)
    except SaysoError:
        raise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
        raise ReadingError(
            f"{item.where}: the reader failed on it ({fault}); this is a defect of sayso, please report it"
        ) from error


def _readings(inputs: Iterable[Input], on_error: OnError, known: Known, max_bytes: int) -> Iterator[Reading]:
    for given in inputs:
        for item in _items(given, max_bytes):
            try:
                reading = read_item(item, known.over)
            except (InputError, ReadingError) as error:
                if on_error == "raise":
                    raise
                if callable(on_error):
                    on_error(error)
                continue
            yield reading


def _items(given: Input, max_bytes: int) -> Iterator[Item]:
    if isinstance(given, Report):
        yield Item(given.ref or given.id, given)
    elif isinstance(given, Path):
        yield from read_inputs(given, max_bytes)
    elif isinstance(given, str):
        yield _text(given)
    else:
        raise UsageError(f"{type(given).__name__} is no report; give a str with text, a pathlib.Path or a sayso.Report")


def _text(text: str) -> Item:
    if _is_file_name(text):
        raise UsageError(f"{text!r} looks like the name of a file; give a file as pathlib.Path")
    try:
        return Item("the text", make_report(text, where="the text"))
    except InputError as error:
        return Item("the text", error=error)


def _is_file_name(text: str) -> bool:
    """Whether a text is surely the name of a file instead: on one line, with a suffix that sayso reads."""
    return "\n" not in text and len(text) < 1000 and format_by_suffix(Path(text)) is not None


def _html_of(reading: Reading) -> str:
    from sayso.publish import html_frame

    return html_frame(reading)


set_html_renderer(_html_of)
