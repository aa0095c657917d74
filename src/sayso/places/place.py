"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["country", "region", "district", "settlement", "area"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: a point in its middle (degrees, WGS 84) and the radius that holds about nine tenths of it (km).

    `region` is first-order, `district` second-order, `area` anything else with a name (a sea, a valley, a strip of
    land; `feature` says which). `country` is its ISO 3166-1 code, `admin1` the code of its first-order region in
    GeoNames; both are None where it lies in none or in several. `population` is 0 where unknown; a region's is that of
    its listed places. `source` is the added gazetteer that it comes from, None for the one that sayso compiles.
    """

    number: int
    kind: PlaceKind
    feature: str
    name: str
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    source: str | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon

    @property
    def is_wide(self) -> bool:
        """Whether other places can be said to lie in it."""
        return self.kind in ("country", "region", "district") or (self.kind == "area" and self.radius_km > 15)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `match`: 0 by its main name, 1 by another name, 2 by a name that is alike."""

    place: Place
    match: int
