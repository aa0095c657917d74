"""A wider reading of who says what: beside sayings, who thinks, knows, fears or wants, and who takes which side.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) and the rhetorical trees of GUM (Zeldes, 2017) attribute all of it. The
codebook takes none of it for a claim, so that only what asks for it gets it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.source_phrases import phrase_at
from sayso.reading.attribution.subjects import agent_of, is_passive, subject_of
from sayso.reading.attribution.utterances import Utterance, cue_span, is_negated
from sayso.reading.draft import Span

_NO_CUE = ("amod", "aux", "aux:pass", "cop", "case", "fixed", "mark")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Something laid to somebody: the tokens of its source (None where nobody is named), of its cue, and of what is
    said, thought or wanted."""

    source: Span | None
    cue: Span
    content: frozenset[int]


def attributed(parse: Parse, utterances: list[Utterance]) -> tuple[Attributed, ...]:
    """The sayings with what is thought, wanted or taken sides in, in the order of the text."""
    found = []
    for utterance in sorted([*utterances, *find_wide(parse, utterances)], key=lambda u: u.anchor):
        if utterance.cue is not None and utterance.content:
            nobody = utterance.source == utterance.anchor
            source = None if nobody else phrase_at(parse, utterance.source).span
            found.append(Attributed(source, utterance.cue, utterance.content))
    return tuple(found)


def find_wide(parse: Parse, known: list[Utterance]) -> list[Utterance]:
    """What is thought, wanted or taken sides in, beside the sayings that are known, in the order of the text. Where
    nobody is named for it, the cue's own token stands for the source."""
    taken = {u.anchor for u in known}
    for utterance in known:
        if utterance.cue is not None:
            taken |= set(range(utterance.cue.start, utterance.cue.end))
    found = []
    for token in parse.tokens:
        if token.index in taken or token.relation in _NO_CUE:
            continue
        wide = _of_token(parse, token)
        if wide is not None:
            found.append(wide)
    return found


def _of_token(parse: Parse, token: Token) -> Utterance | None:
    index, lemma = token.index, token.lemma.lower()
    if token.upos in ("VERB", "AUX"):
        content = _clauses(parse, token)
        if not content or lemma in words("wide", "clause", "never"):
            content = _objects(parse, token) if lemma in words("wide", "attitude", "verbs") else set()
        subject = agent_of(parse, index) if is_passive(parse, index) else subject_of(parse, index)
        cue = cue_span(parse, index)
    elif (token.upos == "ADJ" and lemma in words("wide", "clause", "adjectives")) or (
        token.upos == "NOUN" and lemma in words("wide", "clause", "nouns")
    ):
        content = set().union(*(
            tokens_under(parse, c.index) for c in parse.children(index, "ccomp", "acl", "advcl", "csubj")
            if c.index > index and _opens_with_that(parse, c.index)
        ))
        owners = parse.children(index, "nmod:poss", "nsubj")
        subject = owners[0].index if owners else (subject_of(parse, token.head) if token.upos == "NOUN" else None)
        cue = Span(index, index + 1)
    else:
        return None
    if not content:
        return None
    source = index if subject is None else subject
    return Utterance(
        index, cue, source, frozenset(content - {index}), "denies" if is_negated(parse, index) else "affirms"
    )


def _clauses(parse: Parse, token: Token) -> set[int]:
    """The finite clauses that hang on a verb, and the sentence in which a short thought stands inserted."""
    heads = [c for c in parse.children(token.index, "ccomp") if _has_verb(parse, c.index)]
    return set().union(*(tokens_under(parse, c.index) for c in heads))


def _objects(parse: Parse, token: Token) -> set[int]:
    """Object and infinitive of a verb of attitude."""
    found: set[int] = set()
    for child in parse.children(token.index, "obj", "xcomp", "ccomp", "obl", "advcl"):
        if child.relation in ("obl", "advcl") and not _is_topic(parse, child):
            continue
        if child.index > token.index and child.upos != "PRON":
            found |= tokens_under(parse, child.index)
    return found


def _is_topic(parse: Parse, child: Token) -> bool:
    """Whether an oblique is what the attitude is about ("as a threat", "for the attack", "to the plan")."""
    case = next((c.text.lower() for c in parse.children(child.index, "case", "mark")), "")
    return case in ("as", "about", "of", "for", "against", "over", "to")


def _has_verb(parse: Parse, head: int) -> bool:
    return any(parse.tokens[i].upos in ("VERB", "AUX") for i in tokens_under(parse, head))


def _opens_with_that(parse: Parse, clause: int) -> bool:
    return any(c.text.lower() in ("that", "if", "whether") for c in parse.children(clause, "mark")) or any(
        c.relation.startswith("nsubj") for c in parse.children(clause)
    )
