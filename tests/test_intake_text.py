"""Characters, encodings, languages, dates and Markdown: what becomes of a report's text."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BinaryInput, EmptyInput, UndecodableInput, UsageError
from sayso.intake import iso_published, make_report, report_of_bytes
from sayso.intake.cleaning import clean_text
from sayso.intake.dates import any_published
from sayso.intake.encodings import decode
from sayso.intake.languages import tell_language
from sayso.intake.markdown import read_markdown

ENGLISH = "The governor said that two rockets had hit the depot, and that nobody was hurt by the fire in the village."
UKRAINIAN = "Губернатор заявив, що внаслідок ракетного удару по складу загинули дві людини. Пожежу вже ліквідовано."
RUSSIAN = "По словам губернатора, в результате обстрела села погибли два человека, ещё трое были ранены."
FRENCH = "Le gouverneur a déclaré que l'attaque avait tué trois soldats près de la frontière, selon l'armée."


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("\ufeffOne\r\ntwo\rthree\u2028four", "One\ntwo\nthree\nfour"),
        ("bor\xadder vil\u200blage", "border village"),
        ("Кии\u0306в", "Ки\u0439в"),
        ("12\xa0miles, 5\u202fkm", "12 miles, 5 km"),
        ("re\u2011entry", "re-entry"),
        ("a\u202eb\u202cc", "abc"),
        ("red\x1b[31m", "red[31m"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("می\u200cشود", "می\u200cشود"),  # a letter's business in Persian
        ("foot\u200cball", "football"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_cleaning(written: str, clean: str) -> None:
    assert clean_text(written) == clean


@given(st.text(alphabet=st.characters()))
def test_clean_text_is_clean(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (UKRAINIAN, "utf-8-sig"), (UKRAINIAN, "utf-16"), (UKRAINIAN, "utf-32"),
        (UKRAINIAN, "utf-16-le"), (ENGLISH, "utf-16-be"), (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"), (RUSSIAN, "cp866"), (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"), ("The mayor’s office said “two” were hurt — no more than that.", "cp1252"),
    ],
)
def test_encodings_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "report.txt").removeprefix("\ufeff") == text


def test_html_declares_its_encoding() -> None:
    page = '<html><head><meta charset="koi8-r"><title>Порт</title></head><body><p>Ракета.</p></body></html>'
    assert decode(page.encode("koi8_r"), "page.html", markup=True) == page


@pytest.mark.parametrize("declared", ["utf-8", "rot13", "no-such", "hex"])
def test_a_false_declaration_is_passed_over(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{RUSSIAN}</p>'
    assert RUSSIAN in decode(page.encode("cp1251"), "page.html", markup=True)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BinaryInput, match="zero bytes"):
        decode(b"MZ\x00\x90\x00\x00\x03", "a.txt")
    with pytest.raises(BinaryInput, match="control characters"):
        decode(bytes(range(1, 32)) * 4, "a.txt")
    with pytest.raises(UndecodableInput, match="UTF-16"):
        decode(b"\xff\xfea\x00b", "a.txt")


@pytest.mark.parametrize(
    ("start", "name"),
    [(b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "zip"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"),
     (b"\x00\x00\x00\x18ftypmp42", "MP4"), (b"{\\rtf1\\ansi", "RTF")],
)
def test_known_formats_are_named(start: bytes, name: str) -> None:
    with pytest.raises(BinaryInput, match=name) as caught:
        report_of_bytes(start + b"\n1 0 obj more of it", "upload.txt", "text")
    assert str(caught.value).startswith("upload.txt: ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"), (UKRAINIAN, "uk"), (RUSSIAN, "ru"), (FRENCH, "fr"),
        ("El gobernador dijo que tres soldados murieron en el ataque y que los demás fueron heridos.", "es"),
        ("Der Gouverneur sagte, dass bei dem Angriff auf das Lager in der Nacht niemand verletzt wurde.", "de"),
        ("Vali, saldırıda iki kişinin öldüğünü ve yaralıların çok olduğunu söyledi.", "tr"),
        ("قال المحافظ إن شخصين قتلا في القصف على القرية وإن المستشفى استقبل ثلاثة جرحى", "ar"),
        ("به گفته استاندار، دو نفر در این حمله کشته شدند و سه نفر نیز زخمی شدند که به بیمارستان منتقل شد", "fa"),
        ("המושל אמר כי שני בני אדם נהרגו בהתקפה על הכפר", "he"),
        ("官员说，两枚火箭弹击中了仓库，村里没有人受伤，大火很快就被扑灭了。", "zh"),
        ("Two dead.", None), ("", None), ("12:40 — 13:05", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert tell_language(text) == language


def test_an_english_report_with_foreign_names_is_english() -> None:
    text = ENGLISH + " The decree is called «О мерах по обеспечению безопасности» and the paper La Voz de la Frontera."
    assert tell_language(text) == "en"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-31", "2024-05-31"), ("20240531", "2024-05-31"), (" 2024-05-31 ", "2024-05-31"),
        ("2024-05-31T18:40:00+03:00", "2024-05-31T18:40:00+03:00"), ("2024-05-31T18:40Z", "2024-05-31T18:40:00+00:00"),
        ("2024-05-31 18:40", "2024-05-31T18:40:00"), ("2024-05-31T18:40:12.345+0530", "2024-05-31T18:40:12+05:30"),
    ],
)
def test_dates_keep_their_zone(written: str, iso: str) -> None:
    assert iso_published(written) == iso


@pytest.mark.parametrize("written", ["", "2024-05", "2024", "31.05.2024", "yesterday", "2024-02-30", "2024-05-31T25"])
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        iso_published(written)
    with pytest.raises(UsageError, match="2024-05-31"):
        make_report(ENGLISH, published=written)


def test_dates_of_feeds() -> None:
    assert any_published("Fri, 31 May 2024 18:40:00 +0300") == "2024-05-31T18:40:00+03:00"
    assert any_published("last Friday") is None


def test_a_report_has_the_hash_of_its_bytes_and_the_offsets_of_its_text() -> None:
    data = "\ufeffOne\r\ntwo".encode()
    report = report_of_bytes(data, "a.txt")
    assert report.id == "sha256:" + hashlib.sha256(data).hexdigest()
    assert report.text == "One\ntwo"
    assert (report.published, report.published_basis) == (None, "none")
    assert make_report("One").id == "sha256:" + hashlib.sha256(b"One").hexdigest()


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf \n", "\u200b\xad".encode()])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(EmptyInput, match=r"a\.txt"):
        report_of_bytes(data, "a.txt")


MARKDOWN = """\
---
title: "Front"
date: 2024-05-31
source: Velta Post
---
# Rockets hit *Velta*

