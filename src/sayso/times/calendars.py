"""Other calendars: Islamic, Hebrew, Persian and Buddhist-era dates, and Easter, as days of the Gregorian calendar.

Islamic dates are those of the Umm al-Qura calendar (package `hijridate`) from 1343 to 1500 AH, and of the tabular one
(package `convertdate`) before and after; where the new moon is sighted, a country may be a day off.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from functools import cache

_UMM_AL_QURA = range(1343, 1501)
_BUDDHIST_ERA = 543  # years before Christ
_EPOCHS = {"hebrew": -3761, "persian": 621}  # what a year of the calendar is at most behind one of ours
_ADAR = 12


@cache
def day_in(calendar: str, year: int, month: int, day: int) -> date:
    """The day of a date of the calendar "hijri", "hebrew", "persian" or "buddhist". Raises ValueError where there is no
    such date. Adar is the second one in Hebrew leap years."""
    if calendar == "buddhist":
        return date(year - _BUDDHIST_ERA, month, day)
    if calendar == "hijri" and year in _UMM_AL_QURA:
        from hijridate import Hijri

        found = Hijri(year, month, day).to_gregorian()
        return date(found.year, found.month, found.day)
    from convertdate import hebrew, islamic, persian

    if calendar == "hebrew" and month == _ADAR and hebrew.leap(year):
        month += 1
    converter = {"hijri": islamic, "hebrew": hebrew, "persian": persian}[calendar]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # convertdate warns of calls that it makes itself
        return date(*converter.to_gregorian(year, month, day))


def years_in(calendar: str, year: int) -> range:
    """The years of a calendar that fall into a Gregorian year, with one before and one after."""
    if calendar == "hijri":
        about = round((year - 621.5) * 33 / 32)
    elif calendar == "buddhist":
        about = year + _BUDDHIST_ERA
    else:
        about = year - _EPOCHS[calendar]
    return range(about - 1, about + 2)


def month_in(calendar: str, year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month. Raises ValueError where there is no such month."""
    following = day_in(calendar, year + month // 12, month % 12 + 1, 1)
    return day_in(calendar, year, month, 1), following - timedelta(days=1)


def year_of_calendar(calendar: str, year: int) -> tuple[date, date]:
    """The first and last day of a year. Raises ValueError where there is no such year."""
    return day_in(calendar, year, 1, 1), day_in(calendar, year + 1, 1, 1) - timedelta(days=1)


@cache
def easter_of(year: int, orthodox: bool) -> date:
    """Easter Sunday, in the Gregorian calendar, of the Western or the Orthodox churches."""
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    found = easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN)
    return date(found.year, found.month, found.day)
