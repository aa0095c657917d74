"""Who says what, as the encoder's heads see it: which words are cues, sources and contents, and what points to what.

The pointers are biaffine forms as those of the parser (Dozat and Manning, ICLR 2017), scored within each window of
words that the encoder read together; a pointer out of its window is none. A form may put its weight on any word of the
span that it means, so a score is that of the span: the word and its neighbours of the same flag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sayso.language.encoder import Heads, Scores

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

FLAGS = ("cue", "source", "content", "denies", "declines", "probable", "possible")  # the first of the branch's
POINTERS = 2  # of those that the branch has: to cues and to sources


@dataclass(frozen=True)
class Speech:
    """A row a token. Probabilities that the word is part of a cue, of a source as it is cited, of what is said; of a
    cue word, that it denies, declines, says probably or possibly. The branch has more, learned from sets that count
    knowing and thinking as saying (training/labels.py), which nothing here reads.

    `cue_of`: a token of the cue of the innermost statement that holds the word (of a cue: that holds the cue);
    `source_of`: of a cue, a token of the mention of its source. Each is -1 where it is none, and its score the
    probability of the span.
    """

    cue: Floats
    source: Floats
    content: Floats
    denies: Floats
    declines: Floats
    probable: Floats
    possible: Floats
    cue_of: Whole
    source_of: Whole
    cue_score: Floats
    source_score: Floats


def no_speech() -> Speech:
    """That of no words."""
    nothing, none = np.zeros(0, np.float32), np.zeros(0, np.int64)
    flags = dict.fromkeys(FLAGS, nothing)
    return Speech(**flags, cue_of=none, source_of=none, cue_score=nothing, source_score=nothing)


def read_speech(heads: Heads, scores: Scores, windows: Sequence[tuple[int, int]], base: int = 0) -> Speech:
    """What the heads say of words that were read in windows, given as ranges; indices are counted from `base`."""
    flags = 1.0 / (1.0 + np.exp(-scores.speech_flags[:, : len(FLAGS)].astype(np.float64)))
    size = len(flags)
    targets = np.full((2, size), -1, np.int64)
    found = np.zeros((2, size), np.float32)
    for start, end in windows:
        part = slice(start, end)
        chances = pointer_chances(heads, scores.pointer_dependent[part], scores.pointer_head[part])
        for number, flag in enumerate(("cue", "source")):
            best = chances[number].argmax(axis=1)
            mass = _span_mass(chances[number], flags[part, FLAGS.index(flag)] >= 0.5)
            targets[number, part] = np.where(best == 0, -1, best - 1 + start + base)
            found[number, part] = mass[np.arange(end - start), best]
    rows = {name: np.ascontiguousarray(flags[:, n], dtype=np.float32) for n, name in enumerate(FLAGS)}
    return Speech(**rows, cue_of=targets[0], source_of=targets[1], cue_score=found[0], source_score=found[1])


def join_speech(parts: Sequence[Speech]) -> Speech:
    """The rows of several, one after the other."""
    return Speech(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Speech)))


def pointer_chances(heads: Heads, dependent: Floats, head: Floats) -> NDArray[np.float64]:
    """Probabilities [POINTERS, words, 1 + words] of what each word's pointers go to; column 0 is none."""
    weighted = dependent @ heads.pointer_weight[:POINTERS, :-1] + heads.pointer_weight[:POINTERS, -1:, :]
    none = weighted @ heads.pointer_none[:POINTERS, :, None]
    scores = np.concatenate([none, weighted @ head.T], axis=2).astype(np.float64)
    scores -= scores.max(axis=2, keepdims=True)
    powers = np.exp(scores)
    found: NDArray[np.float64] = powers / powers.sum(axis=2, keepdims=True)
    return found


def _span_mass(chances: NDArray[np.float64], flagged: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The probabilities [words, 1 + words] summed over the run of flagged words in which each stands."""
    runs = np.zeros(len(flagged), np.int64)  # the number of each word's run; an unflagged word is a run of its own
    for index in range(1, len(flagged)):
        runs[index] = runs[index - 1] + (not (flagged[index] and flagged[index - 1]))
    sums = np.zeros((len(chances), int(runs[-1]) + 1))
    np.add.at(sums.T, runs, chances[:, 1:].T)
    return np.concatenate([chances[:, :1], sums[:, runs]], axis=1)
