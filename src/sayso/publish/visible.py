"""Characters that would act instead of being seen: shown by their numbers.

A report is other people's text. A terminal obeys escape sequences in it, and a page lets overrides of direction show
it in another order than it is written in.
"""

from __future__ import annotations

import re

# Controls but tab and line feed; marks, embeddings, overrides and isolates of direction; line and paragraph
# separators; surrogates that stand alone; tags.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every character that acts in its place written as `[U+202E]`."""
    return _ACTING.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def one_line(text: str) -> str:
    """The text on one line, its white space plain, visible."""
    return " ".join(visible(text).split())
