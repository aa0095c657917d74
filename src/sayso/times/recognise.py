"""The way through the room: text → pieces → matches → meanings → expressions with values and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.times.circumstances import Circumstance, circumstances, with_declared_zone
from sayso.times.context import Anchor, Context
from sayso.times.direction import Direction, direction
from sayso.times.grounds import ITSELF, Ground, ground_of
from sayso.times.interval import Interval, qualified
from sayso.times.joining import Found, join, share_days
from sayso.times.lexer import Piece, lex
from sayso.times.meaning import Meaning, meaning_of
from sayso.times.patterns import find
from sayso.times.periods import Kind
from sayso.times.resolve import resolve

_ZERO_REACH = 24  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression in a text, before it is set against an anchor: characters `start` to `end`. `circumstances`: what
    the words beside it say of it ("about", "since")."""

    start: int
    end: int
    text: str
    rule: str
    meaning: Meaning
    direction: Direction
    circumstances: tuple[Circumstance, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression. `kind`, `value`, `modifier` are TIMEX3's type, value and mod; `interval` is None where it
    cannot be told (durations, sets, days without an anchor). `ground`: what it was set against."""

    start: int
    end: int
    text: str
    kind: Kind
    value: str
    modifier: str | None
    interval: Interval | None
    mention: Mention
    ground: Ground = ITSELF

    @property
    def meaning(self) -> Meaning:
        """What the expression says by itself."""
        return self.mention.meaning


@lru_cache(maxsize=8)
def mentions(text: str) -> tuple[Mention, ...]:
    """The time expressions of a text, in order, with what each says by itself. Those of the last few texts are kept:
    the stages of a reading ask for them more than once."""
    pieces = lex(text)
    found = []
    for match in find(pieces):
        start, end = pieces[match.start].start, pieces[match.end - 1].end
        meaning = meaning_of(match.slots, text[start:end])
        if meaning is not None:
            found.append(Found(match.start, match.end, match.rule, meaning))
    joined = share_days(_borrowed(join(found, pieces)), pieces)
    told = [_mention(item, pieces, text) for item in joined if not _is_bare_stage(item.meaning)]
    return tuple(with_declared_zone(told, text))


def _mention(item: Found, pieces: list[Piece], text: str) -> Mention:
    start, end = pieces[item.start].start, pieces[item.end - 1].end
    toward = direction(pieces, item.start, item.end)
    around = circumstances(text, start, end) if item.meaning.form == "point" else ()
    return Mention(start, end, text[start:end], item.rule, item.meaning, toward, around)


def _is_bare_stage(meaning: Meaning) -> bool:
    """Whether only "early" or "late" is left, beside nothing that it could belong to."""
    return meaning.is_only_time_of_day and meaning.part in ("early", "late") and meaning.hour is None


def _borrowed(found: list[Found]) -> list[Found]:
    """Days and short years that take their month or century from a neighbour: "29 and 30 November", "1941-42"."""
    result = list(found)
    for index in range(len(result) - 1, -1, -1):
        item = result[index]
        if item.meaning.borrow == "next" and index + 1 < len(result):
            lender = result[index + 1].meaning
            result[index] = replace(item, meaning=replace(item.meaning, month=lender.month, year=lender.year))
        elif item.meaning.borrow == "year" and index + 1 < len(result):
            lent = result[index + 1].meaning
            wraps = None not in (item.meaning.month, lent.month) and (item.meaning.month or 0) > (lent.month or 0)
            year = lent.year - 1 if lent.year is not None and wraps else lent.year
            result[index] = replace(item, meaning=replace(item.meaning, year=year))
    for index, item in enumerate(result):
        if item.meaning.borrow not in ("previous", "century") or not index:
            continue
        lender = result[index - 1].meaning
        if item.meaning.borrow == "previous":
            result[index] = replace(item, meaning=replace(item.meaning, month=lender.month, year=lender.year))
        elif lender.year is not None and item.meaning.year is not None:
            result[index] = replace(
                item, meaning=replace(item.meaning, year=lender.year // 100 * 100 + item.meaning.year % 100)
            )
    return result


def resolve_mentions(found: Sequence[Mention], anchor: Anchor) -> tuple[Expression, ...]:
    """The expressions set against an anchor, each also against what was told before it."""
    context = Context(anchor)
    zeros = _zeros(found)
    result = []
    for number, mention in enumerate(found):
        if anchor.style == "news" and mention.rule == "reference_attributive":
            continue
        ground = ground_of(mention.meaning, context)
        resolved = resolve(mention.meaning, context, mention.direction)
        if resolved.interval is not None and number in zeros:
            context.zeros[zeros[number]] = resolved.interval
        if resolved.interval is not None and resolved.kind in ("DATE", "TIME") and resolved.value[0].isdigit():
            context.tell(resolved.interval, mention.meaning.weekday is not None or mention.meaning.day is not None)
        result.append(
            Expression(
                mention.start,
                mention.end,
                mention.text,
                resolved.kind,
                resolved.value,
                resolved.modifier or ("APPROX" if "approximate" in mention.circumstances else None),
                _with_marks(resolved.interval, mention),
                mention,
                ground,
            )
        )
    return tuple(result)


def _with_marks(interval: Interval | None, mention: Mention) -> Interval | None:
    """The interval with EDTF's marks of what is approximate and uncertain."""
    for name, mark in (("approximate", "~"), ("uncertain", "?")):
        if interval is not None and name in mention.circumstances:
            interval = qualified(interval, mark)
    return interval


def _zeros(found: Sequence[Mention]) -> dict[int, str]:
    """By place the expressions that tell when H-hour or D-Day is: the nearest clock time, or day, beside the name."""
    told: dict[int, str] = {}
    for number, mention in enumerate(found):
        zero = mention.meaning.zero
        if zero is None or mention.meaning.shift is not None:
            continue
        for other in (number + 1, number - 1):
            if not 0 <= other < len(found):
                continue
            gap = found[other].start - mention.end if other > number else mention.start - found[other].end
            meaning = found[other].meaning
            if gap <= _ZERO_REACH and (meaning.has_clock if zero == "h" else meaning.has_day):
                told.setdefault(other, zero)
                break
    return told


def recognise(text: str, anchor: Anchor | None = None) -> tuple[Expression, ...]:
    """The time expressions of a text, in order, set against an anchor (none: only what the text itself dates)."""
    return resolve_mentions(mentions(text), anchor or Anchor())
