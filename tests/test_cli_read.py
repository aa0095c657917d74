"""`sayso read`: inputs in, readings out in four formats, errors on one line each, nothing lost."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from readers import install
from sayso import Report
from sayso.cli import output
from sayso.cli.app import app
from sayso.model import Reading

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    return install(monkeypatch)


def read(*arguments: str | Path, **options: Any) -> Result:
    result = RUNNER.invoke(app, ["read", *map(str, arguments)], **options)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text("Rockets hit the port of Velta.")
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "two.jsonl"
    path.write_text('{"id": "a/1", "text": "One."}\nbroken\n{"id": "A-1", "text": "Two.", "title": "<b>Two</b>"}\n')
    return path


def test_text_is_the_default(text: Path) -> None:
    result = read(text)
    assert result.exit_code == 0
    assert "No event was found" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_options_reach_the_report(text: Path, seen: list[Report]) -> None:
    assert read(text, "--published", "2024-05-31T10:00+03:00", "--publisher", "Velta Post").exit_code == 0
    assert (seen[0].publisher, seen[0].published) == ("Velta Post", "2024-05-31T10:00:00+03:00")


def test_json_of_one_report_is_an_object(text: Path) -> None:
    result = read(text, "--format", "json")
    assert Reading.from_json(result.stdout).report.text == "Rockets hit the port of Velta."


def test_json_of_several_is_an_array(text: Path, lines: Path) -> None:
    result = read(text, lines, "-f", "json")
    texts = [row["report"]["text"] for row in json.loads(result.stdout)]
    assert texts == ["Rockets hit the port of Velta.", "One.", "Two."]
    assert result.exit_code == 1


def test_json_of_lines_and_of_folders_is_an_array_even_of_one(tmp_path: Path, text: Path) -> None:
    assert len(json.loads(read(tmp_path, "-f", "json").stdout)) == 1
    single = tmp_path / "single.jsonl"
    single.write_text('{"text": "One."}\n')
    assert len(json.loads(read(single, "-f", "json").stdout)) == 1


def test_json_lines(text: Path, lines: Path) -> None:
    rows = read(text, lines, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(row)["report"]["ref"] for row in rows] == [None, "a/1", "A-1"]
    assert [json.loads(row)["schema"] for row in rows] == ["sayso/reading/1"] * 3


def test_a_page(text: Path) -> None:
    page = read(text, "-f", "html").stdout
    assert page.startswith("<!doctype html>")
    assert "Rockets hit the port of Velta." in page


def test_pages_of_several_go_into_a_folder_with_a_list(tmp_path: Path, text: Path, lines: Path) -> None:
    folder = tmp_path / "pages"
    result = read(text, lines, "-f", "html", "-o", folder)
    assert result.exit_code == 1
    assert sorted(path.name for path in folder.iterdir()) == ["A-1-2.html", "a-1.html", "index.html", "one.html"]
    index = (folder / "index.html").read_text()
    assert 'href="A-1-2.html"' in index
    assert "&lt;b&gt;Two&lt;/b&gt;" in index


@pytest.mark.parametrize("out", [None, "page.html", "one.txt"])
def test_pages_of_several_need_a_folder(tmp_path: Path, text: Path, lines: Path, out: str | None) -> None:
    result = read(lines, "-f", "html", *(["-o", tmp_path / out] if out else []))
    assert result.exit_code == 2
    assert "folder" in result.stderr
    assert text.read_text() == "Rockets hit the port of Velta."


def test_standard_input() -> None:
    result = read("-", "-f", "json", input="Rockets hit the port.")
    assert json.loads(result.stdout)["report"]["text"] == "Rockets hit the port."


def test_errors_are_one_line_each_and_the_others_are_read(tmp_path: Path, text: Path, lines: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "defect.txt").write_text("fail")
    result = read(tmp_path / "nowhere.txt", tmp_path, "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    errors = result.stderr.splitlines()
    assert len(errors) == 4
    assert all(error.startswith("sayso: ") for error in errors)
    for name in ("nowhere.txt: there is no such file", "bad.txt: this is a PNG image",
                 "two.jsonl, line 2: its JSON is broken",
                 "defect.txt: the reader failed on it (ZeroDivisionError: division)"):
        assert any(name in error for error in errors), name


def test_a_file_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    result = read(tmp_path / "a\x1b[31m\nb.txt")
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "options",
    [["--published", "May"], ["--format", "pdf"], ["--max-size", "0"], ["--max-size", "x"], ["--no-such-option"]],
)
def test_wrong_options(text: Path, options: list[str]) -> None:
    assert read(text, *options).exit_code == 2


def test_the_limit_of_size(text: Path) -> None:
    result = read(text, "--max-size", "0.00001")
    assert result.exit_code == 1
    assert "--max-size" in result.stderr


def test_output_goes_to_a_file_whole(tmp_path: Path, text: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("before")
    out.chmod(0o640)
    result = read(text, "-f", "jsonl", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Reading.from_json(out.read_text()).report.text.startswith("Rockets")
    assert out.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.txt", "out.txt"]


def test_a_new_file_has_usual_permissions_and_links_stay_links(tmp_path: Path, text: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real.json")
    mask = os.umask(0o022)
    try:
        assert read(text, "-f", "json", "-o", link).exit_code == 0
    finally:
        os.umask(mask)
    assert link.is_symlink()
    assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o644


def test_nothing_read_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("before")
    assert read(tmp_path / "nowhere.txt", "-f", "json", "-o", out).exit_code == 1
    assert out.read_text() == "before"


def test_an_input_is_never_overwritten(tmp_path: Path, text: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(text)
    for out in (text, link):
        result = read(text, "-o", out)
        assert result.exit_code == 2
        assert "one of the inputs" in result.stderr
    assert text.read_text() == "Rockets hit the port of Velta."


@pytest.mark.parametrize("out", ["no/such/folder/out.json", "one.txt/out.json", "."])
def test_output_that_cannot_be_written(tmp_path: Path, text: Path, out: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Drones came.")
    result = read(other, "-o", tmp_path / out, "-f", "json")
    assert result.exit_code in (1, 2)
    assert len(result.stderr.splitlines()) == 1
    assert out.rstrip(".") in result.stderr


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.json"
    out.write_text("before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    result = read(text, "-f", "json", "-o", out)
    assert result.exit_code == 1
    assert result.stderr == f"sayso: {out}: it cannot be written (no space left on device); nothing was changed there\n"
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.txt", "out.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_device(text: Path) -> None:
    result = read(text, "-f", "json", "-o", "/dev/full")
    assert result.exit_code == 1
    assert "no space left" in result.stderr


def test_stopping_is_clean(tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"

    def stop(_: Report) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["sayso.reading"], "read_report", stop)
    result = read(text, "-o", out)
    assert result.exit_code == 130
    assert result.stderr == "sayso: stopped\n"
    assert not out.exists()


def test_a_defect_is_one_line(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("odd\nthing")

    monkeypatch.setattr("sayso.cli.reading.write_text", broken)
    result = read(text)
    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: RuntimeError: odd; this is a defect of sayso")
    assert len(result.stderr.splitlines()) == 1
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    assert isinstance(read(text).exception, RuntimeError)
