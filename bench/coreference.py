"""Coreference on GUM's open development part, from raw text, against joining mentions with the same head alone.

A mention is known by its head token, as in CorefUD's head match; a coordination is another mention than its first
member. Mentions that stand alone count in neither key nor answer, nor do first and second persons, which are left to
whoever knows the speakers (`all_conll` has them in). MUC (Vilain et al. 1995), B³ (Bagga and Baldwin
1998), CEAF-e (Luo 2005); the CoNLL figure is the mean of their F1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.data import records
from sayso.language import parse_text
from sayso.language.parse import Parse

NAME = "coreference"
RIVALS: dict[str, str] = {}
FILE = "gum_open_dev.jsonl.gz"
# Text that was written, in the third person; the others are speech, much of it in the first and second.
WRITTEN = frozenset(("academic", "bio", "news", "textbook", "voyage"))
SPEAKERS = frozenset((
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
    "yourselves",
))
Key = Hashable
Chains = list[frozenset[Key]]


def run(shared: Path) -> dict[str, float]:
    """MUC, B³, CEAF-e and CoNLL F1 of all genres, of those written, and of the baseline."""
    return measure(shared / "bench" / "language" / FILE)


def measure(path: Path, genres: frozenset[str] | None = None) -> dict[str, float]:
    """The figures of one file of records; of some genres where they are given."""
    ours, written, plain, written_plain, everyone = (_Sum() for _ in range(5))
    for record in records(path):
        genre = record["meta"]["genre"]
        if genres and genre not in genres:
            continue
        parse = parse_text(record["text"])
        spoken = frozenset(s["start"] for s in record["spans"] if s.get("form", "").lower() in SPEAKERS)
        gold, found = _without(gold_chains(record), spoken), _without(parsed_chains(parse), spoken)
        everyone.add(gold_chains(record), parsed_chains(parse))
        ours.add(gold, found)
        baseline = _without(same_head(parse), spoken)
        plain.add(gold, baseline)
        if genre in WRITTEN:
            written.add(gold, found)
            written_plain.add(gold, baseline)
    figures = ours.figures() | {f"written_{k}": v for k, v in written.figures().items()}
    return figures | {
        "same_head_conll": plain.figures()["conll"], "written_same_head_conll": written_plain.figures()["conll"],
        "all_conll": everyone.figures()["conll"],
    }


def _without(chains: Chains, left_out: frozenset[int]) -> Chains:
    return [kept for chain in chains if len(kept := chain - left_out) > 1]


def gold_chains(record: dict[str, Any]) -> Chains:
    """The key: chains of head tokens' first characters, -1 - character for a coordination."""
    tokens = [s for s in record["spans"] if s["type"] == "TOK"]
    chains: dict[str, set[Key]] = defaultdict(set)
    for span in record["spans"]:
        if not span.get("coref"):
            continue
        inside = [t for t in tokens if t["start"] >= span["start"] and t["end"] <= span["end"]]
        names = {t["id"] for t in inside}
        head = next((t for t in inside if t["head"] not in names), None)
        if head is None:
            continue
        joined = any(t["head"] == head["id"] and t["deprel"] == "conj" for t in inside)
        chains[span["coref"]].add(-1 - head["start"] if joined else head["start"])
    return [frozenset(c) for c in chains.values() if len(c) > 1]


def parsed_chains(parse: Parse) -> Chains:
    """The answer, in the same keys."""
    found = []
    for chain in parse.chains:
        keys: set[Key] = set()
        for mention in chain.mentions:
            joined = any(mention.head < c.index < mention.end for c in parse.children(mention.head, "conj"))
            start = parse.tokens[mention.head].start
            keys.add(-1 - start if joined else start)
        if len(keys) > 1:
            found.append(frozenset(keys))
    return found


def same_head(parse: Parse) -> Chains:
    """The baseline: nouns and names with the same head in lower case are one thing, pronouns of the same form too."""
    chains: dict[str, set[Key]] = defaultdict(set)
    for token in parse.tokens:
        if token.upos in ("NOUN", "PROPN", "PRON") and token.relation not in ("compound", "flat"):
            chains[token.text.lower()].add(token.start)
    return [frozenset(c) for c in chains.values() if len(c) > 1]


class _Sum:
    """Counts of the three measures over documents."""

    def __init__(self) -> None:
        self._counts = np.zeros((3, 4))

    def add(self, gold: Chains, found: Chains) -> None:
        """Count one document."""
        for row, score in enumerate((muc, b_cubed, ceaf)):
            self._counts[row] += score(gold, found)

    def figures(self) -> dict[str, float]:
        """F1 of each measure and their mean."""
        values = {}
        for name, (a, b, c, d) in zip(("muc", "b_cubed", "ceaf"), self._counts, strict=True):
            recall, precision = (a / b if b else 0.0), (c / d if d else 0.0)
            values[name] = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
            values[f"{name}_precision"] = precision
        values["conll"] = (values["muc"] + values["b_cubed"] + values["ceaf"]) / 3
        return {name: round(float(value), 4) for name, value in values.items()}


def _holder(chains: Chains) -> dict[Key, frozenset[Key]]:
    return {mention: chain for chain in chains for mention in chain}


def muc(gold: Chains, found: Chains) -> tuple[float, float, float, float]:
    """Links kept and links there are, for recall and for precision."""
    def links(these: Chains, those: Chains) -> tuple[float, float]:
        holder = _holder(those)
        kept = sum(len(c) - len({holder.get(m, m) for m in c}) for c in these)
        return float(kept), float(sum(len(c) - 1 for c in these))

    return *links(gold, found), *links(found, gold)


def b_cubed(gold: Chains, found: Chains) -> tuple[float, float, float, float]:
    """The share of each mention's chain that is right, summed, and the mentions."""
    def shares(these: Chains, those: Chains) -> tuple[float, float]:
        holder = _holder(those)
        kept = sum(len(c & holder.get(m, frozenset())) / len(c) for c in these for m in c)
        return float(kept), float(sum(map(len, these)))

    return *shares(gold, found), *shares(found, gold)


def ceaf(gold: Chains, found: Chains) -> tuple[float, float, float, float]:
    """The best one-to-one pairing of chains by the share of mentions they have in common, and the chains."""
    table = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold]).reshape(len(gold), len(found))
    total = float(sum(table[row, column] for row, column in _pairing(table)))
    return total, float(len(gold)), total, float(len(found))


def _pairing(table: np.ndarray[Any, np.dtype[np.float64]]) -> Sequence[tuple[int, int]]:
    """The pairs (row, column) of the best assignment (Kuhn 1955, in the form with potentials)."""
    if not table.size:
        return []
    turned = table.shape[0] > table.shape[1]
    cost = -(table.T if turned else table)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        way = np.zeros(columns + 1, dtype=int)
        while True:
            used[column] = True
            current = match[column]
            reduced = cost[current - 1] - u[current] - v[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = column
            following = int(np.where(used[1:], np.inf, least[1:]).argmin()) + 1
            delta = least[following]
            u[match[used]] += delta
            v[used] -= delta
            least[1:][~used[1:]] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = int(way[column])
    pairs = [(int(match[c]) - 1, c - 1) for c in range(1, columns + 1) if match[c]]
    return [(b, a) for a, b in pairs] if turned else pairs
