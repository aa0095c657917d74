"""Names of time zones as reports write them: "GMT", "Moscow time", "+03:00"."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from sayso.times.lexicon import resource

LOCAL = "local"
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2}):?(\d{2})?", re.IGNORECASE)


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone of a name in any case; None for local time and for names that are not known."""
    name = name.lower()
    match = _OFFSET.fullmatch(name)
    if match:
        minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
        return timezone(timedelta(minutes=minutes if match.group(1) == "+" else -minutes))
    tables = resource("en/zones.toml")
    known = tables["short"].get(name, tables["named"].get(name))
    if known is None or known == LOCAL:
        return None
    if isinstance(known, int):
        return timezone(timedelta(minutes=known)) if known else UTC
    return ZoneInfo(known)


def zone_of_letter(letter: str) -> str:
    """The zone of a letter of the military alphabet, as an offset: Z is UTC, A to M (without J) lie east of it, N to Y
    west; J is local time."""
    if letter == "Z":
        return "z"
    if letter == "J":
        return LOCAL
    east = "ABCDEFGHIKLM".find(letter)
    return f"+{east + 1:02d}:00" if east >= 0 else f"-{'NOPQRSTUVWXY'.index(letter) + 1:02d}:00"
