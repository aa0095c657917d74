"""What of a report's text is the outlet's frame (datelines, credits, appeals to subscribe) and not the report; and
whose text it says that it passes on."""

from __future__ import annotations

import re
from functools import cache

from sayso.codebook.tables import table

_OUTLET = r"(?P<outlet>[^\W\d_a-z][\w.'’&/-]*(?: (?:of|de|the|for|and|&|[^\W\d_a-z][\w.'’&/-]*)){0,5})"
_SENTENCE_END = re.compile(r"(?<=[.!?…؟।])[\"”’»)\]]*\s+|\n+")
_INITIAL = re.compile(
    r"(?:\b[A-ZА-ЯІЇЄҐ]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Gov|Sen|Rep|St|No|Sept?|Oct|Nov|Dec|Jan|Feb|Aug))\.$"
)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text in any script, as far as marks and line breaks show them; for comparing texts,
    not for reading them."""
    found: list[str] = []
    for line in re.split(r"\n+", text):
        start = 0
        for end in _SENTENCE_END.finditer(line):
            if not _INITIAL.search(line[start : end.start()].rstrip("\"”’»)] ")):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def body(text: str) -> str:
    """A report's text without dateline, credits, bylines and the outlet's appeals to its readers; a line a
    paragraph."""
    for pattern in _credit_patterns()[:2]:
        text = pattern.sub(" ", text, count=1)
    kept = (" ".join(s for s in sentences(line) if not _is_frame(s)) for line in text.splitlines())
    lines = [line for line in kept if line]
    for pattern in _credit_patterns()[2:]:
        lines = [pattern.sub(" ", line).strip() for line in lines]
    return "\n".join(line for line in lines if line)


def credited(text: str, publisher: str | None = None) -> tuple[str, ...]:
    """The outlets whose text a report says that it passes on ("(AFP)" in the dateline, "Source: Interfax", "first
    published by"), in the order of their patterns, without its own publisher."""
    found: dict[str, None] = {}
    own = (publisher or "").casefold()
    for pattern in _credit_patterns():
        for match in pattern.finditer(text):
            outlet = match.group("outlet").strip(" .-–—/")
            if outlet.casefold() not in _not_outlets() and outlet.casefold() != own and len(outlet) > 1:
                found[outlet] = None
    return tuple(found)


def _is_frame(sentence: str) -> bool:
    lower = sentence.casefold().strip(" *_#>|•–—-\"“”'()[]")
    if not any(c.isalnum() for c in lower):
        return True
    rows = table("en/relays")["furniture"]
    if any(lower.startswith(opener) for opener in (*rows["openers"], *rows["bylines"])):
        return True
    if any(phrase in lower for phrase in rows["phrases"]):
        return True
    return any((match := pattern.search(sentence)) and len(match.group()) > len(sentence) // 2
               for pattern in _credit_patterns())


@cache
def _credit_patterns() -> tuple[re.Pattern[str], ...]:
    """The datelines' patterns first."""
    rows = table("en/relays")["credits"]
    patterns = (*rows["datelines"], *rows["anywhere"])
    return tuple(re.compile(pattern.replace("{outlet}", _OUTLET)) for pattern in patterns)


@cache
def _not_outlets() -> frozenset[str]:
    return frozenset(table("en/relays")["credits"]["not_outlets"])
