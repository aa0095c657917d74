"""A passage of a report, by its text and its character offsets (W3C Web Annotation's quote and position selectors)."""

from __future__ import annotations

from pydantic import Field, model_validator

from sayso.model.base import Noun


class Quote(Noun):
    """A passage: `text[start:end] == exact`, always. Offsets count Unicode code points of `report.text`."""

    exact: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _length_fits(self) -> Quote:
        if self.end - self.start != len(self.exact):
            raise ValueError(f"quote of {len(self.exact)} characters at {self.start}–{self.end}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        """The passage of `text` from `start` to `end`, without white space at its ends."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(exact=text[start:end], start=start, end=end)
