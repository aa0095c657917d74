"""Paragraphs and sentences: which lines are one paragraph, and where in it a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.language.words import BEFORE_NAMES

_FINAL = re.compile(r"^(?:[.?!]+|…+|[?!]+)$")
_CLOSING = frozenset("\"'”’»)]}") | {"''", "”", "’’"}
_OPENING = frozenset("\"'“‘«([{") | {"``", "“"}
_BRACKETS = {"(": ")", "[": "]"}
_PARENTHESIS = 25
_BULLET = re.compile(r"\s*(?:[-*•–—·▪►]|\d{1,3}[.)]|[a-z][.)])\s")
_NARROWEST, _WIDEST = 40, 100
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 18  # words


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The character ranges of the paragraphs: a line with text in it, or the lines that a hard wrap made of one."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text) if m[0].strip()]
    joins = _wrapped(text, lines)
    found: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(lines):
        if number and joins[number]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _wrapped(text: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Whether each line goes on with the one before, which a hard wrap has cut.

    A wrap shows in its line ends: nearly every next word would not have fitted in the width.
    """
    none = [False] * len(lines)
    adjacent = [
        number > 0 and len(re.findall(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]", text[lines[number - 1][1] : start])) == 1
        and not _BULLET.match(text[start:end])
        for number, (start, end) in enumerate(lines)
    ]
    pairs = [number for number, near in enumerate(adjacent) if near]
    if len(pairs) < 2:
        return none
    lengths = sorted(len(text[a:b].rstrip()) for a, b in lines if " " in text[a:b].strip())
    width = lengths[-1] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return none

    def full(number: int) -> bool:
        line = text[lines[number - 1][0] : lines[number - 1][1]].rstrip()
        word = text[lines[number][0] : lines[number][1]].split()[0]
        return len(line) + 1 + len(word) > width - 6 and len(line) > width * 0.6

    filled = [full(number) for number in pairs]
    mid = sum(not re.search(r"[.?!…:;\"'”’)\]]$", text[lines[n - 1][0] : lines[n - 1][1]].rstrip()) for n in pairs)
    if sum(filled) < 0.6 * len(pairs) or mid < 0.4 * len(pairs):
        return none
    wanted = dict(zip(pairs, filled, strict=True))
    return [
        wanted.get(number, False)
        or (adjacent[number] and text[start:end].lstrip()[:1].islower()
            and not re.search(r"[.?!:]$", text[lines[number - 1][0] : lines[number - 1][1]].rstrip()))
        for number, (start, end) in enumerate(lines)
    ]


def sure_starts(words: Sequence[str]) -> list[bool]:
    """Whether a sentence surely begins at each word of a paragraph, by its marks alone.

    After a final mark (and what closes with it) comes a capital, a figure or an opening mark; no bracket is open.
    """
    capitals = any(c.isupper() for word in words for c in word)
    inside = _parentheses(words)
    opens = _opening_quotes(words)
    found = [False] * len(words)
    if words:
        found[0] = True
    for index in range(1, len(words)):
        before = index - 1
        while before > 0 and words[before] in _CLOSING and not opens[before]:
            before -= 1
        if not _FINAL.match(words[before]) or words[before].startswith("..") or inside[index] or inside[before]:
            continue
        word = words[index]
        if word in _CLOSING and word not in _OPENING:
            continue
        ambiguous = word == "'" or (word == '"' and not opens[index])
        letter = next((c for c in "".join(words[index : index + 2]) if c.isalpha()), "")
        if not ambiguous and (letter.isupper() or not capitals):
            found[index] = True
    return found


def _opening_quotes(words: Sequence[str]) -> list[bool]:
    """Whether each word is a straight double quote that opens: every other one of a paragraph does."""
    found, opens = [], True
    for word in words:
        found.append(word == '"' and opens)
        if word == '"':
            opens = not opens
    return found


def _parentheses(words: Sequence[str]) -> list[bool]:
    """Whether each word is inside a short parenthesis (its brackets not counted as inside at the opening one)."""
    inside = [False] * len(words)
    for start, word in enumerate(words):
        if word in _BRACKETS:
            for end in range(start + 1, min(len(words), start + _PARENTHESIS)):
                if words[end] == _BRACKETS[word]:
                    inside[start + 1 : end + 1] = [True] * (end - start)
                    break
    return inside


def sentence_starts(words: Sequence[str], scores: NDArray[np.float32]) -> list[bool]:
    """Whether a sentence begins at each word of a paragraph, from the encoder's logits and the guards."""
    sure = sure_starts(words)
    inside = _parentheses(words)
    opening = dateline_end(words)
    found = []
    for index, word in enumerate(words):
        if index in (0, opening):
            found.append(True)
            continue
        if index < opening:
            found.append(False)
            continue
        before = words[index - 1]
        threshold = -1.5 if sure[index] else 0.5
        if inside[index] or before.lower() in BEFORE_NAMES or _closes(words, index):
            found.append(False)
            continue
        if word in (",", ";", ":") or (len(word) > 1 and word.startswith(("'", "’"))):
            found.append(False)
            continue
        found.append(bool(scores[index] > threshold))
    return found


def dateline_end(words: Sequence[str]) -> int:
    """The word at which a report begins behind its dateline ("OSLO, May 5 (NTB) -") or heading in capitals
    ("OSLO REGION:"); 0 where there is none."""
    found = 0
    comma = False
    for index, word in enumerate(words[:_DATELINE]):
        if index + 1 >= len(words):
            break
        if word in _DASHES and index:
            marked = comma or words[index - 1] == ")" or words[index - 1].isdigit()
            after = words[index + 1]
            capitals = words[0].isupper() and len(words[0]) > 1
            long = index > 1 or len(words[0]) > 4  # "BEIRUT - Israel", but "NATO-Russia"
            bare = capitals and long and after[0].isupper() and not (after.isupper() and len(after) > 1)
            if bare or (marked and (capitals or words[index - 1] in (")", "]"))):
                found = index + 1
        elif word == ":" and 0 < index <= 4 and all(w.isupper() for w in words[:index]) and len(words[0]) > 2:
            return index + 1
        elif word.isalpha() and not word[0].isupper():
            break
        comma = comma or word == ","
    return found


def _closes(words: Sequence[str], index: int) -> bool:
    """Whether the word is a mark that ends what stands before it."""
    word = words[index]
    return bool(_FINAL.match(word)) or (word in _CLOSING and word not in _OPENING)
