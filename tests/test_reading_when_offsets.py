"""Historical offsets, running reports, corrections, contradictions, known events."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from sayso.language import parse_text
from sayso.model import Check, When, Where
from sayso.reading.draft import EventDraft
from sayso.reading.timeline import read_timeline
from sayso.reading.when import date_events
from sayso.times import Anchor, mentions, recognise

SEVASTOPOL = Where(written="Sevastopol", name="Sevastopol", lat=44.6, lon=33.53, precision="settlement")
DONETSK = Where(written="Donetsk", name="Donetsk", country="UA", lat=48.0, lon=37.8, precision="settlement")
BELGOROD = Where(written="Belgorod", name="Belgorod", country="RU", lat=50.6, lon=36.59, precision="settlement")


def dated(
    text: str, *words: str, published: str | None, where: Where | None = None, main: bool = True
) -> tuple[When, tuple[Check, ...]]:
    parse = parse_text(text)
    tokens: list[int] = []
    for word in words:
        after = tokens[-1] if tokens else -1
        tokens.append(next(t.index for t in parse.tokens if t.text == word and t.index > after))
    whens, checks = date_events(parse, (EventDraft("shelling", main, tuple(tokens)),), (where,), published)
    return whens[0], checks


@pytest.mark.parametrize(
    ("where", "published", "offset"),
    [
        (BELGOROD, "2010-07-05", "+04:00"),  # summer time
        (BELGOROD, "2012-01-05", "+04:00"),  # summer time all year, 2011 to 2014
        (BELGOROD, "2014-10-20", "+04:00"),
        (BELGOROD, "2014-10-29", "+03:00"),
        (BELGOROD, "2022-07-05", "+03:00"),
        (SEVASTOPOL, "2014-03-25", "+02:00"),
        (SEVASTOPOL, "2014-04-05", "+04:00"),  # Moscow time since 30 March 2014
        (SEVASTOPOL, "2014-11-05", "+03:00"),
        (SEVASTOPOL, "2023-01-05", "+03:00"),
        (DONETSK, "2013-01-05", "+02:00"),
        (DONETSK, "2013-07-05", "+03:00"),
    ],
)
def test_the_offset_is_that_of_the_place_then(where: Where, published: str, offset: str) -> None:
    when, _ = dated("Mortars shelled the town yesterday.", "shelled", published=published, where=where)
    assert (when.earliest or "").endswith(offset)


@pytest.mark.parametrize(("year", "hours"), [(2010, 3), (2012, 4), (2015, 3)])
def test_moscow_time_was_four_hours_ahead_for_some_years(year: int, hours: int) -> None:
    (only,) = recognise(f"It fell at 04:30 Moscow time on 5 January {year}.", Anchor())
    assert only.interval is not None
    assert only.interval.earliest.utcoffset() == timedelta(hours=hours)


def stamps(text: str) -> list[datetime | None]:
    return [s.moment for s in read_timeline(parse_text(text), mentions(text), Anchor(date(2024, 5, 8))).stamps]


def test_a_running_report_in_reverse_carries_the_day_back() -> None:
    found = stamps("All times GMT\n\n00:40 Two are dead.\n\n23:10 Mortars shelled Dolna.\n\n21:00 Sirens.\n")
    assert [m.isoformat() for m in found if m is not None] == [
        "2024-05-08T00:40:00+00:00", "2024-05-07T23:10:00+00:00", "2024-05-07T21:00:00+00:00",
    ]


def test_a_running_report_forward_ends_on_the_day_of_publication() -> None:
    found = stamps("[23:10] Mortars shelled Dolna.\n[23:50] Fire.\n[00:40] Two are dead.\n")
    assert [m.day for m in found if m is not None] == [7, 7, 8]


def test_a_day_that_one_entry_tells_holds_for_those_around_it() -> None:
    found = stamps("22:00 Sirens.\n\n[05.05.2024, 00:30] Mortars.\n\n09:15 Quiet.\n")
    assert [m.isoformat() for m in found if m is not None] == [
        "2024-05-04T22:00:00", "2024-05-05T00:30:00", "2024-05-05T09:15:00",
    ]


def test_stamps_after_the_name_of_a_sender() -> None:
    found = stamps("Anna, [07.05.2024 23:10]\nMortars.\n\nIvan, [08.05.2024 00:40]\nTwo are dead.\n")
    assert [m.isoformat() for m in found if m is not None] == ["2024-05-07T23:10:00", "2024-05-08T00:40:00"]


def test_what_a_correction_withdraws_dates_nothing() -> None:
    text = ("Mortars shelled Dolna.\n\nCorrection: an earlier version said that mortars shelled Dolna on Monday. "
            "They shelled it on Tuesday.")
    when, _ = dated(text, "shelled", "shelled", "shelled", published="2024-05-09")
    assert when.edtf == "2024-05-07"


def test_two_days_told_of_one_act_are_reported() -> None:
    text = "Mortars shelled Dolna on Tuesday, the mayor said. Mortars shelled Dolna on Wednesday, the army said."
    when, checks = dated(text, "shelled", "shelled", published="2024-05-09")
    assert when.edtf == "2024-05-07"
    assert [(c.kind, c.quote.exact, c.verdict) for c in checks] == [("date", "Wednesday", "inconsistent")]


def test_days_that_agree_are_no_contradiction() -> None:
    text = "Mortars shelled Dolna on Tuesday, the mayor said. Mortars shelled Dolna on Tuesday night, the army said."
    assert dated(text, "shelled", "shelled", published="2024-05-09")[1] == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mortars shelled Dolna eight days after the fall of Kabul.", "2021-08-23"),
        ("Mortars shelled Dolna two days after the Feb. 3 attack.", "2024-02-05"),
        ("Mortars shelled Dolna ten days after the fall of Dolna.", None),
    ],
)
def test_days_counted_from_an_event(text: str, edtf: str | None) -> None:
    assert dated(text, "shelled", published="2024-05-09")[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Tanks came on 7 May. The next morning mortars shelled Dolna.", "2024-05-08"),
        ("Tanks came on 7 May. Hours later mortars shelled Dolna.", "2024-05-07~/2024-05-08~"),
        ("Tanks came on 7 May. A day earlier mortars shelled Dolna.", "2024-05-06"),
        ("Tanks came on 7 May. At 5 a.m. mortars shelled Dolna.", "2024-05-07T05"),
        ("Tanks came on 6 and 7 May. During those two days mortars shelled Dolna.", "2024-05-06/2024-05-07"),
        ("Tanks came on 7 May. During those two days mortars shelled Dolna.", None),
        ("At 5 a.m. mortars shelled Dolna.", None),
    ],
)
def test_background_takes_its_day_from_the_narrative(text: str, edtf: str | None) -> None:
    assert dated(text, "shelled", published="2024-05-09", main=False)[0].edtf == edtf


def test_what_goes_on_since_a_month_has_no_end() -> None:
    when, _ = dated("Mortars have shelled Dolna since March.", "shelled", published="2024-05-09")
    assert (when.earliest, when.latest, when.edtf) == ("2024-03-01T00:00:00", None, "2024-03/..")


def test_the_day_of_publication_is_never_the_day_of_an_event_without_ground() -> None:
    text = "DOLNA, May 9 (Wire) - Mortars shelled the village. A bomb killed two there. The mayor said so on Thursday."
    for main in (True, False):
        assert dated(text, "shelled", published="2024-05-09", main=main)[0] == When()
        assert dated(text, "killed", published="2024-05-09", main=main)[0] == When()


def test_the_moment_of_a_place_keeps_its_marks() -> None:
    text = "Mortars shelled the town at about 22:30 GMT on Tuesday."
    when, _ = dated(text, "shelled", published="2024-05-09", where=DONETSK)
    assert (when.earliest, when.edtf) == ("2024-05-08T01:30:00+03:00", "2024-05-08T01:30~")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Rebels will march in May.", ["May"]),
        ("The dead were named as April Jones and August Kamara.", []),
        ("In August the front fell back.", ["August"]),
    ],
)
def test_the_encoder_settles_what_words_cannot(text: str, times: list[str]) -> None:
    timeline = read_timeline(parse_text(text), mentions(text), Anchor(date(2024, 5, 8)))
    assert [phrase.expression.text for phrase in timeline.phrases] == times
