"""Light at the place: whether "at dawn, 04:30" or "in darkness" agrees with the sun and the moon there and then.

The sun's and the moon's places are computed by the package `astral`, to about a tenth of a degree.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.language.parse import Parse
from sayso.model import Check, Quote, Where
from sayso.model.check import Verdict
from sayso.reading.when.dating import Dating
from sayso.reading.when.offsets import zone_of_place

if TYPE_CHECKING:
    from astral import Observer

_NARROW = ("exact", "settlement", "near_settlement", "district")  # a region is too wide: the sun differs by minutes
_LUNATION = 28.0  # the scale of astral's phases
_STEP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Light:
    """A kind of statement: the bounds of light.toml."""

    name: str
    lowest: float
    highest: float
    sun: str | None
    moon: tuple[float, float] | None
    up: bool


def light_checks(
    parse: Parse, dated: Sequence[Dating | None], wheres: Sequence[Where | None]
) -> tuple[Check, ...]:
    """The statements of light that stand in the sentence of an event's clock time, where its place is known."""
    found: dict[tuple[int, int], Check] = {}
    for number, dating in enumerate(dated):
        where = wheres[number] if number < len(wheres) else None
        if dating is None or where is None or dating.interval.precision not in ("minute", "hour"):
            continue
        if where.lat is None or where.lon is None or where.precision not in _NARROW:
            continue
        moments = _moments(dating, where)
        clocks = [phrase for phrase in dating.phrases if phrase.expression.meaning.has_clock]
        for sentence in sorted({parse.tokens[phrase.head].sentence for phrase in clocks}):
            for start, end, light in _statements(parse, sentence):
                if moments and (start, end) not in found:
                    found[start, end] = _check(parse.text, (start, end), light, moments, where)
    return tuple(found[span] for span in sorted(found))


def _moments(dating: Dating, where: Where) -> list[datetime]:
    """The moments that an hour or a minute may be, with their offset; none where no zone is known."""
    zone = zone_of_place(where)
    first, last = dating.interval.earliest, dating.interval.latest
    if first.tzinfo is None and zone is None:
        return []
    result = []
    while first <= last:
        result.append(first if first.tzinfo is not None else first.replace(tzinfo=zone))
        first += _STEP
    return [moment.astimezone(zone) for moment in result] if zone is not None else result


def _statements(parse: Parse, sentence: int) -> list[tuple[int, int, Light]]:
    told = parse.sentences[sentence]
    start, end = parse.tokens[told.start].start, parse.tokens[told.end - 1].end
    pattern, kinds = lights()
    return [
        (match.start(), match.end(), kinds[" ".join(match.group().lower().split())])
        for match in pattern.finditer(parse.text, start, end)
    ]


@cache
def lights() -> tuple[re.Pattern[str], dict[str, Light]]:
    """Where statements of light stand, and what each of them, in lower case, means."""
    data = tomllib.loads(files("sayso.reading").joinpath("en/light.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Light] = {}
    for row in data["light"]:
        moon = tuple(row["moon"]) if "moon" in row else None
        light = Light(row["name"], row.get("lowest", -90), row.get("highest", 90), row.get("sun"), moon,
                      row.get("up", False))
        kinds |= dict.fromkeys(row["phrases"], light)
    phrases = sorted(kinds, key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE), kinds


def _check(text: str, span: tuple[int, int], light: Light, moments: Sequence[datetime], where: Where) -> Check:
    """A statement against the sky: consistent where it holds at any of the moments."""
    from astral import Observer

    observer = Observer(where.lat or 0.0, where.lon or 0.0, 0.0)
    fits = any(_holds(light, observer, moment) for moment in moments)
    verdict: Verdict = "consistent" if fits else "inconsistent"
    measured = _moon_told(observer, moments[0]) if light.moon is not None else _sun_told(observer, moments[0])
    return Check(
        kind="light",
        quote=Quote.of(text, *span),
        stated=f"{text[slice(*span)]}, {_clock(moments)}",
        measured=measured,
        verdict=verdict,
    )


def _clock(moments: Sequence[datetime]) -> str:
    first, last = moments[0].strftime("%H:%M"), moments[-1].strftime("%H:%M")
    return first if first == last else f"{first} to {last}"


def _holds(light: Light, observer: Observer, moment: datetime) -> bool:
    from astral import moon, sun

    if light.moon is not None:
        lit = _lit(moment)
        is_up = moon.elevation(observer, moment) > 0
        fits = light.moon[0] <= lit <= light.moon[1]
        return (fits and is_up) if light.up else (fits or not is_up)
    height = sun.elevation(observer, moment)
    if not light.lowest <= height <= light.highest:
        return False
    rising = sun.elevation(observer, moment + _STEP) > height
    return light.sun is None or rising == (light.sun == "rising")


def _lit(moment: datetime) -> float:
    """The part of the moon's disk that is lit."""
    from astral import moon

    return (1 - math.cos(2 * math.pi * moon.phase(moment.date()) / _LUNATION)) / 2


def _moon_told(observer: Observer, moment: datetime) -> str:
    from astral import moon

    height = moon.elevation(observer, moment)
    side = "above" if height > 0 else "below"
    return f"the moon was {_lit(moment):.0%} lit and {abs(height):.0f}° {side} the horizon"


def _sun_told(observer: Observer, moment: datetime) -> str:
    """Sunrise, sunset and the sun's height, in local time; only the height where the sun neither rises nor sets."""
    from astral import sun

    height = sun.elevation(observer, moment)
    told = f"the sun was {abs(height):.0f}° {'above' if height > 0 else 'below'} the horizon"
    zone = moment.tzinfo or UTC
    try:
        rise = sun.sunrise(observer, moment.date(), tzinfo=zone)
        down = sun.sunset(observer, moment.date(), tzinfo=zone)
    except ValueError:
        return f"{told}, and neither rose nor set that day"
    return f"{told}; it rose at {rise:%H:%M} and set at {down:%H:%M}"
