"""What bears on each account: the words of others on the same thing, as they speak for it or against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.codebook import family
from sayso.ledger.accounts import Account
from sayso.ledger.counts import bearing_on_figure
from sayso.ledger.grades import Bearing
from sayso.ledger.phrasing import phrase, sayers
from sayso.ledger.rows import Finding, bearing_on, finding
from sayso.ledger.sayings import COUNTS
from sayso.ledger.testimonies import (
    Scene,
    Word,
    attribute_words,
    occurrence_words,
    responsibility_words,
)
from sayso.ledger.valued_statuses import Valued, valued
from sayso.model import Attribute

_VALUED: tuple[Attribute, ...] = ("weapon", "target", "cause")


def bearings(scene: Scene) -> Callable[[Account], Bearing]:
    """A function that gives what bears on an account of a scene."""
    occurrence = occurrence_words(scene)
    responsibility = responsibility_words(scene)
    sorted_words: dict[Attribute, Valued] = {about: valued(scene, about) for about in _VALUED}
    rivals = family(scene.kind) != "clash"

    def of(account: Account) -> Bearing:
        about = account.about
        words: Sequence[Word]
        if about == "occurrence":
            words = occurrence
        elif about == "responsibility":
            doer = scene.doer_of(account)
            words = bearing_on(responsibility, doer, rivals=rivals) if doer is not None else responsibility
        elif about in sorted_words:
            words = sorted_words[about].bearing_on(sorted_words[about].classes.get(account.key))
        elif about in COUNTS:
            words = bearing_on_figure(account, scene) if account.stance == "affirms" else attribute_words(scene, about)
        else:
            words = attribute_words(scene, about)
        return _bearing(account, words)

    return of


def _bearing(account: Account, words: Sequence[Word]) -> Bearing:
    own = next((word for word in words if word.account is account), None)
    others = [word for word in words if word.account is not account and word.testimony.stance != "declines"]
    agreeing = tuple(word for word in others if word.testimony.stance == account.stance)
    opposing = tuple(word for word in others if word.testimony.stance != account.stance)
    found = finding(words)
    return Bearing(own, agreeing, opposing, found.status, reason_of(found))


def reason_of(found: Finding, **names: str) -> str:
    """A row in words."""
    stance = "denies" if found.row in ("physical_against", "denied", "accused_denies") else "affirms"
    told = {
        "names": sayers(found.words, stance), "others": sayers(found.words, "denies"),
        "number": str(len({word.account.identity for word in found.words})),
    }
    return phrase("rows", found.row, **(told | names))
