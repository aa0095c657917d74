"""Whole stories (tests/stories): many reports, few events. Which tellings the ledger takes for one event.

    python -m bench.stories train --errors

Every report is read by itself; every gold telling is laid to the reading's event that tells it; the ledger's events
over the story's reports are measured by B-cubed over the gold tellings. A gold telling that no event of the reading
tells (a report in a language that is not read among them) is missed and counts as an event of its own; `found` leaves
the missed ones out. All stories together are clustered as one ledger, so that a story's tellings could join another's.
Errors are shown for the training part alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sayso
from bench.coreference import b_cubed
from sayso.codebook import family
from sayso.ledger.features import Features, features_of_entry
from sayso.ledger.instants import day_of
from sayso.ledger.partition import events_of
from sayso.ledger.sameness import compare
from sayso.ledger.telling import Entry, Telling
from sayso.model import Reading
from sayso.places.folding import fold

NAME = "stories"
RIVALS: dict[str, str] = {}
FOLDER = Path(__file__).parents[1] / "tests" / "stories"
READINGS = Path(__file__).parent / "out" / "readings"
Clusters = Mapping[Any, Any]
ADDED = "2026-01-01T00:00:00.000000Z"
READERS = ("reading", "language", "times", "places", "codebook/en", "intake")
_STOPS = ".!?\n"


@dataclass(frozen=True)
class GoldTelling:
    """One gold telling: the event and the report, with the offsets of the passage in the report's text."""

    event: Mapping[str, Any]
    report: str
    start: int
    end: int

    @property
    def name(self) -> tuple[str, str]:
        """The event's and the report's id."""
        return str(self.event["id"]), self.report


@dataclass(frozen=True)
class Story:
    """One story as its file has it, with the readings of its reports by their ids. `tellings`: the gold tellings, each
    with the telling of the reading that tells it, None where there is none."""

    name: str
    data: Mapping[str, Any]
    entries: Mapping[str, Entry]
    tellings: tuple[tuple[GoldTelling, Telling | None], ...]


def files(split: str) -> list[Path]:
    """The files of a part ("train" or "test")."""
    return [path for path in sorted(FOLDER.glob("*.toml")) if tomllib.loads(path.read_text("utf-8"))["split"] == split]


def load(path: Path) -> Story:
    """A story, read and aligned."""
    data = tomllib.loads(path.read_text("utf-8"))
    entries = {report["id"]: Entry(reading.report, reading, ADDED)
               for report in data["report"] for reading in [read(report)]}
    return Story(path.stem, data, entries, tuple(aligned(data, entries)))


def read(report: Mapping[str, Any]) -> Reading:
    """The reading of a story's report, from the cache in bench/out where the same reader has read it before."""
    told: dict[str, Any] = {key: report.get(key) for key in ("title", "publisher", "author", "url", "published")}
    name = hashlib.sha256(json.dumps([reader(), report["text"], told]).encode()).hexdigest()
    path = READINGS / f"{name}.json"
    if path.is_file():
        return Reading.from_json(path.read_bytes())
    reading = sayso.read(report["text"], **told)
    READINGS.mkdir(parents=True, exist_ok=True)
    path.write_text(reading.to_json(), encoding="utf-8")
    return reading


@cache
def reader() -> str:
    """What tells one reader from another: the version, and the state of the files of the rooms that read."""
    root = Path(sayso.__file__).parent
    states = [f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}"
              for room in READERS for path in sorted((root / room).rglob("*"))
              if path.is_file() and "__pycache__" not in path.parts]
    return hashlib.sha256("\n".join([sayso.__version__, *states]).encode()).hexdigest()


def aligned(data: Mapping[str, Any], entries: Mapping[str, Entry]) -> Iterable[tuple[GoldTelling, Telling | None]]:
    """Every gold telling with the reading's event that tells it; an event tells one. The best pairs go first."""
    gold = [GoldTelling(event, told["report"], start, start + len(told["quote"]))
            for event in data["event"] for told in event["tellings"]
            for start in [entries[told["report"]].report.text.find(told["quote"])]]
    scored = []
    for number, telling in enumerate(gold):
        for other in entries[telling.report].tellings():
            score = _fit(telling, other)
            if score > 0:
                scored.append((-score, number, other.key, other))
    taken: dict[int, Telling] = {}
    used: set[str] = set()
    for _, number, key, other in sorted(scored, key=lambda item: item[:3]):
        if number not in taken and key not in used:
            taken[number] = other
            used.add(key)
    return ((telling, taken.get(number)) for number, telling in enumerate(gold))


def _fit(gold: GoldTelling, telling: Telling) -> float:
    """How well an event of a reading tells a gold telling: the share of the passage's sentence that its claims quote,
    and of the passage; then kind, place and day. 0 where it quotes nothing of the sentence."""
    text = telling.entry.report.text
    start = max((text.rfind(stop, 0, gold.start) for stop in _STOPS), default=-1) + 1
    end = min((at for stop in _STOPS if (at := text.find(stop, gold.end)) >= 0), default=len(text))
    quoted: set[int] = set()
    for claim in telling.claims:
        quoted.update(range(claim.quote.start, claim.quote.end))
    sentence = len(quoted & set(range(start, end))) / max(1, end - start)
    if not sentence:
        return 0.0
    passage = len(quoted & set(range(gold.start, gold.end))) / max(1, gold.end - gold.start)
    return sentence + 0.5 * passage + _likeness(gold.event, telling)


