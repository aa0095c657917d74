"""`python -m training.corpus.agreement`: how far two annotators of the same reports agree.

`second/` holds a second annotation of some reports, made from the text and FORMAT.md alone. Spans are compared by their
words (F1); statements and events are paired by the words that they share; what a pair says is compared by its share of
agreement and by Cohen's kappa (1960), which takes out what chance would give. Coreference: B-cubed (Bagga and Baldwin,
1998) over the mentions that both have.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

from sayso.language.words import tokenise

from .reading import REPORTS, ROLES, Report, Statement, read_report

SECOND = Path(__file__).parent / "second"
SAME_STATEMENT = 0.4  # least overlap (Jaccard) of the words of two statements that are one
Words = frozenset[int]


def words_of(report: Report, label: str, number: int | None = None) -> Words:
    """The words, by their place in the text, of all spans of a label (and of one source, statement or event)."""
    offsets = tokenise(report.text)
    spans = [s for s in report.spans if s.label == label and number in (None, s.number)]
    return frozenset(
        i for i, (start, end) in enumerate(offsets)
        if any(c.isalnum() for c in report.text[start:end]) and any(s.start <= start and end <= s.end for s in spans)
    )


def f1(both: float, first: float, second: float) -> float:
    """F1 of two annotators, neither of whom is the standard: it is the same from either side."""
    return 2 * both / (first + second) if first + second else 1.0


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa of pairs of labels; 1.0 where there is but one label."""
    if not pairs:
        return 1.0
    same = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def b_cubed(first: dict[Words, int], second: dict[Words, int]) -> float:
    """B-cubed F1 of two groupings (mention to its group) over the mentions that both have; 1.0 where there are none."""
    shared = sorted(set(first) & set(second), key=sorted)
    if not shared:
        return 1.0
    scores = []
    for one, other in ((first, second), (second, first)):
        parts = []
        for mention in shared:
            group = [m for m in shared if one[m] == one[mention]]
            parts.append(sum(other[m] == other[mention] for m in group) / len(group))
        scores.append(sum(parts) / len(parts))
    return 2 * scores[0] * scores[1] / sum(scores)


