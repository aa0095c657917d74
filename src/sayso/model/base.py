"""What all nouns share: they are immutable, and they accept no field that they do not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """Base of every noun of the codebook: immutable, compared by value, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
