"""The language of a text, told from its script, its letters and its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Tables:
    """The data of languages.toml: ranges of scripts, languages of each script, words and letters of each language."""

    sample: int
    letters: int
    hits: int
    share: float
    margin: float
    scripts: tuple[tuple[str, re.Pattern[str]], ...]
    alone: dict[str, str]
    words: dict[str, dict[str, frozenset[str]]]
    marks: dict[str, dict[str, frozenset[str]]]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files("sayso.intake").joinpath("languages.toml").read_text(encoding="utf-8"))
    shared = data["languages"]
    return _Tables(
        **data["thresholds"],
        scripts=tuple((name, re.compile(f"[{ranges}]")) for name, ranges in data["scripts"].items()),
        alone=data["alone"],
        words={s: {code: frozenset(row["words"].split()) for code, row in rows.items()} for s, rows in shared.items()},
        marks={s: {c: frozenset(row.get("letters", "")) for c, row in rows.items()} for s, rows in shared.items()},
    )


def tell_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in, or None where it is too short or too mixed to
    tell. Only the first thousands of characters are looked at."""
    tables = _tables()
    sample = text[: tables.sample].lower()
    sizes = {name: len(pattern.findall(sample)) for name, pattern in tables.scripts}
    script = max(sizes, key=lambda name: sizes[name])
    if sizes[script] < tables.letters or 2 * sizes[script] < sum(sizes.values()):
        return None
    if script in tables.alone:
        return tables.alone[script]
    words = Counter(word.replace("’", "'") for word in _WORD.findall(sample))
    letters = Counter(sample)
    total = sum(words.values())
    scores = {
        code: sum(words[w] for w in known) + sum(letters[c] for c in tables.marks[script][code])
        for code, known in tables.words[script].items()
    }
    first, second = sorted(scores, key=lambda code: (-scores[code], code))[:2]
    if scores[first] < max(tables.hits, tables.share * total) or scores[first] < tables.margin * scores[second]:
        return None
    return first
