"""The names of places of a text as spots on the globe, and how directly the words lead from an event to each."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.places.circles import Circle, around, circle_of, through
from sayso.places.features import compass, features, words
from sayso.places.place import Place
from sayso.places.relations import Relation, relation_of, table_of
from sayso.places.resolution import Resolution
from sayso.places.settings import setting
from sayso.places.toponyms import Toponym
from sayso.reading.attribution.datelines import dateline_tokens
from sayso.reading.draft import EventDraft
from sayso.reading.grouping_words import grouping_words

# How directly a name tells where an event was: by a preposition of place or as what was struck; by no clear word; not
# at all (a doer, an owner, a party, the place of another act).
DIRECT, UNCLEAR, NOT = 2, 1, 0
_CLAUSES = ("acl", "advcl", "ccomp", "csubj", "parataxis")
_RELATED = ("near", "outside", "off", "between", "distance", "direction")


@dataclass(frozen=True, slots=True)
class Spot:
    """One name in the text: its place and its circle, both None where it is not resolved; the words' relation to it;
    the tokens to quote. `is_dateline`: it only says where the report was written, or heads a section
    (`is_heading`)."""

    mention: int
    toponym: Toponym
    place: Place | None
    circle: Circle | None
    relation: Relation
    quote: tuple[int, int]
    sentence: int
    is_dateline: bool
    is_heading: bool

    @property
    def is_part(self) -> bool:
        """Whether the word beside the name says that it is a part of a settlement or something built in one."""
        feature = self.toponym.feature
        if feature is None or feature.among("settlement"):
            return False
        return feature.among("part", "site") or (self.place is None and feature.among("district"))

    @property
    def radius_km(self) -> float:
        """The radius of its circle; very large where it has none."""
        return self.circle.radius_km if self.circle is not None else 1e5


def find_spots(parse: Parse, resolution: Resolution) -> list[Spot]:
    """All names of places of a text, in its order."""
    headings = _headings(parse)
    datelines = dateline_tokens(parse) | headings
    relations = [relation_of(parse, t) for t in resolution.toponyms]
    return [_spot(parse, resolution, relations, number, datelines, headings) for number in range(len(relations))]


def _headings(parse: Parse) -> frozenset[int]:
    """The tokens of words in capitals at the beginnings of paragraphs that head a section ("MALI / GAO.", "HOMS:", a
    line in capitals); not datelines, which have a date or a dash."""
    found: set[int] = set()
    paragraph = -1
    for sentence in parse.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        end = sentence.start
        while (
            end < sentence.end
            and not any(c.islower() for c in parse.tokens[end].text)
            and parse.tokens[end].text != ":"
        ):
            end += 1
        words = [t for t in parse.tokens[sentence.start : end] if any(c.isalpha() for c in t.text)]
        if not words or max(len(t.text) for t in words) < 3:
            continue
        whole = end == sentence.end or parse.tokens[end].text == ":" or parse.tokens[end - 1].text in (".", ":")
        if whole and not any(t.text in (",", "-", "–", "—") for t in parse.tokens[sentence.start : end]):
            found.update(range(sentence.start, end))
    return frozenset(found)


def _spot(
    parse: Parse, resolution: Resolution, relations: list[Relation], number: int, datelines: frozenset[int],
    headings: frozenset[int],
) -> Spot:
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
    return Spot(number, toponym, place, circle, relation, quote, sentence, toponym.start in datelines,
                toponym.start in headings)


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
    """How directly the words lead from an event to a name. `others`: the trigger tokens of the other events.

    The way goes from the name up to the event, through the nouns that it hangs on ("at the gate of the school in X").
    """
    if spot.is_dateline or (spot.relation.kind == "between" and spot.radius_km > setting("radius")["between_most"]):
        return NOT
    own, background = frozenset(event.mentions), table_of("background")
    wide = spot.place is not None and spot.place.is_wide
    found = DIRECT if spot.relation.kind in _RELATED else None
    head = head_of(parse, spot.toponym.first, spot.toponym.last)
    for turn in range(6):
        token = parse.tokens[head]
        relation, above = token.relation.split(":")[0], parse.tokens[token.head]
        case = next((c.text.lower() for c in parse.children(head, "case") if c.index < head), None)
        if token.relation == "nmod:poss" and found is None:
            if not (_is_in(parse, above.index, own) or (above.lemma.lower(),) in features()):
                return NOT
            found = UNCLEAR if wide else None  # "in Kabul's streets" is in Kabul
            head = above.index
            continue
        if not token.is_root and ((above.index in others and above.index not in own and case != "of")
                                  or (wide and above.lemma.lower() in background["matters"])):
            return NOT
        if case == "for" and above.lemma.lower() in background["battles"]:
            case = "in"  # "the fight for X" is in X
        if turn == 0 and spot.relation.kind == "distance":
            case = None  # "12 km from X" leaves nothing
        step = _step(case, found)
        if step == NOT and found is None:
            return NOT
        if found is None or step == UNCLEAR or (step == NOT and case not in ("against", "by", "with")):
            found = UNCLEAR if step == NOT else step
        if token.is_root or above.index in own:
            break
        if relation == "nsubj" and token.relation != "nsubj:pass":
            if found is None:
                return UNCLEAR if _is_town(spot) else NOT
            return NOT if above.lemma.lower() in grouping_words().telling else found  # "officials in X said"
        if relation in ("obj", "nsubj"):
            return DIRECT if found is None else found if relation == "obj" else UNCLEAR
        if relation not in ("compound", "flat", "appos", "amod", "conj", "nmod", "list"):
            break
        if found is None and not _leads_on(parse, above.index, own):
            return NOT if wide else UNCLEAR
        head = above.index
    else:
        return UNCLEAR
    token = parse.tokens[head]
    if found is None:
        subject = token.relation.split(":")[0] == "nsubj" and token.relation != "nsubj:pass"
        return NOT if subject and wide else UNCLEAR if token.is_root else DIRECT
    return found


def _is_in(parse: Parse, index: int, own: frozenset[int]) -> bool:
    """Whether a noun is the place of the event by its preposition: "in [streets]"."""
    token = parse.tokens[index]
    case = next((c.text.lower() for c in parse.children(index, "case") if c.index < index), None)
    return token.relation == "obl" and token.head in own and case in table_of("locative")["leading"]


def closeness(parse: Parse, spot: Spot, own: frozenset[int]) -> tuple[bool, int, bool, bool]:
    """How close a name stands to an event in the sentence, the smallest the closest: whether it hangs on no word of it;
    how many clauses lie between them; whether it only sets the scene ("South of X, … at Y"); whether it is no more
    than what something was done to."""
    head = head_of(parse, spot.toponym.first, spot.toponym.last)
    suffers = parse.tokens[head].relation == "nsubj:pass"
    scene = spot.relation.kind == "direction" and head < min(own, default=0)
    clauses = 0
    for _ in range(12):
        token = parse.tokens[head]
        if head in own:
            return False, clauses, scene, suffers
        if token.is_root:
            break
        clauses += token.relation.split(":")[0] in _CLAUSES or (token.relation == "conj" and token.upos == "VERB")
        head = token.head
    return True, clauses, scene, suffers


def _step(case: str | None, found: int | None) -> int | None:
    """What a preposition on the way says: None where it says nothing."""
    locative, background = table_of("locative"), table_of("background")
    if case is None or case == "of":
        return found
    if case in locative["away"]:
        return NOT
    if case in background["leaving"]:
        return UNCLEAR
    return DIRECT if case in locative["leading"] else found


def _is_town(spot: Spot) -> bool:
    return spot.place is not None and spot.place.kind == "settlement" and not spot.is_part


def _leads_on(parse: Parse, index: int, own: frozenset[int]) -> bool:
    """Whether a noun is a place itself, so that what is said of it is said of the name in it: "the market of X"."""
    token = parse.tokens[index]
    word = token.lemma.lower()
    return (
        index in own
        or token.upos == "PROPN"
        or (word,) in features()
        or word in compass()
        or word in words("central")
        or word in table_of("background")["parts"]
    )


def head_of(parse: Parse, start: int, end: int) -> int:
    """The token of a phrase whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= parse.tokens[i].head < end), end - 1)
