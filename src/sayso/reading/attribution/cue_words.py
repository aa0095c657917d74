"""The word lists of attribution and factuality, read from the codebook's folder of the language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The TOML file of that name. Raises FileNotFoundError where the language has none."""
    path = files("sayso.codebook").joinpath(f"{language}/{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of one entry of a lexicon: `words("hedges", "future", "verbs")`."""
    entry: Any = lexicon(name)
    for key in keys:
        entry = entry[key]
    return frozenset(entry.split())
