"""The phrases of a text that may refer, with what must agree: number, gender, sort, the words of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.language.coreference_words import words
from sayso.language.parse import Entity, Mention, Parse, Token

Form = Literal["name", "noun", "pronoun", "group"]
_PREMODIFIERS = frozenset(("det", "amod", "compound", "nummod", "nmod", "flat", "goeswith", "obl"))
_POSTMODIFIERS = frozenset(("flat", "goeswith", "fixed"))
_NO_PHRASE = frozenset(("flat", "fixed", "goeswith", "case", "cc", "mark", "discourse", "punct", "det", "dep"))
_SORTS = {
    "person": "person", "organisation": "body", "armed_group": "body", "settlement": "place", "region": "place",
    "place": "place", "facility": "thing", "weapon": "thing", "misc": "thing", "nationality": "person",
    "time": "measure", "quantity": "measure",
}
_DETERMINERS = frozenset(("the", "this", "that", "these", "those"))
_NO_NAMES = frozenset(("time", "quantity", "nationality", "weapon"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may refer. `words`: the words of its name, or its head's lemma; `modifiers`: lemmas of what else
    stands by the head; `titles`: head lemmas of titles before a person's name; `sort`: person, body, place, thing,
    measure, or "" if unknown; `number`: one, many, or "" for either; `gender`: he, she, or "" if unknown;
    `possessor`: the head token of a possessive by the head; `absent`: whether
    its determiner says that there is none."""

    mention: Mention
    form: Form
    lemma: str
    words: tuple[str, ...]
    modifiers: frozenset[str]
    titles: tuple[str, ...]
    kind: str
    sort: str
    number: str
    gender: str
    definite: bool
    possessor: int | None
    sentence: int
    relation: str
    absent: bool = False


def find_phrases(parse: Parse) -> list[Phrase]:
    """The phrases of a parse in the order of their heads; a coordination follows its first member."""
    found: list[Phrase] = []
    for token in parse.tokens:
        if token.upos == "PRON" or (token.relation == "nmod:poss" and token.text.lower() in words().pronouns):
            pronoun = _pronoun(parse, token)
            if pronoun:
                found.append(pronoun)
        elif token.upos in ("NOUN", "PROPN"):
            phrase = _nominal(parse, token)
            if phrase:
                found.append(phrase)
                group = _group(parse, token, phrase)
                if group:
                    found.append(group)
    return found


def _pronoun(parse: Parse, token: Token) -> Phrase | None:
    agreement = words().pronouns.get(token.text.lower())
    if agreement is None or token.relation.startswith("expl") or _is_empty(parse, token):
        return None
    gender, number = agreement
    sort = "person" if gender in ("he", "she") else ""
    return Phrase(Mention(token.index, token.index + 1, token.index), "pronoun", token.text.lower(), (), frozenset(),
                  (), "", sort, number, gender, True, None, token.sentence, token.relation)


def _is_empty(parse: Parse, token: Token) -> bool:
    """Whether an "it" is of nothing: "it is clear that", "it seems that", "it was dark", "it was he who"."""
    if token.text.lower() != "it" or not token.relation.startswith("nsubj"):
        return False
    table = words()
    predicate = parse.tokens[token.head]
    children = parse.children(predicate.index)
    relations = {c.relation.split(":")[0] for c in children if c.index > predicate.index}
    if any(c.relation == "cop" for c in children):
        if predicate.lemma.lower() in table.empty_predicates or predicate.lemma.lower() in table.measure:
            return True
        if predicate.upos == "ADJ":
            return bool(relations & {"ccomp", "csubj", "xcomp", "advcl"})
        return any(c.relation in ("acl:relcl", "ccomp", "csubj", "advcl:relcl") for c in children)
    if predicate.lemma.lower() in table.weather:
        return True
    clause = relations & {"ccomp", "csubj", "advcl", "xcomp"}
    return predicate.lemma.lower() in table.empty_verbs and bool(clause)


def _entity(parse: Parse, index: int) -> Entity | None:
    number = parse.entity_at[index]
    return None if number is None else parse.entities[number]


