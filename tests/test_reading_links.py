"""Links of a chain: whom a source has it from, through whom it comes to the reader, and who is none."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.model import Report
from sayso.reading.attribution import attribute

CHAINS = [
    (
        "Radio Lomba, relying on two nurses, said six people had died.",
        "Radio Lomba < two nurses",
    ),
    (
        "The daily Meridian, going by a register in the mortuary, counted forty dead.",
        "daily Meridian < register in the mortuary",
    ),
    (
        "The Norra Tribune, on the strength of a police memo, said the convoy had been robbed.",
        "Norra Tribune < police memo",
    ),
    (
        "The mayor has it from a fisherman that the boats were burnt.",
        "mayor < fisherman",
    ),
    (
        "The mayor, who had it from a fisherman, said the boats were burnt.",
        "mayor < fisherman",
    ),
    (
        "The boats were burnt, the mayor said; he had it from a fisherman.",
        "mayor < fisherman",
    ),
    (
        "The boats were burnt, said the mayor, who got it from a fisherman.",
        "mayor < fisherman",
    ),
    (
        "A monitoring group, basing itself on three doctors, put the dead at nine.",
        "monitoring group < three doctors",
    ),
    (
        "According to a shepherd, quoted by Radio Lomba, the post was empty.",
        "Radio Lomba < shepherd",
    ),
    (
        "A deputy minister was quoted by the Vesna agency as saying that the bridge had fallen.",
        "Vesna agency < deputy minister",
    ),
    (
        "The Vesna agency quoted a deputy minister as saying that the bridge had fallen.",
        "Vesna agency < deputy minister",
    ),
    (
        "The Vesna agency is quoting a deputy minister as saying that the bridge had fallen.",
        "Vesna agency < deputy minister",
    ),
    (
        "The Vesna agency, citing a deputy minister, citing two engineers, reported that the bridge had fallen.",
        "Vesna agency < deputy minister < two engineers",
    ),
    (
        "The Vesna agency, citing a deputy mayor, who had it from two engineers, said that the bridge had fallen.",
        "Vesna agency < deputy mayor < two engineers",
    ),
    (
        "The bridge had fallen, the Vesna agency was told by two engineers.",
        "Vesna agency < two engineers",
    ),
    (
        "The commander was told by two engineers that the bridge had fallen.",
        "commander < two engineers",
    ),
    (
        "The bridge had fallen, the Vesna agency said; it had been told so by two engineers.",
        "Vesna agency < two engineers",
    ),
    (
        "The group, speaking through its lawyer, denied the attack.",
        "group's lawyer < group",
    ),
    (
        "Two engineers told the Herald that the bridge had fallen.",
        "Herald < Two engineers",
    ),
    (
        "The villagers told the relief organisation Sundara that soldiers had burnt the granary.",
        "Sundara < villagers",
    ),
    (
        "A nurse, reached by Radio Lomba, said nine people had been hurt.",
        "Radio Lomba < nurse",
    ),
    (
        "A nurse said in an interview with Radio Lomba that nine people had been hurt.",
        "Radio Lomba < nurse",
    ),
    (
        "Nine people were hurt, according to Radio Lomba, which cited a nurse.",
        "Radio Lomba < nurse",
    ),
    (
        "Nine people were hurt, Radio Lomba reported, quoting a nurse.",
        "Radio Lomba < nurse",
    ),
    (
        "Radio Lomba, with reference to a nurse, writes that nine people were hurt.",
        "Radio Lomba < nurse",
    ),
    (
        "Radio Lomba, by way of a nurse, says that nine people were hurt.",
        "Radio Lomba, by way of a nurse < nurse",
    ),
    (
        "Nine people were hurt, Radio Lomba said, attributing the figure to a nurse.",
        "Radio Lomba < nurse",
    ),
    (
        "Nine people were hurt, Radio Lomba said, drawing on a hospital list.",
        "Radio Lomba < hospital list",
    ),
    (
        "An aide briefed by the general staff said the airfield was lost.",
        "aide < general staff",
    ),
    (
        "The airfield is said by the general staff to be lost.",
        "general staff",
    ),
    (
        "Radio Lomba, citing a nurse, put the dead at nine.",
        "Radio Lomba < nurse",
    ),
    (
        "Radio Lomba, citing a nurse, has nine dead.",
        "Radio Lomba < nurse",
    ),
    (
        "The governor said that a shepherd had seen the drone.",
        "governor < shepherd",
    ),
    (
        "The governor said that residents believed the drone had come from the east.",
        "governor < residents",
    ),
    (
        "The governor repeated a claim by the army that the rebels had fled.",
        "governor < army",
    ),
    (
        "The brigade released a video that shows a burning tank.",
        "brigade < video",
    ),
    (
        "The brigade published a film showing a burning tank.",
        "brigade < film",
    ),
    (
        "The mayor said a neighbour had told him that the shells came from the hill.",
        "mayor < neighbour",
    ),
    (
        "The mayor heard from a neighbour that the shells came from the hill.",
        "mayor < neighbour",
    ),
    (
        "The mayor learned from a neighbour that the shells came from the hill.",
        "mayor < neighbour",
    ),
    (
        "The shells came from the hill, a neighbour, whom the mayor quoted, said.",
        "mayor < neighbour",
    ),
    (
        "The shells came from the hill, a neighbour told the mayor, who passed it on.",
        "neighbour",
    ),
    (
        "The army said, citing intercepted calls, that the depot was hit.",
        "army < intercepted calls",
    ),
    (
        "The army said the pictures show a crater.",
        "army < pictures",
    ),
    (
        "The army says the captured driver admitted carrying the bomb.",
        "army < captured driver",
    ),
    (
        "A customs clerk, cited by Radio Lomba, counted twenty trucks.",
        "Radio Lomba < customs clerk",
    ),
    (
        "A courier told RNB that the bridge had fallen.",
        "RNB < courier",
    ),
    (
        "A courier told BBQ-Lomba the bridge had fallen.",
        "BBQ-Lomba < courier",
    ),
    (
        "A courier told Lomba Report that the bridge had fallen.",
        "Lomba Report < courier",
    ),
    (
        "A courier told the agency two bridges had fallen.",
        "agency < courier",
    ),
    (
        "A courier told my sister two bridges had fallen.",
        "my sister < courier",
    ),
    (
        "A courier told television that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told the Ministry of Health that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told parliament that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told the United Nations that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told Maria Olsen that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told Hamas that the bridge had fallen.",
        "courier",
    ),
    (
        "A courier told Mali that the bridge had fallen.",
        "courier",
    ),
    (
        "Vesna, citing the courier, put the dead at \"several dozen\".",
        "Vesna < courier",
    ),
    (
        "Radio Vesna, citing the courier, put the dead at \"no fewer than seven\", among them a guard.",
        "Radio Vesna < courier",
    ),
    (
        "Radio Vesna, citing the rail consortium, said the line was cut.",
        "Radio Vesna < rail consortium",
    ),
    (
        "The ministry, citing security concerns, said the road was shut.",
        "ministry",
    ),
    (
        "Two bridges had fallen, the commission informed us.",
        "commission",
    ),
    (
        "Two bridges fell in the night, the courier wrote; he got it from a diver.",
        "courier < diver",
    ),
    (
        "Two bridges fell, Radio Vesna wrote, citing \"a man close to the company\".",
        "Radio Vesna < man close to the company",
    ),
    (
        "Two bridges fell, a diver, who asked not to be named, told Radio Vesna.",
        "Radio Vesna < diver",
    ),
    (
        "A diver denied to Radio Vesna that two bridges fell.",
        "Radio Vesna < diver",
    ),
    (
        "The diver said he had heard of the bridges from a porter.",
        "diver",
    ),
    (
        "The diver said he would go on to the port.",
        "diver",
    ),
]


def chains_of(text: str, publisher: str | None = None) -> list[str]:
    report = None if publisher is None else Report(id="r", text=text, publisher=publisher)
    found = attribute(parse_text(text), report)
    return [" < ".join(found.sources[n].name for n in s.chain) for s in found.statements]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_whole_chain(text: str, chain: str) -> None:
    assert chain in chains_of(text)


@pytest.mark.parametrize("publisher", ["The Lomba Courier", "Lomba Courier"])
def test_report_itself_is_no_link(publisher: str) -> None:
    assert chains_of("A porter told the Courier that the bridge had fallen.", publisher) == ["porter"]


def test_other_outlet_stays_a_link() -> None:
    assert chains_of("A porter told the Courier that the bridge had fallen.", "The Herald") == ["Courier < porter"]


def test_semicolon_parts_two_speakers() -> None:
    found = chains_of("The mayor said the bridge had fallen; a porter said it was the tower.")
    assert found == ["mayor", "porter"]


def test_reason_is_no_informant() -> None:
    assert chains_of("The ministry, citing security concerns, said the road was shut.") == ["ministry"]
