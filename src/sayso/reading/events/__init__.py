"""What happened: the events that a text tells, each with its mentions, its roles, counts, places and times."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.clauses import Clauses
from sayso.reading.counts import find_counts
from sayso.reading.draft import Attribution, EventDraft
from sayso.reading.events.count_assignment import assign_counts
from sayso.reading.events.days import read_days
from sayso.reading.events.grouping import Grouper
from sayso.reading.events.items import find_items
from sayso.reading.events.kinds import KindReader
from sayso.reading.events.main_events import Opening, choose_main, opening_sentences
from sayso.reading.events.means import find_means
from sayso.reading.events.mentions import read_mentions
from sayso.reading.events.place_phrases import find_places
from sayso.reading.events.settings import places_of_event, times_of_event
from sayso.reading.events.shared_doers import share_doers
from sayso.reading.events.ties import Ties
from sayso.reading.events.triggers import find_triggers
from sayso.reading.roles import find_damage, find_roles


def find_events(
    parse: Parse, attribution: Attribution, title: str | None = None, published: str | None = None,
) -> tuple[EventDraft, ...]:
    """The events of a text, the main ones first, else in the order of the text. `published`: the day of publication
    (ISO 8601), by which weekdays are told apart from dates."""
    clauses = Clauses(parse)
    means = find_means(clauses)
    triggers = find_triggers(clauses, means)
    kinds = KindReader(clauses, means)
    days = read_days(parse, published)
    ties = Ties(clauses, days, find_places(clauses), frozenset(t.token for t in triggers))
    grouper = Grouper(clauses, days)
    items = find_items(parse, title)
    for mentions in read_mentions(clauses, triggers, kinds, ties, items):
        grouper.add_sentence(mentions)
    opening = Opening(clauses)
    main = choose_main(clauses, grouper.groups, title, days, len(items))
    counts = assign_counts(parse, grouper.groups, find_counts(parse))
    found = []
    for number, group in enumerate(grouper.groups):
        kind = kinds.decide((m.trigger, opening.weight(m.token), m.realis) for m in group.mentions)
        tokens = tuple(sorted(m.token for m in group.mentions))
        roles = find_roles(parse, kind, tokens, attribution, alone=main == {number})
        found.append(EventDraft(
            kind=kind,
            main=number in main,
            mentions=tokens,
            actors=roles.actors,
            targets=roles.targets,
            weapons=roles.weapons,
            places=places_of_event(clauses, group, ties, number in main),
            times=times_of_event(clauses, group, ties, number in main),
            counts=counts[number],
            damage=find_damage(parse, tokens),
        ))
    found = share_doers(found, grouper.groups, opening_sentences(parse))
    return tuple(sorted(found, key=lambda e: (not e.main, e.mentions)))
