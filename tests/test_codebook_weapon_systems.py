"""Named weapon systems: each name is one system's, each kind and user is the codebook's, and a word is no weapon."""

from __future__ import annotations

import pytest

from sayso.codebook import WEAPON_KINDS, WeaponSystem, is_party, weapon_system, weapon_systems
from sayso.codebook.weapon_systems import keys_of


def test_there_are_many_and_every_one_is_well_formed() -> None:
    systems = weapon_systems()
    assert len([s for s in systems if not s.is_platform]) >= 300
    assert len({s.name for s in systems}) == len(systems)
    assert {s.kind for s in systems} >= {
        "missile", "rocket", "artillery", "mortar", "drone", "air_bomb", "ied", "mine", "grenade", "small_arms",
        "anti_tank", "chemical", "cyber",
    }
    for system in systems:
        assert system.kind is None or system.kind in WEAPON_KINDS, system
        assert system.category == system.category.strip() != "", system
        assert all(is_party(user) for user in system.users), system
        assert len(set(system.users)) == len(system.users), system


def test_no_name_is_two_systems_or_told_twice() -> None:
    owner: dict[str, str] = {}
    for system in weapon_systems():
        keys = keys_of(system)
        assert all(keys), system
        assert len(keys) - len(set(keys)) == (system.name in system.common), system
        for key in set(keys):
            assert owner.setdefault(key, system.name) == system.name, key


@pytest.mark.parametrize("system", [s for s in weapon_systems() if s.name not in s.common], ids=lambda s: str(s.name))
def test_every_name_leads_to_its_system(system: WeaponSystem) -> None:
    for name in (system.name, *system.names):
        assert weapon_system(name) == system, name
    for name in system.common:
        assert weapon_system(name, in_context=True) == system, name


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("Iskander-M ballistic missiles", "Iskander-M", "missile"), ("ISKANDER", "Iskander-M", "missile"),
        ("three Kh 101s", "Kh-101", "missile"), ("X-101", "Kh-101", "missile"), ("ракет Х-101", "Kh-101", "missile"),
        ("Geran 2", "Shahed-136", "drone"), ("shaheds", "Shahed-136", "drone"), ("Шахедами", "Shahed-136", "drone"),
        ("«Искандером»", "Iskander-M", "missile"), ("Калибров", "Kalibr", "missile"),
        ("Kalashnikov rifles", "Kalashnikov", "small_arms"), ("AK 47", "AK-47", "small_arms"),
        ("RPG7 rounds", "RPG-7", "anti_tank"), ("Bayraktar TB-2 drone", "Bayraktar TB2", "drone"),
        ("FAB-1500 glide bomb", "FAB-1500", "air_bomb"), ("Storm Shadow/SCALP", "Storm Shadow", "missile"),
        ("M142 HIMARS launchers", "HIMARS", "rocket"), ("Qasef-2K drones", "Qasef", "drone"),
        ("the Yassin-105 shell", "Yasin-105", "anti_tank"), ("2S19 Msta-S guns", "2S19 Msta-S", "artillery"),
        ("Hell Cannon", "Hell cannon", "mortar"), ("barrel bombs", "barrel bomb", "air_bomb"),
        ("Fajr-5 rockets", "Fajr-5", "rocket"), ("DF 26", "DF-26", "missile"),
    ],
)
def test_a_system_is_known_in_many_spellings(phrase: str, name: str, kind: str) -> None:
    found = weapon_system(phrase)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("weapon", "other"),
    [
        ("Grad rockets", "the town of Grad"), ("Smerch launcher", "Smerch"), ("Hurricane MLRS", "Hurricane"),
        ("Badr missile", "Badr Brigade"), ("Quds cruise missile", "Quds Force"), ("Fatah missile", "Fatah"),
        ("Tor missile system", "Tor"), ("Milan anti-tank missile", "Milan"), ("Neptune missiles", "Neptune"),
        ("Falaq rocket", "al-Falaq"), ("a Hawk battery", "Hawk"), ("HARM missile", "harm"),
        ("HARM", "CIVILIAN HARM"), ("TOW missile", "tow"),
        ("AS-90 howitzers", "as 90 people"), ("An-26 aircraft", "An 26-year-old man"), ("Град ракета", "Градом"),
        ("Patriot battery", "a patriot"), ("Abrams tanks", "Abrams"), ("Javelin missiles", "a javelin"),
    ],
)
def test_a_word_is_a_weapon_only_among_weapons(weapon: str, other: str) -> None:
    if "Град" not in weapon:
        assert weapon_system(weapon) is not None
    assert weapon_system(other) is None


def test_a_caller_that_knows_of_a_weapon_is_believed_but_not_against_a_body() -> None:
    grad = weapon_system("Grads", in_context=True)
    assert grad is not None
    assert grad.name == "BM-21 Grad"
    assert weapon_system("Badr Brigade", in_context=True) is None


def test_the_longest_name_wins() -> None:
    found = weapon_system("Bayraktar TB3 drone")
    assert found is not None
    assert found.name == "Bayraktar TB3"
    spike = weapon_system("RM-70 Vampire rockets")
    assert spike is not None
    assert spike.name == "RM-70"


def test_platforms_are_no_weapons() -> None:
    jet = weapon_system("Su-34 fighter-bomber")
    assert jet is not None
    assert jet.is_platform
    assert jet.kind is None
    assert "Russia" in jet.users


def test_nothing_is_a_system_in_plain_words() -> None:
    for phrase in ("", "a missile", "ballistic missiles", "15 people", "the M4 highway", "Colonel Dana Imre"):
        assert weapon_system(phrase) is None, phrase
