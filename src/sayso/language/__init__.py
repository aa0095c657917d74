"""From a report's text to its parse, by one pass of one small encoder. This room knows nothing of conflict.

`parse_text` gives sentences, tokens with lemmas and Universal Dependencies, entities, and chains of coreference.
The encoder is loaded at the first call and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.language.coreference import fullest
from sayso.language.parse import Chain, Entity, EntityKind, Mention, Parse, Sentence, Token
from sayso.language.pipeline import parse

__all__ = [
    "Chain", "Entity", "EntityKind", "Mention", "Parse", "Sentence", "Token", "fullest", "parse_text", "parse_texts",
]


def parse_text(text: str) -> Parse:
    """Parse a report's text. Offsets are code points of `text` as given; an empty text gives an empty parse.

    Raises LanguageError where the encoder's files are missing or damaged.
    """
    return parse(text)


def parse_texts(texts: Iterable[str]) -> Iterator[Parse]:
    """Parse texts one after the other, each when it is asked for; what a text's parse is depends on no other text."""
    return (parse_text(text) for text in texts)
