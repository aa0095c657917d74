"""Days counted from the beginning of a conflict: "after 34 days of fighting" and the conflict's first day give a date.

The conflict is one whose parties, countries or name the report tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.codebook import conflicts, party_of, party_of_country
from sayso.language.parse import Parse
from sayso.times import Mention, months_after, recognise

_ENOUGH = 2
_AFTER_END = 60
_BEGINNING = re.compile(r"\b(?:from|since|began|begun|started|beginning|starting|on)\s+\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?\n]\s|\n")


@dataclass(frozen=True, slots=True)
class CountedDay:
    """The days, `first` to `last`, that a count means: `name` is what is counted from `beginning`. `exact`: the count
    is of days, or an anniversary."""

    mention: Mention
    name: str
    beginning: date
    first: date
    last: date
    exact: bool

    def fits(self, day: date) -> bool:
        """Whether a day is one of those meant, or next to them."""
        return self.first - timedelta(days=1) <= day <= self.last + timedelta(days=1)

    def distance(self, day: date) -> int:
        """Days between a day and those meant."""
        return max((self.first - day).days, (day - self.last).days, 0)


def count_days(parse: Parse, found: Sequence[Mention], published: date | None) -> tuple[CountedDay, ...]:
    """The counts of a report that can be set against a beginning: one that the sentence tells, else that of the
    conflict that the report is about; of several the one that agrees best with the day of publication."""
    counts = [m for m in found if m.meaning.counting is not None and m.meaning.elapsed]
    if not counts:
        return ()
    beginnings = _beginnings(parse)
    result = []
    for mention in counts:
        told = _told_beginning(parse.text, mention)
        options = [("the day that the report counts from", told, None)] if told is not None else beginnings
        days = [c for name, begin, end in options if (c := _counted(mention, name, begin, end)) is not None]
        if published is not None:
            days = [c for c in days if c.first <= published + timedelta(days=2)]
            days.sort(key=lambda c: c.distance(published))
        if days:
            result.append(days[0])
    return tuple(sorted(result, key=lambda c: (not c.exact, c.mention.start)))


def _told_beginning(text: str, mention: Mention) -> date | None:
    """A full date of the same sentence that a word tells to be the beginning ("counted from 10 May 2024")."""
    end = _SENTENCE.search(text, mention.end)
    stop = end.start() if end else len(text)
    for expression in recognise(text[mention.end : stop]):
        before = text[mention.end : mention.end + expression.start]
        if expression.meaning.is_full_date and expression.interval is not None and _BEGINNING.search(before):
            return expression.interval.first_day
    return None


def _beginnings(parse: Parse) -> list[tuple[str, date, date | None]]:
    """The conflicts that the report may be about, the likeliest first, of equals the one that began last."""
    parties = {party for entity in parse.entities if (party := party_of(entity.text)) is not None}
    text = " ".join(parse.text.casefold().split())
    found = []
    for conflict in conflicts():
        named = sum(2 for party in conflict.parties if party in parties)
        lands = sum(1 for country in conflict.countries if (party_of_country(country) or "") in parties)
        alias = any(alias.casefold() in text for alias in (conflict.name, *conflict.aliases))
        score = named + lands + 3 * alias
        if score >= _ENOUGH:
            found.append((-score, -conflict.first_day.toordinal(), conflict.name, conflict.first_day, conflict.last_day))
    return [(name, first, last) for _, _, name, first, last in sorted(found, key=lambda f: f[:3])]


def _counted(mention: Mention, name: str, begin: date, end: date | None) -> CountedDay | None:
    """The days that a count means from a beginning; None where the conflict was over long before."""
    meaning = mention.meaning
    number, ordinal = meaning.elapsed or 0, meaning.counting == "ordinal"
    exact = meaning.unit == "D" or meaning.counting == "anniversary"
    try:
        first, last = _window(begin, number, meaning.unit or "D", ordinal, meaning.counting == "anniversary")
    except (ValueError, OverflowError):
        return None
    if end is not None and first > end + timedelta(days=_AFTER_END):
        return None
    return CountedDay(mention, name, begin, first, last, exact)


def _window(begin: date, number: int, unit: str, ordinal: bool, anniversary: bool) -> tuple[date, date]:
    """From which day to which: the first day of a war is its day 1, and after 34 days it is day 34 or the one after."""
    if anniversary:
        day = months_after(begin, 12 * number)
        return day, day
    if unit == "D":
        return begin + timedelta(days=number - 1), begin + timedelta(days=number - (1 if ordinal else 0))
    if unit == "W":
        return begin + timedelta(days=7 * number - 7), begin + timedelta(days=7 * number + (0 if ordinal else 6))
    step = {"M": 1, "Q": 3, "Y": 12, "E": 120}.get(unit, 1)
    back = step if ordinal else max(1, step // 2)
    return months_after(begin, step * number - back), months_after(begin, step * number + (0 if ordinal else back))
