"""The page: the report's text with every passage marked, and nothing in it that acts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import sayso
from readings import TEXT, reading
from sayso.model import Claim, Quote, Reading
from sayso.model.reading import set_html_renderer
from sayso.publish import entry_of, html_frame, index_of, page_of
from sayso.publish.passages import divide

EVIL = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(2)> <a href='javascript:alert(3)'>x</a> "
    "\u202egnp.exe\u202c \"><svg/onload=alert(4)> {{ 7*7 }} {% raw %} &lt;b&gt; ]]> <!-- \x00 \ud800 '"
)


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page)


def text_of(tree: lxml_html.HtmlElement) -> str:
    (article,) = tree.find_class("text")
    for note in article.iter("sup"):
        note.text = None
        for child in list(note):
            note.remove(child)
    return str(article.text_content())


def test_the_text_is_whole_and_every_claim_is_marked_and_linked() -> None:
    told = reading()
    assert text_of(parsed(page_of(told))) == TEXT
    tree = parsed(page_of(told))
    for number, claim in enumerate(told.claims, 1):
        marked = tree.find_class(f"q{number}")
        assert "".join(mark.text_content() for mark in marked) == claim.quote.exact
        assert tree.get_element_by_id(f"q{number}") is not None
        row = tree.get_element_by_id(f"c{number}")
        assert row.xpath(f".//a[@href='#q{number}']")
        assert tree.xpath(f"//sup/a[@href='#c{number}']")
    assert not tree.xpath("//mark//mark")


def test_every_link_inside_the_page_leads_somewhere() -> None:
    tree = parsed(page_of(reading()))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)


def test_cards_and_checks_are_there() -> None:
    page = parsed(page_of(reading())).text_content()
    for part in ("Missile strike", "disputed", "4th battery", "damage: not said", "epithet",
                 "31 May 2024 is a Friday", "Talks took place", "mayor ← harbour master", "will not say"):
        assert part in page, part


def hostile() -> Reading:
    told = reading(title=EVIL, publisher=EVIL, author=EVIL, url="javascript:alert(5)//" + EVIL, text=EVIL, ref=EVIL,
                   language='en" onload="x')
    first = told.events[0]
    event = first.model_copy(update={
        "id": EVIL, "kind": EVIL, "summary": EVIL, "damage": EVIL,
        "actors": tuple(a.model_copy(update={"name": EVIL, "unit": EVIL, "side": EVIL}) for a in first.actors),
        "when": first.when.model_copy(update={"earliest": EVIL, "latest": EVIL, "edtf": EVIL, "basis": ()}),
        "where": first.where.model_copy(update={"name": EVIL, "written": EVIL, "country": EVIL, "basis": ()})
        if first.where else None,
    })
    claim = Claim(id=EVIL, event=EVIL, about="other", value=EVIL, source=(EVIL,),
                  quote=Quote(exact=EVIL[5:60], start=5, end=60))
    return told.model_copy(update={
        "events": (event,), "claims": (claim,), "checks": (), "loaded_language": (),
        "sources": (told.sources[0].model_copy(update={"id": EVIL, "name": EVIL, "description": EVIL}),),
    })


def attributes(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter():
        yield from element.attrib.items()


@pytest.mark.parametrize("page", [page_of(hostile()), index_of([entry_of("a.html", hostile())])], ids=["page", "index"])
def test_a_hostile_report_stays_text(page: str) -> None:
    page.encode("utf-8")
    tree = parsed(page)
    assert not tree.xpath("//script | //img | //iframe | //object | //form | //link | //base")
    assert tree.xpath("//svg") == tree.xpath("//section[contains(@class, 'locator')]/svg"), "the map's alone"
    assert len(tree.xpath("//style")) == 1
    for name, value in attributes(tree):
        assert not name.startswith("on"), name
        if name in ("href", "src", "action"):
            assert value.startswith("#") or value == "a.html", value
        assert "\u202e" not in value
    assert "\u202e" not in page
    assert "[U+202E]gnp.exe" in page
    assert "\x00" not in page
    assert "{{ 7*7 }}" in tree.text_content()
    assert "<script>alert(1)</script>" in tree.text_content()


def test_web_addresses_are_linked() -> None:
    (link,) = parsed(page_of(reading(url="https://velta.example/?a=1&b=\"'"))).xpath("//header//a")
    assert link.get("href") == "https://velta.example/?a=1&b=\"'"
    assert "noopener" in link.get("rel")


def test_the_policy_lets_in_the_style_alone() -> None:
    page = page_of(reading())
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "style=" not in page
    assert not re.search(r"url\(|@import", style[1])


def test_the_same_reading_gives_the_same_page() -> None:
    assert page_of(reading()) == page_of(reading())


def test_an_unread_report_keeps_its_text() -> None:
    tree = parsed(page_of(Reading(report=reading(language="ar", text="نص").report)))
    assert text_of(tree) == "نص"
    assert tree.find_class("text")[0].get("lang") == "ar"
    assert "Arabic, which sayso does not read yet" in tree.text_content()


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32)), max_size=8))
def test_divided_text_is_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    quotes = [Quote(exact=text[a:b], start=a, end=b) for a, b in ranges if a <= b <= len(text)]
    segments = list(divide(text, quotes))
    assert "".join(segment.text for segment in segments) == text
    for number, quote in enumerate(quotes):
        inside = [segment for segment in segments if number in segment.inside]
        assert "".join(segment.text for segment in inside) == quote.exact
        if quote.exact:
            assert [number in segment.begins for segment in inside] == [True] + [False] * (len(inside) - 1)
            assert [number in segment.ends for segment in inside] == [False] * (len(inside) - 1) + [True]


def test_passages_of_another_text_are_left_out() -> None:
    strangers = [Quote(exact="xy", start=0, end=2), Quote(exact="z", start=9, end=10)]
    assert [segment.inside for segment in divide("abc", strangers)] == [()]


def test_a_notebook_shows_the_page_in_a_closed_frame() -> None:
    assert sayso.Reading is Reading
    shown = hostile()._repr_html_()
    assert shown == html_frame(hostile())
    (frame,) = lxml_html.fragments_fromstring(shown)
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == ""
    assert frame.get("srcdoc") == page_of(hostile())


def test_a_reading_without_a_renderer_shows_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.model.reading._html_renderer", None)
    assert reading()._repr_html_() is None
    set_html_renderer(lambda told: told.report.text)
    assert reading()._repr_html_() == TEXT
