"""Which mentions tell of one event, and which of another."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading.clauses import Clauses
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.kinds import KindReader
from sayso.reading.occasions import Day, PlacePhrase, Published, TimePhrase
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
    near: frozenset[str]
    another: bool
    definite: bool
    indefinite: bool
    perceived: bool
    picked: bool
    described: bool
    sentence: int
    paragraph: int
    item: int | None

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
    def near(self) -> frozenset[str]:
        """The names of places told in its mentions' sentences."""
        return self.names.union(*(m.near for m in self.mentions))

    @property
    def items(self) -> frozenset[int | None]:
        """The items of a roundup that its mentions stand in; None stands for none."""
        return frozenset(m.item for m in self.mentions)

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

    def __init__(self, clauses: Clauses, kinds: KindReader, published: Published) -> None:
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
            # what stands higher in the sentence's tree is told first, and what depends on it joins it
            ranked = sorted(mentions, key=lambda m: (len(self._clauses.parse.ancestors(m.token)), m.token))
            for mention in ranked if strength == "yes" else mentions:
                if mention.trigger.founds == strength:
                    group = self._place(mention, here)
                    if group is not None and group not in here:
                        here.append(group)
        if here:
            self._focus = here[0]
            self._focus_paragraph = mentions[0].paragraph

    def _place(self, mention: Mention, here: list[Group]) -> Group | None:
        within = self._setting_of(mention, here)
        if within is not None:
            within.mentions.append(mention)
            return within
        same = [g for g in here if self._compatible(mention, g) and not self._parts(mention, g)]
        if same:
            near = max(same, key=lambda g: self._nearness(mention, g))
            near.mentions.append(mention)
            return near
        scored = [(self._score(mention, g), -n, g) for n, g in enumerate(self.groups) if g not in here and self._compatible(mention, g)]
        if scored:
            score, _, group = max(scored, key=lambda s: (s[0], s[1]))
            if score >= _JOINS and self._in_item(mention, group):
                group.mentions.append(mention)
                return group
        if mention.realis and self._founds(mention):
            group = Group([mention])
            self.groups.append(group)
            return group
        return None

    def _setting_of(self, mention: Mention, here: list[Group]) -> Group | None:
        """The event that a noun tells the setting of, whatever their kinds: "detained in raids", "freed in a swap"."""
        token = self._clauses.parse.tokens[mention.token]
        cases = {t.lemma.lower() for t in self._clauses.parse.children(token.index, "case")}
        if mention.trigger.verbal or not token.relation.startswith("obl") or not cases & {"in", "during"}:
            return None
        return next((g for g in here if any(m.token == token.head for m in g.mentions)), None)

    def _in_item(self, mention: Mention, group: Group) -> bool:
        """Whether a mention may join an event across the items of a roundup: only within its own."""
        return mention.item is None or mention.item in group.items

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
        compared = {mine.same_as(other, self._published) for mine in mention.days for other in days}
        return False in compared and True not in compared

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
        focus = group is self._focus and mention.paragraph == self._focus_paragraph
        if mention.definite:
            score += _DEFINITE
        elif mention.indefinite and not mention.perceived:
            score += _INDEFINITE
        if mention.kind is not None and group.kinds:
            if mention.kind in group.kinds:
                score += _SAME_KIND
            elif mention.days or mention.places or not focus:
                score += _OTHER_KIND
        names = frozenset(n for p in mention.places if not p.of_source for n in p.names)
        if names and group.names:
            if names & group.near:
                score += _SAME_PLACE
            else:
                score += _OTHER_FRONTED if any(p.fronted for p in mention.places) else _OTHER_PLACE
        if mention.days and group.days:
            score += _SAME_DAY
        if mention.another:
            score += _ANOTHER
        if focus:
            score += _FOCUS
        if group is self.groups[0]:
            score += _FIRST
        elif group is self._focus:
            score += _FOCUS / 2
        return score

    def _founds(self, mention: Mention) -> bool:
        trigger = mention.trigger
        if trigger.founds == "weak":
            dated = bool(mention.days or mention.another)
            if trigger.name not in self._words.defaults:
                clauses = self._clauses
                acted = any(t.xpos == "VBN" for t in clauses.parse.children(trigger.token, "acl"))
                return dated or acted
            acted = trigger.verbal and bool(self._clauses.subjects(trigger.token))
            return acted or dated or mention.kind is not None
        if trigger.name == "casualty" and mention.item is not None:
            return trigger.verbal and not any(mention.item in g.items for g in self.groups)
        if mention.picked or (mention.definite and not mention.described and self.groups):
            return False
        return trigger.founds == "yes"