class Agreement:
    """What two annotations share, summed over the reports that are added."""

    def __init__(self) -> None:
        self.reports = 0
        self.shared: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        self.labels: defaultdict[str, list[tuple[Hashable, Hashable]]] = defaultdict(list)
        self.groups: defaultdict[str, list[float]] = defaultdict(list)

    def add(self, first: Report, second: Report) -> None:
        """Compare two annotations of one report. Raises ValueError where their texts differ."""
        if first.text != second.text:
            raise ValueError(f"{first.head['id']}: the two annotations are not of the same text")
        self.reports += 1
        for name, labels in (("source", "s"), ("cue", "c"), ("content", "q"), ("event mention", "e")):
            self._count(f"{name}, words", words_of(first, labels), words_of(second, labels))
        for role in sorted(ROLES):
            self._count("roles, words", words_of(first, role), words_of(second, role))
        self._statements(first, second)
        self._events(first, second)
        for name, label in (("sources", "s"), ("events", "e")):
            groups = [
                {frozenset(_within(r, s.start, s.end)): s.number for s in r.spans if s.label == label}
                for r in (first, second)
            ]
            self.groups[f"{name}, coreference"].append(b_cubed(*groups))

    def _count(self, name: str, first: Words, second: Words) -> None:
        for place, number in enumerate((len(first & second), len(first), len(second))):
            self.shared[name][place] += number

    def _statements(self, first: Report, second: Report) -> None:
        sources = _same(
            {n: words_of(first, "s", n) for n in first.sources}, {n: words_of(second, "s", n) for n in second.sources},
            least=0.01,
        )
        records = [_by_number(r.statements) for r in (first, second)]
        passages = [
            {n: words_of(r, "q", n) or words_of(r, "c", n) for n in found}
            for r, found in zip((first, second), records, strict=True)
        ]
        pairs = _paired(passages[0], passages[1], records[0], records[1], sources)
        total = [len(found) for found in records]
        nested = [sum(len(s[0].chain) > 1 for s in found.values()) for found in records]
        chains = nested_same = 0
        for left, right in pairs:
            one, other = records[0][left], records[1][right]
            same = tuple(sources.get(link) for link in one[0].chain) == other[0].chain
            chains += same
            nested_same += same and len(one[0].chain) > 1
            self.labels["stance"].append((one[0].stance, other[0].stance))
            self.labels["certainty"].append((one[0].certainty, other[0].certainty))
            about = [frozenset(a for s in found for a in s.about) for found in (one, other)]
            for place, number in enumerate((len(about[0] & about[1]), len(about[0]), len(about[1]))):
                self.shared["attributes"][place] += number
        for name, numbers in (
            ("statements", (len(pairs), *total)), ("chains of shared statements", (chains, len(pairs), len(pairs))),
            ("nested chains", (nested_same, *nested)),
        ):
            for place, number in enumerate(numbers):
                self.shared[name][place] += number

    def _events(self, first: Report, second: Report) -> None:
        triggers = [
            {i: s for s in r.spans if s.label == "e" for i in _within(r, s.start, s.end)} for r in (first, second)
        ]
        for word in sorted(set(triggers[0]) & set(triggers[1])):
            one, other = triggers[0][word], triggers[1][word]
            self.labels["factuality"].append((one.factuality, other.factuality))
            left, right = first.events[one.number], second.events[other.number]
            self.labels["kind of event"].append((left.kind, right.kind))
            self.labels["main or background"].append((left.main, right.main))

    def lines(self) -> Iterable[str]:
        """The agreement as a Markdown table."""
        yield f"| {self.reports} reports | agreement | kappa |"
        yield "|---|---|---|"
        for name, (both, first, second) in self.shared.items():
            yield f"| {name} | F1 {f1(both, first, second):.2f} | |"
        for name, pairs in self.labels.items():
            yield f"| {name} | {sum(a == b for a, b in pairs) / len(pairs):.2f} | {kappa(pairs):.2f} |"
        for name, scores in self.groups.items():
            yield f"| {name} | B³ {sum(scores) / len(scores):.2f} | |"


def _within(report: Report, start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(tokenise(report.text)) if start <= a and b <= end]


def _by_number(statements: tuple[Statement, ...]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.number, []).append(statement)
    return found


def _overlap(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _same(first: dict[int, Words], second: dict[int, Words], least: float) -> dict[int, int]:
    """One-to-one pairs of the numbered sets of words that overlap most, the best first."""
    scored = sorted(((_overlap(a, b), n, m) for n, a in first.items() for m, b in second.items()), reverse=True)
    pairs: dict[int, int] = {}
    for score, left, right in scored:
        if score >= least and left not in pairs and right not in pairs.values():
            pairs[left] = right
    return pairs


def _paired(
    first: dict[int, Words], second: dict[int, Words], left: dict[int, list[Statement]],
    right: dict[int, list[Statement]], sources: dict[int, int],
) -> list[tuple[int, int]]:
    """Pairs of statements on the same words; of several on one passage those with the same origin."""
    scored = []
    for n, a in first.items():
        for m, b in second.items():
            score = _overlap(a, b)
            if score >= SAME_STATEMENT:
                one, other = left[n][0], right[m][0]
                chain = tuple(sources.get(link) for link in one.chain)
                scored.append((score + (chain[-1:] == other.chain[-1:]) + (chain == other.chain), n, m))
    pairs: dict[int, int] = {}
    for _, n, m in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return sorted(pairs.items())


def main(folder: Path = SECOND) -> int:
    """Compare every report that has a second annotation; print the table."""
    agreement = Agreement()
    for path in sorted(folder.glob("*.txt")):
        agreement.add(read_report(REPORTS / path.name), read_report(path))
    print("\n".join(agreement.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
