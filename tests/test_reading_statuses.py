"""The statuses of an event from claim drafts made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from parses import by_hand
from sayso.model import Attribute, Certainty, Stance
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft, Role, SourceDraft, Span
from sayso.reading.statuses import grade_event

HERE = Span(0, 1)
OWN = -1


def source(name: str, kind: Any, side: str | None = None) -> SourceDraft:
    return SourceDraft(name, None, kind, side, True, (HERE,))


SOURCES = (
    source("the governor", "official", "Ukraine"),
    source("the president", "official", "Ukraine"),
    source("the defence ministry", "military", "Russia"),
    source("a resident", "witness"),
    source("the hospital", "medic"),
    source("police", "police"),
    source("a local official", "official"),
    source("the agency", "media"),
    source("a video", "footage"),
    source("the movement", "armed_group", "al-Shabaab"),
    source("the monitor", "ngo", "Ukraine"),
    source("the army", "military", "Israel"),
)
GOVERNOR, PRESIDENT, MINISTRY, RESIDENT, HOSPITAL, POLICE, OFFICIAL, AGENCY, VIDEO, MOVEMENT, MONITOR, ARMY = range(12)


def event(kind: str = "missile_strike", doer: str | None = None, *targets: tuple[str, str | None]) -> EventDraft:
    actors = (Role(HERE, 0, doer, 0, side=doer),) if doer else ()
    hit = tuple(Role(HERE, 0, target, 0, kind=target, side=side) for target, side in targets)
    return EventDraft(kind, True, (0,), actors, hit)


def claim(
    by: int | tuple[int, ...],
    about: Attribute = "occurrence",
    value: int | str | None = None,
    stance: Stance = "affirms",
    certainty: Certainty = "certain",
    passage: Span = HERE,
) -> ClaimDraft:
    chain = () if by == OWN else by if isinstance(by, tuple) else (by,)
    return ClaimDraft(0, about, value, chain, stance, certainty, None, passage, passage.start)


def grade(told: EventDraft, *claims: ClaimDraft, voice: int | None = None, **more: Any) -> tuple[str, str | None]:
    status = grade_event(0, told, claims, Attribution(SOURCES, (), voice), **more)
    return status.occurrence, status.responsibility


@pytest.mark.parametrize(
    ("claims", "occurrence"),
    [
        ([], "unknown"),
        ([claim(OWN)], "reported"),
        ([claim(OWN), claim(GOVERNOR, stance="declines")], "reported"),
        ([claim(OWN), claim(GOVERNOR)], "claimed"),
        ([claim(GOVERNOR), claim(PRESIDENT)], "claimed"),
        ([claim(GOVERNOR), claim(MINISTRY)], "confirmed"),
        ([claim(RESIDENT), claim(HOSPITAL)], "confirmed"),
        # two of a state whose name is not told may serve the same
        ([claim(POLICE), claim(OFFICIAL)], "claimed"),
        ([claim(GOVERNOR), claim(OFFICIAL)], "claimed"),
        # who passes it on is no origin
        ([claim((AGENCY, GOVERNOR)), claim(GOVERNOR)], "claimed"),
        ([claim(VIDEO)], "confirmed"),
        ([claim((GOVERNOR, VIDEO))], "confirmed"),
        ([claim(VIDEO, certainty="probable")], "claimed"),
        # any attribute implies that it happened; a refusal does not
        ([claim(RESIDENT, "damage"), claim(HOSPITAL, "killed", 3)], "confirmed"),
        ([claim(RESIDENT, "damage"), claim(HOSPITAL, "killed", stance="declines")], "claimed"),
        # a hedge on the weapon is none on the strike, one on the strike hedges all that the passage says
        ([claim(RESIDENT), claim(HOSPITAL, "weapon", certainty="possible")], "confirmed"),
        ([claim(RESIDENT), claim(HOSPITAL, certainty="possible"), claim(HOSPITAL, "weapon")], "claimed"),
        ([claim(GOVERNOR), claim(MINISTRY, stance="denies")], "disputed"),
        ([claim(MINISTRY, stance="denies")], "refuted"),
        # that nobody was hurt is no denial of the strike
        ([claim(MINISTRY, "injured", 0), claim(MINISTRY, stance="denies")], "claimed"),
        ([claim(RESIDENT), claim(RESIDENT, stance="denies", passage=Span(1, 2))], "claimed"),
        # a monitor serves no party, whatever its country
        ([claim(GOVERNOR), claim(MONITOR)], "confirmed"),
    ],
)
def test_occurrence(claims: list[ClaimDraft], occurrence: str) -> None:
    assert grade(event(), *claims)[0] == occurrence


@pytest.mark.parametrize(
    ("claims", "responsibility"),
    [
        ([claim(RESIDENT)], "unknown"),
        ([claim(RESIDENT), claim(POLICE, "responsibility", "gunmen")], "unknown"),
        ([claim(POLICE, "responsibility", "unidentified attackers")], "unknown"),
        ([claim(POLICE, "responsibility", "Russia", certainty="possible")], "claimed"),
        ([claim(OWN, "responsibility", "Russia")], "reported"),
        ([claim(GOVERNOR, "responsibility", "Russia"), claim(PRESIDENT, "responsibility", "Russia")], "claimed"),
        ([claim(GOVERNOR, "responsibility", "Russia"), claim(MINISTRY, "responsibility", "Russia")], "confirmed"),
        ([claim(GOVERNOR, "responsibility", "Russia"), claim(MINISTRY, "responsibility", stance="denies")], "disputed"),
        ([claim(GOVERNOR, "responsibility", "Russia"), claim(MINISTRY, "responsibility", "Ukraine")], "disputed"),
        # who denies that it happened denies having done it
        ([claim(GOVERNOR, "responsibility", "Russia"), claim(MINISTRY, stance="denies")], "disputed"),
        ([claim(GOVERNOR), claim(MINISTRY, "responsibility", stance="declines")], "unknown"),
        # a group that claims it claims it for itself
        ([claim(POLICE, "responsibility", "insurgents"), claim(MOVEMENT, "responsibility", "insurgents")], "claimed"),
        ([claim(POLICE, "responsibility", "al-Shabaab"), claim(MOVEMENT, "responsibility")], "confirmed"),
        # "the air force", says one of its officials
        ([claim(ARMY, "responsibility", "the air force"), claim(RESIDENT, "responsibility", "Israel")], "confirmed"),
        ([claim(MINISTRY, stance="denies")], None),
    ],
)
def test_responsibility(claims: list[ClaimDraft], responsibility: str | None) -> None:
    assert grade(event(), *claims)[1] == responsibility


def test_acts_without_a_doer_have_no_responsibility() -> None:
    assert grade(event("talks"), claim(OWN), claim(OWN, "responsibility", "Ukraine")) == ("reported", None)


def test_a_side_that_admits_its_losses_is_believed() -> None:
    struck = event("missile_strike", "Ukraine", ("troops", "Russia"))
    assert grade(struck, claim(MINISTRY, "killed", 63), claim(GOVERNOR, stance="denies"))[0] == "confirmed"
    assert grade(struck, claim(MINISTRY, "killed", 0))[0] == "claimed"
    market = event("missile_strike", "Ukraine", ("market", "Russia"))
    assert grade(market, claim(MINISTRY, "killed", 63))[0] == "claimed"


def test_the_side_that_suffers_is_the_doers_foe_where_the_report_does_not_say() -> None:
    assert grade(event("drone_strike", "Ukraine", ("airfield", None)), claim(MINISTRY, "damage"))[0] == "confirmed"
    assert grade(event("drone_strike", "Israel", ("airfield", None)), claim(MINISTRY, "damage"))[0] == "claimed"


def test_officials_without_a_side_are_not_put_to_the_doers() -> None:
    struck = event("airstrike", "Israel", ("school", None))
    assert grade(struck, claim(ARMY, "target"), claim(OFFICIAL, "killed", 9))[0] == "confirmed"


def test_an_admission_of_the_deed_confirms_it_a_boast_does_not() -> None:
    admitted = by_hand("The/the/DET/det/2 army/army/NOUN/nsubj/3 admitted/admit/VERB/root/0 it/it/PRON/obj/3")
    boasted = by_hand("The/the/DET/det/2 army/army/NOUN/nsubj/3 announced/announce/VERB/root/0 it/it/PRON/obj/3")
    told = claim(ARMY, "responsibility", "Israel", passage=Span(0, 4))
    denial = claim(RESIDENT, "responsibility", stance="denies")
    struck = event("airstrike", "Israel", ("school", None))
    assert grade(struck, told, denial, parse=admitted)[1] == "confirmed"
    assert grade(struck, told, denial, parse=boasted)[1] == "disputed"


def test_in_a_round_up_words_on_no_event_bear_on_none() -> None:
    claims = [claim(GOVERNOR), claim(RESIDENT, "other")]
    assert grade(event(), *claims)[0] == "confirmed"
    assert grade(event(), *claims, alone=False)[0] == "claimed"


def test_a_partys_communique_is_its_word() -> None:
    assert grade(event(), claim(OWN), voice=MINISTRY)[0] == "claimed"
    assert grade(event(), claim(OWN), claim(GOVERNOR), voice=MINISTRY)[0] == "confirmed"
    assert grade(event(), claim(OWN), claim(GOVERNOR), voice=PRESIDENT)[0] == "claimed"


def test_claims_on_other_events_count_for_nothing() -> None:
    other = ClaimDraft(1, "occurrence", None, (MINISTRY,), "denies", "certain", None, HERE, 0)
    assert grade(event(), claim(OWN), other)[0] == "reported"
