"""What a report states that can be computed, and its loaded language."""

from __future__ import annotations

from typing import Literal

from sayso.model.base import Noun
from sayso.model.quote import Quote

CheckKind = Literal["distance", "elapsed_days", "weekday", "sum", "light", "date"]
Verdict = Literal["consistent", "inconsistent", "uncheckable"]


class Check(Noun):
    """One stated thing beside what was computed. `measured` is None where it is uncheckable."""

    kind: CheckKind
    quote: Quote
    stated: str
    measured: str | None = None
    verdict: Verdict


class LoadedLanguage(Noun):
    """A passage that takes sides, and why it counts as such (`epithet`, `ridicule`, …)."""

    quote: Quote
    why: str
