"""What is only claimed is told as a claim, in one plain sentence."""

from __future__ import annotations

from sayso.model import Casualties, Count, EventStatus, When, Where
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft, Role, SourceDraft, Span
from sayso.reading.summaries import summarise

GOVERNOR = SourceDraft("Ira Holt", "the governor", "official", "Northland", True, (Span(0, 1),))
ARMY = SourceDraft("the Southland army", None, "military", "Southland", True, (Span(3, 4),))
WHO = Attribution((GOVERNOR, ARMY), ())
EVENT = EventDraft(
    "shelling", True, (2,), actors=(Role(Span(0, 1), 0, "Southland forces", 2, side="Southland"),),
    targets=(Role(Span(5, 6), 5, "market", 2, kind="market"),),
)
WHERE = Where(written="Oldtown", name="Oldtown", precision="settlement")
WHEN = When(earliest="2024-05-03T00:00:00", latest="2024-05-03T23:59:59", precision="day")


def claim(source: int, stance: str, about: str = "occurrence") -> ClaimDraft:
    return ClaimDraft(0, about, None, (source,), stance, "certain", None, Span(0, 3), 2)  # type: ignore[arg-type]


def told(occurrence: str, responsibility: str | None, *claims: ClaimDraft, toll: Casualties | None = None) -> str:
    status = EventStatus(occurrence=occurrence, responsibility=responsibility)  # type: ignore[arg-type]
    return summarise(0, EVENT, WHERE, WHEN, toll or Casualties(), status, claims, WHO)


def test_what_is_reported_is_told_plainly() -> None:
    assert told("reported", "unknown") == "Shelling hit the market in Oldtown on 3 May 2024."


def test_what_is_claimed_names_who_claims_it() -> None:
    sentence = told("claimed", "claimed", claim(0, "affirms"), claim(0, "affirms", "responsibility"))
    assert sentence.startswith("Ira Holt says that shelling hit the market")
    assert "Ira Holt lays it to Southland" in sentence


def test_what_is_denied_names_both() -> None:
    sentence = told("disputed", "disputed", claim(0, "affirms"), claim(1, "denies"))
    assert "the Southland army denies it" in sentence
    assert sentence.endswith("which is denied.")


def test_nobody_is_named_where_nobody_is_blamed() -> None:
    assert "Southland" not in told("confirmed", "unknown")
    assert "Southland forces" not in told("refuted", None, claim(1, "denies"))
    assert "lays it" not in told("refuted", None, claim(1, "denies"))


def test_the_toll_is_told_and_zero_is_not_silence() -> None:
    toll = Casualties(killed=Count(low=2, best=2, high=2), injured=Count(low=5, best=5, high=5))
    assert "2 killed and 5 injured" in told("confirmed", "unknown", toll=toll)
    none = Casualties(killed=Count(low=0, best=0, high=0), injured=Count(low=0, best=0, high=0))
    assert "without casualties" in told("confirmed", "unknown", toll=none)
    assert "killed" not in told("confirmed", "unknown")


def test_several_sources_say_and_one_says() -> None:
    witnesses = SourceDraft("two witnesses", None, "witness", None, False, (Span(0, 1),))
    who = Attribution((witnesses, SourceDraft("police", None, "police", None, False, (Span(1, 2),))), ())
    status = EventStatus(occurrence="claimed", responsibility="unknown")
    for source, start in ((0, "Two witnesses say that"), (1, "Police say that")):
        sentence = summarise(0, EVENT, WHERE, WHEN, Casualties(), status, (claim(source, "affirms"),), who)
        assert sentence.startswith(start)
