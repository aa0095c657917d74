"""The lemma of a word from its form and its parts of speech, by the conventions of the English treebanks.

First what the treebanks say (`weights/lemmas.json.gz`: forms that the rules get wrong), then irregular forms, then the
rules of spelling. Known verbs settle whether a stem has a silent e; `en/lemmas.toml` has the rest.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from sayso.errors import LanguageError

RULES = Path(__file__).parent / "en" / "lemmas.toml"
LOOKUP = Path(__file__).parent / "weights" / "lemmas.json.gz"
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Spelling:
    """Irregular forms by part of speech, and what tells how a stem is spelt."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    comparison: dict[str, str]
    endings: tuple[str, ...]
    plain: tuple[str, ...]
    with_e: frozenset[str]
    without_e: frozenset[str]
    double: frozenset[str]


@cache
def spelling() -> Spelling:
    """The rules file, read once."""
    table = tomllib.loads(RULES.read_text(encoding="utf-8"))
    forms = {
        name: {form: lemma for lemma, listed in table[name].items() for form in listed.split()}
        for name in ("verbs", "nouns", "comparison")
    }
    silent = table["silent_e"]
    return Spelling(
        **forms, endings=tuple(silent["endings"].split()), plain=tuple(silent["plain"].split()),
        with_e=frozenset(silent["with_e"].split()), without_e=frozenset(silent["without_e"].split()),
        double=frozenset(silent["double"].split()),
    )


@dataclass(frozen=True)
class Lookup:
    """What the treebanks teach: `forms` from "form<TAB>UPOS" to a lemma, `verbs` and `nouns` known as lemmas."""

    forms: dict[str, str]
    verbs: frozenset[str]
    nouns: frozenset[str]


@cache
def lookup(path: Path = LOOKUP) -> Lookup:
    """The lookup that the treebanks gave. Raises LanguageError where the file is missing or damaged."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as content:
            table = json.load(content)
        return Lookup(table["forms"], frozenset(table["verbs"]), frozenset(table["nouns"]))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise LanguageError(f"the lemma lookup {path} is missing or damaged ({error}); install sayso anew") from error


@lru_cache(maxsize=100_000)
def lemma(form: str, upos: str, xpos: str) -> str:
    """The lemma of a form: "shelled", VERB, VBD → "shell". `upos`: Universal Dependencies; `xpos`: Penn Treebank."""
    known = lookup()
    if upos == "VERB" and xpos in ("VBD", "VBN") and form.lower() in spelling().verbs:
        # The irregular verbs are a closed class; where a treebank differs from it, it is a slip.
        return by_rule(form, upos, xpos)
    if upos == "NOUN" and xpos == "NNS" and form.lower() in spelling().nouns:
        return by_rule(form, upos, xpos)
    found = known.forms.get(f"{form.lower()}\t{upos}")
    return found if found is not None else by_rule(form, upos, xpos, known.verbs, known.nouns)


def by_rule(
    form: str, upos: str, xpos: str, verbs: frozenset[str] = frozenset(), nouns: frozenset[str] = frozenset()
) -> str:
    """The lemma by irregular forms and rules of spelling alone; `verbs`, `nouns`: known lemmas that settle a doubt."""
    word = form.lower().replace("’", "'")
    if upos == "PROPN":
        return form[:-1] if xpos == "NNPS" and re.search(r"[^s]s$", form) else form
    head, hyphen, last = word.rpartition("-")
    if hyphen and head and last and upos in ("VERB", "NOUN"):
        return f"{head}-{by_rule(last, upos, xpos, verbs, nouns)}"
    if upos in ("VERB", "AUX"):
        return _verb(word, xpos, verbs)
    if upos == "NOUN" and xpos in ("NNS", "NNPS"):
        return _noun(word, nouns)
    if upos in ("ADJ", "ADV") and xpos in ("JJR", "JJS", "RBR", "RBS"):
        return _compared(word)
    return word


def _verb(word: str, xpos: str, verbs: frozenset[str]) -> str:
    irregular = spelling().verbs.get(word)
    if xpos in ("VBD", "VBN"):
        for prefix in ("", "re", "over", "out", "under", "un", "mis", "fore", "with"):
            found = spelling().verbs.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
            if found:
                return prefix + found
        if word.endswith("ied"):
            return word[:-3] + "y"
        if word.endswith("eed"):  # verbs in -ee take a bare -d: "freed", "agreed"
            return word[:-1]
        return _stem(word[:-2], verbs) if word.endswith("ed") and len(word) > 4 else word
    if xpos == "VBG":
        if irregular:
            return irregular
        return _stem(word.removesuffix("'").removesuffix("ing"), verbs) if re.search(r"[aeiouy].*ing$", word) else word
    if xpos == "VBZ":
        if irregular:
            return irregular
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if re.search(r"(ss|sh|[^a]ch|x|zz|o)es$", word) or re.search(r"[rt]ches$", word):
            return word[:-2]
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return word


def _stem(stem: str, verbs: frozenset[str]) -> str:
    """The verb that a stem is spelt from: "bomb" → bomb, "fir" → fire, "stopp" → stop."""
    rules = spelling()
    if stem in rules.double:
        return stem
    single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS else None
    if stem.endswith("ck") and stem[:-1] in rules.without_e:
        return stem[:-1]
    if stem + "e" in rules.with_e or stem in rules.without_e:
        return stem + "e" if stem + "e" in rules.with_e else stem
    for candidate in (stem, stem + "e", single):
        if candidate and candidate in verbs and not (candidate == stem and stem + "e" in verbs and _short(stem)):
            return candidate
    if single:
        if stem[-1] in "sfz" or (stem[-1] == "l" and not re.search(r"[aeiou][^aeiou]+[eo]ll$", stem)):
            return stem
        return single
    if _short(stem):
        return stem + "e"
    for length in range(min(4, len(stem)), 0, -1):
        ending = stem[-length:]
        if ending in rules.plain:
            return stem
        if ending in rules.endings:
            return stem + "e"
    return stem


def _short(stem: str) -> bool:
    """Whether a stem is one syllable with one vowel and one consonant after it: without an e it would have doubled."""
    return bool(re.fullmatch(r"(?:[^aeiouy]*|[^aeiou]*qu)[aeiouy][^aeiouywx]", stem))


def _noun(word: str, nouns: frozenset[str]) -> str:
    irregular = spelling().nouns.get(word)
    if irregular:
        return irregular
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("women"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz)es$", word):
        return word[:-2]
    if word.endswith("es") and word[:-2] in nouns and word[:-1] not in nouns:
        return word[:-2]
    return word[:-1] if re.search(r"[^su]s$|eus$", word) and not word.endswith("is") else word


def _compared(word: str) -> str:
    irregular = spelling().comparison.get(word)
    if irregular:
        return irregular
    stem = re.sub(r"(?:er|est)$", "", word)
    if stem == word or len(stem) < 3 or not re.search(r"[aeiouy]", stem):
        return word
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsf":
        return stem[:-1]
    silent = len(stem) > 3 and re.search(r"(?:[aeiou][cgsvz]|[rn]g|[^aeiou][aeiou]t|bl|pl|tl|rs)$", stem)
    return stem + "e" if silent else stem
