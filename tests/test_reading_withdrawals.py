"""Statements taken back count for nothing."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.reading.attribution import attribute
from sayso.reading.claims import make_claims
from sayso.reading.events import find_events
from sayso.reading.statuses import grade_event
from sayso.reading.withdrawals import withdrawals


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("The army said rebels had fired the rocket. On Tuesday the army retracted the claim.", {"army"}),
        ("President Ana Ruiz said the front had planted the bomb. She corrected herself later.", {"Ana Ruiz"}),
        ("The ministry said drones had hit the depot. The ministry withdrew its troops.", set()),
        ("The army said rebels had fired the rocket. The army has not retracted the claim.", set()),
    ],
)
def test_who_takes_back_what_it_said(told: str, who: set[str]) -> None:
    parse = parse_text(told)
    attribution = attribute(parse)
    assert {attribution.sources[n].name for n in withdrawals(parse, attribution)} == who


def test_a_doer_who_was_named_and_taken_back_is_nobody() -> None:
    told = "A rocket hit a bakery on Monday. The Ukrainian army said Russia had fired it."
    assert _responsibility(told) == "claimed"
    assert _responsibility(told + " On Tuesday the Ukrainian army retracted the claim.") == "unknown"


def _responsibility(told: str) -> str | None:
    parse = parse_text(told)
    attribution = attribute(parse)
    events = find_events(parse, attribution)
    return grade_event(0, events[0], make_claims(parse, attribution, events), attribution, parse).responsibility
