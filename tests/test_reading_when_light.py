"""Light at the place: statements of dawn, darkness and moon against the sky."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.model import Check, Where
from sayso.reading.draft import EventDraft
from sayso.reading.when import date_events

KHARKIV = Where(written="Kharkiv", name="Kharkiv", country="UA", lat=49.99, lon=36.23, precision="settlement")
MURMANSK = Where(written="Murmansk", name="Murmansk", country="RU", lat=68.97, lon=33.08, precision="settlement")
REGION = KHARKIV.model_copy(update={"precision": "region"})


def checks(text: str, where: Where | None = KHARKIV, published: str = "2024-05-09") -> list[Check]:
    parse = parse_text(text)
    trigger = next(t.index for t in parse.tokens if t.text == "shelled")
    _, found = date_events(parse, (EventDraft("shelling", True, (trigger,)),), (where,), published)
    return [check for check in found if check.kind == "light"]


# On 7 May 2024 the sun rises in Kharkiv at 05:01 and sets at 20:03.
@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("at dawn, at 04:30 on Tuesday", "consistent"),
        ("at dawn, at 07:30 on Tuesday", "inconsistent"),
        ("in darkness at 23:40 on Tuesday", "consistent"),
        ("in darkness at 18:10 on Tuesday", "inconsistent"),
        ("in broad daylight at 18:10 on Tuesday", "consistent"),
        ("in broad daylight at 02:10 on Tuesday", "inconsistent"),
        ("at dusk, at 20:15 on Tuesday", "consistent"),
        ("at dusk, at 04:45 on Tuesday", "inconsistent"),
        ("before sunrise at 04:50 on Tuesday", "consistent"),
        ("by moonlight at 23:00 on Tuesday", "inconsistent"),  # new moon was on 8 May
        ("on a moonless night at 23:00 on Tuesday", "consistent"),
    ],
)
def test_light_against_the_sun_and_the_moon(words: str, verdict: str) -> None:
    (check,) = checks(f"Mortars shelled Kharkiv {words}.")
    assert check.verdict == verdict, check.measured


def test_what_is_measured_is_told_in_local_time() -> None:
    (check,) = checks("Mortars shelled Kharkiv at dawn, at 04:30 on Tuesday.")
    assert check.stated == "at dawn, 04:30"
    assert check.measured == "the sun was 5° below the horizon; it rose at 05:01 and set at 20:03"
    assert check.quote.exact == "at dawn"


def test_a_zone_that_is_told_counts() -> None:
    (check,) = checks("Mortars shelled Kharkiv in darkness at 20:40 GMT on Tuesday.")
    assert check.verdict == "consistent"
    assert check.stated == "in darkness, 23:40"


def test_the_midnight_sun() -> None:
    (check,) = checks("Mortars shelled Murmansk in darkness at 23:40 on Tuesday.", MURMANSK, "2024-06-20")
    assert check.verdict == "inconsistent"
    assert "neither rose nor set" in (check.measured or "")


@pytest.mark.parametrize("where", [None, REGION])
def test_without_a_narrow_place_nothing_is_checked(where: Where | None) -> None:
    assert checks("Mortars shelled Kharkiv at dawn, at 04:30 on Tuesday.", where) == []


def test_without_a_clock_time_nothing_is_checked() -> None:
    assert checks("Mortars shelled Kharkiv at dawn on Tuesday.") == []
