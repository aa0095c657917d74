"""Made-up reports read whole: their main events, who did what to whom, and what only looks like an event."""

from __future__ import annotations

import pytest

from sayso.codebook import KINDS
from sayso.language import parse_text
from sayso.reading.attribution import attribute
from sayso.reading.draft import EventDraft
from sayso.reading.events import find_events
from sayso.reading.trigger_lexicon import lexicon


def read(text: str, title: str | None = None, published: str | None = "2025-03-01") -> tuple[EventDraft, ...]:
    parse = parse_text(text)
    return find_events(parse, attribute(parse), title, published)


def main_of(text: str) -> EventDraft:
    mains = [event for event in read(text) if event.main]
    assert len(mains) == 1
    return mains[0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("attack_on_civilians", "Gunmen attacked the village of Dankade before dawn on Monday, killing nine farmers, "
                                "burning homes and abducting 23 women, residents said."),
        ("airstrike", "A Sudanese army jet dropped bombs on a market in Kabkabiya on Saturday, killing 40 shoppers."),
        ("armed_clash", "Haitian police fought gang members in the Solino district on Tuesday, killing four of them."),
        ("talks", "The foreign ministers of Armenia and Azerbaijan met in Geneva on Friday to discuss the border. "
                  "They agreed to keep to the ceasefire and to meet again in June."),
        ("talks", "President Joe Biden spoke by phone with Chinese leader Xi Jinping on Tuesday, "
                  "the White House said."),
        ("arms_supply", "Germany will send two more Patriot systems to Ukraine, its defence minister said on Friday."),
        ("threat", "Iran's Revolutionary Guards warned on Monday that they would strike Israel if it attacked again."),
        ("riot", "Protesters set fire to the parliament in Nairobi on Tuesday after storming the building."),
        ("suicide_bombing", "A suicide bomber rammed a truck into a checkpoint near Mir Ali on Saturday."),
        ("equipment_loss", "Rebels shot down an army helicopter near Kidal on Saturday, their spokesman said."),
        ("sabotage", "Armed men burned four houses in a hamlet near Lamu on Tuesday night, police said."),
        ("drone_strike", "A strike on a tea house in Maiduk killed three men on Sunday. Residents said a drone had "
                         "circled over it for an hour."),
        ("bombing", "A roadside bomb went off under a lorry near Khost on Sunday, killing its driver."),
        ("armed_clash", "Families were displaced by fighting in Nasir county on Friday, the mission said."),
    ],
)
def test_kind_of_a_whole_report(kind: str, text: str) -> None:
    assert main_of(text).kind == kind


def test_a_habit_is_no_event_and_brings_no_doer() -> None:
    event = main_of(
        "Gunmen kidnapped nine pupils from a school near Birnin on Tuesday, police said.\n\n"
        "Armed gangs have carried out mass kidnappings across the region for years."
    )
    assert [role.name for role in event.actors] == ["Gunmen"]


def test_troops_sent_after_the_attackers_are_no_event() -> None:
    events = read(
        "Six soldiers were killed in an ambush on a convoy in Tillaberi on Sunday, the ministry said. "
        "Soldiers were sent to the area to pursue the assailants."
    )
    assert [event.kind for event in events] == ["armed_clash"]


def test_what_an_act_avenges_is_another_event() -> None:
    event = main_of(
        "Rockets hit a barracks in Samara on Monday, killing two soldiers, the army said.\n\n"
        "The group called it revenge for the killing of its commander, Walid Saqr."
    )
    assert all("Saqr" not in role.name for role in event.targets)


def test_a_time_of_telling_does_not_date_the_event_told() -> None:
    events = read(
        "The commissioner on Thursday brought the number of those killed in the mosque blast down to 31.\n\n"
        "The bomber blew himself up during prayers on Monday in the mosque of the cantonment."
    )
    assert [event.kind for event in events] == ["suicide_bombing"]


def test_two_events_told_side_by_side_and_again_are_both_main() -> None:
    events = read(
        "Eight policemen died when a drone brought down their helicopter near Amalo on Thursday, hours before a truck "
        "bomb tore through a street in Cartel, officials said.\n\n"
        "The drone hit the tail of the helicopter, the minister said.\n\n"
        "In Cartel the blast killed five people and wounded 40, the mayor said."
    )
    assert sorted(event.kind for event in events if event.main) == ["bombing", "drone_strike"]


def test_short_labels_of_places_part_the_items_of_a_roundup() -> None:
    events = read(
        "The week in the province, by our correspondents.\n\n"
        "Kirkuk. Gunmen attacked a police checkpoint on Tuesday night, killing three policemen.\n\n"
        "Mosul. A bomb exploded near a bus on Wednesday, wounding two passengers.\n\n"
        "Baghdad. Security forces arrested eleven men on Friday.\n\n"
        "Basra. Graduates protested outside the oil company on Saturday."
    )
    assert [event.kind for event in events if event.main] == ["armed_clash", "bombing", "arrest", "protest"]


