"""What speaks for and against two tellings being one event, aspect by aspect, each with its reason."""

from __future__ import annotations

from sayso.ledger.comparing.acts import compare_acts, compatible
from sayso.ledger.comparing.counts import compare_counts
from sayso.ledger.comparing.places import compare_places
from sayso.ledger.comparing.signal import Signal
from sayso.ledger.comparing.times import compare_times, doublings
from sayso.ledger.comparing.wording import compare_wording
from sayso.ledger.features import Features

__all__ = ["Signal", "compatible", "signals"]


def signals(one: Features, other: Features) -> tuple[Signal, ...]:
    """All signals of two tellings; the same in either order, but for the order of names in a reason."""
    return (
        *compare_places(one, other), *compare_times(one, other), *compare_acts(one, other),
        *compare_counts(one, other), *compare_wording(one, other), *_standing(one, other),
    )


def _standing(one: Features, other: Features) -> list[Signal]:
    if one.report == other.report:
        return [Signal("one_report", 1.0, "one report tells them as two")]
    days = abs(one.known_from - other.known_from)
    if one.main and other.main:
        found = [Signal("both_main", 1.0, "both reports are about it"),
                 Signal("main_days", doublings(days), f"reported {days:.0f} days apart")]
        return [*found, Signal("both_alone", 1.0, "both reports are about nothing else")] if one.alone and other.alone \
            else found
    if not (one.main or other.main):
        return [Signal("both_background", 1.0, "both reports tell it as background")]
    return []
