"""One document: its bytes, in whichever format, to its report."""

from __future__ import annotations

from sayso.errors import EmptyInput
from sayso.intake.cleaning import clean_text
from sayso.intake.dates import any_published
from sayso.intake.encodings import decode
from sayso.intake.formats import HEAD, Format, format_by_head, refuse_binary
from sayso.intake.markdown import read_markdown
from sayso.intake.records import read_record
from sayso.intake.report import make_report
from sayso.model import Report


def report_of_bytes(data: bytes, where: str, told: Format | None = None) -> Report:
    """The report of a document's bytes; `told` is the format that its name tells.

    Raises EmptyInput, BinaryInput, UndecodableInput or MalformedRecord, which say what is wrong and what to do.
    """
    if not data.strip():
        raise EmptyInput("there is nothing in it; give a report with text", where=where)
    refuse_binary(data[:HEAD], where)
    kind = told or format_by_head(data[:HEAD])
    if kind in ("json", "jsonl"):
        return read_record(data, where)
    if kind == "html":
        return _web_page(data, where)
    text = decode(data, where)
    if kind == "markdown":
        return _markdown(text, data, where)
    return make_report(text, data=data, where=where)


def _web_page(data: bytes, where: str) -> Report:
    from sayso.intake.html import read_page

    page = read_page(decode(data, where, markup=True))
    if not page.text.strip():
        raise EmptyInput("no text of an article was found in this page; save the article itself", where=where)
    return make_report(
        page.text, data=data, where=where, title=page.title, publisher=page.publisher, author=page.author, url=page.url,
        published=page.published,
    )


def _markdown(text: str, data: bytes, where: str) -> Report:
    found = read_markdown(clean_text(text))
    fields = dict(found.fields)
    published = any_published(fields.pop("published", ""))
    return make_report(found.text, data=data, where=where, title=found.title, published=published, **fields)
