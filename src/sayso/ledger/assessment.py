"""What may be said of one event, from all its tellings: the status of each attribute with its reasons, the counts, the
joined card, what contradicts what, and the grades of its claims.

A pure function of the tellings, of which reports are copies of which, of who is who, and of what analysts decided:
nothing is stored, and the order of what is given does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from pydantic import BaseModel

from sayso.codebook import family
from sayso.errors import UsageError
from sayso.ledger.accounts import Account, accounts_of
from sayso.ledger.attribute_statuses import AttributeStatus, statuses_of
from sayso.ledger.bearings import bearings
from sayso.ledger.choices import Field, Told, told_by
from sayso.ledger.consensus import Card, decide, join_card
from sayso.ledger.contradictions import Contradiction, contradictions
from sayso.ledger.counts import Tally, tally
from sayso.ledger.grades import Credibility, credibility_of, plain_credibility
from sayso.ledger.joined_kind import join_kind
from sayso.ledger.phrasing import phrase
from sayso.ledger.reliability import Outcome, outcomes_of
from sayso.ledger.rulings import Conflict, Note, Rulings, rulings_of, strike
from sayso.ledger.sayings import COUNTS, FamilyOf, IdentityOf, sayings_of
from sayso.ledger.standing import Judged, judge
from sayso.ledger.statement import Statement
from sayso.ledger.summaries import sentence_of
from sayso.ledger.telling import Telling
from sayso.ledger.testimonies import Scene, responsibility_words, scene_of
from sayso.ledger.valued_statuses import valued_finding
from sayso.ledger.withdrawals import take_withdrawals
from sayso.model import Attribute, Count, Status


@dataclass(frozen=True, slots=True)
class Fallen:
    """A claim that no longer counts, and why; `because` is a sentence, or the key of the claim that replaced it."""

    claim: str
    fate: str
    because: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that may be said of one event. `statuses` are in the codebook's order of attributes, those of which somebody
    speaks, with occurrence and responsibility always; `fallen` are the claims that no longer count. How many origins an
    event has tells `sayso.ledger.origins`, to which `withdrawn_claims` hands them on."""

    tellings: tuple[str, ...]
    card: Card
    statuses: tuple[AttributeStatus, ...]
    counts: tuple[Tally, ...]
    contradictions: tuple[Contradiction, ...]
    credibility: tuple[Credibility, ...]
    fallen: tuple[Fallen, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    conflicts: tuple[Conflict, ...]

    def status(self, about: Attribute) -> Status | None:
        """The status of an attribute; `unknown` where nobody speaks of it."""
        found: Status | None = next((s.status for s in self.statuses if s.about == about), "unknown")
        return found

    def count(self, about: Attribute) -> Count:
        """A count of people; its numbers are None where nobody gives any."""
        return next((t.count for t in self.counts if t.about == about), Count())


def assess(
    tellings: Iterable[Telling], family_of: FamilyOf, identity_of: IdentityOf, decisions: Iterable[Statement] = ()
) -> Assessment:
    """The assessment of one event.

    `family_of`: from a report's key to that of the root of its family of copies; `identity_of`: from a report's key and
    a source's local id to who that is over all reports; what is missing in either stands for itself. `decisions` are
    those on this event (see `sayso.ledger.rulings`). Raises UsageError where there is no telling, or where a decision
    makes no sense."""
    all_of = sorted({telling.key: telling for telling in tellings}.values(), key=lambda t: t.key)
    if not all_of:
        raise UsageError("an event without a telling cannot be assessed; give at least one")
    rulings = rulings_of(decisions)
    left, struck = strike(sayings_of(all_of, family_of, identity_of), rulings.retractions)
    reports = frozenset(r.report for r in rulings.retractions if r.claim is None and r.start is None)
    # an event of which everything was struck is still of the kind that it was told as
    live = [telling for telling in all_of if telling.entry.key not in reports] or all_of
    taken = take_withdrawals(live, left)
    accounts = accounts_of(taken.sayings, live)
    judged = judge(accounts, taken.withdrawals)
    standing = [item.account for item in judged if item.stands]
    told = told_by(live, standing)
    kind, scene = _kind(told, live, standing, accounts, rulings)
    rivals = family(scene.kind) != "clash"
    responsibility = list(responsibility_words(scene))
    card = join_card(told, kind, scene, responsibility, rulings, rivals=rivals)
    tallies = tuple(_decided(tally(about, judged, scene), rulings) for about in COUNTS)
    statuses = statuses_of(scene, card, responsibility, rulings, rivals=rivals)
    bearing_of = bearings(scene)
    credibility = [
        *(grade for item in judged for grade in credibility_of(item, bearing_of(item.account))),
        *plain_credibility(struck, "retracted"),
        *plain_credibility(taken.repeating, "withdrawn"),
    ]
    decided = {name: ruling.status for name, ruling in rulings.statuses.items() if ruling.status is not None}
    return Assessment(
        tellings=tuple(telling.key for telling in all_of),
        card=_with_summary(card, scene, tallies, statuses, rulings),
        statuses=statuses,
        counts=tallies,
        contradictions=contradictions(scene, told),
        credibility=tuple(sorted(credibility, key=lambda grade: grade.claim)),
        fallen=_fallen(judged, {key: r.reason for key, r in struck.items()}, taken.repeating),
        outcomes=outcomes_of(judged, bearing_of, decided),
        notes=rulings.notes,
        conflicts=rulings.conflicts,
    )


def as_json(assessment: Assessment) -> dict[str, Any]:
    """An assessment as plain JSON: objects by the names of their fields, tuples as lists."""
    plain = _plain(assessment)
    assert isinstance(plain, dict)
    return plain


def withdrawn_claims(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The claims that their source withdrew, or an analyst struck, as report key and local id: what brings no
    origin."""
    gone = (fallen.claim.partition("/") for fallen in assessment.fallen if fallen.fate != "replaced")
    return tuple((report, claim) for report, _, claim in gone)


def _kind(
    told: Told, tellings: Sequence[Telling], standing: Sequence[Account], accounts: Sequence[Account], rulings: Rulings
) -> tuple[Field, Scene]:
    """The event's kind and its scene. What the cause is hangs on the kind no more than on whether it is hostile, so it
    is asked with the kind that the tellings give at first."""
    ruling = rulings.values.get("kind")
    kind = decide(join_kind(told), ruling if ruling is not None and ruling.value is not None else None)
    scene = scene_of(str(kind.value), tellings, standing, accounts)
    if ruling is None and valued_finding(scene, "cause").status == "disputed":
        kind = join_kind(told, cause_disputed=True)
        scene = scene_of(str(kind.value), tellings, standing, accounts)
    return kind, scene


def _decided(computed: Tally, rulings: Rulings) -> Tally:
    """A tally with the count that an analyst gave, if any."""
    ruling = rulings.values.get(computed.about)
    if ruling is None:
        return computed
    return replace(computed, count=Count(**ruling.value), claims=(), decided_by=ruling.number)


def _with_summary(
    card: Card, scene: Scene, tallies: Sequence[Tally], statuses: Sequence[AttributeStatus], rulings: Rulings
) -> Card:
    by_about = {status.about: status for status in statuses}
    counts = {str(tally.about): tally.count for tally in tallies}
    summary = sentence_of(scene.kind, card.where.value, card.when.value, card.targets, card.actors, counts,
                          by_about["occurrence"], by_about["responsibility"])
    ruling = rulings.values.get("summary")
    return replace(card, summary=str(ruling.value) if ruling is not None else summary)


def _fallen(
    judged: Sequence[Judged], struck: Mapping[str, str], repeating: Mapping[str, str]
) -> tuple[Fallen, ...]:
    found = [
        Fallen(key, item.fate, item.because, phrase("fates", item.fate, because=item.because))
        for item in judged if not item.stands for key in item.account.claims
    ]
    found += [Fallen(key, "retracted", why, phrase("fates", "retracted", because=why)) for key, why in struck.items()]
    found += [
        Fallen(key, "withdrawn", why, phrase("fates", "repeating", because=why)) for key, why in repeating.items()
    ]
    return tuple(sorted(found, key=lambda fallen: fallen.claim))


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
