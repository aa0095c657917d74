"""Sayings that a link makes: "X quoted Y as saying", "Y was quoted by X as saying", "X has it from Y that"."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.model import Stance
from sayso.reading.attribution.clause_contents import clause_content
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import cues_of
from sayso.reading.attribution.link_partners import cited, informant
from sayso.reading.attribution.link_rows import verb_links
from sayso.reading.attribution.subjects import agent_of, is_passive, is_source_like, subject_of
from sayso.reading.attribution.utterances import Utterance, case_of, cue_span, is_negated
from sayso.reading.draft import Span


def find_relayed(parse: Parse, quotations: tuple[Span, ...]) -> list[Utterance]:
    """All sayings of those kinds, in the order of the text."""
    found = []
    for token in parse.tokens:
        if token.upos != "VERB" or is_negated(parse, token.index):
            continue
        lemma = token.lemma.lower()
        saying = None
        if lemma in words("cues", "passing_on", "lemmas"):
            saying = _quoted_as(parse, token)
        giving = [r for r in verb_links().get(lemma, ()) if r.direction == "inner" and "from" in r.prepositions]
        if saying is None and giving:
            saying = _had_from(parse, token, quotations)
        if saying is not None:
            found.append(saying)
    return found


def _quoted_as(parse: Parse, token: Token) -> Utterance | None:
    """ "X quoted Y as saying that", "Y was quoted by X as saying that"."""
    verb = token.index
    if is_passive(parse, verb):
        agent, themes = agent_of(parse, verb), parse.children(verb, "nsubj:pass", "nsubj")
        theme = themes[0].index if themes else subject_of(parse, verb)
        if theme is None or not is_source_like(parse, theme):
            return None
        content, stance = _as_content(parse, [verb, theme] if agent is None else [verb, theme, agent])
        before = () if agent is None else (agent,)
        return Utterance(verb, cue_span(parse, verb), theme, content, stance, before=before) if content else None
    subject = subject_of(parse, verb)
    objects = [p for c in parse.children(verb, "obj") for p in [cited(parse, c.index)] if p is not None]
    if subject is None or not objects or not is_source_like(parse, subject):
        return None
    content, stance = _as_content(parse, [verb, objects[0]])
    return Utterance(verb, cue_span(parse, verb), subject, content, stance, through=(objects[0],)) if content else None


def _as_content(parse: Parse, holders: list[int]) -> tuple[frozenset[int], Stance]:
    """What stands behind "as" and its verb of saying, and the stance of that verb ("as denying")."""
    for holder in holders:
        for child in parse.children(holder, "advcl", "acl", "obl", "xcomp", "ccomp"):
            marks = [m.index for m in parse.children(child.index, "mark", "case") if m.text.lower() == "as"]
            if marks:
                entries = cues_of(parse, child.index)
                said = tokens_under(parse, child.index) - {child.index, *marks}
                return frozenset(said), entries[0].stance if entries else "affirms"
    return frozenset(), "affirms"


def _had_from(parse: Parse, token: Token, quotations: tuple[Span, ...]) -> Utterance | None:
    """ "X has it from Y that", "X heard from Y that", "…, X learned from Y"."""
    verb = token.index
    rows = [r for r in verb_links()[token.lemma.lower()] if r.direction == "inner" and "from" in r.prepositions]
    subject = subject_of(parse, verb)
    if subject is None or not is_source_like(parse, subject):
        return None
    givers = [
        (c.index, p)
        for c in parse.children(verb, "obl")
        if c.index > verb and any(case_of(parse, c.index) in r.prepositions for r in rows)
        for p in [informant(parse, c.index)]
        if p is not None
    ]
    if not givers:
        return None
    giver, link = givers[0]
    taken = words("links", "taken", "words")
    takes = any(c.text.lower() in ("it", "this", "that") for c in parse.children(verb, "obj", "expl"))
    if not takes and all(r.takes for r in rows):
        return None
    clauses = [c.index for c in parse.children(verb, "ccomp") if c.index > verb and c.text.lower() not in taken]
    if not clauses:
        clauses = [
            c.index
            for c in (*parse.children(giver, "acl"), *parse.children(verb, "advcl"))
            if any(m.text.lower() == "that" for m in parse.children(c.index, "mark", "obj", "nsubj"))
        ]
    content = set().union(*(tokens_under(parse, c) for c in clauses)) if clauses else set()
    if not content and token.relation in ("parataxis", "root"):
        content = clause_content(parse, verb, subject, quotations, True)
        content -= tokens_under(parse, giver)
        content = content if content and max(content) < subject else set()
    return Utterance(verb, cue_span(parse, verb), subject, frozenset(content), through=(link,)) if content else None
