"""The ledger's commands, as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli.app import app

BLAST = (
    "Two missiles hit an ammunition depot near Oktyabrsky in Belgorod region on 3 May 2023, killing four soldiers, "
    "governor Ivan Petrov said.\n"
)
DENIAL = (
    "An ammunition depot near Oktyabrsky in Belgorod region exploded on 3 May 2023. Ukraine's army said it had struck "
    "it. The Russian Defence Ministry denied that there was any strike.\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of two reports, added by the command."""
    for name, text in (("a.txt", BLAST), ("b.txt", DENIAL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "war.sayso"
    added = run("add", tmp_path / "a.txt", "-l", path, "--publisher", "Region Wire", "--published", "2023-05-03")
    assert added.exit_code == 0, added.output
    assert "1 added, 0 there already" in added.stderr
    assert run("add", tmp_path / "b.txt", "-l", path, "--published", "2023-05-05").exit_code == 0
    return path


def event_of(ledger: Path) -> str:
    (event,) = json.loads(run("events", "-l", ledger, "--json").stdout)
    return str(event["id"])


def test_adding_again_adds_nothing(ledger: Path) -> None:
    again = run("add", ledger.parent / "a.txt", "-l", ledger, "--publisher", "Region Wire", "--published", "2023-05-03")
    assert "0 added, 1 there already" in again.stderr


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_added(ledger: Path) -> None:
    (ledger.parent / "empty.txt").write_text("", encoding="utf-8")
    (ledger.parent / "c.txt").write_text("A bomb in Kirkuk killed two on 4 May 2023, police said.", encoding="utf-8")
    result = run("add", ledger.parent / "empty.txt", ledger.parent / "c.txt", "-l", ledger)
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "1 added, 0 there already, 1 could not be read" in result.stderr


def test_events_show_and_history(ledger: Path) -> None:
    name = event_of(ledger)
    listed = run("events", "-l", ledger)
    assert name in listed.stdout
    assert "2 reports, 2 origins" in " ".join(listed.stdout.split())
    shown = run("show", name, "-l", ledger).stdout
    assert "Russian Defence Ministry denied it" in " ".join(shown.split())
    told = run("history", name, "-l", ledger).stdout
    assert told.index("2023-05-03") < told.index("2023-05-05")
    assert run("events", "-l", ledger, "--as-of", "2023-05-01").stdout.strip() == "no such event"


def test_decisions_and_their_undoing(ledger: Path) -> None:
    name = event_of(ledger)
    decided = run("overrule", name, "occurrence", "confirmed", "-l", ledger, "--reason", "the crater")
    assert "sayso undo 5" in decided.stdout
    assert "the crater" in run("decisions", "-l", ledger).stdout
    shown = json.loads(run("show", name, "-l", ledger, "--json").stdout)
    assert shown["assessment"]["statuses"][0]["status"] == "confirmed"
    assert run("undo", "5", "-l", ledger).exit_code == 0
    assert run("correct", name, "killed", "5", "-l", ledger).exit_code == 0
    assert "5" in run("show", name, "-l", ledger).stdout


def test_what_changed_between_two_days(ledger: Path) -> None:
    told = " ".join(run("diff", "2023-05-03", "2023-05-05", "-l", ledger).stdout.split())
    assert event_of(ledger) in told
    assert told.index("2023-05-03: ") < told.index("claimed") < told.index("2023-05-05: disputed")
    assert run("diff", "2023-05-05", "2023-05-06", "-l", ledger).stdout.strip() == "nothing changed"
    assert "2023-05-02:" not in run("diff", "2023-05-02", "2023-05-05", "-l", ledger).stdout


def test_a_grade_set_by_hand(ledger: Path) -> None:
    assert run("grade", "ivan petrov", "B", "--reason", "known for years", "-l", ledger).exit_code == 0
    told = " ".join(run("sources", "-l", ledger).stdout.split())
    assert "ivan petrov B" in told
    assert "known for years" in told
    assert run("grade", "ivan petrov", "Z", "--reason", "x", "-l", ledger).exit_code == 2
    assert run("grade", "nobody", "B", "--reason", "x", "-l", ledger).exit_code == 1
    assert run("anchor", "ftp://stamps.example", "-l", ledger).exit_code == 2


def test_confirming_and_noting(ledger: Path) -> None:
    name = event_of(ledger)
    assert run("confirm", name, "-l", ledger).exit_code == 0
    assert run("annotate", name, "The crater was seen.", "-l", ledger).exit_code == 0
    assessment = json.loads(run("show", name, "-l", ledger, "--json").stdout)["assessment"]
    assert assessment["statuses"][0]["status"] == "confirmed"
    assert assessment["notes"][0]["text"] == "The crater was seen."


def test_sources_copies_and_backup(ledger: Path) -> None:
    assert "ivan petrov" in run("sources", "-l", ledger).stdout.lower()
    assert "no report depends on another" in run("copies", "-l", ledger).stdout
    assert "4 statements are sound" in run("verify", "-l", ledger).stdout
    assert run("backup", ledger.parent / "copy.sayso", "-l", ledger).exit_code == 0
    assert "4 statements are sound" in run("verify", "-l", ledger.parent / "copy.sayso").stdout
    assert "0 of 2 reports" in run("reread", "-l", ledger).stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("show", "E-00000000"), 1, "sayso events"), (("undo", "1"), 1, "no decision"),
        (("events", "--kind", "war"), 2, "no kind"), (("merge", "E-00000000"), 1, "no event"),
        (("retract", "zz"), 1, "no report"), (("events", "--as-of", "then"), 2, "no date"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    arguments: tuple[str, ...], status: int, told: str, ledger: Path
) -> None:
    result = run(*arguments, "-l", ledger)
    assert result.exit_code == status
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    result = run("events", "-l", tmp_path / "none.sayso")
    assert result.exit_code == 1
    assert "there is no ledger" in result.stderr
    assert not (tmp_path / "none.sayso").exists()
