"""Which accounts stand: not those that their source withdrew or has replaced since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.codebook import named_doer, same_doer
from sayso.ledger.accounts import Account, later
from sayso.ledger.sayings import COUNTS
from sayso.ledger.withdrawals import Withdrawal, withdraws

Fate = Literal["stands", "replaced", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An account and what became of it; `because` is what says so: the sentence of a withdrawal, or the key of the
    claim that replaced it. Empty where it stands."""

    account: Account
    fate: Fate = "stands"
    because: str = ""

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.fate == "stands"


def judge(accounts: Sequence[Account], withdrawals: Iterable[Withdrawal]) -> tuple[Judged, ...]:
    """What became of each account, in their order.

    An update by the same source replaces its earlier figure; and what a source says against its own earlier word on
    the same thing replaces that (CODEBOOK, sections 3.5 and 5)."""
    withdrawals = tuple(withdrawals)
    fates: dict[str, Judged] = {}
    for account in accounts:
        taken = next((w for w in withdrawals if withdraws(w, account)), None)
        if taken is not None:
            fates[account.key] = Judged(account, "withdrawn", taken.sentence)
    shared = _shared_figures(accounts)
    by_source: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        if account.key not in fates:
            by_source[account.voice, account.about].append(account)
    for account in accounts:
        if account.key in fates:
            continue
        same = by_source[account.voice, account.about]
        newer = [other for other in same if other is not account and _replaces(other, account, by_source, shared)]
        if newer:
            last = max(newer, key=lambda a: a.dated.order)
            fates[account.key] = Judged(account, "replaced", last.key)
    return tuple(fates.get(account.key, Judged(account)) for account in accounts)


def _shared_figures(accounts: Sequence[Account]) -> frozenset[str]:
    """The accounts, by key, whose figure another voice gives too."""
    voices: dict[tuple[str, int], set[str]] = defaultdict(set)
    for account in accounts:
        if isinstance(account.value, int):
            voices[account.about, account.value].add(account.voice)
    return frozenset(
        account.key for account in accounts
        if isinstance(account.value, int) and len(voices[account.about, account.value]) > 1
    )


def _replaces(
    new: Account, old: Account, by_source: dict[tuple[str, str], list[Account]], shared: frozenset[str]
) -> bool:
    """Whether a source's account takes the place of another of its own on the same attribute."""
    if old.about in COUNTS:
        return new.stance == old.stance == "affirms" and _newer_figure(new, old, shared)
    if {new.stance, old.stance} != {"affirms", "denies"} or not new.identity:
        return False
    if new.dated.report == old.dated.report and not old.told_as_earlier:
        return False  # "denies the raid, but says that it shot at the house"
    if not later(new, old):
        return False
    if old.about == "responsibility":
        return _same_deed(new.value, old.value)
    if old.about == "occurrence" and new.stance == "denies":
        return not _affirms_besides(new, by_source)
    return True


def _newer_figure(new: Account, old: Account, shared: frozenset[str]) -> bool:
    """Whether a figure is told after another: of one report's, a number goes before none, people before nobody, and of
    those in its own voice, which may be of several events that it rounds up, that which others give too."""
    if new.value is None:
        return False
    if new.dated.report == old.dated.report and new.told_as_earlier == old.told_as_earlier:
        return old.value is None or _place(new, shared) > _place(old, shared)
    if later(new, old):
        return True
    if later(old, new):
        return False
    # it cannot be told which came first: a toll grows
    return old.value is None or (int(new.value), new.key) > (int(old.value), old.key)


def _place(account: Account, shared: frozenset[str]) -> tuple[bool, bool, int, str]:
    own = not account.identity and account.key in shared
    return account.value != 0, own, account.dated.claim.quote.start, account.key


def _same_deed(one: int | str | None, other: int | str | None) -> bool:
    """Whether two words on the doer are about one doer; who names nobody speaks of whomever it was."""
    if not isinstance(one, str) or not isinstance(other, str):
        return True
    first, second = named_doer(one) or one, named_doer(other) or other
    return same_doer(first, second)


def _affirms_besides(denial: Account, by_source: dict[tuple[str, str], list[Account]]) -> bool:
    """Whether whoever denies that it happened affirms, in the same report, something else of it."""
    return any(
        account.stance == "affirms" and account.dated.report == denial.dated.report
        for (voice, about), accounts in by_source.items()
        if voice == denial.voice and about not in ("occurrence", "other", "intent")
        for account in accounts
    )
