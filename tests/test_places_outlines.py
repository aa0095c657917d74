"""Outlines of countries, and where a border comes nearest."""

from __future__ import annotations

import pytest
from shapely import Point as Spot

from sayso.places.borders import border_point, from_border
from sayso.places.circles import Circle
from sayso.places.geometry import distance_km
from sayso.places.outlines import border_lines, land_in

KHARKIV, LAGOS, REYKJAVIK = (49.99, 36.23), (6.45, 3.39), (64.15, -21.94)


@pytest.mark.parametrize(("point", "country"), [
    ((50.45, 30.52), "UA"), ((15.35, 44.2), "YE"), ((42.66, 21.16), "XK"), ((-4.32, 15.27), "CD"),
    ((25.03, 121.5), "TW"),
])
def test_a_capital_lies_in_its_country(point: tuple[float, float], country: str) -> None:
    lat, lon = point
    holding = [c for c, land in land_in((lon - 1, lat - 1, lon + 1, lat + 1)) if land.contains(Spot(lon, lat))]
    assert holding == [country]


def test_land_is_clipped_to_the_box() -> None:
    box = (36.0, 49.0, 38.0, 51.0)
    found = list(land_in(box))
    assert sorted(str(country) for country, _ in found) == ["RU", "UA"]
    for _, land in found:
        west, south, east, north = land.bounds
        assert west >= box[0]
        assert south >= box[1]
        assert east <= box[2]
        assert north <= box[3]
    assert list(land_in((-40.0, 30.0, -35.0, 35.0))) == [], "nothing but the Atlantic"


def test_a_border_is_what_two_countries_share() -> None:
    assert border_lines("UA", "RU")
    assert not border_lines("UA", "FR")
    assert not border_lines("IS", None), "a coast is no border"


def test_the_border_nearest_to_a_town() -> None:
    to_russia = border_point(KHARKIV, "UA", "RU")
    assert to_russia is not None
    assert 25 < distance_km(KHARKIV, to_russia) < 40
    to_benin = border_point(LAGOS, "NG", None)
    assert to_benin is not None
    assert 55 < distance_km(LAGOS, to_benin) < 85
    assert border_point(REYKJAVIK, "IS", None) is None


def test_a_place_far_from_any_border_is_not_moved() -> None:
    poltava = Circle((49.59, 34.55), 10.0, "near_settlement", "UA")
    assert from_border(poltava, 5.0, "UA", "RU") == poltava


def test_an_island_on_the_180th_meridian_lies_on_both_sides_of_it() -> None:
    taveuni = (-16.85, -179.97)
    for turn in (0.0, 360.0):
        lon = taveuni[1] + turn
        found = [land for country, land in land_in((lon - 2, -18.0, lon + 2, -16.0)) if country == "FJ"]
        assert found
        for land in found:
            assert land.area < 1.0, "no band around the globe"
