"""Choices: what the tellings of one event give for one field of its card, who gives it, and how many independent
voices stand behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.ledger.accounts import Account
from sayso.ledger.telling import Telling
from sayso.model import Attribute, Quote, Status


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that some tellings give. `value` is plain JSON; `claims` and `tellings` are the keys of what it comes
    from; `support` the number of voices behind it: sources, and outlets that say it themselves; copies add none.
    `status` is that of a doer, as far as he is named; None for other things."""

    value: Any
    claims: tuple[str, ...]
    tellings: tuple[str, ...]
    support: int
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the card: the value that is chosen, where it comes from, and the rival ones beside it. `decided_by`
    is the number of the analyst's decision that set it, None where it was computed."""

    value: Any
    claims: tuple[str, ...] = ()
    tellings: tuple[str, ...] = ()
    rivals: tuple[Choice, ...] = ()
    decided_by: int | None = None


@dataclass(frozen=True)
class Told:
    """The tellings that count, in the order in which they became known, with the voices that affirm something in each
    and the claims of accounts that stand."""

    tellings: tuple[Telling, ...]
    voices: Mapping[str, frozenset[str]]
    standing: tuple[Account, ...]

    @cached_property
    def account_of(self) -> Mapping[str, Account]:
        """The accounts that stand, by the keys of the claims that tell them."""
        return {key: account for account in self.standing for key in account.claims}

    @cached_property
    def _affirmed(self) -> Mapping[tuple[str, Attribute], list[str]]:
        found: dict[tuple[str, Attribute], list[str]] = defaultdict(list)
        for account in self.standing:
            if account.stance == "affirms":
                for saying in account.sayings:
                    found[saying.telling, account.about].append(saying.key)
        return found

    def voices_of(self, tellings: Iterable[Telling]) -> frozenset[str]:
        """The voices behind several tellings."""
        return frozenset(voice for telling in tellings for voice in self.voices[telling.key])

    def claims_about(self, telling: Telling, about: Attribute) -> list[str]:
        """The claims of a telling about an attribute that stand and affirm it, in the order of the accounts."""
        return self._affirmed.get((telling.key, about), [])

    def claims_at(self, telling: Telling, passages: Sequence[Quote], about: Attribute) -> list[str]:
        """The claims of a telling on which a value with these passages rests: those about the attribute, else those
        whose passage holds one of them, else what is said of the occurrence."""
        direct = self.claims_about(telling, about)
        if direct:
            return direct
        held = [
            f"{telling.entry.key}/{claim.id}" for claim in telling.claims
            if claim.stance == "affirms"
            and any(claim.quote.start < p.end and p.start < claim.quote.end for p in passages)
        ]
        return held or self.claims_about(telling, "occurrence")


def told_by(tellings: Sequence[Telling], standing: Sequence[Account]) -> Told:
    """What counts for the card: the tellings in which something affirmed still stands; all, where there is none."""
    voices: dict[str, set[str]] = defaultdict(set)
    for account in standing:
        if account.stance == "affirms":
            for saying in account.sayings:
                voices[saying.telling].add(account.voice)
    alive = [telling for telling in tellings if voices[telling.key]] or list(tellings)
    alive.sort(key=lambda t: (t.entry.known_from, t.key))
    return Told(tuple(alive), {t.key: frozenset(voices[t.key]) for t in alive}, tuple(standing))


def ordered(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Choices, those with the most voices first, then those told first."""
    numbered = list(enumerate(choices))
    return tuple(choice for _, choice in sorted(numbered, key=lambda item: (-item[1].support, item[0])))
