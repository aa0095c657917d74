"""Which mentions tell of one event, and which of another."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading.clauses import Clauses
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.kinds import KindReader
from sayso.reading.occasions import Day, PlacePhrase, TimePhrase
from sayso.reading.trigger_lexicon import lexicon
from sayso.reading.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger with what its sentence says of its occasion. `realis`: told as having happened; `kind`: the kind that
    it tells by itself, None where it is open; `days`, `places`: told in its own clause."""

    trigger: Trigger
    kind: str | None
    realis: bool
    days: tuple[Day, ...]
    places: tuple[PlacePhrase, ...]
    another: bool
    definite: bool
    sentence: int
    paragraph: int

    @property
    def token(self) -> int:
        """The trigger's token."""
        return self.trigger.token


@dataclass(slots=True)
class Group:
    """The mentions of one event, as they gather."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that its mentions tell by themselves."""
        return frozenset(m.kind for m in self.mentions if m.kind is not None)

    @property
    def days(self) -> tuple[Day, ...]:
        """The days told in its mentions' clauses."""
        return tuple(day for m in self.mentions for day in m.days)

    @property
    def names(self) -> frozenset[str]:
        """The names of places told in its mentions' clauses."""
        return frozenset(name for m in self.mentions for p in m.places if not p.of_source for name in p.names)

    @property
    def first(self) -> int:
        """Its first mention's token."""
        return min(m.token for m in self.mentions)


# Weights of what speaks for one event and against; a mention joins an event told before at _JOINS or more.
_JOINS = 1.0
_DEFINITE, _SAME_KIND, _OTHER_KIND, _SAME_PLACE, _OTHER_PLACE, _OTHER_FRONTED, _SAME_DAY = 2.0, 1.0, -1.5, 1.0, -1.0, -2.5, 1.0
_ANOTHER, _FOCUS, _FIRST, _INDEFINITE = -4.0, 1.0, 1.0, -1.0


class Grouper:
    """Gathers the mentions of one text into events, in the order of the text."""

    def __init__(self, clauses: Clauses, kinds: KindReader, published: Day | None) -> None:
        self._clauses = clauses
        self._kinds = kinds
        self._published = published
        self._words = lexicon()
        self.groups: list[Group] = []
        self._focus: Group | None = None
        self._focus_paragraph = -1

    def add_sentence(self, mentions: list[Mention]) -> None:
        """Take in the mentions of the next sentence: first those that can be events, then what follows from them."""
        here: list[Group] = []
        for strength in ("yes", "weak", "no"):
            for mention in mentions:
                if mention.trigger.founds == strength:
                    group = self._place(mention, here)
                    if group is not None and group not in here:
                        here.append(group)
        if here:
            self._focus = here[0]
            self._focus_paragraph = mentions[0].paragraph

    def _place(self, mention: Mention, here: list[Group]) -> Group | None:
        same = [g for g in here if self._compatible(mention, g) and not self._parts(mention, g)]
        if same:
            near = max(same, key=lambda g: self._nearness(mention, g))
            near.mentions.append(mention)
            return near
        scored = [(self._score(mention, g), -n, g) for n, g in enumerate(self.groups) if g not in here and self._compatible(mention, g)]
        if scored:
            score, _, group = max(scored, key=lambda s: (s[0], s[1]))
            if score >= _JOINS:
                group.mentions.append(mention)
                return group
        if mention.realis and self._founds(mention, here):
            group = Group([mention])
            self.groups.append(group)
            return group
        return None

    def _nearness(self, mention: Mention, group: Group) -> float:
        """Of the events of one sentence, the nearest: in the same clause first, then by distance."""
        clauses = self._clauses
        head = clauses.head_of[mention.token]
        best = -1000.0
        for other in group.mentions:
            if other.sentence != mention.sentence:
                continue
            tied = clauses.head_of[other.token] == head or other.token in clauses.parse.ancestors(mention.token)
            best = max(best, (100.0 if tied else 0.0) - abs(other.token - mention.token))
        return best

    def _compatible(self, mention: Mention, group: Group) -> bool:
        """Whether a mention can be of the event by its kind, and is not of another day."""
        return self._kin(mention, group) and not self._other_day(mention, group)

    def _kin(self, mention: Mention, group: Group) -> bool:
        kinds, violent = group.kinds, self._words.violent
        if mention.kind is None:
            opens = mention.trigger.name
            if opens == "release":
                return "exchange" in kinds
            told = kinds or {"explosion"}
            if opens == "casualty":
                return bool(told & (violent | {"riot", "protest", "evacuation"}))
            return bool(told & (violent | {"riot"}))
        if not kinds:
            return mention.kind in violent
        return all(mention.kind == k or k in self._words.kin.get(mention.kind, ()) for k in kinds)

    def _other_day(self, mention: Mention, group: Group) -> bool:
        days = group.days
        if not mention.days or not days:
            return False
        return all(mine.differs(other, self._published) for mine in mention.days for other in days)

    def _parts(self, mention: Mention, group: Group) -> bool:
        """Whether a mention is told apart from an event of its own sentence: marked as another, or in a clause of its
        own with a place of its own."""
        if mention.another and mention.trigger.founds == "yes":
            return True
        if mention.trigger.founds == "no" or not mention.places or not group.names:
            return False
        names = frozenset(n for p in mention.places for n in p.names)
        heads = {self._clauses.head_of[m.token] for m in group.mentions if m.sentence == mention.sentence}
        own_clause = self._clauses.head_of[mention.token] not in heads
        return own_clause and not names & group.names and mention.kind not in (None, *group.kinds)

    def _score(self, mention: Mention, group: Group) -> float:
        score = 0.0
        trigger = mention.trigger
        if mention.definite:
            score += _DEFINITE
        elif not trigger.verbal and trigger.founds == "yes":
            score += _INDEFINITE
        if mention.kind is not None and group.kinds:
            score += _SAME_KIND if mention.kind in group.kinds else _OTHER_KIND
        names = frozenset(n for p in mention.places if not p.of_source for n in p.names)
        if names and group.names:
            if names & group.names:
                score += _SAME_PLACE
            else:
                score += _OTHER_FRONTED if any(p.fronted for p in mention.places) else _OTHER_PLACE
        if mention.days and group.days:
            score += _SAME_DAY
        if mention.another:
            score += _ANOTHER
        if group is self._focus and mention.paragraph == self._focus_paragraph:
            score += _FOCUS
        if group is self.groups[0]:
            score += _FIRST
        elif group is self._focus:
            score += _FOCUS / 2
        return score

    def _founds(self, mention: Mention, here: list[Group]) -> bool:
        founds = mention.trigger.founds
        if founds == "weak":
            told = self._clauses.subjects(mention.token) if mention.trigger.verbal else ()
            named = self._kinds.explicit(mention.trigger) is not None
            return bool(told) or named or bool(mention.days or mention.another)
        return founds == "yes"


