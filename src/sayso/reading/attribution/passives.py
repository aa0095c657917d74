"""Sayings in the passive: "the attack was confirmed by", "AFP was told by … that", "reports denied by"."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.attribution.clause_contents import clause_content
from sayso.reading.attribution.complements import complements, displaced_clauses
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import VerbCue
from sayso.reading.attribution.refusals import is_claimable
from sayso.reading.attribution.subjects import agent_of, is_source_like, is_statement_noun, statement_owner, subject_of
from sayso.reading.attribution.utterances import Utterance, cue_span
from sayso.reading.attribution.verb_contents import names_fault
from sayso.reading.attribution.verb_subjects import is_nobody
from sayso.reading.draft import Span


def passive_utterance(
    parse: Parse,
    verb: int,
    lemma: str,
    entries: tuple[VerbCue, ...],
    negated: bool,
    quotations: tuple[Span, ...],
) -> Utterance | None:
    """ "The attack was confirmed by X"; "AFP was told by X that"; "reports confirmed by X"; "X would not be drawn"."""
    subjects = parse.children(verb, "nsubj:pass", "nsubj")
    token = parse.tokens[verb]
    theme = subjects[0].index if subjects else token.head if token.relation == "acl" else subject_of(parse, verb)
    if lemma == "draw" and negated and theme is not None and is_source_like(parse, theme):
        return Utterance(verb, cue_span(parse, verb), theme, frozenset(), "declines")
    agent = agent_of(parse, verb)
    if agent is None or is_nobody(parse, agent):
        return None
    if is_statement_noun(parse, agent):
        owner = statement_owner(parse, agent)
        if owner is None:
            return None
        agent = owner
    if not is_source_like(parse, agent):
        return None
    clauses = complements(parse, verb) or displaced_clauses(parse, verb)
    if lemma in words("cues", "hearing", "passive"):
        if clauses:
            content = set().union(*(tokens_under(parse, c) for c in clauses))
        else:  # "The bridge is down, AFP was told by two engineers"
            content = clause_content(parse, verb, theme, quotations, True) - tokens_under(parse, agent)
        if not content or negated:
            return None
        before = (theme,) if theme is not None else ()
        return Utterance(verb, cue_span(parse, verb), agent, frozenset(content), before=before)
    entry = next(
        (e for e in entries if e.frames & {"clause", "object", "blame", "infinitive"} and e.subject != "footage"), None
    )
    if (
        entry is None
        or theme is None
        or entry.about == "intent"
        or ("blame" in entry.frames and not names_fault(parse, verb))
    ):
        return None
    content = tokens_under(parse, theme, without=[verb])
    for child in parse.children(verb, "ccomp", "xcomp", "obl", "obj"):
        if (
            child.index != agent
            and child.relation != "obl:agent"
            and (child.relation != "obl" or "blame" in entry.frames)
        ):
            content |= tokens_under(parse, child.index)
    about = entry.about
    if lemma == "claim" and is_claimable(parse, theme):
        about = "responsibility"
    return Utterance(
        verb,
        cue_span(parse, verb),
        agent,
        frozenset(content),
        entry.negated if negated else entry.stance,
        entry.certainty,
        about,
    )
