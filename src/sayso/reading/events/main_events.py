"""What a report is about: which of its events are the main ones."""

from __future__ import annotations

import re

from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.events.days import Days
from sayso.reading.events.grouping import Group
from sayso.reading.grouping_words import grouping_words
from sayso.reading.trigger_lexicon import lexicon

_LEAST_ITEMS = 3
_OPENING_SENTENCES = 3


def choose_main(
    clauses: Clauses, groups: list[Group], title: str | None, days: Days, items: int,
) -> frozenset[int]:
    """The numbers of the main events: the first of every item of a roundup, else the one that the opening, the title
    and the most sentences tell of. `items`: how many items the report has."""
    if not groups:
        return frozenset()
    found = _first_of_items(groups, items)
    if len(found) >= _LEAST_ITEMS - 1:
        return frozenset(found)
    titled = _title_words(title)
    scores = {n: _score(clauses, g, titled, days) for n, g in enumerate(groups)}
    best = max(scores, key=lambda n: (scores[n], -groups[n].first))
    least = grouping_words().main["least_share"] * scores[best]
    beside = (n for n, g in enumerate(groups)
              if n != best and scores[n] >= least and _is_as_weighty(g, groups[best], days))
    return frozenset([best, *beside])


def _is_as_weighty(group: Group, best: Group, days: Days) -> bool:
    """Whether a report is about a second event as well: it comes back to it, and it is not of an old day, nor of
    another day than the first one where the two are told side by side."""
    if len({m.sentence for m in group.mentions if m.realis}) < grouping_words().main["least_sentences"]:
        return False
    if days.are_old(group.days):
        return False
    shared = {m.sentence for m in group.mentions} & {m.sentence for m in best.mentions}
    mine, others = ([day for m in g.mentions if m.sentence in shared for day in m.days] for g in (group, best))
    return not any(days.same(day, other) is False for day in mine for other in others)


class Opening:
    """The opening of a report, by which its words weigh more."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._sentences = sorted(opening_sentences(clauses.parse))

    def weight(self, token: int) -> float:
        """How much a word counts by its place: one of the opening more, the top of its first sentence the most."""
        votes = lexicon().votes
        sentence = self._clauses.parse.tokens[token].sentence
        if sentence not in self._sentences:
            return 1.0
        top = sentence == self._sentences[0] and depth_of(self._clauses, token) == 0
        return votes["lead"] * (votes["top"] if top else 1.0)


def opening_sentences(parse: Parse) -> frozenset[int]:
    """The first sentences that tell something: those with a verb."""
    found: list[int] = []
    for sentence in parse.sentences:
        if any(t.upos == "VERB" for t in parse.tokens_of(sentence)):
            found.append(sentence.index)
        if len(found) == _OPENING_SENTENCES:
            break
    return frozenset(found)


def _score(clauses: Clauses, group: Group, titled: frozenset[str], days: Days) -> float:
    parse = clauses.parse
    weights = grouping_words().main
    sentences = {m.sentence for m in group.mentions}
    score = weights["sentence"] * len(sentences) + weights["mention"] * len(group.mentions)
    for rank, sentence in enumerate(sorted(opening_sentences(parse)), 1):
        acts = [m.token for m in group.mentions if m.sentence == sentence and m.trigger.founds != "no"]
        depths = [depth_of(clauses, token) for token in acts]
        if depths:
            score += weights[f"opening_{rank}"] / (1 + weights["depth"] * min(depths))
            break
    words = {clauses.lemmas[m.token] for m in group.mentions if m.trigger.founds != "no"}
    words |= {word for kind in group.kinds for word in kind.split("_")}
    score += weights["title_word"] * min(2, len(words & titled))
    score += weights["title_place"] * bool(titled & {word for name in group.names for word in name.split()})
    if days.are_old(group.days):
        score += weights["old"]
    return score


def depth_of(clauses: Clauses, token: int) -> int:
    """How deep a word lies in its sentence, what is said counted as high as the saying."""
    parse = clauses.parse
    path = (token, *parse.ancestors(token))
    return sum(parse.tokens[i].relation.split(":")[0] not in ("ccomp", "parataxis", "root", "conj") for i in path)


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


def _first_of_items(groups: list[Group], number: int) -> list[int]:
    found = []
    for item in range(number):
        inside = [n for n, g in enumerate(groups) if item in g.items]
        if inside:
            found.append(min(inside, key=lambda n: groups[n].first))
    return found
