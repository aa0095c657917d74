"""Whole stories through the whole ledger: statuses and tolls, at the end and on earlier days, and how many origins.

    python -m bench story_statuses

The ledger's events are computed from a story's reports alone; a gold event is laid to the ledger's event that holds
most of its tellings. Where none does, all of it is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.stories import Story, files, load
from sayso.ledger.computation import LedgerEvent, compute
from sayso.ledger.instants import as_of_limit, known_by

NAME = "story_statuses"
RIVALS: dict[str, str] = {}


def run(shared: Path) -> dict[str, float]:
    """The figures of both parts; the shared folder is not needed."""
    figures: dict[str, float] = {}
    for split in ("train", "test"):
        counts: Counter[str] = Counter()
        for path in files(split):
            _measure(load(path), counts)
        names = sorted({name.rpartition(".")[0] for name in counts})
        figures.update({f"{split}.{name}": round(counts[f"{name}.right"] / counts[f"{name}.all"], 4)
                        for name in names if counts[f"{name}.all"]})
    return figures


def _measure(story: Story, counts: Counter[str]) -> None:
    tellings: dict[str, set[str]] = defaultdict(set)
    for gold, telling in story.tellings:
        if telling is not None:
            tellings[str(gold.event["id"])].add(telling.key)
    final = compute(story.entries.values()).events
    for event in story.data["event"]:
        _compare("final", event, _holding(final, tellings[event["id"]]), counts)
        for told in event.get("as_of", ()):
            limit = as_of_limit(told["day"])
            known = compute(e for e in story.entries.values() if known_by(e.known_from, limit)).events
            _compare("as_of", told, _holding(known, tellings[event["id"]]), counts)


def _holding(events: Iterable[LedgerEvent], keys: set[str]) -> LedgerEvent | None:
    """The event that holds most of some tellings; of several, the first by name."""
    held = [(sum(t.key in keys for t in event.tellings), event) for event in events]
    return min((pair for pair in held if pair[0]), key=lambda pair: (-pair[0], pair[1].id), default=(0, None))[1]


def _compare(when: str, gold: Mapping[str, Any], event: LedgerEvent | None, counts: Counter[str]) -> None:
    """Count what of a gold event, or of what was known of it on a day, is right."""
    right = {
        about: event is not None and event.assessment.status(about) == gold["status"].get(about)  # type: ignore[arg-type]
        for about in ("occurrence", "responsibility")
    }
    if "origins" in gold:
        wanted = gold["origins"] if isinstance(gold["origins"], int) else len(gold["origins"])
        right["origins"] = event is not None and len(event.origins) == wanted
    for about in ("killed", "injured"):
        if "best" in gold.get(about, {}):
            found = event is not None and event.assessment.count(about).best == gold[about]["best"]  # type: ignore[arg-type]
            right[about] = found
    for name, is_right in right.items():
        counts[f"{when}_{name}.all"] += 1
        counts[f"{when}_{name}.right"] += is_right
