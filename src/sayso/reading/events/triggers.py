"""The words of a text that tell of events: verbs, nouns and participles, by lemma, part of speech and frame."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Token
from sayso.reading.clauses import Clauses
from sayso.reading.events.means import Means
from sayso.reading.roles.lexicons import target_kind
from sayso.reading.trigger_lexicon import (
    ANYTHING,
    BODY,
    CROWD,
    NAMED,
    PERSON,
    Founds,
    Frame,
    Lexicon,
    ending_at,
    lexicon,
    tokens_in,
)

# A text with so many words for ships is about ships: what is seized in it without another word is one.
_ABOUT_SHIPS = 3
# So many people on the move are a flight.
_MANY = 50
_MULTITUDES = frozenset({"thousand", "hundred", "dozen"})
_CASUALTY_ADJECTIVES = frozenset({"dead", "wounded", "injured"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `name` is a class of the lexicon: a kind of the codebook, or an open class;
    `founds` tells whether it can be an event by itself; `explicit` that its own words tell its kind."""

    token: int
    name: str
    founds: Founds
    verbal: bool


def find_triggers(clauses: Clauses, means: tuple[Means, ...]) -> tuple[Trigger, ...]:
    """All words that tell of events, in the order of the text, whether or not it is said that they happened."""
    words = lexicon()
    armed = frozenset(clauses.parse.tokens[m.start].sentence for m in means)
    ignored = tokens_in(clauses.lemmas, words.ignored)
    found = []
    for token in clauses.parse.tokens:
        if token.index in ignored or _is_modifier(token):
            continue
        name = _class_of(clauses, words, token, token.sentence in armed)
        if name is None:
            continue
        founds = words.founds[name]
        if name == "release" and _is_any(clauses, words, clauses.objects(token.index), "persons", "civilians"):
            founds = "weak"
        if founds == "weak" and token.upos == "VERB" and name not in words.defaults:
            founds = "yes"
        if _names_crime(clauses, words, token) or (token.upos == "VERB" and token.relation == "amod"):
            founds = "no"
        found.append(Trigger(token.index, name, founds, token.upos == "VERB"))
    return tuple(found)


def _class_of(clauses: Clauses, words: Lexicon, token: Token, armed: bool) -> str | None:
    lemma = clauses.lemmas[token.index]
    gerund = token.text.lower() if token.upos == "VERB" and _is_gerund(clauses, token) else ""
    if gerund in words.nouns:
        return _class_of_noun(clauses, words, token.index, words.nouns[gerund], armed)
    if token.upos == "VERB":
        return _class_of_verb(clauses, words, token.index, lemma, armed)
    if token.upos in ("NOUN", "PROPN") or (token.upos == "ADJ" and lemma in _CASUALTY_ADJECTIVES):
        if (phrase := ending_at(clauses.lemmas, token.index, words.phrases)) is not None:
            return phrase
        name = words.nouns.get(lemma)
        above = clauses.lemmas[token.head]
        if name == "fire" and token.relation == "obj" and above in words.opening_fire:
            return None
        if name is None or clauses.entity_kind(token.index) in ("person", "organisation", "armed_group"):
            return None
        return _class_of_noun(clauses, words, token.index, name, armed)
    return None


def _class_of_noun(clauses: Clauses, words: Lexicon, noun: int, name: str, armed: bool) -> str | None:
    if name == "seizure":
        return _seizure(clauses, words, clauses.obliques(noun, "of"))
    if not _noun_need(clauses, words, noun, name, armed):
        return None
    return "territory_gain" if name == "capture" else name


def _is_gerund(clauses: Clauses, token: Token) -> bool:
    """Whether a form in -ing stands where a noun does ("displaced by fighting", "the shelling began")."""
    if token.xpos != "VBG" or clauses.parse.children(token.index, "obj", "nsubj", "aux"):
        return False
    nominal = token.relation.split(":")[0] in ("nsubj", "obj", "obl", "nmod")
    marks = clauses.parse.children(token.index, "mark")
    joined = any(t.text.lower() in ("by", "amid", "during", "from") for t in marks)
    return nominal or joined or bool(clauses.parse.children(token.index, "case", "det", "nmod:poss"))


