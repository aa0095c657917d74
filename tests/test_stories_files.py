"""Every story is as its README says: the gold can be found in the reports, and is in the codebook's terms."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from sayso.codebook import KINDS, has_doer
from sayso.model import Status

STORIES = Path(__file__).parent / "stories"
FILES = sorted(STORIES.glob("*.toml"))
COPIES = {"verbatim", "shortened", "rewritten", "translated", "relayed"}
COUNTS = {"killed", "injured", "missing", "captured", "displaced"}
STORY_KEYS = {"title", "split", "tests", "report", "event"}
REPORT_KEYS = {"id", "publisher", "url", "published", "language", "title", "author", "copy_of", "copy", "text"}
EVENT_KEYS = {"id", "kind", "place", "day", "tellings", "origins", "status", "as_of"} | COUNTS
FEWEST_WORDS, MOST_WORDS = 30, 190
RUN = 5  # words in a row, by which texts are compared
SAME = 0.8  # the share of its runs that a verbatim copy has from what it copies

Table = dict[str, Any]
each_story = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def story(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def reports(path: Path) -> dict[str, Table]:
    return {report["id"]: report for report in story(path)["report"]}


def utc_day(report: Table) -> date:
    return datetime.fromisoformat(report["published"]).astimezone(UTC).date()


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def first_and_last_day(written: str) -> tuple[date, date]:
    """The days that an ISO 8601 day, month or interval of days bounds. Raises ValueError where it is none of them."""
    first, _, last = written.partition("/")
    if last:
        return date.fromisoformat(first), date.fromisoformat(last)
    if re.fullmatch(r"\d{4}-\d{2}", first):
        start = date.fromisoformat(f"{first}-01")
        return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(first), date.fromisoformat(first)


def test_there_are_stories_and_half_of_them_are_for_training() -> None:
    splits = [story(path)["split"] for path in FILES]
    assert FILES
    assert abs(splits.count("train") - splits.count("test")) <= max(2, len(FILES) // 10)


def test_numbers_are_given_once() -> None:
    numbers = [path.name[:2] for path in FILES]
    assert len(set(numbers)) == len(numbers)


def test_no_report_stands_in_two_stories() -> None:
    urls = [report["url"] for path in FILES for report in story(path)["report"]]
    assert len(set(urls)) == len(urls)


@each_story
def test_the_story_has_what_the_format_asks_for(path: Path) -> None:
    told = story(path)
    assert re.fullmatch(r"\d\d-[a-z0-9-]+", path.stem)
    assert set(told) == STORY_KEYS
    assert told["split"] == ("train" if int(path.name[:2]) % 2 else "test")
    assert 5 <= len(told["report"]) <= 15
    assert 1 <= len(told["event"]) <= 6
    for event in told["event"]:
        assert set(event) <= EVENT_KEYS, event["id"]
    assert [event["id"] for event in told["event"]] == [f"E{n + 1}" for n in range(len(told["event"]))]


@each_story
def test_reports_are_short_dated_and_in_their_order(path: Path) -> None:
    listed = story(path)["report"]
    assert [report["id"] for report in listed] == [f"r{n + 1}" for n in range(len(listed))]
    times = [datetime.fromisoformat(report["published"]) for report in listed]
    assert all(time.tzinfo is not None for time in times)
    assert times == sorted(times)
    for report in listed:
        assert set(report) <= REPORT_KEYS, report["id"]
        assert re.fullmatch(r"[a-z]{2}", report["language"])
        assert report["url"].startswith("https://")
        assert report["text"].strip()
        assert FEWEST_WORDS <= len(report["text"].split()) <= MOST_WORDS, (report["id"], len(report["text"].split()))


@each_story
def test_copies_are_of_earlier_reports_and_of_the_kind_that_they_say(path: Path) -> None:
    by_id = reports(path)
    for report in by_id.values():
        assert ("copy" in report) == ("copy_of" in report), report["id"]
        if "copy" not in report:
            continue
        original = by_id[report["copy_of"]]
        assert int(original["id"][1:]) < int(report["id"][1:])
        assert report["copy"] in COPIES
        if report["copy"] != "relayed":
            assert (report["copy"] == "translated") == (report["language"] != original["language"]), report["id"]
        if report["copy"] == "verbatim":
            assert len(runs(report["text"]) & runs(original["text"])) >= SAME * len(runs(report["text"])), report["id"]
        if report["copy"] == "shortened":
            assert len(report["text"].split()) < len(original["text"].split()), report["id"]
            assert runs(report["text"]) & runs(original["text"]), report["id"]


@each_story
def test_events_are_of_the_codebooks_kinds_and_on_days(path: Path) -> None:
    for event in story(path)["event"]:
        assert event["kind"] in KINDS
        assert event["place"].strip()
        first, last = first_and_last_day(event["day"])
        assert first <= last


@each_story
def test_every_telling_is_a_passage_that_occurs_once(path: Path) -> None:
    by_id = reports(path)
    for event in story(path)["event"]:
        told = [telling["report"] for telling in event["tellings"]]
        assert told
        assert len(set(told)) == len(told), event["id"]
        first, _ = first_and_last_day(event["day"])
        for telling in event["tellings"]:
            report = by_id[telling["report"]]
            assert report["text"].count(telling["quote"]) == 1, (event["id"], telling)
            assert utc_day(report) >= first - timedelta(days=1), (event["id"], telling["report"])


@each_story
def test_every_report_tells_something(path: Path) -> None:
    told = {telling["report"] for event in story(path)["event"] for telling in event["tellings"]}
    assert told == set(reports(path))


@each_story
def test_statuses_are_the_codebooks(path: Path) -> None:
    for event in story(path)["event"]:
        for status in (event["status"], *(earlier["status"] for earlier in event.get("as_of", []))):
            assert status["occurrence"] in get_args(Status)
            without_doer = not has_doer(event["kind"]) or status["occurrence"] == "refuted"
            assert set(status) == ({"occurrence"} if without_doer else {"occurrence", "responsibility"}), event["id"]
            assert set(status.values()) <= set(get_args(Status))


@each_story
def test_origins_are_named_once_and_their_reports_tell_the_event(path: Path) -> None:
    by_id = reports(path)
    for event in story(path)["event"]:
        told = {telling["report"] for telling in event["tellings"]}
        assert len(set(event["origins"])) == len(event["origins"])
        for origin in event["origins"]:
            if re.fullmatch(r"r\d+", origin):
                assert origin in told, (event["id"], origin)
                assert by_id[origin].get("copy", "relayed") == "relayed", (event["id"], origin)


@each_story
def test_figures_are_ranges(path: Path) -> None:
    for event in story(path)["event"]:
        for about in COUNTS & set(event):
            figures = event[about]
            assert set(figures) <= {"low", "best", "high"}
            assert figures
            known = [figures[name] for name in ("low", "best", "high") if name in figures]
            assert known == sorted(known), (event["id"], about)
            assert all(isinstance(figure, int) and figure >= 0 for figure in known)


@each_story
def test_earlier_days_lie_between_the_first_telling_and_the_last_report(path: Path) -> None:
    by_id = reports(path)
    last = max(utc_day(report) for report in by_id.values())
    for event in story(path)["event"]:
        days = {utc_day(by_id[telling["report"]]) for telling in event["tellings"]}
        earlier = [date.fromisoformat(as_of["day"]) for as_of in event.get("as_of", [])]
        assert earlier == sorted(set(earlier)), event["id"]
        assert all(min(days) <= day < last for day in earlier), event["id"]
        if len(event["tellings"]) >= 3:
            assert len(earlier) >= min(2, len(days) - 1), event["id"]
        for as_of in event.get("as_of", []):
            assert set(as_of) == {"day", "status", "origins"}
            assert isinstance(as_of["origins"], int)
            assert as_of["origins"] >= 0
