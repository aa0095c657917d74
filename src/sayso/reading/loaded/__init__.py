"""Language that takes sides, where the report itself speaks: neither in quotation marks nor in what somebody says.

The reasons are a small closed set: epithet, ridicule, praise, boast, dehumanising, scare_quotes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.codebook import party_of
from sayso.language.parse import Parse, Token
from sayso.language.words import tokenise
from sayso.model import LoadedLanguage, Quote
from sayso.reading.draft import Span
from sayso.reading.loaded.own_voice import OwnVoice
from sayso.reading.loaded.scare_quotes import find_scare_quotes

REASONS = ("epithet", "ridicule", "praise", "boast", "dehumanising", "scare_quotes")
"""Why a passage can count as loaded."""

_BESIDE = ("compound", "amod", "nmod:poss", "nummod", "det")


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """The lists of loaded words, by reason."""
    return tomllib.loads(files("sayso.reading").joinpath("en/loaded.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, order=True)
class _Phrase:
    """A loaded phrase: its lemmas, the reason, whether it is a noun for persons, whether it is a name in itself."""

    words: tuple[str, ...]
    reason: str
    for_persons: bool
    is_name: bool


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The loaded phrases by their first word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for reason in REASONS:
        for field in ("words", "persons"):
            for text in lexicon()[reason].get(field, ()):
                words = tuple(text[start:end].lower() for start, end in tokenise(text))
                found.setdefault(words[0], []).append(_Phrase(words, reason, field == "persons", text[0].isupper()))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row.words), row))) for first, rows in found.items()}


@cache
def _words(reason: str, field: str) -> frozenset[str]:
    return frozenset(lexicon()[reason][field])


def find_loaded_language(parse: Parse) -> tuple[LoadedLanguage, ...]:
    """The loaded passages of a report, in the order of the text; of two that overlap the first and longer one."""
    own = OwnVoice(parse)
    found: list[tuple[Span, str]] = [(span, "scare_quotes") for span in find_scare_quotes(parse, own)]
    for token in parse.tokens:
        hit = _phrase_at(parse, token) or _single(parse, token)
        if hit is not None and own.holds(hit[0].start):
            found.append(hit)
    kept: list[LoadedLanguage] = []
    last = -1
    for span, why in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        if span.start > last:
            quote = Quote.of(parse.text, parse.tokens[span.start].start, parse.tokens[span.end - 1].end)
            kept.append(LoadedLanguage(quote=quote, why=why))
            last = span.end - 1
    return tuple(kept)


def _forms(token: Token) -> tuple[str, ...]:
    """What a word may stand in the lexicon as: its lemma, its form, and its form without a plural ending."""
    form = token.text.lower()
    return tuple(dict.fromkeys((token.lemma.lower(), form, form.removesuffix("s"))))


def _phrase_at(parse: Parse, token: Token) -> tuple[Span, str] | None:
    """The loaded phrase that begins with the token."""
    for phrase in (phrase for first in _forms(token) for phrase in _phrases().get(first, ())):
        end = token.index + len(phrase.words)
        here = parse.tokens[token.index : end]
        if len(here) < len(phrase.words) or here[-1].sentence != token.sentence:
            continue
        if not all(word in _forms(t) for word, t in zip(phrase.words, here, strict=True)):
            continue
        if not phrase.is_name and _is_part_of_name(parse, token):
            continue
        if phrase.for_persons and not _calls_somebody(parse, here[-1]):
            continue
        return Span(token.index, end), phrase.reason
    return None


def _single(parse: Parse, token: Token) -> tuple[Span, str] | None:
    """A word that is loaded only in its company: "the Kyiv regime", "enemy drones", "Ukrainian Nazis"."""
    lemma = token.lemma.lower()
    if token.upos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    if lemma in _words("epithet", "governments"):
        return _government(parse, token)
    if lemma in _words("epithet", "enemies"):
        return _enemy(parse, token)
    if lemma in _words("epithet", "deeds"):
        head = parse.tokens[token.head]
        if token.relation == "amod" and head.lemma.lower() in _words("epithet", "deeds_of"):
            return Span(min(token.index, head.index), max(token.index, head.index) + 1), "epithet"
        return None
    if lemma in _words("dehumanising", "killing"):
        return _killing(parse, token)
    for reason in ("epithet", "dehumanising"):
        if lemma in _words(reason, "marked") and token.relation not in _BESIDE:
            mark = _mark(parse, token)
            if mark is not None:
                return Span(mark.index, token.index + 1), reason
    return None


def _mark(parse: Parse, token: Token) -> Token | None:
    """The party's name, or another word of the marks, right before a noun."""
    for child in parse.children(token.index, "amod", "compound", "det", "nmod:poss"):
        close = token.index - 3 <= child.index < token.index
        if close and (child.lemma.lower() in _words("epithet", "marks") or party_of(child.text) is not None):
            return child
    return None


