"""What was hit: the targets of one event, and their kinds."""

from __future__ import annotations

from typing import Literal

from sayso.codebook import party_of
from sayso.language.parse import Parse
from sayso.reading.draft import Role
from sayso.reading.factuality import judge
from sayso.reading.roles.lexicons import data_of, target_kind, targets, weapon_kinds, word_set
from sayso.reading.roles.phrases import (
    case_of,
    conjuncts,
    content_lemmas,
    is_negated,
    is_negated_phrase,
    is_passive,
    name_of,
    name_span,
    objects,
    subjects,
)
from sayso.reading.roles.scenes import Scene, counted, is_habitual, referent

_OF_TAKING = frozenset({"abduction", "arrest"})
_MERE_PLACES = frozenset({"settlement", "region", "place"})
_PEOPLE_KINDS = frozenset({"troops", "police", "civilians", "official"})


def find_targets(scene: Scene) -> tuple[Role, ...]:
    """The targets of an event: what it was aimed at or hit, else those it killed or took, else what was damaged."""
    if scene.kind in word_set("hits", "kinds", "without_target"):
        return ()
    hit: list[Role] = []
    people: list[Role] = []
    damaged: list[Role] = []
    for trigger in scene.triggers:
        token = scene.parse.tokens[trigger]
        lemma = token.lemma.lower()
        if is_habitual(scene.parse, trigger) or is_negated(scene.parse, trigger):
            continue
        if token.upos == "VERB" and judge(scene.parse, trigger).value == "did_not_happen":
            continue
        roles = [r for h in _candidates(scene, trigger) if (r := target_role(scene, h, trigger)) is not None]
        taking = lemma in word_set("hits", "people", "taking") and scene.kind not in _OF_TAKING
        if lemma in word_set("hits", "people", "lemmas") or taking:
            people += roles
        elif lemma in word_set("hits", "damage", "verbs") or lemma in word_set("hits", "damage", "nouns"):
            damaged += roles
        else:
            hit += roles
    found = hit or damaged or people
    if hit and all(r.kind in ("other", None) for r in hit):
        found = hit + people
    parties = scene.kind in word_set("hits", "kinds", "at_parties")
    return _fullest(scene.parse, found if parties else _telling(scene.parse, found))


def _telling(parse: Parse, found: list[Role]) -> list[Role]:
    """Without what says little where something says more: "people" and "others" beside a market, "a building" beside
    a school."""
    vague = word_set("hits", "vague", "people")
    telling = [r for r in found if not (" " not in r.name and parse.tokens[r.head].lemma.lower() in vague)]
    telling = [r for r in telling if not _is_settlement(parse, r)]
    telling = telling or [r for r in found if _is_settlement(parse, r)]
    things = word_set("hits", "vague", "things")
    named = [r for r in telling if parse.tokens[r.head].lemma.lower() not in things or r.kind != "other"]
    known = [r for r in named if r.kind != "other" or target_kind(parse, r.head) is not None]
    return known or named or telling or found


def _names_thing(parse: Parse, head: int) -> bool:
    """Whether a name is known as one of a thing, whatever its last word says."""
    number = parse.entity_at[head]
    return number is not None and parse.entities[number].kind in ("weapon", "misc", "facility")


def _fuller_kind(scene: Scene, head: int, kind: str | None) -> str | None:
    """The kind of what a definite phrase points back to, where the text has named it more fully ("the ship")."""
    parse = scene.parse
    lead = scene.leads.get(head, head)
    if kind == "merchant_ship" and parse.tokens[head].lemma.lower() in word_set("hits", "ships", "any"):
        lemmas = [t.lemma.lower() for t in parse.tokens]
        navy, trade = (sum(w in word_set("hits", "ships", name) for w in lemmas) for name in ("navy", "trade"))
        kind = "warship" if navy > trade else kind
    definite = any(t.text.lower() in ("the", "this", "that") for t in parse.children(head, "det"))
    if lead == head or not definite or parse.tokens[lead].upos == "PRON":
        return kind
    return target_kind(parse, lead) or kind


def _is_settlement(parse: Parse, role: Role) -> bool:
    number = parse.entity_at[role.head]
    named = parse.tokens[role.head].upos == "PROPN" and number is not None
    if named and number is not None and parse.entities[number].kind in _MERE_PLACES:
        return True
    return parse.tokens[role.head].lemma.lower() in word_set("hits", "settlements")


