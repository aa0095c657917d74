"""Tests of the words around durations, counted periods, parts of the day and clock times."""

from __future__ import annotations

from sayso.times.lexer import Piece
from sayso.times.neighbours import CLAUSE_END, after_of, before_of, follows, leads, position_of

_WAR_REACH = 12  # pieces


def relative_part(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "this morning", "the next night"; "the present evening" is none."""
    return pieces[position_of(pieces, start, end, "relation")].lower not in ("present", "current", "past", "coming")


def relative_unit(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "last week", "the same day"; "that second", "this minute", "the last day of" and a broadcast of the name
    of "This Week" are none."""
    unit = pieces[end - 1]
    if unit.text.istitle() and pieces[end - 2].text == "This":
        return False
    if unit.classes["unit"] in ("S", "m", "N") or (
        unit.lower == "quarter" and pieces[end - 2].lower in ("that", "same")
    ):
        return False
    if pieces[start].lower == "the" and pieces[start + 1].lower == "last" and leads(pieces, end, "=of"):
        return False
    return not (pieces[end - 2].lower == "present" and unit.lower == "day")


def quarter_short(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "Q3 2021"."""
    return pieces[start].text == "Q" and pieces[start + 1].text in ("1", "2", "3", "4")


def of_a_war(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "the war is in its third year": what lasts is told in the sentence, before or right after."""
    for at in range(start - 1, max(-1, start - _WAR_REACH), -1):
        if "stop" in pieces[at].classes or "break" in pieces[at].classes:
            break
        if "span_noun" in pieces[at].classes:
            return True
    return False


def possessive_left_out(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "this years festival": a noun must follow, which the unit then possesses."""
    after = after_of(pieces, end)
    if after is None or pieces[end - 1].lower not in ("years", "weeks", "months") or follows(pieces, start, "=the"):
        return False
    return after.text.isalpha() and not (CLAUSE_END | {"function_word", "goes_on"}) & set(after.classes)


def the_day(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "earlier in the day", "during the day": the day that is spoken of."""
    return follows(pieces, start, "=in", "=of", "=during", "=throughout") and not leads(
        pieces, end, "=of", "=when", "=after", "=before", "weekday"
    )


def clause_end(pieces: list[Piece], start: int, end: int) -> bool:
    """Whether the clause ends after the match, or goes on with no complement of it ("the day before, …")."""
    after = after_of(pieces, end)
    if after is None or CLAUSE_END & set(after.classes):
        return True
    return "goes_on" in after.classes


def duration(pieces: list[Piece], start: int, end: int) -> bool:
    """An amount of time: "a second attack", "one night", "the few minutes" apart."""
    unit, first = pieces[end - 1], pieces[start].lower
    if any("year" in p.classes for p in pieces[start:end]) or unit.lower in ("quarter", "quarters"):
        return False
    if leads(pieces, end, "=old") or (leads(pieces, end, "dash") and leads(pieces, end + 1, "=old")):
        return False  # a person's age
    if unit.lower in ("hours", "hrs") and "hhmm" in pieces[end - 2].classes and (
        pieces[end - 2].text.startswith("0") or follows(pieces, start, "=at", "=by", "=around", "=until", "=from")
    ):
        return False  # a time of day
    if unit.lower == "second" and end - start <= 2 and first in ("a", "an", "one", "the"):
        return False
    if unit.lower in ("night", "weekend") and first in ("a", "an", "one"):
        return False
    if end - start == 2 and first in ("a", "an") and _is_rate(pieces, start):
        return False
    vague = any("vague" in p.classes for p in pieces[start:end])
    return not (vague and unit.lower in ("second", "day", "year", "hour") and first == "some")


def _is_rate(pieces: list[Piece], start: int) -> bool:
    """As in "four flights a week", "$2 million a year": an amount stands before."""
    before = before_of(pieces, start)
    if before is None or before.classes.keys() & {"function_word", "vague_lead", "before_date"}:
        return False
    near = pieces[max(0, start - 3) : start]
    return any(piece.text[0].isdigit() or "number" in piece.classes for piece in near) and (
        before.text[0].isdigit() or "number" in before.classes or before.lower.endswith(("s", "illion", "lot"))
    )


def duration_vague(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "for weeks", "in recent months"; plain "years" elsewhere tells no time."""
    if end - start > 1:
        return True
    if pieces[end - 1].classes["unit_plural"] in ("S", "N", "Q", "WE"):
        return False
    before = before_of(pieces, start)
    return before is not None and "vague_lead" in before.classes


def set_a(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "twice a week", "three times a day"."""
    return "times" in {p.lower for p in pieces[start:end]} or pieces[start].lower in ("once", "twice")


def reference(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "now", "recently", "former president": not "once" (mostly "at once"), and not "current" of water."""
    word = pieces[start].lower
    if word == "once":
        return False
    return not (word == "current" and leads(pieces, end, "stop", "comma"))


def reference_noun(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "in the past", "of the present": with no noun after it."""
    after = after_of(pieces, end)
    return after is None or bool(CLAUSE_END & set(after.classes)) or "function_word" in after.classes


def part(pieces: list[Piece], start: int, end: int) -> bool:
    """A part of the day alone ("in the morning", "at dawn") or beside a date; not "Dawn", not "night vision"."""
    word, after = pieces[end - 1], after_of(pieces, end)
    if follows(pieces, start, "weekday", "weekday_short", "day_word", "day", "day_ordinal", "month", "year", "holiday"):
        return True
    if leads(pieces, end, "=of"):
        return pieces[start].lower == "the" or follows(pieces, start, "=on", "=in")
    if end - start == 1:
        if word.text[0].isupper() and start and not follows(pieces, start, "break", "stop"):
            return False
        led = follows(
            pieces,
            start,
            "=at",
            "=by",
            "=since",
            "=until",
            "=before",
            "=after",
            "=every",
            "=around",
            "=from",
            "=to",
            "=all",
        )
        return led and (
            after is None
            or bool(CLAUSE_END & set(after.classes))
            or "function_word" in after.classes
            or "weekday" in after.classes
        )
    if not follows(
        pieces,
        start,
        "=in",
        "=during",
        "=by",
        "=on",
        "=of",
        "=into",
        "=through",
        "=throughout",
        "=over",
        "=until",
        "stage",
        "=late",
        "=early",
        "=before",
        "=after",
    ):
        return False
    return (
        after is None
        or bool(CLAUSE_END & set(after.classes))
        or "function_word" in after.classes
        or "weekday" in after.classes
        or "day_word" in after.classes
    )


def early_or_late(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "late on Monday", "early yesterday", "early 3 May": before a day, and no month alone ("early March")."""
    return end < len(pieces) and (
        "month" not in pieces[end].classes or (end + 1 < len(pieces) and "day" in pieces[end + 1].classes)
    )


def clock(pieces: list[Piece], start: int, end: int) -> bool:
    """A time of day and no score, ratio or verse."""
    before = before_of(pieces, start)
    return before is None or "score_before" not in before.classes


def dotted_clock(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "Tue 06.20", or "23.05" alone at the head of a line: a time of day."""
    hour, minute = (int(part) for part in pieces[start].text.split("."))
    if hour > 24 or minute > 59:
        return False
    if follows(pieces, start, "weekday", "weekday_short"):
        return True
    before, after = before_of(pieces, start), after_of(pieces, end)
    return (before is None or "break" in before.classes) and (after is None or "break" in after.classes)


def noon(pieces: list[Piece], start: int, end: int) -> bool:
    """As in "at noon", "midnight": not before a noun ("the midnight train")."""
    after = after_of(pieces, end)
    return (
        after is None
        or bool(CLAUSE_END & set(after.classes))
        or "function_word" in after.classes
        or bool({"weekday", "day_word", "zone_short", "zone_named", "month", "day"} & set(after.classes))
    )
