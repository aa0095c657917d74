"""From a parse to a reading: who says what, what happened, where, when, and how far it can be believed.

The whole way is the list STAGES: each stage is a function from one draft to the next, with its own file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.language import parse_text
from sayso.model import Reading, Report
from sayso.reading.assembly import assemble
from sayso.reading.attribution import attribute
from sayso.reading.casualties import count_casualties
from sayso.reading.claims import make_claims
from sayso.reading.draft import Draft
from sayso.reading.events import find_events
from sayso.reading.loaded import find_loaded_language
from sayso.reading.media import find_media
from sayso.reading.statuses import grade_event
from sayso.reading.summaries import summarise
from sayso.reading.sums import check_sums
from sayso.reading.when import date_events, infer_published
from sayso.reading.where import locate, place_checks

LANGUAGES = ("en",)

Stage = Callable[[Draft], Draft]


def _published(draft: Draft) -> Draft:
    if draft.report.published is not None:
        return draft
    inferred = infer_published(draft.parse)
    if inferred is None:
        return draft
    return replace(draft, report=draft.report.model_copy(update={"published": inferred, "published_basis": "inferred"}))


def _attribution(draft: Draft) -> Draft:
    return replace(draft, attribution=attribute(draft.parse, draft.report))


def _events(draft: Draft) -> Draft:
    return replace(draft, events=find_events(draft.parse, draft.attribution, draft.report.title,
                                             draft.report.published))


def _places(draft: Draft) -> Draft:
    wheres = locate(draft.parse, draft.events)
    return replace(draft, wheres=wheres, checks=(*draft.checks, *place_checks(draft.parse, draft.events, wheres)))


def _times(draft: Draft) -> Draft:
    whens, checks = date_events(draft.parse, draft.events, draft.wheres, draft.report.published)
    return replace(draft, whens=whens, checks=(*draft.checks, *checks))


def _claims(draft: Draft) -> Draft:
    return replace(draft, claims=make_claims(draft.parse, draft.attribution, draft.events))


def _casualties(draft: Draft) -> Draft:
    numbers = range(len(draft.events))
    counted = tuple(count_casualties(draft.claims, draft.attribution, n, draft.parse) for n in numbers)
    return replace(draft, casualties=counted)


def _statuses(draft: Draft) -> Draft:
    alone = sum(event.main for event in draft.events) <= 1
    graded = tuple(
        grade_event(n, e, draft.claims, draft.attribution, draft.parse, alone=alone) for n, e in enumerate(draft.events)
    )
    return replace(draft, statuses=graded)


def _media(draft: Draft) -> Draft:
    return replace(draft, media=find_media(draft.parse, draft.events))


def _checks(draft: Draft) -> Draft:
    return replace(draft, checks=(*draft.checks, *check_sums(draft.parse, draft.events)))


def _loaded_language(draft: Draft) -> Draft:
    return replace(draft, loaded_language=find_loaded_language(draft.parse))


def _summaries(draft: Draft) -> Draft:
    told = (
        summarise(number, event, draft.wheres[number], draft.whens[number], draft.casualties[number],
                  draft.statuses[number], draft.claims, draft.attribution)
        for number, event in enumerate(draft.events)
    )
    return replace(draft, summaries=tuple(told))


STAGES: tuple[Stage, ...] = (
    _published, _attribution, _events, _places, _times, _claims, _casualties, _statuses, _media, _checks,
    _loaded_language, _summaries,
)


def read_report(report: Report) -> Reading:
    """The reading of one report. A report in a language that is not read yet is kept whole, with nothing read from it.

    Raises LanguageError or GazetteerError where the encoder or the gazetteer cannot be opened.
    """
    if report.language not in (None, *LANGUAGES):
        return Reading(report=report)
    draft = Draft(report=report, parse=parse_text(report.text))
    for stage in STAGES:
        draft = stage(draft)
    return assemble(draft)
