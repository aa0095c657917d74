"""Neighbouring matches that are one expression: "5:30 a.m." and "Tuesday", "the night of" and "3 May"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.times.lexer import Piece
from sayso.times.meaning import Meaning, hour_by_part
from sayso.times.parts import parts

_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as found: pieces `start` to `end`, with what it says by itself."""

    start: int
    end: int
    rule: str
    meaning: Meaning


def join(found: list[Found], pieces: list[Piece]) -> list[Found]:
    """The expressions with those that belong together made one."""
    joined: list[Found] = []
    for item in found:
        while joined:
            one = _joined(joined[-1], item, pieces)
            if one is None:
                break
            joined.pop()
            item = one
        joined.append(item)
    return joined


_ALTERNATIVE = 3  # pieces between two times of one moment: "(", "/", ","


def share_days(found: list[Found], pieces: list[Piece]) -> list[Found]:
    """Times that take their day from the one after them ("04:30 (01:30 GMT) on Tuesday", "2 a.m. to 4 a.m. on 3 May"),
    and weekdays in brackets after their date, which belong to it."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        item, following = result[index], result[index + 1]
        gap = [piece.lower for piece in pieces[item.end : following.start]]
        if _is_weekday_of(item.meaning, following.meaning, gap, pieces[following.end : following.end + 1]):
            meaning = replace(item.meaning, weekday=following.meaning.weekday)
            result[index : index + 2] = [Found(item.start, following.end + 1, item.rule, meaning)]
        elif item.meaning.is_only_time_of_day and item.meaning.has_clock and len(gap) <= _ALTERNATIVE:
            day = following.meaning
            shared = gap in (["and"], ["to"], ["until"], ["-"], ["–"], ["—"], ["("], ["/"], [","], [")", "on"], [")"])
            if shared and day.has_day and (day.has_clock or gap[:1] == [")"]):
                bare = replace(day, hour=None, minute=None, part=None, zone=None)
                result[index] = replace(item, meaning=_merged(bare, item.meaning))
    return result


def _is_weekday_of(date: Meaning, weekday: Meaning, gap: list[str], after: list[Piece]) -> bool:
    if gap != ["("] or not after or after[0].text != ")" or date.day is None or date.weekday is not None:
        return False
    return weekday.weekday is not None and weekday.day is None and weekday.relation is None and not weekday.has_clock


def _joined(first: Found, second: Found, pieces: list[Piece]) -> Found | None:
    gap = pieces[first.end : second.start]
    if len(gap) > _MOST_BETWEEN or any(not {"between", "comma", "dash"} & set(piece.classes) for piece in gap):
        return None
    words = [piece.lower for piece in gap]
    meaning = _together(first.meaning, second.meaning, words)
    return (
        None
        if meaning is None
        else Found(first.start, second.end, second.rule if second.meaning.has_day else first.rule, meaning)
    )


def _together(a: Meaning, b: Meaning, words: list[str]) -> Meaning | None:
    """One meaning of two, or None where they are two."""
    if a.form != "point" or b.form != "point":
        return None
    if a.is_only_time_of_day and b.has_day:
        if set(words) - {"on", "of", "the", ",", "local", "time", "early", "late", "in"} or (words[:1] == ["in"]):
            return None
        if b.has_time_of_day and not (a.hour is not None and b.hour is None) and a.part not in ("early", "late"):
            return None
        return _merged(b, a)
    if a.has_day and b.is_only_time_of_day:
        if a.has_time_of_day and (a.hour is not None or b.hour is None):
            return None
        if "of" in words or "on" in words or (not words and b.part in ("early", "late")):
            return None
        if b.hour is not None and not words and b.zone is None and b.minute is None:
            return None
        return _merged(a, b)
    if a.is_only_time_of_day and b.is_only_time_of_day and not words:
        if a.hour is not None and b.hour is None:
            return _merged(a, b)
        if a.part in ("early", "late") and b.hour is None:
            return replace(b, part=_staged(a.part, b.part))
    return None


def _merged(day: Meaning, time: Meaning) -> Meaning:
    """The day of one at the time of the other."""
    part = day.part or time.part
    if time.part in ("early", "late") and day.part is not None:
        part = _staged(time.part, day.part)
    found = replace(
        day,
        part=part,
        hour=time.hour if time.hour is not None else day.hour,
        minute=time.minute if time.hour is not None else day.minute,
        zone=time.zone or day.zone,
    )
    return hour_by_part(found) if found.hour is not None and found.hour <= 12 and part is not None else found


def _staged(stage: str | None, part: str | None) -> str | None:
    name = f"{stage}_{part}"
    return name if name in parts() else part
