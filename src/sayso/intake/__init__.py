"""From bytes of any format to reports: text, title, publisher, author, time of publication, language, hash."""

from sayso.intake.cleaning import clean_line, clean_text
from sayso.intake.dates import iso_published
from sayso.intake.documents import report_of_bytes
from sayso.intake.files import Source, find_sources
from sayso.intake.formats import format_by_suffix
from sayso.intake.items import MAX_BYTES, Item, read_inputs, read_source
from sayso.intake.report import checked_published, make_report

__all__ = [
    "MAX_BYTES", "Item", "Source", "checked_published", "clean_line", "clean_text", "find_sources", "format_by_suffix",
    "iso_published", "make_report", "read_inputs", "read_source", "report_of_bytes",
]
