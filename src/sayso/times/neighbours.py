"""The words around a match, for the tests of guards."""

from __future__ import annotations

from sayso.times.lexer import Piece

CLAUSE_END = {"comma", "stop", "break", "bracket", "dash"}
CURRENCY = ("$", "€", "£", "#")


def before_of(pieces: list[Piece], start: int) -> Piece | None:
    """The piece before a match."""
    return pieces[start - 1] if start else None


def after_of(pieces: list[Piece], end: int) -> Piece | None:
    """The piece after a match."""
    return pieces[end] if end < len(pieces) else None


def follows(pieces: list[Piece], start: int, *names: str) -> bool:
    """Whether the piece before is of one of the classes; "=for" is the word itself."""
    before = before_of(pieces, start)
    return before is not None and _is_any(before, names)


def leads(pieces: list[Piece], end: int, *names: str) -> bool:
    """Whether the piece after is of one of the classes; "=of" is the word itself."""
    after = after_of(pieces, end)
    return after is not None and _is_any(after, names)


def _is_any(piece: Piece, names: tuple[str, ...]) -> bool:
    return any(name == f"={piece.lower}" or name in piece.classes for name in names)


def touches(pieces: list[Piece], first: int, second: int) -> bool:
    """Whether no space lies between two pieces."""
    return pieces[first].end == pieces[second].start


def position_of(pieces: list[Piece], start: int, end: int, *names: str) -> int:
    """The position of the first piece of one of the classes."""
    return next((i for i in range(start, end) if any(name in pieces[i].classes for name in names)), start)
