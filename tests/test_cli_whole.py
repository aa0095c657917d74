"""The whole way as people go it: a file in, `sayso read` in a process of its own, a reading out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPORT = """\
# Drones strike oil depot outside Harran

HARRAN, 12 March 2023 - Three drones struck an oil depot on the outskirts of Harran on Sunday morning and set two tanks
on fire, the regional governor said. Two workers were killed and at least five were injured, according to the head of
the town hospital.

The defence ministry blamed the Ardan Liberation Front. A spokesman for the group denied that it had carried out the
attack.
"""


def sayso(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", "read", *map(str, arguments)], capture_output=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "harran.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def quotes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if node.keys() == {"exact", "start", "end"} else []
        return own + [quote for value in node.values() for quote in quotes(value)]
    return [quote for value in node for quote in quotes(value)] if isinstance(node, list) else []


def test_a_file_becomes_a_reading(report: Path) -> None:
    found = sayso(report, "--format", "json")
    assert (found.returncode, found.stderr) == (0, b"")
    reading = json.loads(found.stdout)
    text = reading["report"]["text"]
    assert reading["report"]["title"] == "Drones strike oil depot outside Harran"
    assert text.startswith("Drones strike oil depot outside Harran\n")
    assert quotes(reading)
    assert all(text[quote["start"] : quote["end"]] == quote["exact"] for quote in quotes(reading))
    assert [event["kind"] for event in reading["events"] if event["main"]] == ["drone_strike"]
    names = {source["id"]: source["name"] for source in reading["sources"]}
    assert all(link in names for claim in reading["claims"] for link in claim["source"])
    assert sayso(report, "--format", "json").stdout == found.stdout


def test_a_file_becomes_a_page_of_the_terminal(report: Path) -> None:
    found = sayso(report)
    page = found.stdout.decode()
    assert found.returncode == 0
    for heading in ("DRONE STRIKE", "WHO SAYS SO", "SOURCES"):
        assert heading in page
    assert max(len(line) for line in page.splitlines()) <= 80
