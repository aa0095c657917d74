"""Doers, targets, weapons and damage, from sentences to roles."""

from __future__ import annotations

import pytest

from parses import by_hand
from sayso.codebook import TARGET_KINDS, WEAPON_KINDS
from sayso.language import parse_text
from sayso.reading.attribution import attribute
from sayso.reading.draft import Attribution, SourceDraft, Span, Statement
from sayso.reading.roles import Roles, find_damage, find_roles
from sayso.reading.roles.lexicons import data_of, system_in, targets

_NOBODY = Attribution((), ())


def roles(kind: str, text: str, *triggers: str) -> Roles:
    """The roles of the event that the words `triggers` of a text tell."""
    parse = parse_text(text)
    tokens = tuple(t.index for t in parse.tokens if t.text in triggers)
    assert tokens
    return find_roles(parse, kind, tokens, _NOBODY)


def actors(kind: str, text: str, *triggers: str) -> list[str]:
    return [role.name for role in roles(kind, text, *triggers).actors]


def test_a_weapon_is_no_doer_but_tells_whose_it_is() -> None:
    found = roles("missile_strike", "A Ukrainian cruise missile hit a shipyard in the bay.", "hit")
    assert [(r.name, r.side) for r in found.actors] == [("Ukraine", "Ukraine")]
    assert [(r.name, r.kind) for r in found.targets] == [("shipyard", "port")]
    assert [(r.name, r.kind) for r in found.weapons] == [("cruise missile", "missile")]


def test_passive_with_by() -> None:
    found = roles("armed_clash", "The garrison was attacked by Houthi fighters at dawn.", "attacked")
    assert [(r.name, r.side) for r in found.actors] == [("Houthi fighters", "Houthis")]
    assert [r.kind for r in found.targets] == ["military_base"]


def test_light_verb_carries_the_act_to_its_subject() -> None:
    text = "Israel carried out a drone attack on a truck near the border."
    found = roles("drone_strike", text, "attack")
    assert [r.name for r in found.actors] == ["Israel"]
    assert [r.kind for r in found.targets] == ["vehicle"]
    assert [r.kind for r in found.weapons] == ["drone"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hamas claimed responsibility for the attack.", "Hamas"),
        ("Hezbollah claimed the attack on Sunday.", "Hezbollah"),
        ("The minister blamed Hezbollah for the attack.", "Hezbollah"),
        ("The minister accused Hamas of the attack.", "Hamas"),
    ],
)
def test_to_whom_it_is_laid(text: str, name: str) -> None:
    assert actors("bombing", text, "attack") == [name]


def test_no_group_is_nobody() -> None:
    assert actors("bombing", "No group claimed responsibility for the bombing.", "bombing") == []


def test_a_claimant_is_no_actor() -> None:
    text = "The governor of the province said a shell had hit a school."
    assert actors("shelling", text, "hit") == []


def test_the_accused_and_not_the_accuser() -> None:
    text = "The lawyers accused Ethiopian soldiers of killing dozens of herders."
    found = roles("attack_on_civilians", text, "killing")
    assert [r.name for r in found.actors] == ["Ethiopian soldiers"]
    assert [(r.name, r.kind) for r in found.targets] == [("herders", "civilians")]


def test_unit_of_an_army() -> None:
    text = "The missile was launched by the 24th rocket brigade of the Ukrainian military."
    (actor,) = roles("missile_strike", text, "launched").actors
    assert (actor.name, actor.unit, actor.side) == ("Ukrainian military", "24th rocket brigade", "Ukraine")


def test_who_stops_drones_is_not_who_sent_them() -> None:
    text = "Air defences shot down nine Ukrainian drones over the lake."
    assert actors("drone_strike", text, "shot") == ["Ukraine"]


def test_parties_to_talks() -> None:
    assert actors("talks", "Peace talks between Armenia and Azerbaijan opened in Geneva.", "talks") == [
        "Armenia", "Azerbaijan",
    ]


def test_habits_have_no_doer() -> None:
    assert roles("armed_clash", "The gang often attacks police posts.", "attacks") == Roles()


def test_nameless_doers() -> None:
    found = roles("abduction", "Gunmen on motorbikes abducted 20 pupils from a boarding school.", "abducted")
    assert [(r.name, r.side) for r in found.actors] == [("Gunmen", None)]
    assert [r.kind for r in found.targets] == ["civilians"]


