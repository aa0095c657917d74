"""Which columns of a table of places mean what, by their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.places.compilation import table

_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of the columns; None where the table has no such column."""

    name: int
    latitude: int
    longitude: int
    others: tuple[int, ...]
    country: int | None
    region: int | None
    population: int | None
    geonameid: int | None


@cache
def _known() -> dict[str, Any]:
    return table("data", "columns.toml")


def guess_columns(header: Sequence[str]) -> Columns | None:
    """What the columns of a header mean; None where a name or a coordinate is missing."""
    plain = [_MARKS.sub("", cell.casefold()) for cell in header]

    def find(meaning: str) -> int | None:
        return next((plain.index(title) for title in _known()[meaning] if title in plain), None)

    name, latitude, longitude = find("name"), find("latitude"), find("longitude")
    if name is None or latitude is None or longitude is None:
        return None
    taken = {name, latitude, longitude, *(find(m) for m in ("country", "region", "population", "geonameid"))}
    edges = tuple(_known()["other_names"])
    kind = ("type", "class", "code", "kind", "id")
    others = tuple(
        n for n, title in enumerate(plain)
        if n not in taken and (title.startswith(edges) or title.endswith(edges)) and not title.endswith(kind)
        and not title.startswith(("adm", "country", "region", "district", "state"))
    )
    return Columns(name, latitude, longitude, others, find("country"), find("region"), find("population"),
                   find("geonameid"))
