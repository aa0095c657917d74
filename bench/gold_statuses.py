"""The statuses of a marked event (training/corpus), from its marked statements and the report's own voice.

The codebook's section 5 over what is marked: a statement that affirms an attribute affirms the occurrence; its doer is
the one marked in its content, else, where only one is marked in the report, that one; the report's own voice asserts
what is marked outside all contents. An event is left out (None) where that does not settle the status: a communiqué
whose party is not known, a statement on the responsibility that names nobody where the report marks several doers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from sayso.codebook import (
    MONITOR_KINDS,
    PHYSICAL_KINDS,
    Testimony,
    against_interest,
    family,
    has_doer,
    named_doer,
    opponents,
    party_of,
    responsibility_status,
    status_of,
)
from sayso.codebook.tables import table
from sayso.language import Parse
from sayso.model import Attribute, Certainty, SourceKind, Stance, Status
from sayso.reading.roles.lexicons import targets
from training.corpus.reading import Report, Span, Statement

_ASIDE = frozenset({"other", "intent"})
_OWN = frozenset({"we", "us", "our", "ours", "its", "their", "it", "they", "i", "my", "his", "her", "he", "she"})


def gold_statuses(report: Report, parse: Parse, number: int) -> tuple[Status | None, Status | None]:
    """The statuses of occurrence and of responsibility of one event; None where the marks do not settle it."""
    event = report.events[number]
    voice = _voice(report)
    if voice == "":
        return None, None
    doers = _doers(report, number, report.spans, None)
    sides = doers | {name for name in own_doers(report, number) if party_of(name) is not None}
    happened: list[Testimony] = []
    done_by: list[Testimony] = []
    plain = True
    for statement in report.statements:
        if statement.event != number or statement.withdrawn or statement.stance == "declines":
            continue
        stance, certainty = cast(Stance, statement.stance), cast(Certainty, statement.certainty)
        about = set(statement.about) - _ASIDE
        if not about:
            continue
        inside = [s for s in report.spans if _is_said(report, s, statement.number)]
        own = _side(report, statement)
        named = _doers(report, number, inside, own)
        affirmed = statement.stance == "affirms"
        accused = "responsibility" in about or (affirmed and "occurrence" in about and bool(named))
        # "probably fired by the rebels" hedges who did it, not that it happened
        surely: Certainty = "certain" if about == {"responsibility"} and certainty == "probable" else certainty
        if not affirmed and about == {"target"} and own is not None and own in sides:
            return None, None  # "denied firing at the school": whether it denies the deed is open
        if affirmed or "occurrence" in about:
            happened.append(_testimony(report, parse, number, statement, stance, surely, sides))
        if accused or (not affirmed and "occurrence" in about):
            himself = own is not None and (not affirmed or _is_claimed(report, statement, number))
            own_name = {own} if himself and own is not None and "responsibility" in about else set()
            given = named or own_name or (doers if len(doers) == 1 else set())
            plain &= bool(given) or not doers or "responsibility" not in about
            values: list[str | None] = [*sorted(given)] or [None]
            done_by += [_testimony(report, parse, number, statement, stance, certainty, sides, v) for v in values]
    own_voice = _own_voice(report, number, voice)
    happened += own_voice
    done_by += [t for t in own_voice if t.value is not None]
    occurrence = status_of(happened)
    if not has_doer(event.kind) or not plain:
        return occurrence, None
    return occurrence, responsibility_status(done_by, occurrence, rivals=family(event.kind) != "clash")


def _voice(report: Report) -> str | None:
    """The party whose word the report's own voice is: None for nobody's, "" where it is a party's that is not known."""
    publisher = f"{report.head.get('publisher', '')} {report.head.get('author', '')}".strip()
    if report.head["genre"] == "communique":
        return party_of(publisher) or ""
    return None


def _is_said(report: Report, span: Span, number: int | None) -> bool:
    """Whether a mark stands in the content of a statement, by number, or of any."""
    return any(s.label == "q" and number in (None, s.number) and s.start <= span.start and span.end <= s.end
               for s in report.spans)


def _side(report: Report, statement: Statement) -> str | None:
    source = report.sources[statement.chain[-1]]
    if source.kind in MONITOR_KINDS or source.kind in PHYSICAL_KINDS or source.side is None:
        return None
    return party_of(source.side) or source.side


