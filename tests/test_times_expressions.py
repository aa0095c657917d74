"""Time expressions: what is found in a text, and when it is, set against a day of publication."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from sayso.times import Anchor, Expression, mentions, recognise, spans

PUBLISHED = date(2022, 3, 31)  # a Thursday


def found(text: str, published: date | None = PUBLISHED) -> list[Expression]:
    return list(recognise(text, Anchor(published)))


def only(text: str, published: date | None = PUBLISHED) -> Expression:
    expressions = found(text, published)
    assert len(expressions) == 1, [e.text for e in expressions]
    return expressions[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on 29 March 2022.", "2022-03-29"),
        ("Shells fell on March 29, 2022.", "2022-03-29"),
        ("Shells fell on the 29th of March 2022.", "2022-03-29"),
        ("Shells fell on 29-Mar-2022.", "2022-03-29"),
        ("Shells fell on 2022-03-29.", "2022-03-29"),
        ("Shells fell on 29.03.2022.", "2022-03-29"),
        ("Shells fell on 29/03/2022.", "2022-03-29"),
        ("Shells fell on 3/29/2022.", "2022-03-29"),
        ("Shells fell on Tuesday, 29 March 2022.", "2022-03-29"),
        ("Shells fell on Feb. 3.", "2022-02-03"),
        ("Shells fell in March 2021.", "2021-03"),
        ("Shells fell in December.", "2021-12"),
        ("Shells fell in March last year.", "2021-03"),
        ("Shells fell in 2014.", "2014"),
        ("Shells fell in nineteen ninety-four.", "1994"),
        ("Shells fell in the 1980s.", "198"),
        ("Shells fell in the summer of 2014.", "2014-SU"),
        ("Shells fell on Tuesday.", "2022-03-29"),
        ("Shells fell on Thursday.", "2022-03-31"),
        ("Shells fell last Thursday.", "2022-03-24"),
        ("Shells fell on Tuesday night.", "2022-03-29TNI"),
        ("Shells fell on the morning of Tuesday.", "2022-03-29TMO"),
        ("Shells fell yesterday.", "2022-03-30"),
        ("Shells fell the day before yesterday.", "2022-03-29"),
        ("Shells fell two days ago.", "2022-03-29"),
        ("Shells fell last week.", "2022-W12"),
        ("Shells fell this morning.", "2022-03-31TMO"),
        ("Shells fell last night.", "2022-03-30TNI"),
        ("Shells fell at 5:30 a.m. on Tuesday.", "2022-03-29T05:30"),
        ("Shells fell at half past nine in the evening on Tuesday.", "2022-03-29T21:30"),
        ("Shells fell on the last Thursday in July 2021.", "2021-07-29"),
        ("The siege held for three months.", "P3M"),
        ("Guns fire every day.", "P1D"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert only(text).value == value


def test_a_day_told_after_another_counts_from_it() -> None:
    first, second = found("Troops came on 3 March. The next day they left.")
    assert (first.value, second.value) == ("2022-03-03", "2022-03-04")


def test_that_weekday_is_the_one_told_before() -> None:
    text = "Jets struck on 1 March, a Tuesday. Two weeks later it was quiet. Talks began that same Tuesday."
    expressions = found(text)
    assert expressions[-1].value == "2022-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "May we leave, they asked, and the march began.",
        "Theresa May condemned it.",
        "The second attack failed.",
        "A march for peace drew crowds.",
        "The sun sat low.",
        "He commands the 22nd. The 22nd Brigade fought.",
        "About 2000 people fled.",
        "They fired 1999 shells.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert [e.text for e in found(text)] == []


@pytest.mark.parametrize("text", ["Fighting rose in May.", "Fighting rose in March.", "It rose in early May 2021."])
def test_ambiguous_months_after_a_preposition(text: str) -> None:
    assert len(found(text)) == 1


def test_year_rollover() -> None:
    assert only("Rockets fell on 30 December.", date(2023, 1, 2)).value == "2022-12-30"
    assert only("Rockets fell on Saturday.", date(2023, 1, 2)).value == "2022-12-31"
    assert only("Talks will resume on 3 January.", date(2022, 12, 30)).value == "2023-01-03"


def test_a_zone_is_never_dropped() -> None:
    for text, hours in (
        ("It fell at 04:30 GMT on Tuesday.", 0),
        ("It fell at 0430 GMT on Tuesday.", 0),
        ("It fell at 04:30 Moscow time on Tuesday.", 3),
        ("It fell at 4.30 a.m. UTC+5 on Tuesday.", 5),
        ("It fell at 0430Z on Tuesday.", 0),
    ):
        interval = only(text).interval
        assert interval is not None, text
        assert interval.earliest.utcoffset() == timedelta(hours=hours), text
        assert (interval.earliest.hour, interval.earliest.minute) == (4, 30), text


def test_summer_time_is_that_of_the_day() -> None:
    winter = only("It fell at 02:00 Kyiv time on 26 March 2022.").interval
    summer = only("It fell at 05:00 Kyiv time on 27 March 2022.").interval
    assert winter is not None
    assert summer is not None
    assert winter.earliest.utcoffset() == timedelta(hours=2)
    assert summer.earliest.utcoffset() == timedelta(hours=3)
    assert summer.earliest.astimezone(UTC).hour == 2


def test_local_time_has_no_offset() -> None:
    interval = only("It fell at 04:30 local time on Tuesday.").interval
    assert interval is not None
    assert interval.earliest.tzinfo is None


def test_night_runs_into_the_next_morning() -> None:
    interval = only("Shells fell on Tuesday night.").interval
    assert interval is not None
    assert interval.earliest.isoformat() == "2022-03-29T20:00:00"
    assert interval.latest.isoformat() == "2022-03-30T06:00:00"
    assert interval.edtf == "2022-03-29"


@pytest.mark.parametrize(
    "text",
    ["the night of 3 to 4 May 2022", "overnight on 3 to 4 May 2022", "the night between 3 and 4 May 2022",
     "the night of May 3-4, 2022"],
)
def test_night_between_two_days(text: str) -> None:
    interval = only(f"Drones came in {text}.").interval
    assert interval is not None
    assert interval.earliest.isoformat() == "2022-05-03T20:00:00"
    assert interval.latest.isoformat() == "2022-05-04T06:00:00"


def test_overnight_is_the_night_before_publication() -> None:
    interval = only("Drones came overnight.").interval
    assert interval is not None
    assert (interval.first_day.isoformat(), interval.last_day.isoformat()) == ("2022-03-30", "2022-03-31")


def test_two_days_share_a_month_and_make_a_span() -> None:
    text = "They were killed on 29 and 30 November 2021."
    expressions = found(text)
    assert [e.value for e in expressions] == ["2021-11-29", "2021-11-30"]
    span = spans(expressions, text)[0]
    assert (span.first_day, span.last_day) == (date(2021, 11, 29), date(2021, 11, 30))


def test_the_first_of_two_dates_takes_the_year_of_the_second() -> None:
    assert [e.value for e in found("It lasted from 27 December to 2 January 2021.")] == ["2020-12-27", "2021-01-02"]


@pytest.mark.parametrize(
    ("text", "number", "counting"),
    [
        ("It came after 34 days of fighting.", 34, "cardinal"),
        ("On day 12 of the war it fell.", 12, "ordinal"),
        ("It fell on the forty-fourth day of the war.", 44, "ordinal"),
        ("It fell on the third anniversary of the invasion.", 3, "anniversary"),
    ],
)
def test_days_counted_from_a_beginning(text: str, number: int, counting: str) -> None:
    meaning = mentions(text)[0].meaning
    assert (meaning.elapsed, meaning.counting) == (number, counting)


def test_without_an_anchor_nothing_is_guessed() -> None:
    assert only("Shells fell on Tuesday.", None).interval is None
    assert only("Shells fell yesterday.", None).interval is None
    assert only("Shells fell on 3 May.", None).interval is None
    assert only("Shells fell on 3 May 2021.", None).value == "2021-05-03"


def test_impossible_dates_are_none() -> None:
    assert all(e.interval is None or e.interval.edtf != "2022-02-30" for e in found("It fell on 30 February 2022."))
    assert found("The score was 27:99.") == []


def test_a_verb_in_the_past_beside_a_weekday_outweighs_a_plan_above_it() -> None:
    found = recognise("He would not discuss the plan that the army announced Wednesday.", Anchor(date(2024, 5, 10)))
    assert [e.value for e in found] == ["2024-05-08"]
    found = recognise("The plan is to be announced Wednesday.", Anchor(date(2024, 5, 10)))
    assert [e.value for e in found] == ["2024-05-15"]
