"""The characters of a report, made plain: what cannot be seen, or can be written in two ways, is written in one.

Quotes count in the text that comes out of here; the report's id keeps the bytes as they came.
"""

from __future__ import annotations

import re
import unicodedata

# Line ends and what stands for them: CR LF, CR, vertical tab, form feed, FS, GS, RS, NEL, line and paragraph separator.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Never seen on a page: other controls, soft hyphen, combining grapheme joiner, zero-width space and no-break space,
# word joiner and invisible operators, marks and overrides of direction, interlinear anchors, tags, variation selectors
# are left, since emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0001-\U000e007f]"
)
# The joiner and the non-joiner are letters' business in Arabic, Indic and emoji; between these others they are nothing.
_PLAIN = r"\u0000-\u052f\u1e00-\u206f"
_JOINERS = re.compile(f"(?<=[{_PLAIN}])[\u200c\u200d]+(?=[{_PLAIN}])")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text with one kind of line end and of space, composed letters (Unicode NFC), and nothing invisible.

    A surrogate that stands alone becomes U+FFFD. Text that is clean already comes back as it is.
    """
    text = _SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub("", text)
    text = _SPACES.sub(" ", text).replace("\u2011", "-")
    return unicodedata.normalize("NFC", text)


def clean_line(text: str | None) -> str | None:
    """A title or a name on one line, or None where nothing is left of it."""
    return (" ".join(clean_text(text).split()) or None) if text is not None else None
