"""Tests of the words around feasts, dates of other calendars, and military zero hours."""

from __future__ import annotations

from sayso.times.lexer import Piece
from sayso.times.neighbours import after_of, before_of, touches

_FAITHS = ("orthodox", "coptic", "muslim", "jewish", "christian", "catholic")
_LAST_HIJRI_YEAR = 1600  # "Ramadan 2022" tells a year of ours


def holiday(pieces: list[Piece], start: int, end: int) -> bool:
    """A feast and no part of another name: "Victory Day" is one, in "Saint Christmas" there is none."""
    before, after = before_of(pieces, start), after_of(pieces, end)
    if before is not None and ("title" in before.classes or _is_name(pieces, start - 1)):
        return before.lower in _FAITHS
    return not (after is not None and after.text.istitle() and not after.classes and touches(pieces, end - 1, end))


def holiday_year(pieces: list[Piece], start: int, end: int) -> bool:
    """A feast with a year of ours: that of the Islamic calendar is under 1600."""
    return int(pieces[end - 1].classes["year"]) >= _LAST_HIJRI_YEAR


def hijri_year(pieces: list[Piece], start: int, end: int) -> bool:
    """A year of the Islamic calendar, so that "12 Ramadan 2022" is none of it."""
    years = [int(piece.classes["year"]) for piece in pieces[start:end] if "year" in piece.classes]
    return bool(years) and years[-1] < _LAST_HIJRI_YEAR


def era_year(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "1443 AH", "BE 2565": the era in capitals or written out, the year of three or four digits."""
    eras = [p for p in pieces[start:end] if p.classes.keys() & {"era_hijri", "era_buddhist"}]
    if any(len(era.text) == 2 and not era.text.isupper() for era in eras):
        return False
    return any(len(piece.text) in (3, 4) and piece.text.isdigit() for piece in pieces[start:end])


def zero(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "H-hour", "H+3": a capital, with nothing between."""
    return pieces[start].text in ("H", "D") and touches(pieces, start, start + 1)


def zero_before(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "H-2 hours", or "H-2" where hours are counted elsewhere; "H-2" alone may be the name of a road."""
    named = pieces[end - 1].lower in ("hours", "hrs", "h")
    return zero(pieces, start, end) and (named or any(
        p.text == "H" and (after.text == "+" or "dash" in after.classes) and (far.lower == "hour" or after.text == "+")
        for p, after, far in zip(pieces, pieces[1:], pieces[2:], strict=False)
    ))


def _is_name(pieces: list[Piece], at: int) -> bool:
    """Whether a piece is an unknown word with a capital, and not the first of its sentence."""
    if not pieces[at].text.istitle() or pieces[at].classes or not at:
        return False
    return not {"stop", "break"} & set(pieces[at - 1].classes)
