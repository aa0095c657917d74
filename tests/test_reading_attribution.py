"""Who says what: cues of every class, quotations, chains, refusals, and the sources behind them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from parses import by_hand
from sayso.language import parse_text
from sayso.model import Report
from sayso.reading.attribution import attribute
from sayso.reading.draft import Attribution


@dataclass(frozen=True)
class Said:
    """A statement in words."""

    chain: tuple[str, ...]
    content: str
    stance: str
    certainty: str
    about: str | None
    verbatim: bool


def read(text: str, report: Report | None = None) -> tuple[list[Said], Attribution]:
    parse = parse_text(text)
    attribution = attribute(parse, report)
    said = [
        Said(
            tuple(attribution.sources[i].name for i in s.chain),
            " ".join(parse.words(span.start, span.end) for span in s.content),
            s.stance, s.certainty, s.about, s.verbatim,
        )
        for s in attribution.statements
    ]
    return said, attribution


def only(text: str) -> Said:
    said, _ = read(text)
    assert len(said) == 1, said
    return said[0]


def test_indirect_speech() -> None:
    said = only("The mayor said that a rocket had hit the market.")
    assert said.chain == ("mayor",)
    assert said.content == "a rocket had hit the market"
    assert said.stance == "affirms"


def test_a_trailing_cue_takes_the_whole_sentence() -> None:
    said = only("Two shells struck a bakery in the old town, killing three people, Mayor Tamar Beridze said.")
    assert said.chain == ("Tamar Beridze",)
    assert said.content.startswith("Two shells")
    assert said.content.endswith("three people")


def test_a_cue_in_the_middle_leaves_both_sides() -> None:
    said = only("The bridge, the colonel added, was blown up by engineers.")
    assert said.chain == ("colonel",)
    assert said.content == "The bridge was blown up by engineers"


def test_a_dateline_is_neither_source_nor_content() -> None:
    said = only("TBILISI, Georgia, May 2 (Wire) - A drone crashed into a warehouse on Friday, police said.")
    assert said.chain == ("police",)
    assert said.content.startswith("A drone")


def test_a_quotation_goes_on_over_sentences() -> None:
    said, _ = read('"The roof fell in," said Amina Yusuf, a baker. "We ran to the river. Nobody came."')
    assert {s.chain for s in said} == {("Amina Yusuf",)}
    assert all(s.verbatim for s in said)
    assert "Nobody came" in " ".join(s.content for s in said)


def test_a_quotation_without_cue_belongs_to_the_last_speaker() -> None:
    said, _ = read('"The roof fell in," said Amina Yusuf. She wept. "We carried my brother to the river on a door."')
    assert said[-1].chain == ("Amina Yusuf",)
    assert "my brother" in said[-1].content


def test_according_to() -> None:
    said = only("According to the army, the convoy was ambushed near the dam.")
    assert said.chain == ("army",)
    assert said.content == "the convoy was ambushed near the dam"


def test_a_colon_after_a_name() -> None:
    said = only("Governor Pavel Orlov: the fire at the refinery has been put out.")
    assert said.chain == ("Pavel Orlov",)
    assert "refinery" in said.content


def test_a_place_before_a_colon_is_no_source() -> None:
    said, _ = read("NORTHERN DISTRICT: Two houses burned down.")
    assert said == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ministry did not comment.", "ministry"),
        ("The general declined to comment on the raid.", "general"),
        ("There was no immediate comment from Ankara.", "Ankara"),
        ("The rebels have not responded to questions.", "rebels"),
        ("The governor gave no cause of the fire.", "governor"),
        ("The report has not been confirmed by Sudanese officials.", "Sudanese officials"),
        ("The spokesman would not be drawn.", "spokesman"),
    ],
)
def test_refusals(text: str, source: str) -> None:
    said = only(text)
    assert said.chain == (source,)
    assert said.stance == "declines"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The governor gave no cause of the fire.", "cause"),
        ("The mission did not say who fired.", "responsibility"),
        ("The hospital declined to say how many patients were wounded.", "injured"),
        ("The army gave no figure for its losses.", "killed"),
        ("A faction claimed responsibility for the bombing.", "responsibility"),
        ("The militants claimed the attack.", "responsibility"),
        ("The president blamed the rebels for the attack.", "responsibility"),
    ],
)
def test_the_cue_tells_the_attribute(text: str, about: str) -> None:
    assert only(text).about == about


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that it had shelled the camp.", "denies"),
        ("The minister rejected the report.", "denies"),
        ("The army did not deny the raid.", "affirms"),
        ("The ministry said the reports were false.", "denies"),
    ],
)
def test_denials(text: str, stance: str) -> None:
    assert only(text).stance == stance


def test_nobody_is_no_source() -> None:
    said, _ = read("No group claimed responsibility for the bombing.")
    assert said == []


def test_an_intention_to_say_is_no_statement() -> None:
    said, _ = read("The minister will announce the names of the dead on Friday.")
    assert said == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Residents suspect that the militia planted the mine.", "possible"),
        ("Analysts believe that a missile caused the blast.", "probable"),
        ("The mayor said a missile caused the blast.", "certain"),
    ],
)
def test_certainty_of_the_cue(text: str, certainty: str) -> None:
    assert only(text).certainty == certainty


def test_whom_the_source_cites_comes_after_it() -> None:
    said = only("The governor said, citing the district doctor, that six people had been hurt.")
    assert said.chain == ("governor", "district doctor")


def test_an_outlet_that_cites_is_the_first_link() -> None:
    said = only("Reuters, citing two officials, reported that the depot had burned down.")
    assert said.chain == ("Reuters", "two officials")


def test_an_outlet_that_was_told_is_the_first_link() -> None:
    said = only("The Associated Press was told by three officers that the base had been evacuated.")
    assert said.chain == ("Associated Press", "three officers")


def test_what_is_said_within_a_statement_has_both_as_chain() -> None:
    said, _ = read("The minister said the hospital had reported nine deaths.")
    chains = {s.chain for s in said}
    assert ("minister",) in chains
    assert ("minister", "hospital") in chains


def test_the_other_side_in_one_sentence_is_no_link() -> None:
    said, _ = read("The army said it had hit a command post, while the rebels said a school was destroyed.")
    by = {s.chain: s.content for s in said}
    assert ("rebels",) in by
    assert "school" not in by[("army",)]


def test_footage_is_a_source() -> None:
    said, attribution = read("Satellite images show a crater beside the runway.")
    assert said[0].content == "a crater beside the runway"
    assert attribution.sources[0].kind == "footage"


def test_numbers_given() -> None:
    said = only("The health ministry put the death toll at 48.")
    assert said.chain == ("health ministry",)
    assert "48" in said.content


def test_surname_and_pronoun_mean_the_full_name() -> None:
    said, attribution = read(
        "Governor Pavel Orlov said the depot was on fire. Orlov added that nobody was hurt. He promised an inquiry.")
    assert {s.chain for s in said} == {("Pavel Orlov",)}
    assert attribution.sources[0].description == "Governor"


def test_a_title_means_its_holder() -> None:
    said, _ = read("Pavel Orlov, the governor, said the depot was on fire. The governor added that nobody was hurt.")
    assert {s.chain for s in said} == {("Pavel Orlov",)}


def test_an_acronym_means_the_name() -> None:
    said, _ = read("The National Relief Agency (NRA) said two camps had burned. NRA said the toll could rise.")
    assert len({s.chain for s in said}) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A police spokesman said the road was mined.", "police"),
        ("The Russian defence ministry said the road was mined.", "military"),
        ("Doctors said the road was mined.", "medic"),
        ("A resident said the road was mined.", "witness"),
        ("A survivor said the road was mined.", "victim"),
        ("Human Rights Watch said the road was mined.", "ngo"),
        ("The United Nations said the road was mined.", "international"),
        ("A military analyst said the road was mined.", "expert"),
        ("A Telegram channel said the road was mined.", "social_media"),
        ("Hamas said the road was mined.", "armed_group"),
        ("The foreign minister said the road was mined.", "official"),
        ("A source said the road was mined.", "unnamed"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    _, attribution = read(text)
    assert [s.kind for s in attribution.sources] == [kind]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Russian defence ministry said the road was mined.", "Russia"),
        ("Hamas said the road was mined.", "Hamas"),
        ("A resident of Kharkiv said the road was mined.", None),
        ("Doctors Without Borders said the road was mined.", None),
    ],
)
def test_sides(text: str, side: str | None) -> None:
    _, attribution = read(text)
    assert [s.side for s in attribution.sources] == [side]


def test_a_communique_speaks_for_its_party() -> None:
    text = "Our units destroyed four vehicles near the river. We mourn two soldiers."
    report = Report(id="sha256:0", publisher="Ministry of Defence of Ukraine", text=text)
    _, attribution = read(text, report)
    assert attribution.voice is not None
    assert attribution.sources[attribution.voice].side == "Ukraine"


def test_a_newspaper_is_no_party() -> None:
    text = "Troops destroyed four vehicles near the river."
    _, attribution = read(text, Report(id="sha256:0", publisher="The Moscow Times", text=text))
    assert attribution.voice is None


def test_by_hand_a_misread_subject_is_mended_by_its_place() -> None:
    parse = by_hand(
        "Rebels/rebel/NOUN/nsubj/9 burned/burn/VERB/ccomp/9 a/a/DET/det/4 truck/truck/NOUN/obj/2 ,/,/PUNCT/punct/9 "
        "the/the/DET/det/7 police/police/NOUN/obl/2 have/have/AUX/aux/9 said/say/VERB/root/0 ././PUNCT/punct/9")
    attribution = attribute(parse)
    assert [attribution.sources[s.chain[0]].name for s in attribution.statements] == ["police"]


def test_preliminary_data_are_no_source() -> None:
    said = only("Nobody was hurt, according to preliminary data, the governor said.")
    assert said.chain == ("governor",)


def test_a_signed_quotation() -> None:
    said = only('"The market is gone and nobody has told us why." — Amina Yusuf')
    assert said.chain == ("Amina Yusuf",)


def test_a_quotation_carried_into_the_next_paragraph() -> None:
    said, _ = read(
        'The governor continued:\n\n"We found the gate open. The guards were gone.\n\n"Then the shelling began again."')
    assert {s.chain for s in said} == {("governor",)}
    assert "shelling" in said[-1].content


def test_a_group_is_called_by_the_name_it_gives_itself() -> None:
    said = only("A little-known group calling itself Ansar Deen said its men had planted the bomb.")
    assert said.chain == ("Ansar Deen",)


def test_whoever_telephoned_the_speaker_is_where_it_comes_from() -> None:
    said, _ = read("A trader, whose brother telephoned from the road, told us the soldiers had left.")
    assert said[0].chain[0] == "trader"
    assert len(said[0].chain) == 2


def test_a_release_is_its_issuers_word() -> None:
    text = "FOR IMMEDIATE RELEASE\n\nU.S. Africa Command carried out a strike near Jilib on Friday."
    _, attribution = read(text)
    assert attribution.voice is not None
    assert attribution.sources[attribution.voice].side == "United States"


def test_a_paper_that_names_itself_is_no_source() -> None:
    text = "Two people died in the blast. The Coast Herald was unable to establish who had planted the bomb."
    said, _ = read(text, Report(id="sha256:0", publisher="The Coast Herald", text=text))
    assert said == []


def test_who_distances_itself_denies_having_done_it() -> None:
    said = only("The movement distanced itself from the attack.")
    assert (said.stance, said.about) == ("denies", "responsibility")


def test_civil_defence_is_no_army() -> None:
    _, attribution = read("The civil defence agency said two people had died.")
    assert attribution.sources[0].kind == "official"


def test_leaders_of_a_community_are_witnesses() -> None:
    _, attribution = read("A community leader, Musa Garba, said the gunmen came at dawn.")
    assert (attribution.sources[0].kind, attribution.sources[0].side) == ("witness", None)


@pytest.mark.parametrize("text", [
    "According to Holt, who cited the head of the village council, no residents were hurt.",
    "Ira Holt, who quoted the head of the village council, said that no residents were hurt.",
])
def test_whom_a_relative_clause_says_the_source_cites_is_a_link(text: str) -> None:
    found = attribute(parse_text(text))
    chains = [[found.sources[i].name for i in s.chain] for s in found.statements]
    assert len(chains) == 1
    assert chains[0][0].endswith("Holt")
    assert "head of the village council" in chains[0][1]


def test_a_body_of_its_own_name_that_was_told_is_a_link() -> None:
    found = attribute(parse_text("A nurse told Radio Velta that nine people had been wounded."))
    assert [[found.sources[i].name for i in s.chain] for s in found.statements] == [["Radio Velta", "nurse"]]
    found = attribute(parse_text("A nurse told the Ministry of Health that nine people had been wounded."))
    assert all(len(s.chain) == 1 for s in found.statements)
