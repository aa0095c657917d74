"""What a report is about: which of its events are the main ones."""

from __future__ import annotations

import re

from sayso.language.parse import Parse
from sayso.reading.grouping import Group
from sayso.reading.trigger_lexicon import lexicon

# A paragraph of a roundup begins with a place or topic in capitals and a mark, or with a bullet.
_LABEL = re.compile(r"^\s*(?:[-*•–]\s+|[A-Z][A-Z' .&-]+(?:/ ?[A-Z' -]+)*[:.] )")
_LEAST_ITEMS = 3
_OPENING_SENTENCES = 3


def choose_main(parse: Parse, groups: list[Group], title: str | None, past: frozenset[int]) -> frozenset[int]:
    """The numbers of the main events. `past`: those of another day, which are context whatever is told of them."""
    if not groups:
        return frozenset()
    items = _items(parse)
    if len(items) >= _LEAST_ITEMS:
        found = _first_of_items(parse, groups, items)
        if len(found) >= _LEAST_ITEMS - 1:
            return frozenset(found)
    titled = _title_words(title)
    scores = {n: _score(parse, g, titled) - (4.0 if n in past else 0.0) for n, g in enumerate(groups)}
    best = max(scores, key=lambda n: (scores[n], -groups[n].first))
    return frozenset([best])


def opening_sentences(parse: Parse) -> frozenset[int]:
    """The first sentences that tell something: those with a verb."""
    found: list[int] = []
    for sentence in parse.sentences:
        if any(t.upos == "VERB" for t in parse.tokens_of(sentence)):
            found.append(sentence.index)
        if len(found) == _OPENING_SENTENCES:
            break
    return frozenset(found)


def _score(parse: Parse, group: Group, titled: frozenset[str]) -> float:
    opening = sorted(opening_sentences(parse))
    sentences = {m.sentence for m in group.mentions}
    score = 0.0
    for rank, sentence in enumerate(opening):
        if sentence in sentences:
            score += (4.0, 2.0, 1.0)[rank]
            break
    score += 0.7 * len(sentences) + 0.3 * len(group.mentions)
    lemmas = {parse.tokens[m.token].lemma.lower() for m in group.mentions if m.trigger.founds != "no"}
    lemmas |= {word for kind in group.kinds for word in kind.split("_")}
    score += 1.5 * min(2, len(lemmas & titled))
    names = {word for name in group.names for word in name.split()}
    score += 1.0 * bool(names & titled)
    return score


def _title_words(title: str | None) -> frozenset[str]:
    """The folded words of a title, with their stems as far as the lexicon of triggers knows them."""
    if not title:
        return frozenset()
    words = re.findall(r"[a-z]+", title.lower())
    known = lexicon()
    found = set(words)
    for word in words:
        for ending in ("s", "es", "ed", "d", "ing"):
            stem = word.removesuffix(ending)
            if stem in known.verbs or stem in known.nouns:
                found.add(stem)
    return frozenset(found)


def _items(parse: Parse) -> list[tuple[int, int]]:
    """The ranges of sentences of a roundup's items: paragraphs that begin with a label."""
    found: list[tuple[int, int]] = []
    paragraph = -1
    for sentence in parse.sentences:
        if sentence.paragraph == paragraph:
            if found and found[-1][1] == sentence.index:
                found[-1] = (found[-1][0], sentence.index + 1)
            continue
        paragraph = sentence.paragraph
        text = parse.text[parse.tokens[sentence.start].start :][:80]
        if _LABEL.match(text) and sentence.index > 0:
            found.append((sentence.index, sentence.index + 1))
    return found


def _first_of_items(parse: Parse, groups: list[Group], items: list[tuple[int, int]]) -> list[int]:
    found = []
    for first, end in items:
        inside = [n for n, g in enumerate(groups) if first <= parse.tokens[g.first].sentence < end]
        if inside:
            found.append(min(inside, key=lambda n: groups[n].first))
    return found