> The **port** burned, said [the mayor](https://velta.example/a_(b)) of `Velta`.

![smoke](smoke.png) Two ships_sank_here and 3 * 4 * 5 remain.[^1]

- First
- Second

***

    indented \\*kept\\*
"""


def test_markdown_keeps_words_and_loses_marks() -> None:
    found = read_markdown(MARKDOWN)
    assert found.title == "Front"
    assert found.fields == {"published": "2024-05-31", "publisher": "Velta Post"}
    assert "Rockets hit Velta\n" in found.text
    assert "The port burned, said the mayor of Velta." in found.text
    assert "smoke Two ships_sank_here and 3 * 4 * 5 remain." in found.text
    assert "- First\n- Second" in found.text
    assert "*kept*" in found.text
    assert "***" not in found.text


def test_markdown_report() -> None:
    report = report_of_bytes(b"Intro\n\n# The *title* #\n\nText of it.\n\n## Not it\n", "a.md", "markdown")
    assert report.title == "The title"
    assert report.text == "Intro\n\nThe title\n\nText of it.\n\nNot it\n"
    assert report_of_bytes(b"Heading\n=======\nText", "a.md", "markdown").title == "Heading"


@pytest.mark.parametrize("mark", ["[", "*", "_", "`", "<!--", "![", "~~", "#", ">", "(["])
def test_markdown_of_marks_alone_is_quick(mark: str) -> None:
    read_markdown(mark * 20_000)
    read_markdown(f"{mark} a " * 10_000)


@pytest.mark.parametrize("line", ["# " + " " * 50_000 + "x", "-" * 50_000 + "x", "* " * 50_000 + "x", "> " * 50_000])
def test_markdown_of_long_lines_is_quick(line: str) -> None:
    read_markdown(line + "\n")
