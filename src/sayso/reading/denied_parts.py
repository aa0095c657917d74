"""What a negation takes away from an act: one who took part in it, or the act itself.

"No car bomb had gone off" denies the weapon, "nobody died" the deaths, "no house was hit" the target: that something
happened may stand.
"""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.model import Attribute
from sayso.reading.draft import CountKind
from sayso.reading.roles.lexicons import (
    data_of,
    is_carrier,
    people_words,
    target_kind,
    verb_lemma,
    weapon_kinds,
    word_set,
)
from sayso.reading.roles.phrases import is_passive

_NOBODY = frozenset({"nobody", "no-one", "none", "anyone", "anybody", "everyone"})
_NONE = frozenset({"no", "any", "neither"})
_FATES: tuple[CountKind, ...] = ("killed", "injured", "captured", "missing", "displaced")


def denied_part(parse: Parse, token: int) -> Attribute | None:
    """The attribute that is denied with an act's word because one of its participants is: None where the act itself
    is, or who did it."""
    verb = parse.tokens[token]
    acted = verb.upos == "VERB" and not is_passive(parse, token) and bool(parse.children(token, "obj"))
    told = None if acted else _harm_told(verb)
    if told is not None:
        return told
    if verb.upos not in ("VERB", "ADJ"):
        return None
    passive = is_passive(parse, token)
    for argument in parse.children(token, "nsubj", "obj"):
        if not _is_none(parse, argument):
            continue
        done_to = passive or argument.relation == "obj"
        found = _of(parse, verb, argument, done_to)
        if found is not None:
            return found
    return None


def _harm_told(word: Token) -> Attribute | None:
    """The harm that a word itself tells: whoever denies it denies the harm ("was not damaged", "no bodies")."""
    lemma = verb_lemma(word)
    if word.upos in ("VERB", "ADJ"):
        hurt = data_of("counts")["injured"]
        if lemma in hurt["transitive"] or word.text.lower() in hurt["adjectives"]:
            return "injured"  # that somebody was killed may be the act itself
        return "damage" if lemma in word_set("hits", "damage", "verbs") else None
    if lemma in data_of("counts")["killed"]["bodies"]:
        return "killed"
    return "damage" if lemma in word_set("hits", "damage", "traces") else None


def _is_none(parse: Parse, argument: Token) -> bool:
    one = argument.text.lower() == "one" and any(t.text.lower() == "no" for t in parse.children(argument.index))
    if one or argument.text.lower() in _NOBODY:
        return True
    return any(t.text.lower() in _NONE for t in parse.children(argument.index, "det"))


def _of(parse: Parse, verb: Token, argument: Token, done_to: bool) -> Attribute | None:
    """What it is that was not: by the verb where people are meant, else by the noun."""
    word = verb_lemma(verb)
    if argument.text.lower() in (*_NOBODY, "one") or argument.lemma.lower() in people_words():
        for about in _FATES:
            words = data_of("counts")[about]
            if word in words["intransitive"] or verb.text.lower() in words["adjectives"]:
                return about
            if done_to and word in words["transitive"]:
                return about
        return None  # nobody did it
    if not done_to and is_carrier(parse, argument.index):
        return None  # "no aircraft struck"
    if weapon_kinds(parse, argument.index):
        return "weapon"
    return "target" if done_to and target_kind(parse, argument.index) is not None else None
