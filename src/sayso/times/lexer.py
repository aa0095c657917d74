"""A text as pieces: words, numbers, dates in digits, clock times and marks, with their classes and one symbol each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sayso.times.holidays import hijri_months, holidays, name_pattern
from sayso.times.lexicon import NOTHING, Lexicon, Value, lexicon, number_classes, ordinal_classes


class Piece(NamedTuple):
    """A word or mark of the text, with the values that it has as a member of its classes."""

    start: int
    end: int
    text: str
    classes: dict[str, Value]
    symbol: str

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


# Editors' brackets about one word, "[Ten] years ago": the word counts, the brackets do not.
_INSERTED = re.compile(r"\[[A-Za-z]+\]")
_PIECE = re.compile(
    r"""
    (?P<word>(?!(?:UTC|GMT)\s?[+\-−–]|[ap]\.?\s?m\b|o['’]clock|[AaBb]\.|BCE?\b|bce?\b)  # most pieces: tried first
        [^\W\d_]+(?:['’](?!s\b|ll\b)[^\W\d_]+)*)
  | (?P<military_stamp>(?<![\w.,])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\s?
        (?:[A-Z]\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s?(?:20\d{2}|\d{2})(?!\d)|Z\b))
  | (?P<iso_time>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?(?!\d))
  | (?P<iso_date>\d{4}-\d{2}-\d{2}(?![\d-]))
  | (?P<compact_date>(?<![\d.,])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))
  | (?P<numeric_date>(?<![\d.,])
        (?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.]\d{1,2}[/.]\d{1,2})(?![\d/-])(?!\.\d))
  | (?P<clock>(?<![\d.,])(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?![\d:])|[hH][0-5]\d\b))
  | (?P<iso_month>(?<![\d-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?![\d-]))
  | (?P<decades>(?:(?<!\w)['’‘])?\d{1,3}0['’]?s\b)
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<year_apostrophe>(?<!\w)['’‘]\d{2}(?!\d))
  | (?P<quantity>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d))
  | (?P<dotted>(?<![\d.,])\d{1,2}\.\d{2}(?![\d.]))
  | (?P<fraction>\d+[.]\d+)
  | (?P<digits>\d+)
  | (?P<zone_offset>(?:UTC|GMT)\s?[+\-−–]\s?\d{1,2}(?::?\d{2})?(?!\d))
  | (?P<meridiem>[ap]\.\s?m\.|(?<=[\d\s])[ap]\.?m\b)
  | (?P<oclock>o['’]clock)
  | (?P<era_calendar>A\.\s?H\.|B\.\s?E\.)
  | (?P<era>[Bb]\.\s?[Cc]\b\.?(?:[Ee]\.)?|BCE?\b|\bbce?\b|A\.D\.)
  | (?P<plain_word>[^\W\d_]+(?:['’](?!s\b|ll\b)[^\W\d_]+)*)
  | (?P<will>(?<=\w)['’]ll\b)
  | (?P<possessive>(?<=\w)['’]s?(?!\w))
  | (?P<break>\n\s*\n|\n)
  | (?P<plus>\+)
  | (?P<dash>--?|[–—−‑])
  | (?P<comma>,)
  | (?P<stop>[.!?;:])
  | (?P<slash>/)
  | (?P<bracket>[()\[\]])
  | (?P<other>[^\s])
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?:\]\)\"”]\s*\Z")
_TENS = 20
_WORDS = ("word", "plain_word")


def lex(text: str) -> list[Piece]:
    """The pieces of a text, in order; number words that belong together ("twenty-four") are one piece."""
    words = lexicon()
    found: list[Piece] = []
    brackets = {at for match in _INSERTED.finditer(text) for at in (match.start(), match.end() - 1)}
    names = {match.start(): match for match in name_pattern().finditer(text)}
    reached = 0
    for match in _PIECE.finditer(text):
        start = match.start()
        if start < reached or start in brackets:
            continue
        kind = match.lastgroup or "other"
        if start in names:
            piece = _named(names[start], words)
        elif kind in _WORDS:
            piece = _word_piece(match)
        elif kind == "iso_month" and int(match.group()[5:]) == (int(match.group()[:4]) + 1) % 100:
            found.extend(_two_years(match))
            continue
        elif kind == "break" and _is_wrapped(text, start, match.end()):
            continue
        else:
            piece = _piece(match, kind, words)
        found.append(piece)
        reached = piece.end
    return _with_numbers(found, words)


def _word_piece(match: re.Match[str]) -> Piece:
    text = match.group()
    start, end = match.span()
    known, symbol, dotted = _word(text)
    if dotted and match.string[end : end + 1] == ".":
        text, end = text + ".", end + 1
    return Piece(start, end, text, known, symbol)


def _piece(match: re.Match[str], kind: str, words: Lexicon) -> Piece:
    text, start, end = match.group(), match.start(), match.end()
    classes: dict[str, Value]
    if kind == "digits":
        classes = number_classes(text) if len(text) <= 5 else {}
    elif kind == "ordinal":
        classes = ordinal_classes(int(text[:-2]))
    elif kind == "meridiem":
        classes = dict(words.words["am" if text[0] in "aA" else "pm"])
    elif kind == "oclock":
        classes = dict(words.words["o'clock"])
    elif kind == "era":
        classes = dict(words.words["bc" if text[0] in "bB" else "ad"])
    elif kind == "era_calendar":
        classes = dict(words.words["ah" if text[0] == "A" else "be"])
    elif kind == "zone_offset":
        classes = {"zone_short": text}
    elif kind == "will":
        classes = dict(words.words["'ll"])
    elif kind in ("fraction", "other"):
        classes = {}
    else:
        classes = {kind: text}
    return Piece(start, end, text, classes, words.symbol(classes))


def _named(match: re.Match[str], words: Lexicon) -> Piece:
    """The name of a feast, or of a month of the Islamic calendar, as one piece."""
    text = match.group()
    classes: dict[str, Value] = {}
    if text in holidays():
        classes["holiday"] = text
    if text.lower() in hijri_months():
        classes["hijri_month"] = hijri_months()[text.lower()]
    return Piece(match.start(), match.end(), text, classes, words.symbol(classes))


def _two_years(match: re.Match[str]) -> list[Piece]:
    """As in "2006-07": a year and the next, as in "1941-42"; other months in digits are months."""
    words, start = lexicon(), match.start()
    found = []
    for first, last in ((0, 4), (4, 5), (5, 7)):
        text = match.group()[first:last]
        classes: dict[str, Value] = {"dash": text} if text == "-" else number_classes(text)
        found.append(Piece(start + first, start + last, text, classes, words.symbol(classes)))
    return found


@lru_cache(maxsize=16384)
def _word(text: str) -> tuple[dict[str, Value], str, bool]:
    """The classes and the symbol of a word, and whether a full stop belongs to it."""
    words = lexicon()
    classes = words.classes(text.replace("’", "'"))
    return classes, words.symbol(classes), bool(classes) and text.lower() in words.dotted


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Whether a line break is only where a long line was wrapped: one break, mid-sentence, the next word small."""
    if end - start > 1 or end >= len(text):
        return False
    begin = text.rfind("\n", 0, start) + 1
    return start - begin >= 40 and not _SENTENCE_END.search(text, begin, start) and not text[end].isupper()


def _with_numbers(pieces: list[Piece], words: Lexicon) -> list[Piece]:
    """Joins number words: tens and ones with or without a hyphen, hundreds and thousands, and ordinals at their end."""
    found: list[Piece] = []
    index = 0
    while index < len(pieces):
        if "number_word" not in pieces[index].classes:
            found.append(pieces[index])
            index += 1
            continue
        piece, index = _number_at(pieces, index, words)
        found.append(piece)
    return found


def _number_at(pieces: list[Piece], index: int, words: Lexicon) -> tuple[Piece, int]:
    first = last = pieces[index]
    total, current = 0, int(first.classes["number_word"])
    ordinal = False
    at = index + 1
    while at < len(pieces) and not ordinal:
        step = 1 if "dash" in pieces[at].classes or pieces[at].lower == "and" else 0
        if at + step >= len(pieces):
            break
        following = pieces[at + step]
        kind = "number_word" if "number_word" in following.classes else "ordinal_word"
        if kind not in following.classes:
            break
        value = int(following.classes[kind])
        if pieces[at].lower == "and" and current < 100:
            break
        if value in (100, 1000) and 1 <= current < 100 and not (step and current >= _TENS):
            current *= value
        elif (current >= _TENS and current < 100 and current % 10 == 0 and 1 <= value <= 9) or (
            current >= 100 and current % 100 == 0 and value < 100
        ):
            current += value
        else:
            break
        ordinal = kind == "ordinal_word"
        last, at = following, at + step + 1
    classes: dict[str, Value]
    value = total + current
    if ordinal:
        classes = ordinal_classes(value)
    elif value <= 12 and last is first:
        classes = {"number": value, "number_word": value, "hour_word": value}
        if "hour_word" not in first.classes:
            classes.pop("hour_word")
    else:
        classes = {"number": value, "number_word": value}
    text = "".join(p.text for p in pieces[index:at])
    return Piece(first.start, last.end, text, classes, words.symbol(classes)), at


def symbols(pieces: list[Piece]) -> str:
    """The text as one symbol a piece; what no pattern can name is a full stop."""
    return "".join(piece.symbol for piece in pieces)


__all__ = ["NOTHING", "Piece", "lex", "symbols"]
