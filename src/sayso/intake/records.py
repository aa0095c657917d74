"""Reports as JSON: one object a report, alone in its file or one a line (JSON Lines)."""

from __future__ import annotations

import json
from typing import Any

from sayso.errors import MalformedRecord, UsageError
from sayso.intake.report import make_report
from sayso.model import Report

_TEXTS = ("title", "publisher", "author", "url", "published")


def read_record(data: bytes, where: str) -> Report:
    """The report of one JSON object: `text`, and where known `id`, `title`, `publisher`, `author`, `url`, `published`.
    Other fields are left alone. Its `id` becomes the report's `ref`.

    Raises MalformedRecord where it is not such an object, EmptyInput where its text is empty.
    """
    record = _object(data, where)
    if "text" not in record and isinstance(record.get("report"), dict):
        raise MalformedRecord("this is a reading, not a report; give the report that it was read from", where=where)
    text = record.get("text")
    if not isinstance(text, str):
        problem = 'no "text" in it' if text is None else f'"text" is {_kind(text)}'
        raise MalformedRecord(f'{problem}; a report is an object with a string "text"', where=where)
    told: dict[str, str] = {}
    for key in _TEXTS:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            told[key] = value
        elif value is not None and not isinstance(value, str):
            raise MalformedRecord(f'"{key}" is {_kind(value)}; make it a string or leave it out', where=where)
    reference = record.get("id")
    if reference is not None and (isinstance(reference, bool) or not isinstance(reference, str | int)):
        raise MalformedRecord(f'"id" is {_kind(reference)}; make it a string or leave it out', where=where)
    ref = None if reference is None else str(reference).encode("utf-8", "replace").decode("utf-8")
    try:
        return make_report(text, data=data, where=where, ref=ref, **told)
    except UsageError as error:
        raise MalformedRecord(str(error), where=where) from None


def _object(data: bytes, where: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8, which JSON is written in; save it as UTF-8"
        raise MalformedRecord(problem, where=where) from None
    except RecursionError:
        raise MalformedRecord("its JSON is nested too deep; a report is a flat object", where=where) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        problem = f"its JSON is broken at {place} ({error.msg}); mend it or leave it out"
        raise MalformedRecord(problem, where=where) from None
    except ValueError as error:  # a number with more digits than Python reads
        raise MalformedRecord(f"its JSON cannot be read ({error}); mend it or leave it out", where=where) from None
    if isinstance(value, list):
        raise MalformedRecord("this is a list; write one report a line (JSON Lines)", where=where)
    if not isinstance(value, dict):
        raise MalformedRecord(f'this is {_kind(value)}; a report is an object with a string "text"', where=where)
    return value


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


