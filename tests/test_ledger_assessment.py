"""One event from all its tellings: statuses with reasons, the joined card, contradictions, analysts' decisions."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import permutations
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.codebook import KINDS, responsibility_status, status_of
from sayso.codebook import Testimony as Spoken  # pytest takes names that begin with Test for tests
from sayso.codebook.tables import table
from sayso.errors import UsageError
from sayso.ledger.accounts import Account, Speaker
from sayso.ledger.assessment import Assessment, as_json, assess, withdrawn_claims
from sayso.ledger.grades import CredibilityRow
from sayso.ledger.rows import Row, doer_finding, finding
from sayso.ledger.telling import Entry, Telling
from sayso.ledger.testimonies import Word
from sayso.ledger.wording import Bounds
from sayso.model import Actor, Attribute, Certainty, Stance, Status, Target, Weapon, When, Where
from tests.assessed_tellings import (
    AUTHOR,
    DRIVER,
    FOOTAGE,
    GENERAL,
    GOVERNOR,
    HOSPITAL,
    MINISTRY,
    MONITOR,
    RESIDENTS,
    Said,
    Who,
    copy_of,
    decision,
    key,
    telling,
)

DAYS = [f"2023-05-{day:02d}T09:00:00+00:00" for day in range(2, 12)]
RUSSIA = Actor(name="Russia", side="Russia")
DEPOT = Target(name="ammunition depot", kind="ammunition_depot", side="Russia")
HOMES = Target(name="block of flats", kind="residential", side="Ukraine")


def assessed(*tellings: Telling, families: dict[str, str] | None = None, **more: Any) -> Assessment:
    return assess(tellings, families or {}, more.pop("identities", {}), more.pop("decisions", ()))


def row(assessment: Assessment, about: Attribute) -> str:
    return next(status.row for status in assessment.statuses if status.about == about)


def claims(assessment: Assessment, about: Attribute) -> tuple[str, ...]:
    return next(status.claims for status in assessment.statuses if status.about == about)


# Statuses


def test_one_source_claims_and_a_second_independent_one_confirms() -> None:
    first = telling(Said("occurrence", GOVERNOR))
    second = telling(Said("occurrence", MONITOR), publisher="Courier", on=DAYS[1])
    one, both = assessed(first), assessed(first, second)
    assert one.status("occurrence") == "claimed"
    assert row(one, "occurrence") == "one_source"
    assert both.status("occurrence") == "confirmed"
    assert row(both, "occurrence") == "independent"
    assert set(claims(both, "occurrence")) == {key(first), key(second)}


def test_two_bodies_of_one_state_and_one_source_in_two_reports_claim() -> None:
    first = telling(Said("occurrence", GOVERNOR))
    same = telling(Said("occurrence", GOVERNOR), publisher="Courier", on=DAYS[1])
    staff = telling(Said("occurrence", GENERAL), publisher="Wire", on=DAYS[2])
    assert assessed(first, same).status("occurrence") == "claimed"
    assert row(assessed(first, staff), "occurrence") == "one_side"


def test_identities_make_one_of_two_names() -> None:
    first = telling(Said("occurrence", Who("the mayor", "official", None, False)))
    second = telling(Said("occurrence", Who("Petro Hnatiuk", "official")), publisher="Courier", on=DAYS[1])
    other = telling(Said("occurrence", MONITOR), publisher="Wire", on=DAYS[2])
    identities = {(first.entry.key, "s1"): "hnatiuk", (second.entry.key, "s1"): "hnatiuk"}
    joined = assessed(first, second, identities=identities)
    assert joined.status("occurrence") == "claimed"
    assert len({voice.identity for voice in joined.statuses[0].voices}) == 1
    assert assessed(first, second, other, identities=identities).status("occurrence") == "confirmed"


def test_an_outlets_own_voice_is_no_source_however_many_say_it() -> None:
    reports = [telling(Said("occurrence", AUTHOR), publisher=name) for name in ("Post", "Courier", "Wire")]
    assessment = assessed(*reports)
    assert assessment.status("occurrence") == "reported"
    assert row(assessment, "occurrence") == "own_voice"


def test_a_communique_is_its_bodys_word() -> None:
    communique = telling(Said("occurrence", AUTHOR), publisher="General Staff of Ukraine")
    told = telling(Said("occurrence", Who("General Staff", "military", "Ukraine")), publisher="Post", on=DAYS[1])
    identities = {(communique.entry.key, "author"): "staff", (told.entry.key, "s1"): "staff"}
    assert assessed(communique, identities=identities).status("occurrence") == "claimed"
    assert assessed(communique, told, identities=identities).status("occurrence") == "claimed"


def test_unnamed_sources_of_two_families_are_two_and_those_of_copies_one() -> None:
    first = telling(Said("occurrence", RESIDENTS))
    other = telling(Said("occurrence", RESIDENTS, words="They saw it"), publisher="Courier", on=DAYS[1])
    reworded = telling(Said("occurrence", Who("people living there", "witness", None, False), words="It was so"),
                       publisher="Courier", on=DAYS[1])
    assert assessed(first, other).status("occurrence") == "confirmed"
    families = {first.entry.key: first.entry.key, reworded.entry.key: first.entry.key}
    assert assessed(first, reworded, families=families).status("occurrence") == "claimed"


def test_a_copy_that_drops_its_source_is_that_sources_word_still() -> None:
    first = telling(Said("occurrence", GOVERNOR), publisher="Wire")
    bare = telling(Said("occurrence", AUTHOR, words="It happened"), publisher="Post", on=DAYS[1])
    families = {first.entry.key: first.entry.key, bare.entry.key: first.entry.key}
    assessment = assessed(first, bare, families=families)
    assert row(assessment, "occurrence") == "one_source"
    assert set(claims(assessment, "occurrence")) == {key(first), key(bare)}


def test_what_an_outlet_is_cited_for_is_what_its_own_report_says() -> None:
    reuters = Who("Reuters", "media")
    own = telling(Said("occurrence", GOVERNOR), publisher="Reuters")
    relay = telling(Said("occurrence", reuters), publisher="Post", on=DAYS[1])
    assert assessed(relay).status("occurrence") == "claimed"
    assert assessed(own, relay).status("occurrence") == "claimed"
    other = telling(Said("killed", reuters, 4), publisher="Courier", on=DAYS[1])
    assert assessed(own, other).status("occurrence") == "confirmed", "of that its own report says nothing"


def test_physical_evidence_and_an_admission_confirm_whoever_denies() -> None:
    claim = telling(Said("responsibility", GOVERNOR, "Russia"), targets=(HOMES,))
    denial = telling(Said("responsibility", MINISTRY, "Russia", "denies"), publisher="Wire", on=DAYS[1])
    admission = telling(
        Said("responsibility", MINISTRY, "Russia", words="The ministry acknowledged that its missile hit by mistake"),
        publisher="Courier", on=DAYS[6], targets=(HOMES,), actors=(RUSSIA,),
    )
    disputed, confirmed = assessed(claim, denial), assessed(claim, denial, admission)
    assert disputed.status("responsibility") == "disputed"
    assert confirmed.status("responsibility") == "confirmed"
    assert row(confirmed, "responsibility") == "against_interest"
    assert claims(confirmed, "responsibility") == (key(admission),)
    film = telling(Said("occurrence", FOOTAGE), publisher="Lens", on=DAYS[2])
    gone = telling(Said("occurrence", MINISTRY, None, "denies"), publisher="Wire", on=DAYS[1])
    assert row(assessed(claim, gone, film), "occurrence") == "physical"
    against = telling(Said("occurrence", FOOTAGE, None, "denies"), publisher="Lens", on=DAYS[2])
    refuted = assessed(claim, against)
    assert refuted.status("occurrence") == "refuted"
    assert refuted.status("responsibility") is None


def test_an_inquiry_days_later_admits_without_a_word_of_regret() -> None:
    claim = telling(Said("responsibility", MONITOR, "Russia"), targets=(HOMES,), actors=(RUSSIA,))
    words = "An inspection found that its own missile struck the flats"
    finding_told = telling(Said("responsibility", MINISTRY, "Russia", words=words), publisher="Wire", on=DAYS[8],
                           targets=(HOMES,), actors=(RUSSIA,))
    boast = telling(Said("responsibility", MINISTRY, "Russia", words="The ministry said that its missile struck"),
                    publisher="Wire", on=DAYS[8], targets=(DEPOT,), actors=(RUSSIA,))
    assert row(assessed(claim, finding_told), "responsibility") == "against_interest"
    assert row(assessed(claim, boast), "responsibility") == "independent"
    assert assessed(boast).status("responsibility") == "claimed"


def test_who_first_denied_and_then_names_himself_admits() -> None:
    denial = telling(Said("responsibility", MINISTRY, "Russia", "denies"), targets=(HOMES,))
    words = "The shot was fired by its crew"
    later = telling(Said("responsibility", MINISTRY, "Russia", words=words), publisher="Wire", on=DAYS[5],
                    targets=(HOMES,), actors=(RUSSIA,))
    assessment = assessed(denial, later)
    assert row(assessment, "responsibility") == "against_interest"
    assert [fallen.fate for fallen in assessment.fallen] == ["replaced"]


def test_a_denial_told_as_an_earlier_one_does_not_stand_against_the_admission() -> None:
    told = telling(
        Said("responsibility", MINISTRY, "Russia", "denies", words="The ministry had at first denied it"),
        Said("responsibility", MINISTRY, "Russia", words="The ministry now admits that it fired"),
        targets=(HOMES,), actors=(RUSSIA,), on=DAYS[4],
    )
    assert assessed(told).status("responsibility") == "confirmed"


def test_who_calls_it_an_accident_affirms_the_event_and_disputes_the_doer() -> None:
    accident = telling(
        Said("cause", Who("Ihor Lys", "official", "Russia"), words="The cause was a breach of safety rules"),
        Said("occurrence", Who("Ihor Lys", "official", "Russia"), None, "denies", words="There was no attack"),
        kind="explosion", targets=(DEPOT,),
    )
    claim = telling(Said("responsibility", GENERAL, "Ukraine"), Said("weapon", GENERAL, "drone"), publisher="Courier",
                    kind="drone_strike", on=DAYS[1], weapons=(Weapon(name="drone", kind="drone"),))
    assessment = assessed(accident, claim)
    assert assessment.status("occurrence") == "confirmed"
    assert assessment.status("responsibility") == "disputed"
    assert assessment.status("cause") == "disputed"
    assert {c.kind for c in assessment.contradictions} >= {"denial"}


def test_descriptions_mean_the_only_party_of_their_sort() -> None:
    own = telling(Said("responsibility", AUTHOR, "jihadists"), kind="armed_clash")
    claim = telling(Said("responsibility", MONITOR, "Boko Haram"), publisher="Courier", on=DAYS[1], kind="armed_clash")
    assessment = assessed(own, claim)
    status = next(s for s in assessment.statuses if s.about == "responsibility")
    assert (status.value, status.status) == ("Boko Haram", "claimed")


def test_rival_weapons_dispute_one_another_but_not_a_salvo() -> None:
    missile, drone = Weapon(name="missile", kind="missile"), Weapon(name="drones", kind="drone")
    one = telling(Said("weapon", GOVERNOR, "missile"), weapons=(missile,))
    other = telling(Said("weapon", MONITOR, "drones"), publisher="Courier", on=DAYS[1], weapons=(drone,))
    assert assessed(one, other).status("weapon") == "disputed"
    assert [c.kind for c in assessed(one, other).contradictions] == ["weapons"]
    salvo = telling(Said("weapon", HOSPITAL, "missile"), Said("weapon", HOSPITAL, "drones"), publisher="Wire",
                    on=DAYS[2], weapons=(missile, drone))
    assert assessed(one, other, salvo).status("weapon") == "confirmed"
    assert not assessed(one, other, salvo).contradictions


# Withdrawals and updates


def withdrawing(words: str, on: str = DAYS[3]) -> Telling:
    return telling(Said("occurrence", AUTHOR, words="The road is open again"), publisher="Courier", on=on, after=words)


@pytest.mark.parametrize(
    ("words", "falls"),
    [
        ("Governor Olena Prykhodko deleted her post about the incident.", True),
        ("Prykhodko withdrew her statement on Friday.", True),
        ("The claim by Olena Prykhodko was retracted on Friday.", True),
        ("Prykhodko corrected herself.", False),
        ("Prykhodko refused to withdraw her statement.", False),
        ("Prykhodko said that the enemy should withdraw the claim.", False),
        ("The army withdrew its statement.", False),
        ("Prykhodko withdrew from the talks.", False),
    ],
)
def test_what_counts_as_a_withdrawal(words: str, falls: bool) -> None:
    first = telling(Said("occurrence", GOVERNOR), Said("damage", GOVERNOR))
    assessment = assessed(first, withdrawing(words))
    assert {f.claim for f in assessment.fallen} == ({key(first), key(first, 2)} if falls else set())
    gone = {(first.entry.key, "c1"), (first.entry.key, "c2")} if falls else set()
    assert set(withdrawn_claims(assessment)) == gone


def test_a_withdrawal_takes_back_what_is_told_again_later_but_nothing_said_anew() -> None:
    first = telling(Said("occurrence", GOVERNOR), Said("damage", GOVERNOR))
    took_back = withdrawing("Olena Prykhodko took back her account of the fire.")
    recap = telling(Said("occurrence", GOVERNOR, words="She spoke of a strike"), publisher="Annals", on=DAYS[8])
    anew = telling(Said("cause", GOVERNOR, words="It was a gas leak, she says now"), publisher="Wire", on=DAYS[6])
    fallen = {f.claim for f in assessed(first, took_back, recap, anew).fallen}
    assert fallen == {key(first), key(first, 2), key(recap)}


def test_a_withdrawal_in_the_same_report() -> None:
    after = "Prykhodko later retracted the claim."
    told = telling(Said("damage", GOVERNOR), Said("occurrence", RESIDENTS), after=after)
    assert [f.claim for f in assessed(told).fallen] == [key(told)]


def test_claims_that_only_repeat_what_was_withdrawn_say_nothing() -> None:
    first = telling(Said("killed", HOSPITAL, 40), on=DAYS[0])
    words = "Velyka Balka hospital retracted its claim that 40 people had died"
    notice = telling(Said("killed", AUTHOR, 40, words=words), publisher="Courier", on=DAYS[2])
    assessment = assessed(first, notice)
    assert assessment.count("killed").best is None
    assert {f.claim: f.fate for f in assessment.fallen} == {key(first): "withdrawn", key(notice): "withdrawn"}
    assert assessed(first).count("killed").best == 40


def test_an_outlets_notice_takes_back_its_own_report_and_nobody_elses() -> None:
    first = telling(Said("killed", HOSPITAL, 12), publisher="Post")
    words = "An earlier version of this report said that 12 people were killed"
    notice = telling(Said("killed", AUTHOR, 12, words=words), publisher="Post", on=DAYS[1])
    assert assessed(first, notice).count("killed").best is None
    elsewhere = telling(Said("killed", HOSPITAL, 12), publisher="Courier", on=DAYS[1])
    assert assessed(first, notice, elsewhere).count("killed").best == 12


def test_an_update_replaces_and_a_withdrawal_undone_brings_it_back() -> None:
    first = telling(Said("killed", HOSPITAL, 5))
    later = telling(Said("killed", HOSPITAL, 9), publisher="Courier", on=DAYS[1])
    both = assessed(first, later)
    assert (both.count("killed").low, both.count("killed").best, both.count("killed").high) == (9, 9, 9)
    assert not both.contradictions
    struck = decision(1, "retract", report=later.entry.key)
    assert assessed(first, later, decisions=[struck]).count("killed").best == 5
    undone = assessed(first, later, decisions=[struck, decision(2, "undo", number=1)])
    assert as_json(undone) == as_json(both)


# The card


def at(earliest: str, latest: str, precision: str = "part_of_day") -> When:
    return When.model_validate({"earliest": earliest, "latest": latest, "edtf": earliest[:10], "precision": precision})


def spot(name: str, lat: float, precision: str = "settlement", radius: float = 3.0) -> Where:
    return Where.model_validate({"name": name, "lat": lat, "lon": 37.0, "radius_km": radius, "precision": precision})


def test_the_kind_is_the_most_specific_that_enough_voices_give() -> None:
    blasts = [telling(Said("occurrence", who), publisher=who.name, kind="explosion") for who in (GOVERNOR, HOSPITAL)]
    strike = telling(Said("occurrence", MONITOR), publisher="Courier", kind="drone_strike")
    assert assessed(*blasts, strike).card.kind.value == "drone_strike"
    assert [rival.value for rival in assessed(*blasts, strike).card.kind.rivals] == ["explosion"]
    bodies = [Who(f"Body {number}", "ngo") for number in range(9)]
    crowd = [telling(Said("occurrence", body), publisher=body.name, kind="explosion") for body in bodies]
    assert assessed(*crowd, strike).card.kind.value == "explosion"


def test_the_time_is_what_the_intervals_share_and_rivals_stand_beside_it() -> None:
    day = telling(Said("occurrence", GOVERNOR),
                  when=at("2023-05-01T00:00:00+03:00", "2023-05-01T23:59:59+03:00", "day"))
    night = telling(Said("occurrence", MONITOR), publisher="Courier",
                    when=at("2023-05-01T20:00:00+03:00", "2023-05-02T06:00:00+03:00"))
    other = telling(Said("occurrence", HOSPITAL), publisher="Wire",
                    when=at("2023-05-04T00:00:00+03:00", "2023-05-04T23:59:59+03:00", "day"))
    assessment = assessed(day, night, other)
    value = assessment.card.when.value
    assert (value["earliest"], value["latest"]) == ("2023-05-01T20:00:00+03:00", "2023-05-01T23:59:59+03:00")
    assert value["precision"] == "part_of_day"
    assert [rival.value["edtf"] for rival in assessment.card.when.rivals] == ["2023-05-04"]
    assert {c.kind for c in assessment.contradictions} == {"times"}
    assert assessment.status("time") == "disputed"
    assert set(assessment.card.when.claims) == {key(day), key(night)}


def test_times_in_other_offsets_and_without_one_are_compared_as_moments() -> None:
    kyiv = telling(Said("occurrence", GOVERNOR),
                   when=at("2023-05-01T01:00:00+03:00", "2023-05-01T02:00:00+03:00", "hour"))
    utc = telling(Said("occurrence", MONITOR), publisher="Courier",
                  when=at("2023-04-30T22:30:00+00:00", "2023-04-30T22:30:00+00:00", "minute"))
    local = telling(Said("occurrence", HOSPITAL), publisher="Wire",
                    when=at("2023-05-01T00:00:00", "2023-05-01T05:00:00"))
    assert assessed(kyiv, utc, local).card.when.value["earliest"] == "2023-04-30T22:30:00+00:00"
    assert not assessed(kyiv, utc, local).contradictions


def test_the_place_is_the_most_precise_that_is_not_contradicted() -> None:
    region = telling(Said("occurrence", GOVERNOR), where=spot("Sumy Oblast", 51.0, "region", 150.0))
    village = telling(Said("occurrence", MONITOR), publisher="Courier", where=spot("Balka", 51.2))
    again = telling(Said("occurrence", HOSPITAL), publisher="Wire", where=spot("Balka", 51.2))
    stray = telling(Said("occurrence", RESIDENTS), publisher="Blog", where=spot("Balka Nova", 54.9, "exact", 1.0))
    assert assessed(region, village).card.where.value["name"] == "Balka"
    assessment = assessed(region, village, again, stray)
    assert assessment.card.where.value["name"] == "Balka"
    assert [rival.value["name"] for rival in assessment.card.where.rivals] == ["Balka Nova"]
    assert {c.kind for c in assessment.contradictions} == {"places"}
    namesake = telling(Said("occurrence", RESIDENTS), publisher="Blog", where=spot("Balka", 49.0))
    assert not assessed(village, namesake).contradictions, "the same name is the same place, wherever it was looked up"


def test_the_same_thing_named_twice_is_one() -> None:
    storm = Weapon(name="Storm Shadow missiles", kind="missile", system="Storm Shadow")
    one = telling(Said("weapon", GOVERNOR, "missile"), Said("target", GOVERNOR, "depot"),
                  actors=(RUSSIA,), weapons=(Weapon(name="missile", kind="missile"),),
                  targets=(Target(name="depot", kind="other"),))
    two = telling(Said("weapon", MONITOR, "Storm Shadow missiles"), Said("target", MONITOR, "Ammunition depots"),
                  publisher="Courier", on=DAYS[1], actors=(Actor(name="Russian army", side="Russia", unit="6th Army"),),
                  weapons=(storm, Weapon(name="drone", kind="drone")),
                  targets=(Target(name="Ammunition depots", kind="ammunition_depot", side="Russia"),))
    card = assessed(one, two).card
    assert [choice.value["name"] for choice in card.weapons] == ["Storm Shadow missiles", "drone"]
    assert [(c.value["name"], c.value["kind"]) for c in card.targets] == [("Ammunition depots", "ammunition_depot")]
    assert [(c.value["side"], c.value["unit"]) for c in card.actors] == [("Russia", "6th Army")]
    assert card.weapons[0].support == 2
    assert set(card.targets[0].claims) == {key(one, 2), key(two, 2)}


def test_a_doer_named_only_in_what_was_withdrawn_leaves_the_card() -> None:
    first = telling(Said("responsibility", GOVERNOR, "Russia"), Said("occurrence", HOSPITAL), actors=(RUSSIA,))
    assert [c.value["name"] for c in assessed(first).card.actors] == ["Russia"]
    assert not assessed(first, withdrawing("Olena Prykhodko withdrew her accusation.")).card.actors


@pytest.mark.parametrize(
    ("tellings", "words"),
    [
        ([telling(Said("occurrence", GOVERNOR), targets=(DEPOT,))],
         "Missile strike on ammunition depot: claimed by Olena Prykhodko."),
        ([telling(Said("occurrence", AUTHOR))], "Missile strike: reported, with no source cited."),
        ([telling(Said("occurrence", GOVERNOR), Said("occurrence", MINISTRY, None, "denies"))],
         "Missile strike: disputed, affirmed by Olena Prykhodko and denied by Russian Defence Ministry."),
        ([telling(Said("occurrence", MINISTRY, None, "denies"))],
         "Missile strike: refuted, denied by Russian Defence Ministry."),
        ([telling(Said("responsibility", GOVERNOR, "Russia"), Said("killed", GOVERNOR, 3), actors=(RUSSIA,),
                  where=spot("Balka", 51.2), when=at("2023-05-01T20:00:00", "2023-05-02T06:00:00"))],
         "Missile strike in Balka, 1 May 2023, 3 killed: claimed by Olena Prykhodko; laid to Russia by Olena "
         "Prykhodko."),
    ],
)
def test_the_sentence_is_hedged_as_the_statuses_demand(tellings: list[Telling], words: str) -> None:
    assert assessed(*tellings).card.summary == words


# Contradictions


def test_denials_and_rival_doers_are_contradictions_with_their_claims() -> None:
    first = telling(Said("responsibility", GOVERNOR, "Russia"))
    second = telling(Said("responsibility", MINISTRY, "Ukraine"), Said("responsibility", MINISTRY, "Russia", "denies"),
                     publisher="Wire", on=DAYS[1])
    found = {(c.kind, c.one, c.other) for c in assessed(first, second).contradictions}
    assert ("doers", key(first), key(second)) in found
    assert ("denial", key(first), key(second, 2)) in found
    sentences = {c.sentence for c in assessed(first, second).contradictions}
    assert "Olena Prykhodko laid it to Russia, Russian Defence Ministry to Ukraine." in sentences
    assert "Olena Prykhodko said that Russia did it; Russian Defence Ministry denied it." in sentences
    clash = assessed(*(replace(t, event=t.event.model_copy(update={"kind": "armed_clash"})) for t in (first, second)))
    assert "doers" not in {c.kind for c in clash.contradictions}, "in a clash both sides are doers"


# Analysts' decisions


def test_decisions_win_and_say_so() -> None:
    told = telling(Said("occurrence", GOVERNOR), kind="explosion")
    computed = assessed(told)
    decided = assessed(told, decisions=[
        decision(1, "confirm", reason="geolocated"),
        decision(2, "correct", field="kind", value="drone_strike"),
        decision(3, "overrule", field="killed", value={"low": 2, "best": 3, "high": 4}),
        decision(4, "overrule", field="responsibility", status="disputed", value=["Russia"]),
        decision(5, "annotate", text="ask the hospital"),
        decision(6, "correct", field="summary", value="A drone hit the yard."),
    ])
    status = decided.statuses[0]
    assert (status.status, status.row, status.computed, status.decided_by) == ("confirmed", "analyst", "claimed", 1)
    assert status.reason == "decided by mira: geolocated"
    assert decided.card.kind.value == "drone_strike"
    assert decided.card.kind.decided_by == 2
    assert [rival.value for rival in decided.card.kind.rivals] == ["explosion"]
    assert decided.count("killed").best == 3
    assert [c.value["name"] for c in decided.card.actors] == ["Russia"]
    assert decided.status("responsibility") == "disputed"
    assert [note.text for note in decided.notes] == ["ask the hospital"]
    assert decided.card.summary == "A drone hit the yard."
    assert not computed.notes
    assert computed.card.kind.decided_by is None


def test_values_are_taken_as_analysts_write_them() -> None:
    told = telling(Said("occurrence", GOVERNOR), where=spot("Kut", 53.0), actors=(RUSSIA,), damage="burnt")
    card = assessed(told, decisions=[
        decision(1, "correct", field="place", value="Velyka Balka"),
        decision(2, "correct", field="time", value="2023-05-01"),
        decision(3, "correct", field="weapon", value={"name": "Grad", "kind": "rocket"}),
        decision(4, "correct", field="actors", value=None),
        decision(5, "correct", field="damage", value="destroyed"),
        decision(6, "correct", field="targets", value=["depot", {"name": "school", "kind": "school"}]),
    ]).card
    assert card.where.value["name"] == "Velyka Balka"
    assert [rival.value["name"] for rival in card.where.rivals] == ["Kut"]
    assert card.when.value["edtf"] == "2023-05-01"
    assert [(c.value["name"], c.value["kind"]) for c in card.weapons] == [("Grad", "rocket")]
    assert card.actors == ()
    assert card.damage.value == "destroyed"
    assert [(c.value["name"], c.value["kind"]) for c in card.targets] == [("depot", "other"), ("school", "school")]
    assert card.summary.startswith("Missile strike on depot and school in Velyka Balka, 1 May 2023: claimed")


def test_the_later_of_two_analysts_wins_and_the_conflict_is_told() -> None:
    told = telling(Said("occurrence", GOVERNOR))
    first = decision(1, "overrule", by="mira", field="occurrence", status="confirmed")
    second = decision(2, "overrule", by="jon", field="occurrence", status="refuted")
    for order in ([first, second], [second, first]):
        assessment = assessed(told, decisions=order)
        assert assessment.status("occurrence") == "refuted"
        assert assessment.status("responsibility") is None
        assert [(c.field, c.winner, c.loser) for c in assessment.conflicts] == [("occurrence", 2, 1)]
    again = decision(2, "overrule", by="mira", field="occurrence", status="refuted")
    assert not assessed(told, decisions=[first, again]).conflicts, "who changes his mind is at odds with nobody"
    agree = decision(2, "overrule", by="jon", field="occurrence", status="confirmed")
    assert not assessed(told, decisions=[first, agree]).conflicts


def test_what_is_struck_falls_with_its_copies_and_a_copy_alone() -> None:
    first = telling(Said("occurrence", GOVERNOR), Said("damage", GOVERNOR))
    copied = copy_of(first, "Courier", DAYS[1])
    families = {first.entry.key: first.entry.key, copied.entry.key: first.entry.key}
    by_root = assessed(first, copied, families=families, decisions=[decision(1, "retract", report=first.entry.key)])
    assert by_root.status("occurrence") == "unknown"
    by_copy = assessed(first, copied, families=families, decisions=[decision(1, "retract", report=copied.entry.key)])
    assert by_copy.status("occurrence") == "claimed"
    alone = assessed(first, decisions=[decision(1, "retract", report=first.entry.key)])
    assert (alone.status("occurrence"), alone.card.kind.value) == ("unknown", "missile_strike")
    one = assessed(first, decisions=[decision(1, "retract", claim=key(first))])
    assert {f.claim for f in one.fallen} == {key(first)}
    quote = first.claims[1].quote
    anchored = decision(1, "retract", anchor={"report": first.entry.key, "start": quote.start, "end": quote.end})
    assert {f.claim for f in assessed(first, decisions=[anchored]).fallen} == {key(first, 2)}


@pytest.mark.parametrize(
    ("action", "body", "words"),
    [
        ("overrule", {"field": "colour", "value": "red"}, "no field"),
        ("overrule", {"field": "occurrence", "status": "true"}, "no status"),
        ("overrule", {"field": "occurrence"}, "neither a value nor a status"),
        ("overrule", {"value": 3}, "does not say its 'field'"),
        ("correct", {"field": "occurrence", "value": 3}, "no value of its own"),
        ("correct", {"field": "kind", "value": "picnic"}, "no kind of event"),
        ("correct", {"field": "killed", "value": -1}, "no value of killed"),
        ("correct", {"field": "killed", "value": "many"}, "give a number"),
        ("correct", {"field": "when", "value": "May"}, "give a day"),
        ("correct", {"field": "when", "value": {"earliest": "soon"}}, "give a day"),
        ("correct", {"field": "where", "value": {"lat": 99}}, "give a name"),
        ("correct", {"field": "actors", "value": [{"rank": 1}]}, "give a name"),
        ("correct", {"field": "damage", "value": 3}, "give a text"),
        ("annotate", {}, "does not say its 'text'"),
        ("retract", {}, "does not say its 'report'"),
    ],
)
def test_decisions_that_make_no_sense_say_what_is_wrong(action: str, body: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        assessed(telling(Said("occurrence", GOVERNOR)), decisions=[decision(1, action, **body)])


def test_an_event_needs_a_telling() -> None:
    with pytest.raises(UsageError, match="at least one"):
        assess([], {}, {})


# Properties

SPEAKERS = (AUTHOR, GOVERNOR, GENERAL, MINISTRY, HOSPITAL, MONITOR, RESIDENTS, DRIVER, FOOTAGE)
ABOUTS: tuple[Attribute, ...] = (
    "occurrence", "responsibility", "killed", "injured", "weapon", "damage", "cause", "target",
)
VALUES: dict[str, tuple[Any, ...]] = {
    "responsibility": ("Russia", "Ukraine", "rebels", None), "killed": (0, 3, 5, 12), "injured": (1, 7),
    "weapon": ("missile", "drone"), "target": ("depot", "school"),
}
WORDS = (None, "The ministry admitted it", "Prykhodko had at first denied it", "It was a gas leak", "A drone struck it")


@st.composite
def said(draw: st.DrawFn) -> Said:
    about = draw(st.sampled_from(ABOUTS))
    return Said(about, draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(VALUES.get(about, (None,)))),
                draw(st.sampled_from(get_args(Stance))), draw(st.sampled_from(get_args(Certainty))),
                draw(st.sampled_from(WORDS)))


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        after = draw(st.sampled_from(("", "Olena Prykhodko withdrew her statement.")))
        found.append(telling(
            *draw(st.lists(said(), min_size=1, max_size=4)), on=draw(st.sampled_from(DAYS[:4])), ref=f"r{number}",
            publisher=draw(st.sampled_from(("Post", "Courier", "Wire"))), after=after,
            kind=draw(st.sampled_from(("missile_strike", "explosion", "armed_clash", "talks"))),
            actors=draw(st.sampled_from(((), (RUSSIA,)))), targets=draw(st.sampled_from(((), (DEPOT,), (HOMES,)))),
            weapons=draw(st.sampled_from(((), (Weapon(name="drone", kind="drone"),)))),
            when=draw(st.sampled_from((None, at("2023-05-01T20:00:00+03:00", "2023-05-02T06:00:00+03:00")))),
            where=draw(st.sampled_from((None, spot("Balka", 51.2), spot("Kut", 53.0)))),
        ))
    return found


def statuses(assessment: Assessment) -> dict[str, tuple[str | None, str | None]]:
    return {status.about: (status.status, status.value) for status in assessment.statuses}


@settings(max_examples=60, deadline=None)
@given(tellings(), st.randoms(use_true_random=False))
def test_the_order_of_tellings_does_not_matter(told: list[Telling], shuffler: random.Random) -> None:
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert as_json(assessed(*shuffled)) == as_json(assessed(*told))


@settings(max_examples=60, deadline=None)
@given(tellings(), st.data())
def test_a_copy_changes_no_status_and_no_count(told: list[Telling], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(told))
    copied = copy_of(original, "Copycat", data.draw(st.sampled_from(DAYS[4:])))
    families = {original.entry.key: original.entry.key, copied.entry.key: original.entry.key}
    before, after = assessed(*told, families=families), assessed(*told, copied, families=families)
    assert statuses(after) == statuses(before)
    assert [tally.count for tally in after.counts] == [tally.count for tally in before.counts]
    assert len(after.contradictions) == len(before.contradictions)


@settings(max_examples=60, deadline=None)
@given(tellings(), st.data())
def test_striking_a_report_is_as_if_it_had_not_been_there(told: list[Telling], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(told))
    left = [t for t in told if t.entry.key != gone.entry.key]
    if left:
        struck = assessed(*told, decisions=[decision(1, "retract", report=gone.entry.key)])
        assert statuses(struck) == statuses(assessed(*left))
        back = assessed(*told, decisions=[decision(1, "retract", report=gone.entry.key), decision(2, "undo", number=1)])
        assert as_json(back) == as_json(assessed(*told))


@settings(max_examples=60, deadline=None)
@given(tellings())
def test_every_status_opens_to_claims_and_all_is_plain_json(told: list[Telling]) -> None:
    assessment = assessed(*told)
    keys = {f"{t.entry.key}/{claim.id}" for t in told for claim in t.claims}
    for status in assessment.statuses:
        assert set(status.claims) <= keys
        if status.row not in ("nobody", "no_doer", "not_happened"):
            assert status.claims
    assert {grade.claim for grade in assessment.credibility} == keys
    assert all(1 <= grade.grade <= 6 for grade in assessment.credibility)
    assert all(c.one in keys and c.other in keys and c.one != c.other for c in assessment.contradictions)
    assert json.loads(json.dumps(as_json(assessment))) == as_json(assessment)


TESTIMONIES = st.builds(
    Spoken, stance=st.sampled_from(get_args(Stance)), certainty=st.sampled_from(get_args(Certainty)),
    origin=st.sampled_from(["", "a", "b", "c"]), kind=st.just("official"),
    side=st.sampled_from([None, "Russia", "Ukraine"]), against_interest=st.booleans(), physical=st.booleans(),
    value=st.sampled_from([None, "Russia", "Ukraine", "Wagner Group", "gunmen"]),
)


def word(testimony: Spoken) -> Word:
    speaker = Speaker(testimony.origin, testimony.origin, "official", testimony.side, True)
    account = Account(speaker, "occurrence", testimony.stance, testimony.certainty, None, Bounds(None, None), ())
    return Word(testimony, account)


@given(st.lists(TESTIMONIES, max_size=6))
def test_rows_give_the_codebooks_statuses(testimonies: list[Spoken]) -> None:
    words = [word(testimony) for testimony in testimonies]
    found = finding(words)
    assert found.status == status_of(testimonies)
    assert bool(found.words) == (found.row != "nobody")
    for rivals in (True, False):
        doer = doer_finding(words, "claimed", rivals=rivals)
        assert doer.status == responsibility_status(testimonies, "claimed", rivals=rivals)
    assert doer_finding(words, "refuted").row == "not_happened"
    assert doer_finding(words, "claimed", has_doer=False).row == "no_doer"


def test_all_orders_of_an_admission_after_a_denial() -> None:
    story = [
        telling(Said("responsibility", GOVERNOR, "Russia"), targets=(HOMES,)),
        telling(Said("responsibility", MINISTRY, "Russia", "denies"), publisher="Wire", on=DAYS[1]),
        telling(Said("responsibility", MINISTRY, "Russia", words="It regrets that its crew erred"), publisher="Courier",
                on=DAYS[6], targets=(HOMES,)),
    ]
    assert {assessed(*order).status("responsibility") for order in permutations(story)} == {"confirmed"}


def test_there_are_words_for_every_row_kind_and_attribute() -> None:
    words = table("en/assessments")
    assert set(get_args(Row)) == set(words["rows"])
    assert set(get_args(CredibilityRow)) == set(words["credibility"]) == set(table("ledger/grades")["credibility"])
    assert set(KINDS) == set(words["kinds"])
    assert set(get_args(Attribute)) - {"intent", "other"} == set(words["what"])
    assert set(get_args(Status)) <= set(words["sentence"])
    assert {f"{c}" for c in table("en/wordings")["causes"]} == set(words["causes"])


# Real readings


def read(text: str, publisher: str, published: str) -> list[Telling]:
    reading = sayso.read(text, publisher=publisher, published=published)
    return [t for t in Entry(reading.report, reading, published).tellings() if t.event.main]


FIRST = (
    "The Kharkiv governor, Oleh Maslov, said that a Russian missile had hit a school in Kupiansk on Monday, killing "
    "at least 12 people. Russia denied that it had struck the town."
)
SECOND = "Doctors Without Borders said that 15 people had died when a missile hit the school in Kupiansk on Monday."
LAST = "The Russian Defence Ministry acknowledged on Friday that its missile had hit the school in Kupiansk by mistake."


def test_a_story_as_it_is_read() -> None:
    first = read(FIRST, "Post", "2023-05-02T09:40:00+03:00")
    second = read(SECOND, "Courier", "2023-05-03T10:00:00+03:00")
    last = read(LAST, "Wire", "2023-05-05T10:00:00+03:00")
    one, two, three = assessed(*first), assessed(*first, *second), assessed(*first, *second, *last)
    assert [a.status("occurrence") for a in (one, two, three)] == ["claimed", "confirmed", "confirmed"]
    assert [a.status("responsibility") for a in (one, two, three)] == ["disputed", "disputed", "confirmed"]
    assert one.count("killed").model_dump() == {"low": 12, "best": 12, "high": None}
    assert two.count("killed").best == 15
    assert three.card.kind.value == "missile_strike"
    assert "confirmed; the doer was Russia" in three.card.summary


@pytest.mark.parametrize("text", [
    "Rockets hit the port of Odesa on Tuesday, killing three dockers, the mayor, Ivan Lysenko, said.",
    "A drone struck a fuel depot near Belgorod on Monday, the governor said. Kyiv denied that it had fired any drone.",
    "Gunmen killed nine farmers in Zamfara on Sunday, residents and the police said.",
    "The army and the rebels fought near Goma on Monday, both sides said. The M23 denied shelling the town.",
    "Israel struck a building in Tyre on Thursday, Hezbollah said. The Israeli military declined to comment.",
])
def test_one_report_has_the_statuses_of_its_reading(text: str) -> None:
    for told in read(text, "Post", "2024-05-02T09:40:00+00:00"):
        assessment = assessed(told)
        assert assessment.status("occurrence") == told.event.status.occurrence
        assert assessment.status("responsibility") == told.event.status.responsibility
