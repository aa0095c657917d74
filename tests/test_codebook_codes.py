"""The codes of made-up events: ACLED's interaction, PLOVER's mode and context, UCDP's type, precision and clarity."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.codebook import (
    KINDS,
    TARGET_KINDS,
    WEAPON_KINDS,
    acled_code,
    actor_type,
    coded,
    interaction,
    interaction_label,
    is_party,
    plover_code,
    type_of_violence,
)
from sayso.codebook.tables import table
from sayso.codebook.ucdp import date_precision, event_clarity, where_precision
from sayso.model import Actor, Casualties, Count, Event, Target, UcdpCode, Weapon, When, Where

# PLOVER manual, table of general contexts.
CONTEXTS = {
    "military", "cbrn", "crime_sexual", "crime_theft", "diplomatic", "economic", "legal", "humanitarian", "migration",
    "cyber", "religion_ethnicity", "government", "human_security", "peacekeeping",
}


def event(kind: str, **values: Any) -> Event:
    return Event(id="e1", main=True, kind=kind, acled=acled_code(kind), plover=plover_code(kind), summary="", **values)


def by(*sides: str | None) -> tuple[Actor, ...]:
    return tuple(Actor(name=side or "gunmen", side=side) for side in sides)


def at(kind: str, side: str | None = None) -> tuple[Target, ...]:
    return (Target(name=kind, kind=kind, side=side),)


def place(country: str | None, **values: Any) -> Where:
    return Where(country=country, **values)


@pytest.mark.parametrize(
    ("party", "country", "day", "code"),
    [
        ("Russia", "RU", None, 1), ("Russia", "UA", None, 8), ("Ukraine", "UA", None, 1), ("Russia", None, None, None),
        ("Hamas", "PS", None, 2), ("Hamas", None, None, 2), ("Clan del Golfo", "CO", None, 3),
        ("CODECO", "CD", None, 4),
        ("Israeli settlers", "PS", None, 5), ("United Nations peacekeepers", "ML", None, 8), ("NATO", "AF", None, 8),
        ("Kadyrovites", "UA", None, 8), ("Wagner Group", "ML", None, 8), ("Taliban", "AF", date(2020, 3, 1), 2),
        ("Taliban", "AF", date(2023, 3, 1), 1), ("Taliban", "PK", date(2023, 3, 1), 8), (None, "UA", None, None),
        ("the Harbour League", "UA", None, None),
    ],
)
def test_actor_types(party: str | None, country: str | None, day: date | None, code: int | None) -> None:
    assert actor_type(party, country, day) == code


@pytest.mark.parametrize(
    ("first", "second", "code", "label"),
    [
        (1, 2, 12, "State forces-Rebel group"), (7, 1, 17, "State forces-Civilians"),
        (8, 7, 78, "External/Other forces-Civilians"), (6, 0, 60, "Protesters only"), (1, 0, 10, "State forces only"),
        (8, 8, 88, "External/Other forces-External/Other forces"),
        (3, 8, 38, "Political militia-External/Other forces"),
        (None, 7, None, None), (2, None, None, None), (0, 0, None, None),
    ],
)
def test_interactions(first: int | None, second: int | None, code: int | None, label: str | None) -> None:
    assert interaction(first, second) == code
    assert interaction_label(code) == label


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (event("armed_clash", actors=by("Sudan", "Rapid Support Forces"), where=place("SD")), 12),
        (event("armed_clash", actors=by("Rapid Support Forces"), targets=at("troops", "Sudan"), where=place("SD")), 12),
        (event("armed_clash", actors=by("Sudan"), where=place("SD")), None),
        (event("armed_clash"), None),
        (event("missile_strike", actors=by("Russia"), targets=at("troops", "Ukraine"), where=place("UA")), 18),
        (event("missile_strike", actors=by("Russia"), targets=at("power"), where=place("UA")), 80),
        (event("missile_strike", actors=by("Russia"), targets=at("military_base"), where=place("UA")), None),
        (event("shelling", actors=by("Russia"), targets=at("residential", "Ukraine"), where=place("UA"),
               casualties=Casualties(killed=Count(best=2))), 78),
        (event("shelling", actors=by("Russia"), targets=at("residential", "Ukraine"), where=place("UA")), 80),
        (event("shelling", actors=by("Russia"), targets=at("power", "Ukraine"), where=place("UA"),
               casualties=Casualties(injured=Count(best=1))), 78),
        (event("shelling", actors=by("Russia"), targets=at("vehicle"), where=place("UA"),
               casualties=Casualties(injured=Count(best=1))), None),
        (event("shelling", actors=by("Russia"), where=place("UA"), casualties=Casualties(killed=Count(best=1))), None),
        (event("attack_on_civilians", actors=by(None), targets=at("civilians"), where=place("NG")), 37),
        (event("attack_on_civilians", targets=at("civilians"), where=place("NG")), None),
        (event("attack_on_civilians", actors=(Actor(name="soldiers"),), targets=at("civilians"), where=place("NG")),
         None),
        (event("abduction", actors=by(None), targets=at("civilians"), where=place("NG")), 37),
        (event("airstrike", actors=(Actor(name="warplanes"),), targets=at("civilians"), where=place("SY")), None),
        (event("armed_clash", actors=by("Thailand"), targets=at("civilians"), where=place("KH")), None),
        (event("abduction", actors=by("Boko Haram"), targets=at("civilians"), where=place("NG")), 27),
        (event("protest", where=place("GE")), 60), (event("riot", where=place("FR")), 50),
        (event("withdrawal", actors=by("Mali"), where=place("ML")), 10), (event("talks", actors=by(None)), None),
        (event("talks", actors=by("Armenia", "Azerbaijan"), where=place("AM")), 18),
    ],
)
def test_interaction_of_an_event(told: Event, code: int | None) -> None:
    acled = coded(told).acled
    assert acled.interaction == code
    assert (acled.interaction_label is None) == (code is None)
    assert acled.sub_event_type == acled_code(told.kind, next((a.side for a in told.actors), None)).sub_event_type


@pytest.mark.parametrize(
    ("told", "mode", "context"),
    [
        (event("drone_strike", targets=at("merchant_ship")), "aerial", ("military", "economic")),
        (event("attack_on_civilians", weapons=(Weapon(name="rifle", kind="small_arms"),)), "firearms", ()),
        (event("attack_on_civilians"), None, ()), (event("sabotage"), "destroy", ()),
        (event("withdrawal"), "withdraw", ("military",)), (event("arms_supply"), "military", ("military",)),
        (event("shelling", targets=at("aid"), weapons=(Weapon(name="gas", kind="chemical"),)), "heavy-weapons",
         ("military", "humanitarian", "cbrn")),
        (event("armed_clash", targets=at("troops", "United Nations peacekeepers")), None, ("military", "peacekeeping")),
        (event("cyberattack"), None, ("cyber",)), (event("talks"), None, ("diplomatic",)),
        (event("threat"), "violence", ()),
        (event("explosion", casualties=Casualties(displaced=Count(best=40))), "explosives", ("migration",)),
    ],
)
def test_plover_mode_and_context(told: Event, mode: str | None, context: tuple[str, ...]) -> None:
    plover = coded(told).plover
    assert (plover.mode, plover.context) == (mode, context)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (event("armed_clash", actors=by("Sudan", "Rapid Support Forces")), 1),
        (event("armed_clash", actors=by("Boko Haram", "Islamic State West Africa Province")), 2),
        (event("missile_strike", actors=by("Russia"), targets=at("residential", "Ukraine")), 1),
        (event("attack_on_civilians", actors=by("Boko Haram"), targets=at("civilians", "Nigeria")), 3),
        (event("suicide_bombing", actors=by("Islamic State"), targets=at("market")), 3),
        (event("suicide_bombing", actors=by("Islamic State"), targets=at("troops", "Syria")), 1),
        (event("shelling", actors=by("Myanmar"), targets=at("residential")), None),
        (event("shelling", actors=by("Myanmar"), targets=at("military_base")), 1),
        (event("shelling", actors=by("Hezbollah"), targets=at("military_base")), None),
        (event("attack_on_civilians", actors=by(None), targets=at("civilians")), None),
        (event("explosion"), None), (event("protest", actors=by("Sudan")), None),
        (event("talks", actors=by("Sudan", "Rapid Support Forces")), None), (event("interception"), None),
    ],
)
def test_type_of_violence(told: Event, code: int | None) -> None:
    assert type_of_violence(told) == code
    assert coded(told).ucdp.type_of_violence == code


@pytest.mark.parametrize(
    ("where", "code"),
    [
        (None, None), (place("UA", precision="exact"), 1), (place("UA", precision="settlement"), 1),
        (place("UA", precision="near_settlement", radius_km=9.0), 2), (place("UA", precision="near_settlement"), 2),
        (place("UA", precision="near_settlement", radius_km=60.0), 5), (place("UA", precision="district"), 3),
        (place("UA", precision="region"), 4), (place("UA", precision="country"), 6), (place("UA"), None),
        (place(None, lat=13.0, lon=42.0, precision="region"), 7), (place(None), None),
    ],
)
def test_where_precision(where: Where | None, code: int | None) -> None:
    assert where_precision(where) == code


@pytest.mark.parametrize(
    ("when", "precision", "clarity"),
    [
        (When(), None, None), (When(earliest="2024-05-31T18:00:00", latest="2024-06-01T06:00:00", edtf="2024-05-31",
                                    precision="part_of_day"), 1, 1),
        (When(earliest="2024-05-31", latest="2024-05-31", edtf="2024-05-31", precision="day"), 1, 1),
        (When(earliest="2024-05-28", latest="2024-05-31", edtf="2024-05-28/2024-05-31", precision="day"), 2, 2),
        (When(earliest="2024-05-27", latest="2024-06-02", edtf="2024-W22", precision="week"), 3, 2),
        (When(earliest="2024-05-01", latest="2024-05-31", edtf="2024-05", precision="month"), 4, 2),
        (When(earliest="2024-01-01", latest="2024-12-31", edtf="2024", precision="year"), 5, 2),
        (When(earliest="2022-01-01", latest="2024-12-31", precision="year"), None, 2),
        (When(earliest="2022-01-01", precision="year"), None, 2),
        (When(earliest="spring", latest="summer", precision="month"), None, 2),
    ],
)
def test_date_precision_and_clarity(when: When, precision: int | None, clarity: int | None) -> None:
    assert date_precision(when) == precision
    assert event_clarity(event("shelling", when=when)) == clarity


def test_an_event_of_which_nothing_is_known_has_no_codes_but_its_kinds() -> None:
    found = coded(event("explosion"))
    assert found.ucdp == UcdpCode()
    assert found.acled == acled_code("explosion")
    assert found.model_copy(update={"plover": plover_code("explosion")}) == event("explosion")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_codes_that_the_manuals_list(kind: str) -> None:
    found = coded(event(kind, actors=by("Sudan", "Hamas"), targets=at("other"), where=place("SD")))
    assert set(found.plover.context) <= CONTEXTS
    assert found.acled.interaction is not None


def test_the_data_keep_to_the_codebook() -> None:
    data = table("codes")
    named = [*data["acled"]["governments"], *(p for group in data["acled"]["parties"].values() for p in group),
             *data["plover"]["parties"]]
    assert [p for p in named if not is_party(p)] == []
    assert {*data["plover"]["kinds"], *data["ucdp"]["violence"], *data["acled"]["kinds"],
            *data["acled"]["unidentified"]} <= set(KINDS)
    assert set(data["ucdp"]["at_people"]) <= set(data["ucdp"]["violence"])
    assert {*data["plover"]["targets"], *data["acled"]["workplaces"]} <= set(TARGET_KINDS)
    assert set(data["plover"]["weapons"]) <= set(WEAPON_KINDS)
    assert all(set(found) <= CONTEXTS for part in ("kinds", "targets", "weapons", "parties")
               for found in data["plover"][part].values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_on_codes_tells_what_is_given(kind: str) -> None:
    page = (Path(__file__).parents[1] / "docs" / "codes.md").read_text(encoding="utf-8")
    cells = next(line for line in page.splitlines() if line.startswith(f"| `{kind}` |")).strip("| ").split(" | ")
    acled, plover = acled_code(kind), plover_code(kind)
    data = table("codes")
    assert cells[1:5] == [
        f"{acled.event_type} / {acled.sub_event_type}", plover.event_type, plover.mode or "–",
        ", ".join(data["plover"]["kinds"].get(kind, ())) or "–",
    ]
    by_hand = kind in data["ucdp"]["at_people"]
    assert cells[5] == ("by hand" if by_hand else "yes" if kind in data["ucdp"]["violence"] else "–")
