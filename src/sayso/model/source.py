"""A source: whoever a statement is laid to."""

from __future__ import annotations

from typing import Literal

from sayso.model.base import Noun

SourceKind = Literal[
    "official", "military", "armed_group", "police", "medic", "journalist", "media", "witness", "victim", "expert",
    "ngo", "international", "company", "footage", "social_media", "unnamed", "author",
]


class Source(Noun):
    """A person, body, outlet, witness or footage, or the report's author (`kind` "author").

    `name` is the fullest name that the report gives, or the description where it gives none. `side` is the
    party to the conflict that it belongs to, if any.
    """

    id: str
    name: str
    description: str | None = None
    kind: SourceKind
    side: str | None = None
    named: bool
