"""The language room on treebanks and entity sets that the weights were not trained on: EWT's development part."""

from __future__ import annotations

from pathlib import Path

from training.evaluate import evaluate

NAME = "language"
RIVALS = {
    "upos": "a first trial of this design .961", "uas": "a first trial .888", "las": "a first trial .857",
}


def run(shared: Path) -> dict[str, float]:
    """UPOS, XPOS, UAS, LAS with gold words and sentences; sentence F1 from raw text; entity F1 (UNER)."""
    return evaluate(shared / "bench")
