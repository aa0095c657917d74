"""Web pages: the article's text, its title and outlet, and when it was published, with its zone."""

from __future__ import annotations

import pytest

from sayso.errors import BinaryInput, EmptyInput
from sayso.intake import report_of_bytes
from sayso.model import Report

ARTICLE = (
    "<article><h1>Rockets hit the port</h1><p>Two rockets hit the grain port of Velta on Friday, the harbour master "
    "said.</p><p>Nobody was hurt in the attack, and the fire was put out within an hour, he added.</p></article>"
)


def page(head: str = "", body: str = ARTICLE) -> Report:
    text = f"<!doctype html><html><head><title>Rockets | Velta Post</title>{head}</head><body>{body}</body></html>"
    return report_of_bytes(text.encode(), "page.html")


def test_an_article() -> None:
    report = page(
        '<meta property="og:title" content="Rockets hit the port"><meta property="og:site_name" content="Velta Post">'
        '<meta name="author" content="Dana Imre"><link rel="canonical" href="https://velta.example/rockets">'
        '<meta property="article:modified_time" content="2024-06-02T10:00:00+03:00">'
        '<meta property="article:published_time" content="2024-05-31T21:10:00+03:00">',
        "<nav><a href='/'>Home</a></nav>" + ARTICLE + "<footer>All rights reserved</footer><script>var t = 1;</script>",
    )
    assert report.title == "Rockets hit the port"
    assert (report.publisher, report.author, report.url) == ("Velta Post", "Dana Imre", "https://velta.example/rockets")
    assert report.published == "2024-05-31T21:10:00+03:00"
    assert report.language == "en"
    assert "Two rockets hit the grain port of Velta on Friday, the harbour master said.\nNobody was hurt" in report.text
    assert "Home" not in report.text
    assert "var t" not in report.text


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta itemprop="datePublished" content="2024-05-31T08:00Z">', "", "2024-05-31T08:00:00+00:00"),
        ('<meta name="DC.date.issued" content="2024-05-31">', "", "2024-05-31"),
        ('<meta name="pubdate" content="Fri, 31 May 2024 18:40:00 +0300">', "", "2024-05-31T18:40:00+03:00"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, '
            '{"@type": ["NewsArticle"], "datePublished": "2024-05-31T21:10:00-05:00"}]}</script>', "",
            "2024-05-31T21:10:00-05:00",
        ),
        ("", '<time datetime="2024-05-31T10:00+02:00">May</time>', "2024-05-31T10:00:00+02:00"),
        ("", '<time datetime="2024-05-31">a</time><time datetime="2024-06-01">b</time>', None),
        ("", '<time datetime="2024-06-01">a</time><time datetime="2024-05-31" pubdate>b</time>', "2024-05-31"),
        ('<meta property="article:published_time" content="soon">', '<time datetime="2024-05-31">', "2024-05-31"),
        ('<script type="application/ld+json">{"broken": </script>', "", None),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", "", None),
        ("", "", None),
    ],
)
def test_when_it_was_published(head: str, body: str, published: str | None) -> None:
    report = page(head, ARTICLE + body)
    assert report.published == published
    assert report.published_basis == ("none" if published is None else "given")


def test_an_address_of_a_script_is_no_address() -> None:
    assert page('<link rel="canonical" href="javascript:alert(1)">').url is None


@pytest.mark.parametrize(
    "body",
    ["", "<script>document.write('Two rockets hit the port of Velta on Friday.')</script>",
     "<img src=x onerror=alert(1)>", "<noscript>Turn scripts on</noscript>", "<style>p { color: red }</style>",
     "<!-- Two rockets hit the port -->"],
)
def test_a_page_without_text(body: str) -> None:
    with pytest.raises(EmptyInput, match="no text of an article"):
        page(body=body)


def test_a_page_without_an_article_gives_its_paragraphs() -> None:
    assert page(body="<p>Rockets fell.</p>").text == "Rockets fell."


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + ARTICLE, "<b>" * 50_000 + "boom", "<table><tr><td>" * 20_000 + ARTICLE, "<" * 50_000,
        "<p " + 'a="b" ' * 50_000 + ">text", "<p>&#xD800; &#0; &bogus; text", "</div>" * 50_000, "<p>" * 50_000,
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>", "<svg><script>x</script></svg>",
    ],
)
def test_hostile_pages_end_in_a_report_or_in_an_error_of_ours(body: str) -> None:
    try:
        report = page(body=body)
    except EmptyInput:
        return
    report.text.encode("utf-8")


def test_deep_nesting_within_reason_is_read() -> None:
    assert "grain port" in page(body="<div>" * 150 + ARTICLE + "</div>" * 150).text


def test_a_page_of_very_many_elements_is_read_simply() -> None:
    report = page(body="<p>Rockets fell on Velta again.</p>" * 21_000)
    assert report.text.count("Rockets fell on Velta again.") == 21_000


def test_zero_bytes_in_a_page() -> None:
    with pytest.raises(BinaryInput):
        report_of_bytes(b"<html><body>\0<p>Rockets fell.</p></body></html>", "page.html")


def test_xhtml_with_its_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Ракета попала в порт.</p></body></html>'
    assert report_of_bytes(text.encode("cp1251"), "page.xhtml").text == "Ракета попала в порт."
