"""Statements that their source has taken back: they count for nothing from then on (CODEBOOK, section 5)."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.subjects import is_statement_noun, statement_owner, subject_of
from sayso.reading.attribution.utterances import is_negated
from sayso.reading.draft import Attribution

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def withdrawals(parse: Parse, attribution: Attribution) -> dict[int, int]:
    """For every source that takes back what it has said, the token by which the report tells so: its statements before
    that token are withdrawn ("he retracted the claim", "corrected himself", "the ministry's figure was withdrawn")."""
    found: dict[int, int] = {}
    for token in parse.tokens:
        if token.upos != "VERB":
            continue
        head = _who_takes_back(parse, token)
        number = None if head is None else _source_at(parse, attribution, head)
        if number is not None:
            found.setdefault(number, token.index)
    return found


def _who_takes_back(parse: Parse, verb: Token) -> int | None:
    """The head of whoever takes back what was said by the verb, if it is a verb of doing so."""
    lemma = verb.lemma.lower()
    if is_negated(parse, verb.index):
        return None
    for child in parse.children(verb.index, "obj", "iobj", "nsubj:pass"):
        corrects = child.text.lower() in _REFLEXIVE and lemma in words("cues", "withdrawing", "oneself")
        takes_back = lemma in words("cues", "withdrawing", "statements") and is_statement_noun(parse, child.index)
        if corrects or (takes_back and child.relation == "obj"):
            return subject_of(parse, verb.index)
        if takes_back:
            return statement_owner(parse, child.index)
    return None


def _source_at(parse: Parse, attribution: Attribution, head: int) -> int | None:
    """The source that a phrase means: by its own mention, by the phrases with which it corefers, else whoever a pronoun
    finds speaking last."""
    heads = {head}
    for chain in parse.chains:
        mentioned = [mention.head for mention in chain.mentions]
        if head in mentioned:
            heads.update(mentioned)
    for number, source in enumerate(attribution.sources):
        if any(span.holds(index) for span in source.mentions for index in heads):
            return number
    heard = [s.chain[-1] for s in attribution.statements if s.chain and s.whole.end <= head]
    return heard[-1] if heard and parse.tokens[head].upos == "PRON" else None
