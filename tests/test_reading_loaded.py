"""Loaded language: what is flagged in the report's own voice, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.language import parse_text
from sayso.reading.loaded import REASONS, find_loaded_language, lexicon


def loaded(text: str) -> list[tuple[str, str]]:
    return [(found.quote.exact, found.why) for found in find_loaded_language(parse_text(text))]


@pytest.mark.parametrize(
    ("text", "exact", "why"),
    [
        ("The tyrant in the palace ordered the arrests.", "tyrant", "epithet"),
        ("Terrorists stormed a village near the river on Monday.", "Terrorists", "epithet"),
        ("The Kyiv regime shelled the market again.", "Kyiv regime", "epithet"),
        ("A cowardly attack killed six worshippers.", "cowardly", "epithet"),
        ("Enemy drones were shot down over the region.", "Enemy drones", "epithet"),
        ("The Zionist entity bombed the harbour.", "Zionist entity", "epithet"),
        ("Orcs shelled the village.", "Orcs", "dehumanising"),
        ("The army liquidated 20 militants in the hills.", "liquidated", "dehumanising"),
        ("It was a humiliating retreat for the generals.", "humiliating", "ridicule"),
        ("The plucky defenders held the bridge for nine days.", "plucky", "praise"),
        ("Three policemen were martyred in the blast.", "martyred", "praise"),
        ("The jets annihilated the column.", "annihilated", "boast"),
        ("Moscow held a “referendum” in the occupied towns.", "“referendum”", "scare_quotes"),
        ("The envoys discussed the 'peace' plan in Geneva.", "'peace'", "scare_quotes"),
    ],
)
def test_flagged(text: str, exact: str, why: str) -> None:
    assert (exact, why) in loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "A terrorist attack killed four people at the station.",
        "Suspected terrorists burned two schools in the district.",
        "The group is designated as a terrorist organisation by several states.",
        "Talks about regime change were held in Paris.",
        "The ceasefire regime was violated three times.",
        "He called them terrorists and butchers.",
        "“The terrorists fled,” the governor said.",
        "The terrorists fled, the governor said.",
        "The minister said the raid was a “massacre”.",
        "They fired “kamikaze” drones at the port.",
        "Crowds gathered in Martyrs' Square on Friday.",
        "The so-called Islamic State claimed the bombing.",
        "The so-called yellow line divides the strip.",
        "Dogs barked as the rescuers dug.",
        "Gunmen killed twelve soldiers at a checkpoint, and an insurgent was arrested.",
        "Shelling killed two people and damaged a school.",
    ],
)
def test_left_alone(text: str) -> None:
    assert loaded(text) == []


def test_so_called_takes_what_it_doubts_along() -> None:
    (found,) = loaded("The so-called People's Republic held a vote.")
    assert found[0].startswith("so-called")
    assert found[1] == "scare_quotes"


def test_quotes_are_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "The brave defenders beat the orcs.\n\nThe tyrant fled. A heinous crime followed."
    found = find_loaded_language(parse_text(text))
    assert [text[f.quote.start : f.quote.end] for f in found] == [f.quote.exact for f in found]
    assert all(a.quote.end <= b.quote.start for a, b in pairwise(found))
    assert len(found) == 4


def test_only_known_reasons() -> None:
    assert set(lexicon()) == set(REASONS)
    for table in lexicon().values():
        for rows in table.values():
            assert isinstance(rows, int) or len(rows) == len(set(rows))


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "“The enemy has fled, he said.\n\nThe tyrant slept."
    assert loaded(text) == [("tyrant", "epithet")]