def target_role(scene: Scene, head: int, trigger: int) -> Role | None:
    """The target that a phrase names, None where it names none: an act, a time, a weapon, a mere place."""
    parse = scene.parse
    meant = referent(scene, head)
    if meant is None or meant.source is not None:
        return None
    head = counted(parse, meant.head)
    token = parse.tokens[head]
    lemma = token.lemma.lower()
    if lemma in word_set("hits", "not_targets") or is_negated_phrase(parse, head):
        return None
    if lemma == "mine" and scene.kind == "bombing" and "mine" in weapon_kinds(parse, head):
        return None
    if scene.kind != "arrest" and lemma in word_set("hits", "doers"):
        return None
    settled = _settled(scene, head)
    if settled is False:
        return None
    kind = settled or target_kind(parse, head)
    name = name_of(parse, head, word_set("actors", "epithets"))
    if token.upos == "PROPN" and kind in _PEOPLE_KINDS and _names_thing(parse, head):
        kind = "merchant_ship" if scene.kind in ("abduction", "equipment_loss") else None  # "the Ocean Leader"
    kind = _fuller_kind(scene, head, kind)
    if kind is None and token.upos == "NOUN" and parse.tokens[trigger].lemma in word_set("hits", "people", "lemmas"):
        kind = None if lemma in word_set("counts", "not_people", "nouns") else "civilians"  # whoever can be killed
    if kind is not None and not _can_be(scene, kind):
        return None
    side = party_of(parse.words(*_ends(parse, head)))
    carried = kind in ("aircraft", "air_defence", None) or (lemma,) not in targets().phrases
    if carried and scene.kind != "equipment_loss" and weapon_kinds(parse, head):
        return None
    entity = parse.entity_at[head]
    entity_kind = parse.entities[entity].kind if entity is not None else None
    if entity_kind in ("time", "quantity") and kind is None:
        return None
    if kind is None or (kind == "other" and token.upos == "PROPN"):
        aimed_at = side is not None or token.upos in ("PROPN", "NOUN")
        if aimed_at and scene.kind in word_set("hits", "kinds", "at_parties"):
            return Role(name_span(parse, head), head, name, trigger, kind="other", side=side)
        if entity_kind == "person" or (token.upos == "PROPN" and token.relation != "obl" and entity_kind is None):
            kind = _title_kind(parse, head) or "civilians"
        elif entity_kind in ("organisation", "armed_group") and side is not None:
            kind = "troops"
        elif entity_kind == "nationality" and token.upos != "ADJ":
            kind = "civilians"
        elif entity_kind == "facility":
            kind = next(iter(targets().anywhere(content_lemmas(parse, head)[0])), "other")
        elif _is_directly_hit(scene, head, trigger):
            kind = "other"
        else:
            return None
    return Role(name_span(parse, head), head, name, trigger, kind=kind, side=side)


def _is_directly_hit(scene: Scene, head: int, trigger: int) -> bool:
    """Whether a thing of no known kind is the object of a verb of striking, or what it is aimed at: "hit a mast"."""
    parse = scene.parse
    token, verb = parse.tokens[head], parse.tokens[trigger]
    if token.upos != "NOUN" or token.xpos == "VBG" or scene.kind not in word_set("hits", "kinds", "of_strikes"):
        return False
    if not parse.children(head, "det", "nummod", "nmod:poss", "amod", "compound") and token.xpos != "NNS":
        return False
    striking = verb.lemma.lower() in word_set("hits", "striking", "lemmas")
    return striking and (head in objects(parse, trigger) or case_of(parse, head) in ("on", "at", "against"))


def _settled(scene: Scene, head: int) -> str | Literal[False] | None:
    """The kind of target that an inhabited place is where it is what was acted on; False where it only tells where;
    None for any other phrase."""
    parse = scene.parse
    token = parse.tokens[head]
    number = parse.entity_at[head]
    named = token.upos == "PROPN" and number is not None and parse.entities[number].kind in _MERE_PLACES
    parties = scene.kind in word_set("hits", "kinds", "at_parties")
    if parties or not (named or token.lemma.lower() in word_set("hits", "settlements")):
        return None
    case = case_of(parse, head)
    acted_on = token.relation in ("obj", "nsubj:pass", "conj") or case in word_set("hits", "settlements", "cases")
    if not acted_on or (case == "of" and token.relation != "nmod"):
        return False
    data = data_of("hits")["settlements"]
    return str(data["kinds"].get(scene.kind, data["otherwise"]))


def _can_be(scene: Scene, kind: str) -> bool:
    """Whether an event of its kind can have a target of that kind: people are arrested, houses are not."""
    if scene.kind not in word_set("hits", "kinds", "of_people"):
        return True
    return kind in _PEOPLE_KINDS or (scene.kind == "abduction" and kind in word_set("hits", "kinds", "taken"))


