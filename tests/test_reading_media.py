"""Footage and images are tied to the event that they are told of with."""

from __future__ import annotations

import pytest

from parses import by_hand
from sayso.reading.draft import EventDraft
from sayso.reading.media import find_media

PARSE = by_hand(
    "A/a/DET/det/2 depot/depot/NOUN/nsubj/3 burnt/burn/VERB/root/0",
    "Drone/drone/NOUN/compound/2 footage/footage/NOUN/nsubj/5 on/on/ADP/case/4 Telegram/Telegram/PROPN/nmod/2 "
    "showed/show/VERB/root/0 flames/flame/NOUN/obj/5",
    "Talks/talk/NOUN/nsubj/2 failed/fail/VERB/root/0",
    "It/it/PRON/nsubj/2 rained/rain/VERB/root/0",
    "A/a/DET/det/2 photo/photo/NOUN/nsubj/3 hung/hang/VERB/root/0 there/there/ADV/advmod/3",
)


def test_footage_beside_an_event_is_its_own() -> None:
    found = find_media(PARSE, (EventDraft("explosion", True, (2,)), EventDraft("talks", False, (9,))))
    assert [(m.kind, m.where) for m in found[0]] == [("video", "Telegram")]
    quote = found[0][0].quote
    assert PARSE.text[quote.start : quote.end] == quote.exact


def test_footage_far_from_any_event_is_nobodys() -> None:
    assert find_media(PARSE, (EventDraft("explosion", True, (2,)),))[0][0].kind == "video"
    assert all(m.kind != "image" for media in find_media(PARSE, (EventDraft("explosion", True, (2,)),)) for m in media)


@pytest.mark.parametrize("events", [(), (EventDraft("explosion", True, (2,)),)])
def test_one_list_an_event(events: tuple[EventDraft, ...]) -> None:
    assert len(find_media(PARSE, events)) == len(events)