def _nominal(parse: Parse, token: Token) -> Phrase | None:
    if token.relation.split(":")[0] in _NO_PHRASE:
        return None
    entity = _entity(parse, token.index)
    head_inside = entity is not None and token.head != token.index and entity.start <= token.head < entity.end
    if token.relation == "compound" and not _is_name_before_noun(parse, token, entity):
        return None
    if head_inside or is_title(parse, token):
        return None
    if entity is None:
        borne = [e for c in parse.children(token.index, "flat")
                 if (e := _entity(parse, c.index)) is not None and e.kind == "person"]
        entity = borne[0] if borne else None
    if entity is not None and (entity.kind not in _NO_NAMES or (entity.kind == "weapon" and token.upos == "PROPN")):
        return _named(parse, token, entity)
    if entity is None and (token.upos == "PROPN" or _is_written_as_name(parse, token)):
        return _named(parse, token, None)
    return _common(parse, token, entity)


def _is_name_before_noun(parse: Parse, token: Token, entity: Entity | None) -> bool:
    """Whether a noun before a noun is a name of its own: "Hamas fighters", but not "drone attack"."""
    if entity is not None:
        return entity.kind not in _NO_NAMES
    head = parse.tokens[token.head]
    return token.upos == "PROPN" and head.upos == "NOUN" and head.text.islower() and not token.text.islower()


def _is_written_as_name(parse: Parse, token: Token) -> bool:
    """Whether a noun and the word before it, both of its phrase, have capitals ("Rapid Support Forces")."""
    before = parse.tokens[token.index - 1] if token.index else token
    return (
        token.text.istitle() and before.text.istitle() and before.head == token.index
        and before.relation in ("compound", "amod")
    )


def extent(parse: Parse, token: Token) -> tuple[int, int]:
    """The tokens of a noun phrase from its determiner to its head, with what is flat and "of" phrases behind."""
    start, end = token.index, token.index + 1
    for child in parse.children(token.index):
        base = child.relation.split(":")[0]
        if child.index < token.index:
            if base in _PREMODIFIERS:
                start = min(start, parse.subtree(child.index)[0])
        elif base in _POSTMODIFIERS or (child.index == end and base in ("compound", "nummod")):
            end = max(end, child.index + 1)
        elif base == "nmod" and any(c.lemma == "of" for c in parse.children(child.index, "case")):
            first, last = extent(parse, child)
            if end <= first <= end + 1:
                end = last
    return start, end


def _named(parse: Parse, token: Token, entity: Entity | None) -> Phrase:
    """A name: an entity, or a proper noun that the encoder found no entity in."""
    table = words()
    start, end = extent(parse, token)
    inside = range(entity.start, entity.end) if entity else range(start, end)
    texts = [parse.tokens[n] for n in inside if parse.tokens[n].upos not in ("DET", "PUNCT", "ADP", "PART", "CCONJ")]
    name = tuple(t.text.lower() for t in texts) or (token.text.lower(),)
    kind = entity.kind if entity else ""
    sort = _SORTS.get(kind, "")
    number = "many" if token.xpos in ("NNS", "NNPS") and sort not in ("body", "place") else "one"
    titles: tuple[str, ...] = ()
    gender = ""
    if kind == "person" and entity:
        titles, gender = _person(parse, entity, name)
        if token.index < entity.start:
            titles = (*titles, token.lemma.lower())
            gender = gender or table.title_gender.get(token.text.lower(), "")
        start, end = entity.start, entity.end
    elif entity:
        start, end = min(start, entity.start), max(end, entity.end)
        number = "" if sort == "body" else number
    while start < token.index and (parse.tokens[start].upos in ("DET", "PUNCT") or (
        parse.tokens[start].text.islower() and not token.text.islower() and (entity is None or start < entity.start)
    )):
        start += 1
    modifiers = _modifiers(parse, token) - set(name)
    if not entity and token.lemma.lower() in table.collective:
        number, sort = "", "body"
    return Phrase(Mention(start, end, token.index), "name", token.lemma.lower(), name, modifiers, titles, kind, sort,
                  number, gender, True, None, token.sentence, token.relation)


