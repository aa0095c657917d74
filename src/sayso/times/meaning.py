"""What an expression says by itself, before it is set against a calendar: "Tuesday night" is weekday 2, part night."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from sayso.times.holidays import holidays
from sayso.times.lexicon import Value
from sayso.times.zones import zone_of_letter

Form = Literal["point", "duration", "set", "reference"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parts that are told; None is untold.

    `relation` is one of last, this, next, previous, following, same, nearest; `unit` a letter of words.toml; `shift`
    one of ago, hence, earlier, later; `shift_days` counts from the day of publication; `amount` 0 is an untold number
    ("several"). `stage`: TIMEX3 MOD. `part`: a key of parts.toml. `zone`: as it is written, in lower case.
    `elapsed` and `counting` tell a span counted from a beginning that other words name: "day 34 of the war" (ordinal),
    "34 days of fighting" (cardinal), "the third anniversary of the war" (anniversary). `borrow` tells what is taken
    from which neighbour: a day takes its month, a short year its century. `holiday`: a name of holidays.toml.
    `calendar`: that of the `calendar_` parts (calendars.py). `zero`: "h" or "d", of "H-hour", "D+1".
    """

    form: Form = "point"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    season: str | None = None
    quarter: int | None = None
    half_year: int | None = None
    decade: int | None = None
    century: int | None = None
    bc: bool = False
    stage: str | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    relation: str | None = None
    unit: str | None = None
    amount: float | None = None
    shift: str | None = None
    shift_days: int | None = None
    elapsed: int | None = None
    counting: str | None = None
    borrow: str | None = None
    value: str | None = None
    holiday: str | None = None
    calendar: str | None = None
    calendar_year: int | None = None
    calendar_month: int | None = None
    calendar_day: int | None = None
    zero: str | None = None

    @property
    def has_clock(self) -> bool:
        """Whether an hour is told."""
        return self.hour is not None

    @property
    def has_time_of_day(self) -> bool:
        """Whether an hour or a part of the day is told."""
        return self.hour is not None or self.part is not None

    @property
    def has_day(self) -> bool:
        """Whether a day is told, by date, weekday or counting."""
        if self.form != "point" or self.counting is not None:
            return False
        if self.holiday is not None:
            return self.nth is not None or holidays()[self.holiday].days == 1
        return (
            self.day is not None
            or self.calendar_day is not None
            or self.weekday is not None
            or self.shift_days is not None
            or (self.unit in ("D", "N") and (self.relation is not None or self.shift is not None))
        )

    @property
    def is_only_time_of_day(self) -> bool:
        """Whether nothing but a time of day is told."""
        return (
            self.form == "point"
            and self.has_time_of_day
            and not self.has_day
            and self.relation is None
            and all(
                part is None
                for part in (self.year, self.month, self.season, self.unit, self.counting, self.value, self.holiday,
                             self.calendar, self.zero)
            )
        )

    @property
    def is_full_date(self) -> bool:
        """Whether year, month and day are told."""
        return None not in (self.year, self.month, self.day)


_FIELDS = {field.name for field in fields(Meaning)}
_WORD_OF_LAST = -1
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_YEARS = {"E": 10, "C": 100}  # decades and centuries are counted in years


def meaning_of(slots: dict[str, Value], text: str) -> Meaning | None:
    """The meaning of a match by its slots; None where its numbers make no date or time."""
    found = Meaning()
    plain = {name: value for name, value in slots.items() if name in _FIELDS or name == "half"}
    try:
        found = replace(found, **_cleaned(plain))
        for name, reader in _READERS.items():
            if name in slots:
                found = reader(found, str(slots[name]))
        return _checked(_with_meridiem(found, slots), text)
    except ValueError:
        return None


def _cleaned(slots: dict[str, Value]) -> dict[str, Any]:
    """Slots as the fields have them: years and decades in digits, "last" as a place, amounts as numbers."""
    found: dict[str, Any] = dict(slots)
    year = slots.get("year")
    if isinstance(year, str):
        digits = int(re.sub(r"\D", "", year))
        found["year"] = digits + (1900 if digits > 30 else 2000)
    decade = slots.get("decade")
    if decade is not None:
        digits = int(re.sub(r"\D", "", str(decade)))
        found["decade"] = digits if digits >= 1000 else 1900 + digits if digits >= 20 else 2000 + digits
    if "nth" in slots:
        found["nth"] = slots["nth"] if isinstance(slots["nth"], int) else _WORD_OF_LAST
    if "amount" in slots:
        found["amount"] = float(str(slots["amount"]).replace(",", ""))
    half = found.pop("half", None)
    if half is not None:  # "half an hour" has no whole one; "an hour and a half" has one where no number is told
        found["amount"] = (float(str(found.get("amount", 1))) if isinstance(half, str) else 0) + 0.5
    if "bc" in slots:
        found["bc"] = True
    counted = found.get("form") == "duration" or "shift" in found
    if counted and found.get("unit") in _YEARS and found.get("relation") == "last":
        found["amount"] = _YEARS[found["unit"]] * float(found.get("amount", 1))
        found["unit"] = "Y"
    if found.get("unit") in _YEARS and counted and "relation" not in found:
        found["amount"] = _YEARS[found["unit"]] * float(found.get("amount", 1))
        found["unit"] = "Y"
    if found.get("unit") == "F":
        found["unit"], found["amount"] = "W", 2 * float(str(found.get("amount") or 1))
    return found


