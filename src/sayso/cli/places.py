"""`sayso places`: the places that a report names, what each was taken for, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO, Any

from sayso.cli.gazetteer import compile_with_bar
from sayso.cli.one_report import one_report
from sayso.cli.output import standard_output, writing
from sayso.language import parse_text
from sayso.places.gazetteer import gazetteer
from sayso.places.place import Place
from sayso.places.relations import Relation
from sayso.publish import text_console
from sayso.publish.visible import one_line
from sayso.reading.where.mentions import PlaceMention, place_mentions


@dataclass(frozen=True, slots=True)
class PlacesRequest:
    """What `sayso places` was asked for."""

    file: Path
    format: str
    max_bytes: int


def run(request: PlacesRequest) -> None:
    """Write the places of a report. Raises InputError, UsageError, OutputError, LanguageError or GazetteerError."""
    report = one_report(request.file, request.max_bytes, "places")
    compile_with_bar()
    found = place_mentions(parse_text(report.text))
    with writing("standard output"), standard_output() as stream:
        if request.format == "json":
            stream.write(json.dumps({"mentions": [_object(m) for m in found]}, indent=2, ensure_ascii=False) + "\n")
        else:
            _print(stream, found)


def _object(mention: PlaceMention) -> dict[str, Any]:
    circle = mention.circle
    return {
        "text": mention.quote.exact, "start": mention.quote.start, "end": mention.quote.end,
        "name": mention.name, "feature": mention.feature, "relation": _relation(mention.relation),
        "place": _place(mention.place), "in_gazetteer": mention.listed,
        "lies_in": _place(mention.container),
        "lies_beside": [{"name": name, "relation": _relation(relation)} for name, relation in mention.beside],
        "candidates": [{**(_place(place) or {}), "score": round(score, 2)} for place, score in mention.ranking],
        "circle": None if circle is None else {
            "lat": round(circle.point[0], 4), "lon": round(circle.point[1], 4), "radius_km": round(circle.radius_km, 1),
            "precision": circle.precision, "country": circle.country,
        },
        "region": mention.region.geojson() if mention.region is not None else None,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    region = gazetteer().region(place.country, place.admin1) if place.admin1 is not None else None
    return {
        "name": place.name, "kind": place.kind, "country": place.country,
        "admin1": region.name if region is not None else None, "lat": place.lat, "lon": place.lon,
        "population": place.population, "geonameid": place.geonameid, "gazetteer": gazetteer().version_of(place),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": relation.kind}
    if relation.kilometres is not None:
        found |= {"km": round(relation.kilometres, 1), "least_km": round(relation.least, 1),
                  "most_km": round(relation.most, 1)}
    if relation.bearing is not None:
        found["bearing"] = relation.bearing
    return found


def _print(stream: IO[str], found: tuple[PlaceMention, ...]) -> None:
    page = StringIO()
    console = text_console(stream)
    on_terminal = console.is_terminal
    if not on_terminal:
        console = text_console(page)
    if not found:
        console.print("no place is named in it")
    for number, mention in enumerate(found, 1):
        console.print(f"{number}  {one_line(mention.quote.exact)}", style="bold", soft_wrap=True)
        for line in _lines(mention):
            console.print(f"     {one_line(line)}", soft_wrap=True)
    if not on_terminal:  # lines end where their words end
        stream.write("".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1]))


def _lines(mention: PlaceMention) -> list[str]:
    lines = []
    if mention.place is not None:
        lines.append(f"is {_told(mention.place)}")
    elif mention.listed:
        lines.append("not resolved: no place of that name fits what the text says")
    else:
        lines.append("not resolved: no gazetteer holds the name")
    if mention.relation.kind != "in":
        lines.append(f"the words speak of what is {_said(mention.relation)} it")
    if mention.container is not None:
        lines.append(f"lies in {mention.container.name}")
    lines += [f"lies {_said(relation)} {name}" for name, relation in mention.beside]
    others = [f"{_told(place)} {score:.1f}" for place, score in mention.ranking
              if mention.place is None or place.number != mention.place.number]
    if others:
        lines.append("others of the name: " + "; ".join(others[:3]))
    if mention.circle is not None:
        circle = mention.circle
        lines.append(f"within {circle.radius_km:.1f} km of {circle.point[0]:.4f}, {circle.point[1]:.4f} "
                     f"({circle.precision.replace('_', ' ')})")
    if mention.region is not None:
        lines.append(f"region of {len(mention.region.cells)} cells of H3 resolution {mention.region.resolution}")
    return lines


def _told(place: Place) -> str:
    region = gazetteer().region(place.country, place.admin1) if place.admin1 is not None else None
    parts = [region.name] if region is not None and region.number != place.number else []
    return ", ".join([place.name, *parts, *([place.country] if place.country else [])]) + f" ({place.kind})"


def _said(relation: Relation) -> str:
    words = {"in": "in", "near": "near", "outside": "just outside", "off": "off", "between": "between",
             "part": "in a part of", "direction": "beside", "distance": "away from"}[relation.kind]
    if relation.kilometres is not None:
        words = f"{relation.least:.0f} to {relation.most:.0f} km from"
    if relation.bearing is not None:
        words += f" (bearing {relation.bearing:.0f}°)"
    return words
