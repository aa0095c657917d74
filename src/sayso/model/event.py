"""An event: something that happened, or is said to have. One kind, one place, one time."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sayso.model.base import Noun
from sayso.model.quote import Quote

TimePrecision = Literal["minute", "hour", "part_of_day", "day", "week", "month", "year", "unknown"]
PlacePrecision = Literal["exact", "settlement", "near_settlement", "district", "region", "country", "unknown"]
Status = Literal["confirmed", "reported", "claimed", "disputed", "refuted", "unknown"]


class AcledCode(Noun):
    """ACLED's event type and sub-event type, the types of its two actors (1 to 8; None where there is none, or where it
    cannot be told), and the interaction of the two, as a number and as ACLED words it since 2024."""

    event_type: str
    sub_event_type: str
    inter1: int | None = Field(default=None, ge=1, le=8)
    inter2: int | None = Field(default=None, ge=1, le=8)
    interaction: int | None = Field(default=None, ge=10, le=88)
    interaction_label: str | None = None


class PloverCode(Noun):
    """PLOVER's event type; its mode, where the type has modes and one is known; and its contexts."""

    event_type: str
    mode: str | None = None
    context: tuple[str, ...] = ()


class UcdpCode(Noun):
    """UCDP GED's type of violence (1 state-based, 2 non-state, 3 one-sided), precision of place (1 to 7) and date
    (1 to 5), and clarity (1 or 2); None where it cannot be told."""

    type_of_violence: int | None = Field(default=None, ge=1, le=3)
    where_prec: int | None = Field(default=None, ge=1, le=7)
    date_prec: int | None = Field(default=None, ge=1, le=5)
    event_clarity: int | None = Field(default=None, ge=1, le=2)


class When(Noun):
    """The interval that bounds the event, in the local time of the place, with its UTC offset where known.

    `earliest` and `latest` are ISO 8601; `edtf` (ISO 8601-2) has the stated precision.
    """

    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    precision: TimePrecision = "unknown"
    basis: tuple[Quote, ...] = ()


class Where(Noun):
    """The smallest circle that the text supports with about 90 % confidence: degrees (WGS 84), kilometres.

    `region` is a GeoJSON geometry where the area is not well told by the circle; `gazetteer` says which gazetteer, and
    which version of it, the place or what it was reckoned from comes from.
    """

    written: str | None = None
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    radius_km: float | None = Field(default=None, ge=0)
    precision: PlacePrecision = "unknown"
    region: dict[str, Any] | None = None
    gazetteer: str | None = None
    basis: tuple[Quote, ...] = ()


class Actor(Noun):
    """Who did it, or is said to have; with the unit, and the side that it belongs to."""

    name: str
    unit: str | None = None
    side: str | None = None


class Target(Noun):
    """What was hit. `kind` is one of the codebook's target kinds."""

    name: str
    kind: str
    side: str | None = None


class Weapon(Noun):
    """With what. `kind` is one of the codebook's weapon kinds; `system` the standard name of the weapon system that the
    name tells, if any."""

    name: str
    kind: str
    system: str | None = None


class Count(Noun):
    """A number of people: `best` is the best source's figure, `low` and `high` the range over all claims."""

    low: int | None = Field(default=None, ge=0)
    best: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)


class Casualties(Noun):
    """People killed, injured, missing, captured (abducted and detained too) and displaced: in this event only."""

    killed: Count = Count()
    injured: Count = Count()
    missing: Count = Count()
    captured: Count = Count()
    displaced: Count = Count()


class EventStatus(Noun):
    """What may be said of the two attributes that carry the others, given all claims; `responsibility` is None
    for acts without a doer and where the occurrence is refuted."""

    occurrence: Status = "unknown"
    responsibility: Status | None = "unknown"


class Media(Noun):
    """Footage, an image or a recording that the report speaks of, and where it was seen."""

    kind: Literal["video", "image", "audio", "satellite"]
    where: str | None = None
    quote: Quote


class Event(Noun):
    """One incident or one continuous episode. `main` events are what the report is about."""

    id: str
    main: bool
    kind: str
    acled: AcledCode
    plover: PloverCode
    ucdp: UcdpCode = UcdpCode()
    summary: str
    when: When = When()
    where: Where | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    casualties: Casualties = Casualties()
    damage: str | None = None
    status: EventStatus = EventStatus()
    media: tuple[Media, ...] = ()
