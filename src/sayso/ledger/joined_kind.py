"""What kind of event it was, by all its tellings: the most specific kind that enough independent voices give."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sayso.codebook import KINDS, family
from sayso.codebook.tables import table
from sayso.ledger.choices import Choice, Field, Told
from sayso.ledger.telling import Telling

_USUAL = 2
UNKNOWN_CAUSE = "explosion"
"""The kind of a blast of which rival causes are told (CODEBOOK, section 3.1)."""


def join_kind(told: Told, *, cause_disputed: bool = False) -> Field:
    """The kind. Of the families of kinds that have most voices, the most specific kind that has its share of them; of
    several, that with the most voices, then in the codebook's order. Where the cause is disputed and some report leaves
    it open, it is left open."""
    by_kind: dict[str, list[Telling]] = defaultdict(list)
    for telling in told.tellings:
        by_kind[telling.event.kind].append(telling)
    if not by_kind:
        return Field(None)
    voices = {kind: told.voices_of(tellings) for kind, tellings in by_kind.items()}
    families: dict[str, set[str]] = defaultdict(set)
    for kind, own in voices.items():
        families[family(kind)] |= own
    chosen_family = min(families, key=lambda f: (-len(families[f]), min(KINDS.index(k) for k in by_kind
                                                                         if family(k) == f)))
    share = len(families[chosen_family]) * float(_rules()["least_share"])
    kinds = [kind for kind in by_kind if family(kind) == chosen_family]
    enough = [kind for kind in kinds if len(voices[kind]) >= share] or kinds
    if cause_disputed and UNKNOWN_CAUSE in kinds:
        chosen = UNKNOWN_CAUSE
    else:
        chosen = min(enough, key=lambda kind: (-specificity(kind), -len(voices[kind]), KINDS.index(kind)))
    rivals = [_choice(told, kind, by_kind[kind], len(voices[kind])) for kind in by_kind if kind != chosen]
    own_choice = _choice(told, chosen, by_kind[chosen], len(voices[chosen]))
    rivals.sort(key=lambda choice: (-choice.support, KINDS.index(choice.value)))
    return Field(chosen, own_choice.claims, own_choice.tellings, tuple(rivals))


def specificity(kind: str) -> int:
    """How much a kind says beside others of its family."""
    return int(_rules()["specificity"].get(kind, _USUAL))


def _choice(told: Told, kind: str, tellings: list[Telling], support: int) -> Choice:
    claims = [key for telling in tellings for key in told.claims_about(telling, "occurrence")]
    return Choice(kind, tuple(dict.fromkeys(claims)), tuple(telling.key for telling in tellings), support)


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = table("ledger/assessment")["kinds"]
    return rules
