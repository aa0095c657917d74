"""The floors: for each pinned figure the value that must be held, and which way is better. A floor only rises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Failure:
    """A figure that breaks its floor, or is missing."""

    name: str
    floor: float
    value: float | None
    low_is_good: bool

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name} was not measured (floor {self.floor:.3f})"
        broken = "above its ceiling" if self.low_is_good else "under its floor"
        return f"{self.name} is {self.value:.3f}, {broken} {self.floor:.3f}"


def check(floors: dict[str, Any], figures: dict[str, float]) -> list[Failure]:
    """Every pinned figure that is missing or worse than its floor; only benchmarks that were run are asked."""
    run = {name.split(".")[0] for name in figures}
    found = []
    for name, floor in floors.items():
        if name.split(".")[0] not in run:
            continue
        value, low_is_good = figures.get(name), floor.get("better") == "low"
        if value is None or (value > floor["value"] + 1e-9 if low_is_good else value < floor["value"] - 1e-9):
            found.append(Failure(name, floor["value"], value, low_is_good))
    return found


def raised(floors: dict[str, Any], figures: dict[str, float]) -> dict[str, Any]:
    """The floors with every one lifted to the measured figure less its slack, none lowered."""
    found = {}
    for name, floor in floors.items():
        value = figures.get(name)
        slack = floor.get("slack", 0.005)
        if value is None:
            found[name] = floor
        elif floor.get("better") == "low":
            found[name] = {**floor, "value": min(floor["value"], round(value + slack, 4))}
        else:
            found[name] = {**floor, "value": max(floor["value"], round(value - slack, 4))}
    return found
