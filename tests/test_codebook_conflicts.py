"""Conflicts: their days are days, in order, and their parties are known."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook import Conflict, conflicts, opponents, parties
from sayso.codebook.tables import table


def test_there_are_enough_since_1990() -> None:
    since = [c for c in conflicts() if c.last_day is None or c.last_day.year >= 1990]
    assert len(since) >= 45


@pytest.mark.parametrize("conflict", conflicts(), ids=lambda c: c.name)
def test_each_holds_together(conflict: Conflict) -> None:
    assert type(conflict.first_day) is date
    assert conflict.last_day is None or conflict.first_day <= conflict.last_day
    assert conflict.first_day >= date(1960, 1, 1)
    assert len(conflict.sides) >= 2
    assert len(set(conflict.parties)) == len(conflict.parties)
    assert set(conflict.parties) <= set(parties())
    assert conflict.countries
    assert set(conflict.countries) <= set(table("en/states"))
    assert conflict.source


def test_names_and_aliases_are_unique() -> None:
    names = [name.casefold() for c in conflicts() for name in (c.name, *c.aliases)]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Russian invasion of Ukraine", date(2022, 2, 24), None),
        ("Gaza war", date(2023, 10, 7), None),
        ("War in Sudan", date(2023, 4, 15), None),
        ("2006 Lebanon War", date(2006, 7, 12), date(2006, 8, 14)),
        ("Second Nagorno-Karabakh War", date(2020, 9, 27), date(2020, 11, 10)),
        ("Iraq War", date(2003, 3, 20), date(2011, 12, 18)),
    ],
)
def test_known_days(name: str, first: date, last: date | None) -> None:
    (conflict,) = (c for c in conflicts() if c.name == name)
    assert (conflict.first_day, conflict.last_day) == (first, last)


def test_days_that_names_count() -> None:
    """Wars that are named by their length: the days, first and last counted, are as many."""
    for name, length in {"Twelve-Day War": 12, "34-day war": 34, "50-day war": 50, "Four-Day War": 4}.items():
        (conflict,) = (c for c in conflicts() if name == c.name or name in c.aliases)
        assert conflict.last_day is not None
        assert (conflict.last_day - conflict.first_day).days + 1 == length


def test_opponents_fight_one_another() -> None:
    assert "Ukraine" in opponents("Russia")
    assert "Ukraine" in opponents("Wagner Group")
    assert "Rapid Support Forces" in opponents("Sudan")
    assert "Pakistan" in opponents("Balochistan Liberation Army")
    assert opponents("nobody") == frozenset()
    for party in parties():
        assert party not in opponents(party), party
