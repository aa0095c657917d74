"""Read the corpus: files of marked text to reports with spans, sources, events and statements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sayso.codebook import KINDS
from sayso.model import Attribute, Certainty, SourceKind, Stance

GENRES = frozenset({
    "wire", "local", "liveblog", "communique", "telegram", "ngo", "osint", "roundup", "correction", "analysis", "blog",
})
SOURCE_KINDS = frozenset(get_args(SourceKind)) - {"author"}
STANCES = frozenset(get_args(Stance))
CERTAINTIES = frozenset(get_args(Certainty))
ABOUT = frozenset(get_args(Attribute))
ROLES = frozenset({
    "actor", "target", "weapon", "place", "time", "killed", "injured", "missing", "captured", "displaced", "damage",
    "cause",
})
FACTUALITIES = {"": "happened", "+": "happened", "~": "probable", "?": "possible", "-": "did_not_happen", ">": "future"}
HEAD = frozenset({"id", "genre", "conflict", "title", "publisher", "author", "published", "level"})
REPORTS = Path(__file__).parent / "reports"

_LABEL = re.compile(
    r"(?:(?P<kind>[scq])(?P<number>\d+)|e(?P<event>\d+)(?:(?P<factuality>[+~?>-])|\.(?P<role>[a-z]+))?)$"
)
_SOURCE = re.compile(r's(\d+) "([^"]+)" (\w+) (\S.*)$')
_EVENT = re.compile(r"e(\d+) (\w+) (main|background)$")
_STATEMENT = re.compile(r"(\d+) (s\d+(?:<s\d+)*) (\w+) (\w+) (e\d+|-) ([\w,]+)( withdrawn)?$")


class CorpusError(ValueError):
    """A file of the corpus that is not as FORMAT.md has it; the text says where and what."""


@dataclass(frozen=True)
class Span:
    """A marked passage of the text: `label` is "s", "c", "q", "e" or a role; `number` that of its source, statement or
    event; `factuality` of mentions of events, else None."""

    start: int
    end: int
    label: str
    number: int
    factuality: str | None = None


@dataclass(frozen=True)
class Source:
    """A source: its fullest name, its kind and its side, if any."""

    name: str
    kind: str
    side: str | None


@dataclass(frozen=True)
class Event:
    """An event: its kind, and whether the report is about it."""

    kind: str
    main: bool


@dataclass(frozen=True)
class Statement:
    """A statement about one event (`event` None: about none): the chain of sources, nearest the reader first."""

    number: int
    chain: tuple[int, ...]
    stance: str
    certainty: str
    event: int | None
    about: tuple[str, ...]
    withdrawn: bool


@dataclass(frozen=True)
class Report:
    """One report of the corpus."""

    head: dict[str, str]
    text: str
    spans: tuple[Span, ...]
    sources: dict[int, Source]
    events: dict[int, Event]
    statements: tuple[Statement, ...]


def read_report(path: Path) -> Report:
    """One file. Raises CorpusError, with the file and the place, where it is not as FORMAT.md has it."""
    parts = re.split(r"^---\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise CorpusError(f"{path.name}: three parts are parted by lines of ---, not {len(parts)}")
    try:
        head = _head(parts[0])
        if head["id"] != path.stem:
            raise CorpusError(f"the id {head['id']} is not the file's name")
        text, spans = parse_marks(parts[1])
        sources, events, statements = _records(parts[2])
        report = Report(head, text, spans, sources, events, statements)
        _check(report)
    except CorpusError as error:
        raise CorpusError(f"{path.name}: {error}") from None
    return report


def read_corpus(folder: Path = REPORTS) -> list[Report]:
    """All files of the corpus, in the order of their names."""
    return [read_report(path) for path in sorted(folder.glob("*.txt"))]


def _head(part: str) -> dict[str, str]:
    found = {}
    for line in part.strip().splitlines():
        name, colon, value = line.partition(":")
        if not colon or name not in HEAD or not value.strip():
            raise CorpusError(f"not a line of a head: {line!r}")
        found[name] = value.strip()
    for name in ("id", "genre", "conflict", "level"):
        if name not in found:
            raise CorpusError(f"the head has no {name}")
    if found["genre"] not in GENRES or found["level"] not in ("plain", "hard"):
        raise CorpusError(f"no genre {found['genre']!r} or no level {found['level']!r}")
    return found


def parse_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The plain text of a marked one, and its spans. Raises CorpusError at a broken mark."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", marked.strip())]
    source = "\n\n".join(paragraphs)
    text: list[str] = []
    open_marks: list[tuple[int, str]] = []
    spans: list[Span] = []
    at = 0
    while at < len(source):
        if source[at] == "{":
            bar = source.find("|", at)
            if bar < 0 or not re.fullmatch(r"[\w.,+~?>-]+", source[at + 1 : bar]):
                raise CorpusError(f"a mark is broken at {source[at : at + 40]!r}")
            open_marks.append((len(text), source[at + 1 : bar]))
            at = bar + 1
        elif source[at] == "}":
            if not open_marks:
                raise CorpusError(f"a mark is closed that is not open, before {source[at : at + 40]!r}")
            start, labels = open_marks.pop()
            if start == len(text):
                raise CorpusError(f"a mark is empty: {labels}")
            spans.extend(_span(label, start, len(text)) for label in labels.split(","))
            at += 1
        elif source[at] == "|":
            raise CorpusError(f"a bar outside a mark, before {source[at : at + 40]!r}")
        else:
            text.append(source[at])
            at += 1
    if open_marks:
        raise CorpusError(f"a mark is not closed: {open_marks[-1][1]}")
    return "".join(text), tuple(sorted(spans, key=lambda s: (s.start, -s.end, s.label, s.number)))


def _span(label: str, start: int, end: int) -> Span:
    match = _LABEL.match(label)
    if not match or (match["role"] and match["role"] not in ROLES):
        raise CorpusError(f"no label: {label!r}")
    if match["kind"]:
        return Span(start, end, match["kind"], int(match["number"]))
    if match["role"]:
        return Span(start, end, match["role"], int(match["event"]))
    return Span(start, end, "e", int(match["event"]), FACTUALITIES[match["factuality"] or ""])


def _records(part: str) -> tuple[dict[int, Source], dict[int, Event], tuple[Statement, ...]]:
    sources: dict[int, Source] = {}
    events: dict[int, Event] = {}
    statements: list[Statement] = []
    for line in part.strip().splitlines():
        line = line.strip()
        if not line:
            continue
        if match := _SOURCE.match(line):
            side = None if match[4].strip() == "-" else match[4].strip().strip('"')
            if match[3] not in SOURCE_KINDS:
                raise CorpusError(f"no kind of source: {line!r}")
            sources[int(match[1])] = Source(match[2], match[3], side)
        elif match := _EVENT.match(line):
            if match[2] not in KINDS:
                raise CorpusError(f"no kind of event: {line!r}")
            events[int(match[1])] = Event(match[2], match[3] == "main")
        elif match := _STATEMENT.match(line):
            about = tuple(match[6].split(","))
            if match[3] not in STANCES or match[4] not in CERTAINTIES or not set(about) <= ABOUT:
                raise CorpusError(f"no such stance, certainty or attribute: {line!r}")
            chain = tuple(int(s[1:]) for s in match[2].split("<"))
            event = None if match[5] == "-" else int(match[5][1:])
            statements.append(Statement(int(match[1]), chain, match[3], match[4], event, about, bool(match[7])))
        else:
            raise CorpusError(f"not a record: {line!r}")
    return sources, events, tuple(statements)


def _check(report: Report) -> None:
    """Every number that is used is recorded, and every record is used."""
    marked = {label: {s.number for s in report.spans if s.label == label} for label in "scqe"}
    in_roles = {s.number for s in report.spans if s.label in ROLES}
    numbers = {s.number for s in report.statements}
    chained = {source for s in report.statements for source in s.chain}
    about = {s.event for s in report.statements if s.event is not None}
    for what, left, right in (
        ("sources are marked that have no record", marked["s"], set(report.sources)),
        ("sources are in chains that have no record", chained, set(report.sources)),
        ("sources have a record but are in no chain", set(report.sources), chained),
        ("sources have a record but no mark", set(report.sources), marked["s"]),
        ("events are marked that have no record", marked["e"] | in_roles, set(report.events)),
        ("statements are about events that have no record", about, set(report.events)),
        ("events have a record but no mention", set(report.events), marked["e"]),
        ("statements are marked that have no record", marked["c"] | marked["q"], numbers),
        ("statements have a record but no mark", numbers, marked["c"] | marked["q"]),
    ):
        if left - right:
            raise CorpusError(f"{what}: {sorted(left - right)}")
    if not any(event.main for event in report.events.values()):
        raise CorpusError("no event is main")
    for statement in report.statements:
        if statement.stance != "declines" and statement.number not in marked["q"]:
            raise CorpusError(f"statement {statement.number} has no content and declines nothing")
