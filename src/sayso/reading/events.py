"""What happened: the events that a text tells, each with its mentions, its roles, counts, places and times."""

from __future__ import annotations

from datetime import date

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
    is_described,
    is_indefinite,
    is_perceived,
    is_picked,
    opens_another_matter,
    places_of,
)
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.kinds import KindReader
from sayso.reading.main_events import choose_main, find_items, opening_sentences
from sayso.reading.means import find_means
from sayso.reading.occasions import PlacePhrase, Published, TimePhrase, dateline, find_places, find_times
from sayso.reading.roles import find_damage, find_roles
from sayso.reading.settings import places_of_event, times_of_event
from sayso.reading.trigger_lexicon import lexicon
from sayso.reading.triggers import Trigger, find_triggers


def find_events(
    parse: Parse, attribution: Attribution, title: str | None = None, published: str | None = None,
) -> tuple[EventDraft, ...]:
    """The events of a text, the main ones first, else in the order of the text. `published`: the day of publication
    (ISO 8601), by which weekdays are told apart from dates."""
    clauses = Clauses(parse)
    means = find_means(clauses)
    triggers = find_triggers(clauses, means)
    times, places = find_times(parse), find_places(clauses)
    kinds = KindReader(clauses, means)
    grouper = Grouper(clauses, kinds, _published(parse, times, published))
    for mentions in _by_sentence(clauses, triggers, kinds, times, places):
        grouper.add_sentence(mentions)
    groups = grouper.groups
    opening = opening_sentences(parse)
    main = choose_main(clauses, groups, title)
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


def _published(parse: Parse, times: tuple[TimePhrase, ...], given: str | None) -> Published:
    first = dateline(parse, times)
    return Published(None if given is None else date.fromisoformat(given[:10]), None if first is None else first.day)


def _by_sentence(
    clauses: Clauses, triggers: tuple[Trigger, ...], kinds: KindReader, times: tuple[TimePhrase, ...],
    places: tuple[PlacePhrase, ...],
) -> list[list[Mention]]:
    """The mentions of every sentence that has any, without those that are only feared, dated by or habitual."""
    parse = clauses.parse
    marks = frozenset(t.token for t in triggers)
    dated = tuple(t for t in times if t != dateline(parse, times))
    item_of = {s: n for n, (first, end) in enumerate(find_items(parse)) for s in range(first, end)}
    names: dict[int, frozenset[str]] = {}
    for place in places:
        at = parse.tokens[place.top].sentence
        names[at] = names.get(at, frozenset()) | place.names
    found: dict[int, list[Mention]] = {}
    for trigger in triggers:
        sentence = parse.sentences[parse.tokens[trigger.token].sentence]
        judged = judge(parse, trigger.token)
        if judged.value in ("future", "hypothetical") or _is_unreal(clauses, trigger):
            continue
        opener = opens_another_matter(clauses, sentence.start)
        found.setdefault(sentence.index, []).append(Mention(
            trigger=trigger,
            kind=kinds.explicit(trigger),
            realis=judged.is_realis and not _only_dates(clauses, trigger) and not _is_habit(clauses, trigger),
            days=days_of(clauses, trigger, dated, marks),
            places=places_of(clauses, trigger.token, places, marks),
            near=names.get(sentence.index, frozenset()),
            another=is_another(clauses, trigger, opener),
            definite=is_definite(clauses, trigger),
            indefinite=is_indefinite(clauses, trigger),
            perceived=is_perceived(clauses, trigger),
            picked=is_picked(clauses, trigger),
            described=is_described(clauses, trigger, dated, places, marks),
            sentence=sentence.index,
            paragraph=sentence.paragraph,
            item=item_of.get(sentence.index),
        ))
    return [found[index] for index in sorted(found)]


def _is_unreal(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is what somebody fears, plans or averts."""
    tokens = clauses.parse.tokens
    token = tokens[trigger.token]
    related = token.relation.split(":")[0] in ("obj", "nsubj", "ccomp", "xcomp", "obl")
    return related and clauses.lemmas[token.head] in lexicon().unreal and tokens[token.head].upos == "VERB" and (
        token.relation != "nsubj")


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
    lasting = any(t.lemma.lower() == "have" and t.xpos in ("VBZ", "VBP") for t in parse.children(head, "aux"))
    if lasting and "since" in inside:
        return True
    token = parse.tokens[trigger.token]
    plural = token.xpos == "NNS" and not clauses.modifiers(trigger.token) and not trigger.verbal
    return plural and not parse.children(trigger.token, "nmod", "acl") and parse.tokens[head].xpos in ("VBP", "VBZ")
