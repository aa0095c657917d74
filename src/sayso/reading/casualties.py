"""Casualties of an event, from the claims that give numbers (CODEBOOK, section 3.5)."""

from __future__ import annotations

from sayso.codebook import is_counting_source
from sayso.language.parse import Parse
from sayso.model import Casualties, Count
from sayso.reading.draft import Attribution, ClaimDraft, CountKind
from sayso.reading.topics import topic_words

_COUNTING = 5  # ranks of those who count from here on
_KINDS: tuple[CountKind, ...] = ("killed", "injured", "missing", "captured", "displaced")


def count_casualties(
    claims: tuple[ClaimDraft, ...], attribution: Attribution, event: int, parse: Parse | None = None
) -> Casualties:
    """The counts of one event: `best` from the best source, `low` and `high` over all claims that stand. With `parse`,
    a figure that is told as an earlier one ("had at first spoken of eight") gives way to any other."""
    return Casualties(**{kind: _count(claims, attribution, event, kind, parse) for kind in _KINDS})


def _count(
    claims: tuple[ClaimDraft, ...], attribution: Attribution, event: int, kind: CountKind, parse: Parse | None
) -> Count:
    told = [c for c in claims if c.event == event and c.about == kind and c.count is not None]
    found = [c for c in told if c.stance == "affirms"]
    # an update by the same source replaces its earlier figure; "dozens", or "no civilians", is no update of a number
    latest = {c.chain: c for c in sorted(found, key=lambda c: (c.value is not None, c.value != 0))}
    standing = [c for c in found if latest[c.chain] is c]
    if not standing:
        return Count()
    doers = _doers(claims, event)
    best = max(standing, key=lambda c: (not _is_earlier(parse, c), _preference(c, attribution, doers)))
    assert best.count is not None
    numbers = [c.count for c in standing if c.count is not None]
    lows = [n.low if n.low is not None else n.best for n in numbers]
    low = min((n for n in lows if n is not None), default=None)
    tops = [n.high for n in numbers]
    high = None if None in tops else max(n for n in tops if n is not None)
    return Count(low=low, best=best.count.best, high=high)


def _is_earlier(parse: Parse | None, claim: ClaimDraft) -> bool:
    """Whether the passage tells the figure as one of before."""
    if parse is None or claim.cue is None:
        return False
    start, end = min(claim.passage.start, claim.cue.start), max(claim.token + 1, claim.cue.end)
    return any(t.text.lower() in topic_words("superseded") for t in parse.tokens[start:end])


def _preference(claim: ClaimDraft, attribution: Attribution, doers: frozenset[str]) -> tuple[bool, int, int, int]:
    """What makes a figure better than another: that it is one; its source; among those who count, the higher, since
    tolls grow; else the first told."""
    rank = _rank(claim, attribution, doers)
    number = claim.value if isinstance(claim.value, int) else 0
    return claim.value is not None, rank, number if rank >= _COUNTING else 0, -claim.token


def _doers(claims: tuple[ClaimDraft, ...], event: int) -> frozenset[str]:
    """The parties to which the event is laid."""
    return frozenset(str(c.value) for c in claims
                     if c.event == event and c.about == "responsibility" and c.stance == "affirms" and c.value)


def _rank(claim: ClaimDraft, attribution: Attribution, doers: frozenset[str]) -> int:
    """How near a chain is to the counting: bodies that count; teams that look into it for no party; officials; others,
    and the report's own voice, which passes on what nobody is cited for; a party to the conflict and who is not named;
    the side that did it, and hearsay."""
    if not claim.chain:
        return 4 if claim.certainty == "certain" else 1
    origin = attribution.sources[claim.chain[-1]]
    if is_counting_source(origin.description or origin.name, origin.kind):
        return 7
    if origin.kind in ("social_media", "witness", "victim"):
        return 1
    if origin.side in doers:
        return 1
    if origin.kind in ("military", "armed_group", "unnamed"):
        return 2
    if origin.kind == "international":
        return 6
    return 5 if origin.kind in ("official", "police", "medic") else 4
