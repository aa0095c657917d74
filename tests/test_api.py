"""The public interface: what `read` and `read_many` take, give and raise."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from readers import install
from sayso import Reading, Report

TEXT = "Two rockets hit the grain port of Velta on Friday, the harbour master said. Nobody was hurt."


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    return install(monkeypatch)


def test_a_text() -> None:
    reading = sayso.read(TEXT, title=" The\nport ", publisher="Velta Post", author="D. Imre", ref="7",
                         url="https://velta.example", published="2024-05-31T21:10+03:00")
    report = reading.report
    assert (report.text, report.title, report.publisher, report.author) == (TEXT, "The port", "Velta Post", "D. Imre")
    assert (report.ref, report.url, report.language) == ("7", "https://velta.example", "en")
    assert (report.published, report.published_basis) == ("2024-05-31T21:10:00+03:00", "given")


def test_a_file_and_what_the_caller_knows_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": TEXT, "title": "Old", "publisher": "Post", "published": "2024-01-01"}))
    told = sayso.read(path).report
    assert (told.title, told.publisher, told.published) == ("Old", "Post", "2024-01-01")
    changed = sayso.read(path, title="New", published="2024-05-31").report
    assert (changed.title, changed.publisher, changed.published) == ("New", "Post", "2024-05-31")
    assert changed.id == told.id


def test_a_report_is_read_as_it_is(seen: list[Report]) -> None:
    report = Report(id="x", text=TEXT)
    assert sayso.read(report).report is report
    assert seen == [report]


@pytest.mark.parametrize("name", ["reports/velta.txt", "velta.HTML", "/tmp/x y.jsonl"])
def test_a_string_that_is_a_file_name_is_refused(name: str) -> None:
    with pytest.raises(sayso.UsageError, match=r"pathlib\.Path"):
        sayso.read(name)


@pytest.mark.parametrize("given", [b"bytes", 5, None, ["a"]])
def test_what_is_no_report(given: Any) -> None:
    with pytest.raises(sayso.UsageError):
        sayso.read(given)


def test_errors_have_their_kinds(tmp_path: Path) -> None:
    with pytest.raises(sayso.EmptyInput):
        sayso.read("  ")
    with pytest.raises(sayso.MissingInput, match=r"nowhere\.txt"):
        sayso.read(tmp_path / "nowhere.txt")
    with pytest.raises(sayso.UsageError, match="publication"):
        sayso.read(TEXT, published="May")
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    with pytest.raises(sayso.UsageError, match="read_many"):
        sayso.read(path)
    with pytest.raises(sayso.TooLargeInput):
        sayso.read(path, max_bytes=3)


def test_many_are_read_in_order_and_one_at_a_time(tmp_path: Path, seen: list[Report]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    taken = []

    def inputs() -> Iterator[str | Path | Report]:
        for given in ("Zero.", path, Report(id="x", text="Three.")):
            taken.append(given)
            yield given

    readings = sayso.read_many(inputs(), publisher="Post", published="2024-05-31")
    assert not taken
    assert next(readings).report.text == "Zero."
    assert len(taken) == 1
    assert next(readings).report.text == "One."
    assert [report.text for report in seen] == ["Zero.", "One."]
    rest = list(readings)
    assert [reading.report.text for reading in rest] == ["Two.", "Three."]
    assert {reading.report.publisher for reading in rest} == {"Post"}


def bad_and_good(tmp_path: Path) -> list[str | Path]:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\nbroken\n{"text": "fail"}\n{"text": "Four."}\n')
    return [tmp_path / "nowhere.txt", path, " "]


def test_many_raise_at_the_first_error_unless_told(tmp_path: Path) -> None:
    with pytest.raises(sayso.MissingInput):
        list(sayso.read_many(bad_and_good(tmp_path)))


def test_many_skip_what_cannot_be_read(tmp_path: Path) -> None:
    readings = list(sayso.read_many(bad_and_good(tmp_path), on_error="skip"))
    assert [reading.report.text for reading in readings] == ["One.", "Four."]


def test_many_tell_a_function(tmp_path: Path) -> None:
    errors: list[sayso.SaysoError] = []
    readings = list(sayso.read_many(bad_and_good(tmp_path), on_error=errors.append))
    assert len(readings) == 2
    kinds = [type(error) for error in errors]
    assert kinds == [sayso.MissingInput, sayso.MalformedRecord, sayso.ReadingError, sayso.EmptyInput]


def test_a_defect_of_the_reader_keeps_its_cause_and_is_one_line() -> None:
    with pytest.raises(sayso.ReadingError, match="ZeroDivisionError: division") as caught:
        sayso.read("fail")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize(
    ("inputs", "options"),
    [("one text", {}), (Path("a.txt"), {}), ([], {"on_error": "ignore"}), ([], {"published": "May"})],
)
def test_many_refuse_nonsense_at_once(inputs: Any, options: dict[str, Any]) -> None:
    with pytest.raises(sayso.UsageError):
        sayso.read_many(inputs, **options)


def test_the_tree_of_errors() -> None:
    for name in ("MissingInput", "EmptyInput", "BinaryInput", "UndecodableInput", "TooLargeInput", "MalformedRecord"):
        assert issubclass(getattr(sayso, name), sayso.InputError)
    for name in ("InputError", "ReadingError", "OutputError", "UsageError", "LanguageError", "GazetteerError"):
        assert issubclass(getattr(sayso, name), sayso.SaysoError)


def test_importing_sayso_brings_in_nothing_heavy() -> None:
    code = "import sys, sayso; print(*(m for m in ('pydantic', 'numpy', 'lxml') if m in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_names() -> None:
    assert set(sayso.__all__) <= set(dir(sayso))
    assert sayso.Reading is Reading
    with pytest.raises(AttributeError, match="no attribute 'wrong'"):
        sayso.wrong  # noqa: B018
