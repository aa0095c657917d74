"""Which mentions are of one thing."""

from __future__ import annotations

from sayso.language.parse import Chain, Parse


def find_chains(parse: Parse) -> tuple[Chain, ...]:
    """The chains of a parse, in the order of their first mention."""
    return ()
