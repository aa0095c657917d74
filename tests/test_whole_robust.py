"""Whatever the text, a reading comes of it, and every quote of it stands where it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso

WORDS = re.findall(r"\S+|\n\n", """
The governor said a drone hit a depot near Oldtown on Tuesday , killing three people and wounding 12 . He denied it ;
" We saw two missiles " , a witness told AFP , citing the mayor . No one was hurt ( photo : army ) . According to 5
officials who declined to comment , rebels seized the village of Gao in Mali - Kyiv's 92nd Brigade : 34 days after .

[ 14:05 ] – “ talks ” … U.S. & #Kharkiv @post https://x.org/1 МИД 日本 🚀 \u202e
""")
HOSTILE = {
    "marks only": "... !!! ??? --- ((( \"\"\" ''' ::: ;;; ,,, ]]] }}}",
    "no spaces": "bomb" * 3000,
    "one very long sentence": "the army said that " * 700 + "it struck a depot .",
    "open quotation marks": "“We were hit,” he said. “" * 60,
    "brackets never closed": "(A blast (near (the (port (killed (two (people " * 40,
    "right to left": "قال المسؤول إن الانفجار وقع يوم الثلاثاء\n\n\u202eThe blast killed two, officials said.",
    "numbers": "1 22 333 4,444 55.5 6/7/2022 12:30 1990s 5th 3-4 -7 1e9 0 00 000 killed 9999999999999999999999 people",
    "many lines": "\n".join(f"{n:02d}:{n:02d} explosion in Oldtown" for n in range(59)),
    "names of fields": '{"text": "killed 3"} <script>alert(1)</script> {{ bombs }} %s %(x)s \\u0000 \\n',
}


def check(text: str) -> None:
    try:
        reading = sayso.read(text, published="2024-05-03")
    except sayso.EmptyInput:
        assert not any(c.isalnum() for c in text)
        return
    data: dict[str, Any] = json.loads(reading.to_json())
    ids = {source["id"] for source in data["sources"]}
    events = {event["id"] for event in data["events"]}
    for claim in data["claims"]:
        assert set(claim["source"]) <= ids
        assert claim["event"] in events
    stack: list[Any] = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if {"exact", "start", "end"} <= node.keys():
                assert data["report"]["text"][node["start"] : node["end"]] == node["exact"] != ""
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(name: str) -> None:
    check(HOSTILE[name])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=80))
def test_any_run_of_the_words_of_reports_is_read(words: list[str]) -> None:
    check(" ".join(words))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_read(text: str) -> None:
    check("Two people were killed in a blast in Kyiv on Tuesday, police said. " + text)
