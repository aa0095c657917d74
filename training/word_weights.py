"""Makes src/sayso/codebook/en/word_weights.toml: how rare English words are, counted in texts whose licences allow it.

    python -m training.word_weights --data ../shared/bench

Counted are GUM and EWT (web, news, talk), GeoVirus (Wikinews), WikiWars (histories of wars) and our own corpus of
reports. Every text is cut into passages of about 250 words; a word's rarity is the logarithm of one over the share of
passages that hold it, rounded to a quarter.
"""

from __future__ import annotations

import argparse
import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.data import records
from sayso.ledger.terms import stem, words_of
from training.corpus.reading import read_corpus

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "codebook" / "en" / "word_weights.toml"
PASSAGE = 250
FEWEST = 4
WHOLE = ("language/gum_open_train", "language/gum_open_dev", "places/geovirus", "times/wikiwars_train")
SENTENCES = "language/ud_english_ewt_train"
STEP = 0.25


def texts(data: Path) -> Iterator[str]:
    """All texts that are counted."""
    for name in WHOLE:
        for record in records(data / f"{name}.jsonl.gz"):
            yield record["text"]
    documents: dict[str, list[str]] = defaultdict(list)
    for record in records(data / f"{SENTENCES}.jsonl.gz"):
        documents[record["id"].rsplit("-", 1)[0]].append(record["text"])
    for sentences in documents.values():
        yield " ".join(sentences)
    for report in read_corpus():
        yield report.text


def counted(data: Path) -> tuple[int, Counter[str]]:
    """The number of passages, and for each stem the number of those that hold it."""
    total, holding = 0, Counter[str]()
    for text in texts(data):
        words = words_of(text)
        parts = max(1, round(len(words) / PASSAGE))
        size = max(1, -(-len(words) // parts))
        for start in range(0, len(words), size):
            total += 1
            holding.update({stem(word) for word in words[start : start + size]} - {""})
    return total, holding


def levels(total: int, holding: Counter[str]) -> dict[float, list[str]]:
    """The stems by rarity, the commonest first, those in too few passages left out."""
    found: dict[float, list[str]] = defaultdict(list)
    for word, number in sorted(holding.items()):
        if number >= FEWEST:
            found[round(math.log(total / number) / STEP) * STEP].append(word)
    return dict(sorted(found.items()))


def written(total: int, found: dict[float, list[str]]) -> str:
    """The levels in TOML, after the head of the file as it stands."""
    lines = [TARGET.read_text(encoding="utf-8").split("[levels]")[0].rstrip(), "", "[levels]"]
    for level, words in found.items():
        lines.append(f'"{level}" = """')
        lines += textwrap.wrap(" ".join(words), 118, break_long_words=False, break_on_hyphens=False)
        lines.append('"""')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Count, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sets that are counted")
    total, holding = counted(parser.parse_args().data)
    found = levels(total, holding)
    TARGET.write_text(written(total, found), encoding="utf-8")
    print(f"{sum(map(len, found.values()))} stems in {total} passages; in one alone: {math.log(total):.2f}")


if __name__ == "__main__":
    main()
