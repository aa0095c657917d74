"""The small map of a reading: regions over the outlines of countries."""

from __future__ import annotations

import re

import pytest

import sayso
from sayso.model import Reading, Where
from sayso.publish.locator import HEIGHT, WIDTH, Locator, locator_of
from sayso.publish.page import page_of

TEXT = "May 4, 2024 (Wire) - A missile hit a depot in the Ukrainian city of Kramatorsk on Friday, killing two people."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sayso.read(TEXT)


def at(reading: Reading, **where: object) -> Reading:
    """The reading with its main events elsewhere."""
    events = tuple(
        e.model_copy(update={"where": Where.model_validate(where)}) if e.main else e for e in reading.events
    )
    return reading.model_copy(update={"events": events})


def drawn(reading: Reading) -> Locator:
    found = locator_of(reading)
    assert found is not None
    return found


def test_an_event_stands_in_the_middle_among_towns_and_named_countries(reading: Reading) -> None:
    found = drawn(reading)
    (area,) = found.areas
    assert area.events == (1,)
    assert area.label[0] == pytest.approx(WIDTH / 2, abs=1)
    assert "Ukraine" in [label.name for label in found.countries]
    assert {"Donetsk", "Luhansk"} <= {label.name for label in found.towns}
    donetsk = next(label for label in found.towns if label.name == "Donetsk")
    assert donetsk.y > HEIGHT / 2, "Donetsk lies to the south"
    assert found.bar[0] == pytest.approx(found.bar[1] * HEIGHT / 280, rel=0.01)


def test_a_region_is_drawn_as_it_is_and_not_as_a_circle(reading: Reading) -> None:
    corners = [[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 49.0], [37.0, 48.0]]
    square = {"type": "Polygon", "coordinates": [corners]}
    area = drawn(at(reading, lat=48.5, lon=37.5, radius_km=70.0, precision="district", region=square)).areas[0]
    assert area.path.count("L") == 3
    assert area.dot is None
    assert "a" not in area.path


def test_a_point_that_would_not_be_seen_has_a_dot(reading: Reading) -> None:
    near, far = (at(reading, lat=48.5, lon=37.5, radius_km=r, precision="exact") for r in (0.2, 20.0))
    assert drawn(near).areas[0].dot == (WIDTH / 2, HEIGHT / 2)
    assert drawn(far).areas[0].dot is None


def test_at_the_180th_meridian_nothing_runs_around_the_globe(reading: Reading) -> None:
    found = drawn(at(reading, lat=-16.8, lon=179.9, radius_km=10.0, precision="near_settlement"))
    assert found.land
    numbers = [float(n) for path in found.land for n in re.findall(r"-?\d+\.\d", path)]
    assert max(abs(n) for n in numbers) < 2 * WIDTH


def test_without_a_place_there_is_no_map(reading: Reading) -> None:
    nowhere = at(reading, written="the Varnak crossing")
    assert locator_of(nowhere) is None
    assert '<section class="sheet locator">' not in page_of(nowhere)


def test_the_map_is_in_the_page_with_words_for_those_who_cannot_see_it(reading: Reading) -> None:
    page = page_of(at(reading, lat=48.5, lon=37.5, radius_km=9.0, precision="exact", name="<b>Town</b>"))
    assert '<section class="sheet locator">' in page
    assert "<b>Town</b>" not in page
    assert "&lt;b&gt;Town&lt;/b&gt;" in page
    assert '<a href="#e1"><path class="area"' in page
    assert "<image" not in page
    assert "http" not in page.split('<section class="sheet locator">')[1].split("</section>")[0]


def test_the_same_reading_gives_the_same_map(reading: Reading) -> None:
    assert drawn(reading) == drawn(reading)
