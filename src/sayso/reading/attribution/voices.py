"""Whether a report is a party's own communiqué, whose own voice is that party's word (CODEBOOK, section 5)."""

from __future__ import annotations

import re

from sayso.language.parse import Parse
from sayso.model import Report
from sayso.reading.attribution.cue_words import lexicon
from sayso.reading.attribution.source_kinds import is_party_body
from sayso.reading.attribution.source_phrases import phrase_at
from sayso.reading.attribution.sources import SourceRegister

_FIRST_PERSON = frozenset(["we", "our", "us", "ours"])
_LETTERHEAD = 20
_OPENING = 80


def find_voice(parse: Parse, report: Report | None, register: SourceRegister) -> int | None:
    """The source whose voice the report's is: its publisher or author, or the body of its letterhead, where that is a
    party's own; else None."""
    if report is not None:
        for name in (report.publisher, report.author):
            bare = re.sub(r"\s*\([^)]*\)", "", name or "").strip()
            if bare and is_party_body(bare):
                return register.add(bare)
    if parse.sentences and _is_release(parse):
        return _issuer(parse, register)
    if not parse.sentences or not _speaks_for_itself(parse):
        return None
    head = parse.sentences[0]
    if head.end - head.start > _LETTERHEAD:
        return None
    text = " ".join(parse.words(head.start, head.end).split()).strip(" .:")
    if is_party_body(text) and not any(t.upos in ("VERB", "AUX") for t in parse.tokens_of(head)):
        return register.add(text)
    return None


def _is_release(parse: Parse) -> bool:
    """Whether the report opens as a press release does."""
    opening = parse.text[: parse.tokens[min(_LETTERHEAD, len(parse.tokens)) - 1].end].lower()
    phrases = lexicon("cues")["releases"]["phrases"].split(";")
    return any(phrase.strip() in opening for phrase in phrases)


def _issuer(parse: Parse, register: SourceRegister) -> int | None:
    """The body that issues a release: the first party's body of which it tells that it did or says something."""
    for token in parse.tokens[:_OPENING]:
        if token.relation == "nsubj" and is_party_body(phrase_at(parse, token.index).name):
            return register.resolve(token.index)
    return None


def _speaks_for_itself(parse: Parse) -> bool:
    return any(t.text.lower() in _FIRST_PERSON for t in parse.tokens)
