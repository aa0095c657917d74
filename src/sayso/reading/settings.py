"""The phrases that tell where and when an event was, the strongest first."""

from __future__ import annotations

from sayso.reading.clauses import Clauses
from sayso.reading.draft import Span
from sayso.reading.grouping import Group, places_of, times_of
from sayso.reading.grouping_words import grouping_words
from sayso.reading.occasions import PlacePhrase, TimePhrase

_MOST = 8
_OPENING = 2


def places_of_event(
    clauses: Clauses, group: Group, places: tuple[PlacePhrase, ...], triggers: frozenset[int], main: bool,
) -> tuple[Span, ...]:
    """Phrases with names of places: tied to its mentions by syntax, in its mentions' sentences, for a main event those
    of the report's opening. A place in the description of a source comes last, and only where there is no other."""
    tied = [p for m in _acts_first(group) for p in places_of(clauses, m, places, triggers)]
    sentences = {m.sentence for m in group.mentions}
    near = [p for p in places if _sentence(clauses, p.span.start) in sentences and not _of_another(clauses, p, group, triggers)]
    opening = [p for p in places if main and _sentence(clauses, p.span.start) < _OPENING]
    found = [p for p in (*tied, *near, *opening) if not p.of_source]
    found = found or [p for p in (*tied, *near, *opening)]
    return _unique([p.span for p in found])


def times_of_event(
    clauses: Clauses, group: Group, times: tuple[TimePhrase, ...], triggers: frozenset[int], main: bool,
) -> tuple[Span, ...]:
    """Time expressions: tied to its mentions by syntax, in its mentions' sentences outside clauses of telling, for a
    main event those of the report's opening."""
    parse = clauses.parse
    spans = _expressions(clauses, times)
    as_phrases = tuple(TimePhrase(s.start, s.end, _NO_DAY) for s in spans)
    tied = [t for m in _acts_first(group) for t in times_of(clauses, m, as_phrases, triggers)]
    sentences = {m.sentence for m in group.mentions}
    telling = grouping_words().telling
    near = [t for t in as_phrases if _sentence(clauses, t.start) in sentences and clauses.lemmas[clauses.head_of[t.start]] not in telling]
    opening = [t for t in as_phrases if main and _sentence(clauses, t.start) < _OPENING and parse.tokens[t.start].sentence not in sentences]
    return _unique([Span(t.start, t.end) for t in (*tied, *near, *opening)])


from sayso.reading.occasions import Day  # noqa: E402

_NO_DAY = Day()


def _expressions(clauses: Clauses, times: tuple[TimePhrase, ...]) -> list[Span]:
    """The entities of time of the text, widened to the days that lie in or beside them."""
    parse = clauses.parse
    spans = [Span(e.start, e.end) for e in parse.entities if e.kind == "time"]
    spans += [Span(t.start, t.end) for t in times]
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _acts_first(group: Group) -> list[int]:
    acts = [m.token for m in group.mentions if m.trigger.founds == "yes"]
    return sorted(acts) + sorted(m.token for m in group.mentions if m.trigger.founds != "yes")


def _sentence(clauses: Clauses, token: int) -> int:
    return clauses.parse.tokens[token].sentence


def _of_another(clauses: Clauses, place: PlacePhrase, group: Group, triggers: frozenset[int]) -> bool:
    """Whether a place hangs on a trigger of another event."""
    own = {m.token for m in group.mentions}
    return any(above in triggers and above not in own for above in clauses.parse.ancestors(place.top)[:1])


def _unique(spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return tuple(found[:_MOST])
