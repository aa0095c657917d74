"""A file of places made into an added gazetteer, and an added gazetteer taken away."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sayso.errors import GazetteerError
from sayso.places.added.locating import Locator
from sayso.places.added.records import Progress, Record, read_records
from sayso.places.added.shelf import ENDING, SCHEMA_VERSION, SPAN, Added, described, shelf
from sayso.places.compilation import SCHEMA, Row, fill, settlement_radius, table
from sayso.places.folding import fold
from sayso.places.gazetteer import Gazetteer, gazetteer
from sayso.places.geometry import distance_km

_INDICES = "CREATE INDEX place_point ON place (lat, lon); CREATE INDEX place_id ON place (geonameid);"
_BATCH = 4000
_SKIPPED = ("A.PCL", "A.ADM1", "A.TERR", "A.ZN")  # countries and first-order regions, which sayso has outlines of
_JOINED_KM = 5.0
_NAME = re.compile(r"[^\w.-]+")


def add(path: Path, name: str | None = None, progress: Progress = lambda done, total: None) -> Added:
    """Make a file into an added gazetteer, in place of one of the same name; `name` is the file's without its endings
    where not given. `progress` hears of the bytes read and the bytes in all.

    Raises GazetteerError where the file cannot be read, holds no places, or the gazetteer cannot be written.
    """
    called = _NAME.sub("-", name or path.name.split(".")[0]).strip("-.") or "places"
    digest = _digest(path)
    names = gazetteer()
    folder = shelf()
    others = [a for a in _sound() if a.name != called]
    serial = next(n for n in range(1, 10_000) if n not in {a.serial for a in others})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=".draft-", suffix=".tmp", dir=folder)
        os.close(handle)
    except OSError as error:
        raise GazetteerError(f"{folder}: an added gazetteer cannot be written there ({error})") from error
    target = folder / f"{called}{ENDING}"
    try:
        _write(Path(draft), path, names, serial, digest, progress)
        Path(draft).replace(target)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{target}: it cannot be written ({error})") from error
    finally:
        Path(draft).unlink(missing_ok=True)
    gazetteer.cache_clear()
    return described(target)


def remove(name: str) -> None:
    """Take an added gazetteer away. Raises GazetteerError where there is none of that name, or it cannot be removed."""
    path = shelf() / f"{name}{ENDING}"
    known = sorted(p.name.removesuffix(ENDING) for p in shelf().glob(f"[!.]*{ENDING}"))
    if name not in known:
        listed = ", ".join(known) if known else "there are none"
        raise GazetteerError(f"no added gazetteer is named {name!r} ({listed})")
    try:
        path.unlink()
    except OSError as error:
        raise GazetteerError(f"{path}: it cannot be removed ({error})") from error
    gazetteer.cache_clear()


def _sound() -> list[Added]:
    """The added gazetteers that are not damaged."""
    found = []
    for path in sorted(shelf().glob(f"[!.]*{ENDING}")):
        try:
            found.append(described(path))
        except GazetteerError:
            continue
    return found


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                whole.update(block)
    except FileNotFoundError as error:
        raise GazetteerError(f"{path}: there is no such file") from error
    except OSError as error:
        raise GazetteerError(f"{path}: it cannot be read ({error.strerror})") from error
    return whole.hexdigest()[:12]


class _Counts:
    """How many places were known before."""

    def __init__(self) -> None:
        self.joined = 0


def _write(draft: Path, path: Path, names: Gazetteer, serial: int, digest: str, progress: Progress) -> None:
    database = sqlite3.connect(draft)
    counts = _Counts()
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        fill(database, _rows(read_records(path, progress), names, counts), serial * SPAN)
        database.executescript(_INDICES)
        places = database.execute("SELECT count(*) FROM place").fetchone()[0]
        if not places:
            raise GazetteerError(f"{path}: no places were found in it")
        held = database.execute("SELECT count(*) FROM name").fetchone()[0]
        database.executemany("INSERT INTO meta VALUES (?, ?)", [
            ("schema", SCHEMA_VERSION), ("origin", path.name), ("digest", digest), ("places", str(places)),
            ("names", str(held)), ("joined", str(counts.joined)), ("serial", str(serial)),
        ])
        database.commit()
    finally:
        database.close()


def _rows(records: Iterator[Record], names: Gazetteer, counts: _Counts) -> Iterator[Row]:
    locator = Locator(names)
    radii = table("data", "columns.toml")["radius"]
    while batch := list(islice(records, _BATCH)):
        yield from _of_ids([r for r in batch if r.point is None], names, counts)
        placed = [(r, r.point) for r in batch if r.point is not None and not r.feature.startswith(_SKIPPED)]
        bare = [point for record, point in placed if not _has_codes(record)]
        nearest = iter(locator.nearest(bare))
        for record, point in placed:
            coded = _has_codes(record)
            codes = (record.country, record.region or None) if coded else _codes(record, next(nearest), locator)
            settled = record.feature[:1] in ("", "P")
            radius = settlement_radius(record.population) if settled else radii.get(record.feature[:1], 5.0)
            kind = "settlement" if settled else "district" if record.feature.startswith("A.") else "area"
            known = locator.ids.get(record.geonameid or -1)
            if record.geonameid is None:
                counts.joined += any(distance_km(c.place.point, point) <= _JOINED_KM
                                     for c in names.base_candidates(_bare(record.name)) if c.place.kind == kind)
            else:
                counts.joined += known is not None and distance_km(known, point) <= _JOINED_KM
            yield (kind, "settlement" if settled else record.feature.lower(), _bare(record.name), record.geonameid,
                   *codes, *point, radius, record.population), [record.name, *record.others,
                                                                       *(_bare(o) for o in record.others)]


def _has_codes(record: Record) -> bool:
    """Whether a record has GeoNames' codes for its country and region."""
    return bool(record.feature and record.country)


def _codes(record: Record, nearest: tuple[str | None, str | None], locator: Locator) -> tuple[str | None, str | None]:
    country = locator.country(record.country) if record.country else None
    named = locator.region(record.region, country) if record.region else None
    if named is not None:
        return named
    if country is not None and nearest[0] != country:
        return country, None
    return nearest


def _of_ids(records: list[Record], names: Gazetteer, counts: _Counts) -> Iterator[Row]:
    """Other names of places that are known by their GeoNames id."""
    said: dict[int, list[str]] = {}
    for record in records:
        if record.geonameid is not None:
            said.setdefault(record.geonameid, []).append(record.name)
    for start in range(0, len(said), 500):
        for place in names.by_ids(list(said)[start : start + 500]):
            counts.joined += 1
            yield (place.kind, place.feature, place.name, place.geonameid, place.country, place.admin1, place.lat,
                   place.lon, place.radius_km, place.population), said[place.geonameid or 0]


def _bare(name: str) -> str:
    """A name without the word for its kind in small letters before it ("село Красный Октябрь")."""
    words = name.split()
    start = next((n for n, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join(words[start:]) if fold(" ".join(words[start:])) else name
