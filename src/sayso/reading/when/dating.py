"""Which time expression dates an event: its own, by syntax; for a main event else that of its sentence, of the running
narrative, of the lead.

The time of a telling ("said on Thursday") is not the time of what is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sayso.reading.clauses import Clauses
from sayso.reading.draft import EventDraft
from sayso.reading.grouping_words import grouping_words
from sayso.reading.timeline import TimedPhrase, Timeline
from sayso.reading.when.corrections import withdrawn_sentences
from sayso.reading.when.published import words
from sayso.times import Anchor, Interval, of_moments, resolve_mentions

_DAYS = ("minute", "hour", "part_of_day", "day")
_OWN, _CLAUSE, _LINKED, _SENTENCE = range(4)
_LINKS = ("advcl", "conj", "acl", "xcomp", "parataxis")
_OLD, _COARSE = 4, 5  # added to a tier: behind every tier of what is neither
_NEWS_DAYS = 14
_FIRST_MENTIONS = 2  # a day long past dates a main event only where its first mentions tell it
_LEAD_SENTENCES = 4
_RUNNING_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event was, and the expressions that say so. `is_weak`: for a main event anything else is better;
    `is_own`: an expression is tied to the event itself; `is_bound`: it was told then, and was no later; `is_open`: it
    goes on from then ("since March"); `order`: at which of the event's mentions it is told."""

    interval: Interval
    phrases: tuple[TimedPhrase, ...]
    is_weak: bool = False
    is_own: bool = True
    is_bound: bool = False
    is_open: bool = False
    order: int = 0


