"""The folder of weights that sayso ships, and its list of contents."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "src" / "sayso" / "language" / "weights"


def write_manifest(out: Path) -> int:
    """List every file of the folder with its size and SHA-256; the sum of the sizes in bytes."""
    files = {}
    for path in sorted(out.iterdir()):
        if path.name != "manifest.json":
            content = path.read_bytes()
            files[path.name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (out / "manifest.json").write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8")
    return sum(int(entry["bytes"]) for entry in files.values())
