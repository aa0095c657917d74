"""Events that everyone dates alike, from which reports count: "eight days after the fall of Kabul"."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files


def known_event_at(text: str, start: int, published: date | None) -> date | None:
    """The day of the known event whose name begins at a character (or after "the" there): of several days the last one
    before the day of publication, none where that is unknown and there are several."""
    match = _phrases().match(text, start)
    if match is None:
        return None
    days = _days()[" ".join(match.group("name").lower().split())]
    if published is None:
        return days[0] if len(days) == 1 else None
    past = [day for day in days if day <= published]
    return past[-1] if past else None


@cache
def _days() -> dict[str, tuple[date, ...]]:
    data = tomllib.loads(files("sayso.reading").joinpath("en/known_events.toml").read_text(encoding="utf-8"))
    return {
        phrase.lower(): tuple(date.fromisoformat(day) for day in row["dates"])
        for row in data["event"] for phrase in row["phrases"]
    }


@cache
def _phrases() -> re.Pattern[str]:
    names = sorted(_days(), key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"\s*(?:the\s+)?(?P<name>{either})\b", re.IGNORECASE)
