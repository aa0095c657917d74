"""Which way from the anchor an expression points: reports tell what is past, unless a word before it says otherwise."""

from __future__ import annotations

from typing import Literal

from sayso.times.lexer import Piece

Direction = Literal["past", "future", "unknown"]

_REACH = 14


def direction(pieces: list[Piece], start: int) -> Direction:
    """The direction of the expression that begins at a piece, by the nearest cue before it in its sentence."""
    for back in range(1, _REACH + 1):
        at = start - back
        if at < 0 or "stop" in pieces[at].classes or "break" in pieces[at].classes:
            return "unknown"
        piece = pieces[at]
        if "future" in piece.classes:
            return "future"
        if piece.lower == "to" and at and "being" in pieces[at - 1].classes:
            return "future"
        if "past" in piece.classes:
            return "past"
    return "unknown"
