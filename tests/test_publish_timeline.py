"""The timeline: positions, order, open intervals, and summaries that would act."""

from __future__ import annotations

from readings import reading
from sayso.model import Reading, When
from sayso.publish import page_of
from sayso.publish.timeline import timeline_of


def dated(*whens: tuple[bool, str | None, str | None], summary: str = "A depot burned") -> Reading:
    told = reading()
    pattern = told.events[0]
    events = tuple(
        pattern.model_copy(update={"id": f"e{n}", "main": main, "summary": f"{summary} {n}",
                                   "when": When(earliest=first, latest=last)})
        for n, (main, first, last) in enumerate(whens, 1)
    )
    report = told.report.model_copy(update={"published": "2024-05-05"})
    return told.model_copy(update={"events": events, "claims": (), "checks": (), "report": report})


def test_main_events_come_first_and_each_group_in_order_of_time() -> None:
    told = timeline_of(dated((False, "2024-05-01", "2024-05-01"), (True, "2024-05-04", "2024-05-04"),
                             (True, "2024-05-02", "2024-05-02")))
    (panel,) = told.panels
    assert [bar.number for bar in panel.bars] == [3, 2, 1]
    assert panel.bars[2].x < panel.bars[0].x < panel.bars[1].x
    assert panel.published is not None
    assert panel.published > panel.bars[1].x


def test_years_before_have_a_panel_and_open_ends_fade() -> None:
    told = timeline_of(dated((True, "2024-05-04", None), (True, None, "2024-05-04"),
                             (False, "2015-01-01", "2015-12-31"), (False, None, None)))
    assert [panel.name for panel in told.panels] == ["before", "around"]
    assert {bar.number: bar.fade for bar in told.panels[1].bars} == {1: "end", 2: "start"}
    assert all(bar.x >= 0 and bar.x + bar.width <= 360 for panel in told.panels for bar in panel.bars)
    assert told.undated == ("A depot burned 4",)


def test_a_hostile_summary_is_only_shown() -> None:
    page = page_of(dated((True, "2024-05-04", None), summary="</svg><script>x</script>\u202e"))
    assert "<svg role" in page
    assert "<script" not in page
    assert "\u202e" not in page
