"""The small map: where the main events were, as the regions that they are, over the outlines of countries.

Drawn as vectors from the gazetteer and the outlines: no tile, no script, no call to anyone. The projection is plate
carrée, true to scale at the middle of the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

from shapely import Point, get_parts, transform
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sayso.model import Reading, Where
from sayso.places import gazetteer
from sayso.places.outlines import Box, land_in
from sayso.publish.wording import country_name

WIDTH, HEIGHT = 360.0, 240.0  # units of the drawing
LEAST_KM = 140.0  # half the height of the window at least
MARGIN = 2.2  # how many times the height of the window is that of the regions in it
MOST_KM = 6000.0
KM_A_DEGREE = 111.2
TOWNS, APART = 6, 46.0  # towns named for orientation at most, and how far apart, units
NAMED_SHARE = 0.08  # of the window, which a country must cover to be named
BARS = (1, 2, 5)  # the scale bar is one of these times a power of ten, km


@dataclass(frozen=True, slots=True)
class Area:
    """The region of one event: the numbers of the events that share it, and its outline as a path of SVG; where the
    region is too small to be seen, `dot` is its middle."""

    events: tuple[int, ...]
    path: str
    dot: tuple[float, float] | None
    label: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map; `anchor` as SVG's text-anchor."""

    x: float
    y: float
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Locator:
    """What the page draws, back to front; `bar` is the length of the scale bar and what it stands for, km."""

    land: tuple[str, ...]
    countries: tuple[Label, ...]
    areas: tuple[Area, ...]
    towns: tuple[Label, ...]
    bar: tuple[float, int]
    told: tuple[tuple[tuple[int, ...], str], ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """The middle of the window, degrees, and the units of the drawing that a kilometre takes."""

    lat: float
    lon: float
    scale: float

    def x(self, lon: float) -> float:
        return WIDTH / 2 + _around(lon - self.lon) * cos(radians(self.lat)) * KM_A_DEGREE * self.scale

    def y(self, lat: float) -> float:
        return HEIGHT / 2 - (lat - self.lat) * KM_A_DEGREE * self.scale

    @property
    def half_height(self) -> float:
        """Degrees of latitude from the middle to the upper edge."""
        return HEIGHT / 2 / self.scale / KM_A_DEGREE

    @property
    def half_width(self) -> float:
        """Degrees of longitude from the middle to the right edge."""
        return min(179.9, WIDTH / 2 / self.scale / KM_A_DEGREE / cos(radians(self.lat)))


def locator_of(reading: Reading) -> Locator | None:
    """The small map of a reading's main events; None where none of them has a place. Raises GazetteerError."""
    places: dict[tuple[float, float, float], tuple[list[int], Where]] = {}
    for number, event in enumerate(reading.events, 1):
        where = event.where
        if event.main and where is not None and where.lat is not None and where.lon is not None:
            key = (where.lat, where.lon, where.radius_km or 0.0)
            places.setdefault(key, ([], where))[0].append(number)
    if not places:
        return None
    window = _window_of([where for _, where in places.values()])
    land = list(_land(window))
    areas = tuple(_area(window, tuple(numbers), where) for numbers, where in places.values())
    return Locator(
        land=tuple(path for _, _, path in land),
        countries=(countries := tuple(_country_labels(land, areas))),
        areas=areas,
        towns=tuple(_towns(window, areas, countries)),
        bar=_bar(window),
        told=tuple((tuple(numbers), where.name or where.written or "") for numbers, where in places.values()),
    )


def _around(degrees: float) -> float:
    """An angle between -180 and 180."""
    return (degrees + 180.0) % 360.0 - 180.0


def _window_of(wheres: list[Where]) -> _Window:
    first = wheres[0].lon or 0.0
    boxes = []
    for where in wheres:
        lat, lon = where.lat or 0.0, first + _around((where.lon or 0.0) - first)
        high = (where.radius_km or 0.0) / KM_A_DEGREE
        wide = high / max(0.1, cos(radians(lat)))
        boxes.append((lon - wide, lat - high, lon + wide, lat + high))
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    lat = max(-75.0, min(75.0, (south + north) / 2))
    tall = (north - south) * KM_A_DEGREE
    wide = (east - west) * cos(radians(lat)) * KM_A_DEGREE
    half = max(LEAST_KM, tall * MARGIN / 2, wide * HEIGHT / WIDTH * MARGIN / 2)
    return _Window(lat, _around((west + east) / 2), HEIGHT / 2 / min(half, MOST_KM))


def _land(window: _Window) -> Iterator[tuple[str | None, BaseGeometry, str]]:
    """The countries in the window in units of the drawing, with their paths; a little beyond its edges, so that the
    lines along which they are cut are not seen."""
    south, north = window.lat - window.half_height * 1.05, window.lat + window.half_height * 1.05
    for turn in (-360.0, 0.0, 360.0):
        west, east = (window.lon + turn + sign * window.half_width * 1.05 for sign in (-1, 1))
        box: Box = (max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0))
        if box[0] >= box[2]:
            continue
        for country, land in land_in(box):
            drawn = _drawn(window, land, turn).simplify(0.35)
            path = _path(drawn)
            if path:
                yield country, drawn, path


