"""Names that the gazetteer lacks, or holds only elsewhere: the area that the rest of the text leaves for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.language.parse import Parse
from sayso.places.circles import Circle, around, circle_of
from sayso.places.features import features
from sayso.places.folding import fold
from sayso.places.gazetteer import gazetteer
from sayso.places.place import Place
from sayso.places.resolution import Resolution
from sayso.places.settings import setting
from sayso.reading.where.spots import Spot

_AWAY = ("from", "out of", "to")  # words before a place that somebody left, or went to
_NEAR = ("near", "outside", "direction", "off")
_JUST = 3  # tokens between a distance and the name that it is said of
_AFTER = 20  # tokens after a name in which the text may tell where it is


def area_of(
    parse: Parse, resolution: Resolution, spots: list[Spot], name: Spot, tells: Callable[[Spot], bool]
) -> tuple[Circle, list[Spot]] | None:
    """The circle that the text leaves for a name, and the spots that say so; None where it leaves the whole world.
    `tells`: whether a spot says anything of the event's place.

    In order: how far and which way from a known place; a place that it lies in, or beside, as the text says; the
    sharpest known place told in one sentence with it; the last one told before it; the country it must be in.
    """
    mentions = [s for s in spots if fold(s.toponym.name) == fold(name.toponym.name)]
    stated = [s for m in mentions for s in _stated(parse, spots, m)]
    exact = [s for s in stated if s.relation.kind == "distance" and s.relation.bearing is not None]
    container = _container(resolution, mentions)
    if exact:
        return _circle(min(exact, key=_rank)), [min(exact, key=_rank)]
    told = [s.place for m in mentions for s in _of_the_village(parse, spots, m) if s.relation.kind == "in"
            and s.place is not None and s.place.is_wide and (container is None or s.place.country == container.country)]
    container = min(
        [*told, *([container] if container is not None else [])], key=lambda p: (p.radius_km, p.number), default=None
    )
    narrow = container is not None and container.kind != "country" and circle_of(container).precision != "region"
    if container is not None and narrow:
        return _inside(name, container), _sayers(spots, container)
    beside = [
        s for s in stated if s.relation.kind in _NEAR and s.circle is not None and s.circle.precision != "country"
    ]
    if beside:
        best = min(beside, key=_rank)
        return _circle(best), [best]
    ring = [s for s in stated if s.relation.kind == "distance" and s.radius_km < setting("radius")["ring_most"]]
    if ring:
        best = min(ring, key=_rank)
        return _circle(best), [best]
    if container is not None and container.kind != "country":
        return _inside(name, container), _sayers(spots, container)
    companion = _told_beside(parse, spots, mentions, container, tells)
    if companion is not None:
        return _beside(companion, name), [companion]
    if container is not None:
        return _inside(name, container), _sayers(spots, container)
    return None


def _rank(spot: Spot) -> tuple[float, int]:
    return spot.radius_km, spot.mention


def _circle(spot: Spot) -> Circle:
    assert spot.circle is not None
    return spot.circle


def _stated(parse: Parse, spots: list[Spot], mention: Spot) -> list[Spot]:
    """Known places by which the text tells, after the name and in its sentence, where it is; and those of a sentence
    after it that speaks of "the village"."""
    here = [
        s
        for s in spots
        if s.circle is not None
        and s.sentence == mention.sentence
        and s.relation.kind != "in"
        and (0 <= s.relation.start - mention.toponym.last <= _AFTER or _just_before(s, mention))
        and _before(parse, s) != "from"
    ]
    return here + [s for s in _of_the_village(parse, spots, mention) if s.relation.kind != "in"]


def _just_before(spot: Spot, mention: Spot) -> bool:
    """Whether a distance stands before the name: "260 km north-east of X, in the vicinity of Y"."""
    return spot.relation.kind == "distance" and 0 <= mention.quote[0] - spot.toponym.last <= _JUST


def _before(parse: Parse, spot: Spot) -> str:
    """The word before what is quoted of a spot, "out of" as one."""
    words = [t.text.lower() for t in parse.tokens[max(0, spot.quote[0] - 2) : spot.quote[0]]]
    return " ".join(words) if words == ["out", "of"] else words[-1] if words else ""


def _of_the_village(parse: Parse, spots: list[Spot], mention: Spot) -> list[Spot]:
    """Known places of the next sentence or the one after it, where its subject is "the village" or the like."""
    for number in range(mention.sentence + 1, min(mention.sentence + 3, len(parse.sentences))):
        sentence = parse.sentences[number]
        opening = parse.tokens[sentence.start : sentence.start + 4]
        if opening and opening[0].text.lower() in ("the", "this") and any(
                t.relation.startswith("nsubj") and (feature := features().get((t.lemma.lower(),))) is not None
                and feature.among("settlement") for t in opening):
            return [s for s in spots if s.sentence == number and s.circle is not None]
    return []


def _container(resolution: Resolution, mentions: list[Spot]) -> Place | None:
    found = [p for m in mentions if (p := resolution.containers[m.mention]) is not None]
    return min(found, key=lambda p: (p.radius_km, p.number)) if found else None


def _inside(name: Spot, container: Place) -> Circle:
    return circle_of(container)


def _sayers(spots: list[Spot], container: Place) -> list[Spot]:
    return [s for s in spots if s.place is not None and s.place.number == container.number][:1]


def _told_beside(
    parse: Parse, spots: list[Spot], mentions: list[Spot], container: Place | None, tells: Callable[[Spot], bool]
) -> Spot | None:
    """The sharpest known place in a sentence with the name (rather one that tells of the event's place), else the
    nearest told before it in its paragraph or in the heading above, else, for a part of a town, the dateline."""
    def fits(spot: Spot) -> bool:
        return (spot.circle is not None and spot.place is not None and spot.place.kind != "country"
                and spot.radius_km <= setting("radius")["told_most"]
                and (container is None or spot.place.country == container.country))

    for mention in mentions:
        same = [s for s in spots if s.sentence == mention.sentence and fits(s) and not s.is_dateline
                and _before(parse, s) not in _AWAY]
        if same:
            return min(same, key=lambda s: (not tells(s), *_rank(s)))
    for mention in mentions:
        paragraph = parse.sentences[mention.sentence].paragraph
        before = [s for s in spots if s.mention < mention.mention and fits(s) and (s.is_dateline or tells(s))
                  and _before(parse, s) not in _AWAY
                  and parse.sentences[s.sentence].paragraph == paragraph]
        if before and (not before[-1].is_dateline or before[-1].is_heading):
            return before[-1]
    # A dateline tells where a school or a street is, but not a village: the correspondent sits in the capital.
    part = any(m.is_part for m in mentions)
    return next((s for s in spots if s.is_dateline and fits(s)), None) if part else None


def _beside(told: Spot, name: Spot) -> Circle:
    """A known spot widened to hold an unknown one told beside it, unless that is a part of it."""
    circle = _circle(told)
    if told.is_heading and told.place is not None and told.place.kind == "settlement":
        region = gazetteer().region(told.place.country, told.place.admin1)
        if region is not None and fold(told.toponym.name) in fold(region.name):
            return circle_of(region)  # a section "GAO" holds what happened in the region
    if name.is_part or told.place is None or circle.precision != "settlement":
        return circle
    return around(told.place, setting("radius")["unknown_near"], "near_settlement")


def widened(circle: Circle, spot: Spot) -> Circle:
    """The circle of what is only near the name ("near X", where X itself is not listed)."""
    if spot.relation.kind in ("near", "outside") and circle.precision in ("settlement", "near_settlement"):
        return replace(
            circle, radius_km=circle.radius_km + setting("radius")["near_least"] / 2, precision="near_settlement"
        )
    return circle
