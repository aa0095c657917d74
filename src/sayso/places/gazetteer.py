"""The gazetteer: from names to the places that bear them, out of a SQLite file that is compiled on first use."""

from __future__ import annotations

import sqlite3
import threading
from functools import cache, lru_cache
from math import cos, radians

from sayso.errors import GazetteerError
from sayso.places.folding import fold, fold_loosely
from sayso.places.place import Candidate, Place
from sayso.places.settings import setting
from sayso.places.store import compiled_file

_COLUMNS = "number, kind, feature, place.name, geonameid, country, admin1, lat, lon, radius_km, population"
_BY_NAME = (f"SELECT {_COLUMNS}, rank FROM name JOIN place ON number = place WHERE key = ? "
            "ORDER BY kind = 'settlement', population DESC, rank, number LIMIT ?")
_BY_SOUND = (f"SELECT {_COLUMNS}, 2 FROM alike JOIN place ON number = place WHERE key = ? "
             "ORDER BY kind = 'settlement', population DESC, number LIMIT ?")
MOST_CANDIDATES = 60  # the largest of the places of one name; San José has more, and none of the rest is ever meant


class Gazetteer:
    """Look-ups in the compiled file. Safe to use from several threads: each has its own connection."""

    def __init__(self) -> None:
        self._path = compiled_file()
        self._local = threading.local()
        self.candidates = lru_cache(maxsize=4096)(self._candidates)
        self.demonym = lru_cache(maxsize=4096)(self._demonym)
        self.region = lru_cache(maxsize=4096)(self._region)
        self.capital = lru_cache(maxsize=512)(self._capital)

    def _rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        connection = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True)
                self._local.connection = connection
            return connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(
                f"the gazetteer {self._path} cannot be read ({error}); remove it to have it made anew"
            ) from error

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name may mean, by exact names and then by names that are alike: countries, regions and
        areas first, then settlements by population."""
        rows = self._rows(_BY_NAME, fold(name), MOST_CANDIDATES)
        if len(fold(name)) >= setting("evidence")["alike_from_letters"]:
            rows += self._rows(_BY_SOUND, fold_loosely(name), MOST_CANDIDATES)
        found: dict[int, Candidate] = {}
        for *fields, match in rows:
            place = Place(*fields)  # type: ignore[arg-type]
            if place.number not in found:
                found[place.number] = Candidate(place, int(str(match)))
        return tuple(found.values())

    def _demonym(self, word: str) -> str | None:
        """The country that an adjective or a noun for its people tells of: "Sudanese" → "SD"."""
        rows = self._rows("SELECT country FROM demonym WHERE key = ?", fold(word))
        return str(rows[0][0]) if rows else None

    def _region(self, country: str | None, admin1: str | None) -> Place | None:
        """The first-order region of a country by its code, the country itself where `admin1` is None."""
        if country is None:
            return None
        kind = "country" if admin1 is None else "region"
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM place WHERE kind = ? AND country = ? AND admin1 IS ?", kind, country, admin1
        )
        return Place(*rows[0]) if rows else None  # type: ignore[arg-type]

    def _capital(self, country: str) -> Place | None:
        """The capital of a country."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM place WHERE feature = 'capital' AND country = ?", country)
        return Place(*rows[0]) if rows else None  # type: ignore[arg-type]

    def points_around(
        self, point: tuple[float, float], kilometres: float, most: int
    ) -> list[tuple[float, float, str | None, str | None]]:
        """The latitude, longitude, country and first-order region of the largest settlements in a box around a
        point."""
        return self._rows(  # type: ignore[return-value]
            "SELECT lat, lon, country, admin1 FROM place WHERE kind = 'settlement' AND lat BETWEEN ? AND ? "
            "AND lon BETWEEN ? AND ? ORDER BY population DESC, number LIMIT ?",
            *_box(point, kilometres), most,
        )

    def settlements_around(self, point: tuple[float, float], kilometres: float) -> tuple[Place, ...]:
        """The settlements in a box of so many kilometres to each side of a point."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM place WHERE kind = 'settlement' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            *_box(point, kilometres),
        )
        return tuple(Place(*row) for row in rows)  # type: ignore[arg-type]


def _box(point: tuple[float, float], kilometres: float) -> tuple[float, float, float, float]:
    """The least and most latitude, and the least and most longitude, so far to each side of a point."""
    north = kilometres / 111.2
    east = north / max(0.05, cos(radians(point[0])))
    return point[0] - north, point[0] + north, point[1] - east, point[1] + east


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once; compiled first where it has not been. Raises GazetteerError where it cannot be."""
    return Gazetteer()
