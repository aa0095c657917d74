"""What a statement is about by its words, where the draft of an event does not tell it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from sayso.language.parse import Parse, Token
from sayso.model import Attribute
from sayso.reading.draft import Statement
from sayso.reading.roles.lexicons import is_carrier, weapon_kinds

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\bo['’]clock\b|\b[ap]\.?m\b", re.IGNORECASE)
_HARM: tuple[Attribute, ...] = ("killed", "injured", "captured", "missing", "displaced", "damage")
_ATTRIBUTES = frozenset(get_args(Attribute))


@dataclass(frozen=True, slots=True)
class Topic:
    """An attribute of which a statement speaks, and the token that tells it."""

    about: Attribute
    token: int


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, Any] = tomllib.loads(files("sayso.reading").joinpath("en/topics.toml").read_text(encoding="utf-8"))
    return data


@cache
def topic_words(table: str, key: str = "lemmas") -> frozenset[str]:
    """A list of words of the file of topics, as a set."""
    return frozenset(_data()[table][key].split())


@cache
def _attributes() -> tuple[Attribute, ...]:
    return tuple(name for name in _data() if name in _ATTRIBUTES)  # type: ignore[misc]


def content_of(parse: Parse, statement: Statement) -> list[Token]:
    """The tokens of what is said, in the order of the text."""
    return [parse.tokens[i] for span in statement.content for i in range(span.start, span.end)]


def topics(parse: Parse, tokens: list[Token]) -> list[Topic]:
    """The attributes of which words speak, each once, in the codebook's order of precedence for a lone topic."""
    found: dict[Attribute, int] = {}
    for about in _attributes():
        words = topic_words(about)
        token = next((t.index for t in tokens if (t.lemma.lower() in words or t.text.lower() in words)
                      and not (about == "occurrence" and is_presupposed(parse, t))
                      and not (about == "cause" and t.upos == "VERB" and t.lemma.lower() == "cause")), None)
        if token is None:
            token = next(_by_kind(parse, tokens, about), None)
        if token is not None:
            found[about] = token
    return [Topic(about, token) for about, token in found.items()]


def _by_kind(parse: Parse, tokens: list[Token], about: Attribute) -> Iterator[int]:
    """What is a weapon by the codebook, and times of the clock, among the tokens."""
    if about == "weapon":
        for token in tokens:
            if token.upos in ("NOUN", "PROPN") and weapon_kinds(parse, token.index) and not is_carrier(
                parse, token.index
            ):
                yield token.index
    elif about == "damage":
        for token in tokens:
            if token.upos == "NOUN" and token.lemma.lower() in topic_words("damage", "nouns") and (
                token.relation.startswith("nsubj")
            ):
                yield token.index
    elif about == "time":
        for token in tokens:
            number = parse.entity_at[token.index]
            entity = parse.entities[number] if number is not None else None
            if entity is not None and entity.kind == "time" and _CLOCK.search(entity.text):
                yield token.index


def harm_of(token: Token) -> Attribute | None:
    """What a noun or an adjective tells of harm done, where it is one that does ("the wounded", "a fire")."""
    if token.upos not in ("NOUN", "ADJ"):
        return None
    forms = {token.lemma.lower(), token.text.lower()}
    return next((about for about in _HARM if forms & topic_words(about)), None)


def is_presupposed(parse: Parse, token: Token) -> bool:
    """Whether an act is named only to date or to place what else is said, or to say something else of it ("had left
    before the strike", "the strikes were illegal"): that it happened is not what is said."""
    if token.upos != "NOUN":
        return False
    cases = {c.text.lower() for c in parse.children(token.index, "case", "mark")}
    if token.relation in ("obl", "nmod") and cases & topic_words("presupposing", "cases"):
        return True
    words = topic_words("presupposing", "given")
    given = any(c.text.lower() in words for c in parse.children(token.index, "det", "amod"))
    telling = parse.tokens[token.head].lemma.lower() in topic_words("presupposing", "telling")
    return given and token.relation == "nsubj" and not telling


def purpose_in(parse: Parse, tokens: list[Token]) -> int | None:
    """An infinitive that tells an aim ("were meant to deprive it of money"), if any."""
    for token in tokens:
        infinitive = token.upos == "VERB" and any(m.text.lower() == "to" for m in parse.children(token.index, "mark"))
        above = parse.tokens[token.head].lemma.lower()
        if infinitive and (token.relation == "advcl" or above in topic_words("intent", "governors")):
            return token.index
    return None


def is_reaction(parse: Parse, statement: Statement) -> bool:
    """Whether what is said is a wish, a judgement, a feeling or politics to come: no claim of what happened."""
    cue = statement.cue
    lemmas = {parse.tokens[i].lemma.lower() for i in range(cue.start, cue.end)} if cue is not None else set()
    if lemmas & topic_words("reactions", "cues"):
        return True
    content = content_of(parse, statement)
    feelings = topic_words("reactions", "feelings")
    if any(t.lemma.lower() in feelings or t.text.lower() in feelings for t in content):
        return True
    heads = [t for t in content if t.upos in ("VERB", "AUX", "ADJ", "NOUN") and not statement.holds(t.head)]
    heads += [t for t in content if t.is_root]
    future = topic_words("reactions", "future")
    return any(
        child.lemma.lower() in future and not any(a.lemma.lower() == "have" for a in parse.children(head.index, "aux"))
        for head in heads
        for child in parse.children(head.index, "aux")
    )
