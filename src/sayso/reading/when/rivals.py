"""Contradictions in time: days told of the same act, by the same word, beside the day that was taken."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.draft import EventDraft
from sayso.reading.timeline import TimedPhrase
from sayso.reading.when.dating import Dater, Dating, is_derived

_NEAR = 7  # days: what is farther away is another act


def find_rivals(
    dater: Dater, events: Sequence[EventDraft], dated: Sequence[Dating | None]
) -> list[tuple[Dating, TimedPhrase]]:
    """For the main events every day that hangs on another mention with the word by which the event was dated, lies
    within a week of the day taken, and shares no moment with it."""
    found: list[tuple[Dating, TimedPhrase]] = []
    for event, dating in zip(events, dated, strict=True):
        if not event.main or dating is None or not dating.is_own or dating.is_open or dating.is_bound:
            continue
        word = dater.clauses.lemmas[event.mentions[min(dating.order, len(event.mentions) - 1)]]
        for mention in event.mentions:
            if dater.clauses.lemmas[mention] != word:
                continue
            found.extend((dating, phrase) for phrase in dater.phrases_near(mention) if _is_rival(
                dater, mention, phrase, dating))
    return found


def _is_rival(dater: Dater, mention: int, phrase: TimedPhrase, dating: Dating) -> bool:
    interval, meaning = phrase.interval, phrase.expression.meaning
    if interval is None or phrase in dating.phrases or not meaning.has_day or not dater.dates(phrase):
        return False
    if is_derived(phrase):  # "the day before" tells of another act
        return False
    if dater.holders[id(phrase)] != mention or interval.precision not in ("day", "part_of_day", "hour", "minute"):
        return False
    return not interval.meets(dating.interval) and abs((interval.first_day - dating.interval.first_day).days) <= _NEAR
