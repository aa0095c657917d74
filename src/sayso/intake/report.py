"""From text and what is known of it to a `Report`."""

from __future__ import annotations

import hashlib

from sayso.errors import EmptyInput, UsageError
from sayso.intake.cleaning import clean_line, clean_text
from sayso.intake.dates import iso_published
from sayso.intake.languages import tell_language
from sayso.model import Report


def hash_of(data: bytes) -> str:
    """The id of a report: `sha256:` and the SHA-256 of the bytes that it came as."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def make_report(
    text: str, *, data: bytes | None = None, where: str | None = None, title: str | None = None,
    publisher: str | None = None, author: str | None = None, url: str | None = None, published: str | None = None,
    ref: str | None = None,
) -> Report:
    """The report of a text, cleaned, with its language told. `data` are the bytes it came as, else the text's own in
    UTF-8; `where` is what an error names.

    Raises EmptyInput where there is no text, UsageError where `published` is no ISO 8601 date or date-time.
    """
    cleaned = clean_text(text)
    if not cleaned.strip():
        raise EmptyInput("there is no text in it; give a report with text", where=where)
    return Report(
        id=hash_of(data if data is not None else text.encode("utf-8", "surrogatepass")),
        ref=ref,
        title=clean_line(title),
        publisher=clean_line(publisher),
        author=clean_line(author),
        url=clean_line(url),
        published=None if published is None else checked_published(published),
        published_basis="none" if published is None else "given",
        language=tell_language(cleaned),
        text=cleaned,
    )


def checked_published(published: str) -> str:
    """A date of publication that was given, in ISO 8601. Raises UsageError where it is none."""
    try:
        return iso_published(published)
    except ValueError:
        shown = (clean_line(published) or "")[:80]
        raise UsageError(
            f"{shown!r} is no date of publication; write 2024-05-31 or 2024-05-31T18:40:00+03:00"
        ) from None
