"""What the stages of a reading hand to one another, before it is put together.

Spans are half-open ranges of tokens of the report's `Parse`; indices of sources point into `Attribution.sources`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.language.parse import Parse
from sayso.model import (
    Attribute,
    Casualties,
    Certainty,
    Check,
    EventStatus,
    LoadedLanguage,
    Media,
    Report,
    SourceKind,
    Stance,
    When,
    Where,
)

CountKind = Literal["killed", "injured", "missing", "captured", "displaced"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Tokens `start` to `end` of a parse."""

    start: int
    end: int

    def holds(self, index: int) -> bool:
        """Whether the token is in the span."""
        return self.start <= index < self.end


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Whoever statements are laid to, with all the phrases of the report that mean it, in the order of the text.

    `name` is the fullest name (or description, where the report gives no name), `description` what the report
    says of it ("the governor of Russia's Belgorod District").
    """

    name: str
    description: str | None
    kind: SourceKind
    side: str | None
    named: bool
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source chain says in one passage.

    `chain`: indices of sources, nearest the reader first, the last one is the origin. `content`: what is said;
    empty where nothing is ("declined to comment"). `whole`: the passage from source to content. `about`: the
    attribute, where the cue itself tells it ("gave no cause", "claimed responsibility"), else None.
    `verbatim`: whether the content is in quotation marks.
    """

    chain: tuple[int, ...]
    cue: Span | None
    content: tuple[Span, ...]
    whole: Span
    stance: Stance
    certainty: Certainty
    about: Attribute | None = None
    verbatim: bool = False

    def holds(self, index: int) -> bool:
        """Whether the token is in the content."""
        return any(span.holds(index) for span in self.content)

    @property
    def size(self) -> int:
        """The number of tokens of the content: of two statements that hold a token, the smaller is nearer to it."""
        return sum(span.end - span.start for span in self.content)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the report's sources and their statements, in the order of the text.

    `voice`: the source whose word the report's own voice is, where a party speaks itself (a communiqué); else None.
    """

    sources: tuple[SourceDraft, ...]
    statements: tuple[Statement, ...]
    voice: int | None = None

    def of(self, index: int) -> Statement | None:
        """The innermost affirmed or denied statement whose content holds the token; None: the report's own voice."""
        holding = [s for s in self.statements if s.holds(index)]
        return min(holding, key=lambda s: (s.size, -len(s.chain))) if holding else None


@dataclass(frozen=True, slots=True)
class Factuality:
    """How far a predicate is said to have happened, as its nearest source has it.

    `future` covers plans, wishes and fears; `hypothetical` conditions, questions and offers.
    """

    value: Literal["happened", "did_not_happen", "future", "hypothetical", "unknown"]
    certainty: Certainty

    @property
    def is_realis(self) -> bool:
        """Whether it is told as something that took place, for certain or not."""
        return self.value == "happened"


@dataclass(frozen=True, slots=True)
class Role:
    """One who or what takes part in an event: its phrase, the phrase's head token, a clean name, and the trigger
    token through which it was found. `kind`: target or weapon kind of the codebook; `side`: party."""

    span: Span
    head: int
    name: str
    trigger: int
    kind: str | None = None
    unit: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people in the text: "at least 12 were killed" is killed, low 12, best 12, high None.

    `token` is the word by which it is attributed (the predicate, else the number); `part` tells a share of a
    larger number ("two children among them"), which is no count of its own.
    """

    about: CountKind
    low: int | None
    best: int | None
    high: int | None
    span: Span
    token: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One event as the text tells it: `mentions` are its trigger tokens. `places` and `times` are the phrases tied
    to it by syntax or discourse, the strongest first; `damage` the words that tell it ("destroyed")."""

    kind: str
    main: bool
    mentions: tuple[int, ...]
    actors: tuple[Role, ...] = ()
    targets: tuple[Role, ...] = ()
    weapons: tuple[Role, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    counts: tuple[CountMention, ...] = ()
    damage: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One source chain saying one thing about one attribute of one event.

    `event`: index of the event draft. `chain`: indices of sources, nearest the reader first; empty where the report
    says it in its own voice. `token`: the word by which it was found; `passage`: the tokens that are quoted.
    """

    event: int
    about: Attribute
    value: int | str | None
    chain: tuple[int, ...]
    stance: Stance
    certainty: Certainty
    cue: Span | None
    passage: Span
    token: int
    count: CountMention | None = None


@dataclass(frozen=True)
class Draft:
    """A reading in the making: what the stages so far have found. Tuples `wheres`, `whens`, `casualties`,
    `statuses`, `summaries` and `media` have one item an event."""

    report: Report
    parse: Parse
    attribution: Attribution = Attribution((), ())
    events: tuple[EventDraft, ...] = ()
    wheres: tuple[Where | None, ...] = ()
    whens: tuple[When, ...] = ()
    claims: tuple[ClaimDraft, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    statuses: tuple[EventStatus, ...] = ()
    summaries: tuple[str, ...] = ()
    media: tuple[tuple[Media, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    loaded_language: tuple[LoadedLanguage, ...] = ()
