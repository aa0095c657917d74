"""The ledger's commands and their options; what they do is in `sayso.cli.ledger`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli.guard import complain, guarded

LedgerName = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", metavar="FILE|URL", envvar="SAYSO_LEDGER",
        help="The ledger: a SQLite file, or postgresql://… for a server.",
    ),
]
DEFAULT = "sayso.ledger"
_PUBLISHER = "Who published the reports. It goes before what a file says of itself."
_PUBLISHED = "When they were published: 2024-05-31 or 2024-05-31T18:40:00+03:00."
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", show_default=False, help="As was known by the end of that day, or by that instant."),
]
EventName = Annotated[str, typer.Argument(metavar="EVENT", help="An event's name, as `sayso events` gives it.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", show_default=False, help="Why.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def register(app: typer.Typer) -> None:
    """Give the commands to the application."""
    for name, command in COMMANDS.items():
        app.command(name)(command)


def _add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Reports, as read takes them; - is standard input.")
    ],
    ledger: LedgerName = DEFAULT,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", show_default=False, help=_PUBLISHER)] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", show_default=False, help=_PUBLISHED)] = None,
    max_size: Annotated[
        float, typer.Option(metavar="MB", min=0.000001, help="Refuse reports of more than this many megabytes.")
    ] = 20.0,
) -> None:
    """Read reports and add them to a ledger. What is there already is not added twice."""
    with guarded():
        from sayso.cli import ledger as doing

        added = doing.add(ledger, files, publisher, published, round(max_size * 1_000_000))
        doing.say(f"{added.new} added, {added.known} there already, {added.failed} could not be read")
    if added.failed:
        raise typer.Exit(1)


def _events(
    ledger: LedgerName = DEFAULT,
    as_of: AsOf = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="A kind of the codebook.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Words of a place, region or country code.")] = None,
    box: Annotated[str | None, typer.Option(metavar="W,S,E,N", help="In degrees.")] = None,
    near: Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="On that day or later.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="On that day or before.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Of the occurrence.")] = None,
    side: Annotated[str | None, typer.Option(metavar="NAME", help="Of a doer or of what was hit.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="In what its claims quote.")] = None,
    as_json: Json = False,
) -> None:
    """List the events of a ledger."""
    with guarded():
        from sayso.cli import ledger as doing
        from sayso.ledger.filters import checked_filter

        wanted = checked_filter(kind=kind, place=place, box=box, near=near, first=first, last=last, status=status,
                                side=side, text=text)
        doing.list_events(ledger, wanted, as_of, "json" if as_json else "text")


def _show(event: EventName, ledger: LedgerName = DEFAULT, as_of: AsOf = None, as_json: Json = False) -> None:
    """Show one event: statuses with their reasons, counts, origins, contradictions, reports."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.show(ledger, event, as_of, "json" if as_json else "text")


def _history(event: EventName, ledger: LedgerName = DEFAULT) -> None:
    """Show how an event's story changed, report by report."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.history(ledger, event)


def _sources(ledger: LedgerName = DEFAULT, as_of: AsOf = None) -> None:
    """List the sources with their reliability, from how their claims fared."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.sources(ledger, as_of)


def _copies(ledger: LedgerName = DEFAULT, as_of: AsOf = None) -> None:
    """List which report depends on which, and why."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.copies(ledger, as_of)


def _decisions(ledger: LedgerName = DEFAULT) -> None:
    """List what analysts decided."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.decisions(ledger)


def _merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT...", help="Two events or more.")],
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Decide that events are one."""
    _decide(ledger, lambda opened: opened.merge(events, reason=reason))


def _split(
    event: EventName, reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Beginnings of keys.")],
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Decide that what some reports tell is another event."""
    _decide(ledger, lambda opened: opened.split(event, reports, reason=reason))


_Field = Annotated[str, typer.Argument(metavar="FIELD", help="kind, when, where, …, killed, or an attribute.")]


_Status = Annotated[
    str, typer.Argument(metavar="STATUS", help="confirmed, reported, claimed, disputed, refuted or unknown.")
]


