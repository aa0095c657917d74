"""How alike two reports are, in what a copyist, an abridger, a rewriter and a translator each keep; from signatures
alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.ledger import facts, translations
from sayso.ledger.shingles import containment, sampled
from sayso.ledger.signature import Signature


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two reports beside one another; all shares are 0 to 1.

    `wording`: of the word shingles of the one that has fewer, in the other, outside quotations; `shingles`: how many
    these are; `length`: the shorter by the longer, in words; `quoted`: shared shingles of quotations, `quotations`
    their share of the one that has fewer; `content`: of the later's telling words outside quotations, in the earlier;
    `anchors`: of the later's names and figures, those that stand in the earlier in the same order; `kept`: of the
    earlier's, in the later; `shared`: the weight of those shared; `names`: the shared names, `figures`: the shared odd
    figures."""

    wording: float
    shingles: int
    length: float
    quoted: int
    quotations: float
    content: float
    anchors: float
    kept: float
    shared: float
    names: tuple[str, ...]
    figures: tuple[str, ...]


def likeness(later: Signature, earlier: Signature) -> Likeness:
    """How alike two reports in one language are."""
    level = max(later.level, earlier.level)
    mine, theirs = sampled(later.wording, level), sampled(earlier.wording, level)
    fewer, more = sorted((mine, theirs), key=len)
    quoted_level = max(later.quoted_level, earlier.quoted_level)
    said, known = sampled(later.quoted, quoted_level), sampled(earlier.quoted, quoted_level)
    few, many = sorted((said, known), key=len)
    words, before = set(later.content), {*earlier.content, *earlier.quoted_content}
    aligned = _aligned(later.anchors, earlier.anchors, str.__eq__)
    return Likeness(
        wording=containment(fewer, more),
        shingles=len(fewer),
        length=_ratio(later.length, earlier.length),
        quoted=len(few & many),
        quotations=containment(few, many),
        content=len(words & before) / len(words) if words else 0.0,
        anchors=_share(aligned, later.anchors),
        kept=_share(aligned, earlier.anchors),
        shared=aligned,
        names=tuple(a for a in dict.fromkeys(later.anchors) if a in earlier.anchors and not facts.is_figure(a)),
        figures=_shared_figures(later.anchors, earlier.anchors),
    )


def over_languages(later: Signature, earlier: Signature) -> Likeness:
    """The same of two reports in different languages: only names, figures and lengths can be compared."""
    mine, theirs = (translations.comparable(s.anchors, len(s.anchors)) for s in (later, earlier))
    # Of a text whose names cannot be told, all words stand for them; what it has of its own is then told by figures
    # alone.
    there, here = earlier.sounds or theirs, later.sounds or mine
    found = _aligned(mine, there, translations.same_sound)
    kept = _aligned(theirs, here, translations.same_sound)
    return Likeness(
        wording=0.0, shingles=0, length=_ratio(later.length, earlier.length), quoted=0, quotations=0.0, content=0.0,
        anchors=_share(found, mine), kept=_share(kept, theirs), shared=max(found, kept),
        names=_same_sounds(later, earlier),
        figures=_shared_figures(later.anchors, earlier.anchors),
    )


def _same_sounds(later: Signature, earlier: Signature) -> tuple[str, ...]:
    """The names of one that sound like a word of the other, as that one writes them which has capitals."""
    one, other = (earlier, later) if earlier.anchors and not earlier.sounds else (later, earlier)
    there = other.sounds or translations.comparable(other.anchors, len(other.anchors))
    sounds = {a: translations.comparable([a], 1) for a in dict.fromkeys(one.anchors) if not facts.is_figure(a)}
    return tuple(a for a, s in sounds.items() if s and any(translations.same_sound(s[0], t) for t in there))


def _aligned(one: Sequence[str], other: Sequence[str], same: Callable[[str, str], bool]) -> float:
    """The weight of the heaviest common subsequence of two sequences of anchors."""
    row = [0.0] * (len(other) + 1)
    for anchor in one:
        weight = translations.weight(anchor)
        before = 0.0
        for at, against in enumerate(other, 1):
            above = row[at]
            row[at] = max(above, row[at - 1], before + weight if same(anchor, against) else 0.0)
            before = above
    return row[-1]


def _share(weight: float, anchors: Sequence[str]) -> float:
    whole = sum(map(translations.weight, anchors))
    return min(1.0, weight / whole) if whole else 0.0


def _shared_figures(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(a for a in dict.fromkeys(one) if a in other and facts.is_figure(a) and facts.weight(a) == 1)


def _ratio(one: int, other: int) -> float:
    return min(one, other) / max(one, other) if one and other else 0.0
