"""Whether two tellings are one event: a score with the reasons for it.

The score is the logarithm of the odds, a sum of signals with weights (logistic regression; Fellegi and Sunter 1969 is
its kin). It hangs on the two tellings alone, whatever else the ledger holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.ledger.comparing import signals
from sayso.ledger.features import Features
from sayso.ledger.settings import settings

Verdict = Literal["same", "perhaps", "apart"]
_SAYS_SOMETHING = 0.05


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (`weight` above 0) or against two tellings being one event, in plain words; the weight is in
    log-odds."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """How two tellings, `one` before `other` by their keys, belong together. `score`: the log-odds that they are one
    event; `verdict`: "same" where it is at the threshold or above, "perhaps" where other tellings may yet join them,
    else "apart"; `reasons`: the weightiest first."""

    one: str
    other: str
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-self.score))


def compare(one: Features, other: Features) -> Link:
    """The link of two tellings, the same in either order. Two tellings of one report are one event only where
    everything says so, since the reader has already joined what it takes for one."""
    first, second = (one, other) if one.key <= other.key else (other, one)
    weights = settings().weights
    reasons = [Reason(s.reason, round(s.value * weights[s.name], 4)) for s in signals(first, second)]
    score = round(weights["bias"] + sum(reason.weight for reason in reasons), 4)
    told = sorted((r for r in reasons if abs(r.weight) >= _SAYS_SOMETHING), key=lambda r: (-abs(r.weight), r.text))
    return Link(first.key, second.key, score, _verdict(score, one.report == other.report), tuple(told))


def values(one: Features, other: Features) -> Mapping[str, float]:
    """The strength of every signal of two tellings, by its name: what the weights are fitted on."""
    first, second = (one, other) if one.key <= other.key else (other, one)
    found: dict[str, float] = {"bias": 1.0}
    for signal in signals(first, second):
        found[signal.name] = found.get(signal.name, 0.0) + signal.value
    return found


def _verdict(score: float, one_report: bool) -> Verdict:
    limits = settings().partition
    if score >= (limits.within_report if one_report else limits.threshold):
        return "same"
    return "perhaps" if score >= limits.weak and not one_report else "apart"
