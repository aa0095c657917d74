"""When events were: by their own expressions, by what stands around them, in the local time of the place."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.model import Check, When, Where
from sayso.reading.draft import EventDraft
from sayso.reading.when import date_events, infer_published

KHARKIV = Where(written="Kharkiv", name="Kharkiv", country="UA", lat=49.99, lon=36.23, precision="settlement")


def event(parse: Parse, *words: str, main: bool = True) -> EventDraft:
    """An event whose mentions are the tokens of these words, each the first after the one before."""
    tokens = []
    for word in words:
        after = tokens[-1] if tokens else -1
        tokens.append(next(t.index for t in parse.tokens if t.text == word and t.index > after))
    return EventDraft("shelling", main, tuple(tokens))


def dated(
    text: str, *words: str, published: str | None = "2024-05-09", where: Where | None = None, main: bool = True,
) -> tuple[When, tuple[Check, ...]]:
    parse = parse_text(text)
    whens, checks = date_events(parse, (event(parse, *words, main=main),), (where,), published)
    for quote in whens[0].basis:
        assert text[quote.start : quote.end] == quote.exact
    return whens[0], checks


def days(when: When) -> tuple[str | None, str | None]:
    return when.earliest and when.earliest[:10], when.latest and when.latest[:10]


def test_without_an_expression_there_is_no_time() -> None:
    when, checks = dated("Mortars shelled the village of Dolna. Nobody was hurt.", "shelled")
    assert when == When()
    assert checks == ()


def test_the_day_of_a_telling_is_not_that_of_the_event() -> None:
    when, _ = dated("Mortars shelled the village of Dolna, the mayor said on Thursday.", "shelled")
    assert when == When()


def test_an_earlier_day_of_telling_bounds_the_event() -> None:
    when, _ = dated("The mayor said on Tuesday that mortars had shelled the village of Dolna.", "shelled")
    assert (when.earliest, when.edtf) == (None, "../2024-05-07")


def test_a_weekday_is_the_nearest_before_publication() -> None:
    when, _ = dated("Mortars shelled the village of Dolna on Tuesday.", "shelled")
    assert (when.edtf, when.precision) == ("2024-05-07", "day")
    assert [q.exact for q in when.basis] == ["Tuesday"]


def test_the_weekday_of_publication_is_that_day() -> None:
    when, _ = dated("Mortars shelled the village of Dolna on Thursday.", "shelled")
    assert when.edtf == "2024-05-09"


def test_a_dateline_dates_no_event() -> None:
    when, _ = dated("DOLNA, May 8 (Wire) - Mortars shelled the village. Nobody was hurt.", "shelled")
    assert when == When()


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on Tuesday night", "2024-05-07T20:00:00", "2024-05-08T06:00:00"),
        ("before dawn on Tuesday", "2024-05-07T00:00:00", "2024-05-07T07:00:00"),
        ("overnight", "2024-05-08T20:00:00", "2024-05-09T06:00:00"),
        ("late on Tuesday", "2024-05-07T17:00:00", "2024-05-07T23:59:59"),
        ("on Tuesday afternoon", "2024-05-07T12:00:00", "2024-05-07T18:00:00"),
    ],
)
def test_parts_of_the_day(words: str, earliest: str, latest: str) -> None:
    when, _ = dated(f"Mortars shelled the village of Dolna {words}.", "shelled")
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, "part_of_day")


def test_local_time_has_the_offset_of_the_place() -> None:
    summer, _ = dated("Mortars shelled Kharkiv on Tuesday.", "shelled", where=KHARKIV)
    winter, _ = dated("Mortars shelled Kharkiv on Tuesday.", "shelled", where=KHARKIV, published="2024-01-11")
    assert summer.earliest == "2024-05-07T00:00:00+03:00"
    assert winter.earliest == "2024-01-09T00:00:00+02:00"


def test_a_night_over_the_change_of_clocks_has_both_offsets() -> None:
    when, _ = dated("Mortars shelled Kharkiv on Saturday night.", "shelled", where=KHARKIV, published="2024-04-02")
    assert (when.earliest, when.latest) == ("2024-03-30T20:00:00+02:00", "2024-03-31T06:00:00+03:00")


def test_a_zone_that_is_told_is_converted_not_dropped() -> None:
    here, _ = dated("Mortars shelled Kharkiv at 22:30 GMT on Tuesday.", "shelled", where=KHARKIV)
    nowhere, _ = dated("Mortars shelled the village at 22:30 GMT on Tuesday.", "shelled")
    assert (here.earliest, here.edtf) == ("2024-05-08T01:30:00+03:00", "2024-05-08T01:30")
    assert nowhere.earliest == "2024-05-07T22:30:00+00:00"


def test_a_time_of_day_in_a_later_mention_makes_the_day_finer() -> None:
    text = "Mortars shelled the village of Dolna on Tuesday. The mortars shelled the school at 3 p.m."
    when, _ = dated(text, "shelled", "shelled")
    assert (when.earliest, when.precision) == ("2024-05-07T15:00:00", "hour")


def test_year_rollover() -> None:
    when, _ = dated("Mortars shelled the village of Dolna on 30 December.", "shelled", published="2024-01-02")
    assert when.edtf == "2023-12-30"


def test_background_has_its_own_expression_only() -> None:
    text = "Mortars shelled Dolna on Tuesday. In July 2021 a bomb killed two people there. A raid also failed."
    parse = parse_text(text)
    events = (event(parse, "shelled"), event(parse, "killed", main=False), event(parse, "raid", main=False))
    whens, _ = date_events(parse, events, (None, None, None), "2024-05-09")
    assert [w.edtf for w in whens] == ["2024-05-07", "2021-07", None]


def test_a_second_main_event_has_the_day_of_the_lead() -> None:
    text = "Mortars shelled Dolna on Tuesday.\n\nIn Verkhi, drones wrecked a bridge."
    parse = parse_text(text)
    whens, _ = date_events(parse, (event(parse, "shelled"), event(parse, "wrecked")), (None, None), "2024-05-09")
    assert [w.edtf for w in whens] == ["2024-05-07", "2024-05-07"]


def test_an_event_dated_by_its_distance_from_a_day() -> None:
    text = "She spoke on Wednesday, two days after mortars shelled the market."
    when, _ = dated(text, "shelled")
    assert when.edtf == "2024-05-06"


def test_entries_of_a_running_report_date_what_they_tell() -> None:
    text = "[07.05, 23:10] Mortars shelled Dolna.\n\n[08.05, 00:40] Two are dead.\n\n[08.05, 09:00] Quiet now."
    when, _ = dated(text, "shelled")
    assert (when.earliest, when.latest) == ("2024-05-07T00:00:00", "2024-05-07T23:10:00")


def test_an_undated_report_is_dated_by_the_days_of_its_war() -> None:
    text = ("Ukraine destroyed a Russian fuel train on Tuesday night. "
            "It happened after 34 days of fighting between Russia and Ukraine.")
    when, checks = dated(text, "destroyed", published=None)
    assert days(when) == ("2022-03-29", "2022-03-30")
    assert when.edtf == "2022-03-29"
    assert [q.exact for q in when.basis] == ["Tuesday night", "34 days"]
    assert [(c.kind, c.verdict) for c in checks] == [("elapsed_days", "consistent"), ("weekday", "consistent")]


def test_a_war_that_is_named_is_the_one_counted_from() -> None:
    text = "Gunmen of the Houthis seized a ship on Sunday, the forty-fourth day of the war in Gaza."
    when, checks = dated(text, "seized", published=None)
    assert when.edtf == "2023-11-19"
    assert checks[0].verdict == "consistent"


def test_a_count_that_fits_no_publication_is_inconsistent() -> None:
    text = "On day 40 of the Russian invasion of Ukraine mortars shelled Dolna."
    _, checks = dated(text, "shelled", published="2022-03-29")
    assert [(c.kind, c.verdict) for c in checks] == [("elapsed_days", "inconsistent")]


@pytest.mark.parametrize(("weekday", "verdict"), [("Tuesday", "consistent"), ("Friday", "inconsistent")])
def test_a_weekday_beside_a_date_is_checked(weekday: str, verdict: str) -> None:
    when, checks = dated(f"Mortars shelled Dolna on {weekday}, 7 May 2024.", "shelled")
    assert when.edtf == "2024-05-07"
    assert [(c.kind, c.stated, c.verdict) for c in checks] == [("weekday", weekday, verdict)]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("DOLNA, June 5, 2023. Mortars shelled the village.", "2023-06-05"),
        ("DOLNA, Ukraine, Jan. 21, 2023 - Mortars shelled the village.", "2023-01-21"),
        ("DOLNA, 21 January 2023 (Wire) - Mortars shelled the village.", "2023-01-21"),
        ("A village is shelled\nPublished: 12 May 2024 14:30 GMT\n\nMortars shelled Dolna.", "2024-05-12T14:30+00:00"),
        ("A village is shelled\nUpdated 13 May 2024\nPublished 12 May 2024\n\nMortars shelled Dolna.", "2024-05-12"),
        ("A village is shelled\nTuesday, 7 May 2024\n\nMortars shelled Dolna.", "2024-05-07"),
        ("Situation report no. 5, 7 May 2024\n\nMortars shelled Dolna.", "2024-05-07"),
        ("DOLNA, May 5 (Wire) - Mortars shelled the village.", None),
        ("Mortars shelled Dolna on 7 May 2024.", None),
        ("Dolna was shelled on Tuesday, 7 May 2024, the mayor said.", None),
        ("Situation report, period covered: 27 April to 2 May 2024\n\nMortars shelled Dolna.", None),
    ],
)
def test_the_day_of_publication_is_only_what_a_header_says(text: str, published: str | None) -> None:
    assert infer_published(parse_text(text)) == published


def test_the_same_text_gives_the_same_times() -> None:
    text = "Mortars shelled Dolna on Tuesday night and again at 5 a.m. on Wednesday."
    assert dated(text, "shelled") == dated(text, "shelled")
