"""Tests of the words around a date, month, year, season or weekday: whether it tells a time at all.

"May" is a month in "in May" and a verb in "may go"; "2000" is a year in "in 2000" and a count before "people".
"""

from __future__ import annotations

import itertools

from sayso.times.lexer import Piece
from sayso.times.neighbours import CLAUSE_END, CURRENCY, after_of, before_of, follows, leads, position_of, touches

_NEAR = 40  # pieces
_GENERATION = 30  # years


def calendar(pieces: list[Piece], start: int, end: int) -> bool:
    """A day and a month: "12 may have", "3 March on" are no dates."""
    at = position_of(pieces, start, end, "month", "month_short")
    before = before_of(pieces, start)
    if before is not None and before.text in CURRENCY:
        return False
    if pieces[at].lower == "may" and at == end - 1:
        after = after_of(pieces, end)
        return after is None or after.lower not in ("have", "be", "not", "also", "yet", "still", "well")
    return True


def month_day(pieces: list[Piece], start: int, end: int) -> bool:
    """A month and a day; "May 20 000" and "March 5 people" are none."""
    after = after_of(pieces, end)
    if after is not None and "counted" in after.classes:
        return False
    last = pieces[end - 1]
    return not (
        (after is not None and after.text in ("%", "percent"))
        or (after is not None and "number" in after.classes and "year" not in after.classes and len(after.text) == 3)
    ) and (
        last.text[0].isdigit()
        or "day_ordinal" not in last.classes
        or "the" in {p.lower for p in pieces[start:end]}
        or last.lower not in ("first", "second", "third")
    )


def month_year(pieces: list[Piece], start: int, end: int) -> bool:
    """A month and a year: the year is no count of people."""
    return not leads(pieces, end, "counted")


def month(pieces: list[Piece], start: int, end: int) -> bool:
    """A month alone. Words that are common words or first names too need a word before them that leads to a date."""
    at = position_of(pieces, start, end, "month", "month_short")
    word = pieces[at]
    before = before_of(pieces, at)
    after = after_of(pieces, end)
    if before is not None and "title" in before.classes:
        return False
    if (
        "month_short" in word.classes
        and not word.text.endswith(".")
        and (not follows(pieces, at, "before_date", "stage") or _is_unknown_name(after))
    ):
        return False  # "Jan" before a surname is a first name
    if word.lower.rstrip(".") in ("may", "march", "august", "april", "june", "mar", "jan", "dec"):
        led = follows(pieces, at, "before_date", "stage", "relation", "month", "dash", "comma", "slash")
        if follows(pieces, at, "comma"):
            led = at > 1 and ("month" in pieces[at - 2].classes)
        if (
            word.lower == "march"
            and after is not None
            and after.lower in ("on", "to", "for", "against", "of", "through", "in")
        ):
            return (
                led and before is not None and before.lower in ("in", "since", "until", "by", "last", "early", "late")
            )
        if word.lower in ("april", "june") and after is not None and after.text[:1].isupper():
            return False
        return led or at > start
    return True


def _is_unknown_name(piece: Piece | None) -> bool:
    return piece is not None and piece.text.istitle() and not piece.classes


