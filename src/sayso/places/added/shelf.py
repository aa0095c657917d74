"""Where added gazetteers lie, and what is known of each."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import GazetteerError

ENDING = ".sqlite"
SCHEMA_VERSION = "1"
SPAN = 100_000_000  # numbers of places that each added gazetteer has for itself


@dataclass(frozen=True, slots=True)
class Added:
    """An added gazetteer: its name, the file that it was made from, the first 12 digits of that file's SHA-256, how
    many places and names it holds, how many of the places were known before, and where it lies. Its places are numbered
    from `serial` times `SPAN`."""

    name: str
    origin: str
    digest: str
    places: int
    names: int
    joined: int
    serial: int
    path: Path

    @property
    def version(self) -> str:
        """The name with what tells this version of it from others."""
        return f"{self.name} ({self.origin}, sha256 {self.digest})"


def shelf() -> Path:
    """The folder of added gazetteers: `added` in SAYSO_GAZETTEER where that is set, else among the user's data."""
    named = os.environ.get("SAYSO_GAZETTEER")
    if named:
        return Path(named) / "added"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "sayso" / "gazetteers"


def added_gazetteers() -> tuple[Added, ...]:
    """All added gazetteers by name. Raises GazetteerError where one is damaged."""
    folder = shelf()
    try:
        paths = sorted(folder.glob(f"[!.]*{ENDING}"))
    except OSError as error:
        raise GazetteerError(f"the folder of added gazetteers, {folder}, cannot be read ({error})") from error
    return tuple(described(path) for path in paths)


def described(path: Path) -> Added:
    """What an added gazetteer says of itself. Raises GazetteerError where it is damaged."""
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            meta = dict(database.execute("SELECT key, value FROM meta"))
        finally:
            database.close()
        if meta["schema"] != SCHEMA_VERSION:
            raise KeyError("schema")
        return Added(path.name.removesuffix(ENDING), meta["origin"], meta["digest"], int(meta["places"]),
                     int(meta["names"]), int(meta["joined"]), int(meta["serial"]), path)
    except (sqlite3.Error, KeyError, ValueError) as error:
        name = path.name.removesuffix(ENDING)
        raise GazetteerError(
            f"the added gazetteer {name!r} is damaged or of another version; "
            f"run 'sayso gazetteer remove {name}' and add it again"
        ) from error
