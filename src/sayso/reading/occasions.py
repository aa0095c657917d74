"""When and where a word of an event says that it was, as far as one text's own words tell two occasions apart.

These are keys to compare, not dates and places: the rooms of times and places give those to whole events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.draft import Span
from sayso.reading.grouping_words import grouping_words

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")
_SHORT_MONTHS = {m[:3]: n for n, m in enumerate(_MONTHS, 1)} | {"sept": 9}
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
_NUMBERS = {w: n for n, w in enumerate(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                                        "twelve"), 1)} | {"one": 1, "several": 3, "few": 3}
_DATELINE_TOKENS = 14
_RECENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Day:
    """What a phrase tells of a day. `ago`: days before the report, at least, where only that is told."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    ago: int | None = None

    def same_as(self, other: Day, published: Published) -> bool | None:
        """Whether two phrases mean the same day; None where their words do not tell."""
        if published.day is not None:
            mine, its = self.interval(published.day), other.interval(published.day)
            if mine is not None and its is not None:
                overlap = mine[0] <= its[1] and its[0] <= mine[1]
                return overlap if overlap or not (self.is_vague or other.is_vague) else min(
                    abs(mine[0] - its[1]), abs(its[0] - mine[1])) <= 1
        if self.weekday is not None and other.weekday is not None:
            return self.weekday == other.weekday
        if self.month is not None and other.month is not None:
            if self.month != other.month or (self.year and other.year and self.year != other.year):
                return False
            if self.day is not None and other.day is not None:
                return self.day == other.day
            return None if (self.ago is None) == (other.ago is None) else False
        if self.day is not None and other.day is not None:
            return self.day == other.day
        if self.ago is not None and other.ago is not None:
            return abs(self.ago - other.ago) <= max(1, min(self.ago, other.ago) // 4)
        for mine, its in ((self, other), (other, self)):
            if mine.is_recent and not its.is_recent:
                return False if its._is_past(published.dateline) else None
        if self.year is not None and other.year is not None and self.year != other.year:
            return False
        return None

    @property
    def is_recent(self) -> bool:
        """Whether it is told as a day of the last week."""
        return self.weekday is not None or (self.ago is not None and self.ago < 7)

    @property
    def is_vague(self) -> bool:
        """Whether it is told from the day of writing or by the night, and may be a day off."""
        return self.ago is not None

    def interval(self, published: date) -> tuple[int, int] | None:
        """The first and the last day that it can mean, as ordinals: the nearest before the day of publication or on it."""
        last = published.toordinal()
        if self.month is not None:
            year = self.year or (published.year if (self.month, self.day or 1) <= (published.month, published.day) else published.year - 1)
            if self.ago is not None and self.year is None and self.ago >= _UNITS["year"]:
                year = published.year - 1
            try:
                if self.day is not None:
                    return (date(year, self.month, self.day).toordinal(),) * 2
                end = date(year + self.month // 12, self.month % 12 + 1, 1).toordinal() - 1
            except ValueError:
                return None
            return date(year, self.month, 1).toordinal(), end
        if self.year is not None:
            return date(self.year, 1, 1).toordinal(), date(self.year, 12, 31).toordinal()
        if self.weekday is not None:
            day = last - (published.weekday() - self.weekday) % 7
            return day, day
        if self.day is not None:
            return next(((d, d) for d in range(last, last - 62, -1) if date.fromordinal(d).day == self.day), None)
        if self.ago is not None:
            slack = self.ago // 4
            return last - self.ago - slack, last - self.ago + slack
        return None

    def _is_past(self, published: Day | None) -> bool:
        if self.month is None and self.day is not None:
            return published is None or published.day is None or not 0 <= published.day - self.day <= _RECENT_DAYS
        if self.day is None or published is None:
            return True
        if published.month is None or published.day is None or (self.year or published.year) != published.year:
            return True
        days = (published.month - self.month) * 30 + published.day - self.day
        return not 0 <= days <= _RECENT_DAYS


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Tokens `start` to `end` that tell a day."""

    start: int
    end: int
    day: Day


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase with the name of a place in it: its tokens, its topmost token, the folded names in it. `fronted`: it
    opens its sentence; `of_source`: it belongs to the description of a person or body."""

    span: Span
    top: int
    names: frozenset[str]
    fronted: bool
    of_source: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of the day of a report: the day itself, the words of its dateline."""

    day: date | None = None
    dateline: Day | None = None


def find_times(parse: Parse) -> tuple[TimePhrase, ...]:
    """The phrases that tell days, in the order of the text; no clock times, no durations."""
    lowered = [t.text.lower().rstrip(".") for t in parse.tokens]
    found: list[TimePhrase] = []
    at = 0
    while at < len(lowered):
        day, end = _read_day(lowered, at, parse)
        if day is None:
            at += 1
            continue
        if found and found[-1].end == at and (joined := _joined(found[-1].day, day)) is not None:
            found[-1] = TimePhrase(found[-1].start, end, joined)
        else:
            found.append(TimePhrase(at, end, day))
        at = end
    return tuple(found)


def _joined(first: Day, second: Day) -> Day | None:
    """Two phrases side by side that tell one day: "March last year", "Monday 5 May"."""
    if first.ago is None and second.ago is not None and first.month is not None:
        return Day(first.weekday, first.month, first.day, first.year, second.ago)
    if first.weekday is not None and second.weekday is None and second.month is not None:
        return Day(first.weekday, second.month, second.day, second.year)
    return None


def _read_day(words: list[str], at: int, parse: Parse) -> tuple[Day | None, int]:
    word = words[at]
    following = words[at + 1 : at + 5]
    if word in _WEEKDAYS:
        end = at + 1
        date, after = _read_date(words, at + 2 if following[:1] == [","] else at + 1)
        if date is not None:
            return Day(_WEEKDAYS.index(word), date.month, date.day, date.year), after
        return Day(weekday=_WEEKDAYS.index(word)), end
    date, after = _read_date(words, at)
    if date is not None:
        return date, after
    if word in ("last", "past", "previous") and following and following[0] in (*_UNITS, *_MONTHS):
        unit = following[0]
        if unit in _MONTHS:
            return Day(month=_MONTHS.index(unit) + 1, ago=28), at + 2
        return Day(ago=_UNITS[unit]), at + 2
    if word in ("yesterday", "today", "tonight", "overnight"):
        return Day(ago=1 if word in ("yesterday", "overnight") else 0), at + 1
    for place, unit in enumerate(following[:2], 1):
        singular = unit.rstrip("s")
        number = _NUMBERS.get(word, int(word) if word.isdigit() and len(word) < 4 else None)
        if singular in _UNITS and number is not None and words[at + place + 1 : at + place + 2] in (["ago"], ["earlier"], ["before"]):
            return Day(ago=number * _UNITS[singular]), at + place + 2
    if re.fullmatch(r"(19|20)\d\d", word) and parse.tokens[at].relation not in ("nummod",) and words[max(0, at - 1)] in (
            "in", "of", "since", "during", "late", "early", "mid", "by", "from", "the"):
        return Day(year=int(word)), at + 1
    ordinal = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)", word)
    if ordinal and words[max(0, at - 1)] == "the":
        return Day(day=int(ordinal.group(1))), at + 1
    return None, at


def _read_date(words: list[str], at: int) -> tuple[Day | None, int]:
    """A month with a day or a year about it: "May 5", "5 May 2025", "March 2024", "in December"."""
    if at >= len(words):
        return None, at
    month = _month(words[at])
    if month is not None:
        end, day, year = at + 1, None, None
        if end < len(words) and (d := _day_number(words[end])) is not None:
            day, end = d, end + 1
        skip = 1 if words[end : end + 1] == [","] else 0
        if re.fullmatch(r"(19|20)\d\d", "".join(words[end + skip : end + skip + 1])):
            year, end = int(words[end + skip]), end + skip + 1
        before = words[max(0, at - 1)]
        if day is None and year is None and before not in ("in", "last", "since", "of", "early", "late", "mid", "this", "until", "next", "from", "by"):
            return None, at
        return Day(month=month, day=day, year=year), end
    if (d := _day_number(words[at])) is not None:
        following = at + 2 if words[at + 1 : at + 2] == ["of"] else at + 1
        if following < len(words) and (month := _month(words[following])) is not None:
            end = following + 1
            year = None
            if re.fullmatch(r"(19|20)\d\d", "".join(words[end : end + 1])):
                year, end = int(words[end]), end + 1
            return Day(month=month, day=d, year=year), end
    return None, at


def _month(word: str) -> int | None:
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    return _SHORT_MONTHS.get(word)


def _day_number(word: str) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", word)
    return int(found.group(1)) if found and 1 <= int(found.group(1)) <= 31 else None


def dateline(parse: Parse, times: tuple[TimePhrase, ...]) -> TimePhrase | None:
    """The phrase with the date in the dateline that opens a text ("KYIV, March 6 (Agency) -"): near its beginning, a
    mark of the dateline's end close after it."""
    for phrase in times[:1]:
        after = [t.text for t in parse.tokens[phrase.end : phrase.end + 6]]
        told = phrase.day.month is not None and phrase.day.day is not None and phrase.day.weekday is None
        if phrase.start <= _DATELINE_TOKENS and told and set(after) & {"-", "–", "—", "(", "--", "."}:
            return phrase
    return None


def find_places(clauses: Clauses) -> tuple[PlacePhrase, ...]:
    """The phrases that hold names of places, in the order of the text."""
    parse = clauses.parse
    found: dict[int, PlacePhrase] = {}
    for entity in parse.entities:
        if not clauses.is_place(entity.start):
            continue
        top, of_source = _top_of(clauses, entity.start, entity.end)
        start, end = _phrase(parse, top)
        start, end = min(start, entity.start), max(end, entity.end)
        name = frozenset([entity.text.lower()])
        if top in found:
            old = found[top]
            found[top] = PlacePhrase(old.span, top, old.names | name, old.fronted, old.of_source and of_source)
        else:
            sentence = parse.sentences[parse.tokens[top].sentence]
            fronted = start - sentence.start <= 1 and clauses.head_of[top] > top
            found[top] = PlacePhrase(Span(start, end), top, name, fronted, of_source)
    return tuple(found[top] for top in sorted(found, key=lambda t: found[t].span))


def _top_of(clauses: Clauses, start: int, end: int) -> tuple[int, bool]:
    """The topmost nominal of the chain of modifiers that a name stands in, and whether the chain runs through a
    subject of telling (a source's description)."""
    parse = clauses.parse
    head = next((i for i in range(start, end) if not start <= parse.tokens[i].head < end), start)
    current = head
    while True:
        token = parse.tokens[current]
        relation = token.relation.split(":")[0]
        if token.is_root or relation not in ("nmod", "compound", "flat", "appos", "amod", "conj", "obl", "advmod", "dep", "list"):
            break
        above = parse.tokens[token.head]
        if relation in ("obl", "advmod") or above.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"):
            break
        if above.relation.split(":")[0] in ("nsubj", "obj", "root", "iobj", "ccomp", "parataxis") and relation != "flat":
            break
        current = token.head
    return current, _belongs_to_source(clauses, current)


def _belongs_to_source(clauses: Clauses, index: int) -> bool:
    parse = clauses.parse
    telling = grouping_words().telling
    for above in (index, *parse.ancestors(index)):
        token = parse.tokens[above]
        if token.relation.split(":")[0] in ("nsubj", "appos") and above != index or token.relation == "nsubj":
            head = parse.tokens[token.head]
            if clauses.lemmas[head.index] in telling and token.relation.startswith("nsubj"):
                return True
        if any(t.lemma.lower() == "accord" or t.text.lower() == "according" for t in parse.children(above, "case")):
            return True
        if token.upos == "VERB":
            return False
    return False


def _phrase(parse: Parse, top: int) -> tuple[int, int]:
    """The tokens of a nominal, without relative clauses and what follows them."""
    first = last = top
    stack = [top]
    while stack:
        current = stack.pop()
        first, last = min(first, current), max(last, current)
        for child in parse.children_of[current]:
            token = parse.tokens[child]
            if token.relation.split(":")[0] in ("acl", "parataxis", "advcl", "punct", "conj", "cc") and not (
                    token.relation == "conj" and token.upos == "PROPN"):
                continue
            stack.append(child)
    return first, last + 1