def test_items_of_a_roundup_share_the_doer_that_its_lead_names() -> None:
    events = read(
        "Russia attacked Ukrainian cities with drones and missiles before dawn on Sunday, officials said.\n\n"
        "ODESA: A drone struck a house, killing two people.\n\n"
        "SUMY: Three people were wounded when a missile hit a school.\n\n"
        "KHARKIV: A drone hit a block of flats, wounding five."
    )
    assert [event.actors[0].side for event in events if event.main] == ["Russia"] * 3


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (["Haitian police", "Kenyan officers"],
         "Haitian police backed by Kenyan officers raided a hideout of gang members in Solino on Tuesday."),
        (["Sudanese army"], "A Sudanese army jet bombed a market in Kabkabiya on Saturday, killing 40 shoppers."),
        (["Rapid Support Forces"],
         "The Rapid Support Forces said on Sunday that their men had attacked the army's base in Nyala."),
    ],
)
def test_doers(wanted: list[str], text: str) -> None:
    assert [role.name for role in main_of(text).actors] == wanted


def test_who_stops_the_drones_is_no_doer_of_the_strike() -> None:
    event = main_of(
        "Russian drones struck an apartment block in Odesa overnight, killing a couple, the governor said. "
        "Ukraine's air force said it had shot down 60 of 84 drones."
    )
    assert {role.side for role in event.actors} == {"Russia"}


def test_a_subject_torn_off_by_a_perfect_acts() -> None:
    event = main_of("Residents said on Monday that the soldiers of the garrison had left the town with their wounded.")
    assert event.kind == "withdrawal"


def test_a_house_that_took_a_hit_is_the_target_and_people_are_not() -> None:
    event = main_of(
        "Two people died on Sunday when a house near Zhytomyr took a direct hit from a missile, officials said. "
        "Others were hurt."
    )
    assert [role.name for role in event.targets] == ["house"]


def test_a_town_is_hit_only_where_it_is_acted_on() -> None:
    shelled = main_of("Government forces shelled the town of Binnish on Saturday, killing a mother, rescuers said.")
    assert shelled.targets[0].name.startswith("town")
    elsewhere = main_of("A bomb exploded in the town of Binnish on Saturday, killing a mother, rescuers said.")
    assert all("town" not in role.name for role in elsewhere.targets)


def test_every_class_of_the_lexicon_leads_to_a_kind() -> None:
    words = lexicon()
    classes = {*words.verbs.values(), *words.nouns.values(), *(f.name for fs in words.frames.values() for f in fs)}
    # these become a kind by what is taken or promised
    assert {name for name in classes if name not in KINDS and name not in words.defaults} == {
        "capture", "seizure", "taking", "undertaking",
    }


@pytest.mark.parametrize("text", [
    "The capture of Bakhmut by Russian troops was confirmed on Monday.",
    "The seizure of the town of Masisi was confirmed by rebels on Monday.",
    "The army's takeover of the airport of Sahwa ended the battle on Friday.",
])
def test_nouns_of_taking_lead_to_a_kind(text: str) -> None:
    assert {event.kind for event in read(text)} <= set(KINDS)


def test_what_the_other_side_did_is_another_event() -> None:
    events = read(
        "Ukrainian drones set an oil depot near Bryansk on fire before dawn on Monday, the governor said.\n\n"
        "Russian missiles hit a railway station in Rivne on the same morning, Kyiv said."
    )
    assert [{role.side for role in event.actors} for event in events] == [{"Ukraine"}, {"Russia"}]


def test_background_neither_joins_the_news_nor_adds_to_its_toll() -> None:
    events = read(
        "Suspected jihadist fighters killed at least 11 loggers in a forest near Bankim on Wednesday, elders said.\n\n"
        "The insurgency has killed more than 40,000 people since 2009. Last month fighters abducted 20 fishermen.",
        published="2025-05-05",
    )
    assert [(event.kind, event.main) for event in events] == [("attack_on_civilians", True), ("abduction", False)]
    assert [count.best for count in events[0].counts] == [11]
    assert [role.name for role in events[0].targets] == ["loggers"]


def test_opened_fire_is_no_blaze() -> None:
    event = main_of(
        "Soldiers shot dead a 15-year-old Palestinian near Balata on Thursday, the ministry said. The army said that "
        "troops opened fire at a person who threw an explosive device."
    )
    assert event.kind == "attack_on_civilians"
