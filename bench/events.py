"""Words that tell of attacks, explosions, deaths and injuries, on WikiEvents' development part (Li, Ji and Han 2021).

The mapping: gold are the triggers of Conflict.Attack.*, Life.Die and Life.Injure; ours are the words of events of the
classes in MAPPED. WikiEvents marks acts that are only planned or named as well, and one word of several that tell one
act; sayso's own counts only what is told as having happened. A word is found where it overlaps a gold trigger.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.data import records
from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.draft import Attribution
from sayso.reading.events import find_events
from sayso.reading.events.means import find_means
from sayso.reading.events.triggers import find_triggers

NAME = "events"
RIVALS = {"words.f1": "WikiEvents' own figures are on all 67 types: not comparable"}
GOLD = ("EVT_Conflict.Attack", "EVT_Life.Die", "EVT_Life.Injure")
MAPPED = frozenset({
    "missile_strike", "airstrike", "drone_strike", "shelling", "bombardment", "bomb", "bombing", "suicide_bombing",
    "grenade_attack", "chemical_attack", "strike", "launch", "arrival", "blast", "attack", "armed_clash", "shoot",
    "killing", "attack_on_civilians", "casualty",
})


def run(shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of the words of the lexicon, and of those that became mentions of events."""
    tallies = {"words": [0, 0, 0], "mentions": [0, 0, 0]}
    for record in records(shared / "bench" / "events" / "wikievents_dev.jsonl.gz"):
        parse = parse_text(record["text"])
        gold = [(s["start"], s["end"]) for s in record["spans"] if s["type"].startswith(GOLD)]
        clauses = Clauses(parse)
        words = {t.token for t in find_triggers(clauses, find_means(clauses)) if t.name in MAPPED}
        told = {token for event in find_events(parse, Attribution((), ())) for token in event.mentions}
        _count(tallies["words"], parse, gold, words)
        _count(tallies["mentions"], parse, gold, words & told)
    return {f"{name}.{figure}": value for name, tally in tallies.items() for figure, value in _figures(tally).items()}


def _count(tally: list[int], parse: Parse, gold: list[tuple[int, int]], found: set[int]) -> None:
    """Adds the hits, what was found and the gold of one text."""
    left: list[Any] = list(gold)
    for index in sorted(found):
        token = parse.tokens[index]
        hit = next((g for g in left if token.start < g[1] and g[0] < token.end), None)
        if hit is not None:
            left.remove(hit)
            tally[0] += 1
    tally[1] += len(found)
    tally[2] += len(gold)


def _figures(tally: list[int]) -> dict[str, float]:
    hits, found, gold = tally
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return {"precision": precision, "recall": recall, "f1": 2 * hits / max(1, found + gold)}