def test_pronoun_in_what_a_source_says_is_the_source() -> None:
    parse = by_hand(
        "Hamas/Hamas/PROPN/nsubj/2 said/say/VERB/root/0 it/it/PRON/nsubj/5 had/have/AUX/aux/5 "
        "shelled/shell/VERB/ccomp/2 the/the/DET/det/7 barracks/barracks/NOUN/obj/5"
    )
    source = SourceDraft("Hamas", None, "armed_group", "Hamas", True, (Span(0, 1),))
    statement = Statement((0,), Span(1, 2), (Span(2, 7),), Span(0, 7), "affirms", "certain")
    found = find_roles(parse, "shelling", (4,), Attribution((source,), (statement,)))
    assert [(r.name, r.side, r.trigger) for r in found.actors] == [("Hamas", "Hamas", 4)]
    assert [r.kind for r in found.targets] == ["military_base"]


def test_named_systems() -> None:
    found = roles("equipment_loss", "The tank was destroyed with a Javelin missile.", "destroyed")
    assert [(r.name, r.kind) for r in found.weapons] == [("Javelin missile", "anti_tank")]


def test_damage_words() -> None:
    parse = parse_text("The raid destroyed two barns. The fire did not damage the well.")
    tokens = tuple(t.index for t in parse.tokens if t.text in ("raid", "fire"))
    assert [parse.words(s.start, s.end) for s in find_damage(parse, tokens)] == ["destroyed"]


def test_lexicons_keep_to_the_kinds_of_the_codebook() -> None:
    assert set(data_of("targets")) - {"generic"} == set(TARGET_KINDS)
    assert set(data_of("weapons")) - {"generic", "weak", "carriers"} == set(WEAPON_KINDS)


@pytest.mark.parametrize(
    ("lemmas", "kind"),
    [
        (("munition", "warehouse"), "ammunition_depot"),
        (("oil", "depot"), "fuel_depot"),
        (("oil", "refinery"), "industry"),
        (("primary", "school", "building"), "school"),
        (("apartment", "block"), "residential"),
        (("pick", "-", "up"), "vehicle"),
    ],
)
def test_kinds_of_targets(lemmas: tuple[str, ...], kind: str) -> None:
    assert targets().kinds(lemmas, len(lemmas) - 1)[:1] == (kind,)


def test_a_weapon_named_beside_the_act_is_its_weapon_where_its_own_words_name_none() -> None:
    text = "The barracks was hit on Monday. Experts think it was likely a cruise missile."
    assert [r.name for r in roles("missile_strike", text, "hit").weapons] == ["cruise missile"]
    far = "The barracks was hit on Monday. Nobody was hurt. Rain fell. Experts think it was likely a cruise missile."
    parse = parse_text(far)
    hit = tuple(t.index for t in parse.tokens if t.text == "hit")
    assert find_roles(parse, "missile_strike", hit, _NOBODY).weapons == ()
    assert [r.name for r in find_roles(parse, "missile_strike", hit, _NOBODY, alone=True).weapons] == ["cruise missile"]


def test_a_weapon_that_does_not_fit_the_act_is_not_taken_from_beside_it() -> None:
    text = "Gunmen attacked the camp on Monday. The army has been given new cruise missiles."
    assert roles("armed_clash", text, "attacked").weapons == ()


@pytest.mark.parametrize(("target", "text", "trigger"), [
    ("church", "Baku said that the damage to the church was not its doing.", "damage"),
    ("school", "Ukraine delivered a strike with rocket systems on a school in Makiivka.", "strike"),
])
def test_what_was_hit(target: str, text: str, trigger: str) -> None:
    assert target in [r.name for r in roles("drone_strike", text, trigger).targets]


def test_names_of_places_are_no_targets_by_their_words() -> None:
    text = "Drones struck a depot in the city, the first attack on Port Salim."
    assert all(r.kind != "port" for r in roles("drone_strike", text, "struck", "attack").targets)


def test_a_negated_verb_has_neither_doer_nor_target() -> None:
    found = roles("shelling", "The army said that its troops had not shelled the hospital.", "shelled")
    assert found.actors == ()
    assert found.targets == ()


def test_a_ship_that_hits_a_mine_is_the_target() -> None:
    found = roles("bombing", "A Liberian-flagged bulk carrier hit a sea mine in the strait.", "hit")
    assert [r.name for r in found.targets] == ["Liberian-flagged bulk carrier"]
    assert [r.name for r in found.weapons] == ["sea mine"]


def test_what_is_fired_is_no_target() -> None:
    found = roles("shelling", "Border troops fired mortars and a rocket launcher at the school of Ak-Tash.", "fired")
    assert [r.kind for r in found.targets] == ["school"]


def test_numbers_within_a_compound_stay_in_the_name() -> None:
    found = roles("airstrike", "An air strike hit a four-storey house in the camp.", "hit")
    assert [r.name for r in found.targets] == ["four-storey house"]


