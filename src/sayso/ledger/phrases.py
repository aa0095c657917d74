"""A phrase for a source, taken apart into its words: a proper name, an office, a body, a party, a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook import party_of
from sayso.codebook.parties import Word, key_of, words_of
from sayso.codebook.tables import table

Key = tuple[str, ...]

_AFTER_THE_HEAD = frozenset({
    "of", "in", "at", "for", "from", "on", "to", "near", "with", "who", "inside", "behind", "by", "about",
})
_LONGEST = 5


@dataclass(slots=True)
class Parts:
    """What was found in a phrase. The *head* is what stands before its first preposition or comma.

    `office`: the office that the head names; `speaks`: it speaks for somebody; `body`: what the body does that is
    named; `deputy`: the office is a deputy's; `party`: the head is nothing but a party; `vague`: it is a word for
    nobody in particular; `proper`: words of the head in capitals that none of these explains, `places`: those behind
    the head; `ends_in_name`: the head ends in such words, so that they are its name.
    """

    office: str | None = None
    body: str | None = None
    speaks: bool = False
    deputy: bool = False
    party: bool = False
    vague: bool = False
    ends_in_name: bool = False
    proper: list[Word] = field(default_factory=list)
    places: list[Word] = field(default_factory=list)


def take_apart(phrase: str, whole: bool = False) -> Parts:
    """The parts of a phrase. With `whole`, what stands behind a preposition counts like the head."""
    found = Parts()
    words = words_of(phrase)
    parties = _party_words(words)
    head_start, head_end = (0, len(words)) if whole else _head(words)
    last = "nothing"  # what the head ended in so far
    at = 0
    while at < len(words):
        in_head = head_start <= at < head_end
        match, length = _match(words, at)
        if match is None:
            kind = _kind_of(words, at, at in parties)
            if kind == "proper":
                (found.proper if in_head else found.places).append(words[at])
            if kind == "other" and in_head:
                found.deputy = True
            if in_head and kind not in ("empty", "other"):
                last = kind
        elif in_head:
            last = match[0]
            if match[0] == "office":
                found.office = found.office or match[1]
            elif match[0] == "spokesman":
                found.speaks = True
            else:
                found.body = match[1]
        elif match[0] == "body" and found.body is None and (found.speaks or found.office in _heads_of_bodies()):
            found.body = match[1]
        at += length
    found.ends_in_name = last == "proper" or (last == "generic" and bool(found.proper) and found.body is None)
    found.vague = (last == "vague" or (last == "generic" and found.body is None)) and not found.ends_in_name
    found.party = last == "party"
    if last == "common" and not found.office and not found.speaks:
        found.body = _plain_body(words, head_start, head_end, parties)
    return found


def all_proper(phrase: str) -> list[Word]:
    """The words in capitals of a phrase, parties' names with them, from the first to the last: "Human Rights Watch"."""
    return [
        word for at, word in enumerate(words_of(phrase))
        if word.raw[0].isupper() and _kind_of(words_of(phrase), at, False) == "proper"
    ]


def bare(word: Word) -> str:
    """A word as it stands, without a possessive ending."""
    return re.sub(r"['’]s?$", "", word.raw) if word.possessive else word.raw


def alias_of(phrase: str) -> str:
    """The name of an organisation, folded, without words that tell nothing; one of several names is the first."""
    words = key_of(phrase)
    for known in (words, tuple(w for w in words if w not in _words("empty"))):
        if known in _aliases():
            return _aliases()[known]
    told = (w for w in words if w not in ("the", "a", "of", "for", "and"))
    return " ".join("united nations" if w == "un" else w for w in told)


def means_group(phrase: str) -> bool:
    """Whether a phrase ends in a word for the fighters of a group, so that with its name it means the group."""
    words = words_of(phrase)
    return bool(words) and words[-1].key in _words("fighters")


def is_official(phrase: str) -> bool:
    """Whether a phrase for somebody without a name is one for an official, by a word of its head."""
    return any(word in _words("unnamed_officials") for word in head_words(phrase))


def head_words(phrase: str) -> list[str]:
    """The folded words of a phrase's head."""
    words = words_of(phrase)
    start, end = _head(words)
    return [word.key for word in words[start:end]]


def names_body(phrase: str) -> bool:
    """Whether a name in capitals is that of a body or a group ("Bureau for Combating Threats", "Jaime Martínez
    Front"): it begins or ends with a word for one."""
    words = words_of(phrase)
    return names_armed_group(phrase) or bool({w.key for w in (*words[:1], *words[-1:])} & _words("small_bodies"))


def names_armed_group(phrase: str) -> bool:
    """Whether a name begins or ends with a word for an armed group."""
    words = words_of(phrase)
    return bool({w.key for w in (*words[:1], *words[-1:])} & _words("armed_names"))


def stands_for(word: str, kind: str) -> bool:
    """Whether a word may stand for a source of a kind that has been named ("the agency")."""
    return word in _stand_for().get(kind, frozenset())


def undated(phrase: str) -> str:
    """A phrase without a day at its end ("Radio Maisha on Sunday")."""
    words = phrase.split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in _calendar():
        words = words[: -2 if len(words) > 2 and words[-2].casefold() in ("on", "in") else -1]
    return " ".join(words)


