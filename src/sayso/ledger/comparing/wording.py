"""How alike two tellings are worded: words, rare names, figures; and whether their reports are about one story."""

from __future__ import annotations

from sayso.ledger.comparing.signal import Signal
from sayso.ledger.features import Features
from sayso.ledger.settings import settings
from sayso.ledger.stories import same_story
from sayso.ledger.terms import likeness

_FEW = 3


def compare_wording(one: Features, other: Features) -> list[Signal]:
    """Signals of what is written, whatever it means. Names of the place count with the place, not here."""
    places = {*one.place.words, *other.place.words}
    names = sorted((set(one.names) & set(other.names)) - places)
    numbers = sorted(set(one.numbers) & set(other.numbers), key=lambda number: (len(number), number))
    measures = settings().measures
    most = measures["most_names"]
    words, story = likeness(dict(one.terms), dict(other.terms)), same_story(one.story, other.story)
    found = [
        Signal("words", min(words, measures["most_words"]), "what is said of it is worded alike"),
        Signal("story", min(story, measures["most_story"]), "the reports are about one story"),
    ]
    if names:
        told = ", ".join(names[:_FEW])
        found.append(Signal("names", min(len(names), most) / most, f"rare names in both: {told}"))
    elif one.names and other.names:
        found.append(Signal("names_none", 1.0, "no rare name in both"))
    if numbers:
        found.append(Signal("numbers", min(len(numbers), most) / most, f"figures in both: {', '.join(numbers[:_FEW])}"))
    return found
