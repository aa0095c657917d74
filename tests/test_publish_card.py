"""The text view: a page in which everything that is known, and what is not, has its line."""

from __future__ import annotations

import io

import pytest

from readings import TEXT, quote, reading
from sayso.model import Claim, Count, Event, Quote, Reading, UcdpCode, When, Where
from sayso.publish import print_reading, text_console
from sayso.publish.view import view_of
from sayso.publish.visible import one_line, visible
from sayso.publish.wording import tell_circle, tell_count, tell_published, tell_when, tell_where


def card(told: Reading) -> str:
    page = io.StringIO()
    print_reading(told, text_console(page))
    return page.getvalue()


def test_the_card_says_it_all() -> None:
    page = " ".join(card(reading()).split())
    for part in (
        "Rockets hit Port Velta", "Velta Post · Friday 31 May 2024, 21:10 (UTC+03:00)",
        "it happened: confirmed · who did it: disputed", "Port Velta, Velta Oblast, Ukraine",
        "within 2.5 km of 46.5000° N, 30.7500° W; precise to the settlement",
        "Friday 31 May 2024, 17:00 to 23:59 (UTC+03:00)", "4th battery, Northern League",
        "according to Dana Imre; denied by Northern League", "grain terminal (Velta) [port]",
        "killed 2 according to mayor ← harbour master", "injured 3 (at most 5)", "video, social media",
        "− who did it: Northern League “The League denied it”", "probably where: Orsk Hill", "possibly injured: 3",
        "damage: not said", "what was hit: coast guard would not say", "Talks took place in May 2024. [reported]",
        "weekday and date: Friday — 31 May 2024 is a Friday, consistent", "distance: near, uncheckable",
        "“butchers” epithet", "coast guard police 1 claim",
    ):
        assert part in page, part


def test_the_card_of_a_file_has_no_colour_and_fits_80_columns() -> None:
    page = card(reading(title="Rockets " * 40, publisher="x" * 200))
    assert "\x1b" not in page
    assert max(len(line) for line in page.splitlines()) <= 80
    assert all(line == line.rstrip() for line in page.splitlines())


def test_a_report_cannot_command_the_terminal() -> None:
    evil = "Rock\x1b]0;owned\x07ets \x1b[31mred\x1b[0m [bold]fell[/bold] \u202etxt.exe :bomb: \x9b2J"
    told = Reading(
        report=reading(title=evil, text=evil).report,
        claims=(Claim(id="c1", event="e1", about="occurrence", source=("s9\x1b",), quote=quote("ets", evil)),),
        events=(reading().events[0].model_copy(update={"summary": evil, "damage": evil}),),
    )
    page = card(told)
    assert "\x1b" not in page
    assert "\x9b" not in page
    assert "\u202e" not in page
    assert "[U+001B]" in page
    assert "[bold]fell[/bold]" in page
    assert ":bomb:" in page


def test_visible_leaves_text_alone() -> None:
    assert visible(TEXT) == TEXT
    assert visible("a\tb\nc") == "a\tb\nc"
    assert one_line(" a\n b\x00 ") == "a b[U+0000]"


def test_an_unread_report_says_so() -> None:
    told = Reading(report=reading(language="uk", published=None, publisher=None).report)
    page = " ".join(card(told).split())
    assert "The report is in Ukrainian, which sayso does not read yet. It is kept whole, unread." in page
    assert "When it was published: not known" in page
    assert "Who published it: not known" in page


def test_a_report_without_a_title_has_its_first_line_and_its_file() -> None:
    page = io.StringIO()
    print_reading(reading(title=None, ref="r-7"), text_console(page), "reports/velta.txt")
    lines = page.getvalue().splitlines()
    assert "“Rockets hit the grain terminal at Port Velta on Friday evening, and two" in lines[1]
    assert any("reports/velta.txt · r-7 · sha256:abab" in line for line in lines)


def test_a_report_of_nothing_says_so() -> None:
    assert "No event was found" in card(Reading(report=reading().report))


def event(**changes: object) -> Event:
    return reading().events[0].model_copy(update=changes)


def unknown(changed: Event, claims: tuple[Claim, ...] = ()) -> tuple[str, ...]:
    (view,) = view_of(Reading(report=reading().report, events=(changed,), claims=claims)).main
    return view.unknown


def test_what_nobody_says_is_listed() -> None:
    bare = Event(**{name: getattr(event(), name) for name in ("id", "main", "kind", "acled", "plover", "summary")})
    assert unknown(bare) == (
        "who did it: nobody says", "when: not said", "where: not said", "what was hit: not said", "with what: not said",
        "killed: not said", "injured: not said", "damage: not said",
    )
    declines = Claim(id="c1", event="e1", about="responsibility", source=("governor",), stance="declines",
                     quote=quote("would not say"))
    assert unknown(bare, (declines,))[0] == "who did it: nobody says; governor would not say"


def test_an_act_without_a_doer_misses_none() -> None:
    assert unknown(reading().events[1].model_copy(update={"main": True})) == ("where: not said",)


