"""To whom an act is laid: who claims it, who is blamed for it, who is said to be behind it."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.clauses import PLACE_KINDS
from sayso.reading.roles.lexicons import word_set
from sayso.reading.roles.phrases import (
    agents,
    case_of,
    conjuncts,
    is_negated,
    is_negated_phrase,
    is_passive,
    objects,
    subjects,
)
from sayso.reading.roles.scenes import Scene

_REACH = 2  # sentences between the last word of an act and a claim or blame that does not name the act


def laid_to(scene: Scene) -> list[tuple[int, int]]:
    """Heads of those to whom the event is laid, each with the token whose attribution decides whose word that is."""
    parse = scene.parse
    found: list[tuple[int, int]] = []
    for trigger in scene.triggers:
        token = parse.tokens[trigger]
        if token.upos in ("NOUN", "PROPN"):
            found += [(h, t) for h, t in _of_noun(parse, token) if not is_negated_phrase(parse, h)]
    found += _without_object(scene)
    return [pair for at, pair in enumerate(found) if pair[0] not in [p[0] for p in found[:at]]]


def _of_noun(parse: Parse, token: Token) -> list[tuple[int, int]]:
    """By the verbs and nouns that govern the noun of an act."""
    found: list[tuple[int, int]] = []
    above = parse.tokens[token.head]
    case = case_of(parse, token.index)
    if not token.is_root:
        if token.relation == "nmod" and above.lemma.lower() in word_set("actors", "claiming", "nouns"):
            found += [(h, token.index) for h in _claimants(parse, above)]
        if token.relation in ("obl", "nmod") and case in ("for", "of", "over"):
            found += _blamed(parse, above)
            if above.lemma in word_set("actors", "claiming", "nouns"):
                found += [(h, token.index) for h in _claimants(parse, above)]
        if above.upos == "VERB" and token.relation in ("obj", "nsubj:pass", "nsubj"):
            found += _by_verb(parse, above, token)
        if case == "behind":
            standing = parse.children(above.index, "nsubj") if above.lemma in ("be", "stand") else []
            found += [(t.index, t.index) for t in standing]
    if case == "behind":
        found += [(t.index, t.index) for t in parse.children(token.index, "nsubj")]
    for child in parse.children(token.index, "acl"):
        if child.lemma in word_set("actors", "claiming", "direct"):
            heads = agents(parse, child.index) if is_passive(parse, child.index) else subjects(parse, child.index)
            found += [(h, token.index) for h in heads if h != token.index]
        if child.lemma in word_set("actors", "blaming", "onto"):
            found += _onto(parse, child)
    return found


def _claimants(parse: Parse, noun: Token) -> list[int]:
    """Who claims responsibility: the subject of the verb of claiming."""
    verb = parse.tokens[noun.head]
    if verb.lemma not in word_set("actors", "claiming", "verbs") or is_negated(parse, verb.index):
        return []
    if noun.relation == "obj":
        return subjects(parse, verb.index)
    if noun.relation == "nsubj:pass" or is_passive(parse, verb.index):
        return agents(parse, verb.index)
    return []


def _by_verb(parse: Parse, verb: Token, token: Token) -> list[tuple[int, int]]:
    """The act as the object of claiming, or of laying it to somebody."""
    if is_negated(parse, verb.index):
        # "the army does not deny the raid"
        denies = verb.lemma in word_set("actors", "claiming", "denying") and token.relation == "obj"
        return [(h, token.index) for h in subjects(parse, verb.index)] if denies else []
    found: list[tuple[int, int]] = []
    told_otherwise = verb.lemma != "claim" and any(case_of(parse, t.index) == "by" for t in parse.children(token.index))
    if verb.lemma in word_set("actors", "claiming", "direct") and not told_otherwise:
        heads = agents(parse, verb.index) if is_passive(parse, verb.index) else subjects(parse, verb.index)
        found += [(h, token.index) for h in heads if h != token.index]
    if verb.lemma in word_set("actors", "blaming", "onto"):
        found += _onto(parse, verb)
    return found


def _onto(parse: Parse, verb: Token) -> list[tuple[int, int]]:
    cases = word_set("actors", "blaming", "onto_cases")
    found = []
    for child in parse.children(verb.index, "obl"):
        case = case_of(parse, child.index)
        if case not in cases:
            continue
        if child.lemma in ("door", "foot"):  # "laid it at the door of"
            found += [(t.index, t.index) for t in parse.children(child.index, "nmod")]
        else:
            found += [(h, h) for h in conjuncts(parse, child.index)]
    return found


def _blamed(parse: Parse, above: Token) -> list[tuple[int, int]]:
    """Who is blamed for, accused of, or called responsible for what hangs below `above`."""
    if above.upos == "VERB" and above.lemma in word_set("actors", "blaming", "verbs"):
        return [] if is_negated(parse, above.index) else [(h, h) for h in objects(parse, above.index)]
    if above.lemma in word_set("actors", "blaming", "bearers"):
        own = [t.index for t in parse.children(above.index, "nsubj")]
        if own and not is_negated(parse, above.index):
            return [(h, h) for head in own for h in conjuncts(parse, head)]
        holder = parse.tokens[above.head]
        if above.relation in ("xcomp", "obj", "advmod", "amod") and holder.lemma in ("hold", "find", "make"):
            return [(h, h) for h in objects(parse, holder.index)]
    return []


def _did_it(parse: Parse, verb: Token) -> list[tuple[int, int]]:
    """Who is said to have done "it", or to claim "this one"."""
    pointing = word_set("actors", "claiming", "pointing")
    words = [(t, *parse.children(t.index)) for t in parse.children(verb.index, "obj")]
    named = any(
        one.text.lower() in pointing or (one.lemma == "one" and any(t.text.lower() in pointing for t in below))
        for one, *below in words
    )
    return [(h, verb.index) for h in subjects(parse, verb.index)] if named else []


def _without_object(scene: Scene) -> list[tuple[int, int]]:
    """Claims and blame near the event's words that do not name the act ("Kyiv blamed Moscow", "the group claimed
    responsibility"); anywhere after them where the report is about that event alone."""
    parse = scene.parse
    sentences = sorted({parse.tokens[t].sentence for t in scene.triggers})
    found: list[tuple[int, int]] = []
    for token in parse.tokens:
        near = any(0 <= token.sentence - s <= _REACH for s in sentences) or (
            scene.alone and token.sentence > sentences[0]
        )
        if not near or is_negated(parse, token.index):
            continue
        found += _bearing(parse, token)
        if token.upos == "VERB":
            found += _named_by(parse, token)
    return [(h, t) for h, t in found if not is_negated_phrase(parse, h)]


