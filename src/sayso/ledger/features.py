"""What of a telling bears on whether another tells the same event: small and of plain values, so that it can be stored.

Everything is computed from one telling alone; two are compared without their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sayso.codebook.kinds import family
from sayso.codebook.parties import party_of, side_of
from sayso.ledger.instants import day_of, instant_of
from sayso.ledger.settings import settings
from sayso.ledger.stories import Story, story_of
from sayso.ledger.telling import Entry, Telling
from sayso.ledger.terms import Terms, is_rare, name_key, names_of, numbers_of, rarity, stem, terms_of, words_of
from sayso.model import Event, Quote, When, Where
from sayso.places.folding import fold

Span = tuple[int, int]
Range = tuple[int | None, int | None, int | None]
COUNTED = ("killed", "injured", "missing", "captured", "displaced")


@dataclass(frozen=True, slots=True)
class Place:
    """Where: degrees and kilometres as in the reading, None where it has none. `names`: the keys of the names that the
    report writes it by, and of its own, `words` those of the rare words in them; `admin1` is folded. `told`: it is told
    in a passage about the event; a place from elsewhere in the report, such as its dateline, is often not the event's.
    """

    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str = "unknown"
    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    told: bool = True

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it that can be compared."""
        return self.lat is not None or self.country is not None or bool(self.names)


@dataclass(frozen=True, slots=True)
class Time:
    """When: the calendar days that bound it where it happened, and the same as instants (days since 1970-01-01, UTC);
    None where nothing is known. `told`: it is told in a passage about the event; a day from elsewhere in the report is
    wrong more often than right."""

    first_day: int | None = None
    last_day: int | None = None
    earliest: float | None = None
    latest: float | None = None
    precision: str = "unknown"
    told: bool = True

    @property
    def is_known(self) -> bool:
        """Whether it is bounded on both sides."""
        return self.first_day is not None and self.last_day is not None

    @property
    def length(self) -> int:
        """The number of calendar days that it covers; 0 where it is not known."""
        return 0 if self.first_day is None or self.last_day is None else self.last_day - self.first_day + 1


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a telling. `key` and `report` are its identity and its report's; `alone`: it is all that its
    report is about; sides are parties of the codebook; kinds of targets and weapons are the codebook's, `target_words`
    the stems of what was hit; counts are (low, best, high) by name; `names` are rare names in what the report says of
    the event, `numbers` its figures, `terms` its weightiest words; `story` is what the whole report is compared by,
    with when it could be known."""

    key: str
    report: str
    main: bool
    kind: str
    story: Story
    alone: bool = False
    place: Place = Place()
    time: Time = Time()
    actors: tuple[str, ...] = ()
    actor_sides: tuple[str, ...] = ()
    target_kinds: tuple[str, ...] = ()
    target_sides: tuple[str, ...] = ()
    target_words: tuple[str, ...] = ()
    weapon_kinds: tuple[str, ...] = ()
    weapon_systems: tuple[str, ...] = ()
    counts: tuple[tuple[str, Range], ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    terms: Terms = ()

    @property
    def known_from(self) -> float:
        """When its report could be known, in days since 1970-01-01 (UTC)."""
        return self.story.known_from

    @property
    def family(self) -> str:
        """The family of its kind."""
        return family(self.kind)

    def to_json(self) -> dict[str, Any]:
        """The same as JSON's plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Features:
        """What `to_json` gave, also after it went through JSON. Raises KeyError or TypeError where it is no such."""
        told = {name: _frozen(item) for name, item in value.items()}
        told["place"] = Place(**{name: _frozen(item) for name, item in value["place"].items()})
        told["time"] = Time(**value["time"])
        told["story"] = Story.from_json(value["story"])
        return cls(**told)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def features_of_entry(entry: Entry) -> tuple[Features, ...]:
    """What is compared of the tellings of one report, in the reading's order."""
    story = story_of(entry.report, entry.known_from)
    return tuple(features(telling, story) for telling in entry.tellings())


def features(telling: Telling, story: Story | None = None) -> Features:
    """What of a telling is compared with others. `story`: its report's, where it is at hand."""
    event, text = telling.event, telling.entry.report.text
    limits = settings().features
    spans = _joined((c.quote.start, c.quote.end) for c in telling.claims)
    passages = [text[start:end] for start, end in spans]
    told = " … ".join(passages) or event.summary
    return Features(
        key=telling.key,
        report=telling.entry.key,
        main=event.main,
        kind=event.kind,
        story=story or story_of(telling.entry.report, telling.entry.known_from),
        alone=event.main and sum(other.main for other in telling.entry.reading.events) == 1,
        place=_place(event.where, spans),
        time=_time(event.when, spans),
        actors=_once(fold(actor.name) for actor in event.actors),
        actor_sides=_sides(actor.side or party_of(actor.name) for actor in event.actors),
        target_kinds=_once(target.kind for target in event.targets if target.kind != "other"),
        target_sides=_sides(target.side for target in event.targets),
        target_words=_once(word for target in event.targets for word in _content(target.name)),
        weapon_kinds=_once(weapon.kind for weapon in event.weapons if weapon.kind != "other"),
        weapon_systems=_once(weapon.system for weapon in event.weapons if weapon.system),
        counts=_counts(event),
        names=names_of(told)[: limits.names],
        numbers=numbers_of(told)[: limits.numbers],
        terms=terms_of(passages or [event.summary], limits.terms),
    )


def _content(name: str) -> Iterable[str]:
    """The stems of a name that are not in every other text."""
    return (term for word in words_of(name) if rarity(term := stem(word)) >= settings().features.least_rarity)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """What spans of a text cover together, each character once, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_told(basis: Iterable[Quote], spans: Iterable[Span]) -> bool:
    """Whether some of what a value is taken from stands within the passages about the event."""
    passages = list(spans)
    return any(start <= quote.start and quote.end <= end for quote in basis for start, end in passages)


def _place(where: Where | None, spans: Iterable[Span]) -> Place:
    if where is None:
        return Place()
    written = [word for word in words_of(where.written or "") if word[0].isupper() and is_rare(stem(word))]
    names = [name_key(" ".join(written)), name_key(where.name or "")]
    return Place(
        where.lat, where.lon, where.radius_km, where.precision, where.country,
        fold(where.admin1) if where.admin1 else None, where.geonameid, _once(names),
        _once(name_key(word) for word in written), _is_told(where.basis, spans),
    )


def _time(when: When, spans: Iterable[Span]) -> Time:
    first, last = day_of(when.earliest), day_of(when.latest)
    if first is None or last is None or last < first:
        return Time()
    return Time(first, last, instant_of(when.earliest), instant_of(when.latest), when.precision,
                _is_told(when.basis, spans))


def _counts(event: Event) -> tuple[tuple[str, Range], ...]:
    told = ((name, getattr(event.casualties, name)) for name in COUNTED)
    ranges = ((name, (count.low, count.best, count.high)) for name, count in told)
    return tuple((name, figures) for name, figures in ranges if figures != (None, None, None))


def _sides(parties: Iterable[str | None]) -> tuple[str, ...]:
    return _once(side_of(party) for party in parties if party)


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each value once, in alphabetical order, without empty ones."""
    return tuple(sorted({value for value in values if value}))
