"""Who may be a link of a chain: whom a source may have a thing from, and who passes it on to the reader."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import SourceKind
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.source_kinds import is_party_body, tells_kind
from sayso.reading.attribution.subjects import counted, is_footage, is_source_like, is_statement_noun, statement_owner

_OTHER_KINDS: tuple[SourceKind, ...] = ("official", "military", "police", "medic", "international", "company")
_AT_LARGE = frozenset(["television", "tv", "radio", "press", "media"])
_CERTAIN = frozenset(["the", "a", "an", "that", "another", "one", "its", "their", "his", "her"])


def informant(parse: Parse, head: int) -> int | None:
    """The link that a phrase names from whom or from what a source may have a thing: a person or a body, whoever made
    a statement, footage, a paper or a record; None where it is nothing of the kind."""
    if is_statement_noun(parse, head):
        owner = statement_owner(parse, head)
        if owner is not None:
            return owner
    lemma = parse.tokens[head].lemma.lower()
    recorded = lemma in words("links", "things", "nouns") or lemma in words("cues", "documents", "nouns")
    if recorded or is_footage(parse, head) or is_source_like(parse, head):
        return head
    return head if lemma == "call" and parse.children(head, "amod") else None


def cited(parse: Parse, head: int) -> int | None:
    """The link that is the object of "citing": any phrase that names no reason."""
    token = parse.tokens[head]
    found = informant(parse, head)
    if found is None and token.upos in ("NOUN", "PROPN") and not parse.children(head, "nummod"):
        return None if token.lemma.lower() in words("links", "reasons", "nouns") else head
    return found


def is_relay(parse: Parse, head: int) -> bool:
    """Whether a phrase is one who passes on what it is told: a certain outlet, by its name or by the word for one, a
    body of a name of its own that is no party's and no office, or a relative of the author; reporters and television
    at large are none."""
    token = parse.tokens[head]
    lower = token.lemma.lower()
    dependents = {c.text.lower() for c in parse.children(head)}
    before = parse.tokens[head - 1].text.lower() if head else ""
    if before in _CERTAIN | {"my", "our", "this"}:  # the parser may have hung the determiner elsewhere
        dependents.add(before)
    if token.upos == "NOUN" and lower in words("links", "relays", "nouns"):
        if dependents & {"this", "our", "my"}:
            return False
        modified = parse.children(head, "compound", "amod", "appos", "flat", "nmod", "nmod:poss")
        return bool(modified) if lower in _AT_LARGE else bool(modified or dependents & _CERTAIN)
    if token.upos == "NOUN" and dependents & {"my", "our"}:
        return lower in words("links", "relays", "kin")
    entity = entity_of(parse, head)
    first, last = (entity.start, entity.end) if entity is not None else parse.subtree(head)
    around = {t.text.lower() for t in parse.tokens[first:last]} if last - first < 8 else {token.text.lower()}
    named = token.upos == "PROPN" or entity is not None or token.text[0].isupper()
    if named and around & (words("sources", "kinds", "media", "words") | words("links", "relays", "names")):
        return True
    return _is_body_of_its_own_name(parse, head)


def _is_body_of_its_own_name(parse: Parse, head: int) -> bool:
    """Whether a phrase is a body of a name of its own that is no person's, party's or place's: most such bodies that
    are told things are news organisations or monitors, whose names no list holds."""
    named = [head, *(c.index for c in parse.children(head, "appos", "flat", "nmod:desc") if c.upos == "PROPN")]
    for index in named:
        entity = entity_of(parse, index)
        if entity is None or parse.tokens[index].upos != "PROPN" or entity.kind not in ("organisation", "misc"):
            continue
        if not is_party_body(entity.text) and not any(tells_kind(entity.text, kind) for kind in _OTHER_KINDS):
            return True
    return False


def is_mouthpiece(parse: Parse, head: int) -> bool:
    """Whether a phrase is someone through whom another speaks: a lawyer, an interpreter, an outlet, a relative."""
    lemma = parse.tokens[counted(parse, head)].lemma.lower()
    kin = words("links", "relays", "kin")
    return lemma in words("links", "mouthpieces", "nouns") or lemma in kin or is_relay(parse, head)
