"""The phrases that tell where and when an event was, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.reading.clauses import Clauses
from sayso.reading.draft import Span
from sayso.reading.events.grouping import Group
from sayso.reading.events.ties import Ties
from sayso.reading.grouping_words import grouping_words

_OPENING = 2


def places_of_event(clauses: Clauses, group: Group, ties: Ties, main: bool) -> tuple[Span, ...]:
    """Phrases with names of places: tied to its mentions by syntax, in its mentions' sentences, for a main event those
    of the report's opening; those that tell where before those that tell whose or from where. A place in the
    description of a source is given only where there is no other."""
    parse = clauses.parse
    own = {m.token for m in group.mentions}
    sentences = {m.sentence for m in group.mentions}
    tied = [p for m in _acts_first(group) for p in ties.places_of(m)]
    near = [p for p in ties.places if parse.tokens[p.top].sentence in sentences
            and not any(i in ties.triggers and i not in own for i in parse.ancestors(p.top)[:1])]
    opening = [p for p in ties.places if main and parse.tokens[p.top].sentence < _OPENING]
    every = [*tied, *near, *opening]
    told = [p for p in every if not p.of_source] or every
    return _unique(p.span for p in (*(p for p in told if p.locative), *opening[:1], *told))


def times_of_event(clauses: Clauses, group: Group, ties: Ties, main: bool) -> tuple[Span, ...]:
    """Time expressions: tied to its mentions by syntax, in its mentions' sentences outside clauses of telling, for a
    main event those of the report's opening."""
    parse = clauses.parse
    telling = grouping_words().telling
    sentences = {m.sentence for m in group.mentions}
    found = [p for m in _acts_first(group) for p in (*ties.times(m), *ties.days_of(m))]
    for phrase in ties.days.phrases:
        sentence = parse.tokens[phrase.span.start].sentence
        inside = sentence in sentences and clauses.lemmas[clauses.head_of[phrase.head]] not in telling
        if inside or (main and sentence < _OPENING and sentence not in sentences):
            found.append(phrase)
    return _unique(p.span for p in found)


def _acts_first(group: Group) -> list[int]:
    """Its mentions, those that can be events by themselves before what follows from them."""
    acts = sorted(m.token for m in group.mentions if m.trigger.founds == "yes")
    return acts + sorted(m.token for m in group.mentions if m.trigger.founds != "yes")


def _unique(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return tuple(found[: grouping_words().most_phrases])
