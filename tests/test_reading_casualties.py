"""The best source's figure, the range over all, and updates."""

from __future__ import annotations

from dataclasses import replace

from sayso.language import parse_text
from sayso.reading.casualties import count_casualties
from sayso.reading.draft import Attribution, ClaimDraft, CountMention, SourceDraft, Span

HOSPITAL = SourceDraft("the city hospital", "the city hospital", "medic", None, False, (Span(0, 1),))
ARMY = SourceDraft("the army", "the army", "military", "Atlantis", True, (Span(1, 2),))
RUMOUR = SourceDraft("local channels", "local channels", "social_media", None, False, (Span(2, 3),))
WHO = Attribution((HOSPITAL, ARMY, RUMOUR), ())


def claim(source: int | None, number: int, token: int, *, low: int | None = None, high: int | None = None,
          about: str = "killed", event: int = 0) -> ClaimDraft:
    span = Span(token, token + 1)
    count = CountMention(about, number if low is None else low, number, number if high is None else high, span, token)  # type: ignore[arg-type]
    chain = () if source is None else (source,)
    return ClaimDraft(event, about, number, chain, "affirms", "certain", None, span, token, count)  # type: ignore[arg-type]


def test_the_body_that_counts_is_best_and_the_range_spans_all() -> None:
    found = count_casualties((claim(1, 30, 3), claim(0, 12, 9), claim(2, 50, 14)), WHO, 0).killed
    assert (found.low, found.best, found.high) == (12, 12, 50)


def test_an_update_by_the_same_source_replaces_its_earlier_figure() -> None:
    found = count_casualties((claim(0, 7, 3), claim(0, 9, 20)), WHO, 0).killed
    assert (found.low, found.best, found.high) == (9, 9, 9)


def test_at_least_leaves_the_top_open() -> None:
    count = CountMention("killed", 12, 12, None, Span(4, 5), 4)
    open_ended = ClaimDraft(0, "killed", 12, (0,), "affirms", "certain", None, Span(4, 5), 4, count)
    found = count_casualties((open_ended,), WHO, 0).killed
    assert (found.low, found.best, found.high) == (12, 12, None)


def test_figures_of_other_events_and_other_harms_are_left_out() -> None:
    found = count_casualties((claim(0, 7, 3, event=1), claim(0, 4, 8, about="injured")), WHO, 0)
    assert found.killed.best is None
    assert found.injured.best == 4


def test_nothing_said_is_null_and_not_zero() -> None:
    assert count_casualties((), WHO, 0).killed.best is None


def test_of_two_bodies_that_count_the_higher_toll_is_best() -> None:
    found = count_casualties((claim(0, 7, 3), claim(None, 9, 12)), WHO, 0).killed
    assert found.best == 7
    second = SourceDraft("the morgue", "the morgue", "medic", None, False, (Span(3, 4),))
    both = Attribution((*WHO.sources, second), ())
    assert count_casualties((claim(0, 7, 3), claim(3, 9, 20)), both, 0).killed.best == 9


def test_who_did_it_is_the_worst_source_of_a_toll() -> None:
    blamed = ClaimDraft(0, "responsibility", "Atlantis", (2,), "affirms", "certain", None, Span(1, 2), 1)
    rebels = SourceDraft("the rebels", "the rebels", "armed_group", "Rebels", True, (Span(3, 4),))
    who = Attribution((*WHO.sources, rebels), ())
    assert count_casualties((blamed, claim(1, 60, 3), claim(3, 20, 9)), who, 0).killed.best == 20


def test_a_figure_told_as_an_earlier_one_gives_way() -> None:
    parse = parse_text("The hospital had earlier counted nine dead. The army says seven.")
    nine, seven = (t.index for t in parse.tokens if t.text in ("nine", "seven"))
    told = [claim(0, 9, nine), claim(1, 7, seven)]
    passages = [Span(0, nine + 2), Span(nine + 3, seven + 1)]
    cues = [Span(nine - 1, nine), Span(seven - 1, seven)]
    claims = tuple(replace(c, passage=p, cue=q) for c, p, q in zip(told, passages, cues, strict=True))
    assert count_casualties(claims, WHO, 0).killed.best == 9
    assert count_casualties(claims, WHO, 0, parse).killed.best == 7
