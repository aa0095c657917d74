"""Spatial relations in a text: "near X", "12 miles north of X", "between X and Y", "off X", "northern X"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from sayso.language.parse import Parse
from sayso.places.compilation import table
from sayso.places.features import compass, words
from sayso.places.gazetteer import gazetteer
from sayso.places.measures import Distance, distance_ending
from sayso.places.toponyms import Toponym

RelationKind = Literal["in", "near", "outside", "off", "between", "distance", "direction", "part"]
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his"))
_REACH = 18  # tokens before a name in which a relation to it is looked for
_DESCRIBING = ("ADJ", "ADV")  # parts of speech of what may stand between a relation and a name ("the besieged city of")

# Words before a name, by their tokens, without articles.
Kept = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a passage places something by a name: tokens `start` to the name's end. `kilometres` and `bearing` (degrees
    from north) where it gives them, `least` and `most` what the distance may amount to; `about`: it is rounded in so
    many words; `at_sea`: it is in nautical miles."""

    kind: RelationKind
    start: int
    kilometres: float | None = None
    bearing: float | None = None
    about: bool = False
    at_sea: bool = False
    least: float = 0.0
    most: float = 0.0


@cache
def _phrases() -> dict[tuple[str, ...], RelationKind]:
    found: dict[tuple[str, ...], RelationKind] = {}
    for kind, phrases in table_of("before").items():
        found.update({tuple(phrase.split()): kind for phrase in phrases})
    return found


@cache
def table_of(section: str) -> dict[str, Any]:
    """A section of `en/relations.toml`."""
    found: dict[str, Any] = table("en", "relations.toml")[section]
    return found


@cache
def _links() -> tuple[frozenset[str], frozenset[str]]:
    rule = table_of("distance")
    return frozenset(rule["links"]), frozenset(rule["travelling"])


def relation_of(parse: Parse, toponym: Toponym) -> Relation:
    """The relation that the words before a name state; `in` where they state none."""
    first = parse.sentences[parse.tokens[toponym.start].sentence].start
    lower = [(i, parse.tokens[i].text.lower()) for i in range(max(first, toponym.first - _REACH), toponym.first)]
    part: tuple[int, float | None] | None = None
    kept = [(i, w) for i, w in lower if w not in _ARTICLES]
    # "the southern province of X" lies in the south of its country; "southern X" is the south of X.
    described = toponym.first < toponym.start
    if kept and _bearing(kept[-1][1]) is not None and not described:
        part, kept = (kept[-1][0], _bearing(kept[-1][1])), kept[:-1]
    elif kept and kept[-1][1] in words("central") and not described:
        part, kept = (kept[-1][0], None), kept[:-1]
    for bare in (kept, _undescribed(parse, kept)):
        found = _distance_before(parse, bare) or _phrase_before(bare) or _direction_before(bare)
        if found is not None:
            return found
    if part is not None:
        return Relation("part", part[0], bearing=part[1])
    return Relation("in", toponym.first)


def _undescribed(parse: Parse, kept: Kept) -> Kept:
    """Without the words that describe the name itself: "near [besieged] X", "outside [the rebel-held] town of X"."""
    end = len(kept)
    while end:
        token = parse.tokens[kept[end - 1][0]]
        hyphenated = token.text in ("-", "–") or (end > 1 and kept[end - 2][1] in ("-", "–"))
        before_hyphen = end < len(kept) and kept[end][1] in ("-", "–")
        participle = token.upos == "VERB" and token.relation == "amod"
        if not (token.upos in _DESCRIBING or participle or hyphenated or before_hyphen) or token.relation == "case" \
                or (kept[end - 1][1] in _ends() and token.text not in ("-", "–")):
            break
        end -= 1
    return kept[:end]


@cache
def _ends() -> frozenset[str]:
    """Words that belong to a relation, whatever part of speech they are taken for."""
    return _links()[0] | {phrase[-1] for phrase in _phrases()}


def _bearing(word: str) -> float | None:
    return compass().get(word)


def _phrase_before(kept: Kept) -> Relation | None:
    for length in range(min(4, len(kept)), 0, -1):
        kind = _phrases().get(tuple(w for _, w in kept[-length:]))
        if kind is not None:
            return Relation(kind, kept[-length][0])
    return None


