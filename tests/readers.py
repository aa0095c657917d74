"""A reader that reads nothing, so that a test of what stands around it is quick."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from sayso.model import Reading, Report


def install(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """Put the reader in place; the list that it gives back fills with the reports that were read.

    A report whose text is `fail` makes it fail as a defect would.
    """
    seen: list[Report] = []

    def read_report(report: Report) -> Reading:
        seen.append(report)
        if report.text == "fail":
            raise ZeroDivisionError("division\nby zero")
        return Reading(report=report)

    module = ModuleType("sayso.reading")
    module.read_report = read_report  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.reading", module)
    return seen
