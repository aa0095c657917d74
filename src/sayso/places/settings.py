"""The numbers by which this room judges, from `weights.toml` and `circles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def settings() -> dict[str, dict[str, Any]]:
    """All sections of both files."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("circles.toml", "weights.toml"):
        found.update(tomllib.loads(files("sayso.places").joinpath(name).read_text(encoding="utf-8")))
    return found


def setting(section: str) -> dict[str, Any]:
    """One section of them."""
    return settings()[section]
