"""Measure the exported weights through the code that sayso runs: `python -m training.evaluate --data ../shared/bench`.

On the development part of the English Web Treebank, which nothing was trained on: parts of speech and trees with gold
words and sentences; sentences from raw text; entities (Universal NER: person, organisation, location) with gold words.
"""

from __future__ import annotations

import argparse
import collections
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from sayso.language.decode import tree
from sayso.language.encoder import MAXIMUM_PIECES, Encoder, Scores, default_encoder, join
from sayso.language.entities import find_entities
from sayso.language.lemmas import lookup
from sayso.language.pipeline import parse

from .data import POSSESSIVES, records
from .lemmas import accuracy, words

WINDOW = 110
UNER = {
    "person": "PER", "organisation": "ORG", "armed_group": "ORG", "settlement": "LOC", "region": "LOC", "place": "LOC",
    "facility": "LOC",
}


def evaluate(folder: Path) -> dict[str, float]:
    """All figures, from 0 to 1; `folder` is the one that holds `language/`."""
    encoder = default_encoder()
    found = list(records(folder / "language" / "ud_english_ewt_dev.jsonl.gz"))
    tokens = [[s for s in r["spans"] if s["type"] == "TOK" and not set(s["id"]) & {".", "-"}] for r in found]
    scores = read_gold(encoder, [[t["form"] for t in sentence] for sentence in tokens])
    figures = syntax(encoder, tokens, scores)
    figures["lemma"] = accuracy(lookup(), list(words(folder / "language" / "ud_english_ewt_dev.jsonl.gz")))
    figures |= raw_sentences(found)
    figures |= named(encoder, found, tokens, scores)
    return {name: round(value, 4) for name, value in figures.items()}


def read_gold(encoder: Encoder, sentences: list[list[str]]) -> list[Scores]:
    """The scores of gold sentences, read in windows of as many as fit, as text is read."""
    windows: list[list[list[str]]] = [[]]
    size = 0
    for words_ in sentences:
        length = sum(len(encoder.pieces(w)) for w in words_)
        if windows[-1] and size + length > WINDOW:
            windows.append([])
            size = 0
        windows[-1].append(words_)
        size += length
    parts: list[Scores] = []
    for window in windows:
        flat = [w for s in window for w in s]
        pieces = 0
        cuts = [0]
        for index, word in enumerate(flat):
            pieces += len(encoder.pieces(word))
            if pieces > MAXIMUM_PIECES:
                cuts.append(index)
                pieces = len(encoder.pieces(word))
        found = join(encoder.read([flat[a:b] for a, b in pairwise([*cuts, len(flat)])]))
        at = 0
        for words_ in window:
            parts.append(found.part(at, at + len(words_)))
            at += len(words_)
    return parts


def syntax(encoder: Encoder, sentences: list[list[dict[str, Any]]], scores: list[Scores]) -> dict[str, float]:
    """UPOS, XPOS, UAS and LAS over all words, punctuation too."""
    right: collections.Counter[str] = collections.Counter()
    labels = encoder.labels
    total = 0
    for tokens, part in zip(sentences, scores, strict=True):
        place = {t["id"]: number for number, t in enumerate(tokens, 1)}
        heads, relations = tree(
            encoder.heads, (part.arc_dependent, part.arc_head), (part.relation_dependent, part.relation_head),
            labels.relations.index("root"),
        )
        total += len(tokens)
        for row, token in enumerate(tokens):
            gold = place.get(str(token["head"]), 0)
            attached = heads[row] == gold
            right["upos"] += labels.upos[part.upos[row].argmax()] == token["upos"]
            right["xpos"] += labels.xpos[part.xpos[row].argmax()] == token["xpos"]
            right["uas"] += bool(attached)
            right["las"] += bool(attached and labels.relations[relations[row]] == token["deprel"])
    return {name: right[name] / total for name in ("upos", "xpos", "uas", "las")}


def raw_sentences(found: list[dict[str, Any]]) -> dict[str, float]:
    """F1 of sentences from raw text, a document of the treebank a paragraph: both ends must be right."""
    documents: list[list[str]] = []
    for record in found:
        if "newdoc id" in record["meta"] or not documents:
            documents.append([])
        documents[-1].append(record["text"])
    common = gold_count = guess_count = 0
    for texts in documents:
        ends = np.cumsum([len("".join(t.split())) for t in texts]).tolist()
        gold = set(pairwise([0, *ends]))
        text = " ".join(texts)
        parsed = parse(text)
        guess = set()
        for sentence in parsed.sentences:
            first, last = parsed.tokens[sentence.start], parsed.tokens[sentence.end - 1]
            guess.add((len("".join(text[: first.start].split())), len("".join(text[: last.end].split()))))
        common += len(gold & guess)
        gold_count += len(gold)
        guess_count += len(guess)
    return {"sentence_f1": 2 * common / (gold_count + guess_count)}


def named(
    encoder: Encoder, found: list[dict[str, Any]], sentences: list[list[dict[str, Any]]], scores: list[Scores]
) -> dict[str, float]:
    """F1 of exact spans with their type, over PER, ORG and LOC and for each."""
    counts: collections.defaultdict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for record, tokens, part in zip(found, sentences, scores, strict=True):
        if not record.get("ner_available"):
            continue
        gold = set()
        for span in record["spans"]:
            if span["type"].startswith("NER_"):
                inside = [i for i, t in enumerate(tokens) if t["end"] > span["start"] and t["start"] < span["end"]]
                if len(inside) > 1 and tokens[inside[-1]]["form"] in POSSESSIVES:
                    del inside[-1]
                if inside:
                    gold.add((inside[0], inside[-1] + 1, span["type"][4:]))
        entities = find_entities(part.entity, encoder.labels.entity)
        guess = {(a, b, UNER[kind]) for a, b, kind, _ in entities if kind in UNER}
        for kind in ("PER", "ORG", "LOC"):
            for name, spans in (("gold", gold), ("guess", guess), ("both", gold & guess)):
                number = sum(s[2] == kind for s in spans)
                counts[kind][name] += number
                counts["all"][name] += number
    return {
        "entity_f1" if kind == "all" else f"entity_{kind.lower()}": 2 * c["both"] / max(1, c["gold"] + c["guess"])
        for kind, c in counts.items()
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    for name, value in evaluate(parser.parse_args().data).items():
        print(f"{name:14} {value:.4f}")


if __name__ == "__main__":
    main()
