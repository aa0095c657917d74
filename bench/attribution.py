"""Attribution against PolNeAR (source, cue, content of news) and the attributions of GUM's rhetorical trees.

PolNeAR: a seeded sample of its development articles, one annotator each; F1 over tokens, each role over the whole
article. GUM: F1 of attributions, where one is found when our content shares at least half of its tokens with its
content and our cue or source stands in what it marks as source and cue.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from bench.data import records
from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.reading.attribution import attribute
from sayso.reading.draft import Attribution, Span

NAME = "attribution"
RIVALS = {
    "polnear_dev.source": "a CRF trained on it .719",
    "polnear_dev.cue": "a CRF trained on it .603",
    "polnear_dev.content": "a CRF trained on it .818",
}
SAMPLE = 60
SEED = 20220330


def run(shared: Path) -> dict[str, float]:
    """The figures of both sets."""
    folder = shared / "bench"
    return {
        **polnear(folder / "attribution" / "polnear_dev.jsonl.gz"),
        **gum(folder / "language" / "gum_open_dev.jsonl.gz"),
    }


def sample(path: Path) -> list[dict[str, Any]]:
    """One annotator's record of each article, a fixed sample of them."""
    articles: dict[str, dict[str, Any]] = {}
    for record in records(path):
        articles.setdefault(record["id"].split("#")[0], record)
    chosen = [articles[name] for name in sorted(articles)]
    return random.Random(SEED).sample(chosen, min(SAMPLE, len(chosen)))


def f1(hits: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was found."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def polnear(path: Path) -> dict[str, float]:
    """Token F1 of source, cue and content."""
    counts = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    for record in sample(path):
        parse = parse_text(record["text"])
        ours = roles(parse, attribute(parse))
        spans = {span["id"]: span for span in record["spans"]}
        gold: dict[str, set[int]] = {role: set() for role in counts}
        for relation in record["relations"]:
            for role, members in relation["args"].items():
                for member in [members] if isinstance(members, str) else members:
                    if role in gold and member in spans:
                        gold[role].update(range(*parse.token_range(spans[member]["start"], spans[member]["end"])))
        for role, count in counts.items():
            count[0] += len(ours[role] & gold[role])
            count[1] += len(ours[role])
            count[2] += len(gold[role])
    return {f"polnear_dev.{role}": f1(*count) for role, count in counts.items()}


def roles(parse: Parse, attribution: Attribution) -> dict[str, set[int]]:
    """The tokens of all sources (the mentions by which they are cited), cues and contents."""
    found: dict[str, set[int]] = {"source": set(), "cue": set(), "content": set()}
    for statement in attribution.statements:
        for span in statement.content:
            found["content"].update(range(span.start, span.end))
        if statement.cue is not None:
            found["cue"].update(range(statement.cue.start, statement.cue.end))
            near = [
                m
                for link in statement.chain
                for m in attribution.sources[link].mentions
                if statement.whole.start <= m.start and m.end <= statement.whole.end and not statement.holds(m.start)
            ]
            if near:
                nearest = min(
                    near, key=lambda m: min(abs(m.start - statement.cue.end), abs(statement.cue.start - m.end))
                )
                found["source"].update(range(nearest.start, nearest.end))
    return found


def gum(path: Path) -> dict[str, float]:
    """F1 of attributions over GUM's open development part."""
    hits = found = wanted = 0
    for record in records(path):
        parse = parse_text(record["text"])
        statements = [s for s in attribute(parse).statements if s.content and s.cue is not None]
        spans = {span["id"]: span for span in record["spans"]}
        golds = [r["args"] for r in record["relations"] if r["type"].startswith("ATTRIBUTION")]
        left = list(statements)
        for gold in golds:
            cue = _tokens(parse, spans, gold["source_cue"])
            content = _tokens(parse, spans, gold["content"])
            match = next(
                (s for s in left if s.cue is not None and _within(s.cue, cue) and _alike(s.content, content)), None
            )
            if match is not None:
                left.remove(match)
                hits += 1
        found += len(statements)
        wanted += len(golds)
    return {"gum_open_dev.attribution": f1(hits, found, wanted)}


def _tokens(parse: Parse, spans: dict[str, Any], names: str | list[str]) -> set[int]:
    found: set[int] = set()
    for name in [names] if isinstance(names, str) else names:
        if name in spans:
            found.update(range(*parse.token_range(spans[name]["start"], spans[name]["end"])))
    return found


def _within(span: Span, tokens: set[int]) -> bool:
    return any(index in tokens for index in range(span.start, span.end))


def _alike(spans: tuple[Span, ...], tokens: set[int]) -> bool:
    ours = {i for span in spans for i in range(span.start, span.end)}
    return bool(ours | tokens) and len(ours & tokens) / len(ours | tokens) >= 0.5
