"""Statements that their source took back, in the same report or in a later one: they count for nothing from then on
(CODEBOOK, section 5).

What a sentence that tells a withdrawal withdraws is what the claims in it are about, else all that its source had said
of the event before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.ledger.accounts import Account
from sayso.ledger.sayings import COUNTS, Saying, outlet_of
from sayso.ledger.taking_back import Sentence, TakingBack, is_notice, sentences_of, taking_back_in
from sayso.ledger.telling import Telling
from sayso.ledger.withdrawing_sources import Withdrawer, withdrawer_of
from sayso.model import Attribute

_PLAIN: frozenset[Attribute] = frozenset({"intent", "other"})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a source took back. `by` is who; `abouts` the attributes, None for all; `values` the figures, empty for any.
    `sentence` is its wording; it stands at `start` in the report `report`, which became known at `known`, days since
    1970-01-01 (UTC). `telling` are all reports that tell it: what they tell beside it, the source says anew, unless
    with `own_words` nothing was told of it before, so that it is the report's own words that are taken back."""

    by: Withdrawer
    abouts: frozenset[Attribute] | None
    values: frozenset[int]
    report: str
    known: float
    start: int
    sentence: str
    telling: frozenset[str] = frozenset()
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """The sayings as they are to be taken, what was withdrawn, and the claims (by key) that only repeat it."""

    sayings: tuple[Saying, ...]
    withdrawals: tuple[Withdrawal, ...]
    repeating: dict[str, str]


@dataclass
class _Gathering:
    """What is found while the reports are gone through."""

    sayings: Sequence[Saying]
    revised: dict[str, Saying] = field(default_factory=dict)
    repeating: dict[str, str] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)


def take_withdrawals(tellings: Iterable[Telling], sayings: Sequence[Saying]) -> Taken:
    """Finds what the reports tell to have been withdrawn. Claims that only repeat it are left out, and a figure to
    which a source put right its earlier one is laid to that source, whatever voice tells it."""
    gathering = _Gathering(sayings)
    by_report: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: t.key):
        by_report.setdefault(telling.entry.key, []).append(telling)
    for report, told in sorted(by_report.items()):
        own = [saying for saying in sayings if saying.report == report]
        if own:
            for sentence in sentences_of(told[0].entry.report.text):
                if not _of_another_event(told, sentence):
                    _take(gathering, sentence, own, told[0])
    taken = tuple(gathering.revised.get(s.key, s) for s in sayings if s.key not in gathering.repeating)
    return Taken(taken, _first_told(gathering.withdrawals, taken), gathering.repeating)


def withdraws(withdrawal: Withdrawal, account: Account) -> bool:
    """Whether a withdrawal takes back an account: of the same source, about what it takes back, and told before."""
    first = account.dated
    if first.report in withdrawal.telling and not account.told_as_earlier:
        before = withdrawal.own_words and first.report == withdrawal.report and (
            first.claim.quote.start < withdrawal.start)
    else:
        before = first.known < withdrawal.known or account.told_as_earlier
    if not before or not _speaks(withdrawal.by, account) or _said_anew(withdrawal, account):
        return False
    if withdrawal.abouts is not None and account.about not in withdrawal.abouts:
        return False
    return account.about not in COUNTS or not withdrawal.values or account.value in withdrawal.values


def _said_anew(withdrawal: Withdrawal, account: Account) -> bool:
    """Whether the source says the same again in a report that tells the withdrawal: it stands by that."""
    return not withdrawal.own_words and any(
        saying.report in withdrawal.telling and not saying.told_as_earlier for saying in account.sayings
    )


def _first_told(withdrawals: Sequence[Withdrawal], sayings: Sequence[Saying]) -> tuple[Withdrawal, ...]:
    """The withdrawals, each from when it was told first: a report that tells one again takes nothing more back, but for
    figures that no report before it says were withdrawn."""
    ordered = sorted(withdrawals, key=lambda w: (w.known, w.report, w.start))
    firsts: dict[tuple[Withdrawer, frozenset[int]], Withdrawal] = {}
    for withdrawal in ordered:
        firsts.setdefault((withdrawal.by, withdrawal.values), withdrawal)
    found = []
    for withdrawal in ordered:
        first = firsts[withdrawal.by, withdrawal.values]
        telling = frozenset(w.report for w in ordered if w.by == withdrawal.by)
        spoken = any(saying.identity == withdrawal.by.identity and saying.report not in telling
                     and saying.known < first.known for saying in sayings)
        found.append(replace(withdrawal, known=first.known, telling=telling, own_words=not spoken))
    return tuple(found)


