"""Parses made by hand, so that a test of a rule does not depend on the encoder."""

from __future__ import annotations

from sayso.language.parse import Entity, Parse, Sentence, Token


def by_hand(*sentences: str, entities: tuple[tuple[int, int, str], ...] = ()) -> Parse:
    """A parse from sentences written as `form/lemma/UPOS/relation/head`, heads counted from 1 in the sentence, 0 the
    root; every sentence is a paragraph of its own. Entities are (first token, token after the last, kind)."""
    text = "\n\n".join(" ".join(word.split("/")[0] for word in sentence.split()) for sentence in sentences)
    tokens: list[Token] = []
    bounds = []
    at = 0
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        for word in sentence.split():
            form, lemma, upos, relation, head = word.split("/")
            at = text.index(form, at)
            index = len(tokens)
            above = index if head == "0" else first + int(head) - 1
            tokens.append(Token(index, at, at + len(form), form, lemma, upos, "", above, relation, number))
            at += len(form)
        bounds.append(Sentence(number, first, len(tokens), number))
    found = tuple(
        Entity(a, b, kind, text[tokens[a].start : tokens[b - 1].end], 1.0)  # type: ignore[arg-type]
        for a, b, kind in entities
    )
    return Parse(text, tuple(tokens), tuple(bounds), found)
