"""Short names of events that stay the same while reports are added, and lead on where they change.

An event is named after its earliest telling. A telling's own name hangs on its report and on where in the report it is
told, so that a better reading of the report, which finds more or fewer events, still calls it by that name. The names
of all its tellings are aliases of the event: whatever it was called before an earlier report came in still leads to
it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sayso.ledger.instants import instant_of
from sayso.ledger.telling import Telling

PREFIX = "E-"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_DIGITS = 8  # 40 bits: among a million names, two are alike with a chance of about one in three
_READ_AS = str.maketrans("ILO", "110", "- ")


def event_id(tellings: Iterable[Telling]) -> str:
    """The name of the event that these tellings tell: `E-7K3Q9D2M`. Raises ValueError for no tellings."""
    return telling_id(earliest(tellings))


def aliases(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """All names that lead to the event of these tellings, its own first, then in alphabetical order."""
    told = tuple(tellings)
    own = event_id(told)
    return (own, *sorted({telling_id(telling) for telling in told} - {own}))


def earliest(tellings: Iterable[Telling]) -> Telling:
    """The telling whose report could be known first; of several, the first by its report's key and its place in it.
    Raises ValueError for no tellings."""
    return min(tellings, key=lambda t: (instant_of(t.entry.known_from) or 0.0, t.entry.key, _place_of(t)))


def telling_id(telling: Telling) -> str:
    """The name that an event has whose earliest telling this is."""
    start, rank = _place_of(telling)
    text = f"{telling.entry.key}/{start}/{rank}"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:5], "big")
    digits = (_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_DIGITS)))
    return PREFIX + "".join(digits)


def normalised(written: str) -> str:
    """A name of an event as `event_id` gives it, from how a person may write it: in small letters, with O for 0 or I
    for 1, without its prefix or with hyphens inside."""
    letters = written.strip().upper().removeprefix(PREFIX).translate(_READ_AS)
    return PREFIX + letters


def _place_of(telling: Telling) -> tuple[int, int]:
    """Where in its report it is told first, and its number among the events that are told first at the same place."""
    starts: dict[str, int] = {}
    for claim in telling.entry.reading.claims:
        starts[claim.event] = min(claim.quote.start, starts.get(claim.event, claim.quote.start))
    beginning = starts.get(telling.event.id, 0)
    same = [event.id for event in telling.entry.reading.events if starts.get(event.id, 0) == beginning]
    return beginning, same.index(telling.event.id) if telling.event.id in same else 0
