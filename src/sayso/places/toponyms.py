"""Names of places in a parse: what the encoder takes for places, and what the gazetteer knows among the other names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.language.parse import Entity, Parse, Token
from sayso.places.features import LONGEST, Feature, compass, features, words
from sayso.places.gazetteer import Gazetteer
from sayso.places.place import Candidate
from sayso.places.ranking import prior
from sayso.places.settings import setting

PLACE_KINDS = frozenset(("settlement", "region", "place", "facility"))
_INSIDE = frozenset(
    ("al", "el", "as", "ar", "ad", "an", "at", "az", "de", "of", "del", "la", "-", "’", "'", "bin", "umm", "sur")
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in the text: tokens `start` to `end` are the name (`name`), `first` to `last` the name with the
    words that say what it is. `candidates`: what the gazetteer has, possibly nothing."""

    start: int
    end: int
    first: int
    last: int
    name: str
    feature: Feature | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word for a country's people or things ("Sudanese"): it gives context and is no place. `token` is its index."""

    token: int
    country: str


def find_toponyms(parse: Parse, names: Gazetteer) -> tuple[tuple[Toponym, ...], tuple[CountryWord, ...]]:
    """The places named in a text, in its order, and the words that name a country's people or things."""
    taken = [False] * len(parse.tokens)
    spans: list[tuple[int, int]] = []
    demonyms: list[CountryWord] = []
    for entity in parse.entities:
        country = names.demonym(entity.text)
        if country is not None and entity.kind not in ("person",):
            demonyms.append(CountryWord(entity.start, country))
        elif entity.kind in PLACE_KINDS or (entity.kind == "person" and _is_told_as_place(parse, entity, names)):
            spans.append((entity.start, entity.end))
        elif entity.kind not in ("misc", "nationality") and entity.score >= setting("toponyms")["trusted_entity"]:
            demonyms.extend(_demonyms_in(parse, entity.start, entity.end, names))
        else:
            continue
        taken[entity.start : entity.end] = [True] * (entity.end - entity.start)
    spans.extend(_in_datelines(parse, taken, spans))
    spans.extend(_missed(parse, taken, names, demonyms))
    found = [toponym for start, end in sorted(spans) if (toponym := _read(parse, start, end, names)) is not None]
    found = sorted([*found, *_capitals(parse, found, demonyms, names)], key=lambda t: t.start)
    return tuple(_shared_features(parse, found)), tuple(sorted(demonyms, key=lambda d: d.token))


def _is_told_as_place(parse: Parse, entity: Entity, names: Gazetteer) -> bool:
    """Whether what the encoder takes for a person is told as a place ("in Sumy") and is the name of one."""
    before = parse.tokens[entity.start - 1].text.lower() if entity.start else ""
    return before in ("in", "at", "near", "outside", "over") and any(c.match < 2 for c in names.candidates(entity.text))


def _capitals(
    parse: Parse, found: list[Toponym], demonyms: list[CountryWord], names: Gazetteer
) -> Iterator[Toponym]:
    """Capitals told without their name: "the Somali capital", "Somalia's capital"."""
    lands = {d.token + 1: (d.token, d.country) for d in demonyms}
    for toponym in found:
        country = next((c.place.country for c in toponym.candidates if c.place.kind == "country" and c.match < 2), None)
        if country is not None and toponym.end < len(parse.tokens) and parse.tokens[toponym.end].text in ("'s", "’s"):
            lands[toponym.end + 1] = (toponym.end + 1, country)
    for index, (start, country) in sorted(lands.items()):
        here = parse.tokens[index : index + 2]
        if not here or here[0].text.lower() != "capital" or (len(here) > 1 and here[1].upos == "PROPN"):
            continue
        place = names.capital(country)
        named = any(t.start <= index + 2 and t.end > index for t in found if t.start > index)  # "the capital, Khartoum"
        if place is not None and not named:
            yield Toponym(
                start, index + 1, start, index + 1, parse.words(start, index + 1), None, (Candidate(place, 0),)
            )


def _demonyms_in(parse: Parse, start: int, end: int, names: Gazetteer) -> Iterator[CountryWord]:
    """Words of nations, and countries' names, inside the names of bodies: "Ukrainian air force", "Bank of Syria"."""
    for token in parse.tokens[start:end]:
        if token.text[:1].isupper() and len(token.text) > 3:
            country = names.demonym(token.text)
            if country is not None:
                yield CountryWord(token.index, country)


