"""Copies and origins: which report depends on which (tests/stories), and from how many roots an event's news comes.

    python -m bench.copies train --errors

Copies are told from the reports of each story laid beside one another pairwise; a pair of one gold family is right
whichever of its members the copy is told to be of. Of relays those count for the precision that add nothing of their
own: that an outlet cites another beside sources of its own is a dependence too, which the gold does not list. Origins
are computed from the readings' tellings of each gold event, so that what the reader misses or lays to the wrong source
counts against them. `index` is the share of the gold copies whose signatures share a key. Errors are shown for the
training part alone.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.stories import Story, files, load
from sayso.ledger.copies import compare
from sayso.ledger.dependence import COPY_KINDS, Dependence, explain, is_whole_relay
from sayso.ledger.families import families
from sayso.ledger.identities import identities
from sayso.ledger.origins import Origin, origins
from sayso.ledger.signature import index_keys, signature
from sayso.ledger.telling import Telling
from sayso.places.folding import fold

NAME = "copies"
RIVALS: dict[str, str] = {}
KINDS = ("verbatim", "shortened", "rewritten", "translated", "relayed")
_TITLES = frozenset([
    "governor", "gov", "general", "colonel", "mayor", "the", "of", "in", "at", "and", "dr", "mr", "mrs", "for",
    "ministry",
])


@dataclass(frozen=True)
class Gold:
    """The copies of a story: the edges by report and original, and each report's family."""

    edges: Mapping[tuple[str, str], str]
    family: Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """A story with what was found: the dependences between its reports, and the gold copies that share an index key."""

    story: Story
    gold: Gold
    found: Sequence[Dependence]
    indexed: int


def gold_of(story: Story) -> Gold:
    """The copies as the story's file has them."""
    edges: dict[tuple[str, str], str] = {}
    family = {report["id"]: report["id"] for report in story.data["report"]}
    for report in story.data["report"]:
        if report.get("copy"):
            edges[report["id"], report["copy_of"]] = report["copy"]
            if report["copy"] in COPY_KINDS:
                family[report["id"]] = family[report["copy_of"]]
    return Gold(edges, family)


def compared(story: Story) -> Compared:
    """All reports of a story, pairwise."""
    gold = gold_of(story)
    signatures = {name: signature(entry) for name, entry in story.entries.items()}
    keys = {name: set(index_keys(s)) for name, s in signatures.items()}
    found = [d for one, other in combinations(signatures, 2) for d in compare(signatures[one], signatures[other])]
    return Compared(story, gold, found, sum(bool(keys[one] & keys[other]) for one, other in gold.edges))


def judged(row: Compared) -> Iterator[tuple[Dependence, str, str, str, bool]]:
    """Every dependence that counts, with the two reports' ids, the gold kind of the pair ("family" for copies of one
    original, "" for none) and whether it is right."""
    ids = {entry.key: name for name, entry in row.story.entries.items()}
    for d in row.found:
        if d.kind == "shared_post" or (d.kind == "relayed" and not is_whole_relay(d)):
            continue
        one, other = ids[d.report], ids[d.on]
        kind = row.gold.edges.get((one, other), "")
        family = row.gold.family[one] == row.gold.family[other]
        right = (d.kind in COPY_KINDS and family) or (d.kind == "relayed" and bool(kind))
        yield d, one, other, kind or ("family" if family else ""), right


def edges(rows: Sequence[Compared]) -> dict[str, float]:
    """Precision of what was found and recall of the gold copies, all together and by kind."""
    gold: dict[str, int] = defaultdict(int)
    hit: dict[str, int] = defaultdict(int)
    named: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    right: dict[str, int] = defaultdict(int)
    for row in rows:
        told = {}
        for d, one, other, _, is_right in judged(row):
            found[d.kind] += 1
            right[d.kind] += is_right
            told[one, other] = d.kind
        ids = {entry.key: name for name, entry in row.story.entries.items()}
        partial = {(ids[d.report], ids[d.on]) for d in row.found if d.kind == "relayed"}
        for edge, kind in row.gold.edges.items():
            gold[kind] += 1
            hit[kind] += edge in told or (kind == "relayed" and edge in partial)
            named[kind] += told.get(edge) == kind
    figures = {
        "precision": sum(right.values()) / max(1, sum(found.values())),
        "recall": sum(hit.values()) / max(1, sum(gold.values())),
        "kind": sum(named.values()) / max(1, sum(hit.values())),
        "index": sum(row.indexed for row in rows) / max(1, sum(gold.values())),
    }
    for kind in KINDS:
        if found[kind]:
            figures[f"{kind}_precision"] = right[kind] / found[kind]
        if gold[kind]:
            figures[f"{kind}_recall"] = hit[kind] / gold[kind]
    return figures


