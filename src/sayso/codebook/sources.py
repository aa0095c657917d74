"""Kinds of sources: who belongs to a state, who watches and serves no party, who counts the dead."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sayso.codebook.tables import table

SOURCE_KINDS: tuple[str, ...] = tuple(table("sources"))
"""All kinds of sources, in the codebook's order."""

STATE_KINDS = frozenset(kind for kind, row in table("sources").items() if row.get("state"))
"""Bodies of a state: two of one state are one side."""

MONITOR_KINDS = frozenset(kind for kind, row in table("sources").items() if row.get("monitor"))
"""Those that watch and serve no party: they have no side."""

PHYSICAL_KINDS = frozenset(kind for kind, row in table("sources").items() if row.get("physical"))
"""What is evidence, not testimony."""

_COUNTING_KINDS = frozenset(kind for kind, row in table("sources").items() if row.get("counts"))


@cache
def _counting_words() -> re.Pattern[str]:
    phrases = [phrase for group in table("en/counting").values() for phrase in group["phrases"]]
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")s?\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_counting_source(description: str, kind: str) -> bool:
    """Whether a source is one of those nearest to the counting of the dead and wounded: hospitals, health
    ministries, prosecutors, rescue services, officials of the place (CODEBOOK, section 3.5)."""
    return kind in _COUNTING_KINDS or _counting_words().search(description) is not None
