"""What happened: the events that a text tells, each with its mentions, its roles, counts, places and times."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.count_assignment import assign_counts
from sayso.reading.counts import find_counts
from sayso.reading.draft import Attribution, EventDraft
from sayso.reading.factuality import judge
from sayso.reading.grouping import (
    Group,
    Grouper,
    Mention,
    days_of,
    is_another,
    is_definite,
    opens_another_matter,
    places_of,
)
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.kinds import KindReader
from sayso.reading.main_events import choose_main, opening_sentences
from sayso.reading.means import find_means
from sayso.reading.occasions import PlacePhrase, TimePhrase, dateline_day, find_places, find_times
from sayso.reading.roles import find_damage, find_roles
from sayso.reading.settings import places_of_event, times_of_event
from sayso.reading.triggers import Trigger, find_triggers


def find_events(parse: Parse, attribution: Attribution, title: str | None = None) -> tuple[EventDraft, ...]:
    """The events of a text, the main ones first, else in the order of the text."""
    clauses = Clauses(parse)
    means = find_means(clauses)
    triggers = find_triggers(clauses, means)
    times, places = find_times(parse), find_places(clauses)
    kinds = KindReader(clauses, means)
    published = dateline_day(parse, times)
    grouper = Grouper(clauses, kinds, published)
    for mentions in _by_sentence(clauses, triggers, kinds, times, places):
        grouper.add_sentence(mentions)
    groups = grouper.groups
    opening = opening_sentences(parse)
    main = choose_main(parse, groups, title, frozenset())
    counts = assign_counts(parse, groups, find_counts(parse), times)
    marks = frozenset(t.token for t in triggers)
    found = []
    for number, group in enumerate(groups):
        kind = kinds.decide((m.trigger, m.sentence in opening) for m in group.mentions)
        tokens = tuple(sorted(m.token for m in group.mentions))
        roles = find_roles(parse, kind, tokens, attribution)
        found.append(EventDraft(
            kind=kind,
            main=number in main,
            mentions=tokens,
            actors=roles.actors,
            targets=roles.targets,
            weapons=roles.weapons,
            places=places_of_event(clauses, group, places, marks, number in main),
            times=times_of_event(clauses, group, times, marks, number in main),
            counts=counts[number],
            damage=find_damage(parse, tokens),
        ))
    return tuple(sorted(found, key=lambda e: (not e.main, e.mentions)))


def _by_sentence(
    clauses: Clauses, triggers: tuple[Trigger, ...], kinds: KindReader, times: tuple[TimePhrase, ...],
    places: tuple[PlacePhrase, ...],
) -> list[list[Mention]]:
    """The mentions of every sentence that has any, without those that are only feared, dated by or habitual."""
    parse = clauses.parse
    marks = frozenset(t.token for t in triggers)
    found: dict[int, list[Mention]] = {}
    for trigger in triggers:
        sentence = parse.sentences[parse.tokens[trigger.token].sentence]
        judged = judge(parse, trigger.token)
        if judged.value in ("future", "hypothetical"):
            continue
        opener = opens_another_matter(clauses, sentence.start)
        found.setdefault(sentence.index, []).append(Mention(
            trigger=trigger,
            kind=kinds.explicit(trigger),
            realis=judged.is_realis and not _only_dates(clauses, trigger) and not _is_habit(clauses, trigger),
            days=days_of(clauses, trigger, times, marks),
            places=places_of(clauses, trigger.token, places, marks),
            another=is_another(clauses, trigger, opener),
            definite=is_definite(clauses, trigger),
            sentence=sentence.index,
            paragraph=sentence.paragraph,
        ))
    return [found[index] for index in sorted(found)]


def _only_dates(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun stands in a phrase that dates something else ("since the fighting of 2017")."""
    cases = {t.lemma.lower() for t in clauses.parse.children(trigger.token, "case", "mark")}
    return bool(cases & grouping_words().dating)


def _is_habit(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is told as what is done time and again, or has been for long."""
    words = grouping_words()
    parse = clauses.parse
    head = clauses.head_of[trigger.token]
    adverbs = {clauses.lemmas[t.index] for at in {head, trigger.token} for t in parse.children(at, "advmod")}
    if adverbs & words.habitual_adverbs:
        return True
    start, end = parse.subtree(head)
    inside = [clauses.lemmas[i] for i in range(start, end) if clauses.head_of[i] == head]
    if holds_any(inside, words.habitual):
        return True
    token = parse.tokens[trigger.token]
    plural = token.xpos == "NNS" and not clauses.modifiers(trigger.token) and not trigger.verbal
    return plural and not parse.children(trigger.token, "nmod", "acl") and parse.tokens[head].xpos in ("VBP", "VBZ")
