"""Which tellings may be one event: features, candidates, signals and their reasons, names of events, stories."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import KINDS, acled_code, plover_code
from sayso.ledger.candidates import candidates, group_of, index_keys, search_keys
from sayso.ledger.comparing import compatible, signals
from sayso.ledger.event_ids import aliases, earliest, event_id, normalised, telling_id
from sayso.ledger.features import Features, Place, features, features_of_entry
from sayso.ledger.instants import day_of, day_text, instant_of
from sayso.ledger.sameness import Link, compare, values
from sayso.ledger.settings import settings, settings_in_use
from sayso.ledger.stories import same_story, story_of, topics
from sayso.ledger.telling import Entry, Telling
from sayso.ledger.terms import likeness, names_of, numbers_of, rarity, stem, terms_of
from sayso.model import (
    Actor,
    Casualties,
    Claim,
    Count,
    Event,
    Quote,
    Reading,
    Report,
    Source,
    Target,
    Weapon,
    When,
    Where,
)

STRIKE = (
    "Two missiles hit the grain terminal at Velta Quay in Ochakiv late on Friday, killing three dockers and injuring "
    "eleven, harbour master Olena Drach said."
)
VELTA = Where(written="Velta Quay", name="Velta Quay", country="UA", admin1="Mykolaiv Oblast", lat=46.62, lon=31.54,
              radius_km=2.0, precision="settlement")
ORSK = Where(written="Orsk Ferry", name="Orsk Ferry", geonameid=77, country="UA", admin1="Mykolaiv Oblast", lat=46.75,
             lon=31.80, radius_km=2.0, precision="settlement")
HOUSE = Where(written="Ochakiv", name="Ochakiv", geonameid=78, country="UA", admin1="Mykolaiv Oblast", lat=46.62,
              lon=31.54, radius_km=2.0, precision="settlement")


def told(
    text: str = STRIKE, *, published: str = "2024-05-31T22:00:00+03:00", day: str | None = "2024-05-31",
    where: Where | None = VELTA, kind: str = "missile_strike", main: bool = True, killed: int | None = 3,
    injured: int | None = None, publisher: str = "Velta Post", actors: tuple[str, ...] = (), lead: str = "",
    **event: Any,
) -> Telling:
    """A telling whose one claim quotes the whole text after `lead`."""
    whole = lead + text
    quote = Quote.of(whole, len(lead), len(whole))
    basis = (quote,)
    when = When() if day is None else When(
        earliest=f"{day}T00:00:00+03:00", latest=f"{day}T23:59:59+03:00", edtf=day, precision="day", basis=basis,
    )
    report = Report(id=f"sha256:{hash((whole, publisher)) & 0xFFFFFFFF:064x}", publisher=publisher, text=whole,
                    published=published, published_basis="given", language="en")
    one = Event(
        id="e1", main=main, kind=kind, acled=acled_code(kind), plover=plover_code(kind), summary="", when=when,
        where=None if where is None else where.model_copy(update={"basis": basis}),
        actors=tuple(Actor(name=name, side=name) for name in actors),
        casualties=Casualties(killed=Count(low=killed, best=killed, high=killed),
                              injured=Count(low=injured, best=injured, high=injured)), **event,
    )
    reading = Reading(
        report=report, sources=(Source(id="author", name="the report", kind="author", named=False),), events=(one,),
        claims=(Claim(id="c1", event="e1", about="occurrence", source=("author",), quote=quote),),
    )
    return next(Entry(report, reading, "2024-06-30T00:00:00Z").tellings())


def link(one: Telling, other: Telling) -> Link:
    return compare(features(one), features(other))


OTHER_WORDS = (
    "A Russian missile strike on the port of Ochakiv killed four people, Ukraine's southern command said on Saturday. "
    "The grain terminal at Velta Quay burned through the night."
)
LOOKALIKE = (
    "Missiles struck the grain terminal at Velta Quay in Ochakiv again, killing two dockers, harbour master Olena "
    "Drach said. The quay had been hit before."
)
PROTEST = (
    "Some two hundred people marched to Velta Quay in Ochakiv on Friday and asked for shelters for the dockers, the "
    "Velta Post reports."
)


def test_the_same_event_in_other_words_is_one() -> None:
    found = link(told(), told(OTHER_WORDS, published="2024-06-01T09:00:00Z", killed=4, publisher="Agency"))
    assert found.verdict == "same"
    assert found.probability > 0.9


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"day": "2024-06-01", "published": "2024-06-02T08:00:00Z"}, "the same target hit again on the next day"),
        ({"day": "2024-07-02", "published": "2024-07-02T08:00:00Z"}, "the same village in another month"),
        ({"day": "2025-05-31", "published": "2025-06-02T08:00:00Z"}, "a strike on the anniversary"),
        ({"kind": "arrest", "day": "2024-06-05", "published": "2024-06-05T08:00:00Z"}, "a later arrest"),
        ({"kind": "protest", "killed": None, "text": PROTEST}, "a protest at the place on the day"),
    ],
)
def test_what_only_looks_alike_stays_apart(change: dict[str, Any], why: str) -> None:
    found = link(told(), told(**{"text": LOOKALIKE, "killed": 2, "publisher": "Agency", **change}))
    assert found.verdict != "same", why
    assert found.reasons[0].weight < 0


def test_a_town_away_on_the_same_day_stays_apart() -> None:
    text = "Two missiles hit the river ferry at Orsk Ferry on Friday, killing three, police said."
    assert link(told(where=HOUSE), told(text, where=ORSK)).verdict == "apart"


def test_a_background_telling_that_recalls_the_event_joins_it() -> None:
    text = "After Friday's strike on the grain terminal at Velta Quay, which killed three dockers, ships wait at sea."
    recalled = told(text, published="2024-06-04T08:00:00Z", main=False, where=None)
    assert link(told(), recalled).verdict == "same"
    undated = told(text, published="2024-06-04T08:00:00Z", main=False, day=None)
    assert link(told(), undated).verdict == "same"


def test_two_events_of_one_report_stay_two() -> None:
    entry = told().entry
    second = entry.reading.events[0].model_copy(update={"id": "e2"})
    claim = entry.reading.claims[0].model_copy(update={"id": "c2", "event": "e2"})
    reading = entry.reading.model_copy(update={"events": (entry.reading.events[0], second),
                                               "claims": (*entry.reading.claims, claim)})
    one, other = Entry(entry.report, reading, entry.added).tellings()
    found = link(one, other)
    assert any("one report" in reason.text for reason in found.reasons)
    assert (found.verdict == "same") == (found.score >= settings().partition.within_report)


def test_nothing_is_told_before_it_happens() -> None:
    early = told(OTHER_WORDS, published="2024-05-29T10:00:00Z", day=None, publisher="Agency")
    reasons = {reason.text: reason.weight for reason in link(told(), early).reasons}
    assert reasons["one was reported before the other happened"] < 0


@pytest.mark.parametrize(("one", "other", "sign"), [(12, 12, 1), (12, 17, 0), (3, 300, -1), (0, 40, -1)])
def test_a_toll_may_grow_but_not_a_hundredfold(one: int, other: int, sign: int) -> None:
    found = values(features(told(killed=one)), features(told(killed=other, publisher="Agency")))
    assert ("count_equal" in found) == (sign > 0)
    assert ("count_fits" in found) == (sign == 0)
    assert ("count_apart" in found) == (sign < 0)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("missile_strike", "explosion", True), ("explosion", "sabotage", True), ("drone_strike", "arrest", False),
     ("bombing", "protest", False), ("armed_clash", "attack_on_civilians", True), ("talks", "shelling", False)],
)
def test_kinds_that_may_be_one_act(one: str, other: str, may: bool) -> None:
    assert compatible(one, other) is compatible(other, one) is may


def test_every_signal_has_a_weight_and_a_reason() -> None:
    tellings = [
        told(), told(OTHER_WORDS, killed=4, day="2024-06-01", where=HOUSE, kind="explosion"),
        told(day=None, where=None, main=False), told(LOOKALIKE, day="2024-06-20", kind="talks", killed=None),
        told("Shots were fired.", where=None, day=None, kind="armed_clash", actors=("Russia",)),
        told("Shots were fired in Ochakiv.", where=ORSK, day=None, kind="armed_clash", actors=("Ukraine",),
             targets=(Target(name="grain terminal", kind="port", side="Ukraine"),),
             weapons=(Weapon(name="Iskander missile", kind="missile", system="Iskander-M"),)),
    ]
    for one, other in combinations(map(features, tellings), 2):
        for signal in signals(one, other):
            assert signal.name in settings().weights
            assert signal.reason


def test_a_link_is_the_same_in_either_order_and_hangs_on_nothing_else() -> None:
    one, other = features(told()), features(told(OTHER_WORDS, publisher="Agency"))
    assert compare(one, other) == compare(other, one)


def test_the_reasons_sum_up_to_the_score() -> None:
    found = link(told(), told(LOOKALIKE, day="2024-06-20", publisher="Agency"))
    assert found.score == pytest.approx(settings().weights["bias"] + sum(r.weight for r in found.reasons), abs=0.3)


def test_days_from_elsewhere_in_the_report_weigh_less() -> None:
    sure = features(told(OTHER_WORDS, day="2024-06-20", published="2024-06-25T00:00:00Z", publisher="Agency"))
    unsure = replace(sure, time=replace(sure.time, told=False))
    assert compare(features(told()), unsure).score > compare(features(told()), sure).score


def test_features_survive_storage() -> None:
    found = features(told(actors=("Russia",), targets=(Target(name="grain terminal", kind="port"),), injured=11))
    assert Features.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert len(json.dumps(found.to_json())) < 5000


def test_features_of_a_telling() -> None:
    found = features(told(actors=("Wagner Group",), injured=11))
    assert found.place.names == ("viltakuai",)
    assert found.time.length == 1
    assert found.actor_sides == ("Russia",)
    assert dict(found.counts) == {"killed": (3, 3, 3), "injured": (11, 11, 11)}
    assert "drach" in found.names
    assert found.alone
    assert found == features_of_entry(told(actors=("Wagner Group",), injured=11).entry)[0]


def test_an_event_without_claims_is_told_by_its_summary() -> None:
    telling = told()
    bare = replace(telling, claims=(), event=telling.event.model_copy(update={"summary": "A missile hit Velta Quay."}))
    assert dict(features(bare).terms).keys() >= {"missile", "velta"}


# Candidates

def test_partners_are_found_by_place_and_day() -> None:
    one, other = features(told()), features(told(OTHER_WORDS, where=HOUSE, publisher="Agency"))
    assert set(index_keys(one)) & set(search_keys(other))
    assert list(candidates([one, other])) == [(0, 1)]


@pytest.mark.parametrize(
    "change",
    [{"day": None}, {"where": None}, {"where": None, "day": None, "published": "2024-06-01T08:00:00Z"},
     {"day": None, "main": False, "published": "2024-06-20T08:00:00Z"}, {"day": "2024-06-01"},
     {"where": Where(name="Mykolaiv Oblast", country="UA", admin1="Mykolaiv Oblast", lat=47.2, lon=31.9, radius_km=120,
                     precision="region", written="Mykolaiv region")}],
)
def test_partners_are_found_where_one_tells_less(change: dict[str, Any]) -> None:
    one, other = features(told()), features(told(OTHER_WORDS, publisher="Agency", **change))
    assert set(index_keys(one)) & set(search_keys(other))
    assert set(index_keys(other)) & set(search_keys(one))


def test_what_is_far_in_time_place_or_kind_is_not_looked_at() -> None:
    one = features(told())
    plain = "A blast was heard."
    far = Where(written="Tarn", name="Tarn", country="UA", admin1="Kharkiv Oblast", lat=50.0, lon=36.2, radius_km=3,
                precision="settlement")
    for other in (told(plain, day="2024-09-01", published="2024-09-01T08:00:00Z"), told(plain, where=far),
                  told(plain, kind="talks")):
        assert list(candidates([one, features(other)])) == []


def test_a_telling_has_a_few_tens_of_keys() -> None:
    for change in ({}, {"day": None}, {"day": None, "main": False}, {"where": None}):
        found = features(told(**change))
        assert len(index_keys(found)) <= 80
        assert len(search_keys(found)) <= 120


def test_finding_goes_both_ways() -> None:
    changes: list[dict[str, Any]] = [
        {}, {"day": None}, {"day": None, "main": False}, {"where": None}, {"where": ORSK}, {"day": "2024-06-01"},
        {"where": None, "day": None},
    ]
    tellings = [features(told(publisher=f"P{n}", **change)) for n, change in enumerate(changes)]
    for one, other in combinations(tellings, 2):
        forth = bool(set(index_keys(one)) & set(search_keys(other)))
        assert forth is bool(set(index_keys(other)) & set(search_keys(one)))


def test_kinds_that_may_be_one_act_are_in_one_group() -> None:
    for one, other in combinations(KINDS, 2):
        if compatible(one, other):
            assert group_of(one) == group_of(other)
    assert group_of("missile_strike") != group_of("talks")


def test_a_place_at_a_pole_or_the_date_line_has_cells() -> None:
    for lat, lon in ((89.99, 10.0), (-16.5, 179.99), (-16.5, -179.99)):
        place = Place(lat, lon, 5.0, "settlement", "FJ")
        found = replace(features(told()), place=place)
        assert index_keys(found)


# Names of events

def test_a_name_is_short_and_that_of_the_earliest_telling() -> None:
    one, other = told(published="2024-06-02"), told(OTHER_WORDS, published="2024-05-31T23:00:00Z", publisher="Agency")
    assert event_id([one, other]) == event_id([other, one]) == telling_id(other)
    assert len(event_id([one])) == 10
    assert event_id([one])[:2] == "E-"
    assert not set(event_id([one])[2:]) & set("ILOU")
    assert earliest([one, other]) is other


def test_the_names_of_all_tellings_lead_to_the_event() -> None:
    one, other = told(published="2024-06-02"), told(OTHER_WORDS, published="2024-05-31", publisher="Agency")
    assert aliases([one, other])[0] == event_id([one, other])
    assert set(aliases([one, other])) == {telling_id(one), telling_id(other)}


def test_a_better_reading_keeps_the_name() -> None:
    telling = told(lead="Talks began in Geneva on Thursday. ")
    entry = telling.entry
    talks = telling.event.model_copy(update={"id": "e1", "kind": "talks"})
    strike = telling.event.model_copy(update={"id": "e2"})
    claims = (
        Claim(id="c1", event="e1", about="occurrence", source=("author",), quote=Quote.of(entry.report.text, 0, 33)),
        entry.reading.claims[0].model_copy(update={"id": "c2", "event": "e2"}),
    )
    again = Entry(entry.report, entry.reading.model_copy(update={"events": (talks, strike), "claims": claims}), "2025")
    first, second = again.tellings()
    assert telling_id(second) == telling_id(telling)
    assert telling_id(first) != telling_id(second)


def test_events_told_in_one_passage_have_two_names() -> None:
    telling = told()
    second = telling.event.model_copy(update={"id": "e2"})
    claim = telling.claims[0].model_copy(update={"id": "c2", "event": "e2"})
    reading = telling.entry.reading.model_copy(update={"events": (telling.event, second),
                                                       "claims": (*telling.claims, claim)})
    one, other = Entry(telling.entry.report, reading, telling.entry.added).tellings()
    assert telling_id(one) != telling_id(other)


def test_a_name_is_read_as_people_write_it() -> None:
    name = event_id([told()])
    assert normalised(name.lower()) == normalised(f" {name[2:6]}-{name[6:]} ") == name
    assert normalised("E-o1Il7K3Q") == "E-01117K3Q"


# Times, terms, stories

def test_instants_and_days() -> None:
    assert instant_of("1970-01-02") == 1.0
    assert instant_of("1970-01-01T12:00:00+06:00") == 0.25
    assert day_of("1970-01-02T01:00:00+03:00") == 1
    assert day_text(1) == "1970-01-02"
    assert instant_of(None) is instant_of("in May") is day_of("in May") is day_of(None) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(-14, 14))
def test_instants_do_not_hang_on_the_offset(moment: datetime, hours: int) -> None:
    utc = moment.replace(tzinfo=UTC, microsecond=0, second=0)
    offset = f"{'+' if hours >= 0 else '-'}{abs(hours):02d}:00"
    elsewhere = (utc + timedelta(hours=hours)).replace(tzinfo=None).isoformat() + offset
    assert instant_of(elsewhere) == instant_of(utc.isoformat())


def test_stems_and_rarities() -> None:
    assert stem("Attacks") == stem("attacked") == stem("attack’s") == "attack"
    assert stem("is") == "is"
    assert stem("нефтебазе") == stem("нефтебазы")
    assert rarity("the") < rarity("depot") < rarity("zzyx")
    assert rarity("на") < rarity("нефтеб")


def test_names_and_numbers_of_a_text() -> None:
    text = "Governor Olena Drach said 1,200 people left Ochakiv and Kyiv on 3 May."
    assert names_of(text) == ("drach", "uchakiv") or "drach" in names_of(text)
    assert not {"kiiv", "guvirnur", "mai"} & set(names_of(text))
    assert numbers_of(text) == ("1200", "3")


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_cosine(one: str, other: str) -> None:
    first, second = dict(terms_of([one], 20)), dict(terms_of([other], 20))
    assert -1e-9 <= likeness(first, second) <= 1.001
    assert likeness(first, second) == pytest.approx(likeness(second, first))
    if first:
        assert likeness(first, first) == pytest.approx(1.0, abs=1e-3)


def test_reports_are_grouped_by_story() -> None:
    texts = [
        "A cruise ship hit a bridge pylon on the Rhine near Duisburg, injuring 25 people on the Swiss Crystal.",
        "Twenty-five were hurt when the Swiss Crystal, a Rhine cruiser, rammed a motorway bridge at Duisburg.",
        "Boko Haram freed 21 of the Chibok schoolgirls after talks that the Red Cross brokered in Nigeria.",
        "Nigeria says that 21 schoolgirls from Chibok are free; Boko Haram gave them to the Red Cross.",
    ]
    stories = [story_of(Report(id=str(n), text=text), "2017-12-27") for n, text in enumerate(texts)]
    assert topics(stories) == ((0, 1), (2, 3))
    assert topics([]) == ()


def test_likeness_of_stories_fades_with_time_but_not_away() -> None:
    text = "The Swiss Crystal hit a bridge at Duisburg."
    one, near, far = (story_of(Report(id="1", text=text), day) for day in ("2017-12-27", "2017-12-28", "2018-12-27"))
    assert 1 >= same_story(one, near) > same_story(one, far) > 0.5


def test_a_title_belongs_to_the_story() -> None:
    text = "Nobody was hurt."
    bare, titled = (story_of(Report(id="1", text=text, title=title), "2024-01-01") for title in (None, "Ochakiv burns"))
    assert "ochakiv" in dict(titled.terms)
    assert "ochakiv" not in dict(bare.terms)


def test_other_settings_hold_only_within() -> None:
    weights = dict.fromkeys(settings().weights, 0.0)
    with settings_in_use(replace(settings(), weights=weights)):
        assert link(told(), told(OTHER_WORDS, publisher="Agency")).score == 0
    assert link(told(), told(OTHER_WORDS, publisher="Agency")).score != 0
