"""Everything that sayso raises on purpose, as one tree.

SaysoError
├── InputError            a report that cannot be read as it is
│   ├── MissingInput      no such file, a folder without reports, or no permission to open it
│   ├── EmptyInput        nothing in it, or no text found
│   ├── BinaryInput       not text at all
│   ├── UndecodableInput  no encoding fits
│   ├── TooLargeInput     over the size limit
│   └── MalformedRecord   a line of JSON Lines, or a JSON report, that is not one
├── ReadingError          the reader itself failed on a report: a defect of sayso
├── OutputError           what was read cannot be written
├── UsageError            an option or argument that makes no sense
├── LanguageError         the encoder or its files are missing or damaged
├── GazetteerError        the gazetteer cannot be built or opened
└── LedgerError           the ledger cannot be opened, written or trusted
    ├── DamagedLedger     its chain of statements is broken
    └── UnknownEvent      no such event, report or source in it

Each text says what is wrong, where, and what to do about it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of all errors that sayso raises on purpose; its text is one line, fit to be shown to a person."""


class InputError(SaysoError):
    """A report that cannot be read. `where` names the file (and line) it came from."""

    def __init__(self, problem: str, *, where: str | None = None) -> None:
        self.problem = problem
        self.where = where
        super().__init__(f"{where}: {problem}" if where else problem)


class MissingInput(InputError):
    """There is no such file, nothing to read in the folder, or no permission to open it."""


class EmptyInput(InputError):
    """The input is empty, or no text was found in it."""


class BinaryInput(InputError):
    """The input is not text (an image, an archive, a program)."""


class UndecodableInput(InputError):
    """The bytes are text in no encoding that could be told."""


class TooLargeInput(InputError):
    """The input is over the size limit."""


class MalformedRecord(InputError):
    """A JSON report, or a line of JSON Lines, that is not a report."""


class ReadingError(SaysoError):
    """The reader failed on a report: a defect of sayso, whose cause is this error's `__cause__`."""


class OutputError(SaysoError):
    """What was read cannot be written: the disk is full, the folder is missing or closed to writing."""


class UsageError(SaysoError):
    """An option or argument that makes no sense."""


class LanguageError(SaysoError):
    """The encoder or one of its files is missing or damaged."""


class GazetteerError(SaysoError):
    """The gazetteer cannot be built or opened."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, written or trusted."""


class DamagedLedger(LedgerError):
    """The chain of statements is broken: one was changed, lost or put in. The text names the first that is wrong."""


class UnknownEvent(LedgerError):
    """There is no such event, report or source in the ledger."""
