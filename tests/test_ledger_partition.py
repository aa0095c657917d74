"""From links to events: the outcome hangs on no order, is the same when tellings are added one by one, and analysts'
judgements hold."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.candidates import index_keys, search_keys
from sayso.ledger.clusters import average_link, components
from sayso.ledger.features import Features, Place, Time
from sayso.ledger.judgements import Judgement, decided
from sayso.ledger.partition import Group, Links, events_of, events_of_component, linked_components, partition
from sayso.ledger.sameness import Link, Verdict, compare
from sayso.ledger.settings import settings as shipped
from sayso.ledger.settings import settings_in_use
from sayso.ledger.stories import Story

NAMES = ("orsk", "velta", "tarn", "ilmen", "drach")
KINDS = ("missile_strike", "explosion", "drone_strike", "arrest", "talks")


def link(one: str, other: str, score: float, verdict: Verdict | None = None) -> Link:
    """A link of a score; its verdict is by the thresholds that ship."""
    limits = shipped().partition
    told: Verdict = "same" if score >= limits.threshold else "perhaps" if score >= limits.weak else "apart"
    return Link(min(one, other), max(one, other), score, verdict or told)


@st.composite
def tellings(draw: st.DrawFn) -> list[Features]:
    """Tellings of a few reports in a small world, so that many are alike."""
    found = []
    for number in range(draw(st.integers(1, 9))):
        known = draw(st.integers(19_000, 19_006))
        words = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        terms = tuple((word, round(len(words) ** -0.5, 4)) for word in sorted(words))
        story = Story(terms, tuple(words), float(known))
        for event in range(draw(st.integers(1, 3))):
            day = draw(st.one_of(st.none(), st.integers(known - 3, known)))
            where = draw(st.sampled_from((None, 46.0, 46.05, 47.0)))
            found.append(Features(
                key=f"r{number}/e{event}", report=f"r{number}", main=draw(st.booleans()),
                kind=draw(st.sampled_from(KINDS)), story=story,
                place=Place() if where is None else Place(where, 31.0, 3.0, "settlement", "UA", names=(words[0],)),
                time=Time() if day is None else Time(day, day, float(day), day + 1.0, "day"),
                names=tuple(words), terms=terms,
            ))
    return found


class Incremental:
    """A ledger to which tellings are added one by one, where only the components that they touch are computed."""

    def __init__(self, judgements: list[Judgement]) -> None:
        self.features: dict[str, Features] = {}
        self.filed: dict[str, set[str]] = defaultdict(set)
        self.links: dict[tuple[str, str], Link] = {}
        self.event_of: dict[str, Group] = {}
        self.component_of: dict[str, frozenset[str]] = {}
        self.judgements = judgements

    def add(self, telling: Features) -> None:
        """Add a telling."""
        partners = {key for under in search_keys(telling) for key in self.filed[under]}
        for key in index_keys(telling):
            self.filed[key].add(telling.key)
        self.features[telling.key] = telling
        self.component_of[telling.key] = frozenset({telling.key})
        for partner in partners:
            found = compare(telling, self.features[partner])
            self.links[found.one, found.other] = found
        held = decided(self.judgements, self.features)
        near = [pair for pair, found in self.links.items() if found.verdict != "apart"]
        tied = {key for pair in (*held.together, *near) if telling.key in pair for key in pair}
        touched = frozenset().union(*(self.component_of[key] for key in {telling.key, *tied}))
        for component in linked_components(sorted(touched), self.links, held):
            for key in component:
                self.component_of[key] = frozenset(component)
            for event in events_of_component([self.features[key] for key in component], self.links, held):
                for key in event:
                    self.event_of[key] = event

    def events(self) -> tuple[Group, ...]:
        """The events as they stand."""
        return tuple(sorted(set(self.event_of.values()), key=min))


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Features], list[Judgement]]:
    told = draw(tellings())
    keys = st.sampled_from([telling.key for telling in told])
    found = []
    for number in range(draw(st.integers(0, 3))):
        groups = draw(st.lists(st.frozensets(keys, min_size=1, max_size=3), min_size=1, max_size=2))
        found.append(Judgement(number, tuple(groups)))
    return told, found


@settings(max_examples=150, deadline=None)
@given(judged(), st.randoms(use_true_random=False))
def test_adding_one_by_one_in_any_order_equals_computing_all(
    given_: tuple[list[Features], list[Judgement]], rng: random.Random,
) -> None:
    told, judgements = given_
    whole = events_of(told, judgements)
    shuffled = list(told)
    rng.shuffle(shuffled)
    ledger = Incremental(judgements)
    for telling in shuffled:
        ledger.add(telling)
    assert ledger.events() == whole
    assert events_of(shuffled, reversed(judgements)) == whole


@settings(max_examples=100, deadline=None)
@given(judged())
def test_every_telling_is_in_one_event_and_judgements_hold(given_: tuple[list[Features], list[Judgement]]) -> None:
    told, judgements = given_
    events = events_of(told, judgements)
    assert sorted(key for event in events for key in event) == sorted(telling.key for telling in told)
    event_of = {key: event for event in events for key in event}
    held = decided(judgements, [telling.key for telling in told])
    assert all(event_of[one] == event_of[other] for one, other in held.together)
    assert all(event_of[one] != event_of[other] for one, other in held.apart)


@given(st.lists(st.floats(-8, 8), min_size=15, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_keys_and_links_does_not_matter(scores: list[float], rng: random.Random) -> None:
    keys = [f"r{number}/e1" for number in range(6)]
    links = [link(*pair, score) for pair, score in zip(combinations(keys, 2), scores, strict=True)]
    expected = partition(keys, links)
    rng.shuffle(keys)
    rng.shuffle(links)
    assert partition(keys, links) == expected


def test_two_tellings_of_one_report_are_not_joined_through_a_third() -> None:
    keys = ["r1/e1", "r1/e2", "r2/e1"]
    events = partition(keys, [link("r1/e1", "r2/e1", 5), link("r1/e2", "r2/e1", 4)])
    assert events == (frozenset({"r1/e1", "r2/e1"}), frozenset({"r1/e2"}))


def test_two_tellings_of_one_report_are_joined_where_their_link_says_so() -> None:
    assert partition(["r1/e1", "r1/e2"], [link("r1/e1", "r1/e2", 7, "same")]) == (frozenset({"r1/e1", "r1/e2"}),)
    assert len(partition(["r1/e1", "r1/e2"], [link("r1/e1", "r1/e2", 3, "apart")])) == 2


def test_a_chain_of_weak_links_is_no_event() -> None:
    keys = [f"r{number}/e1" for number in range(8)]
    links = [link(a, b, 1.0 if int(b[1]) - int(a[1]) == 1 else -5.0) for a, b in combinations(keys, 2)]
    assert max(map(len, partition(keys, links))) <= 3


def test_a_telling_without_links_is_an_event() -> None:
    assert partition(["r1/e1", "r2/e1"], []) == (frozenset({"r1/e1"}), frozenset({"r2/e1"}))
    assert partition([], []) == ()


def test_a_merge_joins_what_no_link_does_and_a_split_parts_what_all_links_join() -> None:
    keys = [f"r{number}/e1" for number in range(4)]
    links = [link(one, other, 6.0) for one, other in combinations(keys, 2)]
    merged = partition(keys, [], [Judgement(1, (frozenset(keys[:2]),))])
    assert merged == (frozenset(keys[:2]), frozenset({keys[2]}), frozenset({keys[3]}))
    parted = partition(keys, links, [Judgement(1, (frozenset(keys[:1]), frozenset(keys[1:2])))])
    assert not any({keys[0], keys[1]} <= event for event in parted)
    assert len(parted) == 2


def test_the_later_judgement_holds() -> None:
    keys = ["r1/e1", "r2/e1"]
    merge, split = (frozenset(keys),), (frozenset(keys[:1]), frozenset(keys[1:]))
    assert len(partition(keys, [], [Judgement(1, split), Judgement(2, merge)])) == 1
    assert len(partition(keys, [], [Judgement(2, split), Judgement(1, merge)])) == 2


def test_a_split_of_one_telling_leaves_the_rest_of_an_earlier_merge() -> None:
    keys = ["a/e1", "b/e1", "c/e1"]
    judgements = [Judgement(1, (frozenset(keys),)), Judgement(2, (frozenset({"b/e1"}), frozenset({"a/e1", "c/e1"})))]
    assert partition(keys, [], judgements) == (frozenset({"a/e1", "c/e1"}), frozenset({"b/e1"}))


def test_judgements_that_contradict_one_another_through_a_third_are_taken_from_the_last() -> None:
    keys = ["a/e1", "b/e1", "c/e1"]
    judgements = [
        Judgement(1, (frozenset({"a/e1"}), frozenset({"c/e1"}))),
        Judgement(2, (frozenset({"a/e1", "b/e1"}),)),
        Judgement(3, (frozenset({"b/e1", "c/e1"}),)),
    ]
    assert partition(keys, [], judgements) == (frozenset(keys),)
    first, second, third = judgements
    last = [replace(first, number=9), second, third]
    assert partition(keys, [], last) == (frozenset({"a/e1"}), frozenset({"b/e1", "c/e1"}))


def test_judgements_on_tellings_that_are_gone_are_passed_over() -> None:
    keys = ["a/e1", "c/e1"]
    assert len(partition(keys, [], [Judgement(1, (frozenset({"a/e1", "b/e1", "c/e1"}),))])) == 1


def test_two_thousand_tellings_in_one_component_take_seconds() -> None:
    rng = np.random.default_rng(7)
    keys = [f"r{number:04d}/e1" for number in range(2000)]
    event = rng.integers(0, 40, len(keys))
    links: dict[tuple[str, str], Link] = {}
    for one in range(len(keys)):
        for other in {*range(one + 1, min(one + 20, len(keys))), *rng.integers(0, len(keys), 10).tolist()}:
            if one != other:
                pair = (min(keys[one], keys[other]), max(keys[one], keys[other]))
                links[pair] = link(*pair, float(rng.normal(3 if event[one] == event[other] else -0.5, 1)))
    begin = time.monotonic()
    events = partition(keys, links.values())
    assert time.monotonic() - begin < 30
    assert sum(map(len, events)) == len(keys)


def test_a_component_over_the_limit_is_cut_where_its_links_are_weakest() -> None:
    keys = [f"r{number}/e1" for number in range(10)]
    links: dict[tuple[str, str], Link] = {}
    for one, other in combinations(keys, 2):
        near = (int(one[1]) < 5) == (int(other[1]) < 5)
        links[one, other] = link(one, other, 5.0 if near else 0.5)
    assert len(partition(keys, links.values())) == 1
    limits = replace(shipped().partition, largest=6)
    with settings_in_use(replace(shipped(), partition=limits)):
        assert partition(keys, links.values()) == (frozenset(keys[:5]), frozenset(keys[5:]))


def test_pairs_that_were_not_compared_count_as_rather_not_one_event() -> None:
    keys = ["r1/e1", "r2/e1", "r3/e1"]
    links = [link("r1/e1", "r2/e1", 1.0), link("r2/e1", "r3/e1", 0.9)]
    assert partition(keys, links) == (frozenset({"r1/e1", "r2/e1"}), frozenset({"r3/e1"}))


def slow_average_link(scores: np.ndarray, least: float, cannot: np.ndarray) -> list[tuple[int, ...]]:
    """The same by definition."""
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(scores))]
    while True:
        best: tuple[float, int, int] | None = None
        for (i, one), (j, other) in combinations(enumerate(groups), 2):
            if any(cannot[a, b] for a in one for b in other):
                continue
            mean = float(np.mean([scores[a, b] for a in one for b in other]))
            if mean >= least and (best is None or mean > best[0]):
                best = (mean, i, j)
        if best is None:
            return sorted(groups)
        _, i, j = best
        joined = tuple(sorted(groups[i] + groups[j]))
        groups = sorted([g for n, g in enumerate(groups) if n not in (i, j)] + [joined])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(0, 10_000))
def test_clustering_is_average_link_with_constraints(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 2, (size, size))
    scores = (scores + scores.T) / 2
    cannot = rng.random((size, size)) < 0.1
    cannot |= cannot.T
    np.fill_diagonal(cannot, False)
    assert average_link(scores, 0.0, cannot) == slow_average_link(scores, 0.0, cannot)


def test_components() -> None:
    assert components(5, [(0, 3), (3, 4)]) == [(0, 3, 4), (1,), (2,)]
    assert components(4, [(0, 1), (2, 3), (1, 2)], most=2) == [(0, 1), (2, 3)]
    assert components(0, []) == []


@pytest.mark.parametrize("whole", [0, 100])
def test_a_small_component_is_compared_whole(whole: int) -> None:
    story = Story((("orsk", 1.0),), ("orsk",), 19_000.0)
    plain = Features(key="", report="", main=True, kind="explosion", story=story, names=("orsk",),
                     terms=(("orsk", 1.0),), time=Time(19_000, 19_000, 19_000.0, 19_001.0, "day"))
    told = [replace(plain, key=f"r{n}/e1", report=f"r{n}") for n in range(3)]
    links: Links = {("r0/e1", "r1/e1"): link("r0/e1", "r1/e1", 5.0), ("r1/e1", "r2/e1"): link("r1/e1", "r2/e1", 5.0)}
    limits = replace(shipped().partition, whole=whole, unlinked=-20.0)
    with settings_in_use(replace(shipped(), partition=limits)):
        assert len(events_of_component(told, links)) == (1 if whole else 2)
