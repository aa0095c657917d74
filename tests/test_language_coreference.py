"""Which mentions are of one thing, and which are not."""

from __future__ import annotations

import time

import pytest

from parses import by_hand
from sayso.language import Parse, fullest, parse_text
from sayso.language.coreference import find_chains


def chains(parse: Parse) -> list[list[str]]:
    return [[parse.words(m.start, m.end) for m in c.mentions] for c in parse.chains]


def together(text: str, *mentions: str) -> bool:
    """Whether one chain has all the mentions, case aside."""
    wanted = {m.lower() for m in mentions}
    return any(wanted <= {m.lower() for m in chain} for chain in chains(parse_text(text)))


def best_of(text: str, word: str, occurrence: int = -1) -> str | None:
    """The fullest mention of what the last token of that form refers to."""
    parse = parse_text(text)
    token = [t.index for t in parse.tokens if t.text == word][occurrence]
    found = fullest(parse, token)
    return None if found is None else parse.words(found.start, found.end)


@pytest.mark.parametrize(("text", "mentions"), [
    ("Police Chief Peter Okello spoke first. Okello blamed the weather.", ("Peter Okello", "Okello")),
    ("Amina Yusuf, the mayor of Gulu, left early.", ("Amina Yusuf", "the mayor of Gulu")),
    ("The mayor of Gulu, Amina Yusuf, left early. The mayor was tired.", ("Amina Yusuf", "The mayor")),
    ("Governor Amina Yusuf left early. The governor was tired.", ("Amina Yusuf", "The governor")),
    ("Amina Yusuf is the head of the hospital. She left early.", ("Amina Yusuf", "She")),
    ("The World Food Programme closed its office. The WFP gave no reason.",
     ("World Food Programme", "its", "WFP")),
    ("A fire broke out in the mill. Witnesses filmed the fire.", ("A fire", "the fire")),
    ("The Interior Ministry sent two men. The ministry paid them.", ("Interior Ministry", "The ministry")),
    ("Soldiers entered the village. They searched every house.", ("Soldiers", "They")),
    ("Maria Lopez hurt herself on Monday.", ("Maria Lopez", "herself")),
])
def test_one_thing(text: str, mentions: tuple[str, ...]) -> None:
    assert together(text, *mentions), chains(parse_text(text))


@pytest.mark.parametrize(("text", "mentions"), [
    ("A strike hit the port. A strike hit the mill.", ("A strike", "A strike")),
    ("Peter Okello met Maria Lopez. She was late.", ("Peter Okello", "She")),
    ("Peter Okello saw him.", ("Peter Okello", "him")),
    ("A bomb exploded at noon. Another bomb was found.", ("A bomb", "Another bomb")),
    ("There was no meeting. The meeting is on Monday.", ("no meeting", "The meeting")),
    ("The old bridge fell. The new bridge stands.", ("The old bridge", "The new bridge")),
    ("Peter Okello is not the mayor. The mayor left.", ("Peter Okello", "the mayor")),
    ("It is clear that the army lost. It rained.", ("It", "the army")),
    ('"He is lying," said Peter Okello.', ("He", "Peter Okello")),
])
def test_two_things(text: str, mentions: tuple[str, str]) -> None:
    assert not together(text, *mentions) or mentions[0] == mentions[1], chains(parse_text(text))
    if mentions[0] == mentions[1]:
        assert not any(chain.count(mentions[0]) > 1 for chain in chains(parse_text(text)))


def test_the_fullest_name_is_told_for_a_pronoun() -> None:
    text = "Governor Peter Okello spoke on Monday. Okello said he would resign."
    assert best_of(text, "he") == "Peter Okello"
    assert best_of(text, "Monday") is None


def test_a_group_is_taken_up_by_they_and_its_member_is_not_the_group() -> None:
    parse = parse_text("The mayor and the doctor met in Gulu. They left together.")
    assert any(len(c) == 2 and c[1] == "They" and "doctor" in c[0] for c in chains(parse))
    doctor = next(t.index for t in parse.tokens if t.text == "doctor")
    assert fullest(parse, doctor) is None


def test_what_stands_alone_is_in_no_chain() -> None:
    assert parse_text("Rain fell on the hills.").chains == ()


def test_chains_are_in_the_order_of_the_text() -> None:
    parse = parse_text(
        "Governor Amina Yusuf left. The army said it was sorry. Peter Okello lost his house. The governor wept."
    )
    firsts = [c.mentions[0].start for c in parse.chains]
    assert firsts == sorted(firsts)
    for chain in parse.chains:
        starts = [m.start for m in chain.mentions]
        assert starts == sorted(starts)


def test_upper_case_names_are_one_with_usual_ones() -> None:
    assert together("PESHAWAR, Feb. 3 - Rain fell.\n\nIn Peshawar the roads were closed.", "PESHAWAR", "Peshawar")


def test_by_hand_a_subject_is_preferred_to_an_object() -> None:
    """Whatever the encoder gives: of two persons of one gender the subject is taken up."""
    parse = by_hand(
        "Peter/Peter/PROPN/nsubj/2 met/meet/VERB/root/0 David/David/PROPN/obj/2 ././PUNCT/punct/2",
        "He/he/PRON/nsubj/2 left/leave/VERB/root/0 ././PUNCT/punct/2",
        entities=((0, 1, "person"), (2, 3, "person")),
    )
    assert [[m.head for m in c.mentions] for c in find_chains(parse)] == [[0, 4]]


def test_by_hand_binding_forbids_the_subject_of_the_same_verb() -> None:
    parse = by_hand(
        "David/David/PROPN/nsubj/2 slept/sleep/VERB/root/0 ././PUNCT/punct/2",
        "Peter/Peter/PROPN/nsubj/2 saw/see/VERB/root/0 him/he/PRON/obj/2 ././PUNCT/punct/2",
        entities=((0, 1, "person"), (3, 4, "person")),
    )
    assert [[m.head for m in c.mentions] for c in find_chains(parse)] == [[0, 5]]


def test_by_hand_too_far_back_is_not_taken_up() -> None:
    fillers = [f"A/a/DET/det/2 {w}/{w}/NOUN/nsubj/3 fell/fall/VERB/root/0 ././PUNCT/punct/3" for w in
               ("tree", "wall", "stone", "kite", "leaf")]
    parse = by_hand(
        "Peter/Peter/PROPN/nsubj/2 slept/sleep/VERB/root/0 ././PUNCT/punct/2", *fillers,
        "He/he/PRON/nsubj/2 left/leave/VERB/root/0 ././PUNCT/punct/2", entities=((0, 1, "person"),),
    )
    assert find_chains(parse) == ()


def test_a_long_text_is_quick() -> None:
    story = (
        "Governor Amina Yusuf said on Monday that the army had left the town. She told reporters that its soldiers "
        "took their guns with them. The army denied it. Peter Okello, a farmer, lost his house, he said. "
    )
    parse = parse_text("\n\n".join([story] * 40))
    begin = time.perf_counter()
    find_chains(parse)
    assert time.perf_counter() - begin < 1.0, "thirteen reports' length, a few ms each"
