"""Events of made-up reports: their kinds, which mentions are one event, which event is the main one."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.reading.draft import Attribution, EventDraft
from sayso.reading.events import find_events
from sayso.reading.events.items import find_items

NOBODY = Attribution((), ())


def read(text: str, title: str | None = None, published: str | None = None) -> tuple[EventDraft, ...]:
    return find_events(parse_text(text), NOBODY, title, published)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("missile_strike", "Cruise missiles hit a power station near Oskol on Monday, the regional governor said."),
        ("airstrike", "Coalition warplanes bombed the airport of Sahwa on Friday night, residents said."),
        ("drone_strike", "A drone struck a bus in Zelene on Tuesday, killing two passengers, police said."),
        ("shelling", "Artillery shelled the town of Vysoke on Monday, wounding a woman, the governor said."),
        ("explosion", "A powerful explosion shook a chemical plant near Adra on Sunday. Its cause was not known."),
        ("bombing", "A car bomb exploded outside a police station in Corinto on Tuesday, killing four people."),
        ("suicide_bombing", "A suicide bomber blew himself up in a market in Gamboru on Saturday, killing ten people."),
        ("grenade_attack", "A man threw a grenade into a bar in Ngozi on Saturday, wounding six people, police said."),
        ("armed_clash", "Six policemen were killed when rebels ambushed their patrol near Bastar on Tuesday."),
        ("territory_gain", "Rebels captured the town of Masisi on Wednesday after hours of fighting, residents said."),
        ("attack_on_civilians", "Gunmen killed nine farmers in a rice field near Kala on Saturday, residents said."),
        ("sexual_violence", "Eleven women were raped by soldiers in the village of Tongo in June, a doctor said."),
        ("abduction", "Armed men kidnapped three aid workers on the road to Damasak on Monday, the charity said."),
        ("sabotage", "Unknown men set fire to a railway signal box near Verona on Friday, the operator said."),
        ("withdrawal", "Government troops withdrew from three villages on Friday, the defence ministry said."),
        ("deployment", "The government deployed hundreds of troops to the border on Monday, residents said."),
        ("interception", "The army shot down two drones over the desert on Tuesday. No one was hurt."),
        ("arrest", "Security forces detained a journalist in the capital on Monday, his newspaper said."),
        ("agreement", "The government and the rebels signed a ceasefire agreement in Doha on Friday."),
        ("talks", "The leaders of both countries held talks in Vienna on Monday, officials said."),
        ("exchange", "The two armies swapped 90 prisoners at the border on Thursday, mediators said."),
        ("threat", "The junta gave foreign troops an ultimatum of two weeks to leave on Sunday."),
        ("sanction", "The United States imposed sanctions on seven companies on Tuesday, the Treasury said."),
        ("evacuation", "About 300 civilians were evacuated from the besieged town on Tuesday, the Red Cross said."),
        ("looting", "Armed men looted a food warehouse in Madani on Sunday, the agency said."),
        ("protest", "Thousands of people rallied in the capital on Saturday against the new law."),
        ("riot", "Protesters clashed with police in Basra on Friday and threw stones, officials said."),
    ],
)
def test_kind_of_a_lead(kind: str, text: str) -> None:
    assert [event.kind for event in read(text) if event.main] == [kind]


def test_mentions_of_one_attack_are_one_event() -> None:
    events = read(
        "A missile hit a school in Oskol on Monday, killing three people, the governor said.\n\n"
        "The blast broke the windows of nearby houses, he said. Two of the wounded were children.\n\n"
        "No group claimed the attack."
    )
    assert len(events) == 1
    assert len(events[0].mentions) >= 4


def test_an_earlier_attack_elsewhere_is_background() -> None:
    events = read(
        "A roadside bomb killed two soldiers near Hoth on Sunday, an official said.\n\n"
        "In March a bomb killed nine people in Kharan.",
        published="2024-06-10",
    )
    assert [(event.kind, event.main) for event in events] == [("bombing", True), ("bombing", False)]


def test_the_main_event_stands_in_the_lead_and_the_title() -> None:
    events = read(
        "Police in Kampot arrested a man on Thursday over a bombing that killed five people in 2019.\n\n"
        "The man was detained at his home, a police spokesman said.",
        title="Suspect arrested in Kampot",
    )
    assert [event.kind for event in events if event.main] == ["arrest"]


@pytest.mark.parametrize(
    "text",
    [
        "Residents fear an attack on the town.",
        "If the rebels attack the town, the army will respond.",
        "The road has been closed since the battles of 2017.",
        "Rebels regularly attack convoys on this road.",
        "The teachers are on a hunger strike.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert read(text) == ()


def test_a_roundup_has_several_main_events() -> None:
    events = read(
        "The week in short.\n\n"
        "NORTH: A roadside bomb killed two soldiers near Hoth on Monday.\n\n"
        "SOUTH: Gunmen kidnapped a priest in Odo on Tuesday.\n\n"
        "EAST: A drone struck a fuel depot in Zar on Wednesday."
    )
    assert [event.kind for event in events if event.main] == ["bombing", "abduction", "drone_strike"]


def test_a_place_of_the_act_comes_before_that_of_a_source() -> None:
    text = "The governor of Sumy said a missile hit a depot in Konotop on Monday."
    parse = parse_text(text)
    event = find_events(parse, NOBODY)[0]
    assert "Konotop" in parse.words(event.places[0].start, event.places[0].end)
    assert any("Monday" in parse.words(span.start, span.end) for span in event.times)


def test_reading_is_deterministic() -> None:
    text = "Drones hit a depot in Zar on Monday. A second strike hit a bridge in Kol. Gunmen killed two guards in Odo."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("evacuation", "More than 7,000 people have crossed the river into Kasulu since Sunday, the aid agency said."),
        ("evacuation", "Hundreds of villagers fled the hills above Tarama on Monday, a priest said."),
        ("sabotage", "Three lorries were set alight in the yard of the sawmill at Brenna on Tuesday night."),
        ("territory_gain", "Rebel fighters took the airfield of Molo on Friday, their spokesman said."),
        ("territory_gain", "The town of Kesra fell on Saturday after a siege of nine weeks."),
        ("abduction", "Convicts seized two warders in the prison of Alto Verde on Monday."),
        ("withdrawal", "The peacekeepers closed their base in Ituma on Friday, the mission said."),
        ("exchange", "A second exchange of wounded prisoners took place on Tuesday at the border."),
        ("looting", "Militiamen stripped the hospital of Bopolu of its beds on Thursday."),
        ("armed_clash", "Clashes continue around the sugar mill between herders and the village guard."),
    ],
)
def test_frames_of_movement_arson_and_seizure(kind: str, text: str) -> None:
    assert [e.kind for e in read(text) if e.main] == [kind]


def test_soldiers_on_the_move_are_no_flight() -> None:
    assert all(e.kind != "evacuation" for e in read("Some 500 soldiers crossed the river on Sunday, the army said."))


ITEMS = (
    "OLD PORT, EAST SIDE. Gunmen attacked a bakery on Monday, killing two people.\n\n"
    "NORTH HILLS. Soldiers ambushed a rebel column on Tuesday.\n\n"
    "WEST PLAIN. Rebels kidnapped a teacher on Friday.\n\n"
    "IN ALL, five people died in the province this week."
)


def test_labels_with_commas_head_the_items_of_a_roundup() -> None:
    found = read(ITEMS, "The province this week")
    assert [e.kind for e in found if e.main] == ["attack_on_civilians", "armed_clash", "abduction"]


def test_numbered_points_are_no_items() -> None:
    parse = parse_text("1. A shell hit the mill on Monday.\n\n2. Two men died.\n\n3. The mayor blamed the rebels.")
    assert find_items(parse) == ()


def test_an_item_goes_on_to_the_next_label() -> None:
    parse = parse_text(
        "Harbin. A bomb went off on Monday.\n\nNobody was hurt, police said.\n\nLanzhou. Soldiers fired on a bus.\n\n"
        "Tianshui. Rebels took a post."
    )
    items = find_items(parse, "Week in the west")
    assert len(items) == 3
    assert [parse.sentences[items[0][1]].paragraph, parse.sentences[items[1][0]].paragraph] == [2, 2]


def test_the_dead_are_of_the_act_that_killed_not_of_the_flight_from_it() -> None:
    found = read(
        "Shells fell on the town of Osk on Monday. More than 5,000 people fled to the river, the mayor said. "
        "He counted 12 dead."
    )
    assert {e.kind: [c.best for c in e.counts if c.about == "killed"] for e in found} == {
        "shelling": [12], "evacuation": [],
    }


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("bombing", "A parked car blew up outside the ministry in Osk on Friday, killing two guards."),
        ("bombing", "An armoured vehicle was blown up on the road to Osk on Monday."),
        ("shelling", "Mortar bombs landed on the yard of the school in Osk on Monday."),
        ("airstrike", "The army carried out an air operation against a camp in the Songo forest on Monday."),
        ("attack_on_civilians", "A tailor was shot outside his shop in Osk on Monday."),
        ("attack_on_civilians", "Seventeen workers of a charity were found shot in their compound in Osk."),
        ("equipment_loss", "Rebels shot down an army helicopter near Osk on Monday, a governor said."),
    ],
)
def test_kinds_by_how_it_was_done_and_by_who_was_hit(kind: str, text: str) -> None:
    assert [e.kind for e in read(text) if e.main] == [kind]


def test_acts_of_two_parties_in_one_sentence_are_two() -> None:
    found = read("Russian guns shelled the port of Osk on Monday; Ukrainian jets bombed a depot in Bren.")
    assert sorted(e.kind for e in found) == ["airstrike", "shelling"]
