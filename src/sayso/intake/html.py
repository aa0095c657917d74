"""Web pages: the text of the article, its title, outlet, author and address, and when it was published.

The text comes from trafilatura, which drops the time of day and the zone of publication: these are read here, from
the page's meta elements, JSON-LD and time elements.
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from sayso.intake.dates import any_published

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MAXIMUM_DEPTH = 200
# A page with more elements is no article: trafilatura, which weighs each against all, would take minutes over it.
_MAXIMUM_ELEMENTS = 20_000
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_BESIDE = ("nav", "header", "footer", "aside", "form", "button", "select", "head")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption")
_LD_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page gives: `text` is empty where no article was found in it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None


@cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads(files("sayso.intake").joinpath("html.toml").read_text(encoding="utf-8"))


def read_page(markup: str) -> Page:
    """The article of a web page. Scripts are never run, and nothing is fetched."""
    tree = _tree(markup)
    if tree is None:
        return Page("")
    published = _published(tree)
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    _flatten(tree)
    title = _title(tree)
    found = _article(tree)
    if found is None or not (found.text or "").strip():
        return Page(_blocks(tree), title, published=published)
    return Page(found.text, found.title, found.sitename or found.hostname, found.author, _address(found.url), published)


def _article(tree: lxml_html.HtmlElement) -> Any:
    """What trafilatura finds in a page, or None."""
    if sum(1 for _ in tree.iter()) > _MAXIMUM_ELEMENTS:
        return None
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            copy.deepcopy(tree), with_metadata=True, include_comments=False, include_images=False
        )
    except (etree.LxmlError, ValueError, TypeError, RecursionError, AttributeError, KeyError, IndexError):
        return None


def _blocks(tree: lxml_html.HtmlElement) -> str:
    """The text of the paragraphs of a page in which no article was found, without what stands around them."""
    etree.strip_elements(tree, *_BESIDE, with_tail=False)
    blocks = [block for block in tree.iter(*_BLOCKS) if next(block.iterdescendants(*_BLOCKS), None) is None]
    lines = [" ".join(block.text_content().split()) for block in blocks or [tree]]
    return "\n".join(line for line in lines if line)


def _title(tree: lxml_html.HtmlElement) -> str | None:
    found = tree.find(".//title")
    return found.text_content() if found is not None else None


def _tree(markup: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        data = _DECLARATION.sub("", markup).encode("utf-8", "replace")
        return lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _flatten(tree: lxml_html.HtmlElement) -> None:
    """Take out what is nested deeper than any page is: walking it would exhaust the stack of those who recurse."""
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == _MAXIMUM_DEPTH:
            words = " ".join("".join(element.itertext()).split())
            for child in list(element):
                element.remove(child)
            element.text = words


def _address(url: str | None) -> str | None:
    return url if url is not None and re.match(r"https?://", url) else None


def _published(tree: lxml_html.HtmlElement) -> str | None:
    for written in (*_from_meta(tree), *_from_json_ld(tree), *_from_time(tree)):
        found = any_published(written)
        if found is not None:
            return found
    return None


def _from_meta(tree: lxml_html.HtmlElement) -> Iterator[str]:
    told: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content") or ""
        for attribute in ("property", "name", "itemprop"):
            told.setdefault((meta.get(attribute) or "").strip().lower(), content)
    yield from (told[name] for name in _names()["published"] if told.get(name))


def _from_json_ld(tree: lxml_html.HtmlElement) -> Iterator[str]:
    articles: list[str] = []
    others: list[str] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            types = thing.get("@type")
            kinds = types if isinstance(types, list) else [types]
            dates = [thing[key] for key in _names()["json_ld"] if isinstance(thing.get(key), str)]
            (articles if any(kind in _names()["json_ld_types"] for kind in kinds) else others).extend(dates)
    yield from (*articles, *others)


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, outermost first."""
    if depth > _LD_DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _things(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _things(value, depth + 1)


def _from_time(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Time elements that say they are the publication's; else the only one that the page has."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    for element in times:
        if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
            yield element.get("datetime")
    distinct = list(dict.fromkeys(element.get("datetime") for element in times))
    if len(distinct) == 1:
        yield distinct[0]
