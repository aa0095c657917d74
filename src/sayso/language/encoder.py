"""The encoder at run time: words in, what the heads say of each word out.

A window of words is one run of the ONNX graph, always alone and on one thread: the scales of int8 activations are
taken over a whole tensor, so a window's figures must not depend on what else is read, nor on how many threads there
are. Speed comes from several windows at once, each on a thread of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import LanguageError
from sayso.language.words import case_class

WEIGHTS = Path(__file__).parent / "weights"
FILES = ("encoder.onnx", "heads.npz", "labels.json", "lemmas.json.gz", "tokenizer.json")
MAXIMUM_PIECES = 180
_LONGEST_WORD = 12
_REMEMBERED_WORDS = 200_000
_REPAIR = "install sayso anew, or run `make weights` in a source tree"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """What the heads say, a row a word: `vectors` [words, 384]; `sentence_start` and `factuality` [words];
    `upos`, `xpos`, `entity`, `speech_flags` [words, labels] (logits); halves of the biaffine forms [words, size]."""

    vectors: Floats
    sentence_start: Floats
    upos: Floats
    xpos: Floats
    entity: Floats
    factuality: Floats
    arc_dependent: Floats
    arc_head: Floats
    relation_dependent: Floats
    relation_head: Floats
    speech_flags: Floats
    pointer_dependent: Floats
    pointer_head: Floats

    def part(self, start: int, end: int) -> Scores:
        """The rows `start` to `end`."""
        return Scores(*(getattr(self, f.name)[start:end] for f in fields(self)))


def join(parts: Sequence[Scores]) -> Scores:
    """The rows of several scores, one after the other."""
    return Scores(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Scores)))


@dataclass(frozen=True)
class Labels:
    """The labels of the heads, in the order of their scores."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    entity: tuple[str, ...]


@dataclass(frozen=True)
class Heads:
    """The biaffine forms: arcs [A+1, A], relations [K, R+1, R+1] and pointers [3, P+1, P], with the vectors that stand
    for the root, or for none."""

    arc_weight: Floats
    root_head: Floats
    relation_weight: Floats
    root_relation_head: Floats
    pointer_weight: Floats
    pointer_none: Floats

    @cached_property
    def relation_table(self) -> Floats:
        """`relation_weight` as one matrix [R+1, K · (R+1)], so that all relations are one product."""
        relations, size, _ = self.relation_weight.shape
        return np.ascontiguousarray(self.relation_weight.transpose(1, 0, 2).reshape(size, relations * size))


class Encoder:
    """The loaded weights. `threads`: how many windows are read at once; the result does not depend on it."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 2) -> None:
        check_files(folder)
        try:
            tables = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.labels = Labels(*(tuple(tables[name]) for name in ("upos", "xpos", "relations", "entity")))
            with np.load(folder / "heads.npz") as arrays:
                self.heads = Heads(*(arrays[f.name].astype(np.float32) for f in fields(Heads)))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = _session(folder / "encoder.onnx")
        except Exception as error:
            raise LanguageError(f"the encoder in {folder} cannot be loaded ({error}); {_REPAIR}") from error
        self._begin, self._end, self._unknown = (self._special(name) for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._remembered: dict[str, tuple[int, ...]] = {}
        self._names = [output.name for output in self._session.get_outputs()]
        self._pool = ThreadPoolExecutor(max(1, threads), thread_name_prefix="sayso-encoder")

    def _special(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise LanguageError(f"the encoder's tokenizer knows no {name}; {_REPAIR}")
        return int(found)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The word pieces of a word: at least one, at most twelve."""
        found = self._remembered.get(word)
        if found is None:
            sound = word.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
            ids = self._tokenizer.encode(sound, add_special_tokens=False).ids[:_LONGEST_WORD]
            found = tuple(ids) if ids else (self._unknown,)
            if len(self._remembered) < _REMEMBERED_WORDS:
                self._remembered[word] = found
        return found

    def read(self, windows: Sequence[Sequence[str]]) -> list[Scores]:
        """The scores of every window of words, in order. A window has at least one word and at most MAXIMUM_PIECES."""
        if len(windows) == 1:
            return [self._window(windows[0])]
        order = sorted(range(len(windows)), key=lambda n: -len(windows[n]))
        waiting = {n: self._pool.submit(self._window, windows[n]) for n in order}
        return [waiting[n].result() for n in range(len(windows))]

    def _window(self, words: Sequence[str]) -> Scores:
        ids, cases = [self._begin], [0]
        first, last = [], []
        for word in words:
            pieces = self.pieces(word)
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([case_class(word)] * len(pieces))
            last.append(len(ids) - 1)
        ids.append(self._end)
        cases.append(0)
        feed = {
            name: np.array([values], dtype=np.int64)
            for name, values in zip(
                ("piece_ids", "case_ids", "piece_mask", "word_first", "word_last"),
                (ids, cases, [1] * len(ids), first, last), strict=True,
            )
        }
        found = dict(zip(self._names, self._session.run(None, feed), strict=True))
        return Scores(*(found[f.name][0] for f in fields(Scores)))


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def check_files(folder: Path) -> None:
    """Check every file of the weights against the manifest's SHA-256.

    Raises LanguageError, with the file's name, where one is missing or damaged.
    """
    try:
        listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        digests = {name: str(entry["sha256"]) for name, entry in listed.items()}
    except FileNotFoundError:
        raise LanguageError(f"the encoder's weights are missing: there is no manifest in {folder}; {_REPAIR}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LanguageError(f"{folder / 'manifest.json'} is damaged; {_REPAIR}") from None
    for name in FILES:
        path = folder / name
        if name not in digests or not path.is_file():
            raise LanguageError(f"the encoder's file {path} is missing; {_REPAIR}")
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest != digests[name]:
            raise LanguageError(f"the encoder's file {path} is damaged (its SHA-256 is not the manifest's); {_REPAIR}")


def default_threads() -> int:
    """How many windows are read at once: SAYSO_THREADS where it is set to a whole number, else 2."""
    wanted = os.environ.get("SAYSO_THREADS", "")
    return max(1, int(wanted)) if wanted.isdecimal() else 2


@cache
def default_encoder() -> Encoder:
    """The encoder that comes with the package, loaded once."""
    return Encoder(threads=default_threads())
