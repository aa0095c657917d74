"""The commands of the ledger: add, events, show, history, sources, copies, decisions, verify, backup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.table import Table

from sayso.api import Known, read_item
from sayso.cli.gazetteer import compile_with_bar
from sayso.cli.guard import complain
from sayso.cli.output import standard_output, writing
from sayso.cli.progress import is_wanted, shown
from sayso.errors import InputError, ReadingError
from sayso.intake import Item, checked_published, find_sources, read_source
from sayso.ledger.assessment import as_json
from sayso.ledger.computation import LedgerEvent
from sayso.ledger.filters import Filter
from sayso.ledger.ledger import Ledger
from sayso.ledger.telling import Entry
from sayso.publish import text_console
from sayso.publish.visible import one_line
from sayso.version import __version__

READER = f"sayso {__version__}"
_SHOWN = 12  # digits of a report's key: enough to name it by
_ATTRIBUTES = ("occurrence", "responsibility", "cause", "target", "weapon", "place", "time", "damage")


@dataclass(frozen=True, slots=True)
class Added:
    """How many reports were added, were there already, and could not be read."""

    new: int
    known: int
    failed: int


def add(ledger: str, files: list[Path], publisher: str | None, published: str | None, max_bytes: int) -> Added:
    """Read reports and add them, each as soon as it is read. Raises UsageError, OutputError, LedgerError, LanguageError
    or GazetteerError, which end the command; what was added until then stays."""
    if published is not None:
        checked_published(published)
    sources = [source for path in files for source in find_sources(path)]
    compile_with_bar()
    new = known = failed = 0
    over = Known(publisher=publisher, published=published).over
    items: Iterable[Item] = chain.from_iterable(read_source(source, max_bytes) for source in sources)
    if is_wanted(sources, output_on_terminal=False):
        items = shown(iter(items), sum(source.size for source in sources))
    with Ledger(ledger) as opened:
        for item in items:
            if item.report is not None and opened.holds(over(item.report)):
                known += 1
                continue
            try:
                reading = read_item(item, over)
            except (InputError, ReadingError) as error:
                failed += 1
                complain(str(error))
                continue
            if opened.add(reading, reader=READER):
                new += 1
            else:
                known += 1
    return Added(new, known, failed)


def reread(ledger: str) -> tuple[int, int]:
    """Read all reports of a ledger again with this reader; how many say something else now, of how many."""
    from sayso.reading import read_report

    compile_with_bar()
    changed = total = 0
    with Ledger(ledger, create=False) as opened:
        for report in list(opened.reports()):
            changed += opened.reread(read_report(report), reader=READER)
            total += 1
    return changed, total


def list_events(ledger: str, wanted: Filter, as_of: str | None, form: str) -> None:
    """Write the events that a filter lets through."""
    with Ledger(ledger, create=False) as opened:
        found = opened.events(wanted, as_of=as_of)
    with writing("standard output"), standard_output() as stream:
        if form == "json":
            stream.write(json.dumps([event_object(event) for event in found], indent=2, ensure_ascii=False) + "\n")
            return
        console = text_console(stream)
        for event in found:
            console.print(f"{event.id}  {_day(event)}  {_standing(event)}", style="bold")
            console.print(Padding(one_line(event.assessment.card.summary), (0, 0, 0, 2)))
        if not found:
            console.print("no such event")


def show(ledger: str, name: str, as_of: str | None, form: str) -> None:
    """Write one event: card, statuses with reasons, counts, origins, contradictions, reports."""
    with Ledger(ledger, create=False) as opened:
        event = opened.event(name, as_of=as_of)
    with writing("standard output"), standard_output() as stream:
        if form == "json":
            stream.write(json.dumps(event_object(event), indent=2, ensure_ascii=False) + "\n")
            return
        console = text_console(stream)
        console.print(f"{event.id}  {one_line(event.assessment.card.summary)}")
        statuses = _table("attribute", "status", "of what", "why")
        for found in event.assessment.statuses:
            if found.about in _ATTRIBUTES and found.status is not None:
                statuses.add_row(found.about, found.status, one_line(found.value or ""), one_line(found.reason))
        console.print(statuses)
        counts = _table("people", "low", "best", "high", "figures in their order")
        for tally in event.assessment.counts:
            if tally.series:
                count = tally.count
                told = ", ".join(f"{f.at[:10]}: {_number(f.value)}" for f in tally.series)
                counts.add_row(tally.about, _number(count.low), _number(count.best), _number(count.high), told)
        console.print(counts)
        origins = _table("origin", "why it is one", "passed on by")
        for origin in event.origins:
            origins.add_row(one_line(origin.name), one_line(origin.explain), str(len(origin.reports)))
        console.print(origins)
        for contradiction in event.assessment.contradictions:
            console.print(f"At odds: {one_line(contradiction.sentence)}")
        console.print(_reports(event.reports))


def history(ledger: str, name: str) -> None:
    """Write how an event's story changed, report by report."""
    with Ledger(ledger, create=False) as opened:
        steps = opened.history(name)
    with writing("standard output"), standard_output() as stream:
        console = text_console(stream)
        for entry, event in steps:
            console.print(f"{entry.known_from}  {_called(entry)}", style="bold")
            console.print(Padding(f"{_standing(event)}\n{one_line(event.assessment.card.summary)}", (0, 0, 0, 2)))


