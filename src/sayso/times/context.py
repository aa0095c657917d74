"""What an expression is set against: the day of publication, and what the text spoke of last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sayso.times.interval import Interval

Style = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """`day`: of publication, or any day from which "yesterday" and "Tuesday" are counted; None where unknown.

    `style`: news counts from the day of publication, a narrative (a history) from what it told last.
    """

    day: date | None = None
    style: Style = "news"


@dataclass(slots=True)
class Context:
    """The anchor, and the running time of the text: the last interval told, the last that was a day or less, and for
    every weekday (1 is Monday) the day that it meant last."""

    anchor: Anchor
    last: Interval | None = None
    last_day: Interval | None = None
    weekdays: dict[int, date] = field(default_factory=dict)
    before_christ: int | None = None
    quarter: tuple[int, int] | None = None
    zeros: dict[str, Interval] = field(default_factory=dict)

    @property
    def reference(self) -> date | None:
        """The day from which weekdays, months and "last week" are counted."""
        if self.anchor.style == "narrative":
            return self.last.first_day if self.last is not None else None
        return self.anchor.day

    @property
    def running_day(self) -> date | None:
        """The day from which "the next day" and "two days later" are counted."""
        if self.last_day is not None:
            return self.last_day.first_day
        return self.last.first_day if self.last is not None else self.anchor.day

    def running_for(self, unit: str | None) -> date | None:
        """The day from which "that year" and "a month later" are counted: of the last time told, day or longer."""
        if unit in ("M", "Q", "Y", "E", "C") and self.last is not None:
            return self.last.first_day
        return self.running_day

    def tell(self, interval: Interval, is_named: bool) -> None:
        """Moves the running time to an interval. `is_named`: a date or a weekday is told, not only a distance."""
        self.last = interval
        if interval.precision in ("minute", "hour", "part_of_day", "day"):
            self.last_day = interval
            if is_named:
                self.weekdays[interval.first_day.isoweekday()] = interval.first_day
