"""From statements and events to claims: who says what about which attribute of which event.

What an event's triggers, roles, counts and damage words assert is laid to the innermost statement that holds the
word; what no statement holds is the report's own voice, which in a party's communiqué is that party's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.language.parse import Parse
from sayso.model import Attribute, Certainty, Stance
from sayso.reading.draft import Attribution, ClaimDraft, CountMention, EventDraft, Span, Statement
from sayso.reading.factuality import judge

_ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible")


@dataclass(frozen=True, slots=True)
class _Assertion:
    """What one word of the text asserts of an event."""

    about: Attribute
    value: int | str | None
    token: int
    count: CountMention | None = None


def make_claims(parse: Parse, attribution: Attribution, events: tuple[EventDraft, ...]) -> tuple[ClaimDraft, ...]:
    """All claims, in the order of the text."""
    found: list[ClaimDraft] = []
    spoken: set[tuple[int, int]] = set()
    for number, event in enumerate(events):
        for assertion in _assertions(event):
            statement = attribution.of(assertion.token)
            if statement is None:
                found.append(_own_voice(parse, attribution, number, assertion))
            else:
                spoken.add((attribution.statements.index(statement), number))
                found.append(_said(parse, number, assertion, statement))
    for index, statement in enumerate(attribution.statements):
        numbers = [number for at, number in spoken if at == index]
        if statement.about is not None or not numbers:
            event_number = min(numbers) if numbers else _in_focus(parse, statement, events)
            if event_number is not None:
                found.append(_of_statement(parse, event_number, statement, events[event_number]))
    return _unique(parse, found)


def _assertions(event: EventDraft) -> Iterable[_Assertion]:
    for token in event.mentions:
        yield _Assertion("occurrence", None, token)
    for role in event.actors:
        yield _Assertion("responsibility", role.side or role.name, role.trigger)
    for role in event.weapons:
        yield _Assertion("weapon", role.name, role.head)
    for role in event.targets:
        yield _Assertion("target", role.name, role.head)
    for count in event.counts:
        if not count.part:
            yield _Assertion(count.about, count.best, count.token, count)
    for span in event.damage:
        yield _Assertion("damage", None, span.start)


def _own_voice(parse: Parse, attribution: Attribution, number: int, assertion: _Assertion) -> ClaimDraft:
    chain = () if attribution.voice is None else (attribution.voice,)
    judged = judge(parse, assertion.token)
    stance: Stance = "denies" if assertion.count is None and judged.value == "did_not_happen" else "affirms"
    return ClaimDraft(number, assertion.about, assertion.value, chain, stance, judged.certainty, None,
                      _clause(parse, assertion.token), assertion.token, assertion.count)


def _said(parse: Parse, number: int, assertion: _Assertion, statement: Statement) -> ClaimDraft:
    judged = judge(parse, assertion.token)
    stance, about = statement.stance, assertion.about
    if stance == "affirms" and assertion.count is None and judged.value == "did_not_happen":
        stance = "denies"
    if stance in ("denies", "declines") and statement.about is not None and about == "occurrence":
        about = statement.about
    certainty = max(judged.certainty, statement.certainty, key=_ORDER.index)
    return ClaimDraft(number, about, assertion.value, statement.chain, stance, certainty, statement.cue,
                      statement.whole, assertion.token, assertion.count)


def _of_statement(parse: Parse, number: int, statement: Statement, event: EventDraft) -> ClaimDraft:
    """The claim of a statement whose cue tells what it is about, or which holds no word of an event."""
    about = statement.about or _topic(parse, statement)
    if statement.about is None and statement.stance == "declines":
        about = "responsibility" if about == "other" else about
    token = statement.content[0].start if statement.content else statement.whole.start
    value = event.actors[0].side or event.actors[0].name if about == "responsibility" and event.actors else None
    return ClaimDraft(number, about, value, statement.chain, statement.stance, statement.certainty, statement.cue,
                      statement.whole, token)


@cache
def _topics() -> tuple[tuple[Attribute, frozenset[str]], ...]:
    data = tomllib.loads(files("sayso.reading").joinpath("en/topics.toml").read_text(encoding="utf-8"))
    return tuple((about, frozenset(words["lemmas"])) for about, words in data.items())


def _topic(parse: Parse, statement: Statement) -> Attribute:
    """What a statement is about by its words, "other" where none tells."""
    lemmas = {parse.tokens[i].lemma.lower() for span in statement.content for i in range(span.start, span.end)}
    return next((about for about, words in _topics() if lemmas & words), "other")


def _in_focus(parse: Parse, statement: Statement, events: tuple[EventDraft, ...]) -> int | None:
    """The event that a statement without a word of any event bears on: the one last told of before it in the same
    paragraph, else the first main event."""
    at = statement.whole.start
    paragraph = parse.sentences[parse.tokens[at].sentence].paragraph
    best: tuple[int, int] | None = None
    for number, event in enumerate(events):
        for token in event.mentions:
            same = parse.sentences[parse.tokens[token].sentence].paragraph == paragraph
            if same and token < statement.whole.end and (best is None or token > best[0]):
                best = (token, number)
    if best is not None:
        return best[1]
    return next((number for number, event in enumerate(events) if event.main), None)


def _clause(parse: Parse, token: int) -> Span:
    """The passage that a word of the report's own voice is quoted with: its sentence."""
    sentence = parse.sentences[parse.tokens[token].sentence]
    return Span(sentence.start, sentence.end)


def _unique(parse: Parse, claims: list[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """One claim for what one chain says of one attribute in one stance, unless the value is another: the surest, then
    the first. Occurrence is left out where the same chain says more of the event in the same stance."""
    kept: dict[tuple[object, ...], ClaimDraft] = {}
    for claim in sorted(claims, key=lambda c: (c.passage.start, c.token, c.about)):
        value = claim.value if claim.count is not None else None
        key = (claim.event, claim.about, value, claim.chain, claim.stance)
        if key not in kept or _ORDER.index(claim.certainty) < _ORDER.index(kept[key].certainty):
            kept[key] = claim
    return tuple(sorted(kept.values(), key=lambda c: (c.passage.start, c.token, c.about)))
