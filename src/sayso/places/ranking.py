"""How likely a place is meant by its name alone, before anything is known of the report."""

from __future__ import annotations

import math

from sayso.places.place import Candidate
from sayso.places.settings import setting


def prior(candidate: Candidate) -> float:
    """The score of a candidate by its kind, its population and how its name fits, in powers of ten of population."""
    place, weights, evidence = candidate.place, setting("prior"), setting("evidence")
    if place.source is not None and not place.population:
        score = float(weights["unknown_population"])
    elif place.kind in ("country", "area"):
        score = float(weights[place.kind])
    elif place.kind != "settlement":
        score = max(float(weights[place.kind]), math.log10(place.population + 1))
    elif place.population:
        score = math.log10(place.population + 1) + (float(weights["capital"]) if place.feature == "capital" else 0.0)
    else:
        score = float(weights["unknown_population"]) if place.geonameid else float(weights["area"])
    return score + (0.0, evidence["other_name"], evidence["alike_name"])[candidate.match]
