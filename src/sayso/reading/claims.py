"""From statements and events to claims: who says what about which attribute of which event.

What an event's triggers, roles, counts and damage words assert is laid to the innermost statement that holds the
word; what no statement holds is the report's own voice, which in a party's communiqué is that party's. What else a
statement says of an event, by its cue or its words, is in `sayso.reading.said_claims`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.model import Attribute, Certainty, Stance
from sayso.reading.denied_parts import denied_part
from sayso.reading.draft import Attribution, ClaimDraft, CountMention, EventDraft, Span, Statement
from sayso.reading.factuality import judge
from sayso.reading.said_claims import Context, claims_of_statement
from sayso.reading.said_doers import denies_a_link, own_name
from sayso.reading.topics import harm_of, is_presupposed

_ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible")
# With so many other things said of an event by one source, that it occurred goes without saying.
_ENOUGH = 2


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
    spoken: dict[int, list[ClaimDraft]] = {}
    for number, event in enumerate(events):
        for assertion in _assertions(event):
            statement = _statement_of(attribution, assertion)
            named = assertion.about == "occurrence" and is_presupposed(parse, parse.tokens[assertion.token])
            if statement is not None and named:
                continue
            if statement is None:
                found.append(_own_voice(parse, attribution, number, assertion))
            else:
                claim = _said(parse, attribution, number, assertion, statement)
                spoken.setdefault(attribution.statements.index(statement), []).append(claim)
                found.append(claim)
    context = Context(parse, attribution, events)
    for index, statement in enumerate(attribution.statements):
        found += claims_of_statement(context, statement, spoken.get(index, []), found)
    return _unique(_without_own_denials(found))


def _without_own_denials(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims without denials that an act took place where the same word tells that the speaker did not do it ("its
    troops had not fired"): it denies the deed as its own."""
    own = {(c.event, c.chain, c.token) for c in claims if c.about == "responsibility" and c.stance == "denies"}
    return [c for c in claims if not (c.about == "occurrence" and c.stance == "denies"
                                      and (c.event, c.chain, c.token) in own)]


def _statement_of(attribution: Attribution, assertion: _Assertion) -> Statement | None:
    """Whose word an assertion is. The number of a toll is said, though the word by which it is told may be the cue
    itself ("put the dead at 40")."""
    statement = attribution.of(assertion.token)
    if assertion.count is None:
        return statement
    told = attribution.of(assertion.count.span.end - 1)
    if told is not None and (statement is None or (told.cue is not None and told.cue.holds(assertion.token))):
        return told
    return statement


def _assertions(event: EventDraft) -> Iterable[_Assertion]:
    counts = [count for count in event.counts if not count.part]
    counting = {count.token for count in event.counts}
    counted = {i for count in event.counts for i in range(count.span.start, count.span.end)}
    for token in event.mentions:
        # "no deaths were recorded" says that nobody died, not that nothing happened
        if token not in counting or any(count.best for count in counts if count.token == token):
            yield _Assertion("occurrence", None, token)
    for role in event.actors:
        yield _Assertion("responsibility", role.side or role.name, role.trigger)
    for role in event.weapons:
        yield _Assertion("weapon", role.name, role.head)
    for role in event.targets:
        if role.head not in counted:  # "killed 12 people": the people are told by their number
            yield _Assertion("target", role.name, role.head)
    for count in counts:
        yield _Assertion(count.about, count.best, count.token, count)
    for span in event.damage:
        yield _Assertion("damage", None, span.start)


def _own_voice(parse: Parse, attribution: Attribution, number: int, assertion: _Assertion) -> ClaimDraft:
    chain = () if attribution.voice is None else (attribution.voice,)
    judged = judge(parse, assertion.token)
    stance: Stance = "denies" if assertion.count is None and judged.value == "did_not_happen" else "affirms"
    about = assertion.about
    if about == "occurrence" and stance == "denies":
        about = denied_part(parse, assertion.token) or about
    return ClaimDraft(number, about, assertion.value, chain, stance, judged.certainty, None,
                      _clause(parse, assertion.token), assertion.token, assertion.count)


def _said(
    parse: Parse, attribution: Attribution, number: int, assertion: _Assertion, statement: Statement
) -> ClaimDraft:
    judged = judge(parse, assertion.token)
    stance, about, value = statement.stance, assertion.about, assertion.value
    if stance == "affirms" and assertion.count is None and judged.value == "did_not_happen":
        stance = "denies"
    if stance in ("denies", "declines") and statement.about is not None and about == "occurrence":
        about = statement.about
    if about == "occurrence" and stance == "affirms":
        about = harm_of(parse.tokens[assertion.token]) or about
    if about == "occurrence" and stance == "denies":
        gainsaid = parse.tokens[assertion.token].lemma.lower() == "target"
        about = "target" if gainsaid else denied_part(parse, assertion.token) or about
    if about == "occurrence" and denies_a_link(parse, statement):
        about, value = "responsibility", own_name(attribution.sources[statement.chain[-1]])
    certainty = max(judged.certainty, statement.certainty, key=_ORDER.index)
    return ClaimDraft(number, about, value, statement.chain, stance, certainty, statement.cue,
                      statement.whole, assertion.token, assertion.count)


def _clause(parse: Parse, token: int) -> Span:
    """The passage that a word of the report's own voice is quoted with: its sentence."""
    sentence = parse.sentences[parse.tokens[token].sentence]
    return Span(sentence.start, sentence.end)


def _unique(claims: list[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """One claim for what one chain says of one attribute in one stance, unless the number or the doer is another: the
    surest, then the first. That it occurred is left out where a source says for certain so much else of the event that
    this implies it (CODEBOOK, section 5)."""
    kept: dict[tuple[object, ...], ClaimDraft] = {}
    more: dict[tuple[object, ...], set[Attribute]] = {}
    for claim in sorted(claims, key=lambda c: (c.passage.start, c.token, c.about)):
        value = claim.value if claim.count is not None or claim.about == "responsibility" else None
        key = (claim.event, claim.about, value, claim.chain, claim.stance)
        if key not in kept or _ORDER.index(claim.certainty) < _ORDER.index(kept[key].certainty):
            kept[key] = claim
        if claim.about not in ("occurrence", "other"):
            more.setdefault((claim.event, claim.chain, claim.stance), set()).add(claim.about)

    valued = {(c.event, c.about, c.chain, c.stance) for c in kept.values() if c.count is not None or c.value}

    def implied(claim: ClaimDraft) -> bool:
        if claim.value is None and (claim.event, claim.about, claim.chain, claim.stance) in valued:
            return True  # "the dead", beside their number
        told = more.get((claim.event, claim.chain, claim.stance), set())
        sure = bool(claim.chain) and claim.certainty == "certain"
        return sure and claim.about == "occurrence" and len(told) > _ENOUGH

    left = [claim for claim in kept.values() if not implied(claim)]
    return tuple(sorted(left, key=lambda c: (c.passage.start, c.token, c.about)))
