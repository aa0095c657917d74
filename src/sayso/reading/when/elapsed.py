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
from sayso.places import country_of_name
from sayso.times import Mention, months_after, recognise

_ENOUGH = 2
_NAMED = 10
_NEAR = 10  # days between a count and the publication
_FEWEST = (
    7  # of days, for a count whose conflict is not named beside it: three days of fighting are those of a battle
)
_REACH = 80
_AFTER_END = 60
_BEGINNING = re.compile(r"\b(?:from|since|began|begun|started|beginning|starting|on)\s+\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?\n]\s|\n")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A beginning that a count may run from; from a score of _NAMED on the text names it beside the count."""

    score: int
    name: str
    first_day: date
    last_day: date | None


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
    conflict that it names, else that of the likeliest of those that the report may be about and that agree with the
    day of publication or with a weekday of the sentence. A count that agrees with none counts something else, and is
    left out, unless its conflict is named."""
    counts = [m for m in found if m.meaning.counting is not None and m.meaning.elapsed]
    if not counts:
        return ()
    candidates = _candidates(parse)
    result = []
    for mention in counts:
        told = _told_beginning(parse.text, mention)
        if told is not None:
            options = [Candidate(_NAMED, "the day that the report counts from", told, None)]
        else:
            options = _with_local(candidates, parse, mention)
        chosen = _chosen(mention, options, published, _weekdays(parse.text, found, mention))
        if chosen is not None:
            result.append(chosen)
    return tuple(sorted(result, key=lambda c: (not c.exact, c.mention.start)))


def _chosen(
    mention: Mention, options: Sequence[Candidate], published: date | None, weekdays: set[int]
) -> CountedDay | None:
    """The count from the likeliest beginning that agrees with what else is told."""
    counted = [
        (option, day)
        for option in options
        if (day := _counted(mention, option.name, option.first_day, option.last_day)) is not None
    ]
    if published is not None:
        near = [c for c in counted if c[1].distance(published) <= (_NEAR if c[1].exact else 0)]
        named = [c for c in counted if c[0].score >= _NAMED and c[1].first <= published + timedelta(days=_NEAR)]
        counted = near or named
    else:
        counted = [
            c for c in counted if c[1].exact and (c[0].score >= _NAMED or (mention.meaning.elapsed or 0) >= _FEWEST)
        ]
    counted.sort(key=lambda c: (-c[0].score, not _has_weekday(c[1], weekdays)))
    return counted[0][1] if counted else None


def _has_weekday(count: CountedDay, weekdays: set[int]) -> bool:
    return not weekdays or any(
        (count.first + timedelta(days=n)).isoweekday() in weekdays for n in range((count.last - count.first).days + 1)
    )


def _weekdays(text: str, found: Sequence[Mention], mention: Mention) -> set[int]:
    """The weekdays told in the sentence of a count."""
    end = _SENTENCE.search(text, mention.end)
    begins = [m.end() for m in _SENTENCE.finditer(text, 0, mention.start)]
    first, last = (begins[-1] if begins else 0), (end.start() if end else len(text))
    return {m.meaning.weekday for m in found if m.meaning.weekday is not None and first <= m.start < last}


def _told_beginning(text: str, mention: Mention) -> date | None:
    """A full date of the same sentence that a word tells to be the beginning ("counted from 10 May 2024")."""
    end = _SENTENCE.search(text, mention.end)
    stop = end.start() if end else len(text)
    for expression in recognise(text[mention.end : stop]):
        before = text[mention.end : mention.end + expression.start]
        if expression.meaning.is_full_date and expression.interval is not None and _BEGINNING.search(before):
            return expression.interval.first_day
    return None


def _candidates(parse: Parse) -> list[Candidate]:
    """The conflicts that the report may be about: two parties or lands of it, or its name, are told; the likeliest
    first, of equals the one that began last."""
    parties = {party for entity in parse.entities if (party := party_of(entity.text)) is not None}
    text = " ".join(parse.text.casefold().split())
    found = []
    for conflict in conflicts():
        score = sum(2 for party in conflict.parties if party in parties)
        score += sum(1 for country in conflict.countries if (party_of_country(country) or "") in parties)
        score += 3 * any(alias.casefold() in text for alias in (conflict.name, *conflict.aliases))
        if score >= _ENOUGH:
            found.append(Candidate(score, conflict.name, conflict.first_day, conflict.last_day))
    return sorted(found, key=lambda c: (-c.score, -c.first_day.toordinal(), c.name))


def _with_local(candidates: Sequence[Candidate], parse: Parse, mention: Mention) -> list[Candidate]:
    """The candidates with those first, and counted as named, whose name, party or land the words after the count tell:
    "the 44th day of the war in Gaza"."""
    end = _SENTENCE.search(parse.text, mention.end)
    stop = min(end.start() if end else len(parse.text), mention.end + _REACH)
    words = " ".join(parse.text[mention.end : stop].casefold().split())
    entities = [e for e in parse.entities if mention.end <= parse.tokens[e.start].start < stop]
    parties = {party_of(e.text) for e in entities}
    lands = {country_of_name(e.text) for e in entities}
    found = {c.name: c for c in candidates}
    for conflict in conflicts():
        named = any(alias.casefold() in words for alias in (conflict.name, *conflict.aliases))
        told = bool(parties & set(conflict.parties)) or bool(lands & set(conflict.countries))
        base = found[conflict.name].score if conflict.name in found else 0
        if named or (told and base):
            found[conflict.name] = Candidate(
                _NAMED * (2 if named else 1) + base, conflict.name, conflict.first_day, conflict.last_day
            )
    return sorted(found.values(), key=lambda c: (-c.score, -c.first_day.toordinal(), c.name))


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
