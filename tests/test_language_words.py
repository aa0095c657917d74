"""Words and marks: offsets, clitics, abbreviations, dates, handles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.words import case_class, tokenise

# Text as reports have it, and text as they should not: letters of several scripts, marks, spaces, controls, emoji.
_MARKS = " \t\n\u00a0\u200b\u200f'’\"“”-–—.,:;!?()[]@#$%&/0123456789aAnNtTsŚé🚀👩\u0007"
_ODD = st.text(alphabet=st.one_of(st.sampled_from(_MARKS), st.characters()), max_size=80)


def pieces(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenise(text)]


@settings(max_examples=300, deadline=None)
@given(_ODD)
def test_ranges_cover_all_but_white_space_in_order(text: str) -> None:
    at = 0
    for start, end in tokenise(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip(), "only white space lies between words"
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(("text", "wanted"), [
    ("They didn't reply.", ["They", "did", "n't", "reply", "."]),
    ("The mayor’s car", ["The", "mayor", "’s", "car"]),
    ("we're, I'll, they've", ["we", "'re", ",", "I", "'ll", ",", "they", "'ve"]),
    ("It cannot hold", ["It", "can", "not", "hold"]),
    ("the governors' houses", ["the", "governors", "'", "houses"]),
    ("O'Brien said", ["O'Brien", "said"]),
])
def test_clitics_come_apart_and_names_do_not(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Gen. Ortiz spoke", ["Gen.", "Ortiz", "spoke"]),
    ("at 5 a.m. on", ["at", "5", "a.m.", "on"]),
    ("the U.S. base", ["the", "U.S.", "base"]),
    ("School No. 5 burned", ["School", "No.", "5", "burned"]),
    ("He said no. Then", ["He", "said", "no", ".", "Then"]),
    ("J. Okello wrote", ["J.", "Okello", "wrote"]),
])
def test_a_full_stop_stays_with_its_abbreviation(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("on 03.02.2021 at 14:05", ["on", "03.02.2021", "at", "14:05"]),
    ("12/5/2020", ["12/5/2020"]),
    ("1,200 people and 3.5 km", ["1,200", "people", "and", "3.5", "km"]),
    ("the 1990s, the 2nd", ["the", "1990s", ",", "the", "2nd"]),
    ("5km away for $30", ["5", "km", "away", "for", "$", "30"]),
])
def test_figures_dates_and_times(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("see @front_watch and #Izium!", ["see", "@front_watch", "and", "#Izium", "!"]),
    ("at https://news.example/a?b=1.", ["at", "https://news.example/a?b=1", "."]),
    ("mail desk@paper.example now", ["mail", "desk@paper.example", "now"]),
    ("radio.org reported", ["radio.org", "reported"]),
    ("long-range missile", ["long", "-", "range", "missile"]),
    ("an anti-tank weapon, an ex-rebel", ["an", "anti-tank", "weapon", ",", "an", "ex-rebel"]),
    ("wait... what?!", ["wait", "...", "what", "?!"]),
])
def test_handles_addresses_and_hyphens(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def test_case_classes_tell_how_a_word_is_written() -> None:
    words = ["army", "Army", "ARMY", "A", "McKay", "T72", "...", "جيش"]
    assert [case_class(w) for w in words] == [1, 2, 3, 4, 5, 6, 7, 1]
