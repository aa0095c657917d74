"""Files, folders and standard input: which are read, in which order, and how one that cannot be read is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import MissingInput
from sayso.intake.formats import format_by_suffix, known_suffixes

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input (`path` is None). `where` is what errors call it; `size` its bytes, 0 where
    that is not known; `error` why it cannot be read at all."""

    where: str
    path: Path | None
    size: int = 0
    error: MissingInput | None = None


def find_sources(path: Path) -> Iterator[Source]:
    """The file, or the files of known suffixes in the folder and the folders in it, in the order of their names.

    Hidden files and folders are passed over, and links to folders are not followed. What is missing or closed comes
    as a source with its error.
    """
    where = str(path)
    if where == STANDARD_INPUT:
        yield Source("standard input", None)
        return
    try:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield Source(where, path, path.stat().st_size)
    except (OSError, ValueError) as error:
        yield Source(where, path, 0, cannot_open(error, where))


def cannot_open(error: OSError | ValueError, where: str) -> MissingInput:
    """The error of a file that the system would not open, with what to do."""
    if isinstance(error, FileNotFoundError):
        return MissingInput("there is no such file or folder; check the name", where=where)
    if isinstance(error, PermissionError):
        return MissingInput("there is no permission to read it; change its permissions or leave it out", where=where)
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return MissingInput(f"it cannot be read ({reason.lower()}); check the file", where=where)


def _folder(folder: Path) -> Iterator[Source]:
    found = False
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith(".") or format_by_suffix(path) is None or not path.is_file():
                continue
            found = True
            yield Source(str(path), path, path.stat().st_size)
    for error in closed:
        yield Source(str(error.filename), None, 0, cannot_open(error, str(error.filename)))
    if not found and not closed:
        problem = f"there is no report in this folder; it looks for {', '.join(known_suffixes())}"
        yield Source(str(folder), None, 0, MissingInput(problem, where=str(folder)))