def _doers(report: Report, number: int, spans: list[Span] | tuple[Span, ...], own: str | None) -> set[str]:
    """The doers marked among spans, each by its party or by its words; `own` is meant by a pronoun."""
    found = set()
    for span in spans:
        if span.label != "actor" or span.number != number:
            continue
        phrase = report.text[span.start : span.end]
        phrase = phrase.removeprefix("by ").removeprefix("of ").removeprefix("from ")
        first = phrase.lower().split()[0]
        bare = re.split(r" (?:with|in|on|from|who|that|dressed|wearing) ", phrase)[0]  # "men in masks" are just men
        named = named_doer(phrase) and (party_of(phrase) or named_doer(bare))
        if party_of(phrase) is None and first in _OWN:
            named = own
        if named is not None and first not in ("who", "which", "that", "them", "those"):
            found.add(named)
    return found


def _is_claimed(report: Report, statement: Statement, number: int) -> bool:
    """Whether a statement claims an event for who makes it: it affirms who did it, with no doer marked in it."""
    inside = [s for s in report.spans if s.label == "actor" and s.number == number
              and _is_said(report, s, statement.number)]
    speaks = report.sources[statement.chain[-1]].kind in ("armed_group", "military", "official")
    return speaks and statement.stance == "affirms" and "responsibility" in statement.about and not inside


def own_doers(report: Report, number: int) -> set[str]:
    """Who speaks of himself, or of forces of his own, as a doer of an event, by side and name."""
    found = set()
    for statement in report.statements:
        inside = [s for s in report.spans if _is_said(report, s, statement.number)]
        side = _side(report, statement)
        if statement.event == number and _is_claimed(report, statement, number):
            found |= {report.sources[statement.chain[-1]].name} | ({side} if side is not None else set())
        if side is not None and side in _doers(report, number, inside, side):
            found.add(side)
    voice = _voice(report)
    if voice:
        outside = [s for s in report.spans if not _is_said(report, s, None)]
        found |= {voice} & _doers(report, number, outside, voice)
    return found


@cache
def _admissions() -> tuple[frozenset[str], tuple[str, ...]]:
    data = table("en/admissions")
    return frozenset(data["lemmas"]), tuple(data["phrases"])


def _tokens(report: Report, parse: Parse, labels: str, number: int) -> list[list[str]]:
    """The lemmas of every mark with one of the labels and the number."""
    marked = [s for s in report.spans if s.label in labels.split() and s.number == number]
    return [[parse.tokens[i].lemma.lower() for i in range(*parse.token_range(s.start, s.end))] for s in marked]


def _admits(report: Report, parse: Parse, number: int) -> bool:
    """Whether a statement is worded as an admission."""
    lemmas, phrases = _admissions()
    texts = [report.text[s.start : s.end].lower() for s in report.spans if s.label in "cq" and s.number == number]
    said = any(lemmas & set(words) for words in _tokens(report, parse, "c q", number))
    return said or any(p in t for p in phrases for t in texts)


def _testimony(
    report: Report, parse: Parse, number: int, statement: Statement, stance: Stance, certainty: Certainty,
    doers: set[str], value: str | None = None,
) -> Testimony:
    kind = cast(SourceKind, report.sources[statement.chain[-1]].kind)
    side = _side(report, statement)
    kinds = {k for words in _tokens(report, parse, "target", number) for k in targets().anywhere(words)}
    sufferers = {foe for doer in doers for foe in opponents(doer)} - doers
    admitted = stance == "affirms" and any(
        against_interest(side, cast(Attribute, about), report.events[number].kind, doers=doers, sufferers=sufferers,
                         target_kinds=kinds, admits=_admits(report, parse, statement.number))
        for about in statement.about if about not in _ASIDE
    )
    return Testimony(stance, certainty, f"s{statement.chain[-1]}", kind, side, against_interest=admitted,
                     physical=kind in PHYSICAL_KINDS, value=value)


def _own_voice(report: Report, number: int, voice: str | None) -> list[Testimony]:
    """What the report itself asserts of an event, by the marks outside all contents."""
    words = [s for s in report.spans if s.label == "e" and s.number == number and not _is_said(report, s, None)]
    told = [s for s in words if s.factuality in ("happened", "probable", "possible")]
    if not told:
        return []
    certainty: Certainty = "certain" if any(s.factuality == "happened" for s in told) else "possible"
    outside = [s for s in report.spans if s.label == "actor" and not _is_said(report, s, None)]
    doers = _doers(report, number, outside, voice)
    origin = voice or ""
    kind: SourceKind = "official" if voice else "author"
    values: list[str | None] = [*sorted(doers)] or [None]
    return [Testimony("affirms", certainty, origin, kind, voice, value=v) for v in values]


