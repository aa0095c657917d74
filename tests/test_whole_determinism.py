"""The same bytes give the same reading, to the byte: twice, with other threads, with another order of hashing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXTS = {
    "capitals": "ROCKET FIRE ON DERNA PORT KILLS 4, MEDICS SAY.\n\nNO GROUP CLAIMED RESPONSIBILITY.",
    "posts": "sirens in odesa again. 2 shaheds down near the port, nobody hurt, says the mayor\n\n14:05 all clear",
    "empty of events": "The committee approved the budget on Monday.",
}


def read(path: Path, **environment: str) -> bytes:
    """The reading of a file by a process of its own, as JSON."""
    command = [sys.executable, "-m", "sayso", "read", str(path), "--format", "json", "--published", "2024-05-03"]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", [*TEXTS, "depot-blast"])
def test_readings_are_the_same_to_the_byte(tmp_path: Path, name: str) -> None:
    path = EXAMPLES / "depot-blast.txt" if name == "depot-blast" else tmp_path / "report.txt"
    if name in TEXTS:
        path.write_text(TEXTS[name], encoding="utf-8")
    one = read(path, SAYSO_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTHONHASHSEED="1")
    many = read(path, SAYSO_THREADS="4", OMP_NUM_THREADS="3", OPENBLAS_NUM_THREADS="2", PYTHONHASHSEED="2024")
    assert one == many
    assert b'"schema":' in one
