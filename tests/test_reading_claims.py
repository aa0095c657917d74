"""Claims: who says what about which attribute, and what is no claim."""

from __future__ import annotations

from sayso.language import parse_text
from sayso.reading.attribution import attribute
from sayso.reading.claims import make_claims
from sayso.reading.draft import Attribution, ClaimDraft
from sayso.reading.events import find_events


def claims_of(text: str) -> tuple[tuple[ClaimDraft, ...], Attribution]:
    parse = parse_text(text)
    attribution = attribute(parse)
    return make_claims(parse, attribution, find_events(parse, attribution)), attribution


def told(text: str) -> set[tuple[str, str, str]]:
    """(source, attribute, stance) of all claims that somebody is cited for."""
    claims, attribution = claims_of(text)
    return {(attribution.sources[c.chain[-1]].name, c.about, c.stance) for c in claims if c.chain}


STRIKE = "A rocket struck a bakery in the town of Dellin on Monday. "


def test_nobody_hurt_is_a_count_and_no_denial_of_the_event() -> None:
    found = told("Shells fell on the village on Friday. The mayor said no people were injured.")
    assert ("mayor", "injured", "affirms") in found
    assert not any(about == "occurrence" and stance == "denies" for _, about, stance in found)


def test_a_toll_is_the_word_of_who_gives_it() -> None:
    claims, attribution = claims_of(
        "Militants attacked the base on Monday. Two security sources put military deaths at more than 30."
    )
    tolls = [c for c in claims if c.about == "killed"]
    assert [attribution.sources[c.chain[-1]].name for c in tolls if c.chain] == ["Two security sources"]
    assert tolls[0].value == 30


def test_a_bare_number_is_of_those_last_counted() -> None:
    claims, attribution = claims_of(
        "Militants attacked the base on Monday. The army said 12 soldiers were killed. The rebels say 40."
    )
    killed = {attribution.sources[c.chain[-1]].name: c.value for c in claims if c.about == "killed" and c.chain}
    assert killed.get("rebels") == 40


def test_an_accused_that_denies_denies_having_done_it() -> None:
    found = told(
        "Ukraine blamed Russia for the missile strike on the bakery in Dellin on Monday. "
        "The Russian defence ministry rejected the accusation."
    )
    assert ("Russian defence ministry", "responsibility", "denies") in found


def test_it_was_not_us_is_a_denial_of_having_done_it() -> None:
    found = told(STRIKE + "Hezbollah says it was not theirs.")
    assert ("Hezbollah", "responsibility", "denies") in found


def test_what_merely_reacts_is_no_claim() -> None:
    found = told(STRIKE + "The secretary-general called for restraint and said he was appalled.")
    assert not any(about == "other" for _, about, _ in found)


def test_the_words_of_a_statement_tell_what_it_is_about() -> None:
    found = told(STRIKE + "Governor Ivan Pell said fragments of a warhead lay about.")
    assert ("Ivan Pell", "weapon", "affirms") in found


def test_an_act_that_only_dates_is_no_claim_that_it_happened() -> None:
    found = told(STRIKE + "The owner, Ida Brandt, said her staff had gone home before the strike.")
    assert ("Ida Brandt", "occurrence", "affirms") not in found
    assert any(source == "Ida Brandt" for source, _, _ in found)


def test_an_aim_is_intent() -> None:
    found = told(STRIKE + "The mayor, Ida Brandt, said crews had gone out to look for survivors.")
    assert ("Ida Brandt", "intent", "affirms") in found


def test_ones_own_act_is_a_claim_of_responsibility() -> None:
    claims, attribution = claims_of(
        "An air strike killed nine people on Monday. The Israeli military said it had struck a command post."
    )
    own = [c for c in claims if c.about == "responsibility" and c.chain]
    assert [(attribution.sources[c.chain[-1]].name, c.value) for c in own] == [("Israeli military", "Israel")]


def test_a_promise_to_publish_is_no_intent() -> None:
    found = told(STRIKE + "The mayor, Ida Brandt, promised to publish the names of the dead.")
    assert ("Ida Brandt", "intent", "affirms") not in found


def test_what_a_witness_heard_happened() -> None:
    found = told(STRIKE + "A resident, Ida Brandt, heard a whistle over the roofs.")
    assert ("Ida Brandt", "occurrence", "affirms") in found


BLAMED = "A mortar round killed eight people in Brenna on Sunday, and the police blamed Hezbollah. "


def test_a_denial_by_what_was_not_done_or_who_was_not_there() -> None:
    for said in (
        "Hezbollah said it had fired nothing that day.",
        "Hezbollah said it had nothing to do with the attack.",
        "Hezbollah said no fighters of the movement were in the area.",
        "Hezbollah denied it.",
        "Hezbollah denied that its troops had used mortars.",
        "Hezbollah called the charge ridiculous.",
    ):
        assert any(a == "responsibility" and s == "denies" for _, a, s in told(BLAMED + said)), said


def test_what_a_negation_takes_away_is_not_always_the_event() -> None:
    found = told(
        "Jets bombed a depot in Dellin on Monday, the governor said. An official said no house was hit. "
        "A doctor said nobody died."
    )
    assert not any(about == "occurrence" and stance == "denies" for _, about, stance in found)
    assert ("official", "target", "denies") in found


def test_a_group_without_a_known_side_claims_for_itself() -> None:
    claims, _ = claims_of("A bomb killed six people in Brenna on Monday. The Amber Front claimed responsibility.")
    assert {c.value for c in claims if c.about == "responsibility"} == {"Amber Front"}


def test_harm_that_is_denied_leaves_the_event_standing() -> None:
    found = told(
        "Jets bombed a depot in Dellin on Monday, the governor said. The works department said the bridge was not "
        "damaged. A surgeon said his clinic had received no bodies."
    )
    assert not any(about == "occurrence" and stance == "denies" for _, about, stance in found)


def test_what_belongs_to_a_speaker_is_not_always_his_forces() -> None:
    found = told(BLAMED + "Hezbollah said its office had burned down in the fire.")
    assert ("Hezbollah", "responsibility", "affirms") not in found
    assert not any(about == "responsibility" for _, about, _ in told(STRIKE + "Hezbollah said no one was hurt."))
