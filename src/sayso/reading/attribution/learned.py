"""Sayings as the encoder's heads see them, and what the rules take from them.

The heads are small and see a window of some hundred words, the rules know the grammar and the whole report: so each is
asked where the other is weak. All thresholds are in `learned.toml`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.language.parse import Parse
from sayso.model import Certainty, Stance
from sayso.reading.attribution.cue_words import lexicon, words
from sayso.reading.attribution.subjects import is_footage, is_source_like, is_statement_noun
from sayso.reading.attribution.utterances import Utterance
from sayso.reading.attribution.verb_cues import hearers
from sayso.reading.attribution.verb_subjects import is_nobody
from sayso.reading.draft import Span

Floats = NDArray[np.float32]
_GAP = 2
_MOST = 0.6  # of the words of a sentence: one that is said is said whole


@dataclass(frozen=True, slots=True)
class Heard:
    """One saying as the heads have it. `source` is the head token of a phrase, `outer` the number of the saying in
    whose content the cue stands; each has the probability of its pointer, `score` is the cue's."""

    cue: Span
    score: float
    source: int | None
    source_score: float
    outer: int | None
    outer_score: float
    content: frozenset[int]
    stance: Stance
    certainty: Certainty


def hear(parse: Parse, least: float = 0.5) -> tuple[Heard, ...]:
    """The sayings whose cue words have at least the probability `least`, in the order of the text."""
    speech = parse.speech
    runs = _runs(parse, least)
    run_of = {i: n for n, run in enumerate(runs) for i in range(run.start, run.end)}
    said: list[set[int]] = [set() for _ in runs]
    for index in range(len(speech.cue)):
        number = run_of.get(int(speech.cue_of[index]))
        if number is not None and speech.content[index] >= 0.5 and run_of.get(index) != number:
            said[number].add(index)
    outers = [_strongest(speech.cue_of, speech.cue_score, run) for run in runs]
    outer_runs = [run_of.get(target) if target is not None else None for target, _ in outers]
    said = [_in_sentences(parse, tokens, run) for tokens, run in zip(said, runs, strict=True)]
    for number in range(len(runs)):
        above, seen = outer_runs[number], {number}
        inner = said[number] | set(range(runs[number].start, runs[number].end))
        while above is not None and above not in seen:
            said[above] |= inner - set(range(runs[above].start, runs[above].end))
            seen.add(above)
            above = outer_runs[above]
    found = []
    for number, run in enumerate(runs):
        middle = range(run.start, run.end)
        source, source_score = _strongest(speech.source_of, speech.source_score, run)
        if source is not None:
            source = _head(parse, _around(speech.source >= 0.5, source))
        found.append(Heard(
            run, float(max(speech.cue[i] for i in middle)), source, source_score, outer_runs[number],
            outers[number][1], frozenset(said[number]), *_mood(parse, run),
        ))
    return tuple(found)


def _in_sentences(parse: Parse, content: set[int], cue: Span) -> set[int]:
    """A content without what strays into sentences beside the cue's: of those behind it it has most, or nothing."""
    counted = Counter(parse.tokens[i].sentence for i in content)
    own = parse.tokens[cue.start].sentence
    kept = {
        number for number, count in counted.items()
        if number == own
        or (number > own and count >= _MOST * sum(
            parse.tokens[i].upos != "PUNCT" for i in range(parse.sentences[number].start, parse.sentences[number].end)
        ))
    }
    return {i for i in content if parse.tokens[i].sentence in kept}


def _runs(parse: Parse, least: float) -> list[Span]:
    """Cues: words of one sentence that are likely parts of one and point to one source, also over a word or two between
    ("has not yet said")."""
    speech = parse.speech
    runs: list[Span] = []
    for index in np.flatnonzero(speech.cue >= least).tolist():
        if runs and index - runs[-1].end <= _GAP and _is_one(parse, runs[-1].end - 1, index):
            runs[-1] = Span(runs[-1].start, index + 1)
        else:
            runs.append(Span(index, index + 1))
    return runs


def _is_one(parse: Parse, left: int, right: int) -> bool:
    """Whether two cue words are of one cue."""
    speech = parse.speech
    if parse.tokens[left].sentence != parse.tokens[right].sentence or any(
        parse.tokens[i].upos == "PUNCT" or speech.content[i] >= 0.5 or speech.source[i] >= 0.5
        for i in range(left + 1, right)
    ):
        return False
    one, other = int(speech.source_of[left]), int(speech.source_of[right])
    return one == other or (one >= 0 and other >= 0 and _around(speech.source >= 0.5, one).holds(other))


def _strongest(targets: object, scores: object, run: Span) -> tuple[int | None, float]:
    """Where the words of a run point most surely, -1 being None, and how surely."""
    best = max(range(run.start, run.end), key=lambda i: (float(scores[i]), -i))  # type: ignore[index]
    target = int(targets[best])  # type: ignore[index]
    return (None if target < 0 else target), float(scores[best])  # type: ignore[index]


