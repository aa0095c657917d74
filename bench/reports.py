"""Whole reports against their gold readings, field by field, by the shared scorer.

Beside the shared development sets stand two of our own; `bench/own/README.md` tells how far they have been worked with.

Run alone to see the errors: `python -m bench.reports reports_dev --errors`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import sayso
from bench.data import records, shared_folder

NAME = "reports"
SETS = ("seed", "reports_plain_dev", "reports_dev", "own_plain", "own_hard")
OWN = Path(__file__).parent / "own"
RIVALS = {
    "reports_plain_dev.mean_f1": "a keyword script .30",
    "reports_dev.mean_f1": "a keyword script .18; a second coder .97",
}


def scorer(shared: Path) -> ModuleType:
    """The shared scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score_reports", shared / "bench" / "score_reports.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "bench" / "score_reports.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_set(shared: Path, name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The gold records of a set and our readings of them, by id. The gold is not shown to the reader."""
    folder = OWN if name.startswith("own_") else shared / "bench"
    golds = list(records(folder / f"{name}.jsonl"))
    readings = {}
    for gold in golds:
        reading = sayso.read(gold["text"], title=gold.get("title"), publisher=gold.get("publisher"),
                             published=gold.get("published"))
        readings[gold["id"]] = json.loads(reading.to_json())
    return golds, readings


def run(shared: Path) -> dict[str, float]:
    """Mean F1 and the single fields of every set, and the error rates."""
    found: dict[str, float] = {}
    module = scorer(shared)
    for name in SETS:
        result, _ = module.score(*read_set(shared, name))
        found[f"{name}.mean_f1"] = result["mean_f1"]
        found[f"{name}.bad_quotes"] = float(result["bad_quotes"])
        for field, row in result["fields"].items():
            if row["f1"] == row["f1"]:
                found[f"{name}.{field}"] = row["f1"]
        for rate, (wrong, total) in result["error_rates"].items():
            found[f"{name}.{rate}"] = wrong / total if total else 0.0
    return found


def main() -> None:
    """Score one set and, with --errors, print every error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", help="errors of this field only")
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    result, errors = scorer(shared).score(*read_set(shared, arguments.set))
    print(f"{arguments.set}: mean F1 {result['mean_f1']:.3f} over {result['reports']} reports, "
          f"bad quotes {result['bad_quotes']}")
    for field, row in result["fields"].items():
        print(f"  {field:22s} {row['f1']:.3f}  hit {row['hit']} spurious {row['spurious']} missed {row['missed']}")
    print("  place median km", result["place_median_km"], "rates", result["error_rates"])
    if arguments.errors:
        for document, field, note in errors:
            if arguments.only in (None, field):
                print(f"{document}\t{field}\t{note}")


if __name__ == "__main__":
    main()
