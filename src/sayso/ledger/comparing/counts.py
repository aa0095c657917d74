"""Whether the counts of two tellings may be of one event: equal, an update, or too far apart."""

from __future__ import annotations

import math

from sayso.ledger.comparing.signal import Signal
from sayso.ledger.features import Features, Range
from sayso.ledger.settings import settings


def compare_counts(one: Features, other: Features) -> list[Signal]:
    """Signals of every count that both tell. A toll may grow; it grows little, and later."""
    theirs = dict(other.counts)
    pairs = [(name, figures, theirs[name]) for name, figures in one.counts if name in theirs]
    found = [signal for pair in pairs if (signal := _compare(*pair)) is not None]
    return [_strongest(found, name) for name in ("count_equal", "count_fits", "count_apart")
            if any(signal.name == name for signal in found)]


def _strongest(signals: list[Signal], name: str) -> Signal:
    """The strongest of the signals of one name, so that five counts do not say five times what one says."""
    return max((signal for signal in signals if signal.name == name), key=lambda signal: signal.value)


def _compare(name: str, one: Range, other: Range) -> Signal | None:
    low, high = sorted((_figure(one), _figure(other)))
    if low == high:
        value = 1.0 if low > settings().measures["small_count"] else 0.3
        return Signal("count_equal", value, f"{low} {name} in both")
    if low == 0:
        return Signal("count_apart", min(1.0, math.log1p(high) / 3.0), f"nobody {name} and {high} {name}")
    ratio, measures = high / low, settings().measures
    if ratio <= measures["update"] or high - low <= measures["small_count"] or _overlap(one, other):
        return Signal("count_fits", 1.0, f"{low} and {high} {name}: the toll may have grown")
    value = min(2.0, math.log(ratio) / math.log(measures["update"]) - 0.5)
    return Signal("count_apart", value, f"{low} and {high} {name}")


def _figure(figures: Range) -> int:
    low, best, high = figures
    return next((figure for figure in (best, low, high) if figure is not None), 0)


def _overlap(one: Range, other: Range) -> bool:
    """Whether two ranges that are bounded on both sides share a figure."""
    if one[0] is None or one[2] is None or other[0] is None or other[2] is None:
        return False
    return one[0] <= other[2] and other[0] <= one[2]
