"""Which of the analysts' decisions still hold."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.ledger.statement import Statement


def in_force(decisions: Iterable[Statement]) -> tuple[Statement, ...]:
    """The decisions that no later one has taken back, in their order; an undone undoing counts again."""
    ordered = sorted((d for d in decisions if d.kind == "decision"), key=lambda d: d.number)
    undone: set[object] = set()
    for decision in reversed(ordered):
        if decision.body.get("action") == "undo" and decision.number not in undone:
            undone.add(decision.body.get("number"))
    return tuple(d for d in ordered if d.number not in undone and d.body.get("action") != "undo")
