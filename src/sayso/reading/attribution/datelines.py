"""Datelines and item labels: "GENEVA, May 3 (Wire) - " before a report's first sentence, no part of what is said."""

from __future__ import annotations

from sayso.language.parse import Parse, Sentence

_LONGEST = 20
_ENDS = frozenset(["-", "–", "—", "--", ":"])


def dateline_tokens(parse: Parse) -> frozenset[int]:
    """The tokens of all datelines and capitalised labels at the beginnings of paragraphs."""
    found: set[int] = set()
    paragraph = -1
    for sentence in parse.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found.update(range(sentence.start, _end(parse, sentence)))
    return frozenset(found)


def _end(parse: Parse, sentence: Sentence) -> int:
    first = parse.tokens[sentence.start].text
    if not (first.isupper() and first.isalpha() and len(first) > 2):
        return sentence.start
    for index in range(sentence.start, min(sentence.start + _LONGEST, sentence.end)):
        token = parse.tokens[index]
        if token.text in _ENDS and (
            token.text == ":" or (index and parse.text[token.start - 1 : token.start].isspace())
        ):
            return index + 1
        if token.upos in ("VERB", "AUX") and not token.text[0].isupper():
            break
    return sentence.start
