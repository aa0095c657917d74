"""From bytes to characters: by the byte order mark, UTF-8, what the document declares, and else by likelihood."""

from __future__ import annotations

import codecs
import re

from sayso.errors import BinaryInput, UndecodableInput
from sayso.intake.languages import tell_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_DECLARED_WITHIN = 4096
_SAMPLE = 200_000
# What reports of the last decades were saved in: the Windows code pages, ISO 8859 and KOI8 before UTF-8, and the East
# Asian encodings. Left to all that Python knows, a short Cyrillic text is taken for a Macintosh's.
_LIKELY = [
    "cp1252", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_9", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]
# Latin pages that are hard to tell from Windows-1252, and the languages that they are believed for.
_LATIN = {"cp1250": {"pl"}, "iso8859_2": {"pl"}, "cp1254": {"tr"}, "iso8859_9": {"tr"}, "cp1257": set[str]()}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, where: str, *, markup: bool = False) -> str:
    """The characters of a document; `markup` says that it is HTML, which may declare its encoding.

    Raises BinaryInput where it is not text, UndecodableInput where no encoding fits.
    """
    text = _by_mark(data, where)
    if text is None:
        text = _wide(data, where) if b"\0" in data else _narrow(data, where, markup)
    if len(_CONTROLS.findall(text)) * 20 > len(text):
        raise BinaryInput("this is no text: too many control characters; give a text, HTML or JSON file", where=where)
    return text


def _by_mark(data: bytes, where: str) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise UndecodableInput(
                    f"its byte order mark says {name.removesuffix('-sig').upper()}, but byte {error.start} is not; "
                    "save it again as UTF-8", where=where,
                ) from None
    return None


def _wide(data: bytes, where: str) -> str:
    """UTF-16 without its mark has its zero bytes on one side; anything else with a zero byte is no text."""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    name = "utf-16-le" if odd > 10 * even else "utf-16-be" if even > 10 * odd else None
    if name is not None and max(even, odd) * 40 > min(len(data), _SAMPLE):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            pass
    raise BinaryInput("this is no text: there are zero bytes in it; give a text, HTML or JSON file", where=where)


def _narrow(data: bytes, where: str, markup: bool) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (_declared(data) if markup else None, _likely(data)):
        if name is not None:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    raise UndecodableInput("its encoding cannot be told; save it as UTF-8", where=where)


def _declared(data: bytes) -> str | None:
    """The encoding that HTML declares, where Python has it. What browsers call ISO 8859-1 is Windows-1252."""
    head = data[:_DECLARED_WITHIN]
    match = _XML.search(head) or _META.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        "".encode(name)  # some of Python's codecs are not between characters and bytes
    except (LookupError, UnicodeDecodeError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": None}.get(name, name)


def _likely(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_LIKELY, enable_fallback=False).best()
    if best is None:
        return None
    name = best.encoding
    if name in _LATIN and tell_language(sample.decode(name, "replace")) not in _LATIN[name]:
        return "cp1252"
    return name
