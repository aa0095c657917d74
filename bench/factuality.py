"""Factuality of predicates, -3 to 3, against UDS-IH2 and UW: mean absolute error and Pearson's r of `degree`.

UDS-IH2 (White and others 2016; Rudinger, White and Van Durme 2018) is of verbs of the English Web Treebank, and its
training part is among what the encoder learnt from; UW (Lee and others 2015) is of verbs and nouns of news, and is
measured only. `python -m bench.factuality weights` prints both figures of the training part of UDS-IH2 for each weight
of the encoder beside the rules: they rise to the end, since the encoder has seen that part.

Mentions of events in our own corpus have one of five classes, in `Mentions`; bench/corpus.py measures them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.data import records, shared_folder
from sayso.language import Parse, parse_text
from sayso.reading.draft import Attribution, Factuality
from sayso.reading.factuality import as_told, degree
from sayso.reading.factuality.climb import verdict_on
from sayso.reading.factuality.degrees import of_rules

NAME = "factuality"
RIVALS = {
    "uds_ih2_dev.mae": "large models .722 (test); always +3: 2.255",
    "uds_ih2_dev.r": "large models .912 (test)",
    "uw_dev.mae": "trained on it .346; always +3: .781",
    "uw_dev.r": "trained on it .863",
}
CLASSES = ("happened", "probable", "possible", "did_not_happen", "future")
Numbers = NDArray[np.float64]


def run(shared: Path) -> dict[str, float]:
    """The figures of both development parts."""
    found: dict[str, float] = {}
    for name in ("uds_ih2_dev", "uw_dev"):
        ours, gold = judged(shared / "bench" / "factuality" / f"{name}.jsonl.gz")
        found |= {f"{name}.{figure}": value for figure, value in compare(ours[:, 0], gold).items()}
    return found


def judged(path: Path) -> tuple[Numbers, Numbers]:
    """For every marked predicate our degree, the rules' own and the encoder's own, a row each; and the marks."""
    ours, gold = [], []
    for record in records(path):
        parse = parse_text(record["text"])
        for span in record["spans"]:
            token = parse.token_range(span["start"], span["end"])[0]
            ours.append((degree(parse, token), of_rules(verdict_on(parse, token)), float(parse.factuality[token])))
            gold.append(float(span["label"]))
    return np.array(ours, dtype=np.float64), np.array(gold, dtype=np.float64)


def compare(ours: Numbers, gold: Numbers) -> dict[str, float]:
    """Mean absolute error, and Pearson's r."""
    return {"mae": float(np.abs(ours - gold).mean()), "r": float(np.corrcoef(ours, gold)[0, 1])}


class Mentions:
    """Marked against found classes of mentions of events."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, parse: Parse, attribution: Attribution, start: int, end: int, marked: str) -> str:
        """Count the mention of characters `start` to `end`; the class that is found for its head."""
        first, last = parse.token_range(start, end)
        head = next((i for i in range(first, last) if not first <= parse.tokens[i].head < last
                     or parse.tokens[i].is_root), first)
        found = class_of(as_told(parse, attribution, head))
        self.counts[marked, found] += 1
        return found

    def figures(self) -> dict[str, float]:
        """Accuracy, and the mean of the F1 of the five classes."""
        total = sum(self.counts.values())
        scores = []
        for name in CLASSES:
            hits = self.counts[name, name]
            marked = sum(n for (gold, _), n in self.counts.items() if gold == name)
            found = sum(n for (_, ours), n in self.counts.items() if ours == name)
            scores.append(2 * hits / (marked + found) if marked + found else 0.0)
        right = sum(self.counts[name, name] for name in CLASSES)
        accuracy = right / total if total else 0.0
        return {"factuality_accuracy": accuracy, "factuality_macro_f1": sum(scores) / len(scores)}


def class_of(told: Factuality) -> str:
    """One of the corpus's five classes (FORMAT.md): what is hypothetical and no more than possible is possible."""
    if told.value == "happened":
        return "happened" if told.certainty == "certain" else told.certainty
    if told.value == "did_not_happen":
        return told.value
    return "possible" if told.value == "unknown" or told == Factuality("hypothetical", "possible") else "future"


def main() -> None:
    """Print the training part's figures for each weight of the encoder."""
    shared = shared_folder()
    if shared is None or sys.argv[1:] != ["weights"]:
        sys.exit("python -m bench.factuality weights, with the measuring data beside the repository")
    ours, gold = judged(shared / "bench" / "factuality" / "uds_ih2_train.jsonl.gz")
    for step in range(11):
        weight = step / 10
        figures = compare(ours[:, 1] * (1 - weight) + ours[:, 2] * weight, gold)
        print(f"{weight:.1f}  mae {figures['mae']:.3f}  r {figures['r']:.3f}")


if __name__ == "__main__":
    main()