def _correct(
    event: EventName, field: _Field, value: Annotated[str, typer.Argument(metavar="VALUE", help="A word, or JSON.")],
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Correct the value of a field of an event."""
    _decide(
        ledger, lambda opened: opened.rule("correct", event, {"field": field, "value": _value(value)}, reason=reason)
    )


def _overrule(
    event: EventName, field: _Field, status: _Status,
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Set the status of an attribute of an event."""
    _decide(ledger, lambda opened: opened.rule("overrule", event, {"field": field, "status": status}, reason=reason))


def _confirm(
    event: EventName, field: _Field = "occurrence", ledger: LedgerName = DEFAULT, reason: Reason = None
) -> None:
    """Confirm a field of an event, its occurrence where none is named."""
    _decide(ledger, lambda opened: opened.rule("confirm", event, {"field": field}, reason=reason))


def _annotate(
    event: EventName, text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be remembered of it.")],
    ledger: LedgerName = DEFAULT,
) -> None:
    """Write a note on an event."""
    _decide(ledger, lambda opened: opened.rule("annotate", event, {"text": text}))


def _diff(
    before: Annotated[str, typer.Argument(metavar="DATE", help="As was known by then.")],
    after: Annotated[str, typer.Argument(metavar="DATE", help="As was known by then.")],
    ledger: LedgerName = DEFAULT,
) -> None:
    """Show what became known between two days: new events, and those that stand otherwise."""
    with guarded():
        from sayso.cli import ledger as doing

        doing.diff(ledger, before, after)


def _retract(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The beginning of its key.")],
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Decide that a report no longer counts."""
    _decide(ledger, lambda opened: opened.retract(report, reason=reason))


def _undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `sayso decisions` gives it.")],
    ledger: LedgerName = DEFAULT, reason: Reason = None,
) -> None:
    """Take back a decision."""
    _decide(ledger, lambda opened: opened.undo(number, reason=reason))


def _grade(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="As `sayso sources` names it.")],
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="A to F, after the Admiralty system.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    ledger: LedgerName = DEFAULT,
) -> None:
    """Set the reliability of a source by hand."""
    _decide(ledger, lambda opened: opened.grade(source, letter, reason=reason))


def _anchor(
    url: Annotated[str, typer.Argument(metavar="URL", help="A time-stamping authority (RFC 3161).")],
    ledger: LedgerName = DEFAULT,
) -> None:
    """Have the hash of the last statement stamped by others, and keep their token. This needs a network."""
    with guarded():
        from sayso.ledger.ledger import Ledger

        with Ledger(ledger, create=False) as opened:
            statement = opened.anchor(url)
        typer.echo(f"statement {statement.body['number']} was stamped at {statement.body['time']}")


def _verify(ledger: LedgerName = DEFAULT) -> None:
    """Check the hash of every statement, the chain of all, and the file itself."""
    with guarded():
        from sayso.ledger.audit import audit

        verdict = audit(ledger)
        if verdict.sound:
            typer.echo(str(verdict))
    if not verdict.sound:
        complain(str(verdict))
        raise typer.Exit(1)


def _backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A new SQLite file.")], ledger: LedgerName = DEFAULT
) -> None:
    """Copy a ledger, while others may add to it, and verify the copy."""
    with guarded():
        from sayso.ledger.ledger import Ledger

        with Ledger(ledger, create=False) as opened:
            typer.echo(str(opened.backup(target)))


def _reread(ledger: LedgerName = DEFAULT) -> None:
    """Read the reports of a ledger again with this version of the reader."""
    with guarded():
        from sayso.cli import ledger as doing

        changed, total = doing.reread(ledger)
        doing.say(f"{changed} of {total} reports say something else now")


def _decide(ledger: str, decide: Any) -> None:
    with guarded():
        from sayso.ledger.ledger import Ledger

        with Ledger(ledger, create=False) as opened:
            statement = decide(opened)
        typer.echo(f"decided, as statement {statement.number}; `sayso undo {statement.number}` takes it back")


def _value(written: str) -> Any:
    import json

    try:
        return json.loads(written)
    except ValueError:
        return written


COMMANDS: dict[str, Callable[..., None]] = {
    "add": _add, "events": _events, "show": _show, "history": _history, "sources": _sources, "copies": _copies,
    "decisions": _decisions, "diff": _diff, "merge": _merge, "split": _split, "confirm": _confirm, "correct": _correct,
    "overrule": _overrule, "annotate": _annotate, "retract": _retract, "undo": _undo, "verify": _verify,
    "backup": _backup, "reread": _reread, "grade": _grade, "anchor": _anchor,
}
