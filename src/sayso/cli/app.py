"""The command and its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.gazetteer import gazetteer_app
from sayso.cli.guard import guarded
from sayso.cli.ledger_commands import register
from sayso.version import __version__

app = typer.Typer(
    name="sayso",
    help="Reads reports of armed conflict and says what happened, where, when, to whom, and on whose say-so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class OutputFormat(StrEnum):
    """How readings are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _sayso(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command("read")
def read_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files of text, Markdown, HTML, JSON (one report) or JSON Lines (one report a line); folders of them, "
            "which are read through in the order of names; - is standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", show_default=False,
            help="When the reports were published: 2024-05-31 or 2024-05-31T18:40:00+03:00. It goes before what a file "
            "says of itself.",
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", show_default=False,
            help="Who published the reports. It goes before what a file says of itself.",
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat,
        typer.Option(
            "--format", "-f",
            help="text: a page to read. json: an object for one report, an array for several files, a folder or JSON "
            "Lines. jsonl: one reading a line. html: a page that needs nothing else; for several reports, one page "
            "each and a list of them in the folder that -o names.",
        ),
    ] = OutputFormat.text,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="Write here instead of to standard output. The file is replaced whole at the end, or left as it was.",
        ),
    ] = None,
    max_size: Annotated[
        float,
        typer.Option(metavar="MB", min=0.000001, help="Refuse reports of more than this many megabytes."),
    ] = 20.0,
) -> None:
    """Read reports and write what they say: events, sources, claims, checks.

    A report that cannot be read is named on standard error and the others are still read; the exit status is then 1.
    """
    with guarded():
        from sayso.cli.reading import Request, run

        failures = run(Request(files, published, publisher, output_format.value, output, round(max_size * 1_000_000)))
    if failures:
        raise typer.Exit(1)


class TableFormat(StrEnum):
    """How the expressions or names of one report are written."""

    text = "text"
    json = "json"


OneReport = Annotated[
    Path, typer.Argument(metavar="FILE", help="One report, as read takes it; - is standard input.", show_default=False)
]
MAX_SIZE = 20.0
MaxSize = Annotated[
    float, typer.Option(metavar="MB", min=0.000001, help="Refuse a report of more than this many megabytes.")
]


@app.command("dates")
def dates_command(
    file: OneReport,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", show_default=False,
            help="When the report was published: from it \"on Tuesday\" is counted. It goes before what the file says.",
        ),
    ] = None,
    output_format: Annotated[
        TableFormat,
        typer.Option("--format", "-f", help="text: a table to read. json: an object with all expressions."),
    ] = TableFormat.text,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Write the time expressions of a report: type, value, interval, zone, and why each is taken for that time."""
    with guarded():
        from sayso.cli.dates import DatesRequest, run

        run(DatesRequest(file, published, output_format.value, round(max_size * 1_000_000)))


@app.command("places")
def places_command(
    file: OneReport,
    output_format: Annotated[
        TableFormat,
        typer.Option("--format", "-f", help="text: a page to read. json: an object with all mentions."),
    ] = TableFormat.text,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Write the places that a report names: what each is taken for, its namesakes, what the words say of it, and the
    area that this leaves."""
    with guarded():
        from sayso.cli.places import PlacesRequest, run

        run(PlacesRequest(file, output_format.value, round(max_size * 1_000_000)))


app.add_typer(gazetteer_app)


@app.command("schema")
def schema_command() -> None:
    """Write the JSON Schema of a reading, as `read --format json` writes it."""
    with guarded():
        import json

        from sayso.cli.output import standard_output, writing
        from sayso.model import Reading

        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **Reading.model_json_schema(by_alias=True, mode="serialization"),
        }
        with writing("standard output"), standard_output() as stream:
            stream.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def main() -> None:
    """Run the command. Exit status: 0 all was read, 1 something was not, 2 a wrong option, 130 stopped by Ctrl-C."""
    app()


register(app)