def roots(row: Compared) -> Iterator[tuple[Mapping[str, Any], str | None, int, tuple[Origin, ...]]]:
    """For every event, and every earlier day that the gold has of it: the event, the day (None at the end), the gold
    number of origins and those found."""
    for event in row.story.data["event"]:
        told = [t for gold, t in row.story.tellings if t is not None and gold.event["id"] == event["id"]]
        for as_of in (*event.get("as_of", ()), None):
            day = None if as_of is None else str(as_of["day"])
            known = [t for t in told if day is None or (t.entry.report.published or "")[:10] <= day]
            number = len(event["origins"]) if as_of is None else int(as_of["origins"])
            yield event, day, number, found_origins(known, row.found)


def found_origins(told: Sequence[Telling], found: Sequence[Dependence]) -> tuple[Origin, ...]:
    """The origins of the event that the tellings tell."""
    keys = {telling.entry.key for telling in told}
    among = [d for d in found if d.report in keys and d.on in keys]
    return origins(told, families([t.entry for t in told], among), identities(told), dependences=among)


def counts(rows: Sequence[Compared]) -> dict[str, float]:
    """How often the number of origins is right, how far off it is, and how many of the origins themselves are found."""
    exact = off = number = more = 0
    right = found_all = gold_all = 0
    for row in rows:
        for event, day, gold, found in roots(row):
            exact += len(found) == gold
            off += abs(len(found) - gold)
            more += len(found) > gold
            number += 1
            if day is None:
                right += len(matched(row.story, event["origins"], found))
                found_all, gold_all = found_all + len(found), gold_all + gold
    return {
        "origins_exact": exact / max(1, number),
        "origins_off": off / max(1, number),
        "origins_too_many": more / max(1, number),
        "origins_precision": right / max(1, found_all),
        "origins_recall": right / max(1, gold_all),
    }


def matched(story: Story, gold: Sequence[str], found: Sequence[Origin]) -> dict[str, Origin]:
    """The gold origins that were found: a family's gathering by its report, a source by the words of its name."""
    ids = {entry.key: name for name, entry in story.entries.items()}
    left = list(found)
    pairs = {}
    for name in gold:
        words = set(fold(name).split()) - _TITLES
        for origin in left:
            same = set(fold(origin.name).split()) - _TITLES
            is_source = bool(words & same) and (words <= same or same <= words or len(words & same) > 1)
            if ids.get(origin.root or "") == name if name in story.entries else is_source:
                pairs[name] = origin
                left.remove(origin)
                break
    return pairs


def run(shared: Path) -> dict[str, float]:
    """The figures of both parts; the shared folder is not needed."""
    figures = {}
    for split in ("train", "test"):
        rows = [compared(load(path)) for path in files(split)]
        if rows:
            figures.update({f"{split}.{k}": round(v, 4) for k, v in {**edges(rows), **counts(rows)}.items()})
    return figures


def main() -> None:
    """Measure one part; with --errors, show what is wrong in each training story."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", choices=("train", "test"))
    parser.add_argument("--errors", action="store_true", help="of the training part")
    arguments = parser.parse_args()
    rows = [compared(load(path)) for path in files(arguments.split)]
    for name, value in {**edges(rows), **counts(rows)}.items():
        print(f"{name:24s} {value:.3f}")
    if arguments.errors and arguments.split == "train":
        for row in rows:
            _show(row)


def _show(row: Compared) -> None:
    print(f"\n{row.story.name}")
    told = {(one, other) for _, one, other, _, _ in judged(row)}
    for d, one, other, kind, right in judged(row):
        if not right or (kind != d.kind and kind != "family"):
            print(f"  {'other kind' if right else 'WRONG'} ({kind or 'none'}) {explain(d, one, other)}")
    for edge, kind in row.gold.edges.items():
        if edge not in told:
            print(f"  MISSED {kind} {edge[0]} of {edge[1]}")
    for event, day, number, found in roots(row):
        if len(found) != number or (day is None and len(matched(row.story, event["origins"], found)) < number):
            print(f"  {event['id']} {day or 'at the end'}: {len(found)} origins, gold {number}")
            if day is None:
                print(f"      gold  {event['origins']}")
                for origin in found:
                    print(f"      found {origin.name}: {origin.explain}")


if __name__ == "__main__":
    main()