def _class_of_verb(clauses: Clauses, words: Lexicon, verb: int, lemma: str, armed: bool) -> str | None:
    for frame in words.frames.get(lemma, ()):
        if _fits(clauses, frame, verb) and not _only_follows(clauses, words, frame.name, verb):
            return frame.name
    name = words.verbs.get(lemma)
    if name is None:
        return None
    objects = clauses.objects(verb)
    if any(clauses.lemmas[i] in words.not_objects for i in objects):
        return None
    return _verb_need(clauses, words, verb, name, objects, armed)


def _only_follows(clauses: Clauses, words: Lexicon, name: str, verb: int) -> bool:
    """Whether troops are sent only for what an event calls for ("soldiers were sent to search the area")."""
    if name != "deployment":
        return False
    if clauses.parse.tokens[verb].relation.split(":")[0] in ("acl", "amod"):
        return True  # "troops stationed there"
    below = clauses.parse.children(verb, "advcl", "xcomp", "acl")
    below += [c for t in clauses.parse.children(verb, "obj", "nsubj") for c in clauses.parse.children(t.index, "acl")]
    return any(clauses.lemmas[t.index] in words.following for t in below)


def _fits(clauses: Clauses, frame: Frame, verb: int) -> bool:
    return all(
        not clauses.objects(verb)
        if slot == "without"
        else any(_fills(clauses, index, fillers) for index in _slot(clauses, slot, verb))
        for slot, fillers in frame.slots
    )


def _slot(clauses: Clauses, slot: str, verb: int) -> tuple[int, ...]:
    if slot == "object":
        return clauses.objects(verb)
    if slot == "subject":
        return clauses.subjects(verb)
    if slot == "particle":
        return tuple(t.index for t in clauses.parse.children(verb, "compound", "advmod", "xcomp", "obl"))
    if slot in ("with", "between"):
        return clauses.obliques(verb, slot)
    if slot == "purpose":
        below = [t.index for t in clauses.parse.children(verb, "advcl", "xcomp", "acl")]
        return (*below, *clauses.obliques(verb, "for"))
    if slot == "against":
        return tuple(i for i in clauses.obliques(verb, "against", "on", "at") if clauses.entity_kind(i) != "time")
    found = [*clauses.obliques(verb), *(t.index for t in clauses.parse.children(verb, "xcomp"))]
    return tuple(found)


def _fills(clauses: Clauses, index: int, fillers: frozenset[str]) -> bool:
    """Whether a dependent is one of the words, itself or in its compounds ("Bayraktar TB2s"), but not where those only
    tell what another thing is for ("missile launchers", "drone operators")."""
    if clauses.lemmas[index] in fillers or ANYTHING in fillers:
        return True
    if PERSON in fillers and clauses.entity_kind(index) == "person":
        return True
    if BODY in fillers and clauses.is_body(index):
        return True
    if CROWD in fillers and _is_crowd(clauses, index):
        return True
    if "people" in fillers and clauses.parse.tokens[index].upos == "NUM" and not clauses.obliques(index, "of"):
        return True
    if NAMED in fillers and any(clauses.is_place(i) for i in (index, *clauses.obliques(index, "of"))):
        return True
    known = lexicon().categories
    if any(clauses.lemmas[index] in known[name] for name in ("forces", "civilians", "place", "equipment")):
        return False
    return any(clauses.lemmas[t.index] in fillers for t in clauses.parse.children(index, "compound", "flat", "nummod"))


def _is_crowd(clauses: Clauses, index: int) -> bool:
    """Whether a phrase tells of very many people who are no forces ("some 5,000 people", "thousands")."""
    token = clauses.parse.tokens[index]
    counted = clauses.obliques(index, "of")
    if any(lexicon().is_a(clauses.lemmas[i], "forces") for i in (index, *counted)):
        return False
    many = clauses.lemmas[index] in _MULTITUDES or (token.upos == "NUM" and _value(token.text) >= _MANY)
    if many:
        people = [i for i in counted if lexicon().is_a(clauses.lemmas[i], "civilians")]
        return bool(people) or not counted
    if not (lexicon().is_a(clauses.lemmas[index], "civilians") or clauses.lemmas[index] in ("household", "national")):
        return False
    numbers = clauses.parse.children(index, "nummod")
    return any(_value(t.text) >= _MANY or clauses.lemmas[t.index] in _MULTITUDES for t in numbers)