def _drawn(window: _Window, land: BaseGeometry, turn: float) -> BaseGeometry:
    """A geometry of degrees in units of the drawing; `turn`: how far round the globe it was looked up."""
    stretch = cos(radians(window.lat)) * KM_A_DEGREE * window.scale

    def place(points):  # type: ignore[no-untyped-def]
        moved = points.copy()
        moved[:, 0] = WIDTH / 2 + (points[:, 0] - window.lon - turn) * stretch
        moved[:, 1] = HEIGHT / 2 - (points[:, 1] - window.lat) * KM_A_DEGREE * window.scale
        return moved

    return transform(land, place)


def _path(geometry: BaseGeometry) -> str:
    """The polygons of a geometry as the data of an SVG path, to a tenth of a unit."""
    lines = []
    for polygon in get_parts(geometry):
        if polygon.geom_type == "Polygon" and not polygon.is_empty:
            for ring in (polygon.exterior, *polygon.interiors):
                lines.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]) + "Z")
    return "".join(lines)


def _area(window: _Window, numbers: tuple[int, ...], where: Where) -> Area:
    x, y = window.x(where.lon or 0.0), window.y(where.lat or 0.0)
    radius = (where.radius_km or 0.0) * window.scale
    if where.region is not None:
        drawn = _drawn(window, shape(where.region), 0.0)
        path = _path(drawn)
        top = drawn.bounds[1]
    else:
        path = (f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0"
                f"a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0Z")
        top = y - radius
    dot = (round(x, 1), round(y, 1)) if radius < 3 else None
    return Area(numbers, path, dot, (round(x, 1), round(max(12.0, min(top, y - 3) - 3), 1)))


def _country_labels(
    land: list[tuple[str | None, BaseGeometry, str]], areas: tuple[Area, ...]
) -> Iterator[Label]:
    """The names of the countries that fill much of the window, where they stand freest."""
    largest: dict[str, BaseGeometry] = {}
    for country, drawn, _ in land:
        if country is not None and (country not in largest or drawn.area > largest[country].area):
            largest[country] = drawn
    for country, drawn in largest.items():
        if drawn.area < NAMED_SHARE * WIDTH * HEIGHT:
            continue
        name = country_name(country)
        half = len(name) * 3.4
        free = [
            (min([drawn.boundary.distance(spot) * 2, *(hypot(x - a.label[0], y - a.label[1]) for a in areas)]), -y, x)
            for x in range(int(half) + 4, int(WIDTH - half) - 3, 24) for y in range(24, int(HEIGHT) - 20, 20)
            if drawn.contains(spot := Point(x, y))
        ]
        if free:
            _, y, x = max(free)
            yield Label(x, -y, name, "middle")


def _towns(window: _Window, areas: tuple[Area, ...], countries: tuple[Label, ...]) -> Iterator[Label]:
    """The largest towns of the window, apart from one another and from what is written already: for orientation."""
    taken = [*(area.label for area in areas), *((label.x, label.y) for label in countries)]
    kept = 0
    half = max(HEIGHT, WIDTH) / 2 / window.scale
    for town in gazetteer().largest_around((window.lat, window.lon), half):
        x, y = window.x(town.point[1]), window.y(town.point[0])
        if not (8 < x < WIDTH - 8 and 12 < y < HEIGHT - 16):
            continue
        if all(hypot(x - a, (y - b) * 1.6) > APART for a, b in taken):
            taken.append((x, y))
            kept += 1
            yield Label(round(x, 1), round(y, 1), town.name, "end" if x > WIDTH * 0.7 else "start")
        if kept == TOWNS:
            return


def _bar(window: _Window) -> tuple[float, int]:
    """The longest round length that fills no more than a quarter of the window."""
    most = WIDTH / 4 / window.scale
    lengths = [step * 10**power for power in range(5) for step in BARS]
    kilometres = max(length for length in lengths if length <= most)
    return round(kilometres * window.scale, 1), kilometres
