"""From a reading to what people look at: the text view and the page."""

from sayso.publish.card import print_reading, text_console
from sayso.publish.page import Entry, entry_of, html_frame, index_of, page_of

__all__ = ["Entry", "entry_of", "html_frame", "index_of", "page_of", "print_reading", "text_console"]
