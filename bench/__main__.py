"""`python -m bench [NAME…]`: the table of all benchmarks, with the rivals' figures beside ours.

`python -m bench gate`: exit status 1 where a figure is under its floor. `python -m bench speed`: reading whole reports
timed. `python -m bench raise`: floors lifted to what was just measured, never lowered.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

from bench.data import shared_folder
from bench.floors import FLOORS, Failure, check, raised

MODULES = (
    "language", "reports", "corpus", "roles", "attribution", "factuality", "coreference", "events", "arguments",
    "muc4", "places", "times", "stories", "story_statuses", "copies",
)
OUT = Path(__file__).parent / "out"


def modules(names: list[str]) -> list[ModuleType]:
    """The benchmarks by name, all of them where none is named."""
    return [importlib.import_module(f"bench.{name}") for name in (names or MODULES)]


def measure(shared: Path, names: list[str]) -> tuple[dict[str, float], dict[str, str]]:
    """All figures as `benchmark.figure`, and what is known of rivals."""
    figures, rivals = {}, {}
    for module in modules(names):
        begin = time.monotonic()
        figures.update({f"{module.NAME}.{k}": v for k, v in module.run(shared).items()})
        rivals.update({f"{module.NAME}.{k}": v for k, v in getattr(module, "RIVALS", {}).items()})
        print(f"{module.NAME}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return figures, rivals


def table(figures: dict[str, float], rivals: dict[str, str]) -> Table:
    """The figures with their floors and the rivals' figures."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = Table("figure", "sayso", "floor", "rivals")
    for name, value in figures.items():
        floor = floors.get(name)
        found.add_row(name, f"{value:.3f}", "" if floor is None else f"{floor['value']:.3f}", rivals.get(name, ""))
    return found


def markdown(figures: dict[str, float], rivals: dict[str, str]) -> str:
    """The same table for docs/benchmarks.md, one part a benchmark."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    lines: list[str] = []
    part = ""
    for name, value in figures.items():
        benchmark, _, figure = name.partition(".")
        if benchmark != part:
            lines += ["", f"### {benchmark}", "", "| figure | sayso | floor | rivals |", "|---|---|---|---|"]
            part = benchmark
        floor = floors.get(name)
        held = "" if floor is None else f"{floor['value']:.3f}"
        lines.append(f"| {figure} | {value:.3f} | {held} | {rivals.get(name, '')} |")
    return "\n".join(lines).strip() + "\n"


def gate(figures: dict[str, float]) -> list[Failure]:
    """Every figure that breaks its floor."""
    return check(json.loads(FLOORS.read_text(encoding="utf-8")), figures)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="gate, speed, raise, or names of benchmarks (all)")
    arguments = parser.parse_args()
    names = [n for n in arguments.names if n not in ("gate", "speed", "raise")]
    if "speed" in arguments.names:
        from bench import speed

        return speed.main()
    shared = shared_folder()
    if shared is None:
        print("bench: no measuring data beside the repository; nothing was measured and no floor was checked")
        return 0
    figures, rivals = measure(shared, names)
    Console(width=150).print(table(figures, rivals))
    OUT.mkdir(exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (OUT / "figures.md").write_text(markdown(figures, rivals), encoding="utf-8")
    if "raise" in arguments.names:
        FLOORS.write_text(json.dumps(raised(json.loads(FLOORS.read_text(encoding="utf-8")), figures), indent=1) + "\n",
                          encoding="utf-8")
    failures = gate(figures)
    for failure in failures:
        print(f"gate: {failure}")
    if "gate" in arguments.names:
        print("gate: failed" if failures else "gate: all floors hold")
    return 1 if failures and "gate" in arguments.names else 0


if __name__ == "__main__":
    sys.exit(main())
