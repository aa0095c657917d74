"""What coreference must know of English words: the lists of `en/coreference.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "en" / "coreference.toml"


@dataclass(frozen=True)
class Words:
    """The lists of `en/coreference.toml` as sets."""

    pronouns: dict[str, tuple[str, str]]
    title_gender: dict[str, str]
    noun_gender: dict[str, str]
    name_gender: dict[str, str]
    persons: frozenset[str]
    collective: frozenset[str]
    measure: frozenset[str]
    differing: frozenset[str]
    speech: frozenset[str]
    empty_verbs: frozenset[str]
    weather: frozenset[str]
    empty_predicates: frozenset[str]
    absent: frozenset[str]
    descriptions: dict[str, str]
    salience: dict[str, float]


@cache
def words() -> Words:
    """The rules file, read once."""
    table: dict[str, Any] = tomllib.loads(RULES.read_text(encoding="utf-8"))

    def genders(name: str) -> dict[str, str]:
        return {word: gender for gender in ("he", "she") for word in table[name][gender].split()}

    return Words(
        pronouns={form: (gender, number) for form, (gender, number) in table["pronouns"].items()},
        title_gender=genders("titles"), noun_gender=genders("nouns"), name_gender=genders("names"),
        persons=frozenset(table["nouns"]["person"].split()) | frozenset(genders("nouns")),
        collective=frozenset(table["nouns"]["collective"].split()),
        measure=frozenset(table["nouns"]["measure"].split()),
        differing=frozenset(table["differing"]["words"].split()),
        speech=frozenset(table["speech"]["verbs"].split()),
        empty_verbs=frozenset(table["empty"]["verbs"].split()),
        weather=frozenset(table["empty"]["weather"].split()),
        empty_predicates=frozenset(table["empty"]["predicates"].split()),
        absent=frozenset(table["empty"]["determiners"].split()),
        descriptions={word: kind for kind, listed in table["descriptions"].items() for word in listed.split()},
        salience={name: float(value) for name, value in table["salience"].items()},
    )
