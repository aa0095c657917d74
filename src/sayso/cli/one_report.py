"""The one report that a command takes."""

from __future__ import annotations

from pathlib import Path

from sayso.cli.output import is_folder
from sayso.errors import EmptyInput, UsageError
from sayso.intake import find_sources, read_source
from sayso.model import Report


def one_report(file: Path, max_bytes: int, command: str) -> Report:
    """The report of a file. Raises InputError where there is none, UsageError where there are several."""
    if is_folder(file):
        raise UsageError(f"{file} is a folder; `sayso {command}` takes one report")
    items = [item for source in find_sources(file) for item in read_source(source, max_bytes)]
    if items and items[0].error is not None:
        raise items[0].error
    if len(items) > 1:
        raise UsageError(f"{file} holds several reports; `sayso {command}` takes one")
    report = items[0].report if items else None
    if report is None:
        raise EmptyInput("there is no report in it", where=str(file))
    return report
