"""`python -m training.corpus.check [FILE…]`: every file against FORMAT.md; exit status 1 where one is not."""

from __future__ import annotations

import collections
import sys
from pathlib import Path

from .reading import REPORTS, CorpusError, read_report


def main(paths: list[Path]) -> int:
    """Check the files, all of the corpus where none is named; print what is wrong, and a summary."""
    counts: collections.Counter[str] = collections.Counter()
    genres: collections.Counter[str] = collections.Counter()
    bad = 0
    for path in paths or sorted(REPORTS.glob("*.txt")):
        try:
            report = read_report(path)
        except CorpusError as error:
            print(error)
            bad += 1
            continue
        genres[report.head["genre"]] += 1
        counts["reports"] += 1
        counts["words"] += len(report.text.split())
        counts["statements"] += len({s.number for s in report.statements})
        counts["nested"] += len({s.number for s in report.statements if len(s.chain) > 1})
        counts["events"] += len(report.events)
        counts["mentions of events"] += sum(s.label == "e" for s in report.spans)
        counts["plain"] += report.head["level"] == "plain"
    print(", ".join(f"{n} {name}" for name, n in counts.items()) or "no reports")
    print(", ".join(f"{n} {name}" for name, n in genres.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
