"""Time expressions: found in a text, set against a day of publication, given as TIMEX3 values and as intervals.

Words and patterns are data (`en/words.toml`, `en/patterns.toml`), in the manner of HeidelTime's resources (Strötgen and
Gertz 2013); values follow TIMEX3 of TimeML, intervals EDTF (ISO 8601-2). The room knows nothing of events.
"""

from sayso.times.context import Anchor, Context, Style
from sayso.times.grounds import Ground, reason_of
from sayso.times.interval import (
    Interval,
    months_after,
    of_day,
    of_days,
    of_moments,
    of_month,
    of_year,
    qualified,
    spanning,
)
from sayso.times.meaning import Meaning
from sayso.times.ranges import spans
from sayso.times.recognise import Expression, Mention, mentions, recognise, resolve_mentions
from sayso.times.zones import zone_of

__all__ = [
    "Anchor",
    "Context",
    "Expression",
    "Ground",
    "Interval",
    "Meaning",
    "Mention",
    "Style",
    "mentions",
    "months_after",
    "of_day",
    "of_days",
    "of_moments",
    "of_month",
    "of_year",
    "qualified",
    "reason_of",
    "recognise",
    "resolve_mentions",
    "spanning",
    "spans",
    "zone_of",
]
