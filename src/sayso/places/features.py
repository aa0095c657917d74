"""Words that say what a place is ("region", "village of", "air base"), and what they lead one to expect of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.places.compilation import table
from sayso.places.place import PlaceKind

# The kinds of places that each group of words fits.
FITTING: dict[str, tuple[PlaceKind, ...]] = {
    "region": ("region", "area", "country"),
    "region_or_area": ("region", "area", "district"),
    "district": ("district", "area"),
    "settlement": ("settlement",),
    "water": ("area",),
    "area": ("area",),
    "part": (),
    "site": (),
    "site_of_a_town": ("settlement", "area"),
    "surroundings": ("settlement", "area"),
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A word or words for what a place is: `groups` as in `en/features.toml`, `plural` for several places at once."""

    words: str
    groups: frozenset[str]
    plural: bool = False

    @property
    def kinds(self) -> frozenset[PlaceKind]:
        """The kinds of places that it fits."""
        return frozenset(kind for group in self.groups for kind in FITTING[group])

    def among(self, *groups: str) -> bool:
        """Whether it belongs to one of the groups."""
        return not self.groups.isdisjoint(groups)


@cache
def features() -> dict[tuple[str, ...], Feature]:
    """All feature words, by their lower-case words; plurals too."""
    found: dict[tuple[str, ...], tuple[set[str], bool]] = {}
    for group, listed in table("en", "features.toml")["kinds"].items():
        for words in listed:
            key = tuple(words.replace("-", " - ").split())
            found.setdefault(key, (set(), False))[0].add(group)
            found.setdefault((*key[:-1], _plural(key[-1])), (set(), True))[0].add(group)
    return {key: Feature(" ".join(key), frozenset(groups), plural) for key, (groups, plural) in found.items()}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


LONGEST = 4  # words of a feature


@cache
def words(section: str) -> frozenset[str]:
    """A list of `[words]` in lower case."""
    return frozenset(w.lower() for w in table("en", "features.toml")["words"][section])


@cache
def compass() -> dict[str, float]:
    """Words of direction and their bearing, degrees from north."""
    return {w: float(a) for w, a in table("en", "features.toml")["words"]["compass"].items()}
