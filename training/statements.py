"""What the attribution heads learn: cues, sources and contents as flags of words, and pointers between words.

Three pointers: `speech` goes from what is said (and from a cue that stands in it) to the cue of the innermost statement
that holds it, `speaker` from a cue to the mention of its source, `behind` from a source to the source that stands
between it and the reader in the same statement ("X, citing Y": from Y to X; "Y told X": from Y to X). A pointer's gold
is the set of the words of a span, any of which is right, or the empty set: none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.language.sentences import paragraphs, sure_starts
from sayso.language.words import tokenise

from .corpus.parts import is_development, part_of
from .corpus.reading import REPORTS, Report, read_corpus
from .corpus.reading import Statement as Record
from .data import Document, Marks, Sentence, records

FACTUALITY = {"happened": 3.0, "probable": 2.0, "possible": 1.0, "future": 0.0, "did_not_happen": -3.0}
_FARTHEST = 40  # words between a cue and the mention of its source
Words = frozenset[int]


@dataclass(frozen=True)
class Saying:
    """One statement in words of the document: its cue, what is said, its chain (nearest the reader first)."""

    cue: Words
    content: Words
    chain: tuple[int, ...]
    stance: str
    certainty: str


@dataclass
class Marked:
    """A report's words with its sayings and the mentions of every source."""

    words: list[str]
    starts: list[int]
    sayings: list[Saying]
    mentions: dict[int, list[Words]]
    factuality: dict[int, float] = field(default_factory=dict)


def own_reports(folder: Path = REPORTS, *, development: bool = False) -> list[Document]:
    """The training part of our own corpus of reports without its development slice, or that slice alone."""
    return [
        document_of(marked_words(report)) for report in read_corpus(folder)
        if part_of(report) == "train" and is_development(report) == development
    ]


def marked_words(report: Report) -> Marked:
    """A report in words, as the reader has them."""
    offsets: list[tuple[int, int]] = []
    starts: list[int] = []
    for start, end in paragraphs(report.text):
        found = [(a + start, b + start) for a, b in tokenise(report.text[start:end])]
        begins = sure_starts([report.text[a:b] for a, b in found])
        starts += [len(offsets) + n for n, begin in enumerate(begins) if begin]
        offsets += found
    words = [report.text[a:b] for a, b in offsets]

    def inside(start: int, end: int) -> Words:
        return frozenset(i for i, (a, b) in enumerate(offsets) if b > start and a < end)

    parts: dict[tuple[str, int], list[Words]] = {}
    factuality = {}
    for span in report.spans:
        if span.label in "scq":
            parts.setdefault((span.label, span.number), []).append(inside(span.start, span.end))
        elif span.label == "e" and span.factuality is not None:
            factuality[min(inside(span.start, span.end))] = FACTUALITY[span.factuality]
    for (label, _), found in parts.items():
        if label == "c" and len(found) == 1 and len(found[0]) == 1:
            factuality.setdefault(min(found[0]), FACTUALITY["happened"])  # that it was said, whatever was
    firsts: dict[int, Record] = {s.number: s for s in reversed(report.statements)}
    sayings = [
        Saying(_union(parts.get(("c", n), [])), _union(parts.get(("q", n), [])), s.chain, s.stance, s.certainty)
        for n, s in sorted(firsts.items())
    ]
    mentions = {number: found for (label, number), found in parts.items() if label == "s"}
    return Marked(words, starts, sayings, mentions, factuality)


def _union(parts: Iterable[Words]) -> Words:
    return frozenset().union(*parts)


def document_of(marked: Marked) -> Document:
    """The document that teaches what a marked report tells, a stretch between sure starts of sentences a sentence."""
    marks = [Marks() for _ in marked.words]
    for index, mark in enumerate(marks):
        mark.flags |= {"cue": False, "source": False, "content": False}
        mark.pointers["speech"] = _innermost(marked.sayings, index)
        mark.flags["content"] = any(index in s.content for s in marked.sayings)
    for saying in marked.sayings:
        for index in saying.cue:
            mark = marks[index]
            mark.flags |= {
                "cue": True, "denies": saying.stance == "denies", "declines": saying.stance == "declines",
                "probable": saying.certainty == "probable", "possible": saying.certainty == "possible",
            }
            mark.pointers.setdefault("speaker", frozenset())
        if saying.cue:
            _link(marked, saying, marks)
    document = []
    bounds = [*marked.starts, len(marked.words)]
    for start, end in pairwise(bounds):
        document.append(Sentence(
            words=marked.words[start:end], starts=False, at=start, marks=marks[start:end],
            factuality={i - start: v for i, v in marked.factuality.items() if start <= i < end},
        ))
    return document


def _innermost(sayings: list[Saying], index: int) -> Words:
    """The cue of the innermost saying that holds a word; where that has none, that of one with the same content."""
    holding = [s for s in sayings if index in s.content and index not in s.cue]
    if not holding:
        return frozenset()
    nearest = min(holding, key=lambda s: (len(s.content), -len(s.chain)))
    if nearest.cue:
        return nearest.cue
    return next((s.cue for s in holding if s.content == nearest.content and s.cue), frozenset())


