"""A claim: one source saying one thing about one attribute of one event, in one passage."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sayso.model.base import Noun
from sayso.model.quote import Quote

Attribute = Literal[
    "occurrence", "responsibility", "cause", "target", "weapon", "killed", "injured", "missing", "captured",
    "displaced", "damage", "place", "time", "intent", "other",
]
Stance = Literal["affirms", "denies", "declines"]
Certainty = Literal["certain", "probable", "possible"]


class Claim(Noun):
    """One statement. `source` is the chain of source ids, nearest the reader first; the last one is its origin.

    `value` is what is claimed where it is a number or a name (the count, the doer, the weapon), else None.
    """

    id: str
    event: str
    about: Attribute
    value: int | str | None = None
    source: tuple[str, ...] = Field(min_length=1)
    stance: Stance = "affirms"
    certainty: Certainty = "certain"
    cue: Quote | None = None
    quote: Quote
