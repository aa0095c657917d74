"""Fits what two tellings being one event is judged by: the weights and the threshold of codebook/ledger/sameness.toml.

    python -m training.sameness --data ../shared/bench

Logistic regression on pairs of tellings, with a normal prior around weights set by hand (training/sameness.toml) and
their signs kept. The pairs: of tellings of the training part of our stories (tests/stories), as the reader reads them;
of ECB+'s training part, within a topic; and, as pairs that are not one event, pairs that are, with one of the two put
on another day or at another place. The threshold is the one at which the stories' events are found best when each story
is left out of the fit in turn. Only `[weights]` and `threshold` are written anew.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.crossdoc import ecbplus
from bench.stories import Story, files, load, score
from sayso.ledger.features import Features, features_of_entry
from sayso.ledger.partition import events_of
from sayso.ledger.sameness import values
from sayso.ledger.settings import Settings, settings, settings_in_use

Floats = NDArray[np.float64]
RECIPE = Path(__file__).with_suffix(".toml")
TARGET = Path(__file__).parents[1] / "src" / "sayso" / "codebook" / "ledger" / "sameness.toml"
ROUNDS = 100


@dataclass(frozen=True)
class Pairs:
    """Pairs of tellings: a row of signals each, whether they are one event, and what each weighs."""

    rows: Floats
    same: Floats
    weights: Floats


def recipe() -> dict[str, Any]:
    """training/sameness.toml."""
    return tomllib.loads(RECIPE.read_text("utf-8"))


def row(one: Features, other: Features, names: Sequence[str]) -> list[float]:
    """The signals of two tellings in the order of the weights' names."""
    told = values(one, other)
    return [told.get(name, 0.0) for name in names]


def pairs_of_story(story: Story, given: dict[str, Any]) -> Pairs:
    """Pairs of the tellings that were found, and the same shifted."""
    names = list(given["prior"])
    by_key = {f.key: f for entry in story.entries.values() for f in features_of_entry(entry)}
    gold = {telling.key: told.name[0] for told, telling in story.tellings if telling is not None}
    rows, same, alike = [], [], []
    for one, other in combinations(sorted(gold), 2):
        rows.append(row(by_key[one], by_key[other], names))
        same.append(float(gold[one] == gold[other]))
        if same[-1]:
            alike.append((by_key[one], by_key[other]))
    weights = [given["story_weight"] / len(rows) ** 0.5] * len(rows)
    for one_telling, changed in shifted(alike, given):
        rows.append(row(one_telling, changed, names))
        same.append(0.0)
        weights.append(given["shifted_weight"])
    return Pairs(np.array(rows), np.array(same), np.array(weights))


def shifted(alike: Sequence[tuple[Features, Features]], given: dict[str, Any]) -> Iterator[tuple[Features, Features]]:
    """Pairs that are one event, with the second at another time or place, where both tell it in a passage about it."""
    turn = 0
    for one, other in alike:
        if one.time.is_known and other.time.is_known and one.time.told and other.time.told:
            days = given["shifts"][turn % len(given["shifts"])]
            turn += 1
            yield one, at_other_time(other, days)
        fine = all((f.place.radius_km or 1e9) <= given["near_km"] and f.place.told for f in (one, other))
        if fine and one.place.lat is not None and other.place.lat is not None:
            yield one, at_other_place(other, given["shift_degrees"])


def at_other_time(telling: Features, days: int) -> Features:
    """The telling with its event and its report so many days later."""
    time = telling.time
    assert time.first_day is not None
    assert time.last_day is not None
    assert time.earliest is not None
    assert time.latest is not None
    later = replace(time, first_day=time.first_day + days, last_day=time.last_day + days,
                    earliest=time.earliest + days, latest=time.latest + days)
    return replace(telling, time=later, story=replace(telling.story, known_from=telling.known_from + days))


def at_other_place(telling: Features, degrees: float) -> Features:
    """The telling with its event in another place, so much further north."""
    place = telling.place
    number = None if place.geonameid is None else -place.geonameid
    moved = replace(place, lat=min(89.0, (place.lat or 0.0) + degrees), geonameid=number,
                    names=tuple(f"x{name}" for name in place.names), words=tuple(f"x{word}" for word in place.words))
    return replace(telling, place=moved)


def pairs_of_ecbplus(path: Path, given: dict[str, Any]) -> list[Pairs]:
    """Pairs of ECB+'s tellings, topic by topic; two are one event where their words are in one of its clusters."""
    topics: dict[str, list[tuple[Features, set[str]]]] = {}
    for document in ecbplus(path):
        for telling in document.features:
            named = {cluster for (key, _), cluster in document.gold.items() if key == telling.key}
            if named:
                topics.setdefault(document.topic, []).append((telling, named))
    found = []
    for tellings in topics.values():
        pairs = list(combinations(tellings, 2))
        if pairs:
            rows = [row(one, other, list(given["prior"])) for (one, _), (other, _) in pairs]
            same = [float(bool(first & second)) for (_, first), (_, second) in pairs]
            found.append(Pairs(np.array(rows), np.array(same),
                               np.full(len(pairs), given["other_weight"] / len(pairs) ** 0.5)))
    return found


