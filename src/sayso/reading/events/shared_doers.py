"""Doers that the lead of a roundup names once for all its items."""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook import family, is_hostile
from sayso.reading.draft import EventDraft
from sayso.reading.events.grouping import Group


def share_doers(
    events: list[EventDraft], groups: list[Group], opening: frozenset[int],
) -> list[EventDraft]:
    """The events with those of a roundup's items that name nobody given the doers of the event that its opening tells,
    where both are acts of one family. `opening`: the first sentences."""
    leads = [
        event for event, group in zip(events, groups, strict=True)
        if group.items == {None} and is_hostile(event.kind) and any(role.side for role in event.actors)
        and any(m.sentence in opening for m in group.mentions)
    ]
    if not leads:
        return events
    lead = leads[0]
    return [
        replace(event, actors=tuple(replace(role, trigger=event.mentions[0]) for role in lead.actors))
        if _lacks(event, group) and family(event.kind) == family(lead.kind)
        else event
        for event, group in zip(events, groups, strict=True)
    ]


def _lacks(event: EventDraft, group: Group) -> bool:
    return event.main and None not in group.items and is_hostile(event.kind) and not any(r.side for r in event.actors)
