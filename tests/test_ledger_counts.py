"""Counts of people over all reports of an event: the best figure, the range, the figures over time, and what excludes
what; and how words bound a figure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.ledger.assessment import Assessment, assess
from sayso.ledger.telling import Entry, Telling
from sayso.ledger.wording import Bounds, bounds_of, cause_in, is_admission, is_told_as_earlier, number_in, spellings
from sayso.model import Actor, Claim, Count
from tests.assessed_tellings import (
    AUTHOR,
    GOVERNOR,
    HOSPITAL,
    MINISTRY,
    MONITOR,
    RESIDENTS,
    Said,
    Who,
    copy_of,
    decision,
    key,
    quote,
    telling,
)

DAYS = [f"2023-05-{day:02d}T09:00:00+00:00" for day in range(2, 12)]
POLICE = Who("district police", "police", "Ukraine")
UN = Who("UN human rights office", "international", None)


def killed(*tellings: Telling, families: dict[str, str] | None = None, decisions: Any = ()) -> tuple[Any, Any, Any]:
    count = assess(tellings, families or {}, {}, decisions).count("killed")
    return count.low, count.best, count.high


def toll(
    by: Who, number: int | None, on: str = DAYS[0], publisher: str | None = None, words: str | None = None
) -> Telling:
    return telling(Said("killed", by, number, words=words), on=on, publisher=publisher or by.name)


def series(assessment: Assessment) -> list[tuple[int | None, str, str]]:
    return [(f.value, f.source, f.fate) for f in next(t for t in assessment.counts if t.about == "killed").series]


def test_the_best_figure_is_that_of_the_source_nearest_to_the_counting() -> None:
    assert killed(toll(MONITOR, 20), toll(HOSPITAL, 12)) == (12, 12, 20)
    assert killed(toll(POLICE, 9), toll(UN, 8)) == (8, 8, 9)
    assert killed(toll(RESIDENTS, 30), toll(MONITOR, 7)) == (7, 7, 30)
    assert killed(toll(MINISTRY, 3), toll(AUTHOR, 5, publisher="Post")) == (3, 5, 5)


def test_the_side_that_did_it_counts_like_hearsay() -> None:
    own = telling(Said("killed", MINISTRY, 0), actors=(Actor(name="Russia", side="Russia"),), publisher="Wire")
    other = toll(Who("a spokesman", "unnamed", None), 4)
    assert killed(own, other) == (0, 4, 4)


def test_of_those_who_count_the_higher_since_tolls_grow() -> None:
    assert killed(toll(HOSPITAL, 12), toll(GOVERNOR, 15)) == (12, 12, 15), "an official of no place that is told"
    prosecutor = Who("regional prosecutor", "official", None)
    assert killed(toll(HOSPITAL, 12), toll(prosecutor, 15)) == (12, 15, 15)


def test_news_of_another_source_overtakes_an_older_lower_figure_but_no_party_and_no_rumour() -> None:
    first = toll(HOSPITAL, 8)
    assert killed(first, toll(MONITOR, 23, DAYS[3])) == (8, 23, 23)
    assert killed(first, toll(MONITOR, 23, "2023-05-02T11:00:00+00:00")) == (8, 8, 23), "two hours are no time"
    assert killed(first, toll(RESIDENTS, 60, DAYS[3])) == (8, 8, 60)
    assert killed(first, toll(MONITOR, 5, DAYS[3])) == (5, 8, 8), "a toll does not shrink"


def test_an_update_replaces_and_counts_once_however_often_it_is_told() -> None:
    first, second = toll(HOSPITAL, 8), toll(HOSPITAL, 12, DAYS[1], "Courier")
    stale = toll(HOSPITAL, 8, DAYS[2], "Late Edition")
    assert killed(first, second) == (12, 12, 12)
    assert killed(first, second, stale) == (12, 12, 12), "who tells an old figure late updates nothing"
    assessment = assess([first, second, stale], {}, {})
    assert series(assessment) == [(8, "Velyka Balka hospital", "replaced"), (12, "Velyka Balka hospital", "stands")]
    figures = next(t for t in assessment.counts if t.about == "killed").series
    assert figures[0].claims == (key(first), key(stale))
    assert figures[0].at == DAYS[0]


def test_a_source_goes_back_to_an_older_figure_where_it_says_so() -> None:
    first, second = toll(HOSPITAL, 8), toll(HOSPITAL, 12, DAYS[1], "Courier")
    words = "Velyka Balka hospital revised the death toll from 12 to eight"
    third = toll(AUTHOR, 8, DAYS[2], "Wire", words)
    assert killed(first, second, third) == (8, 8, 8)
    repeated = telling(Said("killed", AUTHOR, 12, words=words), on=DAYS[2], publisher="Wire")
    assert killed(first, second, repeated) == (12, 12, 12), "the old figure of a revision is no figure of the report"


def test_a_figure_told_as_an_earlier_one_gives_way() -> None:
    told = telling(
        Said("killed", HOSPITAL, 20, words="Velyka Balka hospital had at first spoken of 20 dead"),
        Said("killed", MONITOR, 14), publisher="Post",
    )
    assert killed(told)[1] == 14


def test_floors_and_ranges() -> None:
    floor = toll(HOSPITAL, 12, words="At least 12 people were killed")
    assert killed(floor) == (12, 12, None)
    assert killed(floor, toll(MONITOR, 15)) == (12, 12, None)
    assert killed(toll(HOSPITAL, 3, words="Two or three people were killed")) == (2, 3, 3)
    given_by_the_reading = telling(Said("killed", HOSPITAL, 2), counts={"killed": Count(low=2, best=2, high=3)})
    assert killed(given_by_the_reading) == (2, 2, 3)
    dozens = telling(Said("killed", HOSPITAL, None, words="Dozens died"), counts={"killed": Count(low=24)})
    assert killed(dozens) == (24, None, None)
    assert killed(dozens, toll(HOSPITAL, 31, DAYS[1], "Post")) == (31, 31, 31)


def test_nobody_is_a_number() -> None:
    assert killed(toll(GOVERNOR, 0)) == (0, 0, 0)
    assert killed(telling(Said("occurrence", GOVERNOR))) == (None, None, None)


def test_a_figure_of_several_events_belongs_to_none() -> None:
    words = "Eleven people died in the two villages"
    text_of = telling(Said("killed", AUTHOR, 11, words=words))
    other = Claim(id="c9", event="e2", about="killed", value=11, source=("author",),
                  quote=quote(text_of.entry.report.text, words))
    assert killed(telling(Said("killed", AUTHOR, 11, words=words), others=(other,))) == (None, None, None)
    assert killed(text_of) == (11, 11, 11)
    assert killed(toll(HOSPITAL, 900, words="Some 900 people were killed since the war began")) == (None, None, None)


def test_of_a_round_ups_figures_that_which_others_give_too() -> None:
    round_up = telling(Said("killed", AUTHOR, 9), Said("killed", AUTHOR, 4), publisher="Annals", on=DAYS[5])
    assert killed(round_up) == (4, 4, 4)
    assert killed(round_up, toll(MONITOR, 9)) == (9, 9, 9)


def test_copies_add_no_figures() -> None:
    first = toll(HOSPITAL, 8)
    copied = copy_of(first, "Courier", DAYS[4])
    families = {first.entry.key: first.entry.key, copied.entry.key: first.entry.key}
    assessment = assess([first, copied], families, {})
    assert series(assessment) == [(8, "Velyka Balka hospital", "stands")]


def test_counts_decided_by_an_analyst() -> None:
    first = toll(HOSPITAL, 8)
    assert killed(first, decisions=[decision(1, "overrule", field="killed", value=10)]) == (10, 10, 10)
    given = {"low": 7, "best": 9, "high": None}
    assert killed(first, decisions=[decision(1, "correct", field="killed", value=given)]) == (7, 9, None)
    tally = assess([first], {}, {}, [decision(1, "overrule", field="killed", value=10)]).counts[0]
    assert (tally.decided_by, len(tally.series)) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other", "at_odds"),
    [
        (toll(HOSPITAL, 12), toll(MONITOR, 15), True),
        (toll(HOSPITAL, 12), toll(MONITOR, 12), False),
        (toll(HOSPITAL, 12), toll(MONITOR, 15, DAYS[3]), False),
        (toll(HOSPITAL, 15), toll(MONITOR, 12, DAYS[3]), True),
        (toll(HOSPITAL, 12), toll(HOSPITAL, 15, publisher="Post"), False),
        (toll(HOSPITAL, 12, words="At least 12 people were killed"), toll(MONITOR, 15), False),
        (toll(HOSPITAL, 12, words="At least 12 people were killed"), toll(MONITOR, 9), True),
        (toll(HOSPITAL, 40, words="About 40 people were killed"), toll(MONITOR, 42), False),
        (toll(HOSPITAL, 40, words="About 40 people were killed"), toll(MONITOR, 60), True),
        (toll(HOSPITAL, 12), toll(MINISTRY, 0), True),
        (toll(HOSPITAL, 12, "2023-05-02"), toll(MONITOR, 15, "2023-05-03T09:00:00+00:00"), True),
    ],
)
def test_which_figures_exclude_one_another(one: Telling, other: Telling, at_odds: bool) -> None:
    for pair in ((one, other), (other, one)):
        assessment = assess(pair, {}, {})
        assert [c.kind for c in assessment.contradictions] == (["counts"] if at_odds else [])
    if at_odds:
        assert {assessment.contradictions[0].one, assessment.contradictions[0].other} == {key(one), key(other)}


def test_the_status_of_a_figure() -> None:
    first = toll(HOSPITAL, 12)
    assert assess([first], {}, {}).status("killed") == "claimed"
    assert assess([first, toll(MONITOR, 12)], {}, {}).status("killed") == "confirmed"
    assert assess([first, toll(MONITOR, 15)], {}, {}).status("killed") == "disputed"
    assert assess([first, toll(MONITOR, 8, "2023-04-30T09:00:00+00:00")], {}, {}).status("killed") == "claimed"
    assert assess([first], {}, {}).status("injured") == "unknown"


@pytest.mark.parametrize(
    ("words", "figure", "bounds"),
    [
        ("At least 12 people were killed", 12, Bounds(12, None)),
        ("more than 1,200 people fled", 1200, Bounds(1200, None)),
        ("at least another twelve civilians", 12, Bounds(12, None)),
        ("twenty-three dead so far", 23, Bounds(23, None)),
        ("up to forty civilians", 40, Bounds(None, 40)),
        ("no more than 5 wounded", 5, Bounds(None, 5)),
        ("between two and four people", 4, Bounds(2, 4)),
        ("10-12 dead", 12, Bounds(10, 12)),
        ("10 to 12 dead", 10, Bounds(10, 12)),
        ("about 40 people", 40, Bounds(40, 40, True)),
        ("killed 5 and wounded 6", 6, Bounds(6, 6)),
        ("one man died", 1, Bounds(1, 1)),
        ("12 people died, at least 30 were hurt", 12, Bounds(12, 12)),
        ("nothing here", 4, Bounds(4, 4)),
    ],
)
def test_how_words_bound_a_figure(words: str, figure: int, bounds: Bounds) -> None:
    assert bounds_of(words, figure) == bounds


@given(st.integers(0, 99))
def test_numbers_and_their_words(number: int) -> None:
    for written in spellings(number):
        assert number_in(written) == number


def test_other_words_of_passages() -> None:
    assert is_admission("The army admitted it")
    assert is_admission("It is under review")
    assert not is_admission("The army claimed it as a success")
    assert is_told_as_earlier("It had at first denied it")
    assert not is_told_as_earlier("It denied it on Monday")
    assert cause_in("a breach of safety rules") == "accident"
    assert cause_in("hit by a missile") == "attack"
    assert cause_in("nobody knows") is None


def test_a_toll_as_it_is_read() -> None:
    told = []
    for text, publisher, published in (
        ("A missile hit a market in Kramatorsk on Monday, killing at least eight people, the city hospital said.",
         "Post", "2023-05-02T06:00:00+00:00"),
        ("The city hospital said that 11 people had died when a missile hit a market in Kramatorsk on Monday.", "Wire",
         "2023-05-03T06:00:00+00:00"),
    ):
        reading = sayso.read(text, publisher=publisher, published=published)
        told += [t for t in Entry(reading.report, reading, published).tellings() if t.event.main]
    same = {(t.entry.key, s.id): "hospital" for t in told for s in t.entry.reading.sources if "ospital" in s.name}
    assessment = assess(told, {}, same)
    assert assessment.count("killed") == Count(low=11, best=11, high=11)
    assert [figure.bound for figure in assessment.counts[0].series] == ["floor", "exact"]
