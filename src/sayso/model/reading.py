"""A reading: what one report says, with every value tied to a passage and to a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import ConfigDict, Field

from sayso.model.base import Noun
from sayso.model.check import Check, LoadedLanguage
from sayso.model.claim import Claim
from sayso.model.event import Event
from sayso.model.report import Report
from sayso.model.source import Source

SCHEMA = "sayso/reading/1"


HtmlRenderer = Callable[["Reading"], str]
_html_renderer: HtmlRenderer | None = None


def set_html_renderer(renderer: HtmlRenderer | None) -> None:
    """Say how a notebook shows a reading. This room knows nothing of pages: whoever does, calls this."""
    global _html_renderer
    _html_renderer = renderer


class Reading(Noun):
    """The reading of one report (CODEBOOK, section 2). Ids are local to the reading."""

    model_config = ConfigDict(populate_by_name=True)

    schema_: Literal["sayso/reading/1"] = Field(default="sayso/reading/1", alias="schema")
    report: Report
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    checks: tuple[Check, ...] = ()
    loaded_language: tuple[LoadedLanguage, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """The reading as JSON, the same bytes for the same reading; keys in the codebook's order."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def _repr_html_(self) -> str | None:
        return _html_renderer(self) if _html_renderer is not None else None

    @classmethod
    def from_json(cls, data: str | bytes) -> Reading:
        """The reading that `to_json` wrote. Raises pydantic's ValidationError where it is not one."""
        return cls.model_validate_json(data)
