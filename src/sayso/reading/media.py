"""Footage, images and recordings that a report speaks of, and where they were seen."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from sayso.language.parse import Parse, Token
from sayso.model import Media, Quote
from sayso.reading.draft import EventDraft

MediaKind = Literal["video", "image", "audio", "satellite"]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("sayso.reading").joinpath("en/media.toml").read_text(encoding="utf-8"))


def find_media(parse: Parse, events: tuple[EventDraft, ...]) -> tuple[tuple[Media, ...], ...]:
    """For each event the media that the report ties to it: told of in its sentences or next to them, each kind and
    place once."""
    found: list[list[Media]] = [[] for _ in events]
    for token in parse.tokens:
        kind = _kind(parse, token)
        if kind is None:
            continue
        number = _nearest_event(parse, token, events)
        if number is None:
            continue
        where = _where(parse, token)
        if any(m.kind == kind and (m.where == where or where is None) for m in found[number]):
            continue
        sentence = parse.sentences[token.sentence]
        start, end = parse.subtree(token.index)
        if end - start > 30:
            start, end = sentence.start, sentence.end
        quote = Quote.of(parse.text, parse.tokens[start].start, parse.tokens[end - 1].end)
        found[number].append(Media(kind=kind, where=where, quote=quote))
    return tuple(tuple(media) for media in found)


def _kind(parse: Parse, token: Token) -> MediaKind | None:
    if token.upos not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma.lower()
    before = parse.tokens[token.index - 1].lemma.lower() if token.index else ""
    for kind, words in _words()["kinds"].items():
        if lemma in words or f"{before} {lemma}" in words:
            return cast(MediaKind, kind)
    return None


def _where(parse: Parse, token: Token) -> str | None:
    """Where it was seen: a platform named in the same sentence."""
    sentence = parse.sentences[token.sentence]
    text = parse.words(sentence.start, sentence.end).casefold()
    return next((name for name in _words()["platforms"]["names"] if name.casefold() in text), None)


def _nearest_event(parse: Parse, token: Token, events: tuple[EventDraft, ...]) -> int | None:
    """The event with a mention in the same sentence, else in the sentences beside it; main events first."""
    best: tuple[int, bool, int] | None = None
    for number, event in enumerate(events):
        for mention in event.mentions:
            distance = abs(parse.tokens[mention].sentence - token.sentence)
            if distance <= 1:
                best = min(best or (9, True, 0), (distance, not event.main, number))
    return None if best is None else best[2]
