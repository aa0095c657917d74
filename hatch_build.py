"""Brings into the package, when it is built, the files that are not ours: those of `assets/package-lock.json`.

Each package comes from the npm registry as the archive that the lock file names by version and SHA-512; no Node.js is
needed to unpack it. A file that is there already, of the same archive, is kept, so that a source distribution builds
without a network. Run by hatchling, also for an editable install.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REGISTRY = "https://registry.npmjs.org"
# Package, the file in it, and where it goes.
FILES = (("world-atlas", "countries-10m.json", "src/sayso/places/data/countries-10m.json"),)
TIMEOUT = 120  # seconds


class AssetsHook(BuildHookInterface):
    """Hatchling's hook: before a wheel, an editable install or a source distribution is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing. Raises RuntimeError, with what to do, where it cannot be had or is not what it should
        be."""
        root = Path(self.root)
        for package, member, target in FILES:
            bring(root, package, member, root / target)
            build_data["artifacts"] += [target, f"{target}.integrity"]


def bring(root: Path, package: str, member: str, target: Path) -> None:
    """Write a file of a locked package, with the archive's hash beside it; nothing where both are there."""
    locked = json.loads((root / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    entry = locked["packages"][f"node_modules/{package}"]
    stamp = target.with_name(f"{target.name}.integrity")
    if target.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == entry["integrity"]:
        return
    archive = fetch(f"{REGISTRY}/{package}/-/{package}-{entry['version']}.tgz")
    check(archive, entry["integrity"], package)
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        content = files.extractfile(f"package/{member}")
        if content is None:
            raise RuntimeError(f"{package} has no file {member}: correct FILES in hatch_build.py")
        new = target.with_name(f"{target.name}.new")
        new.write_bytes(content.read())
        new.replace(target)
    stamp.write_text(f"{entry['integrity']}\n", encoding="utf-8")


def fetch(url: str) -> bytes:
    """The bytes at an address."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
            content: bytes = response.read()
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        raise RuntimeError(
            f"cannot fetch {url} ({error}): building sayso needs the npm registry; install a released wheel instead"
        ) from error
    return content


def check(archive: bytes, integrity: str, package: str) -> None:
    """Whether an archive is the one that was locked (SHA-512, as npm writes it)."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode("ascii")
    if found != integrity:
        raise RuntimeError(f"{package}: the archive's hash {found} is not the locked {integrity}")
