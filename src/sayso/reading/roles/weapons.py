"""With what an act was done: weapons that a text names for one event, and their kinds."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import Role
from sayso.reading.roles.lexicons import data_of, is_carrier, system_in, weapon_kinds, word_set
from sayso.reading.roles.phrases import (
    case_of,
    conjuncts,
    is_negated_phrase,
    is_passive,
    name_of,
    name_span,
    objects,
    subjects,
)
from sayso.reading.roles.scenes import Scene


def find_weapons(scene: Scene) -> tuple[Role, ...]:
    """The weapons of an event: subjects and compounds of its triggers, "with" phrases, what was fired or dropped."""
    if scene.kind in word_set("hits", "kinds", "without_weapon"):
        return ()
    found: list[Role] = []
    for trigger in scene.triggers:
        for head in _candidates(scene, trigger):
            role = weapon_role(scene, head, trigger)
            if role is not None:
                found.append(role)
    return _fullest(scene.parse, found or _told_beside(scene))


def _told_beside(scene: Scene) -> list[Role]:
    """Weapons that fit the act, named in its sentences or right behind them but not by its own words ("it was likely a
    guided missile"); anywhere, where it is the only act that the report is about."""
    parse = scene.parse
    fitting = frozenset(data_of("hits")["likely_weapons"].get(scene.kind, ()))
    told = sorted({parse.tokens[t].sentence for t in scene.triggers})
    behind = [s + 1 for s in told if s + 1 < len(parse.sentences) and s + 1 not in told]
    everywhere = list(range(len(parse.sentences))) if scene.alone else []
    for numbers in (told, behind, everywhere):
        found = []
        for token in (t for s in numbers for t in parse.tokens_of(parse.sentences[s])):
            head = token.relation.split(":")[0] not in ("compound", "flat") and token.upos in ("NOUN", "PROPN")
            if not head or not fitting & set(weapon_kinds(parse, token.index)) or is_negated_phrase(parse, token.index):
                continue
            role = weapon_role(scene, token.index, scene.triggers[0])
            if role is not None and role.kind in fitting:
                found.append(role)
        if found:
            return found
    return []


def weapon_role(scene: Scene, head: int, trigger: int) -> Role | None:
    """The weapon that a phrase names, None where it names none."""
    parse = scene.parse
    token = parse.tokens[head]
    if token.upos == "PRON":
        best = scene.leads.get(head)
        if best is None or parse.tokens[best].upos == "PRON":
            return None
        head = best
        token = parse.tokens[head]
    kinds = weapon_kinds(parse, head)
    if not kinds or (is_carrier(parse, head) and system_in(parse, head) is None):
        return None
    data = data_of("hits")["likely_weapons"]
    kind = next((k for k in (*data.get(scene.kind, ()), *data["otherwise"]) if k in kinds), kinds[0])
    return Role(name_span(parse, head), head, weapon_name(parse, head), trigger, kind=kind)


def weapon_name(parse: Parse, head: int) -> str:
    """A weapon's clean name: without whose it is ("Russian ballistic missile" is "ballistic missile")."""
    without: set[int] = set()
    for child in parse.children(head, "amod", "compound", "nmod:poss"):
        entity = parse.entity_at[child.index]
        kind = parse.entities[entity].kind if entity is not None else None
        owner = child.relation == "nmod:poss" or kind in ("nationality", "region")
        if child.index < head and owner and system_in(parse, child.index) is None:
            without.update(range(*parse.subtree(child.index)))
    return name_of(parse, head, word_set("actors", "epithets"), frozenset(without))


def _candidates(scene: Scene, trigger: int) -> list[int]:
    """The heads of phrases that may name a weapon of the act that a trigger tells."""
    parse = scene.parse
    token = parse.tokens[trigger]
    verbs = word_set("hits", "weapon_cases", "verbs")
    found: list[int] = []
    if token.upos in ("VERB", "ADJ", "AUX"):
        found += subjects(parse, trigger)
        if not is_passive(parse, trigger) and not found:
            found += [t.index for t in parse.children(trigger, "nsubj")]
        if _brings_to_bear(scene, trigger):
            found += objects(parse, trigger)
        found += _joined(parse, trigger)
        for thing in objects(parse, trigger):  # "struck a warehouse with rockets", where "with" hangs on what was hit
            found += [h for h in _joined(parse, thing) if case_of(parse, h) == "with"]
        for child in parse.children(trigger, "advcl"):
            if child.lemma in verbs:
                found += objects(parse, child.index)
    else:
        if token.lemma.lower() not in word_set("actors", "acts"):
            found.append(trigger)
        for child in parse.children(trigger):
            before = child.index < trigger and child.upos != "ADJ"
            if before and child.relation.split(":")[0] in ("compound", "amod", "nmod"):
                found += [child.index, *conjuncts(parse, child.index)[1:]]
            elif child.relation.startswith("acl") and child.lemma in verbs:
                found += [*subjects(parse, child.index), *objects(parse, child.index)]
        found += _joined(parse, trigger)
        above = parse.tokens[token.head]
        if not token.is_root and above.upos == "VERB" and token.relation in ("obj", "nsubj:pass", "obl", "nsubj"):
            if token.relation == "obl" and above.lemma in verbs:
                found += objects(parse, above.index)
            elif token.relation in ("obj", "nsubj:pass"):
                found += _joined(parse, above.index)
            elif token.relation == "nsubj" and above.lemma in verbs:
                found += objects(parse, above.index)
    return [head for at, head in enumerate(found) if head not in found[:at]]


def _brings_to_bear(scene: Scene, trigger: int) -> bool:
    lemma = scene.parse.tokens[trigger].lemma
    return lemma in word_set("actors", "launching", "lemmas") or scene.kind in word_set("hits", "kinds", "of_weapons")


def _joined(parse: Parse, head: int) -> list[int]:
    """Phrases that "with", "using" or "by" joins to an act."""
    cases = word_set("hits", "weapon_cases", "cases")
    found = []
    for child in parse.children(head, "obl", "nmod"):
        if case_of(parse, child.index) in cases and child.upos in ("NOUN", "PROPN"):
            found += conjuncts(parse, child.index)
    return found


def _fullest(parse: Parse, roles: list[Role]) -> tuple[Role, ...]:
    """Each weapon once, under its fullest name; words that say little are left out where another weapon is named."""
    weak = word_set("weapons", "weak")
    strong = [r for r in roles if not _is_weak(parse, r, weak)] or roles
    kept: list[Role] = []
    for role in sorted(strong, key=lambda r: (-len(r.name.split()), r.head)):
        words = _words(parse, role)
        if not any(words <= _words(parse, other) for other in kept):
            kept.append(role)
    return tuple(sorted(kept, key=lambda r: (r.trigger, r.head)))


def _is_weak(parse: Parse, role: Role, weak: frozenset[str]) -> bool:
    plain = role.name.lower()
    return plain in weak or (len(plain.split()) == 1 and parse.tokens[role.head].lemma.lower() in weak)


def _words(parse: Parse, role: Role) -> frozenset[str]:
    written = set(role.name.lower().replace("-", " ").split())
    head = parse.tokens[role.head]
    written.discard(head.text.lower())
    return frozenset(written | {head.lemma.lower()})
