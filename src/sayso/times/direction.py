"""Which way from the anchor an expression points: reports tell what is past, unless a word before it says otherwise."""

from __future__ import annotations

from typing import Literal

from sayso.times.lexer import Piece

Direction = Literal["past", "future", "unknown"]

_REACH = 14
_REGULAR = 6  # letters of a regular past form at the least: "opened", not "need" or "speed"
_HEAD = 3  # pieces before an expression at the head of its sentence: "On", "At noon on"


def direction(pieces: list[Piece], start: int, end: int) -> Direction:
    """The direction of the expression of the pieces `start` to `end`: by the nearest cue before it in its sentence; at
    the head of a sentence by the first after it ("On Friday, officials will meet")."""
    if _done(pieces, start):
        return "past"
    for back in range(1, _REACH + 1):
        at = start - back
        if at < 0 or _ends(pieces[at]):
            return _ahead(pieces, end) if back <= _HEAD else "unknown"
        cue = _cue(pieces, at)
        if cue is not None:
            return cue
    return "unknown"


def _done(pieces: list[Piece], start: int) -> bool:
    """Whether a verb in the past stands right before the expression, whatever stands above it: "would not discuss what
    the army announced Wednesday"."""
    at = start - 1
    if at >= 1 and pieces[at].lower in ("on", "late", "early"):
        at -= 1
    if at < 1 or "future" in pieces[at].classes or "undone" in pieces[at - 1].classes:
        return False
    word = pieces[at].lower
    return "done" in pieces[at].classes or (word.endswith("ed") and len(word) >= _REGULAR)


def _ends(piece: Piece) -> bool:
    return "stop" in piece.classes or "break" in piece.classes


def _cue(pieces: list[Piece], at: int) -> Direction | None:
    piece = pieces[at]
    if "future" in piece.classes or (piece.lower == "to" and at and "being" in pieces[at - 1].classes):
        return "future"
    if piece.lower == "early" and at and pieces[at - 1].lower == "as":
        return "future"  # "as early as Tuesday"
    return "past" if "past" in piece.classes else None


def _ahead(pieces: list[Piece], end: int) -> Direction:
    """By the first cue after an expression; what follows "said" or "that" is another clause."""
    for at in range(end, min(len(pieces), end + _REACH)):
        if _ends(pieces[at]) or pieces[at].lower in ("said", "that"):
            break
        if pieces[at].lower in ("is", "are") and at + 1 < len(pieces) and pieces[at + 1].lower == "to":
            return "future"
        if pieces[at].lower in ("will", "shall", "'ll"):
            return "future"
        if "past" in pieces[at].classes:
            return "past"
    return "unknown"