def has_own_name(phrase: str) -> bool:
    """Whether something in a phrase for an outlet is a name, not only what it is or whose ("French radio station")."""
    words = words_of(phrase)
    parties = _party_words(words)
    capitals = [
        at for at, word in enumerate(words)
        if word.raw[0].isupper() and _kind_of(words, at, at in parties) not in ("vague", "generic", "party")
    ]
    return len(capitals) > 1 or any(_kind_of(words, at, False) == "proper" for at in capitals) or not phrase.isascii()


def is_alias(phrase: str) -> bool:
    """Whether a phrase is a name of an organisation that has several."""
    return key_of(phrase) in _aliases()


def is_particle(word: str) -> bool:
    """Whether a folded word of a name comes and goes with its transcription ("al", "bin")."""
    return word in _particles()


def _kind_of(words: list[Word], at: int, is_party: bool) -> str:
    """What a word is that names no office and no body."""
    word = words[at]
    capital = word.raw[0].isupper() or not word.raw.isascii()
    followed = at + 1 < len(words) and words[at + 1].raw[0].isupper()
    if is_party:
        return "party"
    if word.key in _words("other"):
        return "other"
    if word.key in _words("titles") or word.key in _words("empty"):
        return "empty"
    if word.key in _calendar() or word.key[0].isdigit():
        return "empty"
    if word.key in _words("generic"):
        return "proper" if capital and at else "generic"
    if word.key in _words("vague"):
        return "proper" if capital and (at or followed) else "vague"
    if capital or word.key in _particles():
        return "proper"
    return "common"


def _plain_body(words: list[Word], start: int, end: int, parties: set[int]) -> str | None:
    """The name of a body that is written small ("the port authority"): its words, where the last one says that it is
    one; that word alone names one only of a party."""
    if end <= start or words[end - 1].key not in _words("small_bodies"):
        return None
    rest = [words[at].key for at in range(start, end) if at not in parties]
    own = [word for word in rest if word not in _words("determiners")]
    told = [word for word in own if word not in _words("empty")]
    return " ".join(told) if len(own) > 1 or parties else None


def _head(words: list[Word]) -> tuple[int, int]:
    """Where the head of a phrase begins and ends: before the first preposition, or, where a possessor with one comes
    before it ("the Council of Elders of Zawiya's chairman"), behind that."""
    end = _head_end(words)
    for at in range(end, len(words) - 1):
        match, _ = _match(words, at + 1)
        if words[at].possessive and match is not None and match[0] != "body":
            return at + 1, at + 1 + _head_end(words[at + 1 :])
    return 0, end


def _head_end(words: list[Word]) -> int:
    """Where the head of a phrase ends. A name of a body may hold "of" ("Ministry of Defence"): it is skipped whole."""
    at = 0
    while at < len(words):
        match, length = _match(words, at)
        if match is None and at and (words[at].key in _AFTER_THE_HEAD or "," in words[at].gap):
            return at
        at += length
    return len(words)


def _match(words: list[Word], at: int) -> tuple[tuple[str, str] | None, int]:
    """The office, body or spokesman that the longest run of words from here names, and how many words it has (1 where
    it names none)."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        match = _phrases().get(tuple(word.key for word in words[at : at + length]))
        if match is not None:
            return match, length
    return None, 1


def _party_words(words: list[Word]) -> set[int]:
    """The places of the words that name a party; the names of its leaders are names."""
    found: set[int] = set()
    led: set[int] = set()
    for at in range(len(words)):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            run = words[at : at + length]
            key = tuple(word.key for word in run)
            if key in _leaders():
                led.update(range(at, at + length))
                break
            capital = run[0].raw[0].isupper() and run[-1].raw[0].isupper()
            if capital and (key in _party_names() or (length == 1 and party_of(run[0].raw) is not None)):
                found.update(range(at, at + length))
                break
    return found - led


@cache
def _heads_of_bodies() -> frozenset[str]:
    return frozenset({"head", "commander"})


@cache
def _phrases() -> dict[Key, tuple[str, str]]:
    rows = table("en/identities")
    found: dict[Key, tuple[str, str]] = {}
    for kind, section in (("office", "offices"), ("body", "bodies")):
        for value, names in rows[section].items():
            for name in (value.replace(" ", "-"), *names.replace(";", " ").split()):
                found.setdefault(key_of(name), (kind, value))
    for name in rows["spokesmen"]["words"].split():
        found[key_of(name)] = ("spokesman", "spokesman")
    return found


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(key for word in table("en/identities")[section]["words"].split() for key in key_of(word))


@cache
def _calendar() -> frozenset[str]:
    names = {"may", "mar", "sun", "sat", "wed", "dec", "jan"}  # also names, or parts of names
    return frozenset(table("en/relays")["plain"]["calendar"].split()) - names


@cache
def _aliases() -> dict[Key, str]:
    rows = table("en/identities")["aliases"]
    return {key_of(alias): name for name, aliases in rows.items() for alias in (name, *aliases)}


@cache
def _stand_for() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in table("en/identities")["stand_for"].items()}


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("en/identities")["titles"]["particles"].split())


@cache
def _leaders() -> frozenset[Key]:
    return frozenset(key_of(name) for row in table("en/leaders").values() for name in row["names"])


@cache
def _party_names() -> frozenset[Key]:
    groups = ((name, *row.get("names", ())) for name, row in table("en/groups").items())
    fields = ("names", "demonyms", "capitals", "metonyms")
    states = (
        (row["name"], *(alias for field in fields for alias in row.get(field, ())))
        for row in table("en/states").values()
    )
    return frozenset(key_of(name) for row in (*groups, *states) for name in row)
