"""What an expression was set against, and the same in words: the reason of its anchoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.times.context import Context
from sayso.times.direction import Direction
from sayso.times.holidays import holidays
from sayso.times.meaning import Meaning

GroundKind = Literal["itself", "publication", "narrative", "zero", "amount", "nothing"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the untold parts of an expression come from: `kind`, and the day that was counted from, if any."""

    kind: GroundKind
    day: date | None = None


ITSELF = Ground("itself")
AMOUNT = Ground("amount")


def ground_of(meaning: Meaning, context: Context) -> Ground:
    """What an expression is about to be set against, given what the text told before it."""
    if meaning.form == "set" or meaning.value is not None:
        return ITSELF
    if meaning.form == "duration" or meaning.counting is not None:
        ends_now = meaning.relation == "last" and context.anchor.day is not None
        return Ground("publication", context.anchor.day) if ends_now else AMOUNT
    if meaning.zero is not None:
        return Ground("zero") if meaning.zero in context.zeros else Ground("nothing")
    if _is_whole(meaning):
        return ITSELF
    if meaning.bc or (meaning.holiday is not None and holidays()[meaning.holiday].rule == "date"):
        return ITSELF
    if _is_running(meaning, context):
        day = context.running_day
        if day is None:
            return Ground("nothing")
        return Ground("narrative" if context.last is not None else "publication", day)
    day = context.anchor.day if meaning.shift_days is not None or meaning.shift in ("ago", "hence") else None
    day = day or context.reference
    if day is None:
        return Ground("nothing")
    return Ground("publication" if context.anchor.style == "news" else "narrative", day)


def _is_whole(meaning: Meaning) -> bool:
    """Whether the expression tells its year (or century), and so needs nothing else."""
    if meaning.calendar is not None:
        return meaning.calendar_year is not None
    return meaning.year is not None or meaning.decade is not None or (meaning.century or 0) > 0


def _is_running(meaning: Meaning, context: Context) -> bool:
    """Whether it counts from what the text told last, and not from the day of publication."""
    if meaning.is_only_time_of_day:
        return True
    if meaning.shift in ("earlier", "later") or meaning.relation in ("same", "previous", "following"):
        return True
    return meaning.relation == "next" and meaning.unit in (None, "D", "N") and context.last_day is not None


def reason_of(ground: Ground, meaning: Meaning, direction: Direction, base: str = "the day of publication") -> str:
    """One phrase that says why an expression is taken for the time that it is. `base`: what the anchor's day is."""
    if ground.kind == "amount":
        return "an amount of time, not a point in it"
    if ground.kind == "nothing":
        return "nothing in the text tells from where to count"
    if ground.kind == "zero":
        return "counted from the hour or day that the text gives to it"
    if meaning.form == "set":
        return "comes back again and again"
    if meaning.value is not None:
        return "tells past, present or future, no more"
    if ground.kind == "itself":
        return "tells its own year"
    day = ground.day.isoformat() if ground.day is not None else ""
    told = f"what the text told last, {day}" if ground.kind == "narrative" else f"{base}, {day}"
    if meaning.is_only_time_of_day:
        return f"a time of day on {'the day that the text is at' if ground.kind == 'narrative' else base}, {day}"
    if meaning.shift is not None or meaning.shift_days is not None or meaning.relation is not None:
        return f"counted from {told}"
    way = {"past": "before", "future": "after"}.get(direction, "by")
    name = "weekday" if meaning.weekday is not None and meaning.day is None else "day" if meaning.has_day else "time"
    return f"the {name} nearest {way} {told}" if way == "by" else f"the nearest such {name} {way} or on {told}"
