"""Admiralty grades: the credibility of each claim, and the reliability of a source from its record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.tables import table
from sayso.errors import UsageError
from sayso.ledger.assessment import Assessment, assess
from sayso.ledger.reliability import Outcome, TrackRecord, records, reliability, wilson
from sayso.ledger.telling import Telling
from sayso.model import Actor, Target
from tests.assessed_tellings import (
    AUTHOR,
    FOOTAGE,
    GENERAL,
    GOVERNOR,
    HOSPITAL,
    MINISTRY,
    MONITOR,
    RESIDENTS,
    Said,
    decision,
    key,
    telling,
)

DAYS = [f"2023-05-{day:02d}T09:00:00+00:00" for day in range(2, 12)]
HOMES = Target(name="block of flats", kind="residential", side="Ukraine")
RUSSIA = Actor(name="Russia", side="Russia")


def grades(*tellings: Telling, decisions: Any = ()) -> dict[str, tuple[int, str]]:
    assessment = assess(tellings, {}, {}, decisions)
    return {grade.claim: (grade.grade, grade.row) for grade in assessment.credibility}


def one(*claims: Said, on: str = DAYS[0], publisher: str = "Post", **more: Any) -> Telling:
    return telling(*claims, on=on, publisher=publisher, **more)


FIRST = one(Said("occurrence", GOVERNOR))


def test_one_word_that_nothing_speaks_against_is_possibly_true() -> None:
    assert grades(FIRST)[key(FIRST)] == (3, "alone")
    own = one(Said("occurrence", AUTHOR))
    assert grades(own)[key(own)] == (3, "alone")


def test_independent_sources_confirm_one_another() -> None:
    second = one(Said("occurrence", MONITOR), publisher="Wire")
    found = grades(FIRST, second)
    assert found[key(FIRST)] == found[key(second)] == (1, "corroborated")
    reasons = {grade.claim: grade for grade in assess([FIRST, second], {}, {}).credibility}
    assert reasons[key(FIRST)].claims == (key(second),)
    assert "Rights Now" in reasons[key(FIRST)].reason


def test_the_same_side_and_hedged_words_make_it_probable_only() -> None:
    staff = one(Said("occurrence", GENERAL), publisher="Wire")
    assert grades(FIRST, staff)[key(FIRST)] == (2, "same_side")
    hedged = one(Said("occurrence", MONITOR, certainty="probable"), publisher="Wire")
    assert grades(FIRST, hedged)[key(FIRST)] == (2, "same_side")
    assert grades(FIRST, hedged)[key(hedged)] == (1, "corroborated"), "the hedged word is borne out by the firm one"
    own = one(Said("occurrence", AUTHOR), publisher="Wire")
    assert grades(FIRST, own)[key(FIRST)] == (2, "same_side")


def test_a_suspicion_alone_is_doubtful() -> None:
    hint = one(Said("responsibility", GOVERNOR, "Russia", certainty="possible"))
    assert grades(hint)[key(hint)] == (4, "hinted")


def test_what_is_disputed() -> None:
    denial = one(Said("occurrence", MINISTRY, None, "denies"), publisher="Wire")
    assert grades(FIRST, denial)[key(FIRST)] == (4, "disputed")
    assert grades(FIRST, denial)[key(denial)] == (4, "disputed")
    second = one(Said("occurrence", MONITOR), publisher="Courier")
    assert grades(FIRST, second, denial)[key(FIRST)] == (3, "disputed_supported")
    assert grades(FIRST, second, denial)[key(denial)] == (4, "disputed")


def test_what_evidence_or_an_admission_excludes_is_improbable() -> None:
    denial = one(Said("occurrence", MINISTRY, None, "denies"), publisher="Wire")
    film = one(Said("occurrence", FOOTAGE), publisher="Lens")
    found = grades(FIRST, denial, film)
    assert found[key(denial)] == (5, "against_confirmed")
    assert found[key(FIRST)] == (1, "corroborated")
    alone = grades(film)
    assert alone[key(film)] == (2, "physical")
    against = one(Said("occurrence", FOOTAGE, None, "denies"), publisher="Lens")
    assert grades(FIRST, against)[key(FIRST)] == (5, "refuted")
    admission = one(Said("responsibility", MINISTRY, "Russia", words="The ministry regrets that its missile erred"),
                    publisher="Wire", targets=(HOMES,), actors=(RUSSIA,))
    assert grades(admission)[key(admission)] == (2, "against_interest")
    rival = one(Said("responsibility", HOSPITAL, "Ukraine"), publisher="Courier")
    assert grades(admission, rival)[key(rival)] == (5, "against_confirmed")


def test_figures_are_graded_by_what_allows_and_excludes_them() -> None:
    toll, same = one(Said("killed", HOSPITAL, 12)), one(Said("killed", MONITOR, 12), publisher="Wire")
    other = one(Said("killed", MINISTRY, 2), publisher="Courier")
    found = grades(toll, same, other)
    assert found[key(toll)] == (3, "disputed_supported")
    assert found[key(other)] == (5, "against_confirmed")


def test_what_its_source_or_an_analyst_took_back() -> None:
    gone = one(Said("damage", AUTHOR), on=DAYS[3], publisher="Wire",
               after="Olena Prykhodko withdrew her statement.")
    assert grades(FIRST, gone)[key(FIRST)] == (5, "withdrawn")
    first, second = one(Said("killed", HOSPITAL, 3)), one(Said("killed", HOSPITAL, 5), on=DAYS[1], publisher="Wire")
    assert grades(first, second)[key(first)] == (4, "replaced")
    struck = grades(FIRST, decisions=[decision(1, "retract", claim=key(FIRST))])
    assert struck[key(FIRST)] == (6, "retracted")


def test_what_states_no_fact_cannot_be_judged() -> None:
    told = one(Said("responsibility", MINISTRY, None, "declines"), Said("intent", GOVERNOR), Said("other", GOVERNOR))
    assert set(grades(told).values()) == {(6, "not_a_statement")}


def test_every_row_of_the_file_is_a_grade() -> None:
    assert set(table("ledger/grades")["credibility"].values()) <= {1, 2, 3, 4, 5, 6}


# Reliability


def fortunes(assessment: Assessment) -> dict[str, str]:
    return {outcome.claim: outcome.fortune for outcome in assessment.outcomes}


def test_a_claim_is_settled_by_others_than_its_source() -> None:
    second = one(Said("occurrence", MONITOR), publisher="Wire")
    third = one(Said("occurrence", RESIDENTS), publisher="Lens")
    assert set(fortunes(assess([FIRST], {}, {})).values()) == {"outstanding"}
    assert set(fortunes(assess([FIRST, second], {}, {})).values()) == {"outstanding"}, "one other settles nothing"
    assert fortunes(assess([FIRST, second, third], {}, {}))[key(FIRST)] == "confirmed"
    denial = one(Said("occurrence", MINISTRY, None, "denies"), publisher="Courier")
    all_of = fortunes(assess([FIRST, second, third, denial], {}, {}))
    assert all_of[key(denial)] == "refuted"
    assert all_of[key(FIRST)] == "confirmed"
    assert fortunes(assess([FIRST, denial], {}, {}))[key(FIRST)] == "disputed"
    film = one(Said("occurrence", FOOTAGE, None, "denies"), publisher="Lens")
    assert fortunes(assess([FIRST, film], {}, {}))[key(FIRST)] == "refuted"


def test_its_own_side_and_its_own_admission_settle_nothing_for_it() -> None:
    staff = one(Said("occurrence", GENERAL), publisher="Wire")
    second = one(Said("occurrence", MONITOR), publisher="Courier")
    assert fortunes(assess([FIRST, staff], {}, {}))[key(FIRST)] == "outstanding"
    assert fortunes(assess([FIRST, staff, second], {}, {}))[key(second)] == "outstanding", "two of one side are one"
    admission = one(Said("responsibility", MINISTRY, "Russia", words="The ministry regrets that its missile erred"),
                    publisher="Wire", targets=(HOMES,), actors=(RUSSIA,))
    assert fortunes(assess([admission], {}, {}))[key(admission)] == "outstanding"
    accuser = one(Said("responsibility", GOVERNOR, "Russia"), publisher="Courier")
    assert fortunes(assess([admission, accuser], {}, {}))[key(accuser)] == "confirmed"


def test_withdrawn_replaced_and_decided_claims() -> None:
    gone = one(Said("damage", AUTHOR), on=DAYS[3], publisher="Wire", after="Olena Prykhodko withdrew her statement.")
    assert fortunes(assess([FIRST, gone], {}, {}))[key(FIRST)] == "withdrawn"
    first, second = one(Said("killed", HOSPITAL, 3)), one(Said("killed", HOSPITAL, 5), on=DAYS[1], publisher="Wire")
    assert key(first) not in fortunes(assess([first, second], {}, {}))
    decided = [decision(1, "overrule", field="occurrence", status="refuted")]
    assert fortunes(assess([FIRST], {}, {}, decided))[key(FIRST)] == "refuted"


def test_records_gather_by_organisation() -> None:
    outcomes = [
        Outcome("governor", "Olena Prykhodko", "occurrence", "a/c1", "confirmed"),
        Outcome("governor", "Olena Prykhodko", "killed", "a/c2", "refuted"),
        Outcome("spokesman", "Ivan Kryva", "killed", "b/c1", "confirmed"),
        Outcome("other", "Other", "killed", "c/c1", "outstanding"),
        Outcome("other", "Other", "killed", "c/c1", "outstanding"),
    ]
    found = records(outcomes, {"spokesman": "governor"})
    assert set(found) == {"governor", "other"}
    assert (found["governor"].confirmed, found["governor"].refuted, found["governor"].settled) == (2, 1, 3)
    assert found["governor"].claims == (("a/c1", "confirmed"), ("a/c2", "refuted"), ("b/c1", "confirmed"))
    assert (found["other"].outstanding, found["other"].settled) == (1, 0)


def letter(**counts: int) -> str:
    return reliability(TrackRecord("someone", **counts)).letter


@pytest.mark.parametrize(
    ("counts", "grade"),
    [
        ({}, "F"), ({"outstanding": 50}, "F"), ({"disputed": 9}, "F"), ({"confirmed": 1}, "F"),
        ({"confirmed": 2}, "F"),
        ({"confirmed": 3}, "C"), ({"confirmed": 6}, "B"), ({"confirmed": 16}, "A"), ({"confirmed": 15}, "B"),
        ({"confirmed": 40, "refuted": 1}, "A"), ({"confirmed": 11, "refuted": 1}, "B"),
        ({"confirmed": 6, "refuted": 2}, "C"), ({"confirmed": 5, "refuted": 5}, "D"), ({"refuted": 3}, "E"),
        ({"confirmed": 1, "refuted": 6}, "E"),
        ({"confirmed": 1, "refuted": 5}, "D"), ({"confirmed": 3, "refuted": 1}, "F"),
    ],
)
def test_grades_of_records(counts: dict[str, int], grade: str) -> None:
    assert letter(**counts) == grade


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_right_claims_never_lower_a_bound_and_wrong_ones_never_raise_one(right: int, wrong: int, gone: int) -> None:
    record = TrackRecord("someone", confirmed=right, refuted=wrong, withdrawn=gone)
    grade = reliability(record)
    better = reliability(replace(record, confirmed=right + 1))
    worse = reliability(replace(record, refuted=wrong + 1))
    if grade.lower is not None and grade.upper is not None:
        assert 0 <= grade.lower <= grade.upper <= 1
        assert better.lower is not None
        assert worse.upper is not None
        assert better.lower >= grade.lower
        assert worse.upper <= grade.upper
    order = "ABCDE"
    if grade.letter in order and better.letter in order:
        assert order.index(better.letter) <= order.index(grade.letter)


def test_wilsons_interval_as_published() -> None:
    """Wilson (1927) as tabled by Newcombe (1998, Statistics in Medicine 17): 81 of 263, 15 of 148, 0 of 20."""
    assert wilson(81, 263, 1.96) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148, 1.96) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20, 1.96) == pytest.approx((0.0, 0.1611), abs=1e-4)


def test_a_withdrawal_weighs_less_than_a_refutation() -> None:
    own = reliability(TrackRecord("someone", confirmed=6, withdrawn=2))
    refuted = reliability(TrackRecord("someone", confirmed=6, refuted=2))
    assert own.lower is not None
    assert refuted.lower is not None
    assert own.lower > refuted.lower


def test_an_analyst_overrides_the_grade_with_a_reason() -> None:
    record = TrackRecord("governor", confirmed=3)
    first = decision(1, "reliability", source="governor", grade="D", reason="paid by the ministry")
    second = decision(2, "reliability", source="governor", grade="B", by="jon", reason="checked for a year")
    other = decision(3, "reliability", source="mayor", grade="E", reason="no")
    grade = reliability(record, [second, first, other])
    assert (grade.letter, grade.decided_by, grade.reason) == ("B", 2, "decided by jon: checked for a year")
    assert reliability(record, [first, second, decision(4, "undo", number=2)]).letter == "D"
    assert reliability(record, [other]).letter == "C"
    with pytest.raises(UsageError, match="A to F"):
        reliability(record, [decision(1, "reliability", source="governor", grade="G")])
    with pytest.raises(UsageError, match="without a reason"):
        reliability(record, [decision(1, "reliability", source="governor", grade="A", reason=None)])
