"""Which words the encoder reads together: windows of whole sentences, and all the text's scores from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sayso.language.encoder import MAXIMUM_PIECES, Encoder, Scores, join
from sayso.language.sentences import sentence_starts, sure_starts

_USUAL_PIECES = 110


@dataclass(frozen=True)
class Read:
    """The scores of all words of a text, at which words a sentence begins, and the ranges of words read together."""

    scores: Scores
    starts: list[bool]
    windows: list[tuple[int, int]]


def read_words(encoder: Encoder, paragraphs: Sequence[Sequence[str]]) -> Read | None:
    """Read the words of a text, given by paragraph; None where there is none.

    A window holds whole sentences of one or more paragraphs, about 110 pieces: paragraphs part at their ends and at
    sure starts of sentences. A stretch that is too long for a window is read from start to start, each window
    beginning where the last sentence of the one before was found to begin, so that every sentence is read whole.
    """
    stretches = [part for words in paragraphs for part in _stretches(encoder, words)]
    windows: list[list[Sequence[str]]] = []
    size = _USUAL_PIECES
    for words in stretches:
        length = _length(encoder, words)
        if windows and size + length <= _USUAL_PIECES:
            windows[-1].append(words)
            size += length
        else:
            windows.append([words])
            size = length
    if not windows:
        return None
    short = [n for n, w in enumerate(windows) if sum(_length(encoder, s) for s in w) <= MAXIMUM_PIECES]
    scored = dict(zip(short, encoder.read([[w for s in windows[n] for w in s] for n in short]), strict=True))
    parts, starts = [], []
    for number, window in enumerate(windows):
        if number in scored:
            at = 0
            for words in window:
                starts.extend(sentence_starts(words, scored[number].sentence_start[at : at + len(words)]))
                at += len(words)
            parts.append(scored[number])
        else:
            chain = _chain(encoder, window[0])
            parts.extend(chain.scores.part(a, b) for a, b in chain.windows)
            starts.extend(chain.starts)
    return Read(join(parts), starts, _ranges(parts))


def _ranges(parts: Sequence[Scores]) -> list[tuple[int, int]]:
    ends = list(accumulate(len(p.factuality) for p in parts))
    return list(pairwise([0, *ends]))


def _length(encoder: Encoder, words: Sequence[str]) -> int:
    return sum(len(encoder.pieces(word)) for word in words)


def _stretches(encoder: Encoder, words: Sequence[str]) -> list[Sequence[str]]:
    """A paragraph, or where it is too long for a usual window, its parts between sure starts of sentences."""
    if not words:
        return []
    if _length(encoder, words) <= _USUAL_PIECES:
        return [words]
    cuts = [index for index, sure in enumerate(sure_starts(words)) if sure]
    return [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def _chain(encoder: Encoder, words: Sequence[str]) -> Read:
    """A stretch that is too long for a window, read window by window."""
    parts: list[Scores] = []
    starts: list[bool] = []
    at = 0
    while at < len(words):
        end, size = at, 0
        while end < len(words) and size + len(encoder.pieces(words[end])) <= MAXIMUM_PIECES:
            size += len(encoder.pieces(words[end]))
            end += 1
        scores = encoder.read([words[at:end]])[0]
        begins = sentence_starts(words[at:end], scores.sentence_start)
        cut = end - at
        if end < len(words):
            cut = max((n for n, begin in enumerate(begins) if begin and n), default=0) or _safe_cut(words[at:end])
        parts.append(scores.part(0, cut))
        starts.extend(begins[:cut])
        at += cut
    return Read(join(parts), starts, _ranges(parts))


def _safe_cut(words: Sequence[str]) -> int:
    """Where to part a sentence longer than a window: after the last mark of its second half, else at the end."""
    for marks in ((";", "—", "–", "--", ":"), (",", ")", "”", '"')):
        for index in range(len(words) - 2, len(words) // 2, -1):
            if words[index] in marks:
                return index + 1
    return len(words)