def _around(flagged: object, index: int) -> Span:
    """The run of flagged words about a word."""
    start, end = index, index + 1
    while start > 0 and flagged[start - 1]:  # type: ignore[index]
        start -= 1
    while end < len(flagged) and flagged[end]:  # type: ignore[arg-type, index]
        end += 1
    return Span(start, end)


def _head(parse: Parse, span: Span) -> int:
    """The token of a span whose head stands outside it."""
    return next(
        (i for i in range(span.start, span.end)
         if parse.tokens[i].upos != "PUNCT" and (parse.tokens[i].is_root or not span.holds(parse.tokens[i].head))),
        span.start,
    )


def _mood(parse: Parse, run: Span) -> tuple[Stance, Certainty]:
    """Stance and certainty by the mean of the run's words."""
    speech = parse.speech
    part = slice(run.start, run.end)
    stance: Stance = "affirms"
    if max(float(speech.denies[part].mean()), float(speech.declines[part].mean())) >= 0.5:
        stance = "denies" if speech.denies[part].mean() >= speech.declines[part].mean() else "declines"
    certainty: Certainty = "certain"
    if max(float(speech.probable[part].mean()), float(speech.possible[part].mean())) >= 0.5:
        certainty = "probable" if speech.probable[part].mean() >= speech.possible[part].mean() else "possible"
    return stance, certainty


@dataclass(frozen=True, slots=True)
class Thresholds:
    """See `learned.toml`."""

    least: float
    alone: float
    source: float
    unlisted: float
    declined: float
    content: float
    kept: float
    surer: float
    nested: float


@cache
def thresholds(*, wide: bool = False) -> Thresholds:
    """The thresholds in use, or those of a wide reading."""
    tables = lexicon("learned")
    return Thresholds(**{**tables["thresholds"], **(tables["wide"] if wide else {})})


def refine(parse: Parse, utterances: list[Utterance], limits: Thresholds | None = None) -> list[Utterance]:
    """The rules' sayings with what the heads know better: missing ones added, contents set, inner ones put into outer
    ones. A parse without heads (made by hand) leaves them as they are."""
    if not len(parse.speech.cue):
        return utterances
    limits = limits or thresholds()
    heard = hear(parse, limits.least)
    pairs = _matched(parse, utterances, heard)
    of_heard = {pairs[n]: u for n, u in enumerate(utterances) if n in pairs}
    kept = [u for n, u in enumerate(utterances) if n not in pairs]
    inner = {
        pairs[n]: [
            other for m, other in enumerate(utterances)
            if m != n and (m not in pairs or heard[pairs[m]].outer == pairs[n])
        ]
        for n in pairs
    }
    found = {n: _corrected(parse, u, heard[n], _inner(u, inner[n]), limits) for n, u in of_heard.items()}
    for number, h in enumerate(heard):
        if number not in found and _is_sure(parse, h, limits) and not _is_covered(h, kept):
            found[number] = _utterance(parse, h)
    found = _nested(found, heard, limits)
    return sorted([*kept, *found.values()], key=lambda u: u.anchor)


