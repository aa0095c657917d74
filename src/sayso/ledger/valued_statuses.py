"""The status of an attribute whose value is one thing among others: a weapon, a target, a cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook import is_hostile
from sayso.ledger.named_things import class_of, rival_classes
from sayso.ledger.rows import STRENGTH, Finding, finding
from sayso.ledger.testimonies import Scene, Word, attribute_words
from sayso.model import Attribute

_OF_AN_ATTACK: tuple[Attribute, ...] = ("responsibility", "weapon")


@dataclass(frozen=True)
class Valued:
    """The words on one attribute, the class of what each account names, by the account's key, and the pairs of classes
    that one source names both."""

    about: Attribute
    words: tuple[Word, ...]
    classes: Mapping[str, str | None]
    together: frozenset[frozenset[str]]

    def named(self) -> list[str]:
        """The classes that somebody affirms."""
        return sorted({self.classes[w.account.key] or "" for w in self.words if w.testimony.stance == "affirms"} - {""})

    def bearing_on(self, name: str | None) -> list[Word]:
        """The words as they bear on a class: who names a rival of it, and does not name it too, denies it; what names
        no class bears on it only where it denies. For None, the words that name no class, and all denials."""
        naming = {w.account.voice for w in self.words
                  if w.testimony.stance == "affirms" and self.classes[w.account.key] == name}
        found = []
        for word in self.words:
            own = self.classes[word.account.key]
            if own == name or (own is None and word.testimony.stance != "affirms"):
                found.append(word)
            elif (
                word.testimony.stance == "affirms" and word.testimony.origin and word.account.voice not in naming
                and rival_classes(self.about, own, name) and frozenset((own, name)) not in self.together
            ):
                found.append(Word(replace(word.testimony, stance="denies", physical=False), word.account))
        return found


def valued(scene: Scene, about: Attribute) -> Valued:
    """The words on a weapon, a target or a cause, sorted by what they name."""
    words = [*attribute_words(scene, about), *(_attacks(scene) if about == "cause" else ())]
    tellings = tuple(scene.tellings[key] for key in sorted(scene.tellings))
    classes = {w.account.key: class_of(w.account, tellings) if w.account.about == about else "attack" for w in words}
    return Valued(about, tuple(words), classes, _told_together(words, classes))


def valued_finding(scene: Scene, about: Attribute) -> Finding:
    """The status of the value that can be told with most right."""
    told = valued(scene, about)
    if not any(word.account.about == about for word in told.words):
        return finding(())
    named = told.named()
    if not named:
        return finding(told.words)
    found = [replace(finding(told.bearing_on(name)), value=name) for name in named]
    return min(found, key=lambda f: (
        STRENGTH.index(f.status or "unknown"), -len({w.account.voice for w in f.words}), f.value or ""))


def _attacks(scene: Scene) -> list[Word]:
    """Who names a doer or a weapon lays it to an attack."""
    return [
        word for about in _OF_AN_ATTACK for word in attribute_words(scene, about)
        if word.testimony.stance == "affirms" and word.account.value is not None and is_hostile(scene.kind)
    ]


def _told_together(words: Sequence[Word], classes: Mapping[str, str | None]) -> frozenset[frozenset[str]]:
    """Pairs of classes that one source names both: a salvo of several weapons."""
    by_voice: dict[str, set[str]] = {}
    for word in words:
        own = classes[word.account.key]
        if own is not None and word.testimony.stance == "affirms":
            by_voice.setdefault(word.account.voice, set()).add(own)
    return frozenset(
        frozenset((one, other)) for names in by_voice.values() for one in names for other in names if one != other
    )
