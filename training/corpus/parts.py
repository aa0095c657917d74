"""The parts of the corpus: what rules and weights are made on, and what only measures them."""

from __future__ import annotations

import zlib

from training.corpus.reading import Report

_PARTS = 5
_SHARES = 20
_DEVELOPMENT = (1, 7)


def part_of(report: Report) -> str:
    """Whether a report is of the training or the test part: by the checksum of its id, one in five is test."""
    return "test" if _checksum(report) % _PARTS == 0 else "train"


def is_development(report: Report) -> bool:
    """Whether a report is of the slice of the training part (one in ten of all) that teaches the weights nothing, so
    that thresholds can be fitted on it."""
    return _checksum(report) % _SHARES in _DEVELOPMENT


def _checksum(report: Report) -> int:
    return zlib.crc32(report.head["id"].encode())