def diff(ledger: str, before: str, after: str) -> None:
    """Write the events that are new on the later of two days, or stand otherwise, each as it stood on both."""
    with Ledger(ledger, create=False) as opened:
        told = {telling.key: event for event in opened.events(as_of=before) for telling in event.tellings}
        later = opened.events(as_of=after)
    with writing("standard output"), standard_output() as stream:
        console = text_console(stream)
        changed = False
        for event in later:
            earlier = sorted({told[t.key].id: told[t.key] for t in event.tellings if t.key in told}.items())
            if [_standing(one) for _, one in earlier] == [_standing(event)]:
                continue
            changed = True
            console.print(f"{event.id}  {_day(event)}  {one_line(event.assessment.card.summary)}", style="bold")
            for name, one in earlier:
                console.print(Padding(f"{before}: {name}  {_standing(one)}", (0, 0, 0, 2)))
            console.print(Padding(f"{after}: {_standing(event)}", (0, 0, 0, 2)))
        if not changed:
            console.print("nothing changed")


def sources(ledger: str, as_of: str | None) -> None:
    """Write the reliability of every source, with its record."""
    with Ledger(ledger, create=False) as opened:
        grades = opened.grades(as_of=as_of)
    with writing("standard output"), standard_output() as stream:
        table = _table("source", "grade", "why")
        for grade in grades:
            table.add_row(one_line(grade.source), grade.letter, one_line(grade.reason))
        text_console(stream).print(table)


def copies(ledger: str, as_of: str | None) -> None:
    """Write which report depends on which, and why; then the reports."""
    with Ledger(ledger, create=False) as opened:
        state = opened.state(as_of)
    named = {entry.key: _called(entry) for entry in state.entries}
    with writing("standard output"), standard_output() as stream:
        table = _table("report", "how", "depends on", "why")
        for found in state.dependences:
            table.add_row(
                named[found.report], found.kind.replace("_", " "), named[found.on],
                one_line("; ".join(found.reasons)),
            )
        console = text_console(stream)
        console.print(table if state.dependences else "no report depends on another")
        console.print(_reports(sorted(state.entries, key=lambda entry: (entry.known_from, entry.key))))


def decisions(ledger: str) -> None:
    """Write what analysts decided, with the numbers by which it can be undone."""
    with Ledger(ledger, create=False) as opened:
        found = opened.decisions()
    with writing("standard output"), standard_output() as stream:
        table = _table("number", "at", "by", "action", "reason")
        for statement in found:
            action, reason = str(statement.body.get("action")), str(statement.body.get("reason") or "")
            table.add_row(str(statement.number), statement.at, one_line(statement.by), action, one_line(reason))
        text_console(stream).print(table if found else "no decisions")


def event_object(event: LedgerEvent) -> dict[str, Any]:
    """An event as plain JSON."""
    return {
        "id": event.id, "also": list(event.names[1:]), "independent_origins": event.independent,
        "reports": [
            {"key": e.key, "publisher": e.report.publisher, "title": e.report.title, "url": e.report.url,
             "published": e.report.published, "added": e.added} for e in event.reports
        ],
        "origins": [
            {"name": o.name, "kind": o.kind, "side": o.side, "own_gathering": o.own, "why": o.explain,
             "claims": ["/".join(c) for c in o.claims], "reports": list(o.reports)} for o in event.origins
        ],
        "assessment": as_json(event.assessment),
    }


def _standing(event: LedgerEvent) -> str:
    """Statuses, tolls and how many tell of it, in one line."""
    status = event.assessment.status
    doer = status("responsibility")
    parts = [str(status("occurrence")), *([] if doer is None else [f"who did it {doer}"])]
    parts += [f"{about} {_count(event, about)}" for about in ("killed", "injured") if _count(event, about) != "–"]
    return "; ".join([*parts, f"{_of(len(event.reports), 'report')}, {_of(len(event.origins), 'origin')}"])


def _of(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say(line: str) -> None:
    """One line on standard error: what was done."""
    sys.stderr.write(f"{line}\n")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _reports(entries: Iterable[Entry]) -> Table:
    table = _table("report", "known from", "publisher", "title or beginning")
    for entry in entries:
        beginning = entry.report.title or entry.report.text[:70]
        table.add_row(
            entry.key[:_SHOWN], entry.known_from, one_line(entry.report.publisher or "–"), one_line(beginning)
        )
    return table


def _called(entry: Entry) -> str:
    return one_line(f"{entry.report.publisher or '–'} ({entry.key[:_SHOWN]})")


def _day(event: LedgerEvent) -> str:
    when = event.assessment.card.when.value
    told = when if isinstance(when, dict) else {}
    return str(told.get("edtf") or (told.get("earliest") or "–")[:10])


def _count(event: LedgerEvent, about: Any) -> str:
    count = event.assessment.count(about)
    if count.low == count.high:
        return _number(count.best)
    return f"{_number(count.best)} ({_number(count.low)}–{_number(count.high)})"


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)
