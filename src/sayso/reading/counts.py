"""Numbers of people killed, injured, missing, captured and displaced."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import CountMention


def find_counts(parse: Parse) -> tuple[CountMention, ...]:
    """All counts of people in the text, in its order."""
    return ()
