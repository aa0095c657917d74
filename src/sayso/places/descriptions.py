"""What a text says of where a place lies, beside what it lies in: "X, a village a few kilometres outside Y", "X is 20
km west of Y", "some 30 km from Y, in the village of X", "The village lies south of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.language.parse import Parse, Token
from sayso.places.features import Feature, features
from sayso.places.relations import Relation, relation_of, table_of
from sayso.places.settings import setting
from sayso.places.toponyms import Toponym

_BESIDE = ("near", "outside", "distance", "direction", "off")
_OPENERS = (",", "(", "–", "—", "-")
_STOPS = (";", ".", ":", "?", "!")
_JOINING = ("and", "or", "but", "while", "then", "also", "another")
_ANAPHORS = ("the", "this", "that")
_FURTHER = 2  # sentences after a name in which "the village" is still it
_MOST_NOUNS = 12  # words of an apposition


@dataclass(frozen=True, slots=True)
class Beside:
    """A toponym (`inner`, an index) said to lie in a relation to another (`other`)."""

    inner: int
    other: int
    relation: Relation

    def allowed_km(self) -> tuple[float, float]:
        """The least and the most distance that the words allow, with the slack of `circles.toml`."""
        rule, relation = setting("radius"), self.relation
        if relation.kind == "distance":
            slack = float(rule["stated_slack"])
            return max(0.0, relation.least / slack - rule["near_least"]), relation.most * slack + rule["near_least"]
        return 0.0, float(rule["outside_most"] if relation.kind == "outside" else rule["near_most"])


def find_descriptions(parse: Parse, toponyms: tuple[Toponym, ...]) -> tuple[Beside, ...]:
    """All that a text says of what lies beside what, in the order of the text."""
    relations = [relation_of(parse, toponym) for toponym in toponyms]
    found: list[Beside] = []
    for number in range(len(toponyms)):
        for told in _after(parse, toponyms, relations, number):
            small = _smaller_before(parse, toponyms, told.inner)
            if small is not None:
                found.append(replace(told, inner=small))
        found.extend(_before(parse, toponyms, relations, number))
    found.extend(_anaphoric(parse, toponyms, relations))
    found.extend(_shared(parse, toponyms, found))
    return tuple(found)


def _shared(parse: Parse, toponyms: tuple[Toponym, ...], found: list[Beside]) -> Iterator[Beside]:
    """ "X and Z, two villages near Y": what is said of several is said of each."""
    for told in found:
        number = told.inner
        name = toponyms[number]
        opening = parse.tokens[name.last : toponyms[told.other].first]
        plural = any((f := features().get((t.text.lower(),))) is not None and f.plural and f.among("settlement")
                     for t in opening)
        while plural and number > 0 and [t.text.lower() for t in parse.tokens[
                toponyms[number - 1].last : toponyms[number].first]] in ([","], ["and"], [",", "and"]):
            number -= 1
            yield replace(told, inner=number)


def _smaller_before(parse: Parse, toponyms: tuple[Toponym, ...], number: int) -> int | None:
    """What a description after a name is of: that name, or, where it is of a country or region, the settlement before
    it that lies in that ("X, in Y province, [20 km from Z]"); None where there is none."""
    while _is_region(toponyms[number]):
        before = number - 1
        if before < 0 or _sentence(parse, toponyms[before]) != _sentence(parse, toponyms[number]):
            return None
        gap = parse.tokens[toponyms[before].last : toponyms[number].first]
        if any((t.upos == "VERB" and t.relation not in ("amod", "compound")) or t.text in _STOPS for t in gap):
            return None
        number = before
    return number


def _is_region(name: Toponym) -> bool:
    if name.feature is not None:
        return name.feature.among("region", "district", "region_or_area") and not name.feature.among("settlement")
    exact = [c.place for c in name.candidates if c.match < 2]
    return bool(exact) and all(p.kind in ("country", "region") for p in exact)


def _sentence(parse: Parse, toponym: Toponym) -> int:
    return parse.tokens[toponym.start].sentence


def _after(
    parse: Parse, toponyms: tuple[Toponym, ...], relations: list[Relation], number: int
) -> Iterator[Beside]:
    """What the words after a name say of it, in its sentence."""
    name = toponyms[number]
    subject_of = _located_verb(parse, name)
    for other in range(number + 1, len(toponyms)):
        there, relation = toponyms[other], relations[other]
        if _sentence(parse, there) != _sentence(parse, name) or relation.start < name.last:
            if relation.start < name.last and _sentence(parse, there) == _sentence(parse, name):
                continue
            return
        between = parse.tokens[name.last : relation.start]
        if _is_suburb(there, between):
            yield Beside(number, other, replace(relation, kind="outside"))
            continue
        if relation.kind in _BESIDE:
            told = _describes(between)
            if not told and subject_of is not None and subject_of < relation.start:
                told = _is_plain(parse.tokens[subject_of + 1 : relation.start])
            if told:
                yield Beside(number, other, relation)
                continue
        if other > number + 2:
            return


def _is_suburb(there: Toponym, between: tuple[Token, ...]) -> bool:
    """Whether a name follows as that of the town which another is a part of: "X, a [suburb of Y]"."""
    part = there.feature is not None and there.feature.among("part", "district") and there.first < there.start
    return part and len(between) > 1 and between[0].text in _OPENERS and all(
        t.upos in ("DET", "ADJ", "ADV") for t in between[1:])


def _describes(between: tuple[Token, ...]) -> bool:
    """Whether the words between a name and a relation describe the name ("X, a village [20 km from Y]"), or none stand
    there ("X, [20 km from Y]")."""
    words = [t.text.lower() for t in between]
    if any(w in _STOPS for w in words) or len(words) > _MOST_NOUNS + 4:
        return False
    located = table_of("located")["verbs"]
    if any(t.upos == "VERB" and t.lemma.lower() not in located and t.relation not in ("amod", "compound")
           for t in between):
        return False
    content = [w for w in words if w not in _OPENERS and w not in table_of("located")["fillers"]]
    if not [w for w in content if not _is_located(w)]:
        return True
    if words[0] not in _OPENERS and not _is_located(words[0]) and words[0] not in ("which", "that"):
        return False
    head = _noun(between)
    return head is not None and not any(w in _JOINING for w in words[: head + 1])


def _is_located(word: str) -> bool:
    return word in table_of("located")["forms"]


def _noun(between: tuple[Token, ...]) -> int | None:
    """Where an apposition says what a place is: its first word for a kind of settlement or site, after its article."""
    for at, token in enumerate(between):
        word = token.text.lower()
        if token.upos == "PROPN" and not _is_feature((word,), ("settlement", "district", "site_of_a_town")):
            continue
        if _is_feature((token.lemma.lower(),), ("settlement", "district", "area", "site_of_a_town", "part", "water")):
            return at
    return None


def _is_feature(words: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    found: Feature | None = features().get(words)
    return found is not None and found.among(*groups)


def _is_plain(between: tuple[Token, ...]) -> bool:
    """Whether nothing but a description stands after a verb of lying."""
    located = table_of("located")["verbs"]
    return not any(
        (t.upos == "VERB" and t.lemma.lower() not in located and t.relation not in ("amod", "compound"))
        or t.text.lower() in _STOPS
        for t in between
    )


def _located_verb(parse: Parse, name: Toponym) -> int | None:
    """The verb of lying or being whose subject a name is: its token."""
    head = next((t for t in parse.tokens[name.first : name.last] if not name.first <= t.head < name.last), None)
    if head is None or head.relation.split(":")[0] != "nsubj":
        return None
    above = parse.tokens[head.head]
    if above.lemma.lower() in table_of("located")["verbs"]:
        return above.index
    copula = next((c.index for c in parse.children(above.index, "cop")), None)
    return copula if copula is not None and copula > name.last - 1 else None


def _before(
    parse: Parse, toponyms: tuple[Toponym, ...], relations: list[Relation], number: int
) -> Iterator[Beside]:
    """ "some 30 km from Y, in the village of X": the relation stands before both."""
    if number == 0:
        return
    name, there, relation = toponyms[number], toponyms[number - 1], relations[number - 1]
    if relation.kind not in _BESIDE or _sentence(parse, there) != _sentence(parse, name):
        return
    own = relations[number]
    gap = [t.text.lower() for t in parse.tokens[there.last : name.first]]
    first = parse.tokens[parse.sentences[_sentence(parse, name)].start : relation.start]
    placed = own.kind == "in" and gap and gap[0] == "," and gap[-1] in ("in", "at", "the", "near")
    if placed and len(gap) <= 4 and all(w in (",", "in", "at", "the", "of", "near") for w in gap) \
            and not any(t.upos == "PROPN" for t in first[-2:]):
        yield Beside(number, number - 1, relation)


def _anaphoric(parse: Parse, toponyms: tuple[Toponym, ...], relations: list[Relation]) -> Iterator[Beside]:
    """ "The village lies in Z province, 12 km from Y": said of the settlement named last, if that was just before."""
    for other, (there, relation) in enumerate(zip(toponyms, relations, strict=True)):
        if relation.kind not in (*_BESIDE, "in", "part") or (relation.kind not in _BESIDE and not _is_region(there)):
            continue
        sentence = parse.sentences[_sentence(parse, there)]
        opening = parse.tokens[sentence.start : sentence.start + 3]
        if not opening or opening[0].text.lower() not in _ANAPHORS:
            continue
        noun = next((t for t in opening[1:] if t.upos == "NOUN" and _is_feature((t.lemma.lower(),), ("settlement",))),
                    None)
        if noun is None or relation.start <= noun.index:
            continue
        between = parse.tokens[noun.index + 1 : relation.start]
        told = not between or between[0].text.lower() in (",", "(") or _is_located(between[0].text.lower())
        if told and _is_plain(between):
            number = _named_before(parse, toponyms, other, sentence.start)
            if number is not None:
                yield Beside(number, other, relation)


def _named_before(parse: Parse, toponyms: tuple[Toponym, ...], other: int, start: int) -> int | None:
    """The name that "the village" means: of those of the sentences before, one told as a settlement, else the first."""
    this = _sentence(parse, toponyms[other])
    near = [n for n, t in enumerate(toponyms[:other]) if t.last <= start and this - _sentence(parse, t) <= _FURTHER]
    told = [n for n in near if (f := toponyms[n].feature) is not None and f.among("settlement") and not f.plural]
    if told:
        return told[-1]
    last = [n for n in near if _sentence(parse, toponyms[n]) == _sentence(parse, toponyms[near[-1]])]
    small = [n for n in last if not any(c.place.kind == "country" and c.match < 2 for c in toponyms[n].candidates)]
    return small[0] if len(small) == 1 else None
