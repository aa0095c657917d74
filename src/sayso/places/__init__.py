"""Places: from names and spatial relations in a text to places and circles on the globe. Knows nothing of events."""

from __future__ import annotations

from functools import lru_cache

from sayso.places.gazetteer import Gazetteer, gazetteer
from sayso.places.place import Candidate, Place
from sayso.places.ranking import prior

__all__ = ["Candidate", "Gazetteer", "Place", "country_of_name", "gazetteer", "is_place_name"]


@lru_cache(maxsize=4096)
def country_of_name(name: str) -> str | None:
    """The ISO 3166-1 code of the best known place of that name, or of the country whose people it names; None if none.

    Raises GazetteerError where the gazetteer cannot be opened.
    """
    found = gazetteer().demonym(name)
    if found is not None:
        return found
    exact = [c for c in gazetteer().candidates(name) if c.match < 2]
    return min(exact, key=lambda c: (-prior(c), c.place.number)).place.country if exact else None


@lru_cache(maxsize=4096)
def is_place_name(name: str) -> bool:
    """Whether the gazetteer holds a place of exactly that name.

    Raises GazetteerError where the gazetteer cannot be opened.
    """
    return any(c.match < 2 for c in gazetteer().candidates(name))
