"""What the wheel brings that is not ours is what the lock file names, or the build stops with a reason."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as files:
        entry = tarfile.TarInfo(f"package/{name}")
        entry.size = len(content)
        files.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def locked(root: Path, content: bytes) -> None:
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    (root / "assets").mkdir()
    (root / "assets" / "package-lock.json").write_text(
        json.dumps({"packages": {"node_modules/atlas": {"version": "1.0.0", "integrity": integrity}}}), encoding="utf-8"
    )


def test_a_file_is_fetched_once_and_kept(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed, asked = archive("map.json", b"{}"), []
    locked(tmp_path, packed)
    monkeypatch.setattr(hook, "fetch", lambda url: asked.append(url) or packed)
    for _ in range(2):
        hook.bring(tmp_path, "atlas", "map.json", tmp_path / "map.json")
    assert (tmp_path / "map.json").read_bytes() == b"{}"
    assert asked == ["https://registry.npmjs.org/atlas/-/atlas-1.0.0.tgz"]


def test_another_archive_than_the_locked_one_is_refused(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(tmp_path, archive("map.json", b"{}"))
    monkeypatch.setattr(hook, "fetch", lambda url: archive("map.json", b"[]"))
    with pytest.raises(RuntimeError, match="is not the locked"):
        hook.bring(tmp_path, "atlas", "map.json", tmp_path / "map.json")
    assert not (tmp_path / "map.json").exists()


def test_without_a_network_the_build_says_what_to_do(hook: ModuleType) -> None:
    with pytest.raises(RuntimeError, match=r"cannot fetch .*install a released wheel"):
        hook.fetch("http://127.0.0.1:9/atlas.tgz")


def test_every_file_that_is_brought_is_locked(hook: ModuleType) -> None:
    packages = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for package, _, target in hook.FILES:
        assert packages[f"node_modules/{package}"]["integrity"].startswith("sha512-")
        assert (ROOT / target).is_file(), "the package was installed without it"