def _in_datelines(parse: Parse, taken: list[bool], spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names in capitals that open a paragraph and are followed by a comma or a dash: "PRZEMYSL, Poland -"."""
    paragraph = -1
    inside = {index for start, end in spans for index in range(start, end)}
    for sentence in parse.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph, end = sentence.paragraph, sentence.start
        while (
            end < sentence.end
            and parse.tokens[end].text.isupper()
            and parse.tokens[end].text.isalpha()
            and end not in inside
        ):
            end += 1
        single = end - sentence.start in (1, 2, 3) and len(parse.tokens[sentence.start].text) > 2
        if single and end < sentence.end and parse.tokens[end].text in (",", "-", "–", "—", "/"):
            taken[sentence.start : end] = [True] * (end - sentence.start)
            yield sentence.start, end


def _missed(
    parse: Parse, taken: list[bool], names: Gazetteer, demonyms: list[CountryWord]
) -> Iterator[tuple[int, int]]:
    """Places that the encoder took for nothing: the longest runs of capitalised words that the gazetteer knows."""
    tokens, index, least = parse.tokens, 0, setting("toponyms")["missed_prior"]
    while index < len(tokens):
        if taken[index] or not _may_begin(tokens[index]):
            index += 1
            continue
        country = names.demonym(tokens[index].text)
        if country is not None:
            demonyms.append(CountryWord(index, country))
            index += 1
            continue
        longest = next(
            (
                end
                for end in range(min(index + 4, len(tokens)), index, -1)
                if _is_run(tokens, taken, index, end) and _is_known(parse.words(index, end), names, least)
            ),
            None,
        )
        if longest is None or (longest == index + 1 and not _stands_alone(tokens, index)):
            index += 1
            continue
        yield index, longest
        index = longest


def _may_begin(token: Token) -> bool:
    return (
        token.upos == "PROPN"
        and token.text[:1].isupper()
        and len(token.text) > 2
        and token.text.lower() not in words("not_alone")
    )


def _is_run(tokens: tuple[Token, ...], taken: list[bool], start: int, end: int) -> bool:
    """Whether the tokens may be one name: capitalised, or small joining words inside, in one sentence."""
    if (
        any(taken[start:end])
        or not tokens[end - 1].text[:1].isupper()
        or tokens[start].sentence != tokens[end - 1].sentence
    ):
        return False
    return all(t.text[:1].isupper() or t.text.lower() in _INSIDE for t in tokens[start:end])


def _stands_alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a single word is no part of a longer name of something else ("Kofi Annan", "Bank of America")."""
    def is_name(other: int) -> bool:
        return (0 <= other < len(tokens) and tokens[other].sentence == tokens[index].sentence
                and tokens[other].upos == "PROPN" and tokens[other].text[:1].isupper())
    return not is_name(index - 1) and not (is_name(index + 1) and (tokens[index + 1].text.lower(),) not in features())


def _is_known(name: str, names: Gazetteer, least: float) -> bool:
    return any(c.match < 2 and prior(c) >= least for c in names.candidates(name))


def _read(parse: Parse, start: int, end: int, names: Gazetteer) -> Toponym | None:
    """The toponym of a span: its name parted from the words that say what it is; None where no name is left."""
    tokens = parse.tokens
    while start < end and (
        tokens[start].upos in ("DET", "PUNCT", "ADP", "SYM") and tokens[start].text.lower() not in _INSIDE
    ):
        start += 1
    while end > start and (
        tokens[end - 1].text.lower() in ("'s", "’s", "'", "’") or tokens[end - 1].upos in ("PUNCT", "ADP", "DET")
    ):
        end -= 1
    if start == end or not any(t.text[:1].isupper() for t in tokens[start:end]) or (
        _is_direction(tokens, start, end) and not _is_area(parse.words(start, end), names)
    ):
        return None
    if start and (tokens[start - 1].text.lower() in compass() or tokens[start - 1].text.lower() in words("central")) \
            and any(c.match < 2 and c.place.kind == "area" for c in names.candidates(parse.words(start - 1, end))):
        start -= 1  # "northern Gaza" is a place of its own
    whole = parse.words(start, end)
    exact = tuple(c for c in names.candidates(whole) if c.match < 2)
    feature, first, last = _feature_around(parse, start, end)
    if not exact:
        # "Belgorod District": the name without the word is what the gazetteer holds.
        inner = _feature_inside(parse, start, end)
        if inner is not None:
            core_start, core_end, feature = inner
            return Toponym(core_start, core_end, start, max(last, end), parse.words(core_start, core_end), feature,
                           names.candidates(parse.words(core_start, core_end)))
    found = exact or names.candidates(whole)
    if not found and (tail := _after_of(parse, start, end, names)) is not None:
        return Toponym(tail, end, start, last, parse.words(tail, end), None, names.candidates(parse.words(tail, end)))
    if _is_abbreviation(whole):  # "U.N." is no village in India
        found = tuple(c for c in found if c.place.kind != "settlement")
    return Toponym(start, end, first, last, whole, feature, found)


def _is_direction(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether the words name no more than a direction or a kind of place ("the West", "Road")."""
    return all(t.text.lower() in compass() or t.text.lower() in words("central")
               or (end - start == 1 and (t.text.lower(),) in features()) for t in tokens[start:end])


def _is_area(name: str, names: Gazetteer) -> bool:
    """Whether words of direction are the name of an area: "Middle East"."""
    return any(c.match < 2 and c.place.kind == "area" for c in names.candidates(name))


def _after_of(parse: Parse, start: int, end: int, names: Gazetteer) -> int | None:
    """Where the known name begins in "Old Bridge of Mostar": what stands before it is a part of it."""
    for index in range(start + 1, end - 1):
        if parse.tokens[index].text.lower() in ("of", "in") and any(
                c.match < 2 for c in names.candidates(parse.words(index + 1, end))):
            return index + 1
    return None


def _is_abbreviation(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) <= 4 and letters.isupper() and (len(letters) < 4 or "." in name)


def _feature_inside(parse: Parse, start: int, end: int) -> tuple[int, int, Feature] | None:
    """The name within a span that has a feature word at its end or its beginning, and that feature."""
    lower = [t.text.lower() for t in parse.tokens[start:end]]
    for length in range(min(LONGEST, len(lower) - 1), 0, -1):
        if found := features().get(tuple(lower[-length:])):
            return start, end - length, found
    for length in range(min(LONGEST, len(lower) - 1), 0, -1):
        if found := features().get(tuple(lower[:length])):
            after = start + length
            while after < end - 1 and lower[after - start] in ("of", "the"):
                after += 1
            return after, end, found
    return None


def _feature_around(parse: Parse, start: int, end: int) -> tuple[Feature | None, int, int]:
    """The feature word beside a name, and the tokens of both: "Kursk region", "the village of X", "the hamlet X"."""
    tokens, sentence = parse.tokens, parse.tokens[start].sentence
    after = [t.text.lower() for t in tokens[end : end + LONGEST] if t.sentence == sentence]
    for length in range(len(after), 0, -1):
        if found := features().get(tuple(after[:length])):
            return found, start, end + length
    at = start - 1
    while at >= 0 and tokens[at].text.lower() in ("of", "the", "called", "named", '"', "“", "'", "‘"):
        at -= 1
    before = [t.text.lower() for t in tokens[max(0, at + 1 - LONGEST) : at + 1] if t.sentence == sentence]
    for length in range(len(before), 0, -1):
        found = features().get(tuple(before[-length:]))
        # "the port of X" is X; "the hospital of X" is in X, and "areas of X" is X.
        if (
            found
            and found.among("region", "region_or_area", "district", "settlement", "water", "area", "site_of_a_town")
            and found.words not in ("area", "areas")
        ):
            return found, at + 1 - length, end
    return _apposition(parse, end), start, end


def _apposition(parse: Parse, end: int) -> Feature | None:
    """What an apposition says that a name is: "X, a small mining town"; only for settlements."""
    tokens = parse.tokens[end : end + 8]
    opened = len(tokens) > 2 and tokens[0].text in (",", "(", "–", "—")
    if not opened or tokens[1].text.lower() not in ("a", "an", "the"):
        return None
    for at, token in enumerate(tokens[2:], 2):
        found = features().get((token.text.lower(),))
        follows = features().get((tokens[at + 1].text.lower(),)) if at + 1 < len(tokens) else None
        if found is not None and found.among("settlement") and follows is None and token.upos == "NOUN":
            return found
        if token.upos not in ("ADJ", "NOUN", "ADV", "VERB", "PUNCT", "PROPN") or token.text in (",", ".", ")"):
            return None
    return None


def _shared_features(parse: Parse, found: list[Toponym]) -> list[Toponym]:
    """A plural word shared out: "the Liski and Rossosh districts", "the towns of X, Y and Z"."""
    links = {",", "and", "or", "&", "the"}
    for backwards in (True, False):
        order = range(len(found) - 1, 0, -1) if backwards else range(len(found) - 1)
        for number in order:
            here, there = found[number], found[number - 1 if backwards else number + 1]
            left, right = (there, here) if backwards else (here, there)
            plural = here.feature is not None and here.feature.plural and (here.last > here.end) == backwards
            gap = [t.text.lower() for t in parse.tokens[left.end : right.start]]
            if plural and there.feature is None and gap and all(g in links for g in gap):
                index = number - 1 if backwards else number + 1
                found[index] = replace(
                    there,
                    feature=here.feature,
                    first=there.first if backwards else here.first,
                    last=here.last if backwards else there.last,
                )
    return found