def _iso(found: Meaning, text: str) -> Meaning:
    match = re.fullmatch(r"(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:[T ](\d{2}):(\d{2})\S*?)?(Z|[+-]\d{2}:?\d{2})?", text)
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute, zone = match.groups()
    return replace(
        found,
        year=int(year),
        month=int(month),
        day=_int(day),
        hour=_int(hour),
        minute=_int(minute),
        zone=zone.lower() if zone else found.zone,
    )


def _numeric(found: Meaning, text: str) -> Meaning:
    """A date in digits with marks between. 2022/3/29 is year first. With full stops the day is first; with strokes or
    dashes too, unless that gives a thirteenth month or more (3/29/2022)."""
    first, second, third = (int(part) for part in re.split(r"[/.-]", text))
    if first > 31:
        return replace(found, year=first, month=second, day=third)
    year = third if third > 99 else third + (2000 if third < 70 else 1900)
    day, month = (first, second) if second <= 12 else (second, first)
    return replace(found, year=year, month=month, day=day)


def _dotted_date(found: Meaning, text: str) -> Meaning:
    day, month = text.split(".")
    return replace(found, day=int(day), month=int(month))


def _clock(found: Meaning, text: str) -> Meaning:
    hour, minute = (int(part) for part in re.split(r"[:.hH]", text)[:2])
    return replace(found, hour=hour, minute=minute)


def _hhmm(found: Meaning, text: str) -> Meaning:
    return replace(found, hour=int(text[:2]), minute=int(text[2:]))


def _military_stamp(found: Meaning, text: str) -> Meaning:
    """A date-time group: "120430ZMAR22" is 12 March 2022, 04:30 in zone Z; "120430Z" tells no month."""
    day, hour, minute = int(text[:2]), int(text[2:4]), int(text[4:6])
    rest = text[6:].replace(" ", "")
    found = replace(found, day=day, hour=hour, minute=minute, zone=zone_of_letter(rest[0]))
    if len(rest) == 1:
        return found
    year = int(rest[4:])
    return replace(found, month=_MONTHS.index(rest[1:4]) + 1, year=year if year > 99 else 2000 + year)


def _year_in_words(found: Meaning, text: str) -> Meaning:
    """The century of a spoken year ("nineteen ninety-six"), whose rest is there already."""
    return replace(found, year=int(text) * 100 + (found.year or 0))


_READERS = {
    "year_in_words": _year_in_words,
    "military_stamp": _military_stamp,
    "iso": _iso,
    "numeric": _numeric,
    "dotted_date": _dotted_date,
    "clock": _clock,
    "dotted": _clock,
    "hhmm": _hhmm,
}


def _int(text: str | None) -> int | None:
    return int(text) if text is not None else None


def _with_meridiem(found: Meaning, slots: dict[str, Value]) -> Meaning:
    """The hour on the 24-hour clock, by a.m. or p.m., else by the part of the day; minutes to the hour taken off."""
    hour, minute, meridiem = found.hour, found.minute, slots.get("meridiem")
    if hour is None:
        return found
    if isinstance(meridiem, int) and hour <= 12:
        hour = hour % 12 + meridiem
    if minute is not None and minute < 0:
        hour, minute = hour - 1, minute + 60
    found = replace(found, hour=hour, minute=minute)
    return hour_by_part(found)


def hour_by_part(found: Meaning) -> Meaning:
    """An hour told with a part of the day, on the 24-hour clock: "nine in the evening" is 21, "two at night" is 2."""
    if found.hour is None or found.part is None:
        return found
    hour = found.hour
    afternoon = found.part.endswith(("afternoon", "evening")) or found.part in ("late", "dusk")
    if (afternoon and 1 <= hour <= 11) or (found.part in ("night", "late_night") and 6 <= hour <= 11):
        hour += 12
    if found.part == "midday" and hour in (1, 2):
        hour += 12
    return replace(found, hour=hour)


def _checked(found: Meaning, text: str) -> Meaning:
    """The meaning, if its numbers are possible. Raises ValueError if they are not."""
    if found.month is not None and not 1 <= found.month <= 12:
        raise ValueError(text)
    if found.day is not None and found.month is not None:
        date(found.year if found.year and not found.bc else 2000, found.month, found.day)
    if found.hour is not None and not 0 <= found.hour <= 24:
        raise ValueError(text)
    if found.minute is not None and not 0 <= found.minute <= 59:
        raise ValueError(text)
    return found
