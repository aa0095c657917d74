"""Points in time as the ledger compares them: ISO 8601 texts as days since 1970-01-01 (UTC), and as calendar days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sayso.errors import UsageError

_SECONDS = 86_400.0
_MINUTES = 1_440
_DATE = len("2024-05-31")


def instant_of(written: str | None) -> float | None:
    """Days since 1970-01-01T00:00Z, to the minute; a date is its first moment, a time without an offset is taken for
    UTC. None where there is none, or where it is no ISO 8601."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() / _SECONDS * _MINUTES) / _MINUTES


def day_of(written: str | None) -> int | None:
    """The calendar day that it names, in its own offset, as the number of days since 1970-01-01; None where there is
    none, or where it is no ISO 8601."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.toordinal() - date(1970, 1, 1).toordinal()


def day_text(day: int) -> str:
    """A calendar day by its number, as ISO 8601: 0 is 1970-01-01."""
    return date.fromordinal(day + date(1970, 1, 1).toordinal()).isoformat()


def as_of_limit(written: str) -> float:
    """The last moment that "as of" such a day or instant takes in, as days since 1970-01-01T00:00Z; a day is taken to
    its end in UTC. Raises UsageError where it is no ISO 8601 date or date-time."""
    moment = instant_of(written)
    if moment is None:
        raise UsageError(f"{written!r} is no date; write 2024-05-31 or 2024-05-31T18:40:00+03:00")
    return moment + 1 - 1 / _MINUTES if len(written) == _DATE else moment


def known_by(written: str, limit: float) -> bool:
    """Whether what became known then was known at a limit; what has no readable date was."""
    moment = instant_of(written)
    return moment is None or moment <= limit
