"""Which of the names of a text may tell where an event was, in the order in which they are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sayso.language.parse import Parse
from sayso.places.features import features
from sayso.places.folding import fold
from sayso.places.gazetteer import gazetteer
from sayso.places.resolution import Resolution
from sayso.reading.draft import EventDraft
from sayso.reading.where.spots import DIRECT, NOT, UNCLEAR, Spot, closeness, directness, head_of

_OPENING = 2  # sentences of the report's beginning
_LEADING = frozenset(("in", "at", "on", "over", "near", "outside"))
_FOCUS = 2  # mentions from which on a place is what the report is about
_SMALL = ("village", "hamlet")
_MOST_OF_A_VILLAGE = 50_000
_STATED = {"distance": 0, "in": 2}  # how well a relation tells, the best first


def choices(
    parse: Parse, resolution: Resolution, spots: list[Spot], event: EventDraft, others: frozenset[int]
) -> Iterator[list[Spot]]:
    """The names that may tell where an event was, the likeliest first: those of the phrases tied to it and of its
    sentences, the direct ones before the others; for a main event then those of the heading above it, of its paragraph,
    of the report's opening, what the report keeps naming, and at last its dateline. `others`: the trigger tokens of
    the other events."""
    sentences = {parse.tokens[t].sentence for t in event.mentions}
    telling = _without_descriptions(resolution, spots)
    tied = [s for span in event.places for s in telling if s.toponym.last > span.start and s.toponym.first < span.end]
    own = frozenset(event.mentions)
    near = [s for s in telling if s.sentence in sentences and s not in tied]
    tied += sorted(near, key=lambda s: (closeness(parse, s, own), _is_wide(s), s.mention))
    tied = _modifiers_last(parse, _inner_first(resolution, tied))
    levels = _levels(parse, tied, event, others, own)
    direct = _this_place(parse, spots, event) + [s for s in tied if levels[s.mention] == DIRECT]
    unclear = [s for s in tied if levels[s.mention] == UNCLEAR]
    if not event.main:
        yield direct + unclear
        return
    yield direct
    yield _heading(parse, spots, event)
    paragraph = {parse.sentences[parse.tokens[event.mentions[0]].sentence].paragraph}
    beside = [s for s in telling if parse.sentences[s.sentence].paragraph in paragraph and s not in tied
              and directness(parse, s, event, others) == DIRECT]
    yield sorted(beside, key=lambda s: (_STATED.get(s.relation.kind, 1), s.radius_km, s.mention))
    yield unclear
    opening = [s for s in telling if s.sentence < _OPENING and directness(parse, s, event, others) == DIRECT]
    yield sorted(opening, key=lambda s: (s.radius_km, s.mention))
    yield _focus(parse, spots, event, others)
    yield [s for s in spots if s.is_dateline and s.sentence < _OPENING][:1]


def _inner_first(resolution: Resolution, tied: list[Spot]) -> list[Spot]:
    """With what is said to lie in another of the names before that one: "at [X hospital] in [Y]"."""
    found: list[Spot] = []
    for spot in tied:
        at = next((n for n, s in enumerate(found) if _holds(resolution, s, spot)), len(found))
        found.insert(at, spot)
    return found


def _levels(
    parse: Parse, tied: list[Spot], event: EventDraft, others: frozenset[int], own: frozenset[int]
) -> dict[int, int]:
    """How directly each name tells where the event was, by its mention. One of another clause is unsure where one of
    the event's own tells anything: "marched to [X], where they waited in Y"."""
    levels = {s.mention: directness(parse, s, event, others) for s in tied}
    clauses = {s.mention: closeness(parse, s, own)[:2] for s in tied}
    nearest = min((clauses[n] for n, level in levels.items() if level != NOT), default=(True, 0))
    return {
        n: UNCLEAR if level == DIRECT and clauses[n] > nearest == (False, 0) else level for n, level in levels.items()
    }


def _modifiers_last(parse: Parse, tied: list[Spot]) -> list[Spot]:
    """With a name that only modifies a noun after the name that tells where the noun is: "the US embassy in [Nairobi]",
    "the Serbian town of [Uzice]", "Baghdad's neighbourhood of [Qahira]"."""
    found = list(tied)
    for spot in tied:
        holder = _modified(parse, spot)
        if holder is None:
            continue
        telling = [
            s for s in found
            if s is not spot and _tells_of(parse, s) == holder and (not _is_wide(s) or _is_wide(spot))
        ]
        if telling and found.index(spot) < found.index(telling[-1]):
            found.remove(spot)
            found.insert(found.index(telling[-1]) + 1, spot)
    return found


