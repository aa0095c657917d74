"""The country and first-order region of places that a file gives without GeoNames' codes: by the names that it gives
for them, else those of the nearest known settlement."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.places.gazetteer import Gazetteer

_BOX = 1.0  # degrees
_FARTHEST_KM = 120.0
_KM_IN_DEGREE = 111.2

Codes = tuple[str | None, str | None]


class Locator:
    """Settlements of the compiled gazetteer by boxes, to find the nearest ones."""

    def __init__(self, names: Gazetteer) -> None:
        self._names = names
        self._boxes: dict[tuple[int, int], list[tuple[float, float, str, str]]] = defaultdict(list)
        self.ids: dict[int, tuple[float, float]] = {}
        for lat, lon, country, admin1, geonameid in names.settlement_codes():
            self._boxes[self._box(lat, lon)].append((lat, lon, country, admin1))
            if geonameid is not None:
                self.ids[geonameid] = (lat, lon)
        self.country = lru_cache(maxsize=1024)(self._country)
        self.region = lru_cache(maxsize=16384)(self._region)

    @staticmethod
    def _box(lat: float, lon: float) -> tuple[int, int]:
        return math.floor(lat / _BOX), math.floor(lon / _BOX)

    def _country(self, written: str) -> str | None:
        """The code of a country by its code or name."""
        if len(written) == 2 and written.isascii():
            return written.upper()
        found = [c.place for c in self._names.base_candidates(written) if c.place.kind == "country"]
        return found[0].country if found else None

    def _region(self, written: str, country: str | None) -> Codes | None:
        """The codes of a first-order region by its name."""
        found = [c.place for c in self._names.base_candidates(written)
                 if c.place.kind == "region" and country in (None, c.place.country) and c.match < 2]
        codes = {(p.country, p.admin1) for p in found}
        return next(iter(codes)) if len(codes) == 1 else None

    def nearest(self, points: Sequence[tuple[float, float]]) -> list[Codes]:
        """The codes of the settlement nearest to each point; of none, far from all."""
        groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, point in enumerate(points):
            groups[self._box(*point)].append(index)
        found: list[Codes] = [(None, None)] * len(points)
        for (row, column), members in groups.items():
            around = [s for r in (-1, 0, 1) for c in (-1, 0, 1) for s in self._boxes.get((row + r, column + c), ())]
            if not around:
                continue
            scale = math.cos(math.radians((row + 0.5) * _BOX))
            theirs = np.array([(s[0], s[1] * scale) for s in around])
            mine = np.array([(points[i][0], points[i][1] * scale) for i in members])
            for start in range(0, len(members), 500):
                square: NDArray[np.float64] = ((mine[start : start + 500, None, :] - theirs[None]) ** 2).sum(2)
                best, least = square.argmin(1).tolist(), np.sqrt(square.min(1)) * _KM_IN_DEGREE
                for index, at, apart in zip(members[start : start + 500], best, least.tolist(), strict=True):
                    if apart <= _FARTHEST_KM:
                        found[index] = around[at][2], around[at][3]
        return found
