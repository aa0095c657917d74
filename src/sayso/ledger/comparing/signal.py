"""What one comparison says of whether two tellings are one event."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """`name` is that of its weight in codebook/ledger/sameness.toml, `value` how strong it is (0 says nothing),
    `reason` what it is in plain words."""

    name: str
    value: float
    reason: str
