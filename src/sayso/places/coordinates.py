"""Coordinates written in a text: decimal degrees, degrees with minutes and seconds, the mariner's 15-04N 042-10E, and
MGRS (the military grid, NGA.STND.0037)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyproj import Transformer

from sayso.places.geometry import Point

_KM_IN_DEGREE = 111.2
_LEAST_KM = 0.05
# Signed decimals need three places each without letters: two amounts of money have two.
_DECIMAL = re.compile(
    r"(?<![\d.,])([-−]?\d{1,2}\.\d{3,8})°?\s*[,;/]?\s+([-−]?\d{1,3}\.\d{3,8})(?!\d|\.\d)°?"
    r"|(?<![\d.,])(\d{1,2}(?:\.\d+)?)\s*°?\s*([NS])\b[,;/\s]*(\d{1,3}(?:\.\d+)?)\s*°?\s*([EW])\b"
    r"|(?<![\d.,])([-−]?\d{1,2}\.\d{3,8})\s*,\s*([-−]?\d{1,3}\.\d{3,8})(?!\d|\.\d)"
)
_ANGLE = r"(\d{1,3})\s*[°º]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’‘]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”“]|''|’’)\s*)?"
_SEXAGESIMAL = re.compile(
    rf"{_ANGLE}([NSEW])\b[,;/\s]*(?:and\s+)?{_ANGLE}([NSEW])\b|\b([NSEW])\s*{_ANGLE}[,;/\s]*([NSEW])\s*{_ANGLE}"
)
_MARINER = re.compile(
    r"\b(\d{1,2})[-:](\d{2}(?:\.\d+)?)(?:[-:](\d{2}(?:\.\d+)?))?\s?([NS])[,/\s]+"
    r"(\d{1,3})[-:](\d{2}(?:\.\d+)?)(?:[-:](\d{2}(?:\.\d+)?))?\s?([EW])\b"
)
_MGRS = re.compile(r"\b(\d{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?(\d{2,5})\s(\d{2,5})\b"
                   r"|\b(\d{1,2})([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?(\d{4}(?:\d\d){0,3})\b")
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point written in a text at some characters, and how far off it may be by its last digit, km."""

    start: int
    end: int
    point: Point
    radius_km: float


def find_coordinates(text: str) -> tuple[Coordinates, ...]:
    """All coordinates in a text, in its order; none that overlap."""
    found: list[Coordinates] = []
    for written in sorted([*_decimal(text), *_sexagesimal(text), *_mariner(text), *_mgrs(text)],
                          key=lambda c: (c.start, -c.end)):
        lat, lon = written.point
        if -90 <= lat <= 90 and -180 <= lon <= 180 and (not found or written.start >= found[-1].end):
            found.append(written)
    return tuple(found)


def _signed(written: str) -> float:
    return float(written.replace("−", "-"))


def _places(*written: str) -> float:
    """How far off a point may be whose degrees are written with so many decimals, km."""
    least = min(len(w.partition(".")[2]) for w in written)
    return max(_LEAST_KM, float(10.0**-least) * _KM_IN_DEGREE * 0.7)


def _decimal(text: str) -> Iterator[Coordinates]:
    for match in _DECIMAL.finditer(text):
        groups = match.groups()
        if groups[3]:
            lat = float(groups[2]) * (-1 if groups[3] == "S" else 1)
            lon = float(groups[4]) * (-1 if groups[5] == "W" else 1)
            yield Coordinates(*match.span(), (lat, lon), _places(groups[2], groups[4]))
        else:
            one, other = (groups[0], groups[1]) if groups[0] else (groups[6], groups[7])
            yield Coordinates(*match.span(), (_signed(one), _signed(other)), _places(one, other))


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float:
    return float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600


def _fineness(minutes: str | None, seconds: str | None) -> float:
    step = 1 / 3600 if seconds else 1 / 60 if minutes else 1.0
    decimals = len((seconds or minutes or "").partition(".")[2])
    return max(_LEAST_KM, float(step * 10.0**-decimals) * _KM_IN_DEGREE * 0.7)


def _sexagesimal(text: str) -> Iterator[Coordinates]:
    for match in _SEXAGESIMAL.finditer(text):
        g = match.groups()
        one, other = ((g[3], g[0:3]), (g[7], g[4:7])) if g[3] else ((g[8], g[9:12]), (g[12], g[13:16]))
        if (one[0] in "NS") == (other[0] in "NS"):
            continue
        north, east = (one, other) if one[0] in "NS" else (other, one)
        lat = _degrees(*north[1]) * (-1 if north[0] == "S" else 1)
        lon = _degrees(*east[1]) * (-1 if east[0] == "W" else 1)
        yield Coordinates(*match.span(), (lat, lon), _fineness(north[1][1], north[1][2]))


def _mariner(text: str) -> Iterator[Coordinates]:
    for match in _MARINER.finditer(text):
        g = match.groups()
        lat = _degrees(g[0], g[1], g[2]) * (-1 if g[3] == "S" else 1)
        lon = _degrees(g[4], g[5], g[6]) * (-1 if g[7] == "W" else 1)
        yield Coordinates(*match.span(), (lat, lon), _fineness(g[1], g[2]))


def _mgrs(text: str) -> Iterator[Coordinates]:
    for match in _MGRS.finditer(text):
        g = match.groups()
        zone, band, column, row = g[0:4] if g[0] else g[6:10]
        half = len(g[10]) // 2 if g[10] else 0
        east, north = (g[4], g[5]) if g[4] else (g[10][:half], g[10][half:])
        if len(east) != len(north) or not 1 <= int(zone) <= 60:
            continue
        point = from_mgrs(int(zone), band, column, row, east, north)
        if point is not None:
            yield Coordinates(*match.span(), point, max(_LEAST_KM, 10.0 ** (5 - len(east)) / 1000 * 0.7))


def from_mgrs(zone: int, band: str, column: str, row: str, east: str, north: str) -> Point | None:
    """The middle of a square of the military grid; None where its letters fit no zone.

    `east` and `north` are its digits, as many of each. Source: NGA.STND.0037, 2.0.0, appendix B.
    """
    letters = _COLUMNS[(zone - 1) % 3]
    if column not in letters:
        return None
    size = 10.0 ** (5 - len(east))
    easting = (letters.index(column) + 1) * 100_000 + (int(east) + 0.5) * size
    offset = 5 if zone % 2 == 0 else 0
    northing = ((_ROWS.index(row) - offset) % 20) * 100_000 + (int(north) + 0.5) * size
    southern = band < "N"
    to_degrees = Transformer.from_crs(32700 + zone if southern else 32600 + zone, 4326)
    least = -80 + 8 * _BANDS.index(band)
    most = least + (12 if band == "X" else 8)
    for turn in range(6):  # the letters of rows repeat every 2000 km
        lat, lon = to_degrees.transform(easting, northing + turn * 2_000_000)
        if math.isfinite(lat) and least - 1 <= lat <= most + 1:
            return float(lat), float(lon)
    return None
