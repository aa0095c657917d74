"""Places against gold points: GeoVirus, and the shared parts of LGL and GeoWebNews.

`<set>.acc161`: of all gold toponyms with a point, the share that is found and put within 161 km (end to end, as
published figures have it: mentions found by overlap). `<set>.given`: given the gold mentions, the share within 161 km
of those that the gazetteer holds, that is, has a place of that name for within 161 km of the gold point; `<set>.held`
says how many these are. `<set>.named`: the same share of all whose name it holds, of whatever place.
`settlements.acc25`:
the share within 25 km among the gold settlements of LGL that are in the gazetteer, given the mentions. `event.place`:
of the sentences of `event_location_train` that tell where their event was, the share in which the first of the names by
which the reader would place it is the gold one, given the mentions. `event.alone`: how often one name alone was there.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import records
from sayso.language import parse_text
from sayso.language.parse import Entity, Parse
from sayso.places.gazetteer import gazetteer
from sayso.places.geometry import Point, distance_km
from sayso.places.place import Place
from sayso.places.resolution import Resolution, resolve
from sayso.places.toponyms import PLACE_KINDS
from sayso.reading.draft import EventDraft
from sayso.reading.where.choices import choices
from sayso.reading.where.spots import find_spots

NAME = "places"
RIVALS = {
    "geovirus.acc161": "CamCoder .624, CLAVIN .510, population .330",
    "lgl.acc161": "Yahoo .473, CamCoder .397, population .312 (all 588 documents)",
    "geowebnews.acc161": "Edinburgh .464, CamCoder .441, population .271 (all 200 documents)",
}
# Documents a set: a fixed sample, so that all three take less than 40 seconds.
SAMPLES = {"geovirus": 110, "lgl_first70": 120, "geowebnews_first70": 45}
LONGEST = 6000  # characters read of a document; toponyms beyond are left out of the count
SENTENCES = 1500
NEAR_KM = 161.0  # a hundred miles, the field's convention


@dataclass
class Tally:
    """Counts of one set."""

    gold: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    held: int = 0
    held_right: int = 0
    settlements: int = 0
    settlements_right: int = 0


def sample(shared: Path, name: str) -> list[dict[str, Any]]:
    """A fixed sample of a set's documents, in their order."""
    documents = list(records(shared / "bench" / "places" / f"{name}.jsonl.gz"))
    chosen = sorted(random.Random(161).sample(range(len(documents)), min(SAMPLES[name], len(documents))))
    return [documents[n] for n in chosen]


def with_mentions(parse: Parse, golds: list[dict[str, Any]]) -> Parse:
    """The parse with the gold mentions as its only entities of places."""
    spans = sorted({parse.token_range(g["start"], g["end"]) for g in golds})
    found = tuple(Entity(a, b, "settlement", parse.words(a, b), 1.0) for a, b in spans if b > a)
    return Parse(parse.text, parse.tokens, parse.sentences, found)


def points(parse: Parse, resolution: Resolution) -> list[tuple[int, int, Place]]:
    """The characters and the place of every resolved name; of words for a country's people, the country."""
    found = [(parse.tokens[t.start].start, parse.tokens[t.end - 1].end, place)
             for t, place in zip(resolution.toponyms, resolution.places, strict=True) if place is not None]
    for word in resolution.country_words:
        place = gazetteer().region(word.country, None)
        if place is not None:
            found.append((parse.tokens[word.token].start, parse.tokens[word.token].end, place))
    return found


def is_near(gold: dict[str, Any], found: list[tuple[int, int, Place]], most: float) -> bool:
    """Whether a name that overlaps the gold one is put within so many kilometres of it."""
    at: Point = (gold["lat"], gold["lon"])
    return any(start < gold["end"] and end > gold["start"] and distance_km(at, place.point) <= most
               for start, end, place in found)


def measure(documents: list[dict[str, Any]], parser: Callable[[str], Parse] = parse_text) -> Tally:
    """Count over some documents."""
    tally = Tally()
    names = gazetteer()
    for document in documents:
        text = document["text"][:LONGEST]
        golds = [g for g in document["toponyms"] if g.get("lat") is not None and g["end"] <= len(text)]
        if not golds:
            continue
        parse = parser(text)
        free = points(parse, resolve(parse))
        given_parse = with_mentions(parse, golds)
        given = points(given_parse, resolve(given_parse))
        for gold in golds:
            tally.gold += 1
            tally.right += is_near(gold, free, NEAR_KM)
            called = [c.place for c in names.candidates(gold["text"]) if c.match < 2]
            country = names.region(names.demonym(gold["text"]), None)
            called += [country] if country is not None else []
            if called:
                near = is_near(gold, given, NEAR_KM)
                tally.named += 1
                tally.named_right += near
                if any(distance_km((gold["lat"], gold["lon"]), place.point) <= NEAR_KM for place in called):
                    tally.held += 1
                    tally.held_right += near
                if str(gold.get("fcode", "")).startswith("PPL"):
                    tally.settlements += 1
                    tally.settlements_right += is_near(gold, given, 25.0)
    return tally


def place_named(parse: Parse, trigger: int) -> tuple[int, int] | None:
    """The characters of the name by which the reader would place an event first."""
    resolution = resolve(parse)
    spots = find_spots(parse, resolution)
    event = EventDraft("armed_clash", True, (trigger,))
    best = next((c[0] for c in choices(parse, resolution, spots, event, frozenset()) if c), None)
    if best is None:
        return None
    return parse.tokens[best.toponym.start].start, parse.tokens[best.toponym.end - 1].end


def measure_events(shared: Path, most: int = SENTENCES) -> dict[str, float]:
    """Whether events are placed by the right name, over a fixed sample."""
    whole = [d for d in records(shared / "bench" / "places" / "event_location_train.jsonl.gz") if d["locations"]]
    right = alone = 0
    chosen = sorted(random.Random(161).sample(range(len(whole)), min(most, len(whole))))
    for number in chosen:
        document = whole[number]
        parse = parse_text(document["text"])
        golds = sorted({parse.token_range(g["start"], g["end"]) for g in document["locations"]})
        kept = [e for e in parse.entities if not any(e.start < b and e.end > a for a, b in golds)]
        named = [Entity(a, b, "settlement", parse.words(a, b), 1.0) for a, b in golds if b > a]
        entities = tuple(sorted([*kept, *named], key=lambda e: e.start))
        parse = Parse(parse.text, parse.tokens, parse.sentences, entities)
        alone += sum(e.kind in PLACE_KINDS for e in entities) == 1
        trigger, _ = parse.token_range(document["event"]["start"], document["event"]["end"])
        found = place_named(parse, trigger)
        right += found is not None and any(
            found[0] < g["end"] and found[1] > g["start"] for g in document["locations"]
        )
    return {"event.place": right / max(1, len(chosen)), "event.alone": alone / max(1, len(chosen))}


def run(shared: Path) -> dict[str, float]:
    """All figures."""
    found: dict[str, float] = {}
    for name in SAMPLES:
        short = name.split("_")[0]
        tally = measure(sample(shared, name))
        found[f"{short}.acc161"] = tally.right / max(1, tally.gold)
        found[f"{short}.given"] = tally.held_right / max(1, tally.held)
        found[f"{short}.held"] = tally.held / max(1, tally.gold)
        found[f"{short}.named"] = tally.named_right / max(1, tally.named)
        if tally.settlements:
            found["settlements.acc25"] = tally.settlements_right / tally.settlements
    return found | measure_events(shared)