def _value(numeral: str) -> int:
    digits = numeral.replace(",", "").replace("\u00a0", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _is_any(clauses: Clauses, words: Lexicon, indices: tuple[int, ...], *categories: str) -> bool:
    return any(words.is_a(clauses.lemmas[i], category) for i in indices for category in categories)


def _verb_need(
    clauses: Clauses, words: Lexicon, verb: int, name: str, objects: tuple[int, ...], armed: bool,
) -> str | None:
    need = words.needs.get(name)
    if name == "seizure":
        return _seizure(clauses, words, objects)
    if need == "taken":
        return _taking(clauses, words, verb, objects)
    if need == "target":
        told = _is_any(clauses, words, objects, "forces", "civilians", "place", "ship", "equipment")
        told = told or any(clauses.is_place(i) or target_kind(clauses.parse, i) is not None for i in objects)
        pointed = any(clauses.parse.tokens[i].upos == "PRON" for i in objects)
        told = told or (pointed and clauses.lemmas[verb] in ("hit", "strike", "target"))
        return name if (objects and (told or armed)) or (armed and clauses.subjects(verb)) else None
    if need == "place":
        if _is_any(clauses, words, objects, "place") or any(clauses.is_place(i) for i in objects):
            return "territory_gain"
        return "casualty" if _is_any(clauses, words, objects, "forces", "persons", "civilians") else None
    if need == "victim":
        hit = _is_any(clauses, words, objects, "forces", "civilians", "persons", "equipment")
        named = any(clauses.is_body(i) or clauses.parse.tokens[i].upos in ("PRON", "NUM") for i in objects)
        passive = clauses.is_passive(verb)
        return name if hit or named or armed or passive or not objects else None
    if need == "threat":
        if _is_any(clauses, words, objects, "equipment") and not _is_any(clauses, words, objects, "weapon_threat"):
            return "equipment_loss"
        return name if _is_any(clauses, words, objects, "weapon_threat") else None
    if need == "forces":
        parties = (*clauses.subjects(verb), *objects)
        told = _is_any(clauses, words, parties, "forces") or any(clauses.is_body(i) for i in parties)
        return name if told else None
    if need == "undertaking":
        return _undertaking(clauses, words, verb)
    if need == "act":
        return name if _tells_act(clauses, words, verb) and _speaks_for_side(clauses, words, verb) else None
    return name


def _taking(clauses: Clauses, words: Lexicon, verb: int, objects: tuple[int, ...]) -> str | None:
    """What it is to take something: ships are abducted; named places are taken where forces do it."""
    named = [i for i in objects if clauses.entity_kind(i) in ("weapon", "misc", "facility")]
    if _is_any(clauses, words, objects, "ship") or (named and _is_about_ships(clauses, words)):
        return "abduction"
    takers = clauses.subjects(verb)
    fights = _is_any(clauses, words, takers, "forces") or any(
        clauses.entity_kind(i) in ("armed_group", "nationality") or clauses.lemmas[i] in words.fighters for i in takers
    )
    held = any(clauses.is_place(i) or clauses.lemmas[i] in words.held for i in objects)
    return "territory_gain" if fights and held else None


def _is_about_ships(clauses: Clauses, words: Lexicon) -> bool:
    return sum(lemma in words.categories["ship"] for lemma in clauses.lemmas) >= _ABOUT_SHIPS


def _seizure(clauses: Clauses, words: Lexicon, objects: tuple[int, ...]) -> str | None:
    """What it is to seize something: ships and people are abducted, places taken; goods are no event."""
    place = _is_any(clauses, words, objects, "place")
    if not place and any(clauses.entity_kind(i) == "person" for i in objects):
        return "abduction"
    if not place and _is_any(clauses, words, objects, "ship", "persons", "civilians"):
        return "abduction"
    if place or any(clauses.is_place(i) for i in objects):
        return "territory_gain"
    goods = any(clauses.entity_kind(i) is None for i in objects)
    return "abduction" if not goods and _is_about_ships(clauses, words) else None


def _tells_act(clauses: Clauses, words: Lexicon, index: int) -> bool:
    below = clauses.parse.children(index, "xcomp", "ccomp", "acl", "advcl")
    if any(words.is_a(clauses.lemmas[t.index], "act") for t in below):
        return True
    joined = (c.index for t in below for c in clauses.parse.children(t.index, "conj"))
    return any(words.is_a(clauses.lemmas[i], "act") for i in joined)


def _undertaking(clauses: Clauses, words: Lexicon, verb: int) -> str | None:
    """A pledge or a threat, where a side says of itself that it will act."""
    if not _speaks_for_side(clauses, words, verb):
        return None
    for act in clauses.parse.children(verb, "ccomp", "xcomp"):
        below = clauses.parse.children(act.index)
        will = any(t.relation == "aux" and t.lemma.lower() in ("will", "would", "shall") for t in below)
        itself = any(t.relation == "nsubj" and t.upos == "PRON" for t in below)
        if not (will and itself):
            continue
        if words.is_a(clauses.lemmas[act.index], "menace"):
            return "threat"
        conditional = any(t.lemma.lower() in ("if", "unless") for t in below)
        warns = clauses.lemmas[verb] in ("warn", "caution")
        if words.is_a(clauses.lemmas[act.index], "undertaking") and not conditional and not warns:
            return "pledge"
    return None


def _speaks_for_side(clauses: Clauses, words: Lexicon, verb: int) -> bool:
    subjects = clauses.subjects(verb)
    return _is_any(clauses, words, subjects, "party_noun") or any(clauses.is_body(i) for i in subjects)


def _noun_need(clauses: Clauses, words: Lexicon, noun: int, name: str, armed: bool) -> bool:
    need = words.needs.get(name)
    if need == "act":
        return name == "threat" or _tells_act(clauses, words, noun)
    if need == "target" and clauses.lemmas[noun] == "hit":
        return armed or "direct" in clauses.modifiers(noun)
    if need == "parties":
        plural = clauses.parse.tokens[noun].xpos == "NNS" or clauses.lemmas[noun] not in ("talk",)
        told = clauses.lemmas[noun] in ("talk", "negotiation") and clauses.parse.tokens[noun].xpos == "NNS"
        return plural and (told or bool(clauses.obliques(noun, "between", "with", "among")))
    if name == "exchange" and clauses.lemmas[noun] == "exchange":
        swapped = clauses.obliques(noun, "of")
        others = ("prisoner", "body", "remains", "captive", "pow", "detainee", "soldier")
        return _is_any(clauses, words, swapped, "persons", "civilians") or any(
            clauses.lemmas[i] in others for i in swapped
        )
    if name == "attack" and clauses.lemmas[noun] == "operation":
        above = clauses.parse.tokens[noun]
        done = above.relation in ("obj", "nsubj:pass") and bool(clauses.obliques(above.head, "against"))
        return done or bool(clauses.obliques(noun, "against"))
    if need == "place":
        below = clauses.obliques(noun, "of", "by")
        return any(clauses.is_place(i) or words.is_a(clauses.lemmas[i], "place") for i in below)
    if need == "forces":
        around = tuple(t.index for t in clauses.parse.children(noun))
        told = any(words.is_a(clauses.lemmas[i], "forces") for i in around)
        return told or any(clauses.entity_kind(i) is not None for i in around)
    return True


def _is_modifier(token: Token) -> bool:
    """Whether a noun only modifies another ("blast victims", "ceasefire talks") or is part of a name."""
    return token.upos != "VERB" and token.relation.split(":")[0] in ("compound", "flat")


def _names_crime(clauses: Clauses, words: Lexicon, token: Token) -> bool:
    """Whether a bare noun names what a charge, a warrant or a trial is about."""
    if token.upos == "VERB" or clauses.modifiers(token.index):
        return False
    return any(clauses.lemmas[i] in words.legal for i in clauses.parse.ancestors(token.index)[:2])
