"""What a finder of cues gives: a cue, who is behind it, and the tokens that are said, still as tokens of the parse."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.language.parse import Parse
from sayso.model import Attribute, Certainty, Stance
from sayso.reading.draft import Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """One saying. `anchor`: the token by which it is placed in the text and in another's content.

    `source`: head token of the phrase of who says it; `before`: heads of links between reader and source (an outlet
    that was told); `through`: heads of those whom the source cites. `quoted`: quotation marks belong to it.
    """

    anchor: int
    cue: Span | None
    source: int
    content: frozenset[int]
    stance: Stance = "affirms"
    certainty: Certainty = "certain"
    about: Attribute | None = None
    before: tuple[int, ...] = ()
    through: tuple[int, ...] = field(default=())


def cue_span(parse: Parse, verb: int) -> Span:
    """The verb with its auxiliaries, negation and particle, as far as they stand in a row."""
    parts = {verb}
    for child in parse.children(verb, "aux", "compound:prt", "advmod"):
        if child.relation != "advmod" or child.lemma.lower() in ("not", "n't", "never"):
            parts.add(child.index)
    start = end = verb
    while start - 1 in parts:
        start -= 1
    while end + 1 in parts:
        end += 1
    return Span(start, end + 1)


def clause_of(parse: Parse, index: int) -> int:
    """The predicate of the clause in which the token stands."""
    token = parse.tokens[index]
    seen = set()
    while not token.is_root and token.index not in seen and not _is_predicate(parse, token.index):
        seen.add(token.index)
        token = parse.tokens[token.head]
    return token.index


def _is_predicate(parse: Parse, index: int) -> bool:
    relation = parse.tokens[index].relation
    if relation in ("root", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "advcl:relcl"):
        return True
    return relation == "conj" and parse.tokens[index].upos in ("VERB", "AUX")


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether the verb itself is negated: "not", "never", "neither … nor"."""
    for child in parse.children(verb, "advmod", "cc", "det", "aux"):
        if child.lemma.lower() in ("not", "n't", "never", "neither", "nor") or child.text.lower() in ("n't", "n’t"):
            return True
    token = parse.tokens[verb]
    if (
        token.relation == "conj"
        and not parse.children(verb, "nsubj")
        and any(c.lemma.lower() in ("neither",) for c in parse.children(token.head, "cc", "advmod", "cc:preconj"))
    ):
        return True
    return (
        token.relation == "xcomp"
        and parse.tokens[token.head].upos in ("ADJ",)
        and (parse.tokens[token.head].lemma.lower() in ("unable", "unwilling"))
    )


def led_by(parse: Parse, index: int) -> str:
    """The preposition of a phrase, also where the parser hung it on a word within ("of 17 wounded")."""
    found = case_of(parse, index)
    first = parse.tokens[parse.subtree(index)[0]]
    return found or (first.text.lower() if first.upos == "ADP" else "")


def case_of(parse: Parse, noun: int) -> str:
    """The preposition of a noun, lower case, or the empty string."""
    found = parse.children(noun, "case")
    return found[0].text.lower() if found else ""