def _person(parse: Parse, entity: Entity, name: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The titles before a person's name, and the gender that titles or the first name tell."""
    table = words()
    titles: list[str] = []
    gender = table.title_gender.get(name[0], "")
    at = entity.start - 1
    while at >= 0 and parse.tokens[at].sentence == parse.tokens[entity.start].sentence:
        token = parse.tokens[at]
        if token.upos not in ("NOUN", "PROPN", "ADJ") or token.relation.split(":")[0] not in (
            "nmod", "compound", "amod", "flat", "appos", "nsubj", "obj", "iobj", "obl", "conj", "root", "nummod"
        ):
            break
        if token.upos != "ADJ":
            titles.append(token.lemma.lower())
            gender = gender or table.title_gender.get(token.text.lower(), "")
            gender = gender or table.noun_gender.get(token.lemma.lower(), "")
        at -= 1
    return tuple(titles), gender or table.name_gender.get(name[0], "")


def is_title(parse: Parse, token: Token) -> bool:
    """Whether a noun is but the title before a person's name ("Governor Smith"), no phrase of its own."""
    after = token.index + 1
    if after >= len(parse.tokens) or parse.tokens[after].sentence != token.sentence:
        return False
    entity = _entity(parse, after)
    if entity is None or entity.kind != "person" or entity.start != after:
        return token.relation == "nmod:desc"
    if entity.start <= token.head < entity.end and token.head != token.index:
        return True
    name = next((parse.tokens[n] for n in range(entity.start, entity.end)
                 if not entity.start <= parse.tokens[n].head < entity.end or parse.tokens[n].is_root), None)
    return name is not None and name.head == token.head and name.relation == token.relation and not token.is_root


def _common(parse: Parse, token: Token, entity: Entity | None) -> Phrase:
    """A common noun with its modifiers."""
    table = words()
    start, end = extent(parse, token)
    lemma = token.lemma.lower()
    kind = entity.kind if entity else ""
    children = parse.children(token.index)
    number = "many" if token.xpos in ("NNS", "NNPS") else "" if lemma in table.collective else "one"
    who = any(
        child.relation == "acl:relcl"
        and any(parse.tokens[n].text.lower() in ("who", "whom") for n in range(*parse.subtree(child.index)))
        for child in children
    )
    if lemma in table.measure or kind in ("time", "quantity"):
        sort = "measure"
    elif lemma in table.persons or who or kind == "nationality":
        sort = "person"
    elif lemma in table.collective:
        sort = "body"
    else:
        sort = _SORTS.get(kind, "")
    possessor = next((c.index for c in children if c.relation == "nmod:poss"), None)
    definite = possessor is not None or any(c.relation == "det" and c.lemma.lower() in _DETERMINERS for c in children)
    return Phrase(Mention(start, end, token.index), "noun", lemma, (lemma,), _modifiers(parse, token), (), kind, sort,
                  number, table.noun_gender.get(lemma, ""), definite, possessor, token.sentence, token.relation,
                  any(c.relation == "det" and c.lemma.lower() in table.absent for c in children))


def _modifiers(parse: Parse, token: Token) -> frozenset[str]:
    """The lemmas of the content words that modify a noun, before and behind it."""
    found = []
    stack = parse.children(token.index)
    while stack:
        child = stack.pop()
        base = child.relation.split(":")[0]
        if base in ("amod", "compound", "nummod", "nmod", "flat", "acl", "advmod", "goeswith"):
            if child.upos not in ("PRON", "ADP", "PART", "PUNCT") and base != "det":
                found.append(child.lemma.lower())
            if base in ("nmod", "amod", "compound", "flat", "nummod"):
                stack.extend(parse.children(child.index))
        elif base == "det" and child.lemma.lower() not in _DETERMINERS and child.lemma.lower() not in ("a", "an"):
            found.append(child.lemma.lower())
    return frozenset(found)


def _group(parse: Parse, token: Token, first: Phrase) -> Phrase | None:
    """The coordination that a noun phrase begins ("the mayor and his deputy"), which "they" may take up."""
    members = [c for c in parse.children(token.index, "conj") if c.upos in ("NOUN", "PROPN")]
    if not members or token.relation == "compound":
        return None
    end = max(extent(parse, m)[1] for m in members)
    persons = first.sort == "person" and all(_is_person(parse, m) for m in members)
    sort = "person" if persons else "measure" if first.sort == "measure" else ""
    return Phrase(Mention(first.mention.start, end, token.index), "group", "", (), frozenset(), (), "", sort, "many",
                  "", True, None, token.sentence, token.relation)


def _is_person(parse: Parse, token: Token) -> bool:
    entity = _entity(parse, token.index)
    return token.lemma.lower() in words().persons or (entity is not None and entity.kind == "person")