def is_another(clauses: Clauses, trigger: Trigger, opener: bool) -> bool:
    """Whether the words about a trigger tell that the act is not the one told before."""
    words = grouping_words()
    if opener:
        return True
    if not trigger.verbal and clauses.modifiers(trigger.token) & words.another:
        return True
    adverbs = {clauses.lemmas[t.index] for t in clauses.parse.children(trigger.token, "advmod")}
    return bool(adverbs & words.another_adverbs)


def is_definite(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun points back to an act told before ("the attack", "their assault"); never true of a verb."""
    return not trigger.verbal and bool(clauses.modifiers(trigger.token) & grouping_words().definite)


def opens_another_matter(clauses: Clauses, start: int) -> bool:
    """Whether a sentence begins with words that turn to another matter."""
    return holds_any(clauses.lemmas[start : start + 5], grouping_words().openers)


def days_of(clauses: Clauses, trigger: Trigger, times: tuple[TimePhrase, ...], triggers: frozenset[int]) -> tuple[Day, ...]:
    """The days told of a trigger: in its own phrase, else in its clause where the verb does not tell of telling."""
    return tuple(t.day for t in times_of(clauses, trigger.token, times, triggers))


def times_of(clauses: Clauses, token: int, times: tuple[TimePhrase, ...], triggers: frozenset[int]) -> tuple[TimePhrase, ...]:
    """The time phrases tied to a trigger by syntax; see `days_of`."""
    head = clauses.head_of[token]
    own = [t for t in times if _holder(clauses, t.start, t.end, triggers) == token]
    if own or head == token:
        return tuple(own)
    telling = clauses.lemmas[head] in grouping_words().telling
    return () if telling else tuple(t for t in times if _holder(clauses, t.start, t.end, triggers) == head)


def places_of(clauses: Clauses, token: int, places: tuple[PlacePhrase, ...], triggers: frozenset[int]) -> tuple[PlacePhrase, ...]:
    """The places tied to a trigger by syntax: in its own phrase, else in its clause."""
    head = clauses.head_of[token]
    own = [p for p in places if _holder(clauses, p.span.start, p.span.end, triggers) == token]
    if own or head == token:
        return tuple(own)
    telling = clauses.lemmas[head] in grouping_words().telling
    return () if telling else tuple(p for p in places if _holder(clauses, p.span.start, p.span.end, triggers) == head)


def _holder(clauses: Clauses, start: int, end: int, triggers: frozenset[int]) -> int:
    """The trigger or head of a clause that a phrase hangs on."""
    tokens = clauses.parse.tokens
    current = next((i for i in range(start, end) if not start <= tokens[i].head < end), start)
    while not tokens[current].is_root:
        above = tokens[current].head
        if above in triggers or clauses.head_of[above] == above:
            return above
        current = above
    return current
