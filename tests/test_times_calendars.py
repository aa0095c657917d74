"""Feasts, other calendars, date-time groups, zero hours, and what stands around an expression."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.times import Anchor, Expression, Interval, mentions, recognise, spans
from sayso.times.calendars import day_in, easter_of, month_in
from sayso.times.circumstances import declared_zone

PUBLISHED = date(2022, 5, 10)


def found(text: str, published: date | None = PUBLISHED) -> list[Expression]:
    return list(recognise(text, Anchor(published)))


def days(text: str, published: date | None = PUBLISHED) -> tuple[str, str]:
    (only,) = found(text, published)
    interval = told(only)
    return interval.first_day.isoformat(), interval.last_day.isoformat()


def told(expression: Expression) -> Interval:
    assert expression.interval is not None, expression.text
    return expression.interval


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Bombs fell on Good Friday.", "2022-04-15", "2022-04-15"),
        ("Bombs fell on Orthodox Easter.", "2022-04-24", "2022-04-24"),
        ("Bombs fell last Thanksgiving.", "2021-11-25", "2021-11-25"),
        ("Bombs fell on Christmas 2007.", "2007-12-25", "2007-12-25"),
        ("Bombs fell on Yom Kippur in 2021.", "2021-09-16", "2021-09-16"),
        ("Bombs fell during Ramadan.", "2022-04-02", "2022-05-01"),
        ("Bombs fell on the second day of Eid al-Fitr.", "2022-05-03", "2022-05-03"),
        ("Bombs fell on the last Friday of Ramadan.", "2022-04-29", "2022-04-29"),
        ("Bombs fell in Ramadan 2021.", "2021-04-13", "2021-05-12"),
        ("Bombs fell in Ramadan 1442.", "2021-04-13", "2021-05-12"),
        ("Bombs fell on 10 Muharram 1443.", "2021-08-18", "2021-08-18"),
        ("Bombs fell in 1443 AH.", "2021-08-09", "2022-07-29"),
        ("Bombs fell in 2564 BE.", "2021-01-01", "2021-12-31"),
        ("Bombs fell on 12 May 2564 BE.", "2021-05-12", "2021-05-12"),
        ("Bombs fell on Nowruz.", "2022-03-21", "2022-03-21"),
        ("They will meet at Christmas.", "2022-12-25", "2022-12-25"),
        ("Remember 9/11.", "2001-09-11", "2001-09-11"),
        ("It began on the eve of Eid al-Fitr.", "2022-05-01", "2022-05-01"),
    ],
)
def test_days_with_a_name(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


def test_days_that_hang_on_the_moon_are_approximate() -> None:
    (ramadan,) = found("Bombs fell during Ramadan.")
    (christmas,) = found("Bombs fell at Christmas.")
    assert told(ramadan).edtf == "2022-04-02~/2022-05-01~"
    assert told(christmas).edtf == "2021-12-25"


@pytest.mark.parametrize(
    "text", ["The Yom Kippur War began.", "He lives on Christmas Island.", "Bombs hit Easter Road."]
)
def test_names_that_hold_a_feast_are_none(text: str) -> None:
    assert found(text) == []


def test_a_feast_without_an_anchor_is_not_guessed() -> None:
    (only,) = found("Bombs fell on Good Friday.", None)
    assert only.interval is None


def test_calendars_against_known_days() -> None:
    assert day_in("hijri", 1443, 9, 1) == date(2022, 4, 2)
    assert month_in("hijri", 1443, 9) == (date(2022, 4, 2), date(2022, 5, 1))
    assert day_in("hebrew", 5784, 12, 14) == date(2024, 3, 24)  # Purim of a leap year is in the second Adar
    assert day_in("persian", 1402, 1, 1) == date(2023, 3, 21)
    assert day_in("buddhist", 2566, 5, 4) == date(2023, 5, 4)
    assert (easter_of(2024, False), easter_of(2024, True)) == (date(2024, 3, 31), date(2024, 5, 5))
    with pytest.raises(ValueError, match="month"):
        day_in("buddhist", 2566, 13, 1)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("It fell on 120430ZMAR22.", datetime(2022, 3, 12, 4, 30, tzinfo=UTC)),
        ("It fell on 120430Z MAR 2022.", datetime(2022, 3, 12, 4, 30, tzinfo=UTC)),
        ("It fell on 120430CMAR22.", datetime(2022, 3, 12, 1, 30, tzinfo=UTC)),
        ("It fell on 120430RMAR22.", datetime(2022, 3, 12, 9, 30, tzinfo=UTC)),
        ("It fell on 050500Z.", datetime(2022, 5, 5, 5, 0, tzinfo=UTC)),
    ],
)
def test_date_time_groups(text: str, moment: datetime) -> None:
    (only,) = found(text)
    assert told(only).earliest == moment


def test_hours_counted_from_a_zero_hour() -> None:
    text = "H-hour was 0430 hours on 3 May. Tanks crossed at H+3, guns fired at H+20 minutes. Planes came at H-1 hours."
    by_text = {e.text: e for e in found(text)}
    assert told(by_text["H+3"]).edtf == "2022-05-03T07:30"
    assert told(by_text["H+20 minutes"]).edtf == "2022-05-03T04:50"
    assert told(by_text["H-1 hours"]).edtf == "2022-05-03T03:30"


def test_a_zero_hour_that_is_not_told_is_not_guessed() -> None:
    (only,) = found("Tanks crossed at H+3.")
    assert (only.value, only.interval) == ("XXXX-XX-XXTXX", None)


def test_days_counted_from_d_day() -> None:
    expressions = found("D-Day was 6 June 1944. The bridge stood at D+4.")
    assert expressions[-1].value == "1944-06-10"


@pytest.mark.parametrize(
    ("text", "edtf", "modifier"),
    [
        ("It fell on about 3 May.", "2022-05-03~", "APPROX"),
        ("It fell on 3 May or so.", "2022-05-03~", "APPROX"),
        ("It fell at around 04:30 on 3 May.", "2022-05-03T04:30~", "APPROX"),
        ("It fell perhaps on 3 May.", "2022-05-03?", None),
        ("It fell on 3 May.", "2022-05-03", None),
    ],
)
def test_qualifiers(text: str, edtf: str, modifier: str | None) -> None:
    (only,) = found(text)
    assert (told(only).edtf, only.modifier) == (edtf, modifier)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times GMT.", "gmt"),
        ("Live updates\nAll times are in EST\nMore", "est"),
        ("(all times UTC+3)", "utc+3"),
        ("Times are in Moscow time.", "moscow"),
        ("(All times local.)", "local"),
        ("They lost at all times Moscow held it.", None),
        ("All times were hard.", None),
    ],
)
def test_a_zone_declared_once(text: str, zone: str | None) -> None:
    assert declared_zone(text) == zone


def test_a_declared_zone_holds_for_bare_clock_times_alone() -> None:
    bare, zoned, day = found("All times GMT. It fell at 04:30 on 3 May, or at 05:30 Kyiv time on 4 May, or on 5 May.")
    assert told(bare).earliest.utcoffset() == timedelta(0)
    assert told(zoned).earliest.utcoffset() == timedelta(hours=3)
    assert told(day).earliest.tzinfo is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell a few days ago.", "2022-04-30", "2022-05-10"),
        ("It fell several weeks ago.", "2022-03-01", "2022-05-10"),
        ("In the past few days ten fell.", "2022-04-30", "2022-05-10"),
        ("In the last three months ten fell.", "2022-02-10", "2022-05-10"),
    ],
)
def test_amounts_that_nobody_counted_are_wide(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "number", "unit", "counting"),
    [
        ("The war, now in its third year, goes on.", 3, "Y", "ordinal"),
        ("The six-month-old war is over.", 6, "M", "cardinal"),
        ("It fell ten days after the war began.", 10, "D", "cardinal"),
    ],
)
def test_ages_of_wars(text: str, number: int, unit: str, counting: str) -> None:
    meaning = next(m.meaning for m in mentions(text) if m.meaning.counting is not None)
    assert (meaning.elapsed, meaning.unit, meaning.counting) == (number, unit, counting)


@pytest.mark.parametrize("text", ["The 34-year-old trader wept.", "He is 52 years old.", "They fly four times a week."])
def test_ages_of_people_and_rates_are_no_durations(text: str) -> None:
    assert [e for e in found(text) if e.kind == "DURATION"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Persia fell in 331 BC.", "BC0331"),
        ("It rose in the summer of 480 BC.", "BC0480-SU"),
        ("It broke the treaty of 1793.", "1793"),
        ("The first quarter of 2021 was calm.", "2021-Q1"),
        ("\"[Ten] years ago it fell,\" she said.", "2012"),
        ("On Friday, officials will meet.", "2022-05-13"),
        ("On Friday, officials met.", "2022-05-06"),
        ("Posted 2h ago.", "2022-05-10"),
        ("Profit fell for the quarter.", "2022-Q1"),
        ("Sales rose during the quarter, the firm said.", "2022-Q1"),
        ("Ships waited this week.", "2022-W19"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert [e.value for e in found(text)] == [value]


@pytest.mark.parametrize("text", [
    "A force of 1500 came.", "They live in the quarter.", "He got $2 million a year.", "He spoke on This Week.",
    "Tanks stood in the quarter.", "Crowds fled during the quarter of the old town.",
])
def test_numbers_and_quarters_that_are_no_times(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("It fell at 4.30am local time (0130 GMT) on Tuesday.", "2022-05-10T04:30", "2022-05-10T01:30"),
        ("It burned between 2 a.m. and 4 a.m. on 3 May.", "2022-05-03T02:00", "2022-05-03T04:00"),
        ("It fell at 5:30pm (14:30 UTC) yesterday.", "2022-05-09T17:30", "2022-05-09T14:30"),
    ],
)
def test_two_times_share_the_day_told_with_the_second(text: str, first: str, second: str) -> None:
    assert [e.value for e in found(text)][:2] == [first, second]


def test_a_span_over_midnight_begins_on_the_day_before() -> None:
    text = "It burned from 22:00 to 04:00 on Tuesday."
    span = spans(found(text), text)[0]
    assert (span.earliest.isoformat(), span.latest.isoformat()) == ("2022-05-09T22:00:00", "2022-05-10T04:00:00")


def test_a_weekday_in_brackets_belongs_to_its_date() -> None:
    (only,) = found("It fell on 24 February 2022 (Friday).")
    assert (only.value, only.meaning.weekday) == ("2022-02-24", 5)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("At 17h30 on 3 May it fell. Half an hour later it burned.", "2022-05-03T18:00~"),
        ("At 17:30 on 3 May it fell. An hour and a half later it burned.", "2022-05-03T19:00~"),
        ("At 23:30 on 3 May it fell. Two hours later it burned.", "2022-05-04T01:30~"),
        ("At 5 p.m. GMT on 3 May it fell. Two hours earlier it burned.", "2022-05-03T15~"),
    ],
)
def test_hours_after_a_time_of_day(text: str, edtf: str) -> None:
    assert told(found(text)[-1]).edtf == edtf