def is_another(clauses: Clauses, trigger: Trigger, opener: bool) -> bool:
    """Whether the words about a trigger tell that the act is not the one told before."""
    words = grouping_words()
    if opener:
        return True
    if not trigger.verbal and clauses.modifiers(trigger.token) & words.another:
        return True
    if clauses.head_of[trigger.token] != trigger.token:
        return False
    start, end = clauses.parse.subtree(trigger.token)
    return any(clauses.lemmas[i] in words.another_adverbs and clauses.head_of[i] == trigger.token for i in range(start, end))


def is_definite(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun points back to an act told before ("the attack", "their assault"); never true of a verb."""
    if trigger.verbal:
        return False
    owners = clauses.parse.children(trigger.token, "nmod:poss")
    if any(clauses.entity_kind(t.index) == "time" for t in owners):  # "Sunday's attack"
        return True
    return bool(clauses.modifiers(trigger.token) & grouping_words().definite)


def is_picked(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun picks from acts told before, or speaks of none ("either attack", "no strike")."""
    return not trigger.verbal and bool(clauses.modifiers(trigger.token) & grouping_words().picking)


def is_described(
    clauses: Clauses, trigger: Trigger, times: tuple[TimePhrase, ...], places: tuple[PlacePhrase, ...], triggers: frozenset[int],
) -> bool:
    """Whether a day or a place stands in the phrase of a noun itself ("the attack on the base in May")."""
    spans = [(t.start, t.end) for t in times] + [(p.span.start, p.span.end) for p in places]
    return any(_holder(clauses, start, end, triggers) == trigger.token for start, end in spans)


def opens_another_matter(clauses: Clauses, start: int) -> bool:
    """Whether a sentence begins with words that turn to another matter."""
    return holds_any(clauses.lemmas[start : start + 5], grouping_words().openers)


def is_indefinite(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun brings in an act as a new one: with an indefinite article or a number, or a bare plural."""
    if trigger.verbal:
        return False
    token = clauses.parse.tokens[trigger.token]
    before = clauses.parse.children(trigger.token, "det", "nummod")
    if any(t.lemma.lower() in ("a", "an", "several", "some", "many") or t.relation == "nummod" for t in before):
        return True
    return token.xpos == "NNS" and not before and not clauses.parse.children(trigger.token, "nmod:poss")


def is_perceived(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is what somebody heard or saw."""
    return any(clauses.lemmas[i] in lexicon().perception for i in clauses.parse.ancestors(trigger.token)[:2])


def days_of(clauses: Clauses, trigger: Trigger, times: tuple[TimePhrase, ...], triggers: frozenset[int]) -> tuple[Day, ...]:
    """The days told of a trigger: in its own phrase, else in its clause, else the one recent day that its sentence
    tells outside a clause of telling."""
    tied = times_of(clauses, trigger.token, times, triggers)
    if not tied:  # a day that hangs on a word below the act is mostly the act's ("queuing at a base on Sunday")
        tokens = clauses.parse.tokens
        telling = grouping_words().telling
        inside = [t for t in times if tokens[t.start].sentence == tokens[trigger.token].sentence]
        free = [t for t in inside if t.day.is_recent and _holder(clauses, t.start, t.end, triggers) not in triggers
                and trigger.token in clauses.parse.ancestors(t.start) and clauses.lemmas[clauses.head_of[t.start]] not in telling]
        tied = tuple(free) if len(inside) == 1 else ()
    return tuple(t.day for t in tied)


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
