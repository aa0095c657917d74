"""The names of places of a text as spots on the globe, and how directly the words lead from an event to each of them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.places.circles import Circle, around, circle_of, through
from sayso.places.features import features
from sayso.places.place import Place
from sayso.places.relations import Relation, relation_of, table_of
from sayso.places.resolution import Resolution
from sayso.places.settings import setting
from sayso.places.toponyms import Toponym
from sayso.reading.datelines import dateline_tokens
from sayso.reading.draft import EventDraft

# How directly a name tells where an event was: by a preposition of place or as what was struck; by no clear word; not at
# all (a doer, an owner, a party, the place of another act).
DIRECT, UNCLEAR, NOT = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Spot:
    """One name in the text: its place and its circle, both None where it is not resolved; the words' relation to it;
    the tokens to quote. `is_dateline`: it only says where the report was written, or heads a section."""

    mention: int
    toponym: Toponym
    place: Place | None
    circle: Circle | None
    relation: Relation
    quote: tuple[int, int]
    sentence: int
    is_dateline: bool

    @property
    def is_part(self) -> bool:
        """Whether the word beside the name says that it is a part of a settlement or something built in one."""
        feature = self.toponym.feature
        return feature is not None and feature.among("part", "site") and not feature.among("settlement")

    @property
    def radius_km(self) -> float:
        """The radius of its circle; very large where it has none."""
        return self.circle.radius_km if self.circle is not None else 1e5


def find_spots(parse: Parse, resolution: Resolution) -> list[Spot]:
    """All names of places of a text, in its order."""
    datelines = dateline_tokens(parse) | _headings(parse)
    relations = [relation_of(parse, t) for t in resolution.toponyms]
    return [_spot(parse, resolution, relations, number, datelines) for number in range(len(relations))]


def _headings(parse: Parse) -> set[int]:
    """The tokens of words in capitals at the beginnings of paragraphs: "MALI / GAO.", a title in capitals."""
    found: set[int] = set()
    paragraph = -1
    for sentence in parse.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        for token in parse.tokens[sentence.start : sentence.end]:
            if any(c.islower() for c in token.text):
                break
            found.add(token.index)
    return found


def _spot(parse: Parse, resolution: Resolution, relations: list[Relation], number: int, datelines: frozenset[int]) -> Spot:
    toponym, place, relation = resolution.toponyms[number], resolution.places[number], relations[number]
    quote = (min(relation.start, toponym.first), toponym.last)
    sentence = parse.tokens[toponym.start].sentence
    if toponym.feature is not None and toponym.feature.among("part") and not toponym.feature.among("settlement") and \
            not (place is not None and place.kind == "area"):
        place = None  # a road or a bridge bears the name of where it leads, a street that of anyone
    circle, other = None, None
    if place is not None:
        if relation.kind == "between" and number + 1 < len(relations):
            other = resolution.places[number + 1]
            quote = (relation.start, resolution.toponyms[number + 1].last) if other is not None else quote
        circle = _by_feature(toponym, place)
        if relation.kind != "in" and circle.precision == circle_of(place).precision:
            circle = through(place, relation, other)
    return Spot(number, toponym, place, circle, relation, quote, sentence, toponym.start in datelines)


def _by_feature(toponym: Toponym, place: Place) -> Circle:
    """The circle of a place under the word beside its name: "X district" for the town of X is an area around it."""
    rule, feature = setting("radius"), toponym.feature
    if feature is not None and place.kind == "settlement" and not feature.among("settlement"):
        if feature.among("district", "region", "region_or_area") and not feature.among("part"):
            return around(place, rule["district_least"], "district")
        if feature.among("surroundings"):
            return around(place, rule["district_least"], "near_settlement")
    return circle_of(place)


def directness(parse: Parse, spot: Spot, event: EventDraft, others: frozenset[int]) -> int:
    """How directly the words lead from an event to a name. `others`: the trigger tokens of the other events."""
    if spot.is_dateline or (spot.relation.kind == "between" and spot.radius_km > setting("radius")["between_most"]):
        return NOT
    tokens, locative, background = parse.tokens, table_of("locative"), table_of("background")
    own = frozenset(event.mentions)
    wide = spot.place is not None and spot.place.is_wide
    found = UNCLEAR
    head = _head(parse, spot.toponym.first, spot.toponym.last)
    for _ in range(6):
        token = tokens[head]
        relation, above = token.relation.split(":")[0], tokens[token.head]
        if token.relation == "nmod:poss":
            return NOT
        case = next((c.text.lower() for c in parse.children(head, "case") if c.index < head), None)
        if above.index in own and not token.is_root:
            return NOT if case in locative["away"] or relation == "nsubj" and token.relation != "nsubj:pass" and wide else DIRECT
        if above.index in others and case != "of" or wide and above.lemma.lower() in background["matters"]:
            return NOT
        if case in locative["away"]:
            return NOT
        if case in background["leaving"]:
            return UNCLEAR
        if case in locative["leading"] or (case is not None and case != "of" and spot.relation.kind not in ("in", "part")):
            found = DIRECT
        if relation == "compound" and (above.lemma.lower(),) not in features() and found != DIRECT:
            return NOT
        if token.is_root or relation not in ("compound", "flat", "appos", "amod", "conj", "nmod", "list"):
            break
        head = above.index
    else:
        return found
    if found == DIRECT:
        return found
    if relation == "nsubj" and token.relation != "nsubj:pass":
        return NOT if wide else UNCLEAR
    return DIRECT if relation in ("obj", "nsubj") else UNCLEAR


def _head(parse: Parse, start: int, end: int) -> int:
    """The token of a phrase whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= parse.tokens[i].head < end), end - 1)
