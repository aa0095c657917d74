"""From statements to events: the same statements give the same events, in whatever order their reports were added.

Everything is computed anew from the entries that count; nothing computed is stored. So what was known on a day is the
same computation over the reports that the world could read by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.ledger.assessment import Assessment, assess, withdrawn_claims
from sayso.ledger.copies import compare as compare_reports
from sayso.ledger.dependence import Dependence
from sayso.ledger.event_ids import aliases
from sayso.ledger.families import families
from sayso.ledger.features import features_of_entry
from sayso.ledger.identities import identities, named_keys
from sayso.ledger.in_force import in_force
from sayso.ledger.judgements import Judgement
from sayso.ledger.origins import Origin, independent, origins
from sayso.ledger.partition import events_of
from sayso.ledger.signature import index_keys, signature
from sayso.ledger.statement import Statement
from sayso.ledger.telling import Entry, Telling


@dataclass(frozen=True)
class LedgerEvent:
    """One event over all its reports. `names`: all names that lead to it, its own first."""

    names: tuple[str, ...]
    tellings: tuple[Telling, ...]
    assessment: Assessment
    origins: tuple[Origin, ...]

    @property
    def id(self) -> str:
        """Its own name, `E-7K3Q9D2M`."""
        return self.names[0]

    @cached_property
    def reports(self) -> tuple[Entry, ...]:
        """The reports that tell it, in the order in which they could be known."""
        found = {telling.entry.key: telling.entry for telling in self.tellings}
        return tuple(sorted(found.values(), key=lambda entry: (entry.known_from, entry.key)))

    @property
    def independent(self) -> int:
        """Into how many independent groups its origins fall."""
        return len(independent(self.origins))


@dataclass(frozen=True)
class State:
    """All that the ledger holds, computed: events in the order of their days, and which report depends on which."""

    entries: tuple[Entry, ...]
    events: tuple[LedgerEvent, ...]
    dependences: tuple[Dependence, ...]


def compute(entries: Iterable[Entry], decisions: Iterable[Statement] = ()) -> State:
    """The state that entries and analysts' decisions make. Raises UsageError where a decision makes no sense."""
    held = tuple(sorted(entries, key=lambda entry: entry.key))
    tellings = {telling.key: telling for entry in held for telling in entry.tellings()}
    ruled = in_force(decisions)
    groups = events_of((f for entry in held for f in features_of_entry(entry)), _judgements(ruled, tellings))
    depends = dependences_among(held)
    by_report = defaultdict(list)
    for dependence in depends:
        by_report[dependence.report].append(dependence)
    family_of = families(held, depends)
    of_telling = _by_telling(ruled, tellings)
    events = []
    for group in groups:
        told = tuple(tellings[key] for key in sorted(group))
        reports = {telling.entry.key for telling in told}
        who = identities(told)
        spoken = {mention: name for mention, name in named_keys(who).items() if mention[1] != "author"}
        own = {s.number: s for key in group for s in of_telling.get(key, ())}
        own |= {s.number: s for s in ruled if s.body.get("report") in reports}
        found = assess(told, family_of, spoken, [own[number] for number in sorted(own)])
        within = [d for report in sorted(reports) for d in by_report[report] if d.on in reports]
        roots = origins(told, family_of, who, dependences=within, withdrawn=withdrawn_claims(found))
        events.append(LedgerEvent(aliases(told), told, found, roots))
    return State(held, tuple(sorted(events, key=_order)), depends)


def dependences_among(entries: Sequence[Entry]) -> tuple[Dependence, ...]:
    """Which of some reports depends on which, found through the index of what they share."""
    signatures = [signature(entry) for entry in entries]
    filed: dict[str, list[int]] = defaultdict(list)
    found: list[Dependence] = []
    for number, mine in enumerate(signatures):
        keys = index_keys(mine)
        for other in sorted({n for key in keys for n in filed[key]}):
            found += compare_reports(mine, signatures[other])
        for key in keys:
            filed[key].append(number)
    return tuple(sorted(found, key=lambda d: (d.report, d.on, d.kind)))


def anchor_of(telling: Telling) -> dict[str, Any]:
    """The passage of its report by which a decision names a telling: that of its first claim, else the whole text."""
    first = min(telling.claims, key=lambda claim: (claim.quote.start, claim.quote.end), default=None)
    start, end = (0, len(telling.entry.report.text)) if first is None else (first.quote.start, first.quote.end)
    return {"report": telling.entry.key, "start": start, "end": end, "kind": telling.event.kind}


def telling_at(anchor: Mapping[str, Any], tellings: Mapping[str, Telling]) -> Telling | None:
    """The telling that an anchor means, after whatever re-reading: of its report's the one whose claims quote most of
    the passage, one of the same kind before others. None where the report tells nothing there."""
    best: tuple[int, bool, str] | None = None
    for key, telling in tellings.items():
        if telling.entry.key != anchor["report"]:
            continue
        quoted = {i for claim in telling.claims for i in range(claim.quote.start, claim.quote.end)}
        shared = sum(anchor["start"] <= i < anchor["end"] for i in quoted)
        rank = (shared, telling.event.kind == anchor.get("kind"), key)
        if (shared or not telling.claims) and (best is None or rank[:2] > best[:2]):
            best = rank
    return None if best is None else tellings[best[2]]


def _judgements(decisions: Iterable[Statement], tellings: Mapping[str, Telling]) -> list[Judgement]:
    """The merges and splits, by the keys of the tellings that they mean now."""
    found = []
    for statement in decisions:
        if statement.body.get("action") in ("merge", "split"):
            meant = (
                frozenset(t.key for anchor in group if (t := telling_at(anchor, tellings)) is not None)
                for group in statement.body["groups"]
            )
            groups = tuple(group for group in meant if group)
            if len(groups) == len(statement.body["groups"]):
                found.append(Judgement(statement.number, groups))
    return found


def _by_telling(
    decisions: Iterable[Statement], tellings: Mapping[str, Telling]
) -> dict[str, list[Statement]]:
    """The decisions on one event, by the telling that each names."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in decisions:
        named = statement.body.get("event")
        if isinstance(named, dict) and (telling := telling_at(named, tellings)) is not None:
            found[telling.key].append(statement)
    return found


def _order(event: LedgerEvent) -> tuple[str, str]:
    when = event.assessment.card.when.value
    day = when.get("earliest") if isinstance(when, dict) else None
    return (day or "9999", event.id)


