"""Where events were: from phrases to circles, and what must never be guessed."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.language.parse import Parse
from sayso.model import Where
from sayso.places.geometry import distance_km
from sayso.reading.draft import EventDraft, Span
from sayso.reading.where import locate, place_checks

BELGOROD = (50.6, 36.59)


def event(parse: Parse, trigger: str, *places: str, main: bool = True, kind: str = "shelling") -> EventDraft:
    """An event with one trigger and with phrases for places, found by their words."""
    token = next(t.index for t in parse.tokens if t.text == trigger)
    spans = []
    for phrase in places:
        at = parse.text.index(phrase)
        spans.append(Span(*parse.token_range(at, at + len(phrase))))
    return EventDraft(kind, main, (token,), places=tuple(spans))


def where(text: str, trigger: str, *places: str, main: bool = True) -> Where | None:
    parse = parse_text(text)
    (found,) = locate(parse, (event(parse, trigger, *places, main=main),))
    return found


def point(found: Where | None) -> tuple[float, float]:
    assert found is not None
    assert found.lat is not None
    assert found.lon is not None
    return found.lat, found.lon


def test_a_town_with_its_region_and_country() -> None:
    found = where(
        "Rockets struck the city of Mykolaiv in Ukraine on Friday.", "struck", "the city of Mykolaiv in Ukraine"
    )
    assert found is not None
    assert (found.country, found.precision, found.admin1) == ("UA", "settlement", "Mykolaiv Oblast")
    assert found.geonameid is not None
    assert distance_km(point(found), (46.97, 31.99)) < 10


def test_a_village_that_no_gazetteer_holds_is_an_area_and_no_namesake() -> None:
    text = "Rockets struck the village of Krasnyy Oktyabr, just outside Belgorod in Russia, on Friday."
    found = where(text, "struck", "Krasnyy Oktyabr, just outside Belgorod in Russia")
    assert found is not None
    assert (found.name, found.geonameid, found.precision) == ("Krasnyy Oktyabr", None, "near_settlement")
    assert distance_km(point(found), BELGOROD) < 25
    assert found.radius_km is not None
    assert found.radius_km > 10


def test_the_distance_from_a_border_is_a_constraint() -> None:
    text = ("Rockets struck the village of Krasnyy Oktyabr, just outside Belgorod in Russia. "
            "The depot stood 10 miles from the border with Ukraine.")
    moved = point(where(text, "struck", "Krasnyy Oktyabr, just outside Belgorod in Russia"))
    plain = point(where(text.split(". ")[0] + ".", "struck", "Krasnyy Oktyabr, just outside Belgorod in Russia"))
    assert 5 < distance_km(moved, plain) < 40
    assert moved[0] < plain[0], "the border lies to the south-west"


def test_the_capital_of_a_province_is_not_written_for_a_missing_village() -> None:
    text = "Gunmen attacked the village of Xyrdovka in Kharkiv region, Ukraine, before dawn."
    found = where(text, "attacked", "the village of Xyrdovka in Kharkiv region, Ukraine")
    assert found is not None
    assert (found.name, found.precision, found.geonameid) == ("Xyrdovka", "region", None)
    assert found.radius_km is not None
    assert found.radius_km > 50


def test_the_same_text_gives_the_same_point() -> None:
    text = "Rockets struck near Mykolaiv in Ukraine on Friday."
    assert where(text, "struck", "near Mykolaiv") == where(text, "struck", "near Mykolaiv")


def test_a_party_that_acts_is_no_place() -> None:
    assert where("Ukraine struck a ship, Russia said.", "struck", "Ukraine", main=False) is None


def test_an_act_against_a_country_is_not_in_it() -> None:
    text = "BRUSSELS, May 5 (Wire) - Ministers adopted sanctions against Russia on Monday."
    found = where(text, "adopted", "against Russia")
    assert found is not None
    assert found.country == "BE"


def test_a_school_in_a_town_is_in_the_town() -> None:
    text = "A shell hit the Lubensky school in Kramatorsk, Ukraine, on Monday."
    found = where(text, "hit", "the Lubensky school in Kramatorsk")
    assert found is not None
    assert found.precision == "settlement"
    assert distance_km(point(found), (48.72, 37.56)) < 10


def test_two_districts_have_one_circle() -> None:
    text = "Drones were shot down over the Liski and Rossosh districts of Voronezh region in Russia."
    found = where(text, "shot", "over the Liski and Rossosh districts of Voronezh region")
    assert found is not None
    assert (found.precision, found.country) == ("district", "RU")
    assert found.radius_km is not None
    assert found.radius_km > 30


def test_one_event_without_a_place_leaves_the_others_theirs() -> None:
    parse = parse_text("Rockets struck Sumy in Ukraine. Earlier, rebels had freed prisoners.")
    first = event(parse, "struck", "Sumy in Ukraine")
    second = event(parse, "freed", main=False, kind="exchange")
    found = locate(parse, (first, second))
    assert found[0] is not None
    assert found[1] is None


def test_a_report_without_any_place() -> None:
    assert where("Three soldiers were killed, the commander said.", "killed") is None


def test_every_basis_is_a_passage() -> None:
    text = "Rockets struck the village of Krasnyy Oktyabr, just outside Belgorod in Russia, on Friday."
    found = where(text, "struck", "Krasnyy Oktyabr, just outside Belgorod in Russia")
    assert found is not None
    assert found.basis
    assert all(text[q.start : q.end] == q.exact for q in found.basis)


def test_a_stated_distance_is_measured() -> None:
    parse = parse_text("Belgorod lies about 50 miles from Kharkiv, across the border between Russia and Ukraine.")
    (check,) = place_checks(parse, (), ())
    assert (check.kind, check.verdict) == ("distance", "consistent")
    assert check.measured is not None
    assert check.measured.endswith("miles")
    assert "50 miles" in check.stated


def test_a_wrong_distance_is_inconsistent() -> None:
    parse = parse_text("Belgorod lies 300 km from Kharkiv, across the border between Russia and Ukraine.")
    (check,) = place_checks(parse, (), ())
    assert check.verdict == "inconsistent"


def test_a_distance_from_a_border_that_cannot_be_is_told_and_does_not_move_the_event() -> None:
    said = "A depot burned in the Russian city of Belgorod, {} km from the Ukrainian border."
    right, wrong = (parse_text(said.format(distance)) for distance in (38, 80))
    assert [c.verdict for c in place_checks(right, (), ())] == ["consistent"]
    (check,) = place_checks(wrong, (), ())
    assert (check.verdict, check.quote.exact) == ("inconsistent", "80 km from the Ukrainian border")
    assert distance_km(point(where(wrong.text, "burned", "the Russian city of Belgorod")), BELGOROD) < 3


def test_a_distance_from_the_border_of_a_village_that_nobody_knows_is_not_checked() -> None:
    parse = parse_text("Shells hit the village of Vorozhbyanka Mala, 12 miles from the border with Russia, on Friday.")
    assert [c.verdict for c in place_checks(parse, (), ())] == ["uncheckable"]


def test_a_distance_from_a_front_line_cannot_be_checked() -> None:
    parse = parse_text("Roughly 70 miles from Ukraine, the depot burned.")
    assert [c.verdict for c in place_checks(parse, (), ())] == ["uncheckable"]


def test_the_village_is_the_one_told_as_a_village_and_not_the_capital_named_since() -> None:
    import sayso

    reading = sayso.read(
        "A dump blew up on Monday at Krasny Oktyabr, a village a few kilometres outside the Russian city of Belgorod. "
        "The General Staff in Kyiv did not comment.\n\n"
        "The governor said that there had been an explosion near the village and that nobody was hurt."
    )
    where = next(e.where for e in reading.events if e.main)
    assert where is not None
    assert where.written == "Krasny Oktyabr"
    assert where.country == "RU"
    assert where.precision == "near_settlement"


@pytest.mark.parametrize(("text", "trigger", "name"), [
    ("A bomb exploded near the US embassy in Nairobi.", "exploded", "Nairobi"),
    ("Soldiers shot two men in the West Bank town of Ramallah.", "shot", "Ramallah"),
    ("Gunmen shot an elder in Mogadishu's Wadajir district.", "shot", "Wadajir"),
    ("In Idlib province, jets bombed a market in the town of Saraqib.", "bombed", "Saraqib"),
    ("The man, who was raised in France, was captured in Mali.", "captured", "Mali"),
    ("Supporters of a man held in Egypt protested in Khartoum.", "protested", "Khartoum"),
    ("The army captured most of Bosnia.", "captured", "Bosnia"),
])
def test_the_place_is_of_the_events_own_clause_and_no_owners(text: str, trigger: str, name: str) -> None:
    found = where(text, trigger)
    assert found is not None
    assert found.name is not None
    assert name in found.name