class Dater:
    """Dates the events of one report."""

    def __init__(self, timeline: Timeline, events: Sequence[EventDraft], published: datetime.date | None) -> None:
        self.timeline = timeline
        self.parse = timeline.parse
        self.clauses = Clauses(timeline.parse)
        self.published = published
        self.triggers = frozenset(m for event in events for m in event.mentions)
        self.telling = grouping_words().telling
        self.by_sentence: dict[int, list[TimedPhrase]] = {}
        for phrase in timeline.phrases:
            self.by_sentence.setdefault(self._sentence(phrase.head), []).append(phrase)
        self.holders = {id(phrase): self._holder(phrase) for phrase in timeline.phrases}
        self.withdrawn = withdrawn_sentences(timeline.parse)
        self.first_main = next((event for event in events if event.main), None)

    def date(self, event: EventDraft) -> Dating | None:
        """When the event was; None where nothing in the text says so."""
        found = self._own(event)
        if event.main and (found is None or found.is_weak):
            around = self._stamped(event) or self._near(event) or self._lead()
            found = replace(around, is_own=False) if around is not None else found or self._told_by(event)
        elif found is not None and event.main and self.timeline.stamps:
            found = self._stamped_instead(event, found)
        if found is None:
            return self._at_running_time(event) or self._from_then(event)
        return self._refined(event, found)

    def _own(self, event: EventDraft) -> Dating | None:
        """By an expression tied to one of its mentions; a background event takes no looser tie than its clause's."""
        best: tuple[tuple[int, ...], TimedPhrase] | None = None
        for order, mention in enumerate(event.mentions):
            for phrase in self.phrases_near(mention):
                tier = self._tier(mention, phrase, event)
                if tier is None or tier > (_SENTENCE if event.main else _LINKED) or not self.dates(phrase):
                    continue
                if tier == _SENTENCE and _interval(phrase).precision not in _DAYS:
                    continue
                if tier == _LINKED and not event.main and not self._is_coordinate(mention, phrase):
                    continue
                distance = abs(phrase.head - mention)
                rank = (tier + self._coarseness(phrase, event.main), order, is_derived(phrase), distance)
                if best is None or rank < best[0]:
                    best = (rank, phrase)
        if best is None:
            return None
        weak = best[0][0] >= _OLD
        if weak and best[0][1] >= _FIRST_MENTIONS:
            return None
        return Dating(_interval(best[1]), (best[1],), weak, order=best[0][1])

    def _at_running_time(self, event: EventDraft) -> Dating | None:
        """By a time of day of its own, on the day that the narrative is at: not where only a header told that day."""
        for mention in event.mentions:
            for phrase in self.phrases_near(mention):
                if not phrase.expression.meaning.is_only_time_of_day or phrase.interval is None or phrase.is_header:
                    continue
                if self._tier(mention, phrase, event) not in (_OWN, _CLAUSE) or self._is_of_telling(phrase):
                    continue
                day = phrase.expression.ground.day
                told = next((p for p in self.timeline.phrases if self._tells(p, day) and p.head < phrase.head), None)
                if told is not None:
                    return Dating(phrase.interval, (phrase, told))
        return None

    def _tells(self, phrase: TimedPhrase, day: datetime.date | None) -> bool:
        """Whether an expression of the running text, and of no telling, tells a day."""
        return (
            day is not None and self.dates(phrase) and phrase.interval is not None
            and phrase.interval.first_day <= day <= phrase.interval.last_day and phrase.interval.precision in _DAYS
            and phrase.expression.meaning.has_day
        )

    def _from_then(self, event: EventDraft) -> Dating | None:
        """By the day, month or year since which it goes on."""
        for mention in event.mentions:
            for phrase in self.phrases_near(mention):
                before = self.parse.tokens[phrase.span.start - 1].text.lower() if phrase.span.start else ""
                if (
                    before in words()["from_then"]["prepositions"]
                    and phrase.interval is not None
                    and phrase.expression.kind == "DATE"
                    and not phrase.is_header
                    and self._tier(mention, phrase, event) in (_OWN, _CLAUSE)
                ):
                    return Dating(phrase.interval, (phrase,), is_own=False, is_open=True)
        return None

    def phrases_near(self, token: int) -> Iterable[TimedPhrase]:
        """The time expressions of the sentence of a token."""
        return self.by_sentence.get(self._sentence(token), ())

    def _sentence(self, token: int) -> int:
        return self.parse.tokens[token].sentence

    def _coarseness(self, phrase: TimedPhrase, main: bool) -> int:
        """A main event is dated by a month, a year or a day long past only where nothing else dates it."""
        if not main:
            return 0
        interval = _interval(phrase)
        if interval.precision not in _DAYS:
            return _COARSE
        limit = self.published or self.timeline.anchor.day
        return _OLD if limit is not None and (limit - interval.last_day).days > _NEWS_DAYS else 0

    def dates(self, phrase: TimedPhrase) -> bool:
        """Whether an expression can date an act: a point in time, not to come, no mere bound, no part of a name."""
        if (
            phrase.is_header
            or self._sentence(phrase.head) in self.withdrawn
            or phrase.interval is None
            or (phrase.expression.kind not in ("DATE", "TIME") and phrase.expression.meaning.relation != "same")
            or self._is_of_telling(phrase)
        ):
            return False
        meaning = phrase.expression.meaning
        if meaning.is_only_time_of_day and meaning.part != "overnight":
            return False
        limit = self.published or self.timeline.anchor.day
        if limit is not None and phrase.interval.first_day > limit + timedelta(days=0 if self.published else 3):
            return False
        before = self.parse.tokens[phrase.span.start - 1].text.lower() if phrase.span.start else ""
        return before not in words()["bounding"]["prepositions"] and not self._is_name(phrase)

    def _is_name(self, phrase: TimedPhrase) -> bool:
        """Whether a year or month only names something else ("the 2015 deal")."""
        if phrase.interval is None or phrase.interval.precision in _DAYS or self.parse.children(phrase.head, "case"):
            return False
        above = self.parse.tokens[self.parse.tokens[phrase.head].head]
        return above.index not in self.triggers and above.upos in ("NOUN", "PROPN") and above.index > phrase.head

    def _holder(self, phrase: TimedPhrase) -> int:
        """The trigger or the head of the clause that an expression hangs on."""
        current = phrase.head
        tokens = self.parse.tokens
        while not tokens[current].is_root:
            above = tokens[current].head
            if above in self.triggers or self.clauses.head_of[above] == above:
                return above
            current = above
        return current

    def _tier(self, mention: int, phrase: TimedPhrase, event: EventDraft) -> int | None:
        """How closely an expression is tied to a mention of an event; None where it is not."""
        holder = self.holders[id(phrase)]
        head = self.clauses.head_of[mention]
        if self._is_of_telling(phrase):
            return None
        if holder == mention or (holder in event.mentions and self.clauses.head_of[holder] == head):
            return _OWN
        if phrase.span.holds(self.parse.tokens[head].head):  # "on the day that officials met"
            return _OWN
        if holder not in event.mentions and self.clauses.lemmas[holder] in self.telling:
            return None
        if holder == head or (self.clauses.head_of[holder] == head and holder not in self.triggers):
            return _CLAUSE
        if holder in self._linked(head) or head in self._linked(holder):
            return _LINKED
        return _SENTENCE

    def _is_of_telling(self, phrase: TimedPhrase) -> bool:
        """Whether an expression follows at once on a verb of telling ("said late on Thursday"), whatever the tree says;
        "said Thursday's attack" tells of the attack."""
        start, end = phrase.span.start, phrase.span.end
        tokens = self.parse.tokens
        if end < len(tokens) and tokens[end].text in ("'s", "’s"):
            return False
        return any(self.clauses.lemmas[i] in self.telling and tokens[i].upos == "VERB" and all(
            tokens[j].upos in ("ADP", "ADV") for j in range(i + 1, start)) for i in range(max(0, start - 3), start))

    def _linked(self, head: int) -> list[int]:
        """The heads of clauses above one of which it is a part or a conjunct."""
        found: list[int] = []
        tokens = self.parse.tokens
        while len(found) < 3 and tokens[head].relation.split(":")[0] in _LINKS and not tokens[head].is_root:
            head = self.clauses.head_of[tokens[head].head]
            if head in found:
                break
            found.append(head)
        return found

    def _is_coordinate(self, mention: int, phrase: TimedPhrase) -> bool:
        """Whether the clauses of an expression and of a mention are conjuncts, or one is a participle of the other."""
        tokens = self.parse.tokens
        heads = {self.clauses.head_of[mention], self.holders[id(phrase)]}
        return any(
            tokens[h].relation in ("conj", "advcl", "acl") and self.clauses.head_of[tokens[h].head] in heads
            for h in heads
        )

    def _stamped(self, event: EventDraft) -> Dating | None:
        """By the stamp of the earliest entry that tells it: that day, up to that moment."""
        stamps = [s for m in event.mentions if (s := self.timeline.stamp_at(m)) is not None and s.day is not None]
        if not stamps:
            return None
        stamp = min(stamps, key=lambda s: (s.day or datetime.date.max, s.moment is None, str(s.moment)))
        phrases = tuple(
            p for p in self.timeline.phrases if p.is_header and stamp.start <= p.expression.start < stamp.end
        )
        if stamp.day is None or not phrases:
            return None
        return Dating(of_moments(stamp.day, stamp.moment), phrases[:1])

    def _stamped_instead(self, event: EventDraft, found: Dating) -> Dating:
        """The stamp of the first entry that tells a main event, where the expression is of another entry and day."""
        stamped = self._stamped(event)
        if stamped is None or stamped.interval.meets(found.interval):
            return found
        at = found.phrases[0].head
        return found if self.timeline.stamp_at(at) is self.timeline.stamp_at(stamped.phrases[0].head) else stamped

    def _near(self, event: EventDraft) -> Dating | None:
        """By the expression told last before a mention, in its paragraph."""
        for mention in event.mentions:
            sentence = self.parse.sentences[self._sentence(mention)]
            for phrase in self._before(sentence.index, sentence.paragraph):
                return Dating(_interval(phrase), (phrase,))
        return None

    def _before(self, sentence: int, paragraph: int) -> Iterator[TimedPhrase]:
        for index in range(sentence, max(-1, sentence - _RUNNING_SENTENCES - 1), -1):
            if self.parse.sentences[index].paragraph != paragraph:
                return
            yield from (p for p in reversed(self.by_sentence.get(index, [])) if self._runs(p))

    def _runs(self, phrase: TimedPhrase) -> bool:
        """Whether an expression moves the narrative: a day, of an act and not of a telling."""
        return (
            self.dates(phrase)
            and self._coarseness(phrase, True) == 0
            and self.clauses.lemmas[self.holders[id(phrase)]] not in self.telling
        )

    def _lead(self) -> Dating | None:
        """By the first main event's own expression, else by one of the lead: first of those that hang on an act, then
        any but those of questions."""
        if self.first_main is not None:
            found = self._own(self.first_main)
            if found is not None and not found.is_weak:
                return found
        sentences = self.parse.sentences[:_LEAD_SENTENCES]
        phrases = [
            p
            for s in sentences
            if self.parse.tokens[s.end - 1].text != "?"
            for p in self.by_sentence.get(s.index, [])
            if self._runs(p)
        ]
        acts = [p for p in phrases if self.holders[id(p)] in self.triggers]
        return next((Dating(_interval(p), (p,)) for p in (*acts, *phrases)), None)

    def _told_by(self, event: EventDraft) -> Dating | None:
        """By the day on which it was told, as the latest that it can have been: not where that is the day of
        publication, which every report tells."""
        for mention in event.mentions:
            above = self.parse.ancestors(mention)
            for phrase in self.phrases_near(mention):
                told = self._is_of_telling(phrase) or (
                    self.holders[id(phrase)] in above
                    and self.clauses.lemmas[self.holders[id(phrase)]] in self.telling
                )
                if (
                    told
                    and not phrase.is_header
                    and phrase.interval is not None
                    and phrase.interval.precision in _DAYS
                    and phrase.expression.meaning.has_day
                    and (self.published is None or phrase.interval.last_day < self.published)
                ):
                    return Dating(phrase.interval, (phrase,), is_own=False, is_bound=True)
        return None

    def _refined(self, event: EventDraft, dating: Dating) -> Dating:
        """A day made finer by a time of day told in the clause of a mention."""
        if dating.interval.precision not in ("day", "part_of_day") or dating.is_bound:
            return dating
        for mention in event.mentions:
            for phrase in self.phrases_near(mention):
                meaning = phrase.expression.meaning
                if phrase.is_header or not meaning.is_only_time_of_day or phrase in dating.phrases:
                    continue
                if self._tier(mention, phrase, event) not in (_OWN, _CLAUSE):
                    continue
                for day in (dating.interval.first_day, dating.interval.last_day):
                    found = resolve_mentions([phrase.expression.mention], Anchor(day))[0].interval
                    if found is not None and dating.interval.holds(found):
                        return replace(dating, interval=found, phrases=(*dating.phrases, phrase))
        return dating


def is_derived(phrase: TimedPhrase) -> bool:
    """Whether an expression counts from another one ("the day before"): less sure than one that stands by itself."""
    meaning = phrase.expression.meaning
    return meaning.relation in ("same", "previous", "following") or meaning.shift in ("earlier", "later")


def _interval(phrase: TimedPhrase) -> Interval:
    if phrase.interval is None:
        raise ValueError(phrase.expression.text)
    return phrase.interval
