"""The text view: a reading as a page of a terminal, or of a text file."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import IO

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.model import Reading
from sayso.publish.view import ChainView, ClaimView, EventView, ReadingView, view_of
from sayso.publish.visible import one_line
from sayso.publish.wording import word

WIDEST = 100  # columns: longer lines are hard to read
PLAIN_WIDTH = 80
_LABEL = 9
_STATUS = {
    "confirmed": "bold green", "reported": "cyan", "claimed": "yellow", "disputed": "bold magenta",
    "refuted": "bold red", "unknown": "dim",
}
_STANCE = {"affirms": ("+", "green"), "denies": ("−", "bold red"), "declines": ("?", "dim")}
_VERDICT = {"consistent": ("✓", "green"), "inconsistent": ("✗", "bold red"), "uncheckable": ("?", "dim")}


def text_console(stream: IO[str], *, plain: bool = False) -> Console:
    """A console that the text view is printed on: as wide as the terminal, at most 100 columns; without colour, 80
    columns wide, where the stream is no terminal or is to be `plain`."""
    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if plain or not console.is_terminal:
        return _plain_console(stream)
    console.width = min(console.width, WIDEST)
    return console


def _plain_console(stream: IO[str]) -> Console:
    return Console(
        file=stream, width=PLAIN_WIDTH, color_system=None, force_terminal=False, highlight=False, emoji=False,
        markup=False,
    )


def print_reading(reading: Reading, console: Console, where: str | None = None) -> None:
    """Print the text view of a reading; `where` names the file that it was read from.

    On what is no terminal, lines end where their words end.
    """
    parts = _parts(reading, view_of(reading), where)
    if console.is_terminal:
        for part in parts:
            console.print(part)
        return
    page = StringIO()
    beside = _plain_console(page)
    for part in parts:
        beside.print(part)
    console.file.write("".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1]))


def _parts(reading: Reading, view: ReadingView, where: str | None) -> Iterator[RenderableType]:
    yield _head(reading, view, where)
    if view.notice is not None:
        yield Padding(Text(one_line(view.notice), style="yellow"), (1, 0, 0, 2))
    for event in view.main:
        yield from _event(event)
    if view.background:
        yield from _section("Background", "what the report mentions beside")
        yield Padding(Group(*(_brief(event) for event in view.background)), (0, 0, 0, 2))
    if reading.checks:
        yield from _section("Checks", "what can be computed")
        yield Padding(_checks(reading), (0, 0, 0, 2))
    if reading.loaded_language:
        yield from _section("Loaded language")
        yield Padding(_loaded(reading), (0, 0, 0, 2))
    if view.sources:
        yield from _section("Sources")
        yield Padding(_sources(view), (0, 0, 0, 2))
    yield Text("")


def _head(reading: Reading, view: ReadingView, where: str | None) -> RenderableType:
    lines = [Text(one_line(view.title), style="bold")]
    origin = " · ".join(one_line(part) for part in view.origin)
    if origin:
        lines.append(Text(origin))
    if reading.report.url:
        lines.append(Text(one_line(reading.report.url), style="dim"))
    lines += [Text(unknown[:1].upper() + unknown[1:], style="dim") for unknown in view.unknown]
    marks = (where, reading.report.ref, one_line(reading.report.id[:23]) + "…")
    lines.append(Text(" · ".join(one_line(mark) for mark in marks if mark), style="dim"))
    return Panel(Group(*lines), box=ROUNDED, padding=(0, 1), border_style="dim")


def _section(name: str, about: str = "") -> Iterator[RenderableType]:
    heading = Text(name.upper(), style="bold")
    if about:
        heading.append(f"  {about}", style="not bold dim")
    yield Padding(heading, (1, 0, 0, 0))


def _event(event: EventView) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(one_line(event.kind).upper(), style="bold"), align="left", style="dim")
    yield Padding(Text(one_line(event.summary), style="italic"), (0, 0, 1, 2))
    yield Padding(_card(event), (0, 0, 0, 2))
    if event.unknown:
        yield from _section("Not known")
        yield Padding(_bullets(event.unknown), (0, 0, 0, 2))
    if event.chains:
        yield from _section("Who says so", "+ affirms   − denies   ? will not say")
        for chain in event.chains:
            yield Padding(_chain(chain), (0, 0, 0, 2))


def _card(event: EventView) -> Table:
    grid = Table.grid(padding=(0, 2), pad_edge=False)
    grid.add_column(width=_LABEL, style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    status = Text.assemble("it happened: ", (word("status", event.occurrence), _STATUS[event.occurrence]))
    if event.responsibility is not None:
        status.append("  ·  who did it: ")
        status.append(word("status", event.responsibility), style=_STATUS[event.responsibility])
    grid.add_row("status", status)
    for row in event.rows:
        value = Text(one_line(row.value))
        if row.notes:
            value.append("\n" + "; ".join(one_line(note) for note in row.notes), style="dim")
        grid.add_row(row.label, value)
    return grid


def _bullets(lines: tuple[str, ...]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    for line in lines:
        grid.add_row("·", Text(one_line(line)))
    return grid


def _chain(chain: ChainView) -> RenderableType:
    heading = Text(one_line(chain.chain), style="bold cyan")
    if chain.origin:
        heading.append(f"  {one_line(chain.origin)}", style="not bold dim")
    parts: list[RenderableType] = [heading]
    for quote, claims in chain.passages:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(ratio=1)
        for stance in _STANCE:
            told = [claim for claim in claims if claim.stance == stance]
            if told:
                mark, style = _STANCE[stance]
                grid.add_row(Text(mark, style=style), _told(told))
        grid.add_row("", Text(f"“{one_line(quote.exact)}”", style="dim italic"))
        parts.append(Padding(grid, (0, 0, 0, 2)))
    return Group(*parts)


def _told(claims: list[ClaimView]) -> Text:
    """Claims of one passage on one line, the hedged ones with their hedge."""
    line = Text()
    for number, claim in enumerate(claims):
        line.append("; " if number else "")
        if claim.certainty_word:
            line.append(f"{claim.certainty_word} ", style="yellow")
        line.append(claim.about)
        if claim.value is not None:
            line.append(": ").append(one_line(claim.value), style="bold")
    return line


def _brief(event: EventView) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    told = Text(one_line(event.summary))
    told.append(f" [{word('status', event.occurrence)}]", style=_STATUS[event.occurrence])
    grid.add_row("·", told)
    return grid


def _checks(reading: Reading) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    for check in reading.checks:
        mark, style = _VERDICT[check.verdict]
        line = Text(f"{word('check', check.kind)}: {one_line(check.stated)}")
        line.append(f" — {one_line(check.measured)}" if check.measured else "")
        line.append(f", {check.verdict}", style=style)
        grid.add_row(Text(mark, style=style), line)
    return grid


def _loaded(reading: Reading) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(ratio=3)
    grid.add_column(ratio=1, style="dim")
    for loaded in reading.loaded_language:
        grid.add_row(Text(f"“{one_line(loaded.quote.exact)}”"), Text(one_line(word("loaded", loaded.why))))
    return grid


def _sources(view: ReadingView) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(ratio=2)
    grid.add_column(ratio=3, style="dim")
    grid.add_column(justify="right", no_wrap=True, style="dim")
    for source in view.sources:
        claims = f"{source.claims} claim{'' if source.claims == 1 else 's'}"
        grid.add_row(Text(one_line(source.name)), Text(one_line(source.about)), claims)
    return grid
