"""Texts as no one should write them: a parse is whole whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language import Parse, parse_text
from sayso.language.encoder import MAXIMUM_PIECES, default_encoder
from sayso.language.windows import read_words

LONG = " ".join(["the drivers waited near the gate of the old mill while rain fell on the road"] * 32)
ODD = {
    "five hundred words without a mark": LONG,
    "a long list with commas": "They brought " + ", ".join(f"box{n} of tins" for n in range(150)) + ".",
    "one huge word": "x" * 20_000,
    "a huge word in a sentence": "He typed " + "abcdefgh" * 500 + " and left.",
    "emoji": "🚨🚨 Sirens in the city 🏙️ now ‼️ 👩‍🚒 crews on the way 🇺🇦.",
    "right to left": "قال المحافظ إن ثلاثة أشخاص أصيبوا في القرية. ראש העיר אמר שהמצב רגוע.",
    "control characters": "The\x00 army\x07 said\x1b[0m nothing\u200b.\ufeff\x0bA new line\x0cA page.",
    "private and lone surrogates": "A \ue000 sign and a \ud800 half.",
    "combining marks": "Z\u0301\u0302\u0303\u0304a\u0301l\u0301go spoke.",
    "marks alone": "... !!! ??? ,,, --- ((( ]]]",
    "figures alone": "1 2 3 4 5 6 7 8 9 10",
    "many short lines": "\n".join("Yes." for _ in range(300)),
    "a single letter": "a",
}


def check(parse: Parse, text: str) -> None:
    """What holds of every parse: offsets, sentences, one root in each, entities within one sentence."""
    assert parse.text == text
    at = 0
    for number, token in enumerate(parse.tokens):
        assert token.index == number
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()
    assert [s.start for s in parse.sentences] == [0, *[s.end for s in parse.sentences]][: len(parse.sentences)]
    for sentence in parse.sentences:
        tokens = parse.tokens_of(sentence)
        assert sum(t.is_root for t in tokens) == 1
        for token in tokens:
            assert sentence.start <= token.head < sentence.end
            above = parse.ancestors(token.index)
            assert token.is_root or parse.tokens[above[-1]].is_root
    for entity in parse.entities:
        assert len({t.sentence for t in parse.tokens[entity.start : entity.end]}) == 1
        assert 0 < entity.score <= 1
    for found in parse.chains:
        assert len(found.mentions) > 1
        assert 0 <= found.best < len(found.mentions)
        assert all(m.start <= m.head < m.end for m in found.mentions)
    assert len(parse.vectors) == len(parse.factuality) == len(parse.tokens)


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_texts_have_a_whole_parse(name: str) -> None:
    check(parse_text(ODD[name]), ODD[name])


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u2028\u00a0"])
def test_a_text_without_words_has_an_empty_parse(text: str) -> None:
    parse = parse_text(text)
    assert (parse.tokens, parse.sentences, parse.entities, parse.chains) == ((), (), (), ())
    assert parse.text == text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_a_whole_parse(text: str) -> None:
    check(parse_text(text), text)


def test_a_stretch_longer_than_a_window_is_read_to_its_end() -> None:
    words = LONG.split()
    assert sum(len(default_encoder().pieces(w)) for w in words) > 2 * MAXIMUM_PIECES
    read = read_words(default_encoder(), [words])
    assert read is not None
    assert len(read.starts) == len(read.scores.vectors) == len(words)
    assert read.starts[0]


def test_a_huge_word_has_few_pieces() -> None:
    assert 1 <= len(default_encoder().pieces("x" * 100_000)) <= 12
    assert len(default_encoder().pieces("\u200b")) >= 1


def test_paragraphs_far_apart_do_not_change_each_other() -> None:
    """What stands at the end of a long text has no say in how its beginning is read."""
    begin = " ".join(["The bakery opened again on Monday and people queued for bread."] * 14)
    end = " ".join(["Trains were late because of the snow in the hills."] * 14)
    alone, both = parse_text(begin), parse_text(f"{begin}\n\n{end}")
    count = len(alone.tokens) // 2
    assert [(t.head, t.relation, t.lemma) for t in alone.tokens[:count]] == [
        (t.head, t.relation, t.lemma) for t in both.tokens[:count]
    ]
