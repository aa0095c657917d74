"""Which mentions tell of one event, and which of another."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading.clauses import Clauses
from sayso.reading.events.days import Days
from sayso.reading.events.mentions import Mention
from sayso.reading.grouping_words import grouping_words
from sayso.reading.timeline import TimedPhrase
from sayso.reading.trigger_lexicon import lexicon


@dataclass(slots=True)
class Group:
    """The mentions of one event, as they gather."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that its mentions tell by themselves."""
        return frozenset(m.kind for m in self.mentions if m.kind is not None)

    @property
    def days(self) -> tuple[TimedPhrase, ...]:
        """The days told in its mentions' clauses."""
        return tuple(day for m in self.mentions for day in m.days)

    @property
    def names(self) -> frozenset[str]:
        """The names of places told in its mentions' clauses."""
        return frozenset(name for m in self.mentions for name in m.names)

    @property
    def parties(self) -> frozenset[str]:
        """The parties whose act its mentions' subjects tell."""
        return frozenset(party for m in self.mentions for party in m.parties)

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


class Grouper:
    """Gathers the mentions of one text into events, in the order of the text."""

    def __init__(self, clauses: Clauses, days: Days) -> None:
        self._clauses = clauses
        self._days = days
        self._words = lexicon()
        self._weights = grouping_words().weights
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
        scored = [(self._score(mention, g), -n, g) for n, g in enumerate(self.groups)
                  if g not in here and self._compatible(mention, g)]
        if scored:
            score, _, group = max(scored, key=lambda s: (s[0], s[1]))
            if score >= self._weights["joins"] and self._in_item(mention, group):
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
                hurts = violent | {"riot", "protest"}
                return bool(told & hurts) or (
                    "evacuation" in told and not any(g.kinds & hurts or not g.kinds for g in self.groups)
                )
            return bool(told & (violent | {"riot"}))
        if not kinds:
            return mention.kind in violent
        return all(mention.kind == k or k in self._words.kin.get(mention.kind, ()) for k in kinds)

    def _other_day(self, mention: Mention, group: Group) -> bool:
        days = group.days
        if not mention.days or not days:
            return False
        compared = {self._days.same(mine, other) for mine in mention.days for other in days}
        return False in compared and True not in compared

    def _is_past(self, mention: Mention, group: Group) -> bool:
        """Whether a mention is told of a day long gone, the event of none or of a recent one."""
        return self._days.are_old(mention.days) and not self._days.are_old(group.days)

    def _parts(self, mention: Mention, group: Group) -> bool:
        """Whether a mention is told apart from an event of its own sentence: marked as another, or in a clause of its
        own with a place of its own."""
        if (mention.another or self._is_past(mention, group)) and mention.trigger.founds == "yes":
            return True
        if mention.trigger.founds == "yes" and self._of_another_party(mention, group):
            return True
        if mention.trigger.founds == "no" or not mention.places or not group.names:
            return False
        names = frozenset(n for p in mention.places for n in p.names)
        heads = {self._clauses.head_of[m.token] for m in group.mentions if m.sentence == mention.sentence}
        own_clause = self._clauses.head_of[mention.token] not in heads
        return own_clause and not names & group.names and mention.kind not in (None, *group.kinds)

    def _of_another_party(self, mention: Mention, group: Group) -> bool:
        """Whether a mention tells another party's act than the clauses of its own sentence ("Kandor shelled the port;
        Tamia bombed a depot")."""
        here = [m for m in group.mentions if m.sentence == mention.sentence]
        others = frozenset(party for m in here for party in m.parties)
        apart = all(self._clauses.head_of[m.token] != self._clauses.head_of[mention.token] for m in here)
        fights = "armed_clash" in (mention.kind, *group.kinds)
        return apart and not fights and bool(mention.parties and others) and not mention.parties & others

    def _score(self, mention: Mention, group: Group) -> float:
        weights = self._weights
        score = 0.0
        focus = group is self._focus and mention.paragraph == self._focus_paragraph
        if mention.definite:
            score += weights["definite"]
        elif mention.indefinite and not mention.perceived:
            score += weights["indefinite"]
        if mention.kind is not None and group.kinds:
            if mention.kind in group.kinds:
                score += weights["same_kind"]
            elif mention.days or mention.places or not focus:
                score += weights["other_kind"]
        elif mention.kind is not None and group is self.groups[0] and self._may_explain(mention, group):
            score += weights["open_kind"]
        names = mention.names
        if names and group.names:
            fronted = any(p.fronted for p in mention.places) or names == mention.setting
            elsewhere = any(_share_names(names, g.names) for g in self.groups if g is not group)
            if _share_names(names, group.names if elsewhere else group.near):
                score += weights["same_place"]
            else:
                score += weights["other_fronted"] if fronted else weights["other_place"]
        if mention.days and group.days:
            score += weights["same_day"]
        if mention.parties and group.parties and not mention.parties & group.parties:
            score += weights["other_party"]
        if mention.another or self._is_past(mention, group):
            score += weights["another"]
        if focus:
            score += weights["focus"]
        if group is self.groups[0]:
            score += weights["first"]
        elif group is self._focus:
            score += weights["last"]
        return score

    def _may_explain(self, mention: Mention, group: Group) -> bool:
        """Whether a mention may tell what an event was that no word has named yet: not of an old day, nor elsewhere."""
        elsewhere = bool(mention.names and group.names) and not _share_names(mention.names, group.near)
        return not mention.days or (not elsewhere and all(map(self._days.is_recent, mention.days)))

    def _founds(self, mention: Mention) -> bool:
        trigger = mention.trigger
        if mention.picked or (mention.definite and not mention.described and self.groups):
            return False
        if trigger.founds == "weak":
            dated = bool(mention.days or mention.another)
            if trigger.name not in self._words.defaults:
                clauses = self._clauses
                acted = any(t.xpos == "VBN" for t in clauses.parse.children(trigger.token, "acl"))
                return dated or acted
            acted = trigger.verbal and bool(self._clauses.subjects(trigger.token))
            placed = bool(mention.names) and (trigger.verbal or not self.groups)
            return acted or dated or mention.kind is not None or placed
        if trigger.name == "casualty" and mention.item is not None:
            return trigger.verbal and not any(mention.item in g.items for g in self.groups)
        return trigger.founds == "yes"


def _share_names(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of places have one in common; a name may be part of a fuller one ("the Police Lines mosque")."""
    if names & others:
        return True
    words = [frozenset(name.split()) for name in others]
    return any(a <= b or b <= a for a in (frozenset(name.split()) for name in names) for b in words)
