"""One event, or one story, across documents: news clusters, ECB+, and headlines on strikes.

*news_cluster*: articles grouped by story (`sayso.ledger.stories`), B-cubed. `shipped` is at the threshold that ships.
`folds`: the stories in five folds, the articles of each measured at the threshold that is best for the other four.

*ECB+* (Cybulska and Vossen 2014): documents are read as they are; our mentions are the words by which a reading tells
an event, gold mentions those of the annotators. Measured are the words that are both, grouped across documents: the
ledger's events taken whole; its events parted by lemma (ECB+ takes the killing and the shooting of one attack for two
events, sayso for one); and, as baseline, one lemma in one topic.

*VIINA*: headlines in Russian and Ukrainian, which are not read. Pairs of headlines against the table's own groups of
two or more outlets (silver). `text`: words, names and figures alone, and the day; `placed`: with the coordinates that
the table gives, from which its groups were partly made.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.coreference import b_cubed, ceaf, muc
from bench.data import records, shared_folder
from bench.stories import ADDED, Clusters, chains, score
from sayso.language import parse_text
from sayso.ledger.features import Features, Place, Time, features_of_entry
from sayso.ledger.instants import day_of
from sayso.ledger.partition import events_of
from sayso.ledger.settings import settings, settings_in_use
from sayso.ledger.stories import Story, story_of, topics
from sayso.ledger.telling import Entry
from sayso.ledger.terms import names_of, numbers_of, terms_of
from sayso.model import Report
from sayso.reading import STAGES
from sayso.reading.assembly import assemble
from sayso.reading.draft import Draft

NAME = "crossdoc"
RIVALS = {
    "ecbplus.conll": "one lemma in one topic, the same mentions: see ecbplus.lemma_conll",
    "ecbplus.by_lemma_conll": "on all gold mentions: lemma .619, lemma-delta .744, Barhom 2019 .792",
}
THRESHOLDS = tuple(round(0.08 + 0.01 * step, 2) for step in range(20))
FOLDS = 5
Mention = tuple[str, int]


@dataclass(frozen=True)
class Document:
    """An ECB+ document as it is read: what its events are compared by; and of every word that is a mention for both, by
    its event's key and its first character, the gold cluster and the lemma."""

    topic: str
    features: tuple[Features, ...]
    gold: Mapping[Mention, str]
    lemmas: Mapping[Mention, str]


def run(shared: Path) -> dict[str, float]:
    """All three."""
    folder = shared / "bench"
    return {
        **{f"news.{name}": value for name, value in news(folder / "coreference" / "news_cluster.jsonl.gz").items()},
        **{f"ecbplus.{name}": value for name, value in ecb(folder / "coreference" / "ecbplus_dev.jsonl.gz").items()},
        **{f"viina.{name}": value
           for name, value in viina(folder / "war" / "viina_strike_reports_2022_2025.csv.gz").items()},
    }


def news(path: Path) -> dict[str, float]:
    """B-cubed of news clusters, at the threshold that ships and over folds."""
    articles = list(records(path))
    gold = {number: str(article["cluster"]["Event"]) for number, article in enumerate(articles)}
    stories = [_story(article) for article in articles]
    shipped = score(gold, grouped(stories, settings().stories.threshold))
    answers = {threshold: grouped(stories, threshold) for threshold in THRESHOLDS}
    fold_of = {event: number % FOLDS for number, event in enumerate(sorted(set(gold.values())))}
    precision = recall = 0.0
    for fold in range(FOLDS):
        held_out = frozenset(item for item, event in gold.items() if fold_of[event] == fold)
        others = {item: event for item, event in gold.items() if item not in held_out}
        best = max(THRESHOLDS, key=lambda threshold: (score(others, answers[threshold])["f1"], threshold))
        told = shares(gold, answers[best], held_out)
        precision, recall = precision + told[0], recall + told[1]
    precision, recall = precision / len(gold), recall / len(gold)
    return {**{f"shipped_b3_{k}": v for k, v in shipped.items()},
            "folds_b3_f1": 2 * precision * recall / (precision + recall),
            "alone_b3_f1": score(gold, {item: item for item in gold})["f1"]}


def shares(gold: Clusters, found: Clusters, items: frozenset[int]) -> tuple[float, float]:
    """The sums of B-cubed precision and recall of some items, whose clusters hold others too."""
    gold_chain = {item: chain for chain in chains(gold) for item in chain}
    found_chain = {item: chain for chain in chains(found) for item in chain}
    common = {item: len(gold_chain[item] & found_chain[item]) for item in items}
    return (sum(common[item] / len(found_chain[item]) for item in items),
            sum(common[item] / len(gold_chain[item]) for item in items))


def _story(article: Mapping[str, Any]) -> Story:
    published = article["meta"]["date_publish"]
    return story_of(Report(id=article["id"], published=published, text=article["text"]), published)


def grouped(stories: Sequence[Story], threshold: float) -> dict[Any, Any]:
    """The topic of every story at a threshold."""
    limits = replace(settings().stories, threshold=threshold, weak=min(settings().stories.weak, threshold))
    with settings_in_use(replace(settings(), stories=limits)):
        return {number: topic for topic, group in enumerate(topics(stories)) for number in group}


