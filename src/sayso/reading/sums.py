"""Checks of sums: a total of people and the parts that the report divides it into."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import Check, Quote
from sayso.reading.draft import CountMention, EventDraft


def check_sums(parse: Parse, events: tuple[EventDraft, ...]) -> tuple[Check, ...]:
    """For each total with parts of its own kind in its sentence or the next: whether the parts exceed it."""
    found = []
    for event in events:
        for total in event.counts:
            if total.part or total.best is None or total.best < 2:
                continue
            parts = [c for c in event.counts if c.part and c.about == total.about and c.best and _near(parse, total, c)]
            if not parts:
                continue
            measured = sum(c.best or 0 for c in parts)
            top = total.high if total.high is not None else total.best
            open_ended = total.high is None and total.low is not None
            first = min(total.span.start, *(c.span.start for c in parts))
            last = max(total.span.end, *(c.span.end for c in parts))
            quote = Quote.of(parse.text, parse.tokens[first].start, parse.tokens[last - 1].end)
            found.append(Check(
                kind="sum", quote=quote, stated=f"{total.best} {total.about}", measured=f"parts make {measured}",
                verdict="consistent" if measured <= top or open_ended else "inconsistent",
            ))
    return tuple(found)


def _near(parse: Parse, total: CountMention, part: CountMention) -> bool:
    distance = parse.tokens[part.token].sentence - parse.tokens[total.token].sentence
    return 0 <= distance <= 1
