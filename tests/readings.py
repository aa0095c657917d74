"""A reading made by hand, so that a test of a view does not depend on the reader."""

from __future__ import annotations

from typing import Any

from sayso.model import (
    AcledCode,
    Actor,
    Casualties,
    Check,
    Claim,
    Count,
    Event,
    EventStatus,
    LoadedLanguage,
    Media,
    PloverCode,
    Quote,
    Reading,
    Report,
    Source,
    Target,
    Weapon,
    When,
    Where,
)

TEXT = (
    "Rockets hit the grain terminal at Port Velta on Friday evening, and two dockers died, the harbour master told "
    "the mayor.\n\nThe butchers of the Northern League fired them, probably from Orsk Hill, said Colonel Dana Imre. "
    "The League denied it. Three dockers may have been hurt. The coast guard would not say who was on the quay."
)


def quote(exact: str, text: str = TEXT) -> Quote:
    """The first place of a passage in a text."""
    start = text.index(exact)
    return Quote(exact=exact, start=start, end=start + len(exact))


def reading(**report: Any) -> Reading:
    """A reading with everything that a view shows; `report` replaces what the report has."""
    told: dict[str, Any] = {
        "id": "sha256:" + "ab" * 32, "title": "Rockets hit Port Velta", "publisher": "Velta Post", "language": "en",
        "published": "2024-05-31T21:10:00+03:00", "published_basis": "given", "text": TEXT,
    }
    told |= report
    return Reading(
        report=Report(**told),
        sources=(
            Source(id="author", name="the report", kind="author", named=False),
            Source(id="s1", name="mayor", kind="official", named=False),
            Source(id="s2", name="harbour master", kind="official", side="Velta", named=False),
            Source(id="s3", name="Dana Imre", description="Colonel", kind="military", side="Velta", named=True),
            Source(id="s4", name="Northern League", kind="armed_group", side="Northern League", named=True),
            Source(id="s5", name="coast guard", kind="police", named=False),
        ),
        events=(_strike(), _background()),
        claims=_claims(),
        checks=(
            Check(kind="weekday", quote=quote("on Friday evening"), stated="Friday", measured="31 May 2024 is a Friday",
                  verdict="consistent"),
            Check(kind="distance", quote=quote("from Orsk Hill"), stated="near", verdict="uncheckable"),
        ),
        loaded_language=(LoadedLanguage(quote=quote("butchers"), why="epithet"),),
    )


def _strike() -> Event:
    return Event(
        id="e1", main=True, kind="missile_strike",
        acled=AcledCode(event_type="Explosions/Remote violence", sub_event_type="Shelling/artillery/missile attack"),
        plover=PloverCode(event_type="ASSAULT", mode="aerial"),
        summary="Rockets hit the grain terminal at Port Velta on 31 May 2024; two were killed.",
        when=When(earliest="2024-05-31T17:00:00+03:00", latest="2024-05-31T23:59:00+03:00", edtf="2024-05-31",
                  precision="part_of_day", basis=(quote("on Friday evening"),)),
        where=Where(written="Port Velta", name="Port Velta", country="UA", admin1="Velta Oblast", lat=46.5, lon=-30.75,
                    radius_km=2.5, precision="settlement", basis=(quote("Port Velta"),)),
        actors=(Actor(name="Northern League", unit="4th battery", side="Northern League"),),
        targets=(Target(name="grain terminal", kind="port", side="Velta"),),
        weapons=(Weapon(name="rocket", kind="rocket"),),
        casualties=Casualties(killed=Count(low=2, best=2, high=2), injured=Count(low=None, best=3, high=5)),
        status=EventStatus(occurrence="confirmed", responsibility="disputed"),
        media=(Media(kind="video", where="social media", quote=quote("the quay")),),
    )


def _background() -> Event:
    return Event(
        id="e2", main=False, kind="talks", acled=AcledCode(event_type="Strategic developments", sub_event_type="Other"),
        plover=PloverCode(event_type="CONSULT"), summary="Talks took place in May 2024.",
        when=When(earliest="2024-05-01T00:00:00", latest="2024-05-31T23:59:59", edtf="2024-05", precision="month"),
        status=EventStatus(occurrence="reported", responsibility=None),
    )


def _claims() -> tuple[Claim, ...]:
    told = quote("Rockets hit the grain terminal at Port Velta on Friday evening, and two dockers died")
    fired = quote("The butchers of the Northern League fired them, probably from Orsk Hill")
    return (
        Claim(id="c1", event="e1", about="occurrence", source=("author",), quote=quote("Rockets hit the grain")),
        Claim(id="c2", event="e1", about="killed", value=2, source=("s1", "s2"), cue=quote("told"), quote=told),
        Claim(id="c3", event="e1", about="responsibility", value="Northern League", source=("s3",), cue=quote("said"),
              quote=fired),
        Claim(id="c4", event="e1", about="place", value="Orsk Hill", source=("s3",), certainty="probable", quote=fired),
        Claim(id="c5", event="e1", about="responsibility", value="Northern League", source=("s4",), stance="denies",
              cue=quote("denied"), quote=quote("The League denied it")),
        Claim(id="c6", event="e1", about="injured", value=3, source=("author",), certainty="possible",
              quote=quote("Three dockers may have been hurt")),
        Claim(id="c7", event="e1", about="target", source=("s5",), stance="declines",
              quote=quote("The coast guard would not say who was on the quay")),
    )