def _direction_before(kept: Kept) -> Relation | None:
    """ "south of X", "to the north-east of X", "in the north of X" (which is a part of X)."""
    if len(kept) < 2 or kept[-1][1] != "of":
        return None
    at = len(kept) - 2
    bearing = _bearing(kept[at][1])
    if bearing is None:
        return None
    if at >= 2 and kept[at - 1][1] == "-" and _bearing(kept[at - 2][1] + "-" + kept[at][1]) is not None:
        at -= 2
        bearing = _bearing(kept[at][1] + "-" + kept[at + 2][1])
    inside = at > 0 and kept[at - 1][1] == "in"
    return Relation("part" if inside else "direction", kept[at][0], bearing=bearing)


def _distance_before(parse: Parse, kept: Kept) -> Relation | None:
    """ "12 miles from X", "some 50 nautical miles west of X", "about 80 km (50 miles) south-east of X"."""
    links, travelling = _links()
    at, bearing = len(kept) - 1, None
    linked = on_the_way = False
    while at >= 0:
        word = kept[at][1]
        if _bearing(word) is not None:
            joined = kept[at - 2][1] + "-" + word if at >= 2 and kept[at - 1][1] == "-" else ""
            bearing = (
                _bearing(joined) if _bearing(joined) is not None else _bearing(word) if bearing is None else bearing
            )
        elif word == ")":
            at = next((n for n in range(at, -1, -1) if kept[n][1] == "("), 0)
        elif word in links:
            linked = linked or word in ("from", "of", "off", "outside", "inside", "to", "away")
            on_the_way = on_the_way or word in travelling
        else:
            break
        at -= 1
    if at < 0 or not linked:
        return None
    said = _distance_at(parse, kept[at][0] + 1, on_the_way)
    if said is None:
        return None
    return Relation("distance", said.start, said.kilometres, bearing, said.about, said.at_sea, said.least, said.most)


def _distance_at(parse: Parse, end: int, on_the_way: bool) -> Distance | None:
    """The distance that ends before a token, its start counted in tokens of the text."""
    first = max(parse.sentences[parse.tokens[end - 1].sentence].start, end - _REACH)
    said = distance_ending([t.text.lower() for t in parse.tokens[first:end]], end - first, on_the_way)
    return None if said is None else replace(said, start=said.start + first)


@dataclass(frozen=True, slots=True)
class BorderDistance:
    """ "12 miles from the Russian border with Ukraine": how far, the token after the border, and the countries (ISO
    3166-1) that are named as beside it."""

    relation: Relation
    end: int
    countries: tuple[str, ...]

    @property
    def start(self) -> int:
        """The first token of the distance."""
        return self.relation.start


def border_distances(parse: Parse) -> tuple[BorderDistance, ...]:
    """All distances from a border that a text states, in its order. Raises GazetteerError."""
    found = []
    borders = frozenset(table_of("background")["border"])
    for token in parse.tokens:
        if token.text.lower() not in borders:
            continue
        first = parse.sentences[token.sentence].start
        before = [(i, parse.tokens[i].text.lower()) for i in range(max(first, token.index - _REACH), token.index)]
        # Whose border it is stands between: "from the Russian border", "from Turkey's border".
        while before and before[-1][1] not in ("from", "of", "off", "to"):
            at, _ = before.pop()
            if parse.tokens[at].upos in ("PUNCT", "ADP", "VERB"):
                before.clear()
        relation = _distance_before(parse, [(i, w) for i, w in before if w not in _ARTICLES])
        if relation is not None and relation.kilometres is not None:
            beside = (_country_at(parse, relation.start, token.index), _country_after(parse, token.index))
            found.append(BorderDistance(relation, token.index + 1, tuple(c for c in beside if c is not None)))
    return tuple(found)


def _country_at(parse: Parse, start: int, end: int) -> str | None:
    """The first country, or people of one, that is named between two tokens, by up to three words."""
    for index in range(start, end):
        for length in (3, 2, 1):
            words = parse.tokens[index : min(index + length, end)]
            if len(words) == length and words[0].text[:1].isupper():
                code = gazetteer().country_called(" ".join(t.text for t in words))
                if code is not None:
                    return code
    return None


def _country_after(parse: Parse, border: int) -> str | None:
    """As in "the border with Ukraine", "the frontier of South Sudan"."""
    if border + 2 >= len(parse.tokens) or parse.tokens[border + 1].text.lower() not in ("with", "of"):
        return None
    return _country_at(parse, border + 2, min(border + 6, parse.sentences[parse.tokens[border].sentence].end))