@pytest.mark.parametrize(("kind", "text"), [
    ("warship", "Sea drones hit the ship off Yalta. The landing ship belonged to the Black Sea Fleet."),
    ("merchant_ship", "Sea drones hit the ship off Mokha. The tanker carried crude oil, its owner said."),
])
def test_a_bare_ship_is_of_the_kind_that_its_report_is_about(kind: str, text: str) -> None:
    assert [r.kind for r in roles("drone_strike", text, "hit").targets] == [kind]


@pytest.mark.parametrize(("text", "word", "kind"), [
    ("An ammunition dump blew up near Tessaro on Tuesday.", "blew", "ammunition_depot"),
    ("A fuel depot exploded in Kadugli on Friday.", "exploded", "fuel_depot"),
])
def test_what_blew_up_by_itself_is_what_was_hit(text: str, word: str, kind: str) -> None:
    assert [role.kind for role in roles("explosion", text, word).targets] == [kind]


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "doers"),
    [
        ("abduction", "Inmates seized two guards in the prison of Alto Verde.", "seized", ["Inmates"]),
        ("armed_clash", "Fighting continued around the mill between Azerbaijani soldiers and local volunteers.",
         "Fighting", ["Azerbaijani soldiers", "volunteers"]),
        ("shelling", "A mortar attack killed six in Brenna. The minister accused the Cobra Front.", "attack",
         ["Cobra Front"]),
        ("shelling", "A mortar attack killed six in Brenna. The governor holds the White Army responsible.", "attack",
         ["White Army"]),
        ("shelling", "Shells fell on Brenna on Monday. The Cobra Front fired them, the governor said.", "fell",
         ["Cobra Front"]),
        ("protest", "Several hundred graduates protested outside the gate in Nasiriya.", "protested", ["graduates"]),
        ("shelling", "Mortar bombs landed on the embassy. The minister blamed the Blue Front on Osk Island.", "landed",
         ["Blue Front"]),
        ("evacuation", "More than 7,000 people crossed the river into Kasulu.", "crossed", []),
    ],
)
def test_doers_by_what_they_are_and_by_blame(kind: str, text: str, trigger: str, doers: list[str]) -> None:
    assert actors(kind, text, trigger) == doers


def test_a_body_speaks_of_itself_by_a_pronoun() -> None:
    text = "The health ministry counted four dead in the raid. The Israeli army said it had raided a workshop."
    parse = parse_text(text)
    raided = next(t.index for t in parse.tokens if t.text == "raided")
    found = find_roles(parse, "armed_clash", (raided,), attribute(parse))
    assert [r.side for r in found.actors] == ["Israel"]


def test_the_speaker_is_not_the_side_of_those_he_accuses() -> None:
    parse = parse_text("A mortar attack killed six in Brenna. The Ukrainian army accused Tamen gunners.")
    attack = next(t.index for t in parse.tokens if t.text == "attack")
    found = find_roles(parse, "shelling", (attack,), attribute(parse))
    assert [(r.name, r.side) for r in found.actors] == [("Tamen gunners", None)]


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "hit"),
    [
        ("bombing", "A bus taxi drove over a land mine near Bignona.", "drove", [("bus taxi", "vehicle")]),
        ("bombing", "A bomb exploded as a police convoy passed in Tamra.", "exploded", [("police convoy", "police")]),
        ("bombing", "A bomb in a bus on the coast road killed a woman.", "killed",
         [("bus", "vehicle"), ("woman", "civilians")]),
        ("drone_strike", "The drones hit a relay beacon in Tamra.", "hit", [("relay beacon", "other")]),
        ("attack_on_civilians", "Soldiers shot an old man at a sawmill.", "shot", [("old man", "civilians")]),
        ("explosion", "An explosion shook a chemical works in Tamra.", "explosion", [("chemical works", "industry")]),
    ],
)
def test_what_was_hit_by_who_passed_and_by_what_carries_the_weapon(
    kind: str, text: str, trigger: str, hit: list[tuple[str, str]]
) -> None:
    assert [(r.name, r.kind) for r in roles(kind, text, trigger).targets] == hit


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Rebels shelled the mill with Kornet missiles and Grad rockets.", "rockets", "rocket"),
        ("The crew fired a Badr at the harbour.", "Badr", "missile"),
        ("Two Lancet drones hit the barge.", "drones", "drone"),
        ("The rebels of Badr left the barge.", "Badr", None),
        ("The Badr Brigade left the harbour.", "Brigade", None),
    ],
)
def test_named_systems_are_weapons_only_where_a_weapon_is_meant(text: str, word: str, kind: str | None) -> None:
    parse = parse_text(text)
    head = next(t.index for t in parse.tokens if t.text == word)
    assert system_in(parse, head) == kind
