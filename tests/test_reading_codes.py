"""A reading has the codes of its events, and the standard names of the weapon systems that it tells."""

from __future__ import annotations

from sayso import Reading, read

TEXT = (
    "KHARKIV, Ukraine, May 12, 2024 - Russian forces struck a Ukrainian school in Kharkiv with Geran-2 drones on "
    "Saturday, killing three civilians, the governor of Kharkiv region said."
)


def test_a_reading_has_codes_and_systems_and_stays_a_reading() -> None:
    told = read(TEXT, published="2024-05-12")
    (event,) = (event for event in told.events if event.main)
    assert [(weapon.kind, weapon.system) for weapon in event.weapons] == [("drone", "Shahed-136")]
    assert (event.acled.inter1, event.acled.interaction, event.acled.interaction_label) == (
        8, 78, "External/Other forces-Civilians",
    )
    assert (event.plover.event_type, event.plover.mode, event.plover.context) == ("ASSAULT", "aerial", ("military",))
    assert (event.ucdp.type_of_violence, event.ucdp.where_prec, event.ucdp.date_prec, event.ucdp.event_clarity) == (
        1, 1, 1, 1,
    )
    assert Reading.from_json(told.to_json()) == told
