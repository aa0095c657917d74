"""How far the reading is, on standard error, where a person sits there and there is more than a little to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from sayso.intake import Item, Source

FEW = 3  # files; a file over BIG bytes counts as many
BIG = 200_000


def is_wanted(sources: list[Source], *, output_on_terminal: bool) -> bool:
    """Whether to show progress: to a person, on long work, and not between readings that are shown themselves."""
    much = len(sources) > FEW or sum(source.size for source in sources) > BIG
    return much and sys.stderr.isatty() and not output_on_terminal


def shown(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, with a bar of the bytes read of `total`, the rate, and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(), TextColumn("{task.fields[reports]} reports"), BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total or None, reports=0, rate="")
        for number, item in enumerate(items, 1):
            yield item
            elapsed = progress.tasks[0].elapsed or 0.0
            rate = f"{number / elapsed:.1f} reports/s" if elapsed > 1 else ""
            progress.update(task, advance=item.size, reports=number, rate=rate)
