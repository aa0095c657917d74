"""What kind of source a name and a description tell of, and to which party it belongs (CODEBOOK, section 4)."""

from __future__ import annotations

import re
from functools import cache

from sayso.codebook import is_state, party_of, party_of_country
from sayso.model import SourceKind
from sayso.places import country_of_name
from sayso.reading.attribution.cue_words import lexicon, words

_WORD = re.compile(r"[\w@][\w.@'’-]*")
_STATE_KINDS = ("official", "military", "police", "armed_group")


def kind_of(name: str, description: str | None, *, person: bool) -> SourceKind:
    """The kind of a source: by the head of its description or name, else by any of their words; a person of whom
    nothing is known is a witness, a body an official one."""
    name, description = _without_press(name), _without_press(description or "")
    texts = [t for t in (description, name) if t] if person else [t for t in (name, description) if t]
    for text in texts:
        head = head_word(text)
        if any(_has_phrase(text.lower(), p) for p in _phrases("witness")):
            return "witness"
        if head and head not in words("sources", "transparent", "heads"):
            for kind in _order():
                if _in(head, words("sources", "kinds", kind, "heads")):
                    return kind
    whole = " ".join([description] if description and person else texts).lower()
    found = set(_tokens(whole))
    for kind in _order():  # "civil defence" before "defence"
        if any(_has_phrase(whole, p) for p in _phrases(kind)):
            return kind
    for kind in _order():
        if any(_in(w, words("sources", "kinds", kind, "words")) for w in found):
            return kind
    party = party_of(whole)
    if party is not None:
        return "official" if is_state(party) else "armed_group"
    for text in texts:
        head = head_word(text)
        if head:
            for kind in _order():
                if _in(head, words("sources", "kinds", kind, "heads")):
                    return kind
    return "witness" if person else "official"


def tells_kind(name: str, kind: SourceKind) -> bool:
    """Whether a name has a word or a phrase of a kind in it."""
    lowered = name.lower()
    known = words("sources", "kinds", kind, "words")
    return any(_in(w, known) for w in _tokens(lowered)) or any(_has_phrase(lowered, p) for p in _phrases(kind))


def is_party_body(name: str) -> bool:
    """Whether a name is that of a party's own body: a party by name, with a word of state, arms or police in it, or the
    party's name alone; an outlet or a monitor that only names a country is none."""
    bare = _without_press(name)
    party = party_of(bare)
    if party is None:
        return False
    lowered = bare.lower()
    found = set(_tokens(lowered))
    if any(_in(w, words("sources", "kinds", "media", "words")) for w in found) or any(
        _has_phrase(lowered, p) for p in _phrases("media")
    ):
        return False
    return (
        party.lower() == lowered
        or bare != name
        or any(
            any(_in(w, words("sources", "kinds", k, "words")) for w in found)
            or any(_has_phrase(lowered, p) for p in _phrases(k))
            for k in _STATE_KINDS
        )
    )


def _without_press(text: str) -> str:
    """The text without the words for an office that speaks for a body."""
    return " ".join(_press().sub("", text).split())


@cache
def _press() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p.strip()) for p in lexicon("sources")["titles"]["press"].split(";"))
    return re.compile(rf"\s*(?:['’]s?)?\s*\b(?:{phrases})\b", re.IGNORECASE)


def side_of(
    name: str, description: str | None, kind: SourceKind, places: tuple[str, ...] = (), *, person: bool
) -> str | None:
    """The party that a source belongs to: the one that its words name, else that of the country of a place named with
    it; None for those who stand for no party. `person`: a named person, whose name tells no party."""
    whole = " ".join(t for t in (description, name) if t) if not person else (description or "")
    lowered = set(_tokens(whole.lower()))
    if kind in lexicon("sources")["sideless"]["kinds"]:
        return None
    if kind == "medic" and not lowered & words("sources", "sideless", "authorities"):
        return None
    if kind in ("media", "social_media") and not lowered & words("sources", "partisan", "words"):
        return None
    party = party_of(whole) if whole else None
    if party is not None or kind not in _STATE_KINDS or kind == "armed_group":
        return party
    for place in places:
        country = country_of_name(place)
        if country is not None:
            return party_of_country(country)
    return None


def head_word(text: str) -> str | None:
    """The head word of a phrase: the last word before its first preposition or comma."""
    before = re.split(
        r"\b(?:of|in|at|for|from|on|to|with|who|that|near|by|there|here|known|close|and)\b|[,(;]", text, maxsplit=1
    )[0]
    found = _tokens(before.lower()) or _tokens(text.lower())
    return found[-1] if found else None


def _tokens(text: str) -> list[str]:
    return [
        w.removesuffix("'s").removesuffix("’s").rstrip(".'’") if not re.fullmatch(r"(?:\w\.)+", w) else w
        for w in _WORD.findall(text)
    ]


def _in(word: str, known: frozenset[str]) -> bool:
    return (
        word in known
        or (len(word) > 3 and word.endswith("s") and word[:-1] in known)
        or (word.endswith("men") and f"{word[:-3]}man" in known)
        or (word.endswith("women") and f"{word[:-5]}woman" in known)
    )


@cache
def _order() -> tuple[SourceKind, ...]:
    return tuple(lexicon("sources")["order"])


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(" ".join(p.split()) for p in lexicon("sources")["kinds"][kind]["phrases"].split(";") if p.strip())


def _has_phrase(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    return at >= 0 and (at == 0 or not text[at - 1].isalnum())
