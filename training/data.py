"""The training data: treebanks, entity sets, factuality judgements and our own entity corpus, as one kind of record.

All of it is under licences that allow weights to be trained and shipped; docs/model-card.md lists them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.language.words import tokenise

from .entities_corpus import read as read_own
from .labels import allowed_tags


@dataclass
class Marks:
    """What is known of one word's part in who says what (training/statements.py): `flags` by name, and `pointers` by
    name, each the set of words of the document that it may go to, empty: to none. What is absent is unknown.

    `broad`: of a data set that counts more as saying than we do, so that its pointers teach only where, not whether.
    """

    flags: dict[str, bool] = field(default_factory=dict)
    pointers: dict[str, frozenset[int]] = field(default_factory=dict)
    broad: bool = False


@dataclass
class Sentence:
    """Words of one sentence with what is known of them; an empty list means that it is not annotated.

    `heads` counts from 1 within the sentence, 0 is the root. `entity` has for each word the allowed tags.
    `factuality` has a judgement from -3 to 3 for annotated predicates, by word. `starts`: whether it is known
    that a sentence begins at its first word and at no other. `at`: the place of its first word in its document.
    """

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    entity: list[tuple[int, ...]] = field(default_factory=list)
    factuality: dict[int, float] = field(default_factory=dict)
    starts: bool = True
    at: int = 0
    marks: list[Marks] = field(default_factory=list)


Document = list[Sentence]
POSSESSIVES = ("'s", "’s", "'", "’")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def entity_tags(
    offsets: list[tuple[int, int]], spans: list[tuple[int, int, str]], dataset: str, words: list[str],
    clitics: bool = False,
) -> list[tuple[int, ...]]:
    """The allowed tags of each word, from labelled character spans. `clitics`: a possessive at a span's end is left
    out, for treebanks in which the offsets of "Sana'a" and "'s" are those of both together."""
    tags = [allowed_tags(dataset, "O", "O")] * len(offsets)
    for start, end, label in sorted(spans, key=lambda s: s[0] - s[1]):
        inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
        if clitics and len(inside) > 1 and words[inside[-1]] in POSSESSIVES:
            del inside[-1]
        surface = " ".join(words[index] for index in inside)
        for number, index in enumerate(inside):
            tags[index] = allowed_tags(dataset, label, "B" if number == 0 else "I", surface)
    return tags


def _treebank_sentence(tokens: list[dict[str, Any]]) -> Sentence:
    place = {t["id"]: number for number, t in enumerate(tokens, 1)}
    heads = [0 if t["head"] in (0, "ROOT") else place[t["head"] if isinstance(t["head"], str) else str(t["head"])]
             for t in tokens]
    return Sentence(
        words=[t["form"] for t in tokens], upos=[t["upos"] for t in tokens], xpos=[t["xpos"] for t in tokens],
        heads=heads, relations=[t["deprel"] for t in tokens],
    )


def ewt(folder: Path, part: str) -> list[Document]:
    """English Web Treebank with UNER entities, and UDS factuality on its sentences (train only)."""
    judged = factuality_judgements(folder / "factuality" / f"uds_ih2_{part}.jsonl.gz")
    documents: list[Document] = []
    for record in records(folder / "language" / f"ud_english_ewt_{part}.jsonl.gz"):
        if "newdoc id" in record["meta"] or not documents:
            documents.append([])
        tokens = [s for s in record["spans"] if s["type"] == "TOK" and "." not in s["id"] and "-" not in s["id"]]
        sentence = _treebank_sentence(tokens)
        offsets = [(t["start"], t["end"]) for t in tokens]
        if record.get("ner_available"):
            spans = [(s["start"], s["end"], s["type"][4:]) for s in record["spans"] if s["type"].startswith("NER_")]
            sentence.entity = entity_tags(offsets, spans, "ewt", sentence.words, clitics=True)
        place, at = {}, 0
        for number, word in enumerate(sentence.words):
            place[at] = number
            at += len(word.replace(" ", ""))
        for start, label in judged.get("".join(sentence.words).replace(" ", ""), ()):
            if start in place:
                sentence.factuality[place[start]] = label
        documents[-1].append(sentence)
    return documents


def factuality_judgements(path: Path) -> dict[str, list[tuple[int, float]]]:
    """By the letters of a sentence without white space: the place of each judged predicate and its judgement."""
    found = {}
    for record in records(path):
        text = record["text"]
        found["".join(text.split())] = [
            (len("".join(text[: s["start"]].split())), float(s["label"])) for s in record["spans"]
        ]
    return found


def gum(folder: Path, part: str) -> list[Document]:
    """The open part of GUM: syntax only, since its entities are marked on other principles."""
    documents = []
    for record in records(folder / "language" / f"gum_open_{part}.jsonl.gz"):
        sentences: dict[str, list[dict[str, Any]]] = {}
        for span in record["spans"]:
            if span["type"] == "TOK" and "." not in str(span["id"]):
                sentences.setdefault(span["sent"], []).append(span)
        documents.append([_treebank_sentence(tokens) for tokens in sentences.values()])
    return documents


def entity_set(folder: Path, path: str, dataset: str) -> list[Document]:
    """An entity set of single records: each record is a document of one sentence with unknown bounds."""
    documents = []
    for record in records(folder / path):
        text = record["text"]
        spans = [(s["start"], s["end"], s["type"]) for s in record["spans"]]
        paragraph_start = 0
        for paragraph in text.split("\n"):
            offsets = [(a + paragraph_start, b + paragraph_start) for a, b in tokenise(paragraph)][:120]
            if offsets:
                words = [text[a:b] for a, b in offsets]
                tags = entity_tags(offsets, spans, dataset, words)
                documents.append([Sentence(words=words, entity=tags, starts=False)])
            paragraph_start += len(paragraph) + 1
    return documents


def own(folder: Path) -> list[Document]:
    """Our own corpus of conflict news with fine entities, a paragraph a document."""
    documents = []
    for text, spans in read_own(folder):
        offsets = tokenise(text)
        words = [text[a:b] for a, b in offsets]
        tags = entity_tags(offsets, spans, "own", words)
        for first in range(0, len(offsets), 120):
            part = slice(first, first + 120)
            documents.append([Sentence(words=words[part], entity=tags[part], starts=False)])
    return documents
