"""What a report takes back: sentences that tell what an earlier version of it said."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from sayso.language.parse import Parse
from sayso.reading.when.published import words


def withdrawn_sentences(parse: Parse) -> frozenset[int]:
    """The numbers of the sentences whose content a correction withdraws ("an earlier version said that …")."""
    starts = [parse.tokens[sentence.start].start for sentence in parse.sentences]
    return frozenset(max(0, bisect_right(starts, match.start()) - 1) for match in _phrases().finditer(parse.text))


@cache
def _phrases() -> re.Pattern[str]:
    phrases = sorted(words()["withdrawn"]["phrases"], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in phrases)})\b", re.IGNORECASE)
