"""A floor only rises, and a figure under it is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.floors import FLOORS, check, raised

FLOOR = {"a.f1": {"value": 0.6}, "a.wrong": {"value": 0.1, "better": "low"}, "b.f1": {"value": 0.5}}


def test_figures_on_their_floors_pass() -> None:
    assert check(FLOOR, {"a.f1": 0.6, "a.wrong": 0.1}) == []


@pytest.mark.parametrize("figures", [{"a.f1": 0.59, "a.wrong": 0.0}, {"a.f1": 0.7, "a.wrong": 0.2}, {"a.f1": 0.7}])
def test_a_worse_or_missing_figure_fails(figures: dict[str, float]) -> None:
    failures = check(FLOOR, figures)
    assert len(failures) == 1
    assert "a." in str(failures[0])


def test_benchmarks_that_were_not_run_are_not_asked() -> None:
    assert [f.name for f in check(FLOOR, {"b.f1": 0.4})] == ["b.f1"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_floors_only_rise(good: float, bad: float) -> None:
    lifted = raised(FLOOR, {"a.f1": good, "a.wrong": bad})
    assert lifted["a.f1"]["value"] >= FLOOR["a.f1"]["value"]
    assert lifted["a.wrong"]["value"] <= FLOOR["a.wrong"]["value"]
    assert lifted["b.f1"] == FLOOR["b.f1"]


def test_the_pinned_floors_are_well_formed() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors
    for floor in floors.values():
        assert isinstance(floor["value"], (int, float))
        assert floor.get("better", "high") in ("high", "low")
