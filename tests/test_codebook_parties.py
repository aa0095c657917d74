"""Parties: which one a phrase names, and that the data hold together."""

from __future__ import annotations

import pytest

from sayso.codebook import countries_of, is_state, parties, party_of, party_of_country, side_of
from sayso.codebook.parties import key_of
from sayso.codebook.tables import table


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Ukrainian journalist", "Ukraine"),
        ("the governor of Russia's Kursk region", "Russia"),
        ("the Ukrainian ambassador to Russia", "Ukraine"),
        ("a Kremlin spokesman", "Russia"),
        ("Kyiv", "Ukraine"),
        ("the IDF", "Israel"),
        ("Houthi rebels", "Houthis"),
        ("Yemen's Houthi movement", "Houthis"),
        ("the Russian Defence Ministry", "Russia"),
        ("the Lebanese group Hezbollah", "Hezbollah"),
        ("the paramilitary Rapid Support Forces (RSF)", "Rapid Support Forces"),
        ("a JNIM commander", "JNIM"),
        ("al Qaeda-linked group JNIM", "JNIM"),
        ("Congolese army spokesman", "Democratic Republic of the Congo"),
        ("South Sudanese soldiers", "South Sudan"),
        ("the Central African Republic", "Central African Republic"),
        ("Pakistani Taliban", "Tehrik-e-Taliban Pakistan"),
        ("the Taliban-led government", "Taliban"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("N’Djamena", "Chad"),
        ("U.S. officials", "United States"),
        ("Africa Corps", "Africa Corps"),
        ("pro-Russian separatists", "Russian-backed separatists"),
        ("Israelis", "Israel"),
        ("Jordan's army", "Jordan"),
        ("Islamic State's Sahel branch", "Islamic State"),
        ("Naypyidaw", "Myanmar"),
        ("President Putin", "Russia"),
        ("Jordanian police", "Jordan"),
        ("the Islamic Republic of Afghanistan", "Afghanistan"),
        ("the Republic of Congo's army", "Republic of the Congo"),
        ("a LeT commander", "Lashkar-e-Taiba"),
        ("Northern Irish police", "United Kingdom"),
        ("Burundi National Defence Forces", "Burundi"),
    ],
)
def test_named(phrase: str, party: str) -> None:
    named = party_of(phrase)
    assert named == party or (named is not None and table("en/groups").get(named, {}).get("branch_of") == party)


@pytest.mark.parametrize(
    "phrase",
    [
        "", "the governor", "told us", "a turkey", "the china cabinet", "is", "a US-made missile",
        "an Iran-backed militia",
        "anti-Taliban fighters", "Jordan Ramirez", "the Washington Post", "the Syrian Observatory for Human Rights",
        "a London-based monitor", "the South China Sea", "THE ARMY IS HERE", "gunmen", "putin",
        "Is it", "Us", "Let them", "South American police", "Kosovo Serb gunmen", "new forces", "the southern front",
        "a government of national unity", "prosecutors in The Hague",
    ],
)
def test_names_none(phrase: str) -> None:
    assert party_of(phrase) is None


def test_every_name_belongs_to_one_party() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for party, row in table("en/groups").items():
        for name in (party, *row.get("names", ())):
            assert owners.setdefault(key_of(name), party) == party, name
    for row in table("en/states").values():
        for field in ("names", "demonyms", "capitals", "metonyms", "bodies"):
            for name in row.get(field, ()):
                assert owners.setdefault(key_of(name), row["name"]) == row["name"], name


def test_no_name_is_given_twice() -> None:
    for row in table("en/states").values():
        names = [name for field, given in row.items() if field != "name" for name in given]
        assert len(names) == len(set(names)), row["name"]
    for party, row in table("en/groups").items():
        assert len(row.get("names", ())) == len(set(row.get("names", ()))), party


def test_data_point_to_known_parties_and_countries() -> None:
    known, codes = set(parties()), {*table("en/states"), "EH"}
    for party, row in table("en/groups").items():
        assert set(row.get("countries", ())) <= codes, party
        assert {row.get("with", party), row.get("branch_of", party), *row.get("fights", ())} <= known, party
        assert row.get("kind", "group") in ("group", "state", "alliance"), party
    assert set(table("en/leaders")) <= known


def test_there_are_enough() -> None:
    assert len(table("en/states")) >= 195
    assert len(table("en/groups")) >= 90


@pytest.mark.parametrize("party", parties())
def test_a_party_is_named_by_its_own_name(party: str) -> None:
    assert party_of(party) == party


def test_states_and_countries() -> None:
    assert party_of_country("UA") == "Ukraine"
    assert party_of_country("ua") == "Ukraine"
    assert party_of_country("ZZ") is None
    assert is_state("Ukraine")
    assert is_state("Yugoslavia")
    assert not is_state("Hamas")
    assert not is_state("nobody")
    assert countries_of("Boko Haram") == ("NG", "NE", "TD", "CM")
    assert countries_of("Ukraine") == ("UA",)
    assert countries_of("nobody") == ()


def test_arms_of_a_party_are_on_its_side() -> None:
    assert side_of("Wagner Group") == "Russia"
    assert side_of("Donetsk People's Republic") == "Russia"
    assert side_of("Hamas") == "Hamas"
