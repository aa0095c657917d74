"""Casualties of an event, from the claims that give numbers (CODEBOOK, section 3.5)."""

from __future__ import annotations

from sayso.codebook import is_counting_source
from sayso.model import Casualties, Count
from sayso.reading.draft import Attribution, ClaimDraft, CountKind

_KINDS: tuple[CountKind, ...] = ("killed", "injured", "missing", "captured", "displaced")


def count_casualties(claims: tuple[ClaimDraft, ...], attribution: Attribution, event: int) -> Casualties:
    """The counts of one event: `best` from the best source, `low` and `high` over all claims that stand."""
    return Casualties(**{kind: _count(claims, attribution, event, kind) for kind in _KINDS})


def _count(claims: tuple[ClaimDraft, ...], attribution: Attribution, event: int, kind: CountKind) -> Count:
    told = [c for c in claims if c.event == event and c.about == kind and c.count is not None]
    found = [c for c in told if c.stance == "affirms"]
    latest = {c.chain: c for c in found}  # an update by the same source replaces its earlier figure
    standing = [c for c in found if latest[c.chain] is c]
    if not standing:
        return Count()
    best = max(standing, key=lambda c: (_rank(c, attribution), -c.token))
    assert best.count is not None
    numbers = [c.count for c in standing if c.count is not None]
    lows = [n.low if n.low is not None else n.best for n in numbers]
    low = min((n for n in lows if n is not None), default=None)
    tops = [n.high for n in numbers]
    high = None if None in tops else max(n for n in tops if n is not None)
    return Count(low=low, best=best.count.best, high=high)


def _rank(claim: ClaimDraft, attribution: Attribution) -> int:
    """How near a chain is to the counting: bodies that count, then others, then hearsay; the report's own voice
    stands between, since it passes on what nobody is cited for."""
    if not claim.chain:
        return 3 if claim.certainty == "certain" else 1
    origin = attribution.sources[claim.chain[-1]]
    if is_counting_source(origin.description or origin.name, origin.kind):
        return 5
    if origin.kind in ("unnamed", "social_media"):
        return 1
    if origin.side is not None or origin.kind in ("military", "armed_group"):
        return 2
    return 4 if origin.kind in ("official", "police", "medic") else 3