def _happens_to_subject(parse: Parse, trigger: int) -> bool:
    """Whether an active verb tells what its subject underwent: "the depot exploded", "a store of mines blew up"."""
    token = parse.tokens[trigger]
    if is_passive(parse, trigger):
        return False
    if token.lemma in word_set("hits", "intransitive", "with_particle"):
        return bool(parse.children(trigger, "compound:prt")) and not parse.children(trigger, "obj")
    return token.lemma in word_set("hits", "intransitive", "lemmas")


def _ends(parse: Parse, head: int) -> tuple[int, int]:
    span = name_span(parse, head)
    return span.start, span.end


def _title_kind(parse: Parse, head: int) -> str | None:
    """The kind of person that a name's title or apposition tells ("Mayor", "Colonel")."""
    for child in parse.children(head, "appos", "compound", "flat", "nmod", "amod"):
        kind = target_kind(parse, child.index)
        if kind in _PEOPLE_KINDS:
            return kind
    return None


def _candidates(scene: Scene, trigger: int) -> list[int]:
    """The heads of phrases that may name a target of the act that a trigger tells."""
    parse = scene.parse
    token = parse.tokens[trigger]
    found: list[int] = []
    if token.upos in ("VERB", "ADJ", "AUX"):
        done_to = objects(parse, trigger)
        if token.lemma in word_set("actors", "launching", "lemmas") and scene.kind != "equipment_loss":
            done_to = [h for h in done_to if target_kind(parse, h) != "armour"]  # "fired a rocket launcher"
        touching = token.lemma in ("hit", "strike", "trigger", "detonate")
        if touching and any("mine" in weapon_kinds(parse, h) for h in done_to):
            done_to = subjects(parse, trigger)  # "a carrier hit a mine"
        if _runs_over(parse, trigger):
            done_to = [*done_to, *subjects(parse, trigger)]
        found += [h for h in done_to if not parse.tokens[h].text.lower().endswith(("self", "selves"))]
        found += _passing(parse, trigger)
        hidden = token.lemma in word_set("hits", "hiding", "lemmas")  # "planted on a motorcycle": no target
        cases = frozenset[str]() if hidden else word_set("hits", "target_cases", "act")
        if token.lemma in word_set("hits", "arriving", "lemmas") and not (found and not _is_weapon(parse, found)):
            cases |= word_set("hits", "target_cases", "place")
        people_hit = any(target_kind(parse, h) in _PEOPLE_KINDS for h in done_to)
        found += _by_case(parse, trigger, cases - {"at", "on"} if people_hit else cases, known=True)
        found += [h for w in subjects(parse, trigger) if weapon_kinds(parse, w)
                  for h in _by_case(parse, w, word_set("hits", "target_cases", "place"), known=True)]
        if token.lemma in ("die", "perish"):
            found += [t.index for t in parse.children(trigger, "nsubj")]
        if _happens_to_subject(parse, trigger):
            own = [t.index for t in parse.children(trigger, "nsubj")]
            found += [h for h in own if target_kind(parse, h) not in (None, *_PEOPLE_KINDS)]
    else:
        cases = word_set("hits", "target_cases", "act")
        if token.lemma.lower() in word_set("hits", "target_cases", "of"):
            cases |= {"of"}
        if token.lemma.lower() in word_set("hits", "damage", "nouns"):
            cases |= {"to"}
        act = token.lemma.lower() not in word_set("hits", "damage", "traces")
        if scene.kind in word_set("hits", "kinds", "at_places") and act:
            cases |= word_set("hits", "target_cases", "place")
        found += (_by_case(parse, trigger, cases, known=False) or _right_after(parse, trigger, cases)
                  or _deeper(parse, trigger))
        for child in parse.children(trigger):
            before = child.index < trigger and child.upos in ("NOUN", "PROPN")
            if before and child.relation in ("compound", "nmod:poss", "amod"):
                kind = target_kind(parse, child.index)
                weapon = weapon_kinds(parse, child.index)
                doer = child.lemma.lower() in word_set("actors", "doers")
                if kind not in (None, "other", "aircraft", "armour") and not weapon and not doer:
                    found.append(child.index)
            elif child.relation.startswith("acl") and child.lemma in ("target", "aim", "hit", "strike"):
                found += objects(parse, child.index) or _by_case(parse, child.index, cases, known=True)
        above = parse.tokens[token.head]
        if not token.is_root and above.upos == "VERB" and token.relation in ("obj", "nsubj:pass", "nsubj"):
            found += _by_case(parse, above.index, word_set("hits", "target_cases", "act"), known=True)
            if token.relation == "nsubj" and above.lemma in word_set("hits", "striking", "carried"):
                found += objects(parse, above.index)
            struck = token.lemma.lower() not in word_set("actors", "suffering") and token.xpos != "JJ"
            if token.relation == "obj" and struck and above.lemma in word_set("hits", "undergoing", "verbs"):
                found += subjects(parse, above.index)  # "a house took a direct hit"
        if above.upos == "VERB" and token.relation == "obl" and case_of(parse, trigger) == "under":
            moved = above.lemma in ("put", "place")  # "put ten firms under sanctions", "the camp came under attack"
            found += objects(parse, above.index) if moved else subjects(parse, above.index)
    return [head for at, head in enumerate(found) if head not in found[:at]]


