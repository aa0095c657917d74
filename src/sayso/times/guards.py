"""Tests of the words around a match: whether it tells a time at all. "May" is a month in "in May", a verb in "may go"."""

from __future__ import annotations

from collections.abc import Callable

from sayso.times.lexer import Piece

Guard = Callable[[list[Piece], int, int], bool]

_CLAUSE_END = {"comma", "stop", "break", "bracket", "dash"}
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "lady", "lord", "sir", "dame", "president", "minister", "general", "sergeant"}
_FUNCTION_WORDS = {
    "and", "or", "but", "the", "a", "an", "in", "at", "on", "by", "to", "of", "for", "from", "with", "when", "as", "that", "which",
    "who", "while", "after", "before", "during", "until", "since", "was", "were", "is", "are", "had", "has", "have", "said",
    "it", "he", "she", "they", "we", "its", "his", "their", "near", "outside", "inside", "through", "showed", "shows",
}
_AMOUNT_BEFORE = {"about", "around", "some", "nearly", "almost", "over", "than", "least", "most", "approximately", "roughly",
                  "up", "only", "no", "number", "nos", "$", "€", "£", "#", "another", "additional", "with"}


def _before(pieces: list[Piece], start: int) -> Piece | None:
    return pieces[start - 1] if start else None


def _after(pieces: list[Piece], end: int) -> Piece | None:
    return pieces[end] if end < len(pieces) else None


def _follows(pieces: list[Piece], start: int, *names: str) -> bool:
    before = _before(pieces, start)
    return before is not None and any(name in before.classes for name in names)


def _leads(pieces: list[Piece], end: int, *names: str) -> bool:
    after = _after(pieces, end)
    return after is not None and any(name in after.classes for name in names)


def _touches(pieces: list[Piece], first: int, second: int) -> bool:
    """Whether no space lies between two pieces."""
    return pieces[first].end == pieces[second].start


def _core(pieces: list[Piece], start: int, end: int, *names: str) -> int:
    """The position of the first piece of one of the classes."""
    return next((i for i in range(start, end) if any(name in pieces[i].classes for name in names)), start)


def calendar(pieces: list[Piece], start: int, end: int) -> bool:
    """A day and a month: "12 may have", "3 March on" are no dates."""
    at = _core(pieces, start, end, "month", "month_short")
    before = _before(pieces, start)
    if before is not None and before.text in ("$", "€", "£", "#"):
        return False
    if pieces[at].lower == "may" and at == end - 1:
        after = _after(pieces, end)
        return after is None or after.lower not in ("have", "be", "not", "also", "yet", "still", "well")
    return True


def month_day(pieces: list[Piece], start: int, end: int) -> bool:
    """A month and a day; "May 20 000" and "March 5 people" are none."""
    after = _after(pieces, end)
    if after is not None and "counted" in after.classes:
        return False
    last = pieces[end - 1]
    return not (after is not None and after.text in ("%", "percent") or (
        after is not None and "number" in after.classes and "year" not in after.classes and len(after.text) == 3
    )) and (last.text[0].isdigit() or "day_ordinal" not in last.classes or "the" in {p.lower for p in pieces[start:end]}
            or last.lower not in ("first", "second", "third"))


def month_year(pieces: list[Piece], start: int, end: int) -> bool:
    """A month and a year: the year is no count of people."""
    return not _leads(pieces, end, "counted")


def month(pieces: list[Piece], start: int, end: int) -> bool:
    """A month alone. Words that are common words or first names too need a word before them that leads to a date."""
    at = _core(pieces, start, end, "month", "month_short")
    word = pieces[at]
    before = _before(pieces, at)
    after = _after(pieces, end)
    if before is not None and before.lower.rstrip(".") in _TITLES:
        return False
    if "month_short" in word.classes and not word.text.endswith(".") and not _follows(pieces, at, "before_date", "stage"):
        return False
    if word.lower.rstrip(".") in ("may", "march", "august", "april", "june", "mar", "jan", "dec"):
        led = _follows(pieces, at, "before_date", "stage", "relation", "month", "dash", "comma", "slash")
        if _follows(pieces, at, "comma"):
            led = at > 1 and ("month" in pieces[at - 2].classes)
        if word.lower == "march" and after is not None and after.lower in ("on", "to", "for", "against", "of", "through", "in"):
            return led and before is not None and before.lower in ("in", "since", "until", "by", "last", "early", "late")
        if word.lower in ("april", "june") and after is not None and after.text[:1].isupper():
            return False
        return led or at > start
    if before is not None and before.text[:1].isupper() and not before.classes and at > 1 and pieces[at - 2].end < before.start - 2:
        return False
    return True


