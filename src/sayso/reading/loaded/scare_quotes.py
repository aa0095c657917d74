"""Quotation marks, and "so-called", that doubt a word instead of quoting somebody."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.language.parse import Parse, Sentence, Token
from sayso.reading.draft import Span
from sayso.reading.loaded.own_voice import OwnVoice

_BETWEEN = ("-", '"', "“", "'", "‘", "'s", "’s")
# What is doubted is a thing or a quality; a fragment with an article or a number is somebody's word.
_DOUBTED = ("NOUN", "PROPN", "ADJ", "VERB", "ADV")


@cache
def _list(field: str) -> frozenset[str]:
    table: dict[str, Any] = tomllib.loads(
        files("sayso.reading").joinpath("en/loaded.toml").read_text(encoding="utf-8")
    )["scare_quotes"]
    return frozenset(table[field])


@cache
def _longest() -> int:
    table = tomllib.loads(files("sayso.reading").joinpath("en/loaded.toml").read_text(encoding="utf-8"))
    return int(table["scare_quotes"]["longest"])


def find_scare_quotes(parse: Parse, own: OwnVoice) -> tuple[Span, ...]:
    """The doubted words, with their marks; `own` tells where the report speaks."""
    quoted = [s for s in (*own.quotations, *own.single) if _doubts(parse, s)]
    return tuple(sorted([*quoted, *_so_called(parse, own)]))


def _doubts(parse: Parse, span: Span) -> bool:
    """Whether a short quotation is nobody's word, no name and no term of the trade."""
    inside = [t for t in parse.tokens[span.start + 1 : span.end - 1] if t.text != "-"]
    if not 1 <= len(inside) <= _longest() or not all(t.text[0].isalpha() and t.upos in _DOUBTED for t in inside):
        return False
    if parse.tokens[span.start].sentence != parse.tokens[span.end - 1].sentence:
        return False
    sentence = parse.sentences[parse.tokens[span.start].sentence]
    if any(t.text[0].isupper() for t in inside) and not _is_headline(parse, sentence):
        return False
    written = [t.text.lower() for t in inside]
    if " ".join(written) in _list("terms") or any(word in _list("terms") for word in written):
        return False
    before = parse.tokens[max(sentence.start, span.start - 3) : span.start]
    if any(t.lemma.lower() in _list("naming") or t.text.lower() in _list("naming") for t in before):
        return False
    if before and before[-1].text in ("(", ":", "—", "–"):
        return False
    return not _has_speaker(parse, sentence)


def _has_speaker(parse: Parse, sentence: Sentence) -> bool:
    """Whether anybody speaks in the sentence, whose word the quotation may be."""
    return any(
        (t.upos == "VERB" and t.lemma.lower() in _list("speaking")) or t.lemma.lower() in _list("speaking_nouns")
        for t in parse.tokens_of(sentence)
    )


def _is_headline(parse: Parse, sentence: Sentence) -> bool:
    """Whether nearly all longer words of a sentence are capitalised."""
    words = [t for t in parse.tokens_of(sentence) if t.text.isalpha() and len(t.text) > 3]
    return sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _so_called(parse: Parse, own: OwnVoice) -> list[Span]:
    """ "So-called" before a word that it doubts."""
    found = []
    for token in parse.tokens:
        end = _end_of_so_called(parse, token)
        if end is None or not own.holds(token.index):
            continue
        following = parse.tokens[end : end + 6]
        for word in following:
            if word.sentence != token.sentence or not (word.text[0].isalpha() or word.text in _BETWEEN):
                break
            if word.text.lower() in _list("so_called") and "islamic" not in (t.text.lower() for t in following):
                found.append(Span(token.index, word.index + 1))
                break
    return found


def _end_of_so_called(parse: Parse, token: Token) -> int | None:
    """The token behind "so-called", written with or without its hyphen; None where the token begins none."""
    if token.text.lower() == "so-called":
        return token.index + 1
    words = [t.text.lower() for t in parse.tokens[token.index : token.index + 3]]
    if words[:1] == ["so"] and words[1:3] in (["-", "called"], ["‑", "called"]):
        return token.index + 3
    return token.index + 2 if words[:2] == ["so", "called"] else None
