"""Where readings go: standard output, or a file that is replaced whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sayso.errors import OutputError


@contextmanager
def writing(where: str) -> Iterator[None]:
    """What the system says against writing, as an OutputError that names where. A broken pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{where}: it cannot be written ({reason}); nothing was changed there") from error


@contextmanager
def standard_output() -> Iterator[IO[str]]:
    """Standard output, in UTF-8 whatever the locale, flushed at the end."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    yield sys.stdout
    sys.stdout.flush()


@contextmanager
def replaced_file(path: Path) -> Iterator[IO[str]]:
    """A stream to a file beside `path`, which takes its place when all is written and on disk; on any error the file
    that was there stays. What is no regular file (a device, a pipe) is written to as it is."""
    target = Path(os.path.realpath(path))
    if target.exists() and not (target.is_file() or target.is_dir()):
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))  # noqa: PTH101
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; not, where the system would not say."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would have."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