def fit(data: Sequence[Pairs], given: dict[str, Any]) -> Floats:
    """The most probable weights, by Newton's steps along one weight after the other, each kept to its sign."""
    names = list(given["prior"])
    prior = np.array([given["prior"][name] for name in names])
    spread = np.array([given["firm_spread"] if name in given["firm"] else given["spread"] for name in names])
    least = np.array([0.0 if p > 0 and n not in given["free"] else -np.inf for n, p in zip(names, prior, strict=True)])
    most = np.array([0.0 if p < 0 and n not in given["free"] else np.inf for n, p in zip(names, prior, strict=True)])
    rows = np.vstack([pairs.rows for pairs in data])
    same = np.concatenate([pairs.same for pairs in data])
    weights = np.concatenate([pairs.weights for pairs in data])
    found = prior.copy()
    scores = rows @ found
    for _ in range(ROUNDS):
        moved = 0.0
        for column in range(len(names)):
            chance = 1.0 / (1.0 + np.exp(-scores))
            slope = (weights * (chance - same)) @ rows[:, column]
            slope += (found[column] - prior[column]) / spread[column] ** 2
            bend = (weights * chance * (1.0 - chance)) @ rows[:, column] ** 2 + 1.0 / spread[column] ** 2
            value = min(max(found[column] - slope / bend, least[column]), most[column])
            scores += (value - found[column]) * rows[:, column]
            moved = max(moved, abs(value - found[column]))
            found[column] = value
        if moved < 1e-4:
            break
    return found


def best_threshold(
    stories: Sequence[Story], own: Sequence[Pairs], others: Sequence[Pairs], given: dict[str, Any]
) -> float:
    """The threshold with the best B-cubed F1 over stories of which each was left out of the fit; of those that are as
    good within `tolerance`, the highest, since what is wrongly joined misleads more than what is left apart."""
    names = list(given["prior"])
    left_out = [fit([*own[:n], *own[n + 1 :], *others], given) for n in range(len(stories))]
    figures = {}
    for threshold in given["thresholds"]:
        gold, answer = {}, {}
        for story, weights in zip(stories, left_out, strict=True):
            with settings_in_use(changed(dict(zip(names, weights.tolist(), strict=True)), threshold)):
                told = [f for entry in story.entries.values() for f in features_of_entry(entry)]
                event_of = {key: (story.name, n) for n, event in enumerate(events_of(told)) for key in event}
            for item, telling in story.tellings:
                if telling is not None:
                    gold[story.name, *item.name] = (story.name, item.name[0])
                    answer[story.name, *item.name] = event_of[telling.key]
        figures[threshold] = score(gold, answer)
        print(f"threshold {threshold:+.2f}: " + ", ".join(f"{k} {v:.3f}" for k, v in figures[threshold].items()))
    highest = max(figure["f1"] for figure in figures.values())
    best = [threshold for threshold, figure in figures.items() if figure["f1"] >= highest - given["tolerance"]]
    return float(max(best))


def changed(weights: dict[str, float], threshold: float) -> Settings:
    """The settings that ship, with other weights and another threshold."""
    shipped = settings()
    limits = replace(shipped.partition, threshold=threshold, weak=min(shipped.partition.weak, threshold - 0.5))
    return replace(shipped, weights=weights, partition=limits)


def write(weights: dict[str, float], threshold: float) -> None:
    """Puts weights and threshold into the file that ships."""
    head, _, _ = TARGET.read_text("utf-8").partition("[weights]\n")
    before, _, after = head.partition("[partition]\n")
    after = re.sub(r"(?m)^threshold = .*$", f"threshold = {threshold}", after, count=1)
    lines = [f"{name} = {round(weight, 2) + 0.0}" for name, weight in weights.items()]
    TARGET.write_text(f"{before}[partition]\n{after}[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with coreference/ecbplus_train.jsonl.gz")
    arguments = parser.parse_args()
    given = recipe()
    stories = [load(path) for path in files("train")]
    own = [pairs_of_story(story, given) for story in stories]
    others = pairs_of_ecbplus(arguments.data / "coreference" / "ecbplus_train.jsonl.gz", given)
    print(f"{len(stories)} stories, {sum(len(p.same) for p in own)} pairs; {sum(len(p.same) for p in others)} of ECB+")
    threshold = best_threshold(stories, own, others, given)
    fitted = fit([*own, *others], given)
    write(dict(zip(given["prior"], fitted.tolist(), strict=True)), threshold)
    for (name, prior), weight in zip(given["prior"].items(), fitted, strict=True):
        print(f"{name:24s} {prior:+6.2f} {weight:+6.2f}")


if __name__ == "__main__":
    main()
