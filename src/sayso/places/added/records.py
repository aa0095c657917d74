"""Files of places read as records, one at a time, whatever they are: GeoNames dumps, tables, GeoJSON; plain, zipped or
gzipped."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sayso.errors import GazetteerError
from sayso.places.added.columns import Columns, guess_columns

Progress = Callable[[int, int], None]  # bytes read, bytes in all
GEONAMES_COLUMNS, ALTERNATE_COLUMNS = 19, (4, 8, 10)
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


@dataclass(frozen=True, slots=True)
class Record:
    """A place as a file has it: `feature` is GeoNames' class and code ("P.PPL"), "" where unknown. A record of
    GeoNames' alternate names has no point, only the id of its place."""

    name: str
    others: tuple[str, ...]
    point: tuple[float, float] | None
    geonameid: int | None = None
    feature: str = ""
    country: str = ""
    region: str = ""
    population: int = 0


def read_records(path: Path, progress: Progress) -> Iterator[Record]:
    """The records of a file. Raises GazetteerError where it cannot be read or is none of the known kinds."""
    try:
        with _opened(path) as (stream, total):
            yield from _read(path, stream, lambda: progress(min(stream.tell(), total), total))
    except FileNotFoundError as error:
        raise GazetteerError(f"{path}: there is no such file") from error
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path}: it cannot be read ({error})") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: it is not text in UTF-8") from error
    except csv.Error as error:
        raise GazetteerError(f"{path}: it is no proper table ({error})") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of a file, unpacked, and how many there are in all (of a gzipped file: packed)."""
    if path.is_dir():
        raise GazetteerError(f"{path}: it is a folder; name a file")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            # GeoNames' archives hold a read-me beside the data.
            members = [i for i in archive.infolist() if not i.is_dir() and "readme" not in i.filename.lower()]
            if not members:
                raise GazetteerError(f"{path}: the archive is empty")
            largest = max(members, key=lambda i: i.file_size)
            with archive.open(largest) as stream:
                yield stream, largest.file_size
        return
    with path.open("rb") as raw:
        if raw.read(2) == b"\x1f\x8b":
            raw.seek(0)
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield _Unpacked(unpacked, raw), path.stat().st_size
        else:
            raw.seek(0)
            yield raw, path.stat().st_size


class _Unpacked(io.BufferedReader):
    """The bytes of a gzipped file; `tell` says how far the packed file has been read."""

    def __init__(self, unpacked: gzip.GzipFile, raw: IO[bytes]) -> None:
        super().__init__(unpacked)
        self._packed = raw

    def tell(self) -> int:
        """How many packed bytes have been read."""
        return self._packed.tell()


def _read(path: Path, stream: IO[bytes], report: Callable[[], None]) -> Iterator[Record]:
    lines = _lines(path, stream, report)
    first = next(lines, "")
    if not first.strip():
        raise GazetteerError(f"{path}: it is empty")
    if first.lstrip()[:1] in "{[":
        yield from _json(path, first, lines)
        return
    columns = first.split("\t")
    if len(columns) == GEONAMES_COLUMNS and columns[0].isdigit():
        yield from _geonames(first, lines)
    elif len(columns) in ALTERNATE_COLUMNS and columns[0].isdigit() and columns[1].isdigit():
        yield from _alternate_names(first, lines)
    else:
        yield from _table(path, first, lines)


def _lines(path: Path, stream: IO[bytes], report: Callable[[], None]) -> Iterator[str]:
    for number, line in enumerate(stream):
        if number % 2000 == 0:
            report()
        text = line.decode("utf-8-sig" if number == 0 else "utf-8")
        if "\0" in text:
            raise GazetteerError(f"{path}: it is not text, but some other kind of file")
        yield text
    report()


def _geonames(first: str, lines: Iterator[str]) -> Iterator[Record]:
    for line in _chained(first, lines):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != GEONAMES_COLUMNS:
            continue
        point = _point(fields[4], fields[5])
        if point is None:
            continue
        others = tuple(n for n in (fields[2], *fields[3].split(",")) if n)
        yield Record(fields[1], others, point, int(fields[0]), f"{fields[6]}.{fields[7]}", fields[8], fields[10],
                     int(fields[14]) if fields[14].isdigit() else 0)


def _alternate_names(first: str, lines: Iterator[str]) -> Iterator[Record]:
    for line in _chained(first, lines):
        fields = line.rstrip("\n").split("\t")
        # Links, post codes, airport codes and the like are no names.
        if len(fields) > 3 and fields[1].isdigit() and (len(fields[2]) <= 3 or "-" in fields[2]) \
                and fields[2] not in ("link", "post", "iata", "icao", "faac", "abbr", "wkdt", "phon"):
            yield Record(fields[3], (), None, int(fields[1]))


def _table(path: Path, first: str, lines: Iterator[str]) -> Iterator[Record]:
    separator = max("\t;,|", key=first.count)
    header = next(csv.reader([first], delimiter=separator))
    columns = guess_columns(header)
    if columns is None:
        raise GazetteerError(
            f"{path}: its header names no columns for a name, a latitude and a longitude ({', '.join(header)[:120]})"
        )
    for row in csv.reader(lines, delimiter=separator):
        if len(row) >= len(header) and (record := _from_row(columns, row)) is not None:
            yield record


def _json(path: Path, first: str, lines: Iterator[str]) -> Iterator[Record]:
    """GeoJSON, or JSON Lines of objects or of GeoJSON's features."""
    try:
        whole = json.loads(first)
    except json.JSONDecodeError:
        try:
            whole = json.loads(first + "".join(lines))
        except json.JSONDecodeError as error:
            raise GazetteerError(f"{path}: it is no proper JSON ({error})") from error
        lines = iter(())
    if isinstance(whole, dict) and whole.get("type") != "FeatureCollection":
        features: Iterator[Any] = _chained_json(path, whole, lines)
    elif isinstance(whole, dict) and isinstance(whole.get("features"), list):
        features = iter(whole["features"])
    else:
        raise GazetteerError(f"{path}: it is JSON, but no GeoJSON of features")
    columns: Columns | None = None
    keys: list[str] = []
    found = False
    for feature in features:
        values = _flat(feature)
        if values is None:
            continue
        if columns is None or set(values) != set(keys):
            keys = list(values)
            columns = guess_columns(keys)
        if columns is None:
            continue
        record = _from_row(columns, ["" if v is None else str(v) for v in values.values()])
        if record is not None:
            found = True
            yield record
    if not found:
        raise GazetteerError(f"{path}: no feature of it has a name and a point")