def relative_month(pieces: list[Piece], start: int, end: int) -> bool:
    """"last May", "this March" are months; "that may" is none, and "this March on the capital" neither."""
    first = pieces[start].lower
    if pieces[end - 1].lower.rstrip(".") == "march" and _after(pieces, end) is not None and pieces[end].lower in ("on", "to", "for"):
        return False
    return first in ("last", "this", "next", "previous", "following", "past", "coming")


def not_decimal(pieces: list[Piece], start: int, end: int) -> bool:
    """A day in digits that is no part of a longer number."""
    return not (start and _touches(pieces, start - 1, start) and pieces[start - 1].text in (".", ",", "/"))


def shared_month(pieces: list[Piece], start: int, end: int) -> bool:
    """"May 3-4", "May 3 and 4", not "May 3, 12 people" nor "May 3 to 500"."""
    if "comma" in pieces[start - 1].classes:
        return _leads(pieces, end, "=and", "comma")
    after = _after(pieces, end)
    return after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS or "year" in after.classes


def day_of_month(pieces: list[Piece], start: int, end: int) -> bool:
    """"on the 17th": digits, led by a preposition, with no noun after them; "of the 17th" only behind a time of day. A
    number that is elsewhere a unit's ("the 22nd Infantry Division") is none here either."""
    digits = pieces[end - 1].text
    if not digits[0].isdigit() or not _follows(pieces, start, "before_date", "stage", "part", "noon"):
        return False
    if _follows(pieces, start, "=of") and not (start > 1 and {"part", "noon", "stage"} & set(pieces[start - 2].classes)):
        return False
    after = _after(pieces, end)
    if not (after is None or _CLAUSE_END & set(after.classes) or after.lower in _FUNCTION_WORDS):
        return False
    return not any(one.text == digits and other.text[:1].isupper() and "month" not in other.classes
                   for one, other in zip(pieces, pieces[1:], strict=False))


def dotted_date(pieces: list[Piece], start: int, end: int) -> bool:
    """"[31.05, 23:09]": a day and a month with a clock time or a bracket beside them."""
    day, month = (int(part) for part in pieces[start].text.split("."))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    after, before = _after(pieces, end), _before(pieces, start)
    if before is not None and "bracket" in before.classes and after is not None and ("comma" in after.classes or "clock" in after.classes
                                                                                     or after.text == "]"):
        return True
    return (before is None or "break" in before.classes) and after is not None and "clock" in after.classes


def year(pieces: list[Piece], start: int, end: int) -> bool:
    """Four digits that are a year and no count."""
    piece = pieces[end - 1]
    value = int(piece.classes["year"])
    before, after = _before(pieces, start), _after(pieces, end)
    if end - start > 1:
        return True
    if before is not None and (before.lower in _AMOUNT_BEFORE or before.text in (".", "/", "+", "-", ":") and _touches(pieces, start - 1, start)
                               and before.text != "-"):
        return False
    if after is not None:
        if "counted" in after.classes or after.text in ("%", "°") or "unit_plural" in after.classes:
            return False
        if "hhmm" in piece.classes and ("zone_short" in after.classes or after.lower in ("hours", "hrs", "h")):
            return False
        if after.text in (".", ":") and end + 1 < len(pieces) and _touches(pieces, end, end + 1) and pieces[end + 1].text[0].isdigit():
            return False
    led = _follows(pieces, start, "before_date", "stage", "season", "month", "bracket", "year") or (
        before is not None and before.lower in ("the", "a", "'s", "’s", "spring", "its", "their", "–", "-", "—"))
    counts = after is not None and after.text.islower() and after.text.endswith("s") and len(after.text) > 3 and not _is_verb_like(after.text)
    if 1900 <= value <= 2050:
        return led or not counts
    return led and not counts and value >= 1000 and not (before is not None and before.lower in ("to", "of", "for", "and", "or"))


def _is_verb_like(word: str) -> bool:
    return word in ("was", "has", "as", "saw", "is", "its", "this", "his", "thus", "across", "towards", "versus", "less", "always")


def year_second(pieces: list[Piece], start: int, end: int) -> bool:
    """"1941-42": the second is the year after or later in the same century."""
    first = int(pieces[start - 2].classes["year"])
    return _touches(pieces, start - 1, start) and int(pieces[start].text) > first % 100 and len(pieces[start].text) == 2


