"""A report: one document, with what is known of its origin."""

from __future__ import annotations

from typing import Literal

from sayso.model.base import Noun

PublishedBasis = Literal["given", "inferred", "none"]


class Report(Noun):
    """One document: article, wire, post.

    `id` is `sha256:` and the SHA-256 of the bytes it came as; `ref` is the id of the input record where it had
    one. `published` is an ISO 8601 date or date-time with its zone, as given, else as inferred, else None.
    """

    id: str
    ref: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "none"
    language: str | None = None
    text: str
