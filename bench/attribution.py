"""Attribution against PolNeAR (source, cue, content of news) and the attributions of GUM's rhetorical trees.

PolNeAR: a seeded sample of its development articles, one annotator each; F1 over tokens, each role over the whole
article, our spans brought to its extents (`full_source`, `full_cue`). GUM: F1 of attributions, where one is found when
our content shares at least half of its tokens with its content and our cue stands in what it marks as source and cue;
ours without a clause in their content are none there.

Both attribute more than the codebook lets a source say: PolNeAR also attitudes and acts of taking sides ("endorsed",
"attacked", "sought to"), GUM also what anybody thinks or knows. So the wide reading is measured (`attribute_widely`).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from bench.data import records
from sayso.language import parse_text
from sayso.language.parse import Parse, Token
from sayso.reading.attribution import attribute_widely
from sayso.reading.attribution.wide import Attributed
from sayso.reading.draft import Span

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
        ours = roles(parse, outermost(attribute_widely(parse)))
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


def outermost(found: tuple[Attributed, ...]) -> tuple[Attributed, ...]:
    """Those that stand in nothing that another says: PolNeAR has no nesting."""
    return tuple(
        one for one in found
        if not any(one.cue.start in other.content and other.cue.start not in one.content for other in found)
    )


def roles(parse: Parse, found: tuple[Attributed, ...]) -> dict[str, set[int]]:
    """The tokens of all sources (the mentions by which they are cited), cues and contents, in PolNeAR's extents."""
    tokens: dict[str, set[int]] = {"source": set(), "cue": set(), "content": set()}
    for one in found:
        tokens["content"] |= one.content
        tokens["cue"] |= full_cue(parse, one.cue)
        if one.source is not None:
            tokens["source"] |= full_source(parse, one.source, one)
    return tokens


def head_of(parse: Parse, span: Span) -> int:
    """The token of a span whose head is outside of it; its first where there is none."""
    return next((i for i in range(span.start, span.end) if parse.tokens[i].is_root
                 or not span.holds(parse.tokens[i].head)), span.start)


def full_cue(parse: Parse, cue: Span) -> set[int]:
    """A cue in PolNeAR's extent: the verb group whole, with its auxiliaries, negation and particles, and the adverb
    that stands before it ("has flatly denied"). Ours is the verb group, or the verb alone where adverbs part it."""
    found = set(range(cue.start, cue.end))
    for child in parse.children(head_of(parse, cue), "aux", "advmod", "compound:prt"):
        first, end = parse.subtree(child.index)
        if child.relation != "advmod" or end == cue.start:
            found.update(range(first, end))
    head = parse.tokens[head_of(parse, cue)]
    if head.upos in ("ADJ", "NOUN"):
        found.update(c.index for c in parse.children(head.index, "cop", "aux"))
    last = max(found) + 1
    while last < len(parse.tokens) and parse.tokens[last].sentence == head.sentence and _leads(parse.tokens[last]):
        found.add(last)
        last += 1
    return found


def _leads(token: Token) -> bool:
    """Whether a word leads from a cue to what is said: a preposition or "to", which PolNeAR counts to the cue."""
    leading = token.upos in ("ADP", "PART") or token.text.lower() in ("of", "about")
    return leading and token.relation in ("case", "mark")


def full_source(parse: Parse, mention: Span, one: Attributed) -> set[int]:
    """A source in PolNeAR's extent: the noun phrase whole, with its appositions, the clauses that define it and the
    comma that closes them; where the cue is in a relative clause of the source, the relative pronoun. Ours is the name
    or the description, which is what a reader of a record looks for. Clauses set off by a comma are marked there now
    as of the source, now not, and are left out."""
    head = head_of(parse, mention)
    barred = set(one.content) | set(range(one.cue.start, one.cue.end))
    cue = head_of(parse, one.cue)
    pronoun = next((t.index for t in parse.children(cue, "nsubj") if t.xpos in ("WP", "WDT")), None)
    if pronoun is not None and head in parse.ancestors(cue):
        return {pronoun}
    found = set(range(mention.start, mention.end))
    for child in parse.children(head):
        first, end = parse.subtree(child.index)
        aside = child.relation.startswith("acl") and any(parse.tokens[i].text == "," for i in (first, first - 1))
        if not aside and not barred & set(range(first, end)):
            found.update(range(first, end))
    last = max(found) + 1
    if last < len(parse.tokens) and parse.tokens[last].text == "," and any(parse.tokens[i].text == "," for i in found):
        found.add(last)
    return found


def gum(path: Path) -> dict[str, float]:
    """F1 of attributions over GUM's open development part."""
    hits = found = wanted = 0
    for record in records(path):
        parse = parse_text(record["text"])
        ours = [one for one in attribute_widely(parse) if _is_clausal(parse, one.content)]
        spans = {span["id"]: span for span in record["spans"]}
        golds = [r["args"] for r in record["relations"] if r["type"].startswith("ATTRIBUTION")]
        left = list(ours)
        for gold in golds:
            cue = _tokens(parse, spans, gold["source_cue"])
            content = _tokens(parse, spans, gold["content"])
            match = next(
                (one for one in left if _within(one.cue, cue) and _alike(one.content, content)), None
            )
            if match is not None:
                left.remove(match)
                hits += 1
        found += len(ours)
        wanted += len(golds)
    return {"gum_open_dev.attribution": f1(hits, found, wanted)}


def _tokens(parse: Parse, spans: dict[str, Any], names: str | list[str]) -> set[int]:
    found: set[int] = set()
    for name in [names] if isinstance(names, str) else names:
        if name in spans:
            found.update(range(*parse.token_range(spans[name]["start"], spans[name]["end"])))
    return found


def _is_clausal(parse: Parse, content: frozenset[int]) -> bool:
    """Whether a content has a clause with a subject in it: a rhetorical tree attributes clauses, never a phrase or an
    infinitive ("wanted peace", "decided to stay")."""
    return any(parse.tokens[i].relation.startswith(("nsubj", "csubj", "expl")) for i in content)


def _within(span: Span, tokens: set[int]) -> bool:
    return any(index in tokens for index in range(span.start, span.end))


def _alike(ours: frozenset[int], tokens: set[int]) -> bool:
    return bool(ours | tokens) and len(ours & tokens) / len(ours | tokens) >= 0.5
