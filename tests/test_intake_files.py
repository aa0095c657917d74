"""Files, folders, JSON and JSON Lines: what is read, in which order, and how what cannot be read is told."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    MalformedRecord,
    MissingInput,
    TooLargeInput,
    UndecodableInput,
)
from sayso.intake import Item, read_inputs, report_of_bytes


def record(text: str = "Rockets fell on Velta.", **fields: object) -> bytes:
    return json.dumps({"text": text, **fields}, ensure_ascii=False).encode()


def texts(items: list[Item]) -> list[str | None]:
    return [item.report.text if item.report else None for item in items]


def only_error(path: Path, max_bytes: int = 20_000_000) -> InputError:
    (item,) = read_inputs(path, max_bytes)
    assert item.report is None
    assert item.error is not None
    assert "\n" not in str(item.error)
    assert str(path) in str(item.error)
    return item.error


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    first = record(id="a-1", title="Rockets", publisher="Velta Post", author="D. Imre", url="https://velta.example",
                   published="2024-05-31T21:10:00+03:00", genre="wire")
    second = record("Drones came.", id=7, title=None)
    path.write_bytes(b"\xef\xbb\xbf" + first + b"\r\n\n" + second + b"\n" + record("Last."))
    one, two, three = read_inputs(path)
    assert texts([one, two, three]) == ["Rockets fell on Velta.", "Drones came.", "Last."]
    assert one.report is not None
    assert one.report.id == "sha256:" + hashlib.sha256(first).hexdigest()
    assert (one.report.ref, one.report.title, one.report.publisher) == ("a-1", "Rockets", "Velta Post")
    assert (one.report.published, one.report.published_basis) == ("2024-05-31T21:10:00+03:00", "given")
    assert two.report is not None
    assert (two.report.ref, two.report.title, two.report.published_basis) == ("7", None, "none")
    assert [item.where for item in (one, two, three)] == [f"{path}, line {n}" for n in (1, 3, 4)]
    assert sum(item.size for item in (one, two, three)) == path.stat().st_size - 1  # the empty line is nobody's


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text": "Rockets', "JSON is broken at column"), (b"[1, 2]", "this is a list"),
        (b'"text"', "this is a string"),
        (b"null", "this is null"), (b'{"title": "x"}', 'no "text"'), (b'{"text": 5}', '"text" is a number'),
        (b'{"text": "a", "title": ["x"]}', '"title" is a list'), (b'{"text": "a", "id": {}}', '"id" is an object'),
        (b'{"text": "a", "id": true}', '"id" is true or false'), (b'{"text": "  "}', "no text"),
        (b'{"text": "a", "published": "31 May"}', "no date of publication"), (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deep"), (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "cannot be read"),
        (b'{"report": {"text": "a"}}', "a reading, not a report"), (b"\x00\x00\x00", "JSON is broken"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, problem: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(record("One.") + b"\n" + line + b"\n" + record("Three.") + b"\n")
    items = list(read_inputs(path))
    assert texts(items) == ["One.", None, "Three."]
    error = items[1].error
    assert isinstance(error, MalformedRecord | EmptyInput)
    assert str(error).startswith(f"{path}, line 2: ")
    assert problem in str(error)
    assert len(str(error)) < 400


def test_lone_surrogates_and_zeros_in_json_become_text(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b'{"text": "Half \\ud800 a \\u0000pair", "id": "\\udfff", "title": "\\ud800"}\n')
    (item,) = read_inputs(path)
    assert item.report is not None
    assert item.report.text == "Half \ufffd a pair"
    item.report.model_dump_json()


def test_a_line_of_five_megabytes_is_read_and_one_over_the_limit_is_not(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(record("Rockets fell. " * 360_000) + b"\n" + record("Short.") + b"\n")
    long, short = read_inputs(path)
    assert long.report is not None
    assert len(long.report.text) > 5_000_000
    assert short.report is not None
    refused, short = read_inputs(path, max_bytes=1_000_000)
    assert isinstance(refused.error, TooLargeInput)
    assert "line 1" in str(refused.error)
    assert "1 MB" in str(refused.error)
    assert short.report is not None
    assert short.where.endswith("line 2")


def test_a_line_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    line = record("Rockets fell.")
    path.write_bytes(line + b"\r\n" + line)
    assert [item.error for item in read_inputs(path, max_bytes=len(line))] == [None, None]
    assert all(isinstance(item.error, TooLargeInput) for item in read_inputs(path, max_bytes=len(line) - 3))


def test_one_json_report(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(json.dumps({"id": "x", "text": "Rockets fell."}, indent=2).encode())
    (item,) = read_inputs(path)
    assert item.report is not None
    assert (item.report.ref, item.record) == ("x", False)
    assert item.report.id == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def test_json_in_other_encodings_of_its_standard() -> None:
    assert report_of_bytes(record("Ракета.").decode().encode("utf-16"), "a.json", "json").text == "Ракета."


def test_json_that_is_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(record("One.") + b"\n" + record("Two.") + b"\n")
    assert texts(list(read_inputs(path))) == ["One.", "Two."]


def test_broken_json_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{\n  "text": "Rockets",\n  oops\n}')
    error = only_error(path)
    assert isinstance(error, MalformedRecord)
    assert "line 3, column 3" in str(error)


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.HTML", ".hidden.txt", ".git/x.txt", "picture.png", "notes.docx", "c.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(record(name) if name.endswith("jsonl") else f"<p>Read {name}</p>".encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    names = [Path(item.where.split(",")[0]).name for item in read_inputs(tmp_path)]
    assert names == ["b.txt", "c.jsonl", "y.HTML", "z.md"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    error = only_error(tmp_path)
    assert isinstance(error, MissingInput)
    assert ".jsonl" in str(error)


@pytest.mark.parametrize("name", ["nowhere.txt", "no/where", "a" * 300 + ".txt"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert isinstance(only_error(tmp_path / name), MissingInput)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    error = only_error(path)
    assert isinstance(error, MissingInput)
    assert "permission" in str(error)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may open everything")
def test_a_folder_that_may_not_be_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text("Rockets fell.")
    closed.chmod(0)
    try:
        read, refused = read_inputs(tmp_path)
    finally:
        closed.chmod(0o700)
    assert read.report is not None
    assert isinstance(refused.error, MissingInput)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyInput), (b"\n\n", EmptyInput), (b"%PDF-1.4 text", BinaryInput), (b"abc\0\0\0\1\2", BinaryInput),
        (bytes(range(128, 256)) * 3, UndecodableInput),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, kind: type[InputError]) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    assert isinstance(only_error(path), kind)


def test_the_limit_of_size(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 1001)
    assert isinstance(only_error(path, 1000), TooLargeInput)
    (item,) = read_inputs(path, 1001)
    assert item.report is not None


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Item]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read_inputs(Path("-")))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"Rockets fell.\nAgain.", ["Rockets fell.\nAgain."]),
        (b"{Updated} Rockets fell.", ["{Updated} Rockets fell."]),
        (b"<!doctype html>\n<html><body><p>Rockets fell.</p></body></html>", ["Rockets fell."]),
        (b"<?xml version='1.0'?>\n<!-- saved --><html><body><p>Rockets fell.</p></body></html>", ["Rockets fell."]),
        (b'{"text": "One."}\n', ["One."]),
        (b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        (b'{"text": "One."}\nbroken\n', ["One.", None]),
        (b'{\n "text":\n "One."}', ["One."]),
        (b"", [None]),
    ],
)
def test_standard_input_is_told_by_what_it_begins_with(
    monkeypatch: pytest.MonkeyPatch, data: bytes, found: list[str | None]
) -> None:
    items = standard_input(monkeypatch, data)
    assert texts(items) == found
    assert all(item.where.startswith("standard input") for item in items)


def test_one_record_from_standard_input_is_no_series(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [item.record for item in standard_input(monkeypatch, b'{"text": "One."}\n')] == [False]
    assert [item.record for item in standard_input(monkeypatch, b'{"text": "a"}\n{"text": "b"}\n')] == [True, True]


def test_an_empty_file_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_bytes(b"\n\n")
    assert isinstance(only_error(path), InputError)


def test_json_lines_in_utf_16_are_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_bytes((record().decode() + "\n").encode("utf-16"))
    assert "UTF-16" in str(only_error(path))
