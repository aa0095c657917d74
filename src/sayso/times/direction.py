"""Which way from the anchor an expression points: reports tell what is past, unless a word before it says otherwise."""

from __future__ import annotations

from typing import Literal

from sayso.times.lexer import Piece

Direction = Literal["past", "future", "unknown"]

_REACH = 14
_TO_BE = {"is", "are", "was", "were", "be", "been", "'s"}
_PAST = {"was", "were", "had", "did", "has", "have", "ago", "earlier"}


def direction(pieces: list[Piece], start: int) -> Direction:
    """The direction of the expression that begins at a piece, by the nearest cue before it in its sentence."""
    for back in range(1, _REACH + 1):
        at = start - back
        if at < 0 or "stop" in pieces[at].classes or "break" in pieces[at].classes:
            return "unknown"
        piece = pieces[at]
        if "future" in piece.classes:
            return "future"
        if piece.lower == "to" and at and pieces[at - 1].lower in _TO_BE:
            return "future"
        if piece.lower in _PAST:
            return "past"
    return "unknown"
