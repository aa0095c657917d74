"""Time expressions against four annotated sets, by the measures of TempEval-3.

Spans match strictly (the same characters) or relaxedly (they overlap); value F1 counts relaxed matches with the same
TIMEX3 value. `gum_dates` marks no durations, so recall and the days of what it marks are measured there.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bench.data import records, shared_folder
from sayso.times import Anchor, Expression, recognise

NAME = "times"
RIVALS = {
    "gum_news.recall": "HeidelTime .903",
    "gum_news.day": "HeidelTime .865",
    "wikiwars.strict_f1": "HeidelTime .859 (all 22)",
    "wikiwars.relaxed_f1": "HeidelTime .924 (all 22)",
    "wikiwars.value_f1": "HeidelTime .832 (all 22)",
    "timebank.value_f1": "HeidelTime .79",
    "aquaint.value_f1": "HeidelTime .73",
}
SAMPLE = 60
SEED = 7


def run(shared: Path) -> dict[str, float]:
    """All figures. `shared` is the folder that holds `bench/`."""
    folder = shared / "bench" / "times"
    found: dict[str, float] = {}
    news = [r for r in records(folder / "gum_dates.jsonl.gz") if r["genre"] == "news"]
    found["gum_news.recall"], found["gum_news.day"] = days(news)
    for name, style, size in (
        ("wikiwars_train", "narrative", None),
        ("timebank", "news", SAMPLE),
        ("aquaint", "news", SAMPLE),
    ):
        chosen = sample(list(records(folder / f"{name}.jsonl.gz")), size)
        for measure, value in tempeval(chosen, style).items():
            found[f"{name.removesuffix('_train')}.{measure}"] = value
    return found


def sample(items: list[dict[str, Any]], size: int | None) -> list[dict[str, Any]]:
    """A fixed choice of so many records; all of them where no size is told."""
    return items if size is None or size >= len(items) else random.Random(SEED).sample(items, size)


def read(record: dict[str, Any], style: str) -> tuple[Expression, ...]:
    """Our expressions in a record, set against its date."""
    day = date.fromisoformat(record["dct"][:10]) if record.get("dct") else None
    return recognise(record["text"], Anchor(day, "narrative" if style == "narrative" else "news"))


def days(items: Iterable[dict[str, Any]], errors: list[str] | None = None) -> tuple[float, float]:
    """Recall of marked spans, and the share of all marked intervals whose days we have exactly."""
    total = hit = dated = right = 0
    for record in items:
        ours = read(record, "news")
        for gold in record["timexes"]:
            found = [e for e in ours if e.start < gold["end"] and gold["start"] < e.end]
            total += 1
            hit += bool(found)
            if not gold.get("interval"):
                continue
            dated += 1
            good = any(_same_days(e, gold["interval"]) for e in found)
            right += good
            if errors is not None and not good:
                ours_told = [
                    (
                        e.text,
                        e.value,
                        e.interval and (e.interval.first_day.isoformat(), e.interval.last_day.isoformat()),
                    )
                    for e in found
                ]
                errors.append(f"{record['id']}: {gold['text']!r} {gold['interval']} {ours_told}")
    return hit / max(total, 1), right / max(dated, 1)


def _same_days(expression: Expression, interval: list[str | None]) -> bool:
    found = expression.interval
    if found is None:
        return False
    first, last = interval
    if found.precision in ("minute", "hour", "part_of_day"):  # a weekday is marked without its "night"
        return found.edtf[:10] in (first, last)
    return (first is None or found.first_day.isoformat() == first) and (
        last is None or found.last_day.isoformat() == last
    )


def tempeval(items: Iterable[dict[str, Any]], style: str, errors: list[str] | None = None) -> dict[str, float]:
    """Strict, relaxed and value F1."""
    counts: Counter[str] = Counter()
    for record in items:
        ours = list(read(record, style))
        counts["ours"] += len(ours)
        golds = [g for g in record["timexes"] if g.get("value")]
        counts["gold"] += len(golds)
        left = list(ours)
        for gold in golds:
            match = max(
                (e for e in left if e.start < gold["end"] and gold["start"] < e.end),
                default=None,
                key=lambda e: (e.start == gold["start"] and e.end == gold["end"], e.value == gold["value"]),
            )
            if match is None:
                if errors is not None:
                    errors.append(
                        f"{record['id']}: missed {_around(record, gold['start'], gold['end'])} {gold['value']}"
                    )
                continue
            left.remove(match)
            counts["relaxed"] += 1
            counts["strict"] += match.start == gold["start"] and match.end == gold["end"]
            counts["value"] += match.value == gold["value"]
            if errors is not None and match.value != gold["value"]:
                errors.append(
                    f"{record['id']}: value {_around(record, gold['start'], gold['end'])} {gold['value']} "
                    f"ours {match.text!r} {match.value}"
                )
        if errors is not None:
            errors.extend(
                f"{record['id']}: spurious {_around(record, e.start, e.end)} {e.value} {e.mention.rule}" for e in left
            )
    total = counts["ours"] + counts["gold"]
    return {f"{name}_f1": 2 * counts[name] / max(total, 1) for name in ("strict", "relaxed", "value")}


def _around(record: dict[str, Any], start: int, end: int) -> str:
    text = record["text"]
    return f"{text[max(0, start - 25) : start]}[[{text[start:end]}]]{text[end : end + 15]}".replace("\n", "|")


def main() -> None:
    """Print the figures, or with a set's name its errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", nargs="?", choices=("gum", "wikiwars_train", "timebank", "aquaint"))
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    errors: list[str] = []
    if arguments.set is None:
        for name, value in run(shared).items():
            print(f"{name:24s} {value:.3f}")
    elif arguments.set == "gum":
        print(days([r for r in records(shared / "bench/times/gum_dates.jsonl.gz") if r["genre"] == "news"], errors))
    else:
        chosen = list(records(shared / f"bench/times/{arguments.set}.jsonl.gz"))
        print(tempeval(chosen, "narrative" if arguments.set == "wikiwars_train" else "news", errors))
    for line in errors:
        print(line)


if __name__ == "__main__":
    main()