def relative_month(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "last May", "this March" are months; "that may" is none, and "this March on the capital" neither."""
    first = pieces[start].lower
    if (
        pieces[end - 1].lower.rstrip(".") == "march"
        and after_of(pieces, end) is not None
        and pieces[end].lower in ("on", "to", "for")
    ):
        return False
    return first in ("last", "this", "next", "previous", "following", "past", "coming")


def not_decimal(pieces: list[Piece], start: int, end: int) -> bool:
    """A day in digits that is no part of a longer number."""
    return not (start and touches(pieces, start - 1, start) and pieces[start - 1].text in (".", ",", "/"))


def shared_month(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "May 3-4", "May 3 and 4", not "May 3, 12 people" nor "May 3 to 500"."""
    if "comma" in pieces[start - 1].classes:
        return leads(pieces, end, "=and", "comma")
    after = after_of(pieces, end)
    return (
        after is None
        or bool(CLAUSE_END & set(after.classes))
        or "function_word" in after.classes
        or "year" in after.classes
    )


def day_of_month(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "on the 17th": digits, led by a preposition, with no noun after them; "of the 17th" only behind a time of
    day. A number that is elsewhere a unit's ("the 22nd Infantry Division") is none here either."""
    digits = pieces[end - 1].text
    if not digits[0].isdigit() or not follows(pieces, start, "before_date", "stage", "part", "noon"):
        return False
    if follows(pieces, start, "=of") and not (
        start > 1 and {"part", "noon", "stage"} & set(pieces[start - 2].classes)
    ):
        return False
    after = after_of(pieces, end)
    if not (after is None or CLAUSE_END & set(after.classes) or "function_word" in after.classes):
        return False
    return not any(
        one.text == digits and other.text[:1].isupper() and "month" not in other.classes
        for one, other in itertools.pairwise(pieces)
    )


def dotted_date(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "[31.05, 23:09]": a day and a month with a clock time or a bracket beside them."""
    day, month = (int(part) for part in pieces[start].text.split("."))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    after, before = after_of(pieces, end), before_of(pieces, start)
    if (
        before is not None
        and "bracket" in before.classes
        and after is not None
        and ("comma" in after.classes or "clock" in after.classes or after.text == "]")
    ):
        return True
    return (before is None or "break" in before.classes) and after is not None and "clock" in after.classes


def year(pieces: list[Piece], start: int, end: int) -> bool:
    """Four digits that are a year and no count."""
    piece = pieces[end - 1]
    value = int(piece.classes["year"])
    before, after = before_of(pieces, start), after_of(pieces, end)
    if end - start > 1 or _is_range_of_years(pieces, start, end):
        return True
    if before is not None and (
        ("amount_before" in before.classes or before.text in CURRENCY)
        or (before.text in (".", "/", "+", "-", ":") and touches(pieces, start - 1, start) and before.text != "-")
    ):
        return False
    if after is not None:
        if "counted" in after.classes or after.text in ("%", "°") or "unit_plural" in after.classes:
            return False
        if "hhmm" in piece.classes and ("zone_short" in after.classes or after.lower in ("hours", "hrs", "h")):
            return False
        if (
            after.text in (".", ":")
            and end + 1 < len(pieces)
            and touches(pieces, end, end + 1)
            and pieces[end + 1].text[0].isdigit()
        ):
            return False
    about = before is not None and before.text == "." and start > 1 and pieces[start - 2].lower in ("c", "ca", "cca")
    led = about or follows(pieces, start, "before_date", "stage", "season", "month", "bracket", "year") or (
        before is not None and before.lower in ("the", "a", "'s", "’s", "spring", "its", "their", "–", "-", "—")
    )
    counts = (
        after is not None
        and after.text.islower()
        and after.text.endswith("s")
        and len(after.text) > 3
        and "short_verb" not in after.classes
    )
    if 1900 <= value <= 2050:
        return led or not counts
    if counts or value < 1000:
        return False
    if before is not None and before.lower == "of":
        return _is_of_year(pieces, start, end)
    if end < len(pieces) and "dash" in pieces[end].classes and touches(pieces, end - 1, end):
        return end + 1 < len(pieces) and "year" in pieces[end + 1].classes
    if before is not None and before.lower == "and":
        return start > 1 and "year" in pieces[start - 2].classes
    return led and not (before is not None and before.lower in ("to", "for", "or"))


def _is_range_of_years(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "over 2000 - 2050": one of two years with a dash or "to" between, the first of them the smaller."""
    for dash, first, last in ((end, end - 1, end + 1), (start - 1, start - 2, start)):
        if first >= 0 and last < len(pieces) and (
            "dash" in pieces[dash].classes or pieces[dash].lower in ("to", "until", "or")
        ):
            years = [pieces[at].classes.get("year") for at in (first, last)]
            if None not in years and 1000 <= int(str(years[0])) < int(str(years[1])) <= 2100:
                return not leads(pieces, last + 1, "counted", "unit_plural")
    return False


def _is_of_year(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "the treaty of 1793", not "a force of 1500" nor "of 1200 men"."""
    if start > 1 and ("amount_noun" in pieces[start - 2].classes or "number" in pieces[start - 2].classes):
        return False
    after = after_of(pieces, end)
    return after is None or bool(CLAUSE_END & set(after.classes)) or "function_word" in after.classes


def year_in_words(pieces: list[Piece], start: int, end: int) -> bool:
    """A spoken year: "nineteen ninety-six", "eighteen twelve"."""
    first, second = (int(pieces[i].classes["number_word"]) for i in (end - 2, end - 1))
    return 15 <= first <= 20 and 10 <= second <= 99


def year_in_full(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "AD 70", "394 AD", "in the year 71": digits, the era in capitals."""
    if any(piece.lower == "ad" and piece.text not in ("AD", "A.D.") for piece in pieces[start:end]):
        return False
    digits = [piece for piece in pieces[start:end] if piece.text.isdigit()]
    return len(digits) == 1 and len(digits[0].text) in (2, 3, 4)


def year_two_thousand(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "the year two thousand", "the year two thousand twelve"."""
    return 1500 <= int(pieces[end - 1].classes["number_word"]) <= 2100


def year_second(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "1941-42", "(1892 – 94)": the second is later in the same century; with spaces, within a generation."""
    first, second = int(pieces[start - 2].classes["year"]), pieces[start].text
    if len(second) != 2 or int(second) <= first % 100:
        return False
    if touches(pieces, start - 1, start):
        return True
    ends = after_of(pieces, end) is None or bool(CLAUSE_END & set(pieces[end].classes))
    return ends and int(second) - first % 100 <= _GENERATION


def year_apostrophe(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "'44" after a preposition, a season or a stage."""
    return follows(pieces, start, "before_date", "season", "stage", "month")


def decade(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "1980s", "the '80s", "the 80s"; "in his 30s" is an age."""
    piece = pieces[end - 1]
    digits = sum(c.isdigit() for c in piece.text)
    if follows(pieces, start, "=and", "=or") and start > 1 and "decades" in pieces[start - 2].classes:
        return True
    return digits == 4 or piece.text[0] in "'’‘" or pieces[start].lower == "the"


def season_relative(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "last spring", "this fall": not "the same spring" as a thing, and not "that fall" of a city."""
    return pieces[end - 1].lower != "fall" or not leads(pieces, end, "=of")


def season(pieces: list[Piece], start: int, end: int) -> bool:
    """A season alone, led by a preposition, with no noun after it ("the spring offensive")."""
    word = pieces[end - 1].lower
    if not follows(pieces, start, "before_date", "stage"):
        return end - start > 1 and word != "fall" and pieces[start].lower != "the"
    after = after_of(pieces, end)
    if word in ("fall", "spring") and pieces[start].lower != "the" and end - start == 1:
        return pieces[start - 1].lower in ("in", "since", "until", "by", "last", "next", "this")
    if word == "fall" and (after is not None and after.lower in ("of", "in", "from", "to")):
        return False
    return after is None or bool(CLAUSE_END & set(after.classes)) or "function_word" in after.classes


def quarter_of_report(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "net income for the quarter": in business news alone, for a town has quarters too."""
    if not follows(pieces, start, "=in", "=for", "=during") or leads(pieces, end, "=of"):
        return False
    return of_report(pieces, start, end) or _tells_of_quarters(pieces)


def _tells_of_quarters(pieces: list[Piece]) -> bool:
    """Whether a report numbers a quarter somewhere: "the third quarter", "third-quarter results"."""
    return any(
        "ordinal" in first.classes and (second.lower == "quarter" or third.lower == "quarter")
        for first, second, third in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )


def of_report(pieces: list[Piece], start: int, end: int) -> bool:
    """Whether words of business news are near."""
    return any("finance" in piece.classes for piece in pieces[max(0, start - _NEAR) : end + _NEAR])


def quarter(pieces: list[Piece], start: int, end: int) -> bool:
    """A quarter of a year: first to fourth, and no part of a town."""
    at = position_of(pieces, start, end, "ordinal")
    return 1 <= int(pieces[at].classes["ordinal"]) <= 4


def relative_weekday(pieces: list[Piece], start: int, end: int) -> bool:
    """Abbreviated weekdays need their guard here too; "that Sun" is none."""
    return "weekday" in pieces[end - 1].classes or pieces[start].lower in ("last", "next", "this")


def weekday_short(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "Tue 06.20", "on Wed", "Sat.": an abbreviated weekday beside a time or after a preposition."""
    word = pieces[start].lower.rstrip(".")
    if word in ("tue", "tues", "weds", "thu", "thur", "thurs", "fri"):
        return True
    if leads(pieces, end, "clock", "dotted", "part", "comma") and not follows(pieces, start, "=the"):
        return not (leads(pieces, end, "comma") and not pieces[start].text.endswith("."))
    return follows(pieces, start, "=on", "relation", "=late", "=early")
