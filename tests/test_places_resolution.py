"""Which places the names of a report mean."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.places.place import Place
from sayso.places.resolution import Resolution, resolve


def read(text: str) -> dict[str, Place | None]:
    resolution: Resolution = resolve(parse_text(text))
    return {t.name: p for t, p in zip(resolution.toponyms, resolution.places, strict=True)}


def test_a_namesake_does_not_win_over_the_stated_region() -> None:
    found = read("A bridge fell in Zheleznogorsk, Kursk region, on Sunday. The governor of Kursk region said so.")
    place = found["Zheleznogorsk"]
    assert place is not None
    assert (place.country, place.admin1) == ("RU", "41")


def test_namesakes_outside_the_stated_region_are_refused() -> None:
    found = read("Four people died in the village of Krasnyy Oktyabr in Belgorod region, Russia.")
    assert found["Krasnyy Oktyabr"] is None


def test_the_same_name_in_another_region() -> None:
    found = read("Four people died in the village of Krasnyy Oktyabr in Kurgan region, Russia.")
    place = found["Krasnyy Oktyabr"]
    assert place is not None
    assert place.admin1 == "40"


def test_a_village_just_outside_a_town_is_no_namesake_far_away() -> None:
    found = read("The blast was heard at Krasnyy Oktyabr, just outside Belgorod in Russia.")
    assert found["Krasnyy Oktyabr"] is None
    assert found["Belgorod"] is not None


def test_one_unresolved_name_does_not_empty_the_rest() -> None:
    found = read("Shells hit Xyrdovka near Kharkiv, and a plant in Sumy lost power, officials in Kyiv said.")
    assert {"Kharkiv", "Sumy", "Kyiv"} <= {n for n, p in found.items() if p is not None}
    assert found.get("Xyrdovka") is None


@pytest.mark.parametrize(("text", "name", "country", "kind"), [
    ("Paris, Texas, was quiet after the storm.", "Paris", "US", "settlement"),
    ("The shooting in Tripoli, Lebanon, went on for hours.", "Tripoli", "LB", "settlement"),
    ("Rebels entered the Syrian town of Tabqa.", "Tabqa", "SY", "settlement"),
    ("Troops withdrew from Kursk region, Russia.", "Kursk", "RU", "region"),
    ("Gunmen raided villages in Nigeria's Plateau State.", "Plateau State", "NG", "region"),
    ("Kurdish fighters held Hasakah in Syria.", "Hasakah", "SY", "settlement"),
])
def test_resolution(text: str, name: str, country: str, kind: str) -> None:
    place = read(text)[name]
    assert place is not None
    assert (place.country, place.kind) == (country, kind)


def test_a_hospital_is_not_the_town_of_its_name() -> None:
    found = read("A suicide bomber struck Mogadishu in Somalia, and the wounded were taken to Medina Hospital.")
    assert found.get("Medina") is None


def test_a_list_is_no_chain_of_containment() -> None:
    found = read("Cases were reported in Montana, Oregon, and Utah in the United States.")
    assert found["Montana"] is not None
    assert found["Montana"].admin1 == "MT"


def test_the_capital_without_its_name() -> None:
    found = read("A bomb went off in the Somali capital on Sunday.")
    assert [p.name for p in found.values() if p is not None] == ["Mogadishu"]


def test_the_same_text_gives_the_same_places() -> None:
    text = "Drones hit Port Sudan and El Fasher in Sudan; a strike killed ten in Nyala, South Darfur."
    assert resolve(parse_text(text)) == resolve(parse_text(text))


@pytest.mark.parametrize("text", [
    "A dump blew up at Krasny Oktyabr, a village a few kilometres outside the Russian city of Belgorod.",
    "A dump blew up at Krasny Oktyabr, a hamlet some 20 km from Belgorod in Russia.",
    "A dump blew up at Krasny Oktyabr, on the outskirts of Belgorod in Russia.",
    "A dump blew up at Krasny Oktyabr — about a dozen kilometres north of Belgorod in Russia.",
    "The village of Krasny Oktyabr, where a dump blew up, lies several miles from Belgorod in Russia.",
    "A dump blew up at Krasny Oktyabr in Russia. The village is 15 km from Belgorod.",
    "Some 20 km from Belgorod, in the village of Krasny Oktyabr, a Russian dump blew up.",
])
def test_descriptions_refuse_namesakes_elsewhere(text: str) -> None:
    found = read(text)
    assert found["Krasny Oktyabr"] is None
    assert found["Belgorod"] is not None


def test_a_famous_namesake_is_refused_where_the_text_says_what_the_place_is() -> None:
    assert read("The barn burned in Moscow, a hamlet 12 km from Glasgow in Scotland.")["Moscow"] is None


@pytest.mark.parametrize("text", [
    "Fighting went on in Kramatorsk and another convoy was hit near Paris.",
    "Troops in Kramatorsk shelled a base 20 km from Kharkiv.",
    "Officials in Kramatorsk said they sent aid to a village 10 km from Sumy.",
])
def test_what_is_said_of_another_thing_refuses_nothing(text: str) -> None:
    assert read(text)["Kramatorsk"] is not None
