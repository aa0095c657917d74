"""Pairs of claims about one event that cannot both hold, each as a plain sentence. An update by the same source is
none, nor is a toll that has grown since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from sayso.codebook import family, is_party, rival_doers
from sayso.ledger.accounts import Account
from sayso.ledger.choices import Told
from sayso.ledger.counts import figures_conflict
from sayso.ledger.joined_when import at_odds, spans_of
from sayso.ledger.joined_where import Spot, apart, spots_of
from sayso.ledger.named_things import class_of, rival_classes
from sayso.ledger.phrasing import phrase, sayer, value_of
from sayso.ledger.sayings import COUNTS
from sayso.ledger.testimonies import Scene, Word, occurrence_words, responsibility_words
from sayso.model import Attribute
from sayso.places.geometry import distance_km

Kind = Literal["denial", "doers", "counts", "times", "places", "weapons", "causes"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims, by their keys in the ledger, of which at most one holds; `about` is the attribute, `sentence` says
    what is at odds. `one` is the affirmation of what `other` denies, else what became known first."""

    kind: Kind
    about: Attribute
    one: str
    other: str
    sentence: str


def contradictions(scene: Scene, told: Told) -> tuple[Contradiction, ...]:
    """All pairs of claims that stand and cannot both hold, in the order in which they became known. Each account is
    told by its first claim, so that copies make no more pairs."""
    found = [
        *_denials(scene), *_doers(scene), *_figures(scene), *_rivals(scene, "weapon", "weapons"),
        *_rivals(scene, "cause", "causes"), *_times(told), *_places(told),
    ]
    order = {account.key: number for number, account in enumerate(scene.all)}
    once = {(c.kind, c.about, frozenset((c.one, c.other))): c for c in reversed(found)}
    return tuple(sorted(once.values(), key=lambda c: (
        order.get(c.one, len(order)), order.get(c.other, len(order)), c.one, c.other, c.kind)))


def _pair(kind: Kind, about: Attribute, one: Account, other: Account, **names: object) -> Contradiction:
    return Contradiction(kind, about, one.key, other.key,
                         phrase("contradictions", kind, one=_capital(sayer(one)), other=sayer(other), **names))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ordered(one: Account, other: Account) -> tuple[Account, Account]:
    first, second = sorted((one, other), key=lambda account: account.dated.order)
    return first, second


def _denials(scene: Scene) -> Iterator[Contradiction]:
    """Who denies what others affirm, by attribute; each source that affirms it is set against each that denies it."""
    yield from _denied("occurrence", occurrence_words(scene))
    by_about: dict[Attribute, list[Account]] = {}
    for account in scene.standing:
        if account.about not in ("occurrence", "responsibility", "intent", "other"):
            by_about.setdefault(account.about, []).append(account)
    for about, accounts in by_about.items():
        for denying in (a for a in accounts if a.stance == "denies"):
            for affirming in _first_by_voice(a for a in accounts if a.stance == "affirms"):
                if affirming.voice != denying.voice and denying.value in (None, affirming.value):
                    yield _denial(about, affirming, denying)
    for word in responsibility_words(scene):
        if word.testimony.stance == "denies":
            denied = word.testimony.value
            for other in responsibility_words(scene):
                doer = other.testimony.value
                if other.testimony.stance == "affirms" and doer and other.account.voice != word.account.voice and (
                    denied is None or not rival_doers(denied, doer)
                ) and (denied is None or is_party(denied) == is_party(doer)):
                    yield _denial("responsibility", other.account, word.account, doer)


def _denied(about: Attribute, words: Sequence[Word]) -> Iterator[Contradiction]:
    denials = [w.account for w in words if w.testimony.stance == "denies"]
    affirming = [w.account for w in words if w.testimony.stance == "affirms"]
    direct = [account for account in affirming if account.about == about]
    for denying in denials:
        for account in _first_by_voice([*direct, *affirming]):
            if account.voice != denying.voice:
                yield _denial(about, account, denying)