def _matched(parse: Parse, utterances: list[Utterance], heard: tuple[Heard, ...]) -> dict[int, int]:
    """For sayings of the rules, by number, the heads' saying with the same cue; else with the same content."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for by_cue in (True, False):
        for number, u in enumerate(utterances):
            if u.cue is None or number in pairs:
                continue
            best, fit = -1, 0.0
            for n, h in enumerate(heard):
                if n in taken:
                    continue
                if by_cue:
                    here = float(min(u.cue.end, h.cue.end) - max(u.cue.start, h.cue.start))
                else:
                    here = _overlap(u.content, h.content) - 0.6
                if here > fit:
                    best, fit = n, here
            if best >= 0:
                pairs[number] = best
                taken.add(best)
    return pairs


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _mean(scores: Floats, tokens: frozenset[int]) -> float:
    return float(np.mean([scores[i] for i in sorted(tokens)])) if tokens else 0.0


def _is_sure(parse: Parse, heard: Heard, limits: Thresholds) -> bool:
    if heard.source is None or heard.score < limits.alone or heard.source_score < limits.source:
        return False
    bare = _is_bare(parse, heard.source)
    if is_nobody(parse, heard.source) or (bare and _is_document(parse, heard.source)):
        return False
    unlisted = min(heard.score, heard.source_score) < limits.unlisted
    if (unlisted or bare) and not _may_speak(parse, heard.source):
        return False
    if heard.stance == "declines":
        return min(heard.score, heard.source_score) >= limits.declined
    return bool(heard.content) and (
        _mean(parse.speech.content, heard.content) >= limits.content
    )


def _may_speak(parse: Parse, head: int) -> bool:
    """Whether a phrase is one that may be a source, as the rules know it: the heads may take a thing for one."""
    return is_source_like(parse, head) or is_footage(parse, head) or is_statement_noun(parse, head)


def _is_bare(parse: Parse, head: int) -> bool:
    """Whether a phrase is a common noun with nothing that says whose or which ("preliminary data"): that is nobody."""
    return parse.tokens[head].upos == "NOUN" and not any(
        c.relation in ("det", "nmod:poss", "nummod", "nmod", "appos") or c.upos == "PROPN" for c in parse.children(head)
    )


def _is_document(parse: Parse, head: int) -> bool:
    return parse.tokens[head].lemma.lower() in words("cues", "documents", "nouns")


def _whole(
    parse: Parse, content: frozenset[int], within: frozenset[int] | None, barred: frozenset[int]
) -> frozenset[int]:
    """A content with what stands before the words that it has and hangs on them: the heads may leave a subject or a
    determiner out, which nobody does. `within`: only words that the rules have."""
    found = set(content)
    for index in sorted(content, reverse=True):
        for child in parse.children(index):
            if child.index in found or child.index > index:
                continue
            if child.index > min(content) or child.relation not in ("mark", "cc", "punct"):
                part = set(range(*parse.subtree(child.index)))
                if not part & barred and (within is None or part <= within):
                    found |= part
    return frozenset(found)


def _is_covered(heard: Heard, utterances: list[Utterance]) -> bool:
    """Whether a rule has it already, by another word as its cue: the same content."""
    return any(_overlap(heard.content, u.content) > 0.5 for u in utterances)


def _utterance(parse: Parse, heard: Heard) -> Utterance:
    assert heard.source is not None, "a sure saying has a source"
    barred = frozenset({*range(heard.cue.start, heard.cue.end), heard.source})
    content = frozenset[int]() if heard.stance == "declines" else _whole(parse, heard.content, None, barred)
    anchor = _head(parse, heard.cue)
    told = hearers(parse, anchor, parse.tokens[anchor].lemma.lower())
    before = tuple(h for h in told if h != heard.source)
    return Utterance(anchor, heard.cue, heard.source, content, heard.stance, heard.certainty, before=before)


def _inner(utterance: Utterance, others: list[Utterance]) -> frozenset[int]:
    """The cues and sources of those sayings that stand in the content of another."""
    found: set[int] = set()
    for other in others:
        if other.anchor in utterance.content:
            found |= {other.anchor, other.source, *(range(other.cue.start, other.cue.end) if other.cue else ())}
    return frozenset(found) & utterance.content


def _corrected(
    parse: Parse, utterance: Utterance, heard: Heard, inner: frozenset[int], limits: Thresholds
) -> Utterance:
    """The saying with what the heads have as its content, and with the sayings in it."""
    if not heard.content or utterance.stance == "declines" or _mean(parse.speech.content, heard.content) < limits.surer:
        return utterance
    sure = frozenset(i for i in utterance.content if parse.speech.content[i] >= limits.kept)
    start = min(utterance.content, default=0)  # what comes before is another's more often than not
    ahead = frozenset(i for i in heard.content if i >= start)
    kept = sure | inner | _untouched(parse, utterance.content, heard.content)
    return replace(utterance, content=_whole(parse, ahead, utterance.content, frozenset()) | kept)


def _untouched(parse: Parse, content: frozenset[int], heard: frozenset[int]) -> frozenset[int]:
    """The parts of a content, by sentence, of which the heads have something, but not the predicate: they cut there."""
    found: set[int] = set()
    for sentence in {parse.tokens[i].sentence for i in content}:
        part = {i for i in content if parse.tokens[i].sentence == sentence}
        tops = {i for i in part if parse.tokens[i].is_root or parse.tokens[i].head not in part}
        if part & heard and not {i for i in tops if parse.tokens[i].upos != "PUNCT"} & heard:
            found |= part
    return frozenset(found)


def _nested(found: dict[int, Utterance], heard: tuple[Heard, ...], limits: Thresholds) -> dict[int, Utterance]:
    """The sayings with what stands in their contents: an inner saying is in its outer's content with all its parts."""
    result = dict(found)
    for number, u in found.items():
        outer, score = heard[number].outer, heard[number].outer_score
        cue = u.cue or Span(u.anchor, u.anchor + 1)
        own = frozenset({u.anchor, *range(cue.start, cue.end)})
        if outer is not None and outer in result and outer != number and score >= limits.nested:
            above = result[outer]
            if u.anchor not in above.content and above.anchor not in u.content:
                inner = (u.content | own | {u.source}) - {above.anchor, above.source}
                result[outer] = replace(above, content=above.content | inner)
    return result
