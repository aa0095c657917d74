"""Where the report itself speaks: outside quotation marks, and not in what a clause lays to somebody."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from sayso.language.parse import Parse
from sayso.reading.attribution.cue_words import lexicon
from sayso.reading.attribution.quotations import find_quotations
from sayso.reading.draft import Span

_SINGLE_OPENING = ("'", "‘", "`")
_SINGLE_CLOSING = {"'": "'’", "‘": "’", "`": "'’"}
_LONGEST_SINGLE = 40


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs by which English reports lay a statement to a source."""
    return frozenset(lemma.split("+")[0] for row in lexicon("cues")["verb"] for lemma in row["lemmas"].split())


class OwnVoice:
    """Tells of every token of a parse whether the report speaks it. `quotations` are the passages between double,
    `single` those between single quotation marks, marks included."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.quotations = find_quotations(parse)
        self.single = _single_quotations(parse)
        self._quoted = {i for span in (*self.quotations, *self.single) for i in range(span.start, span.end)}

    def holds(self, index: int) -> bool:
        """Whether the report itself speaks the token."""
        return index not in self._quoted and not self._is_said(index)

    def _is_said(self, index: int) -> bool:
        """Whether the token is in a clause that a verb of speech has as its content, before it or behind."""
        tokens = self.parse.tokens
        current = tokens[index]
        path = [current, *(tokens[above] for above in self.parse.ancestors(index))]
        for lower, upper in pairwise(path):
            content = lower.relation in ("ccomp", "xcomp", "parataxis")
            if content and upper.lemma.lower() in speech_verbs() and upper.upos == "VERB":
                return True
        root = path[-1]
        after = [t for t in self.parse.children(root.index, "parataxis") if t.lemma.lower() in speech_verbs()]
        return any(self.parse.children(t.index, "nsubj") for t in after) or self._is_according(root.index)

    def _is_according(self, root: int) -> bool:
        """Whether "according to somebody" hangs on the clause."""
        phrases = self.parse.children(root, "obl", "advcl")
        cases = (case for phrase in phrases for case in self.parse.children(phrase.index, "case"))
        return any(case.lemma.lower() in ("accord", "according") for case in cases)


def _single_quotations(parse: Parse) -> tuple[Span, ...]:
    """Passages between single quotation marks within a sentence; an apostrophe opens none."""
    found: list[Span] = []
    opened: int | None = None
    for token in parse.tokens:
        if opened is not None and parse.tokens[opened].sentence != token.sentence:
            opened = None
        if opened is None:
            if token.text in _SINGLE_OPENING and _begins(parse, token.start, token.end):
                opened = token.index
        elif token.text in _SINGLE_CLOSING[parse.tokens[opened].text] and _ends(parse, token.start, token.end):
            if token.index - opened <= _LONGEST_SINGLE:
                found.append(Span(opened, token.index + 1))
            opened = None
    return tuple(found)


def _begins(parse: Parse, start: int, end: int) -> bool:
    """Whether a mark stands before a word and behind none."""
    before, after = parse.text[max(0, start - 1) : start], parse.text[end : end + 1]
    return not before.isalnum() and bool(after) and not after.isspace()


def _ends(parse: Parse, start: int, end: int) -> bool:
    """Whether a mark stands behind a word or a point and before none."""
    before, after = parse.text[max(0, start - 1) : start], parse.text[end : end + 1]
    return not before.isspace() and not after.isalnum()
