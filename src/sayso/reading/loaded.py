"""Language that takes sides, in the report's own voice."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import LoadedLanguage


def find_loaded_language(parse: Parse) -> tuple[LoadedLanguage, ...]:
    """The loaded passages of a report, in the order of the text."""
    return ()
