"""`sayso dates`: the expressions of a report as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from sayso.cli.app import app

RUNNER = CliRunner()
TEXT = "Mortars shelled Dolna at about 04:30 GMT on Tuesday. The siege lasted three months."


def test_json_has_every_expression_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = RUNNER.invoke(app, ["dates", str(file), "--published", "2024-05-09", "--format", "json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["published"], found["published_basis"]) == ("2024-05-09", "given")
    first, second = found["expressions"]
    assert TEXT[first["start"] : first["end"]] == first["text"] == "04:30 GMT on Tuesday"
    assert (first["kind"], first["value"], first["zone"]) == ("TIME", "2024-05-07T04:30", "gmt")
    assert (first["earliest"], first["edtf"]) == ("2024-05-07T04:30:00+00:00", "2024-05-07T04:30~")
    assert "2024-05-09" in first["reason"]
    assert (second["kind"], second["value"], second["earliest"]) == ("DURATION", "P3M", None)


def test_the_table_tells_value_interval_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Published: 9 May 2024\n\nMortars shelled Dolna on Tuesday.", encoding="utf-8")
    done = RUNNER.invoke(app, ["dates", str(file)])
    assert done.exit_code == 0, done.output
    assert "published: 2024-05-09 (as the text says)" in done.stdout
    assert "2024-05-07" in done.stdout
    assert "publication" in done.stdout
    assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_a_report_without_a_date_says_that_nothing_tells_from_where_to_count(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Mortars shelled Dolna on Tuesday.", encoding="utf-8")
    done = RUNNER.invoke(app, ["dates", str(file), "-f", "json"])
    (only,) = json.loads(done.stdout)["expressions"]
    assert (only["value"], only["earliest"]) == ("XXXX-WXX-2", None)
    assert only["reason"].startswith("nothing in the text")


def test_a_report_without_a_time_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Mortars shelled Dolna.", encoding="utf-8")
    assert "no time expression" in RUNNER.invoke(app, ["dates", str(file)]).stdout


def test_a_count_from_a_known_event_and_entries_of_a_running_report(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    text = "All times GMT\n\n00:40 Two dead, eight days after the fall of Avdiivka.\n\n23:10 Mortars shelled Dolna.\n"
    file.write_text(text, encoding="utf-8")
    done = RUNNER.invoke(app, ["dates", str(file), "--published", "2024-02-26", "-f", "json"])
    late, count, early = json.loads(done.stdout)["expressions"]
    assert (late["value"], count["edtf"], early["value"]) == ("2024-02-26T00:40", "2024-02-25", "2024-02-25T23:10")
    assert early["earliest"].endswith("+00:00")
    assert "entry" in early["reason"]
    assert "known" in count["reason"]


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["dates", str(tmp_path)]).exit_code == 2
    assert RUNNER.invoke(app, ["dates", str(tmp_path / "none.txt")]).exit_code == 1
