"""Parts of the day: from which hour to which, and how a TIMEX3 value calls them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.times.lexicon import resource


@dataclass(frozen=True, slots=True)
class Part:
    """Hours from `first` to `last` of local time, past 24 in the next day, below 0 in the day before; `code` as in
    TIMEX3, empty where TIMEX3 has none."""

    first: float
    last: float
    code: str


@cache
def parts() -> dict[str, Part]:
    """All parts of the day by name."""
    return {name: Part(row["from"], row["to"], row["code"]) for name, row in resource("parts.toml").items()}
