"""The items of a roundup: the paragraphs that tell of one matter each, under a label or a bullet."""

from __future__ import annotations

import re

from sayso.language.parse import Parse
from sayso.places import is_place_name
from sayso.reading.clauses import PLACE_KINDS
from sayso.reading.grouping_words import grouping_words

# A bullet, or a label in capitals with a mark: "GAZA CITY: …", "NORTH KIVU, BENI. …".
_BULLET = re.compile(r"^\s*[-*•–▸►▪■◆●‣]\s+(?=[A-ZÀ-Þ\"“‘'\d])")
_CAPITALS = re.compile(r"^\s*[A-ZÀ-Þ][A-ZÀ-Þ'’ ./&-]+(?:, ?[A-ZÀ-Þ'’ -]+)*[:.?] ")
# A few words and a mark before a sentence: "Kirkuk. Gunmen attacked …", "Rafah, 4 November. …".
_SHORT = re.compile(r"^\s*[^\w\s]{0,3}\s*([A-ZÀ-Þ][\w'’/-]+(?:,? [\w'’/-]+){0,5})(?:[.?] (?=[A-ZÀ-Þ\"“‘'\d])|: )")
_LEAST = 3
_LOOK = 80  # characters of a paragraph in which its label stands


def find_items(parse: Parse, title: str | None = None) -> tuple[tuple[int, int], ...]:
    """The items of a roundup as ranges of sentences, each up to the next label or the paragraph of another matter;
    the last one is a single paragraph. Fewer than three are no roundup, and none is given."""
    heads = [(s.index, parse.text[parse.tokens[s.start].start :][:_LOOK]) for n, s in enumerate(parse.sentences)
             if not n or s.paragraph != parse.sentences[n - 1].paragraph]
    starts = [index for index, text in heads if index and _is_label(text)]
    if len(starts) < _LEAST:
        starts = _placed(parse, heads, title)
    elif heads and _is_label(heads[0][1]) and not _is_dateline(heads[0][1]):
        starts.insert(0, heads[0][0])
    if len(starts) < _LEAST:
        return ()
    asides = [index for index, text in heads if _is_aside(text)]
    found = []
    for number, start in enumerate(starts):
        nearest = [i for i in (*asides, *starts[number + 1 :]) if i > start]
        if number + 1 == len(starts):
            paragraph = parse.sentences[start].paragraph
            nearest += [s.index for s in parse.sentences if s.paragraph > paragraph]
        found.append((start, min(nearest, default=len(parse.sentences))))
    return tuple(found)


def _placed(parse: Parse, heads: list[tuple[int, str]], title: str | None) -> list[int]:
    """The paragraphs that begin with a short label without a verb, where most of the labels are names; where only two
    are, most paragraphs must have one, or the title must say that the report rounds up a span of time."""
    labelled = [index for index, text in heads if _has_short_label(parse, index, text)]
    named = [index for index in labelled if _names_place(parse, index)]
    rounds_up = bool(set(re.findall(r"[a-z-]+", (title or "").lower())) & grouping_words().roundups)
    stopped = [index for index in labelled if ". " in dict(heads)[index][:_LOOK // 2]]
    most = len(stopped) >= _LEAST and 2 * len(stopped) > len(heads)
    if not (len(named) >= _LEAST and 2 * len(named) >= len(labelled)) and not (len(named) > 1 and (most or rounds_up)):
        return []
    return [index for index, text in heads if index in labelled and not _is_aside(text)]


def _has_short_label(parse: Parse, sentence: int, text: str) -> bool:
    match = _SHORT.match(text)
    if match is None:
        return False
    start = parse.sentences[sentence].start
    end = parse.tokens[start].start + match.end(1)
    label = [t for t in parse.tokens[start : start + 12] if t.end <= end]
    return not any(t.upos in ("VERB", "AUX") for t in label)


def _names_place(parse: Parse, sentence: int) -> bool:
    """Whether a sentence begins with the name of a place, or one that stands as a sentence and is no person's."""
    first = parse.tokens[parse.sentences[sentence].start]
    number = parse.entity_at[first.index]
    kind = parse.entities[number].kind if number is not None else None
    if kind in PLACE_KINDS:
        return True
    if kind == "person" and not is_place_name(first.text):
        return False
    end = next((t for t in parse.tokens[first.index : first.index + 10] if t.text in (".", ":")), None)
    return first.upos == "PROPN" and end is not None and end.text == "."


def _is_label(text: str) -> bool:
    return bool(_BULLET.match(text) or _CAPITALS.match(text)) and not _is_aside(text)


def _is_dateline(text: str) -> bool:
    """Whether a report's first words are its dateline: a place, an agency in brackets, a dash."""
    return bool(re.match(r"^\s*[A-ZÀ-Þ][^.]{2,60}?(?:\([^)]*\)\s*)?[-–—] ", text))


def _is_aside(text: str) -> bool:
    """Whether a paragraph's label says that it tells no news of its own ("In all", "Next week")."""
    return re.sub(r"^[^\w]+", "", text).lower().startswith(grouping_words().context_labels)
