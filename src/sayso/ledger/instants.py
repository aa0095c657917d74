"""Points in time as the ledger compares them: ISO 8601 texts as days since 1970-01-01 (UTC), and as calendar days."""

from __future__ import annotations

from datetime import UTC, date, datetime

_SECONDS = 86_400.0
_MINUTES = 1_440


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
