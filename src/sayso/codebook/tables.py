"""Reads the codebook's data files; each is read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name` (a path below the codebook, without its ending), parsed. It is shared: do not change it."""
    return tomllib.loads(files("sayso.codebook").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
