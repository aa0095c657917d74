"""Outlets, channels and posts by which news is passed on: which names mean one outlet, and which posts a text cites."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sayso.codebook.tables import table
from sayso.ledger.shingles import plain

_WORD = re.compile(r"[^\W_]+(?:['’ʼ.&/-][^\W_]+)*")
_ASIDE = re.compile(r"\(([^)]*)\)|\[[^\]]*\]")


@lru_cache(maxsize=20_000)
def outlet_key(name: str) -> str:
    """What tells an outlet from others: its name plain, without words that say only what it is; a known outlet by the
    name under which it is known. "" where nothing is left ("the local newspaper")."""
    bare = _bare(_ASIDE.sub(" ", name))
    known = _known().get(bare) or _known().get(_bare(name))
    if known is not None:
        return known
    kept = [word for word in bare.split() if word not in _generic()]
    joined = " ".join(kept)
    return _known().get(joined, joined)


def same_outlet(one: str, other: str) -> bool:
    """Whether two keys mean one outlet: the same words, or all words of one among the other's where these are two."""
    if not one or not other:
        return False
    if one == other:
        return True
    first, second = set(one.split()), set(other.split())
    small, large = sorted((first, second), key=len)
    return small <= large and len(small) > 1


def posts(text: str) -> tuple[str, ...]:
    """The posts that a text gives the address of, each by its account and number, in the order of the text."""
    found: dict[int, str] = {}
    for pattern in _addresses():
        for match in pattern.finditer(text):
            found[match.start()] = "/".join(group.casefold() for group in match.groups())
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))


def is_known_outlet(name: str) -> bool:
    """Whether a name is one of an outlet that the codebook has."""
    return _bare(name) in _known() or _bare(_ASIDE.sub(" ", name)) in _known()


def is_post(name: str) -> bool:
    """Whether a source's name says that it is a post or a channel."""
    return bool(_post_words() & set(_bare(name).split())) or "truth social" in _bare(name)


def _bare(name: str) -> str:
    return " ".join(plain(re.sub(r"['’]s$", "", word)).replace(".", "") for word in _WORD.findall(name))


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, aliases in table("en/relays")["outlets"].items():
        for alias in (name, *aliases):
            found[_bare(alias)] = _bare(name)
    return found


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("en/relays")["generic"]["words"])


@cache
def _post_words() -> frozenset[str]:
    return frozenset(table("en/relays")["posts"]["words"])


@cache
def _addresses() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("en/relays")["posts"]["addresses"])
