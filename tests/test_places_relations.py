"""Spatial relations before a name, and the circles that they make."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.places.circles import circle_of, through, union
from sayso.places.gazetteer import gazetteer
from sayso.places.geometry import away, distance_km
from sayso.places.place import Place
from sayso.places.relations import border_distances, relation_of
from sayso.places.toponyms import find_toponyms


def town(name: str = "Sumbar", lat: float = 50.0, lon: float = 30.0, country: str = "UA") -> Place:
    return Place(1, "settlement", "settlement", name, 7, country, "01", lat, lon, 4.0, 90_000)


@pytest.mark.parametrize(("text", "name", "kind", "kilometres", "bearing"), [
    ("The shells fell near Kramatorsk on Friday.", "Kramatorsk", "near", None, None),
    ("A depot burned just outside Kramatorsk.", "Kramatorsk", "outside", None, None),
    ("They were shot on the outskirts of Kramatorsk.", "Kramatorsk", "outside", None, None),
    ("A convoy was hit about 12 miles north of Kramatorsk.", "Kramatorsk", "distance", 19.3, 0),
    ("A convoy was hit some 40 km (25 miles) south-east of Kramatorsk.", "Kramatorsk", "distance", 40, 135),
    ("The ship was boarded twenty nautical miles west of Hodeidah.", "Hodeidah", "distance", 37.04, 270),
    ("The tanker was struck off the coast of Yemen.", "Yemen", "off", None, None),
    ("Fighting went on in northern Mali.", "Mali", "part", None, 0),
    ("Fighting went on in Kramatorsk.", "Kramatorsk", "in", None, None),
    ("It happened in the southern province of Helmand.", "Helmand", "in", None, None),
])
def test_relations(text: str, name: str, kind: str, kilometres: float | None, bearing: float | None) -> None:
    parse = parse_text(text)
    toponyms, _ = find_toponyms(parse, gazetteer())
    found = next(t for t in toponyms if name in t.name)
    relation = relation_of(parse, found)
    if kind == "part" and relation.kind == "in":
        assert found.name == "northern Mali", "a part that has a name of its own"
        return
    assert relation.kind == kind
    assert relation.kilometres == (pytest.approx(kilometres, abs=0.1) if kilometres is not None else None)
    assert relation.bearing == bearing


def test_a_distance_with_a_direction_is_a_spot() -> None:
    parse = parse_text("A convoy was hit 40 km north of Kramatorsk.")
    toponyms, _ = find_toponyms(parse, gazetteer())
    circle = through(town(), relation_of(parse, toponyms[0]))
    assert distance_km(circle.point, away((50.0, 30.0), 0, 40)) < 0.1
    assert circle.radius_km < 40
    assert circle.precision == "near_settlement"


def test_far_at_sea_there_is_no_country() -> None:
    parse = parse_text("The ship was boarded fifty nautical miles west of Hodeidah.")
    toponyms, _ = find_toponyms(parse, gazetteer())
    assert through(town(), relation_of(parse, toponyms[0])).country is None


def test_several_places_have_one_circle_around_them() -> None:
    circle = union([circle_of(town()), circle_of(town(lat=50.5))])
    assert circle.point == pytest.approx((50.25, 30.0))
    assert 27 < circle.radius_km < 35


def test_distances_from_a_border() -> None:
    parse = parse_text("The depot stood 12 miles from the Russian border with Ukraine.")
    (said,) = border_distances(parse)
    assert said.relation.kilometres == pytest.approx(19.3, abs=0.1)
    assert said.countries == ("RU", "UA")
    (said,) = border_distances(parse_text("It lies 30 km from the frontier with South Sudan."))
    assert said.countries == ("SS",)
    assert not border_distances(parse_text("Guards closed the border for 12 hours."))


@pytest.mark.parametrize(("text", "least", "most"), [
    ("It fell a few kilometres outside Kramatorsk.", 0.5, 12),
    ("It fell several miles from Kramatorsk.", 1.5, 26),
    ("It fell about a dozen kilometres from Kramatorsk.", 5, 22),
    ("It fell some 20 kilometres from the eastern city of Kramatorsk.", 12, 28),
    ("It fell half a mile outside the besieged town of Kramatorsk.", 0, 7),
    ("It fell 20 to 30 km from Kramatorsk.", 13, 40),
    ("It fell twenty-five miles from Kramatorsk.", 30, 50),
    ("It fell two hundred kilometres from Kramatorsk.", 150, 250),
    ("It fell less than 10 km from Kramatorsk.", 0, 16),
    ("The camp is a two-hour drive from Kramatorsk.", 35, 170),
    ("The camp is half an hour's drive north of Kramatorsk.", 8, 45),
])
def test_distances_in_words(text: str, least: float, most: float) -> None:
    parse = parse_text(text)
    toponyms, _ = find_toponyms(parse, gazetteer())
    relation = relation_of(parse, next(t for t in toponyms if "Kramatorsk" in t.name))
    assert relation.kind == "distance"
    assert least <= relation.least <= (relation.kilometres or 0) <= relation.most <= most


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("A depot burned near the besieged city of Kramatorsk.", "Kramatorsk", "near"),
    ("A depot burned just outside war-torn Kramatorsk.", "Kramatorsk", "outside"),
    ("A depot burned near the Ukrainian town of Kramatorsk.", "Kramatorsk", "near"),
    ("The talks lasted three days in the Ukrainian town of Kramatorsk.", "Kramatorsk", "in"),
])
def test_words_that_describe_the_name_do_not_hide_the_relation(text: str, name: str, kind: str) -> None:
    parse = parse_text(text)
    toponyms, _ = find_toponyms(parse, gazetteer())
    assert relation_of(parse, next(t for t in toponyms if name in t.name)).kind == kind
