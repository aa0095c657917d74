"""Coordinates in any notation, and the events that they place."""

from __future__ import annotations

import pytest

import sayso
from sayso.places.coordinates import find_coordinates
from sayso.places.geometry import distance_km


@pytest.mark.parametrize(("text", "lat", "lon", "off_km"), [
    ("It stands at 50.4540, 36.3420.", 50.454, 36.342, 0.1),
    ("It stands at (-1.6741, 29.2228), they said.", -1.6741, 29.2228, 0.1),
    ("It stands at 12.9721 N, 77.5933 E.", 12.9721, 77.5933, 0.1),
    ("It stands at 33.45°S 70.66°W.", -33.45, -70.66, 1.0),
    ("It stands at 50°27′14″N 36°20′31″E.", 50.4539, 36.3419, 0.1),
    ("It stands at 36°20'E, 50°27'N.", 50.45, 36.3333, 1.5),
    ("It stands at N 15° 04.5' E 042° 10.2'.", 15.075, 42.17, 0.2),
    ("The ship reported from 15-04N 042-10E.", 15.0667, 42.1667, 1.5),
    ("The ship reported from 12:30S 045:00W.", -12.5, -45.0, 1.5),
    ("Grid 48PUV7729883034 was struck.", 13.4125, 103.8667, 0.1),
    ("Grid 31U DQ 48251 11932 was struck.", 48.8583, 2.2945, 0.1),
    ("Grid 18S UJ 2337 0652 was struck.", 38.8895, -77.0353, 0.2),
    ("Grid 56H LH 34900 52300 was struck.", -33.857, 151.215, 0.5),
])
def test_notations(text: str, lat: float, lon: float, off_km: float) -> None:
    (found,) = find_coordinates(text)
    assert distance_km(found.point, (lat, lon)) <= off_km
    assert text[found.start : found.end].strip(".") in text


@pytest.mark.parametrize("text", [
    "It cost 12.50, 13.20 and 14.75 dollars.",
    "The score was 21-19, 18-21 and 21-15.",
    "On 12.05.2024, 14.30 hours.",
    "The 47th, 31st and 36th brigades fought in 2023, 2024.",
    "Version 1.234.567 and 10.0.0.1 were attacked.",
    "Call 0800 12345 67890 now.",
    "It lies at 95.1234, 10.1234.",
])
def test_other_figures_are_no_coordinates(text: str) -> None:
    assert not find_coordinates(text)


def test_an_event_is_put_where_its_sentence_says() -> None:
    reading = sayso.read("A drone hit a fuel depot near Belgorod, Russia, at 50.5312, 36.4520 on Monday, killing two.")
    where = reading.events[0].where
    assert where is not None
    assert (where.lat, where.lon, where.precision, where.country) == (50.5312, 36.452, "exact", "RU")
    assert where.admin1 == "Belgorod Oblast"
    assert any(q.exact == "50.5312, 36.4520" for q in where.basis)
    assert where.name == "Belgorod"
