"""When and where a word of an event says that it was, as far as one text's own words tell two occasions apart.

These are keys to compare, not dates and places: the rooms of times and places give those to whole events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Day:
    """What a phrase tells of a day. `ago`: days before the report, at least, where only that is told."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    ago: int | None = None

    def differs(self, other: Day, published: Day | None) -> bool:
        """Whether two phrases cannot mean the same day. `published`: the day of the dateline, where there is one."""
        if self.ago is not None and other.ago is not None:
            return abs(self.ago - other.ago) > max(1, self.ago // 4)
        if self.weekday is not None and other.weekday is not None:
            return self.weekday != other.weekday
        for mine, its in ((self, other), (other, self)):
            if mine._is_recent and not its._is_recent:
                return its._is_past(published)
        if self.year is not None and other.year is not None and self.year != other.year:
            return True
        if self.month is not None and other.month is not None:
            if self.month != other.month:
                return True
            if self.day is not None and other.day is not None:
                return abs(self.day - other.day) > 0
        return False

    @property
    def _is_recent(self) -> bool:
        return self.weekday is not None or (self.ago is not None and self.ago < 7)

    def _is_past(self, published: Day | None) -> bool:
        if self.day is None or published is None or self.month is None:
            return self.day is None or published is None
        if published.month is None or published.day is None or (self.year or published.year) != published.year:
            return True
        days = (published.month - self.month) * 30 + published.day - self.day
        return not 0 <= days <= 7


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
        found.append(TimePhrase(at, end, day))
        at = end
    return tuple(found)


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


def dateline_day(parse: Parse, times: tuple[TimePhrase, ...]) -> Day | None:
    """The date in the dateline that opens a text, None where there is none."""
    for phrase in times[:1]:
        if phrase.start <= _DATELINE_TOKENS and phrase.day.month is not None and phrase.day.day is not None:
            return phrase.day
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