def _government(parse: Parse, token: Token) -> tuple[Span, str] | None:
    """ "Regime" as the name for a government."""
    following = parse.tokens[token.index + 1 : token.index + 2]
    if following and following[0].lemma.lower() in _words("epithet", "before_of_governments"):
        return None
    if token.relation in ("compound", "amod"):
        return None
    beside = [t for t in parse.children(token.index, "amod", "compound", "nmod:poss") if t.index < token.index]
    if any(t.lemma.lower() in _words("epithet", "plain_governments") for t in beside):
        return None
    if any(t.lemma.lower() in ("a", "an") for t in parse.children(token.index, "det")):
        return None
    if any(t.upos not in ("DET", "PRON") for t in parse.children(token.index, "nmod") if t.relation == "nmod"):
        return None
    start = min((t.index for t in beside if token.index - t.index <= 3), default=token.index)
    return Span(start, token.index + 1), "epithet"


def _enemy(parse: Parse, token: Token) -> tuple[Span, str] | None:
    """ "The enemy" for the other side, and what is said to be the enemy's."""
    if token.relation in ("compound", "amod"):
        head = parse.tokens[token.head]
        near = token.index < head.index <= token.index + 3
        if near and head.lemma.lower() in _words("epithet", "enemy_things"):
            return Span(token.index, head.index + 1), "epithet"
        return None
    determiners = {t.lemma.lower() for t in parse.children(token.index, "det")}
    told_whose = parse.children(token.index, "nmod", "nmod:poss")
    if "the" in determiners and not told_whose:
        return Span(token.index, token.index + 1), "epithet"
    return None


def _killing(parse: Parse, token: Token) -> tuple[Span, str] | None:
    """A word for killing that is one for clean-up, with people as its object."""
    if token.upos != "VERB":
        return None
    objects = parse.children(token.index, "obj", "nsubj:pass")
    if token.relation == "acl":
        objects = [*objects, parse.tokens[token.head]]
    if any(t.lemma.lower() in _words("dehumanising", "killing_people") for t in objects):
        return Span(token.index, token.index + 1), "dehumanising"
    return None


def _is_part_of_name(parse: Parse, token: Token) -> bool:
    """Whether the word is capitalised as part of a name ("Martyrs' Square", "Hero of Ukraine"), not by its place."""
    if not token.text[:1].isupper() or token.text.isupper():
        return False
    sentence = parse.sentences[token.sentence]
    following = parse.tokens[token.index + 1 : min(token.index + 2, sentence.end)]
    if token.index == sentence.start:
        return token.upos == "PROPN" and bool(following) and following[0].text[:1].isupper()
    words = [t for t in parse.tokens_of(sentence) if t.text.isalpha() and len(t.text) > 3]
    headline = sum(t.text[0].isupper() for t in words) > 0.7 * len(words)
    return not headline


def _calls_somebody(parse: Parse, token: Token) -> bool:
    """Whether the report calls somebody by the noun: not beside another noun, not hedged, not as somebody's word."""
    if token.upos not in ("NOUN", "PROPN") or token.relation in ("compound", "amod", "nmod:poss"):
        return False
    before = parse.tokens[token.index - 1] if token.index else None
    after = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    if (after is not None and after.text in ("-", "/", "'", "’")) or (before is not None and before.text == "-"):
        return False
    beside = {t.lemma.lower() for t in parse.children(token.index, "amod", "compound", "advmod")}
    beside |= {t.text.lower() for t in parse.children(token.index, "amod", "compound", "advmod")}
    if beside & _words("epithet", "hedges"):
        return False
    above = [parse.tokens[index] for index in parse.ancestors(token.index)[:3]]
    return not any(t.upos in ("VERB", "NOUN") and t.lemma.lower() in _words("epithet", "calling") for t in above)