def _denial(about: Attribute, affirming: Account, denying: Account, doer: str | None = None) -> Contradiction:
    what = phrase("what", about, value=doer or value_of(affirming))
    return _pair("denial", about, affirming, denying, what=what)


def _first_by_voice(accounts: Iterable[Account]) -> list[Account]:
    found: dict[str, Account] = {}
    for account in accounts:
        found.setdefault(account.voice, account)
    return list(found.values())


def _doers(scene: Scene) -> Iterator[Contradiction]:
    """Who lay it to different doers; in a clash both sides are doers."""
    if family(scene.kind) == "clash":
        return
    naming = [a for a in scene.standing if a.about == "responsibility" and a.stance == "affirms"]
    for one, other in combinations(naming, 2):
        doer, rival = scene.doer_of(one), scene.doer_of(other)
        if one.voice != other.voice and doer and rival and rival_doers(doer, rival):
            first, second = _ordered(one, other)
            yield _pair("doers", "responsibility", first, second, value=scene.doer_of(first),
                        rival=scene.doer_of(second))


def _figures(scene: Scene) -> Iterator[Contradiction]:
    for about in COUNTS:
        told = [a for a in scene.standing if a.about == about and a.stance == "affirms" and not a.told_as_earlier]
        for one, other in combinations([a for a in told if a.bounds.low is not None or a.bounds.high is not None], 2):
            if figures_conflict(one, other):
                first, second = _ordered(one, other)
                yield _pair("counts", about, first, second, value=value_of(first), rival=value_of(second),
                            noun=phrase("nouns", about))


def _rivals(scene: Scene, about: Attribute, kind: Kind) -> Iterator[Contradiction]:
    """Weapons or causes of which one excludes the other, named by sources of which neither names both."""
    tellings = tuple(scene.tellings[key] for key in sorted(scene.tellings))
    told = [(a, class_of(a, tellings)) for a in scene.standing if a.about == about and a.stance == "affirms"]
    classes: dict[str, set[str | None]] = {}
    for account, sort in told:
        classes.setdefault(account.voice, set()).add(sort)
    both = {frozenset(pair) for sorts in classes.values() for pair in combinations(sorts, 2)}
    for (one, sort), (other, rival) in combinations(told, 2):
        if one.voice == other.voice or frozenset((sort, rival)) in both or not rival_classes(about, sort, rival):
            continue
        first, second = _ordered(one, other)
        sorts = (sort, rival) if first is one else (rival, sort)
        yield _pair(kind, about, first, second, value=_sort(first, sorts[0]), rival=_sort(second, sorts[1]))


def _sort(account: Account, sort: str | None) -> str:
    if account.about == "cause" and sort is not None:
        return phrase("causes", sort)
    return value_of(account)


def _times(told: Told) -> Iterator[Contradiction]:
    spans = [(span, _account(told, told.claims_at(span.telling, span.when.basis, "time")))
             for span in spans_of(told.tellings)]
    for (one, first), (other, second) in combinations(spans, 2):
        if first is not None and second is not None and first.voice != second.voice and at_odds(one, other):
            yield _pair("times", "time", first, second, value=one.when.edtf or one.when.earliest,
                        rival=other.when.edtf or other.when.earliest)


def _places(told: Told) -> Iterator[Contradiction]:
    spots = [(spot, _account(told, told.claims_at(spot.telling, spot.where.basis, "place")))
             for spot in spots_of(told.tellings)]
    for (one, first), (other, second) in combinations(spots, 2):
        if first is not None and second is not None and first.voice != second.voice and apart(one, other):
            yield _pair("places", "place", first, second, value=one.where.name or one.where.written,
                        rival=other.where.name or other.where.written, km=_kilometres(one, other))


def _kilometres(one: Spot, other: Spot) -> int:
    return round(distance_km(one.point, other.point)) if one.point and other.point else 0


def _account(told: Told, claims: Sequence[str]) -> Account | None:
    """The account of the first claim on which a telling's time or place rests, None where none stands."""
    return next((told.account_of[key] for key in claims if key in told.account_of), None)
