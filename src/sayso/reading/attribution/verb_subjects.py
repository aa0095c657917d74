"""Subjects of verbs of saying by their place in the sentence, where the parser may have erred."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.attribution.contents import QUOTES
from sayso.reading.attribution.subjects import is_source_like, nominal
from sayso.reading.attribution.utterances import cue_span


def is_nobody(parse: Parse, subject: int) -> bool:
    """Whether the subject says that nobody did ("no group claimed", "nobody has said")."""
    token = parse.tokens[subject]
    if token.lemma.lower() in ("nobody", "none", "nothing", "neither"):
        return True
    return any(c.lemma.lower() in ("no", "neither") for c in parse.children(subject, "det"))


def inverted_subject(parse: Parse, verb: int) -> int | None:
    """A subject after the verb that was taken for its object ("…, said the mayor")."""
    for child in parse.children(verb, "obj", "dep", "xcomp"):
        near = child.index > verb and parse.subtree(child.index)[0] == verb + 1
        if near and child.upos in ("NOUN", "PROPN", "PRON") and is_source_like(parse, child.index):
            return child.index
    return None


def displaced_subject(parse: Parse, verb: int) -> int | None:
    """A subject right before the verb that the parser hung on the clause below it ("the clinic says it took in 12")."""
    for child in parse.children(verb, "ccomp"):
        for subject in parse.children(child.index, "nsubj"):
            beside = subject.index < verb and parse.subtree(subject.index)[1] == verb
            if beside and is_source_like(parse, subject.index):
                return subject.index
    return None


def subject_beside(parse: Parse, verb: int, known: int | None) -> int | None:
    """The subject by its place, where the parser may have erred: right before a cue that ends a passage ("…, the mayor
    has said"), or right after one that follows a passage ("…, says the mayor")."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    cue = cue_span(parse, verb)
    if known is not None and (cue.start > known >= cue.start - 1 or cue.end <= known <= cue.end + 1):
        return known
    closing = (
        cue.end >= sentence.end
        or parse.tokens[cue.end].upos in ("PUNCT", "ADP", "NOUN", "PROPN")
        or cue.end + 1 >= sentence.end
    )
    left = cue.start
    while (
        left > sentence.start
        and cue.start - left < 14
        and (parse.tokens[left - 1].upos != "PUNCT" or parse.tokens[left - 1].text == "-")
    ):
        left -= 1
    opened = left > sentence.start and parse.tokens[left - 1].text in {",", *QUOTES, ")", "–", "—"}
    if closing and opened and left < cue.start:
        found = nominal(parse, left, cue.start)
        if found is not None:
            return found
    if cue.start > sentence.start and parse.tokens[cue.start - 1].text in {",", *QUOTES} and cue.end < sentence.end:
        right = cue.end
        while right < sentence.end and parse.tokens[right].upos != "PUNCT" and right - cue.end < 12:
            right += 1
        return nominal(parse, cue.end, right)
    return None
