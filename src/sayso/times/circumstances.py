"""What stands around an expression and is no part of it: "about", "perhaps", "since", and a page's one time zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.times.lexicon import resource
from sayso.times.zones import LOCAL, zone_of

if TYPE_CHECKING:
    from sayso.times.recognise import Mention

Circumstance = Literal["approximate", "uncertain", "open_end", "open_start"]
_REACH = 28  # characters looked at before and after an expression
_ORDER: tuple[Circumstance, ...] = ("approximate", "uncertain", "open_end", "open_start")
_WORD = re.compile(r"(?:utc|gmt)?\s*[+−-]\d{1,2}(?::\d{2})?|[^\W\d_]+", re.IGNORECASE)


def circumstances(text: str, start: int, end: int) -> tuple[Circumstance, ...]:
    """What the words right before and after the characters `start` to `end` say of the time told there."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    found = []
    for name in _ORDER:
        leading, trailing = _patterns()[name]
        if leading.search(before) or (trailing is not None and trailing.match(after)):
            found.append(name)
    return tuple(found)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    data = resource("en/circumstances.toml")
    return {name: (_before(data[name]["words"]), _after(data[name].get("after", []))) for name in _ORDER}


def _before(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, with at most an article or another such word between them and the expression."""
    return re.compile(rf"(?<![\w-])(?:{_either(words)})\.?\s+(?:on\s+|at\s+)?(?:the\s+)?\Z", re.IGNORECASE)


def _after(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\s*[,(]?\s*(?:{_either(words)})\b", re.IGNORECASE) if words else None


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


def with_declared_zone(found: Sequence[Mention], text: str) -> list[Mention]:
    """Clock times without a zone take that which the text tells once for all: "All times GMT"."""
    zone = declared_zone(text)
    if zone is None:
        return list(found)
    return [
        replace(m, meaning=replace(m.meaning, zone=zone))
        if m.meaning.hour is not None and m.meaning.zone is None else m
        for m in found
    ]


def declared_zone(text: str) -> str | None:
    """The zone, as it is written, of all clock times of a text; None where it declares none."""
    between = _declared("between")
    for match in _declaration().finditer(text):
        words = [w.strip().lower() for w in _WORD.findall(text[match.end() : match.end() + _REACH])]
        while words and words[0] in between:
            words.pop(0)
        if words and (words[0] == LOCAL or _is_zone(words[0], words[1:2])):
            return str(words[0])
    return None


def _is_zone(name: str, following: Sequence[str]) -> bool:
    """Whether a word is a zone: short and long names of zones that are places need "time" after them."""
    return zone_of(name) is not None and (name in _short() or not name.isalpha() or list(following) == ["time"])


@cache
def _short() -> frozenset[str]:
    return frozenset(resource("en/zones.toml")["short"])


@cache
def _declared(name: str) -> frozenset[str]:
    return frozenset(resource("en/circumstances.toml")["declared_zone"][name])


@cache
def _declaration() -> re.Pattern[str]:
    data = resource("en/circumstances.toml")["declared_zone"]
    return re.compile(rf"(?:^|[\n(\[.*•|])\s*(?:{_either(data['openings'])})\b", re.IGNORECASE)