def _runs_over(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of running onto a mine ("a taxi drove over a mine", "stepped on a mine")."""
    if parse.tokens[verb].lemma not in word_set("hits", "running_onto", "lemmas"):
        return False
    below = [t for t in parse.children(verb, "obl", "obj")
             if t.relation == "obj" or case_of(parse, t.index) in ("over", "on", "onto", "into")]
    return any({"mine", "ied"} & set(weapon_kinds(parse, t.index)) for t in below)


def _passing(parse: Parse, verb: int) -> list[int]:
    """Whoever goes by as something explodes: "a bomb went off as a convoy passed"."""
    if parse.tokens[verb].lemma not in word_set("hits", "bursting", "lemmas"):
        return []
    found: list[int] = []
    for clause in parse.children(verb, "advcl"):
        own = [t.index for t in parse.children(clause.index, "nsubj")]
        marks = {t.text.lower() for i in (clause.index, *own) for t in parse.children(i, "mark", "advmod", "case")}
        if marks & {"as", "when", "while"} and clause.lemma in word_set("hits", "passing", "lemmas"):
            found += [h for head in own for h in conjuncts(parse, head) if target_kind(parse, h) is not None]
    return found


def _deeper(parse: Parse, noun: int) -> list[int]:
    """What "on", "at" or "against" joins to a word below the noun of an act, where the parser has hung it there ("a
    strike with rockets on a school")."""
    start, end = parse.subtree(noun)
    aimed = word_set("hits", "target_cases", "aimed")
    for index in range(max(start, noun + 1), end):
        token = parse.tokens[index]
        joined = token.upos in ("NOUN", "PROPN") and case_of(parse, index) in aimed
        if joined and noun in parse.ancestors(index) and target_kind(parse, index) is not None:
            return [index]
    return []


def _right_after(parse: Parse, noun: int, cases: frozenset[str]) -> list[int]:
    """The phrase that a preposition right after the noun begins, where syntax has torn them apart."""
    end = parse.sentences[parse.tokens[noun].sentence].end
    if noun + 2 >= end or parse.tokens[noun + 1].text.lower() not in cases:
        return []
    for index in range(noun + 2, min(noun + 9, end)):
        token = parse.tokens[index]
        follows = parse.tokens[index + 1].upos if index + 1 < end else "PUNCT"
        if token.upos in ("NOUN", "PROPN") and follows not in ("NOUN", "PROPN", "PART") and token.xpos != "VBG":
            return [index] if target_kind(parse, index) not in (None, "other") else []
        if token.upos in ("VERB", "AUX", "PUNCT") and token.text != "-" and token.relation != "amod":
            return []
    return []


def _is_weapon(parse: Parse, heads: list[int]) -> bool:
    return any(weapon_kinds(parse, head) for head in heads)


def _by_case(parse: Parse, head: int, cases: frozenset[str], *, known: bool) -> list[int]:
    """Phrases that one of the prepositions joins to a head; with `known` only those of a known kind of target."""
    found = []
    for child in parse.children(head, "obl", "nmod"):
        if child.upos in ("NOUN", "PROPN", "PRON") and case_of(parse, child.index) in cases:
            heads = conjuncts(parse, child.index)
            found += [h for h in heads if not known or target_kind(parse, h) not in (None, "other")]
    return found


def _fullest(parse: Parse, roles: list[Role]) -> tuple[Role, ...]:
    """Each target once, the fullest phrase of it; those of a known kind before others."""
    kept: list[Role] = []
    for role in sorted(roles, key=lambda r: (r.kind == "other", -len(r.name.split()), r.head)):
        lemma = parse.tokens[role.head].lemma.lower()
        same = [k for k in kept if parse.tokens[k.head].lemma.lower() == lemma]
        words = set(role.name.lower().split()) - {parse.tokens[role.head].text.lower()}
        entity = parse.entity_at[role.head]
        if entity is not None and any(parse.entity_at[k.head] == entity for k in kept):
            continue
        if not any(words <= set(k.name.lower().split()) for k in same):
            kept.append(role)
    return tuple(sorted(kept, key=lambda r: (r.kind == "other", r.trigger, r.head)))
