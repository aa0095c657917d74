"""The values that analysts decide on, checked and put into the form in which the card has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from sayso.codebook import KINDS
from sayso.errors import UsageError
from sayso.ledger.sayings import COUNTS
from sayso.model import Actor, Count, Target, Weapon, When, Where

_NOUNS: dict[str, type[Actor] | type[Target] | type[Weapon]] = {"actors": Actor, "targets": Target, "weapons": Weapon}
_DAY_LENGTH = len("2023-05-01")


def decided_value(number: int, field: str, value: Any) -> Any:
    """The value of a field as decision `number` gives it. A place may be given by its name, a time by its day, a count
    by one number, a doer or a thing by its name alone or in a list; None empties the field.

    Raises UsageError for a value that the field cannot have."""
    if value is None:
        return [] if field in _NOUNS else Count().model_dump() if field in COUNTS else None
    try:
        return _form_of(field)(value)
    except (ValidationError, TypeError, ValueError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise UsageError(f"decision {number}: {value!r} is no value of {field} ({told}); {_advice(field)}") from error


def _form_of(field: str) -> Callable[[Any], Any]:
    if field in COUNTS:
        return _count
    if field in _NOUNS:
        return lambda value: [_thing(field, item) for item in (value if isinstance(value, list) else [value])]
    return {"kind": _kind, "where": _where, "when": _when}.get(field, _text)


def _count(value: Any) -> dict[str, Any]:
    if isinstance(value, int):
        value = {"low": value, "best": value, "high": value}
    return Count.model_validate(value).model_dump(mode="json")


def _thing(field: str, value: Any) -> dict[str, Any]:
    noun = _NOUNS[field]
    given = {"name": value} if isinstance(value, str) else dict(value)
    if noun is not Actor:
        given = {"kind": "other", **given}
    return noun.model_validate(given).model_dump(mode="json")


def _kind(value: Any) -> str:
    if value not in KINDS:
        raise ValueError("it is no kind of event")
    return str(value)


def _where(value: Any) -> dict[str, Any]:
    given = {"name": value, "written": value} if isinstance(value, str) else value
    return Where.model_validate(given).model_dump(mode="json", exclude={"basis"})


def _when(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        if len(value) != _DAY_LENGTH:
            raise ValueError("it is no day")
        value = {"earliest": f"{value}T00:00:00", "latest": f"{value}T23:59:59", "edtf": value, "precision": "day"}
    when = When.model_validate(value)
    for moment in (when.earliest, when.latest):
        if moment is not None:
            datetime.fromisoformat(moment)
    return when.model_dump(mode="json", exclude={"basis"})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("it is no text")
    return value


def _advice(field: str) -> str:
    if field == "kind":
        return f"give one of {', '.join(KINDS)}"
    if field in COUNTS:
        return "give a number, or low, best and high"
    if field in _NOUNS:
        return "give a name, a description as in a reading, or a list of either"
    return {
        "when": "give a day (2023-05-01), or earliest, latest, edtf and precision in ISO 8601",
        "where": "give a name, or the fields of a place",
    }.get(field, "give a text")
