"""The quotations of a text: what stands between quotation marks, and what is left of the text without it."""

from __future__ import annotations

import re

# The last is a post as pages embed it: its text, then "— Name (@name) day".
_PAIRS = re.compile(
    r"“([^“”]*)”|\"([^\"\n]*)\"|«([^«»]*)»|„([^„“”]*)[“”]|「([^「」]*)」"
    r"|^(.*)[—–-] ?[^\n—]*\(@\w+\)[^\n]*$",
    re.MULTILINE,
)


def quotations(text: str, fewest_words: int) -> list[str]:
    """The quotations of at least so many words, in their order."""
    found = (next(group for group in match.groups() if group is not None) for match in _PAIRS.finditer(text))
    return [quotation for quotation in found if len(quotation.split()) >= fewest_words]


def unquoted(text: str, fewest_words: int) -> str:
    """The text without its quotations of at least so many words; shorter ones are part of the wording."""

    def shorten(match: re.Match[str]) -> str:
        return " \n " if len(match.group().split()) >= fewest_words else match.group()

    return _PAIRS.sub(shorten, text)
