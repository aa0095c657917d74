"""Who did it, or is said to have done it: the doers of one event, with unit and side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.codebook import party_of
from sayso.language.parse import Parse
from sayso.reading.draft import Role, Span
from sayso.reading.roles.accused import laid_to
from sayso.reading.roles.doer_phrases import (
    arm_behind,
    companions,
    ends_of,
    master_of,
    possessor,
    proper_beside,
    side_of_apposition,
    side_of_speaker,
    with_unit,
)
from sayso.reading.roles.fullest_doers import NAMED_KINDS, fullest_doers
from sayso.reading.roles.lexicons import is_carrier, people_words, weapon_kinds, word_set
from sayso.reading.roles.phrases import (
    agents,
    case_of,
    conjuncts,
    is_negated,
    is_negated_phrase,
    is_passive,
    name_of,
    name_span,
    objects,
    subjects,
)
from sayso.reading.roles.scenes import Scene, counted, is_habitual, referent

# Sources that tell of acts and do none.
_NO_DOERS = frozenset({"author", "footage", "social_media", "witness", "media", "medic", "ngo", "victim", "expert",
                       "journalist", "unnamed"})
_PLACES = frozenset({"settlement", "region", "place", "facility", "time", "quantity", "weapon"})


def find_actors(scene: Scene) -> tuple[Role, ...]:
    """The doers of an event, those that are named before those that are not."""
    found: list[Role] = []
    for trigger in scene.triggers:
        token = scene.parse.tokens[trigger]
        if token.upos in ("VERB", "AUX") or (token.upos == "ADJ" and token.xpos == "VBN"):
            found += _of_verb(scene, trigger)
        else:
            found += _of_noun(scene, trigger)
    for head, trigger in laid_to(scene):
        found += actor_roles(scene, head, trigger)
    if not found and scene.kind in word_set("actors", "sayings", "kinds"):
        found += _speakers(scene)
    both = scene.kind in word_set("actors", "parties", "clash_kinds")
    return fullest_doers(scene.parse, found, both_sides=both)


def actor_roles(scene: Scene, head: int, trigger: int) -> list[Role]:
    """The doers that a phrase tells: itself, or whose weapon or act it is ("a Russian missile" is Russia's)."""
    parse = scene.parse
    meant = referent(scene, head)
    if meant is None or is_negated_phrase(parse, head):
        return []
    if meant.source is not None:
        source = scene.attribution.sources[meant.source]
        if source.kind in _NO_DOERS:
            return []
        role = Role(Span(head, head + 1), head, source.name, trigger, side=source.side)
        return [replace(master_of(parse, replace(role, head=meant.head)), head=head)]
    head = counted(parse, meant.head)
    if parse.tokens[head].lemma.lower() not in people_words() and parse.entity_at[head] is None:
        head = meant.head  # "a group of remnants"
    token = parse.tokens[head]
    lemma = token.lemma.lower()
    if scene.kind == "evacuation" and (lemma in word_set("actors", "displaced") or token.upos == "NUM"):
        return []
    whose = possessor(scene, head)
    if whose is not None:
        masters = [master_of(parse, role) for role in actor_roles(scene, whose, trigger)]
        if masters:
            return masters
    doer = lemma in word_set("actors", "doers")
    if lemma in word_set("actors", "acts") or ((weapon_kinds(parse, head) or is_carrier(parse, head)) and not doer):
        return [*owners(scene, head, trigger), *_by_phrases(scene, head, trigger, ("of", "by", "from"))]
    if lemma in word_set("actors", "generic"):
        head = proper_beside(parse, head)
        token = parse.tokens[head]
    span = name_span(parse, head)
    name = name_of(parse, head, word_set("actors", "epithets"))
    side = party_of(parse.words(span.start, span.end)) or side_of_apposition(parse, head)
    entity = parse.entity_at[head]
    kind = parse.entities[entity].kind if entity is not None else None
    proper = token.upos == "PROPN" and kind not in _PLACES
    people = doer or lemma in people_words()
    gathering = scene.kind in ("protest", "riot")
    doer = doer or ((people or gathering) and _does(scene, head, trigger))
    if side is not None and not people and token.upos not in ("PROPN", "ADJ"):
        return owners(scene, head, trigger)  # "Moscow's answer", "the Syrian line"
    tells_when = kind in ("time", "quantity") or lemma in word_set("actors", "days")
    if tells_when or not (side is not None or doer or kind in NAMED_KINDS or proper):
        return []
    name, unit = with_unit(parse, head, name, side)
    if token.upos == "ADJ" and side is not None:
        name = side
    plain = not any(t.upos in ("PROPN", "ADJ") for t in parse.children(head, "amod", "compound", "nmod", "flat"))
    if side is None and plain and trigger != head and lemma in word_set("actors", "arms"):
        side = side_of_speaker(scene, head)
    joined = [r for h in companions(parse, head) for r in actor_roles(scene, h, trigger)]
    return [Role(span, head, name, trigger, unit=unit, side=side), *joined]


def _does(scene: Scene, head: int, trigger: int) -> bool:
    """Whether people whom the text tells by what they are do a hostile act by their own word ("inmates seized guards",
    "graduates protested")."""
    parse = scene.parse
    verb = parse.tokens[trigger]
    return verb.upos == "VERB" and parse.tokens[head].upos == "NOUN" and head in subjects(parse, trigger)


def owners(scene: Scene, head: int, trigger: int) -> list[Role]:
    """Whose a weapon or an act is, by what stands before it: "Israeli strike", "Russia's attack", "rebel raid"."""
    parse = scene.parse
    lemma = parse.tokens[head].lemma.lower()
    if lemma in word_set("actors", "suffering"):
        return []
    possessed = lemma in word_set("actors", "possessed")
    found: list[Role] = []
    for child in parse.children(head):
        relation = child.relation.split(":")[0]
        if child.index > head or relation not in ("amod", "compound", "nmod", "flat") or case_of(parse, child.index):
            continue
        if possessed and child.relation != "amod":
            continue
        for index in conjuncts(parse, child.index):
            found += _owner(scene, index, child.relation, trigger)
    return found


def _owner(scene: Scene, index: int, relation: str, trigger: int) -> list[Role]:
    parse = scene.parse
    token = parse.tokens[index]
    if relation == "nmod:poss":
        entity = parse.entity_at[index]
        if entity is not None and parse.entities[entity].kind == "time":
            return []
        return actor_roles(scene, index, trigger)
    side = party_of(token.text) or party_of(parse.words(*ends_of(parse, index)))
    if token.upos == "ADJ" and any(t.upos in ("PROPN", "ADJ") for t in parse.children(index)):
        return []  # "Iran-backed", "US-made"
    if side is not None:
        arm = arm_behind(parse, index)
        if arm is not None:
            return [Role(Span(index, arm + 1), arm, parse.words(index, arm + 1), trigger, side=side)]
        if token.upos == "ADJ" or token.relation == "amod":
            return [Role(Span(index, index + 1), index, side, trigger, side=side)]
        place = parse.entity_at[index]
        if place is not None and parse.entities[place].kind in ("settlement", "facility"):
            return []
        return [Role(name_span(parse, index), index, name_of(parse, index), trigger, side=side)]
    entity = parse.entity_at[index]
    body = entity is not None and parse.entities[entity].kind in ("organisation", "armed_group")
    doer = token.lemma.lower() in word_set("actors", "doers") and token.upos in ("NOUN", "PROPN")
    if index and arm_behind(parse, index - 1) == index and party_of(parse.tokens[index - 1].text) is not None:
        return []  # told with its nationality
    if (doer or body) and not weapon_kinds(parse, index):
        return [Role(name_span(parse, index), index, name_of(parse, index, word_set("actors", "epithets")), trigger)]
    return []


def _of_verb(scene: Scene, verb: int) -> list[Role]:
    """The doers of a verb: its subject, the "by" phrase of a passive; with acts of parties both sides."""
    parse = scene.parse
    token = parse.tokens[verb]
    found: list[Role] = []
    done_to = objects(parse, verb)
    if scene.kind != "arrest" and any(parse.tokens[h].lemma.lower() in word_set("hits", "doers") for h in done_to):
        return []  # whoever shoots the attackers is not who attacked
    weapon = [h for h in done_to if weapon_kinds(parse, counted(parse, h))]
    if is_habitual(parse, verb) or is_negated(parse, verb) or _is_undone(scene, verb, done_to):
        return []
    if weapon and scene.kind != "equipment_loss" and _stops(parse, verb):
        whose = [r for h in weapon for r in owners(scene, counted(parse, h), verb)]
        if whose or scene.kind != "interception":
            return whose
    undergoing = token.lemma in word_set("actors", "undergoing", "lemmas") and not done_to
    if not undergoing:
        for head in doers_of(scene, verb):
            found += actor_roles(scene, head, verb)
    if not found and scene.kind != "equipment_loss":
        for head in weapon:
            found += owners(scene, head, verb)
        if undergoing:  # "a Russian missile exploded"
            for head in [t.index for t in parse.children(verb, "nsubj")]:
                if weapon_kinds(parse, head):
                    found += owners(scene, head, verb)
    if scene.kind in word_set("actors", "parties", "kinds"):
        found += _by_phrases(scene, verb, verb, ("with", "between", "and"))
        found += [r for h in doers_of(scene, verb) for r in _those_behind(scene, h, verb)]
        if token.lemma in ("meet", "join", "host", "receive"):
            found += [r for h in done_to for r in actor_roles(scene, h, verb)]
    elif scene.kind in word_set("actors", "parties", "clash_kinds"):
        found += _by_phrases(scene, verb, verb, ("with",))
    return found


def _is_undone(scene: Scene, verb: int, done_to: list[int]) -> bool:
    """Whether the subject of a verb suffers what it tells: it loses ground, or nobody else is hurt ("has 63 hurt")."""
    lemma = scene.parse.tokens[verb].lemma
    if scene.kind in ("territory_gain", "equipment_loss") and lemma in word_set("actors", "losing", "lemmas"):
        return True
    return lemma in word_set("hits", "people", "lemmas") and not done_to and not is_passive(scene.parse, verb)


def _those_behind(scene: Scene, head: int, trigger: int) -> list[Role]:
    """The parties for which several people meet: "the foreign ministers of Greece and Turkey"."""
    parse = scene.parse
    for child in parse.children(head, "nmod"):
        if case_of(parse, child.index) in ("of", "from"):
            heads = conjuncts(parse, child.index)
            parties = [h for h in heads if party_of(parse.words(*ends_of(parse, h))) is not None]
            if len(parties) > 1:
                return [role for h in parties for role in actor_roles(scene, h, trigger)]
    return []


def _stops(parse: Parse, verb: int) -> bool:
    """Whether a verb tells that its object, a weapon, was stopped and not used."""
    token = parse.tokens[verb]
    particles = {t.text.lower() for t in parse.children(verb, "compound", "advmod")}
    if particles & word_set("actors", "stopping", "particles") and token.lemma not in ("go", "set"):
        return True
    return token.lemma not in word_set("actors", "launching", "lemmas")


def doers_of(scene: Scene, verb: int) -> list[int]:
    """The heads of whoever does a verb; of what somebody is accused of, it is the accused."""
    parse = scene.parse
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    if not token.is_root and token.relation in ("advcl", "xcomp", "obl", "ccomp") and not is_passive(parse, verb):
        own = parse.children(verb, "nsubj")
        if not own and above.lemma in word_set("actors", "blaming", "verbs"):
            return objects(parse, above.index)
    return subjects(parse, verb)


def _of_noun(scene: Scene, noun: int) -> list[Role]:
    """The doers of an act told by a noun: whose it is, "by" whom, and the subject of the verb that carries it."""
    parse = scene.parse
    token = parse.tokens[noun]
    found = owners(scene, noun, noun)
    cases: tuple[str, ...] = tuple(sorted(word_set("actors", "cases", "doer")))
    if scene.kind in word_set("actors", "parties", "kinds"):
        cases = (*cases, "between", "with", "among", "of")
    elif scene.kind in word_set("actors", "parties", "clash_kinds"):
        cases = (*cases, "between", "with")
    found += _by_phrases(scene, noun, noun, cases)
    if token.relation == "nmod" and parse.tokens[token.head].lemma == "exchange":  # "exchanges of fire with the army"
        found += _by_phrases(scene, token.head, noun, cases)
    if token.lemma.lower() in word_set("actors", "suffering"):
        return found
    light = word_set("actors", "light_verbs", "lemmas")
    if scene.kind in word_set("actors", "parties", "kinds") or scene.kind in word_set("actors", "sayings", "kinds"):
        light |= word_set("actors", "settling_verbs", "lemmas")
    above = parse.tokens[token.head]
    if not found and "between" in cases:
        found += _between(scene, noun)
    if not token.is_root and above.upos == "VERB":
        if token.relation in ("obj", "nsubj:pass", "nsubj") and above.lemma in light:
            carried = token.relation == "obj" or is_passive(parse, above.index)
            heads = doers_of(scene, above.index) if carried else []
            found += [r for h in heads for r in actor_roles(scene, h, noun)]
        elif token.relation == "obl" and case_of(parse, noun) == "under":
            found += _by_phrases(scene, above.index, noun, ("from", "by"))
        elif token.relation == "obl" and case_of(parse, noun) == "in" and _takes_part(parse, above.index):
            found += [r for h in doers_of(scene, above.index) for r in actor_roles(scene, h, noun)]
    for child in parse.children(noun, "acl"):
        if child.lemma in light or child.lemma in ("launch", "claim"):
            heads = agents(parse, child.index) if is_passive(parse, child.index) else []
            if child.relation == "acl:relcl" and not heads:
                heads = [h for h in subjects(parse, child.index) if h != noun]
            found += [r for h in heads for r in actor_roles(scene, h, noun)]
    if scene.kind in ("protest", "riot") and not found:
        found += _by_phrases(scene, noun, noun, ("of",))
    return found


def _between(scene: Scene, noun: int) -> list[Role]:
    """The two sides of a clash told behind "between", wherever in its clause the parser has hung them."""
    parse = scene.parse
    sentence = parse.sentences[parse.tokens[noun].sentence]
    for index in range(noun + 1, sentence.end):
        token = parse.tokens[index]
        if token.text.lower() == "between" and token.relation == "case":
            heads = conjuncts(parse, token.head)
            if len(heads) > 1 and not any(t.upos == "VERB" and t.relation in ("conj", "advcl") for t in
                                          parse.tokens[noun + 1 : index]):
                return [role for head in heads for role in actor_roles(scene, head, noun)]
    return []


def _takes_part(parse: Parse, verb: int) -> bool:
    """Whether the subject of a verb does an act that is told behind "in" ("took part in the raid")."""
    lemma = parse.tokens[verb].lemma
    if lemma not in word_set("actors", "participating", "lemmas") or is_passive(parse, verb):
        return False
    if lemma != "take":
        return True
    return any(t.lemma in word_set("actors", "participating", "nouns") for t in parse.children(verb, "obj"))


def _by_phrases(scene: Scene, head: int, trigger: int, cases: Iterable[str]) -> list[Role]:
    """The doers in phrases that one of the prepositions joins to a head."""
    parse = scene.parse
    wanted = frozenset(cases)
    found: list[Role] = []
    for child in parse.children(head, "nmod", "obl"):
        if child.index > head and case_of(parse, child.index) in wanted:
            for index in conjuncts(parse, child.index):
                entity = parse.entity_at[index]
                kind = parse.entities[entity].kind if entity is not None else None
                place = kind in ("settlement", "facility", "place")
                if not (place and case_of(parse, child.index) == "from"):
                    found += actor_roles(scene, index, trigger)
    return found


def _speakers(scene: Scene) -> list[Role]:
    """For acts of saying: those to whom the saying is laid."""
    found = []
    for trigger in scene.triggers:
        statement = scene.attribution.of(trigger)
        if statement is None or not statement.chain:
            continue
        source = scene.attribution.sources[statement.chain[-1]]
        if source.mentions and source.side is not None:
            found.append(Role(source.mentions[0], source.mentions[0].start, source.name, trigger, side=source.side))
    return found
