"""Dates of publication: ISO 8601, with the zone that they came with and none where they came with none."""

from __future__ import annotations

import datetime
import email.utils
import re

_DATE = re.compile(r"\d{4}-?\d\d-?\d\d$|\d{4}-?W\d\d-?\d$")


def iso_published(written: str) -> str:
    """A date or date-time in ISO 8601 as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss` with the UTC offset that it has.

    Raises ValueError where it is neither: a month or a year alone dates no report.
    """
    written = written.strip()
    if _DATE.match(written):
        return datetime.date.fromisoformat(written).isoformat()
    return datetime.datetime.fromisoformat(written).isoformat(timespec="seconds")


def any_published(written: str) -> str | None:
    """As `iso_published`, also from the form of letters and feeds (RFC 5322); None where it is no date."""
    try:
        return iso_published(written)
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(written.strip()).isoformat(timespec="seconds")
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