def _link(marked: Marked, saying: Saying, marks: list[Marks]) -> None:
    """Point from a cue to its source, and from each source to the one before it in the chain, unless that is told by
    the saying in whose content the cue stands."""
    mention = _nearest(marked, saying.chain[-1], saying.cue, saying.content)
    if not mention:
        return
    for index in saying.cue:
        marks[index].pointers["speaker"] = mention
    outer = {
        len(other.chain) for other in marked.sayings
        if other is not saying and saying.cue <= other.content and other.chain == saying.chain[: len(other.chain)]
    }
    for place in range(len(saying.chain) - 1, -1, -1):
        before: Words = frozenset()
        if place and place not in outer:
            before = _nearest(marked, saying.chain[place - 1], mention | saying.cue, saying.content)
        for index in mention:
            marks[index].flags["source"] = True
            if before or "behind" not in marks[index].pointers:
                marks[index].pointers["behind"] = before
        if not before:
            return
        mention = before


def _nearest(marked: Marked, source: int, to: Words, content: Words) -> Words:
    """The mention of a source that stands nearest to some words, outside what is said; none where all are far."""
    low, high = min(to), max(to)
    best: tuple[int, Words] = (_FARTHEST, frozenset())
    for mention in marked.mentions.get(source, ()):
        if not mention or mention <= content or mention & to:
            continue
        distance = max(low - max(mention), min(mention) - high, 0)
        # a mention in another sentence is cited only where the cue's own sentence has none
        distance += 20 * sum(min(max(mention), high) < s <= max(min(mention), low) for s in marked.starts)
        best = min(best, (distance, mention), key=lambda b: b[0])
    return best[1]


def mark_frames(documents: list[Document], path: Path) -> None:
    """Mark PropBank's frames of reporting on the sentences of the English Web Treebank, whose text it annotates.

    It counts knowing and thinking as reporting, which our own corpus does not: its flags are `broad_` ones, and its
    pointers teach only where, not whether.
    """
    frames = {"".join(r["text"].split()): r for r in records(path)}
    for document in documents:
        at = 0
        for sentence in document:
            sentence.at = at
            at += len(sentence.words)
            record = frames.get("".join(sentence.words).replace(" ", ""))
            if record is not None:
                _mark_broad(sentence, record)


def _mark_broad(sentence: Sentence, record: dict[str, Any]) -> None:
    letters = [len("".join(record["text"][: s["start"]].split())) for s in record["spans"]]
    ends = [len("".join(record["text"][: s["end"]].split())) for s in record["spans"]]
    place = {s["id"]: (a, b) for s, a, b in zip(record["spans"], letters, ends, strict=True)}
    bounds, size = [], 0
    for word in sentence.words:
        length = len(word.replace(" ", ""))
        bounds.append((size, size + length))
        size += length

    def inside(names: list[str]) -> Words:
        spans = [place[name] for name in names if name in place]
        return frozenset(i for i, (a, b) in enumerate(bounds) if any(b > s and a < e for s, e in spans))

    sentence.marks = [Marks(broad=True) for _ in sentence.words]
    for mark in sentence.marks:
        mark.flags |= {"broad_cue": False, "broad_saying": False, "broad_content": False}
    for relation in record["relations"]:
        arguments = relation["args"]
        if relation["type"] != "ATTR" or "ARG1" not in arguments:
            continue
        cue, content, source = inside(arguments["V"]), inside(arguments["ARG1"]), inside(arguments.get("ARG0", []))
        content -= cue | source
        _point(sentence.marks, content, "speech", cue, sentence.at)
        _point(sentence.marks, cue, "speaker", source, sentence.at)
        for name, words in (("broad_cue", cue), ("broad_saying", cue | source), ("broad_content", content)):
            for index in words:
                sentence.marks[index].flags[name] = True


def _point(marks: list[Marks], words: Words, name: str, to: Words, at: int) -> None:
    """A pointer from every word to words of the same sentence; of two, the nearer holds (the inner frame)."""
    if not to:
        return
    for index in words:
        known = marks[index].pointers.get(name)
        if known is None or min(abs(index + at - t) for t in known) > min(abs(index - t) for t in to):
            marks[index].pointers[name] = frozenset(t + at for t in to)


def mark_trees(documents: list[Document], path: Path) -> None:
    """Mark the attributions of GUM's rhetorical trees, in which source and cue are one unit: `broad_saying` alone."""
    for document, record in zip(documents, records(path), strict=True):
        spans = {s["id"]: s for s in record["spans"]}
        tokens = [s for s in record["spans"] if s["type"] == "TOK" and "." not in str(s["id"])]

        def inside(names: str | list[str], spans: dict[str, Any] = spans, tokens: list[Any] = tokens) -> Words:
            ranges = [(spans[n]["start"], spans[n]["end"]) for n in ([names] if isinstance(names, str) else names)
                      if n in spans]
            return frozenset(i for i, t in enumerate(tokens) if any(t["end"] > a and t["start"] < b for a, b in ranges))

        marks = [Marks(broad=True) for _ in tokens]
        for mark in marks:
            mark.flags |= {"broad_saying": False, "broad_content": False}
        for relation in record["relations"]:
            if not relation["type"].startswith("ATTRIBUTION"):
                continue
            saying, content = inside(relation["args"]["source_cue"]), inside(relation["args"]["content"])
            if not saying or not content or len(saying) > 30 or len(content) > 80:
                continue  # the authors of a paper, who say it all
            _point(marks, content - saying, "speech", saying, 0)
            for name, words in (("broad_saying", saying), ("broad_content", content)):
                for index in words:
                    marks[index].flags[name] = True
        at = 0
        for sentence in document:
            sentence.at = at
            sentence.marks = marks[at : at + len(sentence.words)]
            at += len(sentence.words)