def year_apostrophe(pieces: list[Piece], start: int, end: int) -> bool:
    """"'44" after a preposition, a season or a stage."""
    return _follows(pieces, start, "before_date", "season", "stage", "month")


def decade(pieces: list[Piece], start: int, end: int) -> bool:
    """"1980s", "the '80s", "the 80s"; "in his 30s" is an age."""
    piece = pieces[end - 1]
    digits = sum(c.isdigit() for c in piece.text)
    return digits == 4 or piece.text[0] in "'’‘" or pieces[start].lower == "the"


def season_relative(pieces: list[Piece], start: int, end: int) -> bool:
    """"last spring", "this fall": not "the same spring" as a thing, and not "that fall" of a city."""
    return pieces[end - 1].lower != "fall" or not _leads(pieces, end, "=of")


def season(pieces: list[Piece], start: int, end: int) -> bool:
    """A season alone, led by a preposition, with no noun after it ("the spring offensive")."""
    word = pieces[end - 1].lower
    if not _follows(pieces, start, "before_date", "stage"):
        return end - start > 1 and word != "fall" and pieces[start].lower != "the"
    after = _after(pieces, end)
    if word in ("fall", "spring") and pieces[start].lower != "the" and end - start == 1:
        return pieces[start - 1].lower in ("in", "since", "until", "by", "last", "next", "this")
    if word == "fall" and (after is not None and after.lower in ("of", "in", "from", "to")):
        return False
    return after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS


def quarter(pieces: list[Piece], start: int, end: int) -> bool:
    """A quarter of a year: first to fourth, and no part of a town."""
    at = _core(pieces, start, end, "ordinal")
    return 1 <= int(pieces[at].classes["ordinal"]) <= 4


def relative_weekday(pieces: list[Piece], start: int, end: int) -> bool:
    """Abbreviated weekdays need their guard here too; "that Sun" is none."""
    return "weekday" in pieces[end - 1].classes or pieces[start].lower in ("last", "next", "this")


def weekday_short(pieces: list[Piece], start: int, end: int) -> bool:
    """"Tue 06.20", "on Wed", "Sat.": an abbreviated weekday beside a time or after a preposition."""
    word = pieces[start].lower.rstrip(".")
    if word in ("tue", "tues", "weds", "thu", "thur", "thurs", "fri"):
        return True
    if _leads(pieces, end, "clock", "dotted", "part", "comma") and not _follows(pieces, start, "=the"):
        return not (_leads(pieces, end, "comma") and not pieces[start].text.endswith("."))
    return _follows(pieces, start, "=on", "relation", "=late", "=early")


def relative_part(pieces: list[Piece], start: int, end: int) -> bool:
    """"this morning", "the next night"; "the present evening" is none."""
    return pieces[_core(pieces, start, end, "relation")].lower not in ("present", "current", "past", "coming")


def relative_unit(pieces: list[Piece], start: int, end: int) -> bool:
    """"last week", "the same day"; "that second", "this minute" and "the last day of" are none."""
    unit = pieces[end - 1]
    if unit.classes["unit"] in ("S", "m", "N") or unit.lower == "quarter" and pieces[end - 2].lower in ("that", "same"):
        return False
    if pieces[start].lower == "the" and pieces[start + 1].lower == "last" and _leads(pieces, end, "=of"):
        return False
    return not (pieces[end - 2].lower == "present" and unit.lower == "day")


def the_day(pieces: list[Piece], start: int, end: int) -> bool:
    """"earlier in the day", "during the day": the day that is spoken of."""
    return _follows(pieces, start, "=in", "=of", "=during", "=throughout") and not _leads(pieces, end, "=of", "=when", "=after", "=before")


def clause_end(pieces: list[Piece], start: int, end: int) -> bool:
    """Whether the clause ends after the match, or a word goes on that cannot be its complement ("the day before, …")."""
    after = _after(pieces, end)
    if after is None or _CLAUSE_END & set(after.classes):
        return True
    return after.lower in ("in", "at", "when", "and", "but", "near", "by", "with", "said", "were", "was", "had", "as", "on")


def duration(pieces: list[Piece], start: int, end: int) -> bool:
    """An amount of time: "a second attack", "one night", "the few minutes" apart."""
    unit, first = pieces[end - 1], pieces[start].lower
    if unit.lower == "second" and end - start <= 2 and first in ("a", "an", "one", "the"):
        return False
    if unit.lower == "quarter" and first in ("a", "an", "one", "the"):
        return False
    if unit.lower in ("night", "weekend") and first in ("a", "an", "one"):
        return False
    vague = any("vague" in p.classes for p in pieces[start:end])
    return not (vague and unit.lower in ("second", "day", "year", "hour") and first == "some")


