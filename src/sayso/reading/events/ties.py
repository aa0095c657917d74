"""Which phrases of time and place are tied to which words of events by syntax."""

from __future__ import annotations

from sayso.reading.clauses import Clauses
from sayso.reading.draft import Span
from sayso.reading.events.days import Days
from sayso.reading.events.place_phrases import PlacePhrase
from sayso.reading.grouping_words import grouping_words
from sayso.reading.timeline import TimedPhrase


class Ties:
    """The ties of one text. `triggers`: the tokens of all words of events; a phrase hangs on the nearest of these
    above it, or on the head of its clause."""

    def __init__(self, clauses: Clauses, days: Days, places: tuple[PlacePhrase, ...], triggers: frozenset[int]) -> None:
        self._clauses = clauses
        self.days = days
        self.places = places
        self.triggers = triggers
        self._time_holders = [self._holder(p.span) for p in days.phrases]
        self._place_holders = [self._holder(p.span) for p in places]
        self._dated = frozenset(id(p) for p in days.dated)

    def times(self, token: int) -> tuple[TimedPhrase, ...]:
        """The times tied to a trigger: in its own phrase, else in its clause where the verb is none of telling."""
        return tuple(self.days.phrases[n] for n in self._tied(token, self._time_holders))

    def places_of(self, token: int) -> tuple[PlacePhrase, ...]:
        """The places tied to a trigger: in its own phrase, else in its clause."""
        return tuple(self.places[n] for n in self._tied(token, self._place_holders))

    def _tied(self, token: int, holders: list[int]) -> list[int]:
        own = [n for n, holder in enumerate(holders) if holder == token]
        head = self._clauses.head_of[token]
        if own or head == token or self._tells(head):
            return own
        return [n for n, holder in enumerate(holders) if holder == head]

    def days_of(self, token: int) -> tuple[TimedPhrase, ...]:
        """The days told of a trigger: tied to it, else to the clauses that its own depends on, else the one recent day
        that its sentence tells, where that hangs on a word below it ("blown up at a base in the capital on Sunday")."""
        tied = self._only_dated(self.times(token)) or self._inherited(token) or self._shared(token)
        if tied:
            return tied
        parse = self._clauses.parse
        sentence = parse.tokens[token].sentence
        inside = [p for p in self.days.dated if parse.tokens[p.span.start].sentence == sentence]
        if len(inside) != 1 or not self.days.is_recent(inside[0]):
            return ()
        at = inside[0].head
        free = self._holder(inside[0].span) not in self.triggers and not self._tells(self._clauses.head_of[at])
        return tuple(inside) if free and token in parse.ancestors(at) else ()

    def describes(self, token: int) -> bool:
        """Whether a day or a place stands in the phrase of a noun itself ("the attack on the base in May")."""
        times = (h for h, p in zip(self._time_holders, self.days.phrases, strict=True) if id(p) in self._dated)
        return token in self._place_holders or any(holder == token for holder in times)

    def _inherited(self, token: int) -> tuple[TimedPhrase, ...]:
        tokens = self._clauses.parse.tokens
        current = self._clauses.head_of[token]
        while tokens[current].relation.split(":")[0] in ("advcl", "conj") and not tokens[current].is_root:
            current = self._clauses.head_of[tokens[current].head]
            if self._tells(current):
                return ()
            found = [p for p, holder in zip(self.days.phrases, self._time_holders, strict=True) if holder == current]
            if dated := self._only_dated(tuple(found)):
                return dated
        return ()

    def _shared(self, token: int) -> tuple[TimedPhrase, ...]:
        """The day at the end of verbs that share their subject, told of all ("shot two and held six in raids on
        Monday")."""
        parse = self._clauses.parse
        beside = {t.index for t in parse.children(token, "conj") if t.upos == "VERB"}
        beside = {i for i in beside if not parse.children(i, "nsubj")}
        if not beside:
            return ()
        sentence = parse.tokens[token].sentence
        inside = [p for p in self.days.dated if parse.tokens[p.span.start].sentence == sentence]
        below = [p for p in inside if beside & set(parse.ancestors(p.head))]
        return tuple(below) if len(inside) == 1 else ()

    def _only_dated(self, phrases: tuple[TimedPhrase, ...]) -> tuple[TimedPhrase, ...]:
        return tuple(p for p in phrases if id(p) in self._dated)

    def _tells(self, head: int) -> bool:
        """Whether the head of a clause tells of telling: by its verb, or by what it changes ("raised the toll")."""
        clauses, words = self._clauses, grouping_words()
        if clauses.lemmas[head] in words.telling:
            return True
        return any(clauses.lemmas[t.index] in words.figures for t in clauses.parse.children(head, "obj", "nsubj"))

    def _holder(self, span: Span) -> int:
        """The trigger or head of a clause that a phrase hangs on."""
        tokens = self._clauses.parse.tokens
        current = next((i for i in range(span.start, span.end) if not span.holds(tokens[i].head)), span.start)
        while not tokens[current].is_root:
            above = tokens[current].head
            if above in self.triggers or self._clauses.head_of[above] == above:
                return above
            current = above
        return current
