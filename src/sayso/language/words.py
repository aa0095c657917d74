"""Words and marks of a text, by the conventions of the Universal Dependencies treebanks of English (EWT, GUM).

Clitics come apart ("do" "n't", "mayor" "'s"), hyphens and units too ("missile" "-" "armed", "5" "km", "$" "3").
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "en" / "words.toml").read_text(encoding="utf-8"))


def _either(name: str) -> str:
    """A pattern for one of the words of a list, the longest first."""
    return "|".join(sorted(map(re.escape, _TABLE[name].split()), key=lambda word: (-len(word), word)))


_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"'\])]+[^\s<>"'\]).,;:!?…»”’]    # web addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # mail addresses
  | [@\#]\w[\w]*                                              # handles, hashtags
  | (?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z])                   # U.S., a.m.
  | (?:ABBREVIATION)\.(?=\s|$|[,;:)\]])                       # Gen., Mr.
  | (?:DOUBTFUL)\.(?=\s*\d|,)                                 # No. 5, Sat.,
  | \w[\w-]*(?:\.[\w-]+)*\.(?:SITE)\b                         # example.com
  | [:;]-?[()DP](?!\w)
  | \b[A-Z]\.(?=\s+[A-Z])                                     # initials
  | \d{1,2}:\d{2}(?::\d{2})?                                  # clock times
  | \d{1,4}[/.]\d{1,2}[/.]\d{2,4}                             # dates in figures
  | \d+/\d+
  | \d+(?:,\d{3})+(?:\.\d+)?                                  # 1,200
  | \d+\.\d+
  | \d+(?:st|nd|rd|th)\b
  | \d+(?:s|['’]s)\b                                          # 1990s
  | [^\W\d_]+\d\w*                                            # T72
  | \d+
  | [^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*  # letters, combining marks
  | \.{2,}|…+|-{2,}|–|—|\*+|_+|=+|~+|!+|\?[!?]*|>+|<+             # runs of marks
  | \S
    """.replace("ABBREVIATION", _either("abbreviations")).replace("DOUBTFUL", _either("doubtful"))
    .replace("SITE", _either("sites")),
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHE_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)+", re.UNICODE)
_CLITIC_TAIL = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_JOINED: dict[str, int] = _TABLE["joined"]
_PREFIXES = frozenset(_TABLE["prefixes"].split())
BEFORE_NAMES = frozenset(_TABLE["before_names"].split())


def tokenise(text: str) -> list[tuple[int, int]]:
    """The words and marks of a text as half-open character ranges, in order; white space is in none."""
    found: list[tuple[int, int]] = []
    at, length = 0, len(text)
    while at < length:
        if text[at].isspace():
            at += 1
            continue
        apostrophe = _APOSTROPHE_WORD.match(text, at)
        match = apostrophe or _WORD.match(text, at)
        end = match.end() if match else at + 1
        if end == at:
            end = at + 1
        hyphen = _hyphenated_prefix(text, at, end)
        if hyphen:
            end = hyphen
        found.extend(_split(text, at, end))
        at = end
    return found


def _hyphenated_prefix(text: str, start: int, end: int) -> int | None:
    """The end of "ex-rebel" or "anti-tank", which stays whole, where one begins at `start`."""
    if text[start:end].lower() not in _PREFIXES or text[end : end + 1] not in ("-", "‑"):
        return None
    rest = re.compile(r"[^\W\d_]+").match(text, end + 1)
    return rest.end() if rest else None


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A word parted from its clitic."""
    word = text[start:end]
    cut = _JOINED.get(word.lower())
    if cut:
        return [(start, start + cut), (start + cut, end)]
    if "'" in word or "’" in word:
        tail = _CLITIC_TAIL.search(word)
        if tail and tail.start() > 0:
            return [(start, start + tail.start()), (start + tail.start(), end)]
    return [(start, end)]


def case_class(word: str) -> int:
    """How a word is written: 1 lower case, 2 capitalised, 3 UPPER CASE, 4 a single capital, 5 mixed, 6 with a digit,
    7 other (marks); 0 is kept for what is no word."""
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    if all(c.islower() or not c.isupper() for c in letters):
        return 1
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 3
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 5
