"""Events dated by their distance from something else: "two days after a plane bombed the market", "three days after the
fight, drones hit the town"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sayso.reading.draft import EventDraft
from sayso.reading.timeline import TimedPhrase
from sayso.reading.when.dating import Dater, Dating
from sayso.reading.when.known_events import known_event_at
from sayso.times import months_after, of_day, of_month, of_year

_AFTER = {"after": 1, "following": 1, "before": -1}


def date_by_distance(dater: Dater, event: EventDraft, dated: Mapping[int, Dating]) -> Dating | None:
    """When an event was, by an amount of time and "after" or "before". `dated`: the dating of the events whose mention
    is that token. None where nothing tells it so."""
    for order, mention in enumerate(event.mentions):
        for phrase in dater.phrases_near(mention):
            connector = _connector(dater, phrase)
            if connector is None:
                continue
            sign, pivot, is_clause = connector
            if pivot == mention or (is_clause and dater.clauses.head_of[pivot] == mention):
                base = _other_day(dater, phrase)
                found = _moved(phrase, base.interval.first_day, -sign) if base is not None and base.interval else None
                if found is not None and base is not None:
                    return Dating(found.interval, (phrase, base), order=order)
            elif dater.holders[id(phrase)] in (mention, dater.clauses.head_of[mention]):
                base_day = _day_of_pivot(dater, phrase, pivot)
                moved = _moved(phrase, base_day[0], sign) if base_day is not None else None
                if moved is not None and base_day is not None:
                    return Dating(moved.interval, (phrase, *base_day[1]), order=order)
                found = _moved(phrase, dated[pivot].interval.first_day, sign) if pivot in dated else None
                if found is not None:
                    return Dating(found.interval, (phrase, *dated[pivot].phrases), order=order)
    return None


def _day_of_pivot(dater: Dater, phrase: TimedPhrase, pivot: int) -> tuple[date, tuple[TimedPhrase, ...]] | None:
    """The day that is told with what an amount of time leads to ("two days after the Feb. 3 attack"), or is known of it
    ("eight days after the fall of Kabul")."""
    tokens = dater.parse.tokens
    for other in dater.phrases_near(phrase.head):
        if other.interval is None or other is phrase or not other.expression.meaning.has_day or other.is_header:
            continue
        if other.head == pivot or tokens[other.head].head == pivot:
            return other.interval.first_day, (other,)
    known = known_event_at(dater.parse.text, tokens[phrase.span.end].end, dater.published)
    return (known, ()) if known is not None else None


def _connector(dater: Dater, phrase: TimedPhrase) -> tuple[int, int, bool] | None:
    """The sign of the word after an amount of time ("after" is 1), the word that it leads to, and whether that is the
    head of a clause."""
    meaning = phrase.expression.meaning
    if meaning.form != "duration" and meaning.counting != "cardinal":
        return None
    tokens = dater.parse.tokens
    if phrase.span.end >= len(tokens):
        return None
    word = tokens[phrase.span.end]
    sign = _AFTER.get(word.text.lower())
    if sign is None or word.head == word.index or word.relation not in ("mark", "case", "fixed", "advmod"):
        return None
    return sign, word.head, word.relation == "mark"


def _other_day(dater: Dater, phrase: TimedPhrase) -> TimedPhrase | None:
    """The day told nearest before in the sentence, whether of an act or of a telling."""
    found = [
        p
        for p in dater.phrases_near(phrase.head)
        if p is not phrase
        and p.interval is not None
        and p.interval.precision in ("day", "part_of_day", "hour", "minute")
        and p.expression.meaning.has_day
        and not p.is_header
    ]
    return min(found, key=lambda p: abs(p.head - phrase.head)) if found else None


def _moved(phrase: TimedPhrase, day: date, sign: int) -> Dating | None:
    """So long after a day (before, where the sign is negative), as precise as the unit."""
    meaning = phrase.expression.meaning
    amount = meaning.elapsed if meaning.elapsed is not None else 1 if meaning.amount is None else meaning.amount
    if not amount:
        return None
    steps = sign * round(amount)
    try:
        if meaning.unit in ("D", "N", "W"):
            return Dating(of_day(day + timedelta(days=steps * (7 if meaning.unit == "W" else 1))), (phrase,))
        if meaning.unit == "M":
            month = months_after(day, steps)
            return Dating(of_month(month.year, month.month), (phrase,))
        return Dating(of_year(day.year + steps), (phrase,)) if meaning.unit == "Y" else None
    except (ValueError, OverflowError):
        return None
