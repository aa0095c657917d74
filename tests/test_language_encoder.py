"""The weights: damage is told by name; threads and repetition change nothing; upper and lower case are read."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import LanguageError
from sayso.language import parse_text, parse_texts
from sayso.language.encoder import FILES, WEIGHTS, Encoder, check_files, default_threads
from sayso.language.pipeline import parse

TEXT = "\n\n".join(
    f"The council of district {n} met on Tuesday in Harare. Its chairwoman, Rudo Moyo, said that {n + 3} roads were "
    "closed after the storm, and that the army would help. \"We need water,\" she told Radio Zimbabwe."
    for n in range(12)
)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the weights that may be damaged."""
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(LanguageError, match=name.replace(".", r"\.")):
        Encoder(weights)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(weights: Path, name: str) -> None:
    content = bytearray((weights / name).read_bytes())
    content[len(content) // 2] ^= 1
    (weights / name).write_bytes(bytes(content))
    with pytest.raises(LanguageError, match=name.replace(".", r"\.")):
        check_files(weights)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"files": 3}'])
def test_a_damaged_manifest_is_named(weights: Path, content: str) -> None:
    (weights / "manifest.json").write_text(content)
    with pytest.raises(LanguageError, match=r"manifest\.json|missing"):
        check_files(weights)


def test_no_weights_at_all(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="weights are missing"):
        Encoder(tmp_path)


def test_a_file_that_is_sound_but_no_model_is_refused(weights: Path) -> None:
    (weights / "encoder.onnx").write_bytes(b"not a model")
    manifest = json.loads((weights / "manifest.json").read_text())
    manifest["files"]["encoder.onnx"]["sha256"] = hashlib.sha256(b"not a model").hexdigest()
    (weights / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(LanguageError, match="cannot be loaded"):
        Encoder(weights)


def test_threads_and_repetition_change_nothing() -> None:
    one, four = Encoder(threads=1), Encoder(threads=4)
    first, again, other = parse(TEXT, one), parse(TEXT, one), parse(TEXT, four)
    for found in (again, other):
        assert found == first
        assert np.array_equal(found.vectors, first.vectors)
        assert np.array_equal(found.factuality, first.factuality)


def test_texts_do_not_change_each_other() -> None:
    alone = [parse_text(TEXT), parse_text("Short."), parse_text(TEXT)]
    assert list(parse_texts([TEXT, "Short.", TEXT])) == alone


@pytest.mark.parametrize(("value", "threads"), [("4", 4), ("1", 1), ("0", 1), ("", 2), ("many", 2), ("-3", 2)])
def test_threads_from_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, threads: int) -> None:
    monkeypatch.setenv("SAYSO_THREADS", value)
    assert default_threads() == threads


SENTENCE = "A drone hit a bus near Baghdad on Tuesday, killing three soldiers, Governor Hamid Rashid told Reuters."


@pytest.mark.parametrize("text", [SENTENCE, SENTENCE.upper(), SENTENCE.lower()], ids=["usual", "upper", "lower"])
def test_case_does_not_hide_who_and_where(text: str) -> None:
    parse = parse_text(text)
    assert len(parse.sentences) == 1
    hit = next(t for t in parse.tokens if t.text.lower() == "hit")
    assert hit.upos == "VERB"
    assert {t.text.lower() for t in parse.children(hit.index, "nsubj")} == {"drone"}
    assert {t.text.lower() for t in parse.children(hit.index, "obj")} == {"bus"}
    kinds = {e.text.lower(): e.kind for e in parse.entities}
    assert kinds.get("tuesday") == "time"
    assert any("baghdad" in name and kind in ("settlement", "region", "place") for name, kind in kinds.items())
    assert any("hamid rashid" in name and kind == "person" for name, kind in kinds.items())


def test_a_plain_sentence_is_parsed_as_anyone_would() -> None:
    parse = parse_text("The rebels did not attack the bridge.")
    attack = next(t for t in parse.tokens if t.text == "attack")
    assert attack.is_root
    assert (attack.upos, attack.lemma) == ("VERB", "attack")
    assert [t.lemma for t in parse.children(attack.index, "nsubj", "obj")] == ["rebel", "bridge"]
    assert [t.text for t in parse.children(attack.index, "advmod")] == ["not"]
