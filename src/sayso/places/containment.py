"""What a text says of what lies in what: "Zheleznogorsk, Kursk region", "X in the north of Y", "Russia's Belgorod"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.language.parse import Parse
from sayso.places.features import compass, features, words
from sayso.places.geometry import distance_km
from sayso.places.place import Place
from sayso.places.ranking import prior
from sayso.places.relations import relation_of, table_of
from sayso.places.toponyms import CountryWord, Toponym

_OPENERS = (",", "(", "–", "—")
RANK = {"country": 3, "region": 2, "area": 1, "district": 1, "settlement": 0}


@dataclass(frozen=True, slots=True)
class Containment:
    """A toponym said to lie in another (`container`, an index) or, by no more than an adjective ("the Syrian town of
    X"), in a country (`country`, a code). `firm`: more than a comma says so."""

    inner: int
    container: int | None
    country: str | None = None
    firm: bool = True


def find_containments(
    parse: Parse, toponyms: tuple[Toponym, ...], demonyms: tuple[CountryWord, ...]
) -> tuple[Containment, ...]:
    """All that a text says of what lies in what, in the order of the text."""
    found = []
    listed = _listed(parse, toponyms)
    for number in range(len(toponyms) - 1):
        left, right = toponyms[number], toponyms[number + 1]
        if left.last > right.first or parse.tokens[left.start].sentence != parse.tokens[right.start].sentence:
            continue
        if number in listed:
            continue
        if _possesses(parse, left, right) or _modifies(left, right):
            found.append(Containment(number + 1, number))
        elif number + 2 < len(toponyms) and _lies_beyond(parse, left, right, toponyms[number + 2]):
            found.append(Containment(number, number + 2))
        elif _lies_in(parse, left, right):
            found.append(Containment(number, number + 1, firm=_is_firm(parse, left, right)))
    found.extend(_opening(parse, toponyms))
    by_token = {d.token: d.country for d in demonyms}
    for number, toponym in enumerate(toponyms):
        country = _adjective_before(parse, toponym, by_token) or _adjective_after(parse, toponym, by_token)
        if country is not None:
            found.append(Containment(number, None, country))
    return tuple(found)


def _opening(parse: Parse, toponyms: tuple[Toponym, ...]) -> Iterator[Containment]:
    """ "In Y region, a shell hit the village of X": what a sentence opens with holds the settlements told in it."""
    for number, outer in enumerate(toponyms):
        sentence = parse.tokens[outer.start].sentence
        first = parse.sentences[sentence].start
        if _gap(parse, first, outer.first) not in (["in"], ["in", "the"]) or _gap(
                parse, outer.last, outer.last + 1) != [","]:
            continue
        for other in range(number + 1, len(toponyms)):
            inner = toponyms[other]
            if parse.tokens[inner.start].sentence != sentence:
                break
            told = inner.feature is not None and inner.feature.among("settlement") and inner.first < inner.start
            if told and _wider(inner, outer):
                yield Containment(other, number)


def _listed(parse: Parse, toponyms: tuple[Toponym, ...]) -> frozenset[int]:
    """Names followed by a comma that only parts things of a list of three or more ("Ohio, Oregon, Utah"); a chain from
    the narrow to the wide ("Gao, Gao region, Mali") is no list."""
    found: set[int] = set()
    start = 0
    while start < len(toponyms):
        end = start + 1
        while end < len(toponyms) and _gap(parse, toponyms[end - 1].last, toponyms[end].first) in (
            [","],
            [",", "and"],
            [",", "or"],
        ):
            end += 1
        ranks = [_usual_rank(t) for t in toponyms[start:end]]
        if end - start > 2 and not all(a < b for a, b in pairwise(ranks)):
            found.update(range(start, end - 1))
        start = end
    return frozenset(found)


def _usual_rank(toponym: Toponym) -> int:
    """The rank of what a name usually means."""
    exact = [c for c in toponym.candidates if c.match < 2]
    if toponym.feature is not None and toponym.feature.kinds:
        exact = [c for c in exact if c.place.kind in toponym.feature.kinds] or exact
    return RANK[max(exact, key=prior).place.kind] if exact else 0


def _gap(parse: Parse, start: int, end: int) -> list[str]:
    return [t.text.lower() for t in parse.tokens[start:end]]


def _is_of_place(word: str) -> bool:
    """Whether a word may stand between a name and what contains it."""
    return (
        word in words("between") or word in table_of("background")["parts"] or word in compass()
        or word in words("central") or (word,) in features()
    )


def _wider(inner: Toponym, outer: Toponym) -> bool:
    """Whether `outer` may contain `inner`, by what the gazetteer and the words beside them say."""
    if inner.feature is not None and inner.feature.among("part", "site", "district") and not inner.feature.among(
            "settlement"):
        return any(c.place.kind != "country" or c.match < 2 for c in outer.candidates)
    if any(c.place.kind == "country" and c.match == 0 for c in inner.candidates):
        return False
    least = min((RANK[k] for k in inner.feature.kinds), default=0) if inner.feature is not None else 0
    ranks = [RANK[c.place.kind] for c in outer.candidates if c.place.is_wide and c.match < 2]
    if outer.feature is not None and outer.feature.kinds:
        coast = outer.feature.among("region_or_area")  # "the coast of Yemen" is in Yemen
        ranks = [r for r in ranks if r in {RANK[k] for k in outer.feature.kinds} or (coast and r == RANK["country"])]
    return max(ranks, default=-1) > least


def _modifies(left: Toponym, right: Toponym) -> bool:
    """ "the [Colombo] suburb of X", "the [Kharkiv region] village of X"."""
    return right.feature is not None and right.first < right.start and left.last == right.first


def _possesses(parse: Parse, left: Toponym, right: Toponym) -> bool:
    """ "Russia's Belgorod", "Ukraine's eastern Kharkiv region", "Lebanon's port city of Sidon"."""
    gap = _gap(parse, left.last, right.first)
    if not gap or gap[0] not in ("'s", "’s", "'", "’"):
        return False
    adjectives = all(
        _is_of_place(word) or parse.tokens[left.last + 1 + n].upos == "ADJ" for n, word in enumerate(gap[1:])
    )
    return adjectives and _wider(right, left)


def _lies_beyond(parse: Parse, left: Toponym, middle: Toponym, right: Toponym) -> bool:
    """Whether the first of three names lies in the last: "X, a town in Z's Y", "X, near the border with Z, in Y"."""
    if _possesses(parse, middle, right):
        return _lies_in(parse, left, right, passing=middle)
    near = set(_gap(parse, left.last, middle.first)) & {"near", *table_of("background")["border"]}
    beside = bool(near) or relation_of(parse, middle).kind in ("near", "outside", "distance")
    return (beside and _gap(parse, left.last, left.last + 1) == [","]
            and _gap(parse, middle.last, middle.last + 2) == [",", "in"]
            and _lies_in(parse, left, right, since=middle))


def _lies_in(
    parse: Parse, left: Toponym, right: Toponym, passing: Toponym | None = None, since: Toponym | None = None
) -> bool:
    """ "X, Ukraine", "X in Kursk region", "X, a town in the east of Y", "X (Y)"; `passing`: the owner of the second in
    "X, a town in Z's Y"; `since`: what the first lies beside in "X, near Z, in Y"."""
    start = (left if since is None else since).last
    gap = _gap(parse, start, right.first if passing is None else passing.first)
    if not gap or len(gap) > 9 or not _wider(left, right):
        return False
    if _gap(parse, right.last, right.last + 1) in (["'s"], ["’s"]):  # "near X, Armenia's Defence Ministry said"
        return False
    if gap in ([","], ["("]):
        return not _is_list(parse, left, right) and not _is_subject(parse, right)
    rest = [w for w in gap if w not in _OPENERS and w not in ("which", "that")]
    linked = any(w in ("in", "on", "of", "within", "inside") for w in rest)
    joins = "and" in rest or "or" in rest or _is_direction(rest)
    located = table_of("located")["verbs"]
    fits = all(
        _is_of_place(w) or parse.tokens[start + n].upos == "ADJ" or parse.tokens[start + n].lemma in located
        or parse.tokens[start + n].relation in ("amod", "compound")
        for n, w in enumerate(gap)
        if w not in _OPENERS and w not in ("which", "that")
    )
    return linked and fits and not joins


def _is_direction(rest: list[str]) -> bool:
    """Whether the words place one thing beside another: "south of Y"; not "in the south of Y"."""
    return any(word in compass() and after == "of" and (n == 0 or rest[n - 1] != "the")
               for n, (word, after) in enumerate(pairwise(rest)))


def _is_list(parse: Parse, left: Toponym, right: Toponym) -> bool:
    """Whether a comma only parts two things of a list: "X, Y and Z"."""
    after = _gap(parse, right.last, right.last + 2)
    return bool(after) and (after[0] in ("and", "or", "&") or after == [",", "and"]) and right.last - right.end == 0


def _is_subject(parse: Parse, right: Toponym) -> bool:
    """Whether what follows the comma begins a clause: "In Kyiv, Russia was blamed"."""
    head = next((t for t in parse.tokens[right.start : right.end] if not right.start <= t.head < right.end), None)
    return head is not None and head.relation.split(":")[0] == "nsubj"


def _is_firm(parse: Parse, left: Toponym, right: Toponym) -> bool:
    """Whether more than a comma says that one name lies in another; or a comma in a phrase of place that ends with
    it: "at a checkpoint in [X, Yemen]." """
    if _gap(parse, left.last, right.first) != [","]:
        return True
    before = parse.tokens[left.first - 1] if left.first else None
    after = parse.tokens[right.last] if right.last < len(parse.tokens) else None
    return before is not None and before.upos == "ADP" and (after is None or after.upos in ("PUNCT", "ADP"))


def _adjective_after(parse: Parse, toponym: Toponym, demonyms: dict[int, str]) -> str | None:
    """The country whose adjective says what a name is: "X, a Syrian village"."""
    tokens = parse.tokens[toponym.last : toponym.last + 6]
    if len(tokens) < 3 or tokens[0].text not in _OPENERS or tokens[1].text.lower() not in ("a", "an", "the"):
        return None
    for token, following in pairwise(tokens[2:]):
        if token.index in demonyms:
            feature = features().get((following.text.lower(),))
            return demonyms[token.index] if feature is not None and feature.among("settlement") else None
        if token.upos != "ADJ":
            return None
    return None


def _adjective_before(parse: Parse, toponym: Toponym, demonyms: dict[int, str]) -> str | None:
    """The country whose adjective stands before the name: "the southern Syrian town of X"."""
    at = toponym.first - 1
    limit = max(0, at - 4)
    while at >= limit:
        if at in demonyms:
            return demonyms[at]
        token = parse.tokens[at]
        if not (_is_of_place(token.text.lower()) or token.upos == "ADJ") or token.text.lower() in (
            "in",
            "on",
            "within",
            "inside",
            "and",
        ):
            return None
        at -= 1
    return None


def lies_within(place: Place, outer: Place) -> bool:
    """Whether a place lies in another, by their codes where they have them, else by their circles."""
    if place.number == outer.number:
        return False
    if outer.kind == "country":
        return place.country == outer.country
    if outer.kind in ("region", "district") and place.country not in (None, outer.country):
        return False
    if outer.kind == "region" and place.kind in ("settlement", "district"):
        # The Palestinian governorates are finer than the codes that settlements have.
        return place.admin1 == outer.admin1 or (
            str(outer.admin1).startswith(f"{place.admin1}.") and _near(place, outer)
        )
    if outer.kind == "district" and place.kind == "settlement" and place.admin1 != outer.admin1:
        return False
    if outer.kind in ("area", "district", "region"):
        return distance_km(place.point, outer.point) <= outer.radius_km * 1.25 + 10
    return distance_km(place.point, outer.point) <= outer.radius_km + 5


def _near(place: Place, outer: Place) -> bool:
    return distance_km(place.point, outer.point) <= outer.radius_km * 1.5 + 5
