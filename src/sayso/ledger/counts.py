"""People killed, injured, missing, captured and displaced, over all reports of an event (CODEBOOK, section 3.5): the
best figure, the range, and how the figures came in over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from sayso.codebook import is_counting_source
from sayso.codebook.tables import table
from sayso.ledger.accounts import Account
from sayso.ledger.rows import Finding, finding
from sayso.ledger.standing import Fate, Judged
from sayso.ledger.telling import Telling
from sayso.ledger.testimonies import Scene, Word, attribute_words
from sayso.model import Attribute, Count

Bound = Literal["exact", "floor", "ceiling", "range", "about"]

_HOURS = 24.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one source, for a plot: since when it is known (ISO 8601), the number (None where only a bound is
    told, as by "dozens"), what it allows, who says it, in which report and by which claims, and what became of it."""

    at: str
    value: int | None
    low: int | None
    high: int | None
    bound: Bound
    identity: str
    source: str
    side: str | None
    report: str
    claims: tuple[str, ...]
    rank: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of people over all reports. `claims` are those that give the best figure, `series` all figures in the
    order in which they became known, those that no longer stand among them. `decided_by` is the number of the
    analyst's decision that set the count, None where it was computed."""

    about: Attribute
    count: Count
    claims: tuple[str, ...]
    series: tuple[Figure, ...]
    decided_by: int | None = None


def tally(about: Attribute, judged: Sequence[Judged], scene: Scene) -> Tally:
    """The count of one kind; all its numbers are None where no figure stands."""
    told = [j for j in judged if j.account.about == about and j.account.stance == "affirms" and _says(j.account)]
    series = tuple(_figure(j, scene) for j in sorted(told, key=lambda j: j.account.dated.order))
    standing = [j.account for j in told if j.stands]
    best = best_of(standing, scene)
    bounds = [account.bounds for account in standing]
    lows = [b.low if b.low is not None else a.value for a, b in zip(standing, bounds, strict=True)]
    numbers = [low for low in lows if isinstance(low, int)]
    tops = [b.high for b in bounds]
    high = None if not tops or None in tops else max(top for top in tops if top is not None)
    number = best.value if best is not None and isinstance(best.value, int) else None
    claims = best.claims if best is not None else ()
    return Tally(about, Count(low=min(numbers, default=None), best=number, high=high), claims, series)


def best_of(accounts: Sequence[Account], scene: Scene) -> Account | None:
    """The account with the best figure: nearest to the counting, and not overtaken by later news; of those who count
    the higher, since tolls grow, of the others the latest."""
    numbered = [account for account in accounts if isinstance(account.value, int)]
    now = [account for account in numbered if not account.told_as_earlier] or numbered
    fresh = [a for a in now if not any(_overtakes(other, a, scene) for other in now)]
    if not fresh:
        return None
    return max(fresh, key=lambda a: _preference(a, scene))


def figures_conflict(one: Account, other: Account) -> bool:
    """Whether two sources' figures cannot both hold: what they allow has nothing in common, and the later is no mere
    growth of the earlier."""
    if one.voice == other.voice or not _apart(one, other):
        return False
    first, second = sorted((one, other), key=lambda account: account.dated.order)
    gap = (second.dated.known - first.dated.known_until) * _HOURS
    if gap <= _rules()["same_time_hours"]:
        return True
    return _least(second) < _least(first)


def count_finding(about: Attribute, best: Account | None, scene: Scene) -> Finding:
    """The status of the best figure; of whether there were any, where no figure is told."""
    if best is None:
        return finding(attribute_words(scene, about))
    return replace(finding(bearing_on_figure(best, scene)), value=str(best.value))


def bearing_on_figure(best: Account, scene: Scene) -> list[Word]:
    """The words as they bear on a figure: whose figures allow it affirm it, whose exclude it deny it; an earlier, lower
    one says nothing of it."""
    words = attribute_words(scene, best.about)
    bearing = []
    for word in words:
        account = word.account
        if account.stance != "affirms" or account is best or not _apart(account, best):
            bearing.append(word)
        elif figures_conflict(account, best) and not account.told_as_earlier:
            bearing.append(Word(replace(word.testimony, stance="denies", physical=False), account))
    return bearing


def rank_of(account: Account, scene: Scene) -> int:
    """How near a source is to the counting, by the ranks of codebook/ledger/assessment.toml."""
    ranks, speaker = _rules(), account.speaker
    if not account.identity:
        return int(ranks["other"] if account.certainty == "certain" else ranks["hearsay"])
    if any(is_counting_source(s.source.description or s.source.name, s.source.kind) for s in account.sayings):
        return int(ranks["counting"])
    if speaker.kind in ("social_media", "witness", "victim") or (speaker.side and speaker.side in scene.doers):
        return int(ranks["hearsay"])
    if speaker.kind in ("military", "armed_group", "unnamed"):
        return int(ranks["party"])
    if speaker.kind == "international":
        return int(ranks["international"])
    return int(ranks["official"] if speaker.kind in ("official", "police", "medic") else ranks["other"])


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = table("ledger/assessment")["figures"]
    return rules


def _says(account: Account) -> bool:
    """Whether it gives a number or a bound of one."""
    return isinstance(account.value, int) or account.bounds.low is not None or account.bounds.high is not None


def _preference(account: Account, scene: Scene) -> tuple[int, int, float, int, str]:
    rank = rank_of(account, scene)
    number = account.value if isinstance(account.value, int) and rank >= _rules()["official"] else 0
    return rank, number, account.dated.known, -account.dated.claim.quote.start, account.key


def _overtakes(new: Account, old: Account, scene: Scene) -> bool:
    """Whether a toll has grown past a figure since, in the words of somebody who is not a party and no hearsay."""
    if not isinstance(new.value, int) or not isinstance(old.value, int) or new.value <= old.value:
        return False
    if rank_of(new, scene) < _rules()["other"]:
        return False
    hours = (new.dated.known - old.dated.known_until) * _HOURS
    return bool(hours >= _rules()["stale_hours"])


def _apart(one: Account, other: Account) -> bool:
    """Whether what two figures allow has nothing in common."""
    (low, high), (other_low, other_high) = _allowed(one), _allowed(other)
    return high < other_low or other_high < low


def _allowed(account: Account) -> tuple[float, float]:
    bounds, spread = account.bounds, 1.0 + (_rules()["about"] if account.bounds.about else 0.0)
    low = bounds.low / spread if bounds.low is not None else 0.0
    return low, bounds.high * spread if bounds.high is not None else float("inf")


def _least(account: Account) -> float:
    """A figure's number, else its bound."""
    return float(account.value) if isinstance(account.value, int) else _allowed(account)[0]


def _figure(judged: Judged, scene: Scene) -> Figure:
    account = judged.account
    saying, bounds = account.dated, account.bounds
    telling: Telling = scene.tellings[saying.telling]
    return Figure(
        at=telling.entry.known_from,
        value=account.value if isinstance(account.value, int) else None,
        low=bounds.low,
        high=bounds.high,
        bound=_bound(account),
        identity=account.identity,
        source=account.speaker.name,
        side=account.speaker.side,
        report=saying.report,
        claims=account.claims,
        rank=rank_of(account, scene),
        fate=judged.fate,
    )


def _bound(account: Account) -> Bound:
    bounds = account.bounds
    if bounds.about:
        return "about"
    if bounds.high is None:
        return "floor"
    if bounds.low is None:
        return "ceiling"
    return "exact" if bounds.low == bounds.high else "range"
