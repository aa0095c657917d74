"""What a report calls a source, taken apart: a name, an office, a body and what it does, a place, a side.

What is compared when sources of several reports are told to be one (`identities.py`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sayso.codebook import is_state, party_of, side_of
from sayso.codebook.parties import Word, words_of
from sayso.codebook.tables import table
from sayso.ledger.outlets import is_known_outlet, is_post, outlet_key
from sayso.ledger.phrases import (
    Parts,
    alias_of,
    all_proper,
    bare,
    has_own_name,
    is_alias,
    is_particle,
    means_group,
    names_armed_group,
    names_body,
    take_apart,
    undated,
)
from sayso.model import Source, SourceKind
from sayso.places.folding import fold_loosely

Form = Literal["named", "office", "body", "nobody"]
Key = tuple[str, ...]

_OUTLET_KINDS = frozenset({"media", "social_media"})
_OF_A_GROUP = (None, "army", "command", "government", "security service")
_PROPER_KINDS = frozenset({"ngo", "international", "company"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A source as one report has it. `words`: the words of a proper name, loosely folded, a person's surname last;
    `office`: the office that is named; `body`: what the body does that is named, "" where the party itself is meant, or
    None; `speaks`: it speaks for that body; `deputy`: the office is that of a deputy; `places`: whose office or body;
    `told`: the words of its name and description, folded.
    """

    name: str
    form: Form
    kind: SourceKind
    side: str | None = None
    words: Key = ()
    outlet: str = ""
    office: str | None = None
    body: str | None = None
    speaks: bool = False
    deputy: bool = False
    places: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def profile(source: Source) -> Profile:
    """What a source of a reading is."""
    return profile_of(source.name, source.description, source.kind, source.side)


@lru_cache(maxsize=20_000)
def profile_of(name: str, description: str | None, kind: SourceKind, side: str | None) -> Profile:
    """The same, of a source that is known by its name and description."""
    side = side_of(side) if side else None
    if kind == "author":
        return Profile(name, "nobody", kind, side)
    if kind in _OUTLET_KINDS:
        return _outlet(name, description, kind, side)
    name = undated(name)
    found = take_apart(name)
    own_name = not found.vague and any(not party_of(word.raw) for word in all_proper(name))
    if is_alias(name) or (kind in _PROPER_KINDS and own_name):
        words = tuple(folded for word in alias_of(name).split() if (folded := fold_loosely(word)))
        return Profile(name, "named", kind, side, words, " ".join(words))
    if kind == "footage":
        return _footage(name, found, side)
    told = take_apart(description) if description else Parts()
    party = side or _party(f"{name} {description or ''}")
    words = _name_words(all_proper(name) if names_body(name) else found.proper) if found.ends_in_name else ()
    places = _places(*found.places, *told.places, *told.proper)
    base = Profile(
        name, "nobody", kind, party, words, outlet_key(name) if words else "", found.office or told.office,
        found.body if found.body is not None else told.body, found.speaks or told.speaks, found.deputy or told.deputy,
        places - set(words), frozenset(word.key for word in words_of(f"{name} {description or ''}")),
    )
    if words:
        return replace(base, form="named", body=None if base.body is None else _body_of(base.body, party))
    if found.vague and means_group(name) and party is not None and not is_state(party):
        return replace(base, form="body", office=None, body="")
    if found.vague:
        return replace(base, office=None, body=None, speaks=False)
    if found.office or found.speaks:
        return replace(base, form="office", places=places | _places(*found.proper))
    if found.body is not None or found.party:
        return replace(base, form="body", body=_body_of(found.body, party), places=places | _places(*found.proper))
    return base


def publisher_profile(name: str) -> Profile:
    """What a publisher or an author of reports is: an outlet, unless its name is that of a body, an office or a party
    ("Governor Gladyshev | Belgorod region", "General Staff of the Armed Forces of Ukraine")."""
    if is_alias(name):
        return profile_of(name, None, "international", None)
    first = re.split(r"[|,(—–]| - ", name)[0].strip() or name
    found = take_apart(first)
    rest = name[len(first) :].strip(" |,(—–-)")
    if found.ends_in_name and not found.office and rest and (take_apart(rest).office or take_apart(rest).speaks):
        return profile_of(first, rest, "official", None)
    if found.body is None and not found.office and found.proper and names_body(first):
        party = _party(name)
        armed = names_armed_group(first) or (party is not None and not is_state(party))
        kind: SourceKind = "armed_group" if armed else "official"
        return replace(profile_of(first, None, kind, party), name=name)
    told = found.office or found.speaks or (found.body is not None and not found.proper) or found.party
    if found.vague or not told or is_known_outlet(name):
        return _outlet(name, None, "media", None)
    party = _party(name)
    group = party is not None and not is_state(party)
    kind = "armed_group" if group else "military" if found.body in _military() else "official"
    words = _name_words(found.proper) if found.ends_in_name else ()
    whole = take_apart(name)
    form: Form = "named" if words else "office" if found.office or found.speaks else "body"
    body = None if found.body is None and not found.party else _body_of(found.body, party)
    return Profile(
        name, form, kind, party, words, outlet_key(name), found.office, body, found.speaks, found.deputy,
        _places(*whole.places, *whole.proper) - set(words),
    )


def _outlet(name: str, description: str | None, kind: SourceKind, side: str | None) -> Profile:
    """An outlet, a channel or a post; the post or the channel of an office or a person is theirs."""
    name = undated(name)
    found = take_apart(name, whole=True)
    is_somebodys = found.office or found.body or (found.speaks and _party(name))
    if is_somebodys and (kind == "social_media" or is_post(name) or found.speaks):
        words = _name_words(found.proper) if found.ends_in_name else ()
        form: Form = "named" if words else "office" if found.office else "body"
        return Profile(
            name, form, kind, side or _party(name), words, outlet_key(name), found.office, found.body, found.speaks,
            found.deputy, _places(*found.places, *found.proper) - set(words),
        )
    key = outlet_key(name)
    if not key or not (is_known_outlet(name) or has_own_name(name)):
        return Profile(name, "nobody", kind, side)
    return Profile(name, "named", kind, side, tuple(key.split()), key)


def _footage(name: str, found: Parts, side: str | None) -> Profile:
    """Pictures that have a maker's name are the maker's ("Planet imagery"); others are nobody's."""
    words = _name_words(found.proper)
    return Profile(name, "named" if words else "nobody", "footage", side, words, " ".join(words))


def _party(phrase: str) -> str | None:
    party = party_of(phrase)
    return side_of(party) if party else None


def _body_of(body: str | None, party: str | None) -> str:
    """The function of a body; the arms of an armed group are the group."""
    if party is not None and not is_state(party) and body in _OF_A_GROUP:
        return ""
    return body or ""


def _name_words(words: list[Word]) -> Key:
    loose = [(word.key, fold_loosely(bare(word))) for word in words]
    return tuple(folded for key, folded in loose if folded and not is_particle(key))


def _places(*words: Word) -> frozenset[str]:
    return frozenset(folded for word in words if (folded := fold_loosely(bare(word))))


def _military() -> frozenset[str]:
    return frozenset(table("en/identities")["military"]["bodies"])