def _named_by(parse: Parse, token: Token) -> list[tuple[int, int]]:
    """Whom a verb of blaming, claiming or doing names, where what it is about is left out or a pronoun."""
    found: list[tuple[int, int]] = []
    if token.lemma in word_set("actors", "holding", "naming"):
        cases = ("for", "on", "of", "over")
        named = [t for t in parse.children(token.index, "obl")
                 if case_of(parse, t.index) in cases and not _is_place(parse, t)]
        told = parse.children(token.index, "advcl", "ccomp", "xcomp")
        if not told and (not named or all(t.upos == "PRON" for t in named)):
            found += [(h, h) for h in objects(parse, token.index) if parse.tokens[h].upos != "PRON"]
    elif token.lemma in word_set("actors", "claiming", "doing"):
        found += _did_it(parse, token)
    if token.lemma in word_set("actors", "blaming", "onto"):
        pointing = ("it", "this", "that", "which")
        if any(parse.tokens[h].text.lower() in pointing for h in objects(parse, token.index)):
            found += _onto(parse, token)
    if token.lemma in word_set("actors", "holding", "leading"):
        subject = [t for t in parse.children(token.index, "nsubj")
                   if t.lemma.lower() in word_set("actors", "holding", "traces")]
        if subject:
            found += [(t.index, t.index) for t in parse.children(token.index, "obl")
                      if case_of(parse, t.index) in ("to", "at", "towards", "toward")]
    if token.lemma in word_set("actors", "claiming", "verbs"):
        for noun in parse.children(token.index, "obj", "nsubj:pass"):
            bare = noun.lemma in ("responsibility", "credit") and not parse.children(noun.index, "nmod")
            if bare and not any(case_of(parse, t.index) == "for" for t in parse.children(token.index, "obl")):
                found += [(h, noun.index) for h in _claimants(parse, noun)]
    return found


def _is_place(parse: Parse, token: Token) -> bool:
    number = parse.entity_at[token.index]
    return number is not None and parse.entities[number].kind in PLACE_KINDS


def _bearing(parse: Parse, token: Token) -> list[tuple[int, int]]:
    """Of whom a word of guilt is said without naming the act ("held the front responsible")."""
    if token.lemma.lower() not in word_set("actors", "blaming", "bearers"):
        return []
    about = [t for t in parse.children(token.index, "obl", "nmod") if case_of(parse, t.index) in ("for", "of")]
    if any(t.upos != "PRON" for t in about):
        return []
    own = [t.index for t in parse.children(token.index, "nsubj")]
    if own:
        return [(h, h) for head in own for h in conjuncts(parse, head)]
    above = parse.tokens[token.head]
    if above.lemma in word_set("actors", "holding", "verbs") and token.relation in ("xcomp", "obj", "advmod", "amod"):
        return [] if is_negated(parse, above.index) else [(h, h) for h in objects(parse, above.index)]
    return []
