"""The format of an input: by its suffix, else by what it begins with; and what is no text at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Literal

from sayso.errors import BinaryInput

Format = Literal["text", "markdown", "html", "json", "jsonl"]

HEAD = 4096  # bytes by which an input without a telling suffix is judged

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OBJECT = re.compile(rb'\s*\{\s*(?:"|\})')


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sayso.intake").joinpath("formats.toml").read_text(encoding="utf-8"))


@cache
def _signatures() -> tuple[tuple[int, bytes, str, str], ...]:
    return tuple(
        (row.get("offset", 0), bytes.fromhex(row["magic"]), row["name"], row["advice"]) for row in _data()["binary"]
    )


def format_by_suffix(path: PurePath) -> Format | None:
    """The format that a file's name tells, or None."""
    found: Format | None = _data()["suffixes"].get(path.suffix.lower())
    return found


def known_suffixes() -> tuple[str, ...]:
    """The suffixes of the files that are read out of a folder."""
    return tuple(_data()["suffixes"])


def format_by_head(head: bytes) -> Format:
    """The format that the first bytes of an input tell; `text` where they tell none."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if _OBJECT.match(head):
        return "json"
    return "text"


def is_record(line: bytes) -> bool:
    """Whether a line looks like a whole JSON object, as a line of JSON Lines is."""
    return _OBJECT.match(line) is not None and line.rstrip().endswith(b"}")


def refuse_binary(head: bytes, where: str) -> None:
    """Raises BinaryInput, with what to do, where the first bytes are those of a known format that is no text."""
    for offset, magic, name, advice in _signatures():
        if head.startswith(magic, offset):
            raise BinaryInput(f"this is {name}; {advice}", where=where)