def ecbplus(path: Path) -> Iterator[Document]:
    """The documents of an ECB+ file, read."""
    for record in records(path):
        report = Report(id=record["id"], ref=record["id"], text=record["text"], language="en")
        draft = Draft(report=report, parse=parse_text(report.text))
        for stage in STAGES:
            draft = stage(draft)
        entry = Entry(draft.report, assemble(draft), ADDED)
        spans = [s for s in record["spans"] if s["type"].startswith(("ACTION", "NEG_ACTION")) and s.get("cluster")]
        gold, lemmas = {}, {}
        for telling, event in zip(entry.tellings(), draft.events, strict=True):
            for index in event.mentions:
                token = draft.parse.tokens[index]
                named = next((s for s in spans if s["start"] < token.end and token.start < s["end"]), None)
                if named is not None:
                    gold[telling.key, token.start] = named["cluster"]
                    lemmas[telling.key, token.start] = token.lemma.lower()
        yield Document(str(record["meta"]["topic"]), features_of_entry(entry), gold, lemmas)


def ecb(path: Path) -> dict[str, float]:
    """CoNLL F1 and its three measures on ECB+: the ledger's events, the same parted by lemma, and the baseline."""
    documents = list(ecbplus(path))
    told = [telling for document in documents for telling in document.features]
    event_of = {key: number for number, event in enumerate(events_of(told)) for key in event}
    gold: dict[Any, Any] = {}
    answers: dict[str, dict[Any, Any]] = {"": {}, "by_lemma_": {}, "lemma_": {}}
    for document in documents:
        for mention, cluster in document.gold.items():
            event, lemma = event_of[mention[0]], document.lemmas[mention]
            gold[mention] = cluster
            answers[""][mention] = event
            answers["by_lemma_"][mention] = (event, lemma)
            answers["lemma_"][mention] = (document.topic, lemma)
    figures = {f"{name}{k}": v for name, answer in answers.items() for k, v in conll(gold, answer).items()}
    return {"mentions": float(len(gold)), **figures}


def conll(gold: Clusters, found: Clusters) -> dict[str, float]:
    """F1 of MUC, B-cubed and CEAF-e, and their mean, over all mentions, those that are alone among them."""
    key, answer = chains(gold), chains(found)
    values: dict[str, float] = {}
    for name, measure in (("muc", muc), ("b_cubed", b_cubed), ("ceaf", ceaf)):
        a, b, c, d = measure(key, answer)
        recall, precision = (a / b if b else 0.0), (c / d if d else 0.0)
        values[name] = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return {"conll": sum(values.values()) / 3, **values}


def viina(path: Path) -> dict[str, float]:
    """Precision, recall and F1 over pairs of headlines of the groups with two or more outlets."""
    headlines = list(_headlines(path))
    gold = {telling.key: group for group, telling in headlines}
    figures: dict[str, float] = {"headlines": float(len(gold))}
    for name in ("text", "placed"):
        told = [telling if name == "placed" else replace(telling, place=Place()) for _, telling in headlines]
        event_of = {key: str(number) for number, event in enumerate(events_of(told)) for key in event}
        figures.update({f"{name}_{k}": v for k, v in pairwise_score(gold, event_of).items()})
    return figures


def pairwise_score(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Precision, recall and F1 over the pairs that are put together."""
    def pairs(cluster_of: Mapping[str, str]) -> set[tuple[str, str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for item in sorted(gold):
            members[cluster_of[item]].append(item)
        return {pair for group in members.values() for pair in combinations(group, 2)}

    key, answer = pairs(gold), pairs(found)
    hits = len(key & answer)
    precision, recall = hits / max(1, len(answer)), hits / max(1, len(key))
    return {"precision": precision, "recall": recall, "f1": 2 * hits / max(1, len(key) + len(answer))}


def _headlines(path: Path) -> Iterator[tuple[str, Features]]:
    """Every headline of a group with two or more outlets, once, with its group; one that several groups have is left
    out, since which one it belongs to is not told."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if len(row["sources_matching"].split("|")) > 1]
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for text in row["representative_text"].split(" || "):
            groups[text].add(row["event_id_1pd"])
    for row in rows:
        for number, text in enumerate(dict.fromkeys(row["representative_text"].split(" || "))):
            if len(groups[text]) == 1:
                yield row["event_id_1pd"], _headline(row, text, f"{row['event_id_1pd']}-{number}")


def _headline(row: Mapping[str, str], text: str, name: str) -> Features:
    """A headline as a telling of an explosion on the day and at the place that the table gives."""
    day = day_of(row["date"])
    place = Place(float(row["latitude"]), float(row["longitude"]), 5.0, "settlement", "UA",
                  geonameid=int(row["geonameid"]) if row["geonameid"] else None)
    story = story_of(Report(id=name, text=text, published=row["date"]), row["date"])
    limits = settings().features
    return Features(
        key=f"{name}/e1", report=name, main=True, alone=True, kind="explosion", story=story, place=place,
        time=Time(day, day, float(day or 0), float(day or 0) + 1.0, "day"), names=names_of(text)[: limits.names],
        numbers=numbers_of(text)[: limits.numbers], terms=terms_of([text], limits.terms),
    )


def main() -> None:
    """Measure one of the three, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    for name, value in run(shared).items():
        print(f"{name:30s} {value:.4f}")


if __name__ == "__main__":
    main()