def _modified(parse: Parse, spot: Spot) -> int | None:
    """The noun after it that the name of an owner, of a country or of a region modifies; None where it does not, or
    where name and noun are one name ("Kindi Hospital in [Aleppo]")."""
    token = parse.tokens[head_of(parse, spot.toponym.start, spot.toponym.end)]
    if token.head <= token.index or token.relation not in ("compound", "nmod", "nmod:poss", "amod"):
        return None
    feature = spot.toponym.feature
    is_named_so = feature is not None and feature.among("district", "region", "region_or_area")  # "Logar province"
    is_area = spot.place is not None and spot.place.kind in ("country", "region", "area")
    if not is_named_so and (is_area or gazetteer().country_called(token.text) is not None):
        return token.head
    is_owner = token.relation in ("nmod:poss", "amod")
    return token.head if is_owner and spot.toponym.last == spot.toponym.end else None


def _tells_of(parse: Parse, spot: Spot) -> int | None:
    """The noun of which a name after it tells where it is, or that it is called by ("Mogadishu's [Yaqshid] district");
    None where there is none."""
    if spot.toponym.last > spot.toponym.end:
        return spot.toponym.last - 1
    for start in (spot.toponym.start, spot.toponym.first):
        token = parse.tokens[head_of(parse, start, spot.toponym.end)]
        if token.relation in ("nmod", "appos", "flat") and token.head < token.index:
            return token.head
    return None


def _is_wide(spot: Spot) -> bool:
    return spot.place is not None and spot.place.is_wide


def _holds(resolution: Resolution, outer: Spot, inner: Spot) -> bool:
    container = resolution.containers[inner.mention]
    return (container is not None and outer.place is not None and outer.sentence == inner.sentence
            and container.number == outer.place.number and outer.mention > inner.mention)


def _without_descriptions(resolution: Resolution, tied: list[Spot]) -> list[Spot]:
    """Without the names that only say where another of the names is, or end what another begins: "X, a port 80 km north
    of [Y]", "between X and [Y]"."""
    mentions = {s.mention for s in tied}
    describing = {told.other for told in resolution.descriptions if told.inner in mentions}
    describing |= {s.mention + 1 for s in tied if s.relation.kind == "between"}
    return [s for s in tied if s.mention not in describing]


def _this_place(parse: Parse, spots: list[Spot], event: EventDraft) -> list[Spot]:
    """What "in this village", "in the city" mean in the sentences of an event: the settlement named last before."""
    for mention in event.mentions:
        sentence = parse.sentences[parse.tokens[mention].sentence]
        for token in parse.tokens[sentence.start : sentence.end]:
            feature = features().get((token.lemma.lower(),))
            if (
                feature is None
                or not feature.among("settlement")
                or token.upos != "NOUN"
                or token.relation == "compound"
            ):
                continue
            words = [c.text.lower() for c in parse.children(token.index, "det", "case")]
            if not {"this", "the", "that"} & set(words) or not _LEADING & set(words):
                continue
            start, end = parse.subtree(token.index)
            if any(start <= s.toponym.start < end for s in spots):
                continue  # "in the city of X"
            if "this" in words:
                return [s for s in spots if s.is_dateline and s.sentence < _OPENING and s.relation.kind == "in"][:1]
            told = [s for s in spots if s.toponym.end <= token.index and s.toponym.feature is not None
                    and s.toponym.feature.words == feature.words]
            if told:  # "X, a village near Y … the village"
                return told[-1:]
            before = [s for s in spots if s.toponym.end <= token.index and s.place is not None
                      and (token.lemma.lower() not in _SMALL or s.place.population < _MOST_OF_A_VILLAGE)
                      and s.place.kind == "settlement" and s.relation.kind == "in" and not s.is_part]
            return before[-1:]
    return []


def _heading(parse: Parse, spots: list[Spot], event: EventDraft) -> list[Spot]:
    """The places in the heading of the section that tells of the event: a label before its paragraph or above it."""
    at = parse.sentences[parse.tokens[event.mentions[0]].sentence].paragraph
    heads = [s for s in spots if s.is_heading and parse.sentences[s.sentence].paragraph <= at]
    if not heads:
        return []
    last = parse.sentences[heads[-1].sentence].paragraph
    return sorted(
        (s for s in heads if parse.sentences[s.sentence].paragraph == last), key=lambda s: (s.radius_km, s.mention)
    )


def _focus(parse: Parse, spots: list[Spot], event: EventDraft, others: frozenset[int]) -> list[Spot]:
    """What the report keeps naming: the places, no countries, that have the most mentions, the most first."""
    counts = Counter(fold(s.toponym.name) for s in spots if not s.is_dateline)
    kept: dict[str, Spot] = {}
    for spot in spots:
        key = fold(spot.toponym.name)
        if counts[key] < _FOCUS or spot.is_part or (spot.place is not None and spot.place.is_wide):
            continue
        if directness(parse, spot, event, others) != NOT:
            kept.setdefault(key, spot)
    return sorted(kept.values(), key=lambda s: (-counts[fold(s.toponym.name)], s.mention))