def test_a_doer_without_a_name() -> None:
    status = event().status.model_copy(update={"responsibility": "unknown"})
    actors = (event().actors[0].model_copy(update={"name": "gunmen"}),)
    assert unknown(event(status=status, actors=actors))[0] == "who did it: nobody names more than gunmen"


def test_an_event_of_an_unknown_kind_is_shown() -> None:
    assert "weather balloon".upper() in card(Reading(report=reading().report, events=(event(kind="weather_balloon"),)))


def test_rival_figures_are_each_laid_to_their_source() -> None:
    claims = tuple(
        Claim(id=f"c{n}", event="e1", about="killed", value=value, source=(source,), quote=quote("two dockers died"))
        for n, (value, source) in enumerate([(2, "hospital"), (9, "ministry"), (2, "mayor")])
    )
    (view,) = view_of(Reading(report=reading().report, events=(event(),), claims=claims)).main
    (killed,) = (row for row in view.rows if row.label == "killed")
    assert killed.notes == ("2 according to hospital, mayor", "9 according to ministry")


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (None, None, None, None), (0, 0, 0, "0"), (12, 12, None, "at least 12"), (2, 2, 3, "2 (from 2 to 3)"),
        (3, 5, None, "5 (at least 3)"), (None, 4, None, "4"), (10, None, 20, "10 to 20"), (None, None, 5, "at most 5"),
        (7, None, None, "at least 7"), (1000, 1200, 1500, "1,200 (from 1,000 to 1,500)"),
    ],
)
def test_counts(low: int | None, best: int | None, high: int | None, told: str | None) -> None:
    assert tell_count(Count(low=low, best=best, high=high)) == told


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "told"),
    [
        (None, None, "unknown", None),
        ("2024-05-31T18:40:00+03:00", "2024-05-31T18:41:00+03:00", "minute", "Friday 31 May 2024, 18:40 (UTC+03:00)"),
        ("2024-05-31T18:00:00", "2024-05-31T19:00:00", "hour", "Friday 31 May 2024, about 18:00"),
        ("2024-05-31T20:00:00+00:00", "2024-06-01T06:00:00+00:00", "part_of_day",
         "Friday 31 May 2024, 20:00, to Saturday 1 June 2024, 06:00 (UTC)"),
        ("2024-05-31", "2024-05-31", "day", "Friday 31 May 2024"),
        ("2024-05-31T00:00:00", "2024-06-01T00:00:00", "day", "Friday 31 May 2024"),
        ("2024-05-27T00:00:00", "2024-06-02T23:59:59", "week", "27 May 2024 to 2 June 2024"),
        ("2024-05-01", "2024-05-31", "month", "May 2024"), ("2024-01-01", "2024-12-31", "year", "2024"),
        (None, "2024-05-31", "day", "before Friday 31 May 2024"),
        ("2024-05-31", None, "day", "after Friday 31 May 2024"),
        ("some day", None, "day", None),
    ],
)
def test_times(earliest: str | None, latest: str | None, precision: str, told: str | None) -> None:
    when = When.model_validate({"earliest": earliest, "latest": latest, "precision": precision})
    assert tell_when(when) == told


def test_dates_of_publication() -> None:
    assert tell_published("2024-05-31") == "Friday 31 May 2024"
    assert tell_published("2024-05-31T21:10:00-05:30") == "Friday 31 May 2024, 21:10 (UTC-05:30)"
    assert tell_published("spring") == "spring"


def test_places() -> None:
    assert tell_where(None) is None
    assert tell_where(Where()) is None
    assert tell_where(Where(written="Velta", name="Port Velta", country="XX")) == "Port Velta, XX"
    assert tell_where(Where(written="Vélta", name="Wełta")) == "Wełta (written “Vélta”)"
    assert tell_circle(Where(lat=-1.5, lon=36.25, radius_km=40)) == "within 40 km of 1.5000° S, 36.2500° E"
    assert tell_circle(Where(lat=1, lon=2)) == "1.0000° N, 2.0000° E"
    assert tell_circle(Where(name="x")) is None


def test_a_quote_of_another_text_does_no_harm() -> None:
    claims = (Claim(id="c", event="e1", about="other", source=("x",), quote=Quote(exact="zzz", start=900, end=903)),)
    assert "zzz" in card(Reading(report=reading().report, events=(event(),), claims=claims))


def test_the_card_tells_the_codes() -> None:
    plover = event().plover.model_copy(update={"context": ("military",)})
    coded = event(
        plover=plover, ucdp=UcdpCode(where_prec=1, date_prec=1),
        acled=event().acled.model_copy(update={"interaction": 27, "interaction_label": "Rebel group-Civilians"}),
    )
    page = " ".join(card(Reading(report=reading().report, events=(coded,))).split())
    told = (
        "codes ACLED Shelling/artillery/missile attack, 27 Rebel group-Civilians; PLOVER ASSAULT/aerial/military; "
        "UCDP where_prec 1, date_prec 1"
    )
    assert told in page
    assert "UCDP" not in card(Reading(report=reading().report, events=(event(),)))