def _speaks(by: Withdrawer, account: Account) -> bool:
    """Whether an account is the withdrawer's: its own word, or what nobody but the outlet (and its copies) tells."""
    if by.identity:
        return account.identity == by.identity
    families = {saying.family for saying in account.sayings if saying.outlet == by.outlet}
    return all(saying.family in families for saying in account.sayings)


def _of_another_event(told: Sequence[Telling], sentence: Sentence) -> bool:
    """Whether the report's reading has claims in a sentence, and none of them about this event."""
    own = {telling.event.id for telling in told}
    events = {claim.event for claim in told[0].entry.reading.claims
              if claim.quote.start < sentence.end and claim.quote.end > sentence.start}
    return bool(events) and not events & own


def _take(gathering: _Gathering, sentence: Sentence, own: Sequence[Saying], telling: Telling) -> None:
    inside = [s for s in own if s.claim.about not in _PLAIN
              and s.claim.quote.start < sentence.end and s.claim.quote.end > sentence.start]
    if is_notice(sentence):
        outlet = outlet_of(telling.entry.report.publisher)
        if inside and outlet:
            figures = [saying for saying in inside if saying.claim.about in COUNTS]
            _withdraw(gathering, Withdrawer("", outlet), sentence, own[0], repeating=inside, told=figures or inside)
        return
    found = taking_back_in(sentence)
    by = None if found is None else withdrawer_of(sentence, found, telling, gathering.sayings)
    if found is None or by is None:
        return
    at = sentence.offsets[found.word]
    content = [saying for saying in inside if saying.claim.quote.start <= at < saying.claim.quote.end]
    # "said that a tank had fired, and took back its statement that …": what has a cue of its own is said anew
    verb = sentence.raw[found.word]
    anew = [s for s in content if s.claim.cue is not None and verb not in s.claim.cue.exact]
    repeating = [saying for saying in content if saying not in anew and saying.identity in ("", by.identity)]
    if found.new is not None:
        _revise(gathering, found, by, [s for s in content if s.identity in ("", by.identity)])
        return
    # "retracted its claim that forty had died in the strike" does not say that there was no strike
    told = [saying for saying in repeating if saying.claim.about in COUNTS]
    if not told and not found.of_a_figure:
        told = repeating
    if told:
        _withdraw(gathering, by, sentence, own[0], repeating=repeating, told=told)
        return
    # "retracted the claim, saying that three had died": what is said anew tells what the claim was about
    abouts = {s.claim.about for s in anew if s.claim.about in COUNTS and s.claim.quote.start >= sentence.start}
    if not (found.partly and not abouts and not found.of_a_figure):
        scope = frozenset(abouts or COUNTS) if abouts or found.of_a_figure else None
        gathering.withdrawals.append(_withdrawal(by, scope, frozenset(), sentence, own[0]))


def _withdraw(
    gathering: _Gathering, by: Withdrawer, sentence: Sentence, saying: Saying, *, repeating: Sequence[Saying],
    told: Sequence[Saying],
) -> None:
    """Notes that what the sayings `told` are about was withdrawn; `repeating` only say so."""
    gathering.repeating.update({repeated.key: " ".join(sentence.text.split()) for repeated in repeating})
    values = frozenset(s.claim.value for s in told if isinstance(s.claim.value, int))
    abouts = frozenset(s.claim.about for s in told)
    # "deleted his post about the incident": the act is but named, and all that was said of it falls
    scope = None if abouts == {"occurrence"} else abouts
    gathering.withdrawals.append(_withdrawal(by, scope, values, sentence, saying))


def _revise(gathering: _Gathering, found: TakingBack, by: Withdrawer, told: Sequence[Saying]) -> None:
    """Lays the new figure to the source that put it right; the old one, which the sentence repeats, says nothing."""
    for saying in told:
        if saying.claim.about not in COUNTS:
            continue
        if saying.claim.value == found.new and by.source is not None:
            gathering.revised[saying.key] = replace(saying, identity=by.identity, source=by.source, revises=True)
        elif saying.claim.value == found.old:
            gathering.repeating[saying.key] = saying.passage


def _withdrawal(
    by: Withdrawer, abouts: frozenset[Attribute] | None, values: frozenset[int], sentence: Sentence, saying: Saying
) -> Withdrawal:
    return Withdrawal(by, abouts, values, saying.report, saying.known, sentence.start, " ".join(sentence.text.split()))
