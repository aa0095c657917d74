"""The ledger whole: reports in, events out, decisions, what was known when. On both stores."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

import sayso
from sayso.errors import UnknownEvent, UsageError
from sayso.ledger.computation import compute
from sayso.ledger.filters import checked_filter
from sayso.ledger.ledger import Ledger
from sayso.ledger.telling import Entry
from sayso.model import Reading

pytest_plugins = ["postgresql"]

READER = "a test"


def read(text: str, publisher: str, published: str) -> Reading:
    return sayso.read(text, publisher=publisher, published=published)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """A depot that blew up, told by two outlets, one of them copied; its denial; and a school in another town."""
    blast = (
        "Two missiles hit an ammunition depot near Oktyabrsky in Belgorod region on 3 May 2023, killing four soldiers, "
        "governor Ivan Petrov said. Windows broke in the village school, he said."
    )
    return [
        read(blast, "Region Wire", "2023-05-03T18:00:00+03:00"),
        read(blast, "Morning Post", "2023-05-04T06:00:00+03:00"),
        read(
            "An ammunition depot near Oktyabrsky in Belgorod region exploded on 3 May 2023. Ukraine's army said it had "
            "struck it. The Russian Defence Ministry denied that there was any strike.",
            "North Agency", "2023-05-05T10:00:00+03:00",
        ),
        read("A school in Kharkiv was shelled on 7 June 2023, wounding two people, police said.", "Kharkiv Today",
             "2023-06-07T20:00:00+03:00"),
    ]


@pytest.fixture
def ledger(target: str | Path, readings: list[Reading]) -> Iterator[Ledger]:
    with Ledger(target, by="ana") as opened:
        for reading in readings:
            assert opened.add(reading, reader=READER)
        yield opened


def test_one_event_of_three_reports_and_another(ledger: Ledger) -> None:
    depot, school = ledger.events()
    assert len(depot.reports) == 3
    assert len(school.reports) == 1
    assert depot.assessment.status("occurrence") == "disputed"
    assert depot.assessment.count("killed").best == 4
    copies = ledger.state().dependences
    assert [d.kind for d in copies] == ["verbatim"]
    assert "Ivan Petrov" in {origin.name for origin in depot.origins}
    assert len(depot.origins) == 2


def test_what_is_there_is_not_added_twice(ledger: Ledger, readings: list[Reading]) -> None:
    before = ledger.head()
    assert not any(ledger.add(reading, reader=READER) for reading in readings)
    assert ledger.head() == before


def test_as_of_an_earlier_day(ledger: Ledger) -> None:
    assert ledger.events(as_of="2023-05-02") == ()
    (first,) = ledger.events(as_of="2023-05-03")
    assert first.assessment.status("occurrence") == "claimed"
    assert [len(event.reports) for event in ledger.events(as_of="2023-05-04")] == [2]
    with pytest.raises(UsageError, match="no date"):
        ledger.events(as_of="yesterday")


def test_the_history_of_a_story(ledger: Ledger) -> None:
    told = ledger.history(ledger.events()[0].id)
    assert [entry.report.publisher for entry, _ in told] == ["Region Wire", "Morning Post", "North Agency"]
    assert [event.assessment.status("occurrence") for _, event in told] == ["claimed", "claimed", "disputed"]
    assert [len(event.origins) for _, event in told] == [1, 1, 2]


def test_merge_split_and_undo(ledger: Ledger) -> None:
    depot, school = ledger.events()
    merged = ledger.merge([depot.id, school.id], reason="one campaign")
    (one,) = ledger.events()
    assert {depot.id, school.id} <= set(one.names)
    assert ledger.event(school.id).id == one.id
    ledger.undo(merged.number)
    assert [event.id for event in ledger.events()] == [depot.id, school.id]
    late = next(e for e in depot.reports if e.report.publisher == "North Agency")
    ledger.split(depot.id, [late.key[:10]])
    assert sorted(len(event.reports) for event in ledger.events()) == [1, 1, 2]
    with pytest.raises(UsageError, match="not none"):
        ledger.split(school.id, ["nothing"])
    with pytest.raises(UsageError, match="two events"):
        ledger.merge([school.id, school.id])


def test_an_analyst_wins_and_a_retracted_report_no_longer_counts(ledger: Ledger) -> None:
    depot = ledger.events()[0]
    ledger.rule("overrule", depot.id, {"field": "occurrence", "status": "confirmed"}, reason="seen")
    assert ledger.event(depot.id).assessment.status("occurrence") == "confirmed"
    before = ledger.head()
    with pytest.raises(UsageError):
        ledger.rule("overrule", depot.id, {"field": "occurrence", "status": "true"})
    assert ledger.head() == before
    denial = next(e for e in depot.reports if e.report.publisher == "North Agency")
    ledger.undo(ledger.decisions()[0].number)
    ledger.retract(denial.key[:12], reason="a forgery")
    assert ledger.event(depot.id).assessment.status("occurrence") == "claimed"
    with pytest.raises(UnknownEvent):
        ledger.retract("zz")


def test_decisions_survive_a_new_reading(ledger: Ledger, readings: list[Reading]) -> None:
    depot = ledger.events()[0]
    ledger.rule("correct", depot.id, {"field": "killed", "value": 5}, reason="the list of names")
    assert not ledger.reread(readings[0], reader="the same")
    renamed = readings[0].model_copy(update={"events": tuple(
        event.model_copy(update={"id": f"x{event.id}"}) for event in readings[0].events
    ), "claims": tuple(claim.model_copy(update={"event": f"x{claim.event}"}) for claim in readings[0].claims)})
    assert ledger.reread(renamed, reader="another")
    assert ledger.events()[0].assessment.count("killed").best == 5


def test_every_statement_is_verified(ledger: Ledger) -> None:
    assert ledger.verify().sound
    assert ledger.head()[0] == 8


def test_a_backup_is_the_same_ledger(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.backup(tmp_path / "copy.sayso").sound
    with Ledger(tmp_path / "copy.sayso") as copy:
        assert copy.head() == ledger.head()
        assert [event.id for event in copy.events()] == [event.id for event in ledger.events()]


def test_no_order_of_adding_matters(readings: list[Reading]) -> None:
    entries = [Entry(reading.report, reading, "2024-01-01T00:00:00.000000Z") for reading in readings]
    wanted = compute(entries)
    for order in permutations(entries):
        assert compute(order) == wanted


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "shelling"}, 1), ({"place": "kharkiv"}, 1), ({"place": "khar"}, 0), ({"place": "UA"}, 1),
        ({"box": "35,49,39,51"}, 2), ({"box": "0,0,1,1"}, 0),
        ({"near": "50.0,36.2,30"}, 2), ({"near": "-10,20,30"}, 0), ({"first": "2023-06-01"}, 1),
        ({"last": "2023-05-31"}, 1),
        ({"status": "disputed"}, 1), ({"side": "Ukraine"}, 1), ({"text": "windows broke"}, 1), ({}, 2),
    ],
)
def test_filters(asked: dict[str, str], found: int, readings: list[Reading], tmp_path: Path) -> None:
    with Ledger(tmp_path / "one.sayso") as opened:
        for reading in readings:
            opened.add(reading, reader=READER)
        assert len(opened.events(checked_filter(**asked))) == found


@pytest.mark.parametrize("asked", [{"kind": "war"}, {"status": "true"}, {"box": "1,2"}, {"near": "a,b,c"},
                                   {"first": "soon"}])
def test_a_filter_that_makes_no_sense(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        checked_filter(**asked)


def test_an_event_that_is_not_there(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.sayso") as opened:
        assert opened.events() == ()
        with pytest.raises(UnknownEvent, match="sayso events"):
            opened.event("E-00000000")