def _chained_json(path: Path, first: Any, lines: Iterator[str]) -> Iterator[Any]:
    yield first
    for number, line in enumerate(lines, 2):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise GazetteerError(f"{path}, line {number}: it is no proper JSON ({error})") from error


def _flat(feature: Any) -> dict[str, Any] | None:
    """The properties of a GeoJSON feature with its middle as `lat` and `lon`; a plain object as it is."""
    if not isinstance(feature, dict):
        return None
    if feature.get("type") != "Feature":
        return feature
    points = list(_points((feature.get("geometry") or {}).get("coordinates")))
    if not points:
        return None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    properties = {k: v for k, v in (feature.get("properties") or {}).items() if k.lower() not in ("lat", "lon")}
    return {**properties, "lat": (min(lats) + max(lats)) / 2, "lon": (min(lons) + max(lons)) / 2}


def _points(value: Any) -> Iterator[tuple[float, float]]:
    if isinstance(value, list) and len(value) >= 2 and all(isinstance(v, (int, float)) for v in value[:2]):
        yield value[0], value[1]
    elif isinstance(value, list):
        for item in value:
            yield from _points(item)


def _from_row(columns: Columns, row: list[str]) -> Record | None:
    point = _point(row[columns.latitude], row[columns.longitude])
    name = row[columns.name].strip()
    if point is None or not name:
        return None
    others = tuple(n for index in columns.others for part in row[index].split("|") if (n := part.strip()))

    def value(index: int | None) -> str:
        return row[index].strip() if index is not None else ""

    number, people = value(columns.geonameid).split(".")[0], value(columns.population).split(".")[0].replace(",", "")
    return Record(name, others, point, int(number) if number.isdigit() else None, "", value(columns.country),
                  value(columns.region), int(people) if people.isdigit() else 0)


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        point = (float(lat.replace(",", ".")), float(lon.replace(",", ".")))
    except ValueError:
        return None
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 and point != (0.0, 0.0) else None


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines
