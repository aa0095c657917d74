"""The sentence of an event's card: what is told, where, when and with what toll, and how far that may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sayso.codebook.tables import table
from sayso.ledger.attribute_statuses import AttributeStatus
from sayso.ledger.choices import Choice
from sayso.ledger.phrasing import joined, phrase
from sayso.model import Count

_MOST = 2  # targets, and doers, in the sentence
_TO_THE_DAY = ("minute", "hour", "part_of_day", "day")


def sentence_of(
    kind: str, where: Mapping[str, Any] | None, when: Mapping[str, Any] | None, targets: Sequence[Choice],
    actors: Sequence[Choice], counts: Mapping[str, Count], occurrence: AttributeStatus, responsibility: AttributeStatus,
) -> str:
    """The sentence, hedged as the statuses of occurrence and responsibility demand."""
    told = _act(kind, targets) + _place(where) + _day(when) + _toll(counts)
    names, others = _names(occurrence, "affirms"), _names(occurrence, "denies")
    key = str(occurrence.status)
    if (key == "claimed" and not names) or (key in ("refuted", "disputed") and not others):
        key += "_by_nobody"
    return phrase("sentence", key, told=told, names=names, others=others) + _doer(actors, responsibility) + "."


def _act(kind: str, targets: Sequence[Choice]) -> str:
    words = phrase("kinds", kind)
    names = joined([str(choice.value["name"]) for choice in targets[:_MOST]]) if targets else ""
    return f"{words} {names}" if names else words.rsplit(" ", 1)[0]


def _place(where: Mapping[str, Any] | None) -> str:
    name = (where or {}).get("name") or (where or {}).get("written")
    if where is None or not name:
        return ""
    words: Mapping[str, str] = table("en/assessments")["places"]
    return f" {words.get(str(where.get('precision')), words['other'])} {name}"


def _day(when: Mapping[str, Any] | None) -> str:
    earliest = (when or {}).get("earliest")
    if when is None or not earliest:
        return ""
    day = date.fromisoformat(str(earliest)[:10])
    month = phrase("months", "names").split()[day.month - 1]
    if when.get("precision") in _TO_THE_DAY:
        return f", {day.day} {month} {day.year}"
    return f", {month} {day.year}" if when.get("precision") in ("week", "month") else f", {day.year}"


def _toll(counts: Mapping[str, Count]) -> str:
    killed, injured = counts["killed"], counts["injured"]
    if killed.best == 0 and injured.best == 0 and not killed.high and not injured.high:
        return f", {phrase('sentence', 'without_casualties')}"
    parts = [f"{_number(counts[about])} {phrase('nouns', about)}" for about in counts if counts[about].best]
    return f", {' and '.join(parts)}" if parts else ""


def _number(count: Count) -> str:
    """A figure, with its range where there is one."""
    if count.high is None:
        return f"{count.best}+"
    return str(count.best) if count.low == count.high else f"{count.best} ({count.low}–{count.high})"


def _doer(actors: Sequence[Choice], responsibility: AttributeStatus) -> str:
    status = responsibility.status
    named = [c for c in actors if responsibility.value in (c.value["side"], c.value["name"])] or list(actors)
    names = joined(str(c.value["side"] or c.value["name"]) for c in named[:_MOST]) if named else ""
    if not names or status not in ("confirmed", "reported", "claimed", "disputed"):
        return ""
    return phrase("sentence", f"doer_{status}", doer=names, names=_names(responsibility, "affirms"))


def _names(status: AttributeStatus, stance: str) -> str:
    """Who speaks so on an attribute, in a row; "" nobody."""
    deciding = set(status.claims)
    voices = [v for v in status.voices if v.stance == stance and (deciding.intersection(v.claims) or not deciding)]
    named = [voice.name for voice in voices if voice.identity] or [voice.name for voice in voices]
    return joined(named) if named else ""
