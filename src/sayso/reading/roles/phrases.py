"""Noun phrases and the arguments of predicates, by Universal Dependencies: what the stages on roles and counts share.

Heads of phrases and predicates are indices of tokens.
"""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.clauses import cases_of, fronted_subject, is_active_perfect
from sayso.reading.draft import Span

_BEFORE_HEAD = frozenset({"compound", "amod", "flat", "nmod:poss", "goeswith", "nmod", "nmod:desc"})
_AFTER_HEAD = frozenset({"flat", "compound", "goeswith", "fixed", "nmod:desc", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
_CONTROLLED = frozenset({"xcomp", "advcl"})
_PRONOUNS_OF_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


def case_of(parse: Parse, head: int) -> str:
    """The preposition of a phrase in lower case ("because of" as one), empty where it has none."""
    words = []
    for child in cases_of(parse, head):
        if child.index < head and child.text not in ("'s", "’s", "'", "’"):
            words.append(child.text.lower())
            words += [t.text.lower() for t in parse.children(child.index, "fixed")]
    return " ".join(words)


def conjuncts(parse: Parse, head: int) -> list[int]:
    """A phrase's head and those coordinated with it, in the order of the text; "and" never joins a clause."""
    found = [head]
    for child in parse.children(head, "conj"):
        if child.upos in _NOMINAL:
            found += [c for c in conjuncts(parse, child.index) if c not in found]
    return found


def name_span(parse: Parse, head: int) -> Span:
    """The phrase of a head with what names it: what stands before it, and "of" phrases and names behind it."""
    start, end = head, head + 1
    for child in parse.children(head):
        if child.index < head and child.relation.split(":")[0] in ("compound", "amod", "flat", "nmod", "nummod"):
            if child.relation == "nmod" and case_of(parse, child.index):
                continue
            first, last = parse.subtree(child.index)
            if last <= head + 1:
                start = min(start, first)
        elif child.index > head and child.relation.split(":")[0] in _AFTER_HEAD:
            end = max(end, parse.subtree(child.index)[1])
    for child in parse.children(head, "nmod"):
        if child.index > head and case_of(parse, child.index) == "of" and child.upos in ("PROPN", "NOUN"):
            inner = name_span(parse, child.index)
            indefinite = any(t.text.lower() in ("a", "an") for t in parse.children(child.index, "det"))
            if inner.start - end <= 2 and not indefinite:
                end = max(end, inner.end)
    return Span(start, end)


def name_of(
    parse: Parse, head: int, dropped: frozenset[str] = frozenset(), without: frozenset[int] = frozenset()
) -> str:
    """The clean name of a phrase: without determiners, quantities, possessive pronouns, epithets that are among
    `dropped`, and the tokens `without`."""
    span = name_span(parse, head)
    left_out = set(without)
    for index in range(span.start, span.end):
        token = parse.tokens[index]
        relation = token.relation.split(":")[0]
        before = index < head
        if before and relation == "nummod" and not _joined(parse, index):
            first, last = parse.subtree(index)
            left_out.update(range(first, min(last, head)))
        quantity = before and (relation == "advmod" or (token.relation == "nmod:poss" and token.upos == "PRON"))
        words = (token.lemma.lower(), token.text.lower())
        epithet = before and any(w in dropped for w in words) and not _belongs_to_name(parse, index)
        mark = token.text in "\"'“”‘’()[]" and token.relation != "case"
        if (relation == "det" and before) or quantity or epithet or mark:
            left_out.add(index)
    kept = [i for i in range(span.start, span.end) if i not in left_out]
    while kept and (parse.tokens[kept[0]].upos in ("PUNCT", "CCONJ", "DET", "ADP", "PART") and kept[0] != head):
        kept.pop(0)
    while kept and parse.tokens[kept[-1]].upos in ("PUNCT", "ADP", "PART") and kept[-1] != head:
        kept.pop()
    text = ""
    for before_index, index in zip([None, *kept], kept, strict=False):
        token = parse.tokens[index]
        apart = before_index is not None and token.start > parse.tokens[before_index].end
        text += (" " if apart else "") + token.text
    return text


def _belongs_to_name(parse: Parse, index: int) -> bool:
    """Whether a word is part of a proper name ("New People's Army") or tied to a neighbour by a hyphen."""
    token = parse.tokens[index]
    inside = token.text[:1].isupper() and index != parse.sentences[token.sentence].start
    return token.upos == "PROPN" or inside or _joined(parse, index)


def _joined(parse: Parse, index: int) -> bool:
    """Whether a hyphen ties the token to a neighbour ("first-class"), so that it cannot be left out alone."""
    tokens = parse.tokens
    behind = index + 1 < len(tokens) and tokens[index + 1].text == "-" and tokens[index + 1].start == tokens[index].end
    return behind or (index > 0 and tokens[index - 1].text == "-" and tokens[index - 1].end == tokens[index].start)


def content_lemmas(parse: Parse, head: int) -> tuple[tuple[str, ...], int]:
    """The lower-case lemmas of a phrase up to its head and names behind it, and the position of the head in them."""
    span = name_span(parse, head)
    lemmas: list[str] = []
    at = 0
    for index in range(span.start, span.end):
        token = parse.tokens[index]
        if token.upos == "DET" or token.relation == "case":
            continue
        if index == head:
            at = len(lemmas)
        lemmas.append(token.lemma.lower())
    return tuple(lemmas), at


def is_negated_phrase(parse: Parse, head: int) -> bool:
    """Whether a determiner takes the phrase away ("no group")."""
    return any(t.lemma.lower() in ("no", "neither", "nobody") for t in parse.children(head, "det", "advmod"))


def is_negated(parse: Parse, predicate: int) -> bool:
    """Whether "not" or "never" stands with the predicate or its auxiliaries."""
    return any(t.lemma.lower() in ("not", "never", "n't", "n’t") for t in parse.children(predicate, "advmod"))


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb's subject is what is acted on."""
    token = parse.tokens[verb]
    children = parse.children(verb)
    if is_active_perfect(parse, verb):
        return False
    if any(t.relation in ("aux:pass", "nsubj:pass", "obl:agent") for t in children):
        return True
    if token.xpos not in ("VBN", "JJ", "VBD") or any(t.relation == "obj" for t in children):
        return False
    if token.xpos == "VBN":
        return True
    return token.relation == "acl"


def subject_of(parse: Parse, predicate: int) -> int | None:
    """The grammatical subject of a predicate, of several the nearest before it; None where it has none of its own."""
    own = [t for t in parse.children(predicate, "nsubj") if t.relation != "nsubj:outer"]
    token = parse.tokens[predicate]
    if not own and token.relation in ("ccomp", "parataxis") and token.head > predicate:
        # "gunmen killed a man, police said", with the gunmen hung on what police said
        own = [t for t in parse.children(token.head, "nsubj") if t.index < predicate]
    if not own:
        return fronted_subject(parse, predicate)
    return max(own, key=lambda t: (t.index < predicate, t.relation == "nsubj:pass", t.index)).index


def subjects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """The heads of whoever does the verb: its subject, the "by" phrase of a passive, or the subject it shares."""
    token = parse.tokens[verb]
    if is_passive(parse, verb):
        return agents(parse, verb)
    own = subject_of(parse, verb)
    if own is not None:
        return conjuncts(parse, _antecedent(parse, own))
    if depth > 4 or token.is_root:
        return []
    head = token.head
    above = parse.tokens[head]
    if token.relation == "acl" and token.xpos in ("VBG", "VBZ", "VBP", "VBD", "VB"):
        return conjuncts(parse, head) if above.upos in _NOMINAL else []
    if token.relation == "conj" and above.upos in ("VERB", "AUX", "ADJ"):
        return _subject_above(parse, head, depth)
    if token.relation in _CONTROLLED and above.upos in ("VERB", "ADJ", "NOUN"):
        if token.relation == "xcomp":
            controllers = objects(parse, head)
            if controllers and not is_passive(parse, head):
                return controllers
        return _subject_above(parse, head, depth)
    return []


def _subject_above(parse: Parse, head: int, depth: int) -> list[int]:
    own = subject_of(parse, head)
    bare = [own] if own is not None else []
    return bare if is_passive(parse, head) else subjects(parse, head, depth + 1) or bare


def agents(parse: Parse, predicate: int) -> list[int]:
    """The heads of the "by" phrases of a passive verb or participle."""
    found = []
    for child in parse.children(predicate, "obl"):
        if child.relation == "obl:agent" or (case_of(parse, child.index) == "by" and child.relation == "obl"):
            found += conjuncts(parse, child.index)
    return found


def objects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """The heads of whatever the verb is done to: its object, the subject of a passive, the noun a participle is of."""
    token = parse.tokens[verb]
    if not is_passive(parse, verb):
        fronted = fronted_subject(parse, verb)
        own = [t.index for t in parse.children(verb, "obj") if t.index != fronted]
        if not own:  # "hacked to death two farmers", with the farmers hung on the death
            ends = [t for t in parse.children(verb, "obl") if t.lemma == "death"]
            own = [t.index for end in ends for t in parse.children(end.index, "obj")]
        if not own:  # "bombed a barn sheltering villagers", with the barn torn off
            below = [c for c in parse.children(verb, "advcl", "xcomp") if c.xpos == "VBG"]
            torn = [t for c in below for t in parse.children(c.index, "obj", "compound", "nsubj") if t.index < c.index]
            own = [t.index for t in torn if t.index > verb and t.upos in ("NOUN", "PROPN")]
        if own:
            return [head for index in own for head in conjuncts(parse, _antecedent(parse, index))]
        for child in parse.children(verb, "conj"):  # "attacked and burned the village": one object for both
            if child.upos == "VERB" and depth == 0 and not parse.children(child.index, "nsubj"):
                return objects(parse, child.index, depth + 1)
        return []
    subject = subject_of(parse, verb)
    if subject is not None:
        return conjuncts(parse, _antecedent(parse, subject))
    above = parse.tokens[token.head]
    if token.relation in ("acl", "amod") and above.upos in _NOMINAL:
        return conjuncts(parse, token.head)
    if token.relation == "conj" and above.upos in ("VERB", "ADJ") and depth < 4 and is_passive(parse, token.head):
        return objects(parse, token.head, depth + 1)
    return []


def _antecedent(parse: Parse, index: int) -> int:
    """What a relative pronoun stands for; any other token is itself."""
    token = parse.tokens[index]
    if token.text.lower() not in _PRONOUNS_OF_RELATIVES or token.upos == "NOUN":
        return index
    above = parse.tokens[token.head]
    for _ in range(3):
        if above.relation == "acl:relcl":
            return above.head
        if above.is_root:
            break
        above = parse.tokens[above.head]
    return index
