"""Markdown: its text stays, its marks go, so that a reader of sentences meets words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(\S.*)$", re.M)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*)$", re.M)
_UNDERLINE = re.compile(r"^(?=.*\S)(.+)\n {0,3}(=+|-{2,})[ \t]*$", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,}).*$", re.M)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.M)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*$", re.M)
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\](?:\([^()\n]{0,500}\)|\[[^\]\n]{0,200}\])")
_ADDRESS = r"(?:\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|\[[^\]\n]{0,200}\])"
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]{1,500})\]" + _ADDRESS)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]:?")
_STRONG = re.compile(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s\\*])\1(?!\*)")
_STRONG_LINE = re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s\\_])\1(?![\w_])")
_STRUCK = re.compile(r"~~([^~\n]{1,500})~~")
_CODE = re.compile(r"(`{1,2})([^`\n]{1,500})\1")
_TAG = re.compile(r"</?(?:a|abbr|b|br|center|div|em|font|hr|i|img|p|small|span|strong|sub|sup|u)\b[^<>]{0,500}>", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|<])")
_FIELDS = {
    "title": "title", "author": "author", "publisher": "publisher", "source": "publisher", "url": "url",
    "date": "published", "published": "published",
}


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The text of a Markdown document, its title, and what its front matter says of it."""

    text: str
    title: str | None
    fields: dict[str, str]


def read_markdown(source: str) -> MarkdownText:
    """The text without marks. The title is the front matter's, else the first heading of the first level, which stays
    in the text too. Line ends must be line feeds."""
    fields: dict[str, str] = {}
    front = _FRONT.match(source)
    if front is not None:
        source = source[front.end() :]
        for key, value in _FIELD.findall(front[1]):
            if key.lower() in _FIELDS:
                fields.setdefault(_FIELDS[key.lower()], value.strip().strip("\"'"))
    source = _without_comments(source)
    title = fields.pop("title", None) or _first_heading(source)
    text = _FENCE.sub("", source)
    text = _UNDERLINE.sub(r"\1\n", text)
    text = _RULE.sub("", text)
    text = _HEADING.sub(lambda match: _heading(match[2]), text)
    text = _DEFINITION.sub("", text)
    text = _QUOTE.sub("", text)
    return MarkdownText(_inline(text), _inline(title) if title else None, fields)


def _without_comments(source: str) -> str:
    kept, at = [], 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start)) >= 0:
        kept.append(source[at:start])
        at = end + 3
    return "".join([*kept, source[at:]])


def _first_heading(source: str) -> str | None:
    first = next((match for match in _HEADING.finditer(source) if len(match[1]) == 1), None)
    under = next((match for match in _UNDERLINE.finditer(source) if match[2].startswith("=")), None)
    if first is not None and (under is None or first.start() < under.start()):
        return _heading(first[2])
    return under[1].strip() if under is not None else None


def _heading(written: str) -> str:
    """The words of a heading, without the marks that may close it."""
    words = written.rstrip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() else words


def _inline(text: str) -> str:
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _FOOTNOTE.sub("", text)
    text = _CODE.sub(r"\2", text)
    text = _TAG.sub("", text)
    for _ in range(3):  # one inside another
        text = _STRONG_LINE.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", _STRUCK.sub(r"\1", text))