def duration_vague(pieces: list[Piece], start: int, end: int) -> bool:
    """"for weeks", "in recent months"; plain "years" elsewhere tells no time."""
    if end - start > 1:
        return True
    if pieces[end - 1].classes["unit_plural"] in ("S", "N", "Q", "WE"):
        return False
    before = _before(pieces, start)
    return before is not None and before.lower in ("for", "in", "within", "after", "over", "of", "lasting", "last", "took", "through")


def set_a(pieces: list[Piece], start: int, end: int) -> bool:
    """"twice a week", "three times a day"."""
    return "times" in {p.lower for p in pieces[start:end]} or pieces[start].lower in ("once", "twice")


def reference(pieces: list[Piece], start: int, end: int) -> bool:
    """"now", "recently", "former president": not "once" (mostly "at once"), and not "current" of water."""
    word = pieces[start].lower
    if word == "once":
        return False
    if word == "now":
        return not _leads(pieces, end, "=that")
    return not (word == "current" and _leads(pieces, end, "stop", "comma"))


def reference_noun(pieces: list[Piece], start: int, end: int) -> bool:
    """"in the past", "of the present": with no noun after it."""
    after = _after(pieces, end)
    return after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS


def part(pieces: list[Piece], start: int, end: int) -> bool:
    """A part of the day alone: "in the morning", "at night", "at dawn", or beside a date; not "Dawn" or "night vision"."""
    word, after = pieces[end - 1], _after(pieces, end)
    if _follows(pieces, start, "weekday", "weekday_short", "day_word", "day", "day_ordinal", "month", "year"):
        return True
    if _leads(pieces, end, "=of"):
        return pieces[start].lower == "the" or _follows(pieces, start, "=on", "=in")
    if end - start == 1:
        if word.text[0].isupper() and start and not _follows(pieces, start, "break", "stop"):
            return False
        led = _follows(pieces, start, "=at", "=by", "=since", "=until", "=before", "=after", "=every", "=around", "=from", "=to", "=all")
        return led and (after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS
                        or "weekday" in after.classes)
    if not _follows(pieces, start, "=in", "=during", "=by", "=on", "=of", "=into", "=through", "=throughout", "=over", "=until", "stage",
                    "=late", "=early", "=before", "=after"):
        return False
    return after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS or "weekday" in after.classes \
        or "day_word" in after.classes


def early_or_late(pieces: list[Piece], start: int, end: int) -> bool:
    """"late on Monday", "early yesterday", "early 3 May": before a day, and no month alone ("early March")."""
    return end < len(pieces) and ("month" not in pieces[end].classes or (end + 1 < len(pieces) and "day" in pieces[end + 1].classes))


def clock(pieces: list[Piece], start: int, end: int) -> bool:
    """A time of day and no score, ratio or verse."""
    before = _before(pieces, start)
    return before is None or before.lower not in ("score", "ratio", "genesis", "psalm", "surah", "verse")


def dotted_clock(pieces: list[Piece], start: int, end: int) -> bool:
    """"Tue 06.20", or "23.05" alone at the head of a line: a time of day."""
    hour, minute = (int(part) for part in pieces[start].text.split("."))
    if hour > 24 or minute > 59:
        return False
    if _follows(pieces, start, "weekday", "weekday_short"):
        return True
    before, after = _before(pieces, start), _after(pieces, end)
    return (before is None or "break" in before.classes) and (after is None or "break" in after.classes)


def noon(pieces: list[Piece], start: int, end: int) -> bool:
    """"at noon", "midnight": not before a noun ("the midnight train")."""
    after = _after(pieces, end)
    return after is None or bool(_CLAUSE_END & set(after.classes)) or after.lower in _FUNCTION_WORDS or bool(
        {"weekday", "day_word", "zone_short", "zone_named", "month", "day"} & set(after.classes))


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        calendar, month_day, month_year, month, relative_month, not_decimal, shared_month, day_of_month, dotted_date, year,
        year_second, year_apostrophe, decade, season_relative, season, quarter, relative_weekday, weekday_short, relative_part,
        relative_unit, the_day, clause_end, duration, duration_vague, set_a, reference, reference_noun, part, early_or_late,
        clock, dotted_clock, noon,
    )
}