def _likeness(gold: Mapping[str, Any], telling: Telling) -> float:
    event, score = telling.event, 0.0
    if event.kind == gold["kind"]:
        score += 0.6
    elif family(event.kind) == family(gold["kind"]):
        score += 0.3
    if event.where is not None and event.where.written:
        words = set(fold(gold["place"]).replace(",", " ").split())
        score += 0.5 * bool(words & set(fold(event.where.written).split()))
    first, _, last = gold["day"].partition("/")
    begin, end = day_of(event.when.earliest), day_of(event.when.latest)
    earliest, latest = day_of(first), day_of(last or first)
    if None not in (begin, end, earliest, latest) and begin <= latest and earliest <= end:  # type: ignore[operator]
        score += 0.5
    return score


def score(gold: Clusters, found: Clusters) -> dict[str, float]:
    """B-cubed precision, recall and F1 of a clustering, both as the cluster of each item."""
    recall, items, precision, _ = b_cubed(chains(gold), chains({item: found[item] for item in gold}))
    recall, precision = recall / max(1, items), precision / max(1, items)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def chains(cluster_of: Clusters) -> list[frozenset[Any]]:
    """The clusters as sets, from the cluster of each item."""
    found: dict[Any, set[Any]] = defaultdict(set)
    for item, cluster in cluster_of.items():
        found[cluster].add(item)
    return [frozenset(chain) for chain in found.values()]


def clusters(stories: Sequence[Story]) -> dict[str, int]:
    """The ledger's events over all reports of the stories: the number of each telling's event, by the telling's key."""
    told = [telling for story in stories for entry in story.entries.values() for telling in features_of_entry(entry)]
    return {key: number for number, event in enumerate(events_of(told)) for key in event}


def measured(stories: Sequence[Story], event_of: Mapping[str, int]) -> dict[str, float]:
    """B-cubed over the gold tellings, the missed ones as events of their own, and over those that were found."""
    gold: dict[Any, Any] = {}
    answer: dict[Any, Any] = {}
    for story in stories:
        for told, telling in story.tellings:
            item = (story.name, *told.name)
            gold[item] = (story.name, told.name[0])
            answer[item] = event_of[telling.key] if telling is not None else item
    found = {item: cluster for item, cluster in gold.items() if answer[item] != item}
    return {
        **{f"b3_{name}": value for name, value in score(gold, answer).items()},
        **{f"found_b3_{name}": value for name, value in score(found, answer).items()},
        "found": len(found) / max(1, len(gold)),
        "alone_b3_f1": score(gold, {item: item for item in gold})["f1"],
        "reports_b3_f1": score(found, {item: item[0] for item in found})["f1"],
    }


def run(shared: Path) -> dict[str, float]:
    """The figures of both parts; the shared folder is not needed."""
    figures = {}
    for split in ("train", "test"):
        stories = [load(path) for path in files(split)]
        if stories:
            figures.update({f"{split}.{k}": round(v, 4) for k, v in measured(stories, clusters(stories)).items()})
    return figures


def main() -> None:
    """Measure one part; with --errors, show the events of each training story as they were found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", choices=("train", "test"))
    parser.add_argument("--errors", action="store_true", help="of the training part")
    parser.add_argument("--links", action="store_true", help="with the reasons of wrong links")
    arguments = parser.parse_args()
    stories = [load(path) for path in files(arguments.split)]
    event_of = clusters(stories)
    for name, value in measured(stories, event_of).items():
        print(f"{name:20s} {value:.4f}")
    if arguments.errors and arguments.split == "train":
        for story in stories:
            _show(story, event_of, arguments.links)


def _show(story: Story, event_of: Mapping[str, int], links: bool) -> None:
    figures = measured([story], event_of)
    print(f"\n{story.name}: {figures['b3_f1']:.3f}, of those found {figures['found_b3_f1']:.3f}")
    ids = {entry.key: name for name, entry in story.entries.items()}
    told = {f.key: f for entry in story.entries.values() for f in features_of_entry(entry)}
    gold_of = {telling.key: gold.name[0] for gold, telling in story.tellings if telling is not None}
    groups: dict[int, list[str]] = defaultdict(list)
    for key in told:
        groups[event_of[key]].append(key)
    for keys in groups.values():
        print("  event")
        for key in keys:
            f = told[key]
            days = f"{f.time.first_day}-{f.time.last_day}" if f.time.is_known else "?"
            name = f"{gold_of.get(key, '--'):3s} {ids[f.report]:4s}{key.rsplit('/')[1]:3s}"
            place = f"{','.join(f.place.names) or '?'} {f.place.precision}"
            print(f"    {name} {'main' if f.main else 'back'} {f.kind:16s} {days:12s} {place}")
    for gold, telling in story.tellings:
        if telling is None:
            print(f"  missed {gold.name} {story.entries[gold.report].report.language}")
    if links:
        _show_links(told, gold_of, event_of, ids)


def _show_links(told: Mapping[str, Features], gold_of: Mapping[str, str], event_of: Mapping[str, int],
                ids: Mapping[str, str]) -> None:
    keys = [key for key in told if key in gold_of]
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            same = gold_of[one] == gold_of[other]
            if same != (event_of[one] == event_of[other]):
                link = compare(told[one], told[other])
                names = " ".join(ids[told[key].report] + "/" + key.rsplit("/")[1] for key in (one, other))
                reasons = "; ".join(f"{reason.weight:+.1f} {reason.text}" for reason in link.reasons)
                print(f"  {'parted' if same else 'joined'} {names} {link.score:+.2f}: {reasons}")


if __name__ == "__main__":
    main()
