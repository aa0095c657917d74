"""Totals beside the parts that the report divides them into."""

from __future__ import annotations

from parses import by_hand
from sayso.reading.draft import CountMention, EventDraft, Span
from sayso.reading.sums import check_sums

PARSE = by_hand(
    "Ten/ten/NUM/nummod/2 people/people/NOUN/nsubj/3 died/die/VERB/root/0 ,/,/PUNCT/punct/6 "
    "four/four/NUM/nummod/6 children/child/NOUN/appos/2",
)


def event(total: CountMention, part: CountMention) -> EventDraft:
    return EventDraft("shelling", True, (2,), counts=(total, part))


def test_parts_within_the_total_are_consistent() -> None:
    total = CountMention("killed", 10, 10, 10, Span(0, 2), 2)
    checks = check_sums(PARSE, (event(total, CountMention("killed", 4, 4, 4, Span(4, 6), 4, part=True)),))
    assert [c.verdict for c in checks] == ["consistent"]
    assert PARSE.text[checks[0].quote.start : checks[0].quote.end] == checks[0].quote.exact


def test_parts_over_the_total_are_inconsistent() -> None:
    total = CountMention("killed", 10, 10, 10, Span(0, 2), 2)
    checks = check_sums(PARSE, (event(total, CountMention("killed", 14, 14, 14, Span(4, 6), 4, part=True)),))
    assert [c.verdict for c in checks] == ["inconsistent"]


def test_an_open_total_cannot_be_exceeded() -> None:
    total = CountMention("killed", 10, 10, None, Span(0, 2), 2)
    checks = check_sums(PARSE, (event(total, CountMention("killed", 14, 14, 14, Span(4, 6), 4, part=True)),))
    assert [c.verdict for c in checks] == ["consistent"]
