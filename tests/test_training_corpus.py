"""The corpus is as its format has it, and a broken file is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus.reading import REPORTS, CorpusError, parse_marks, read_corpus, read_report

GOOD = """id: 900-x
genre: wire
level: plain
conflict: none
---
{s1|The mayor} {c1|said} {q1|{e1|shelling} {e1+|killed} {e1.killed|two}}.
---
s1 "the mayor" official -
e1 shelling main
1 s1 affirms certain e1 killed
"""


def test_every_report_is_as_the_format_has_it() -> None:
    reports = read_corpus()
    assert reports
    for report in reports:
        for span in report.spans:
            assert report.text[span.start : span.end].strip() == report.text[span.start : span.end] != ""


def test_no_report_stands_twice() -> None:
    texts = [report.text for report in read_corpus()]
    assert len(set(texts)) == len(texts)


def test_marks_nest_and_are_taken_out() -> None:
    text, spans = parse_marks("{q1,q2|{e1?|fire}\nburnt} it")
    assert text == "fire burnt it"
    assert [(s.label, s.number, text[s.start : s.end], s.factuality) for s in spans] == [
        ("q", 1, "fire burnt", None), ("q", 2, "fire burnt", None), ("e", 1, "fire", "possible"),
    ]


@pytest.mark.parametrize(("old", "new", "what"), [
    ("{s1|The mayor}", "{s1|The mayor", "not closed"),
    ("{s1|The mayor}", "The mayor}", "not open"),
    ("{s1|The mayor}", "{z1|The mayor}", "no label"),
    ("{c1|said}", "{c2|said}", "no record"),
    ("{q1|{e1|shelling} {e1+|killed} {e1.killed|two}}", "{e1|shelling} {e1+|killed} {e1.killed|two}", "no content"),
    ("official -", "mayoral -", "no kind of source"),
    ("shelling main", "bombardment main", "no kind of event"),
    ("affirms certain", "affirms surely", "no such stance"),
    ("1 s1 affirms", "1 s2 affirms", "no record"),
    ("e1 shelling main", "e1 shelling background", "no event is main"),
    ("genre: wire", "genre: poem", "no genre"),
    ("id: 900-x", "id: 901-x", "not the file's name"),
])
def test_what_is_not_as_the_format_has_it_is_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    path = tmp_path / "900-x.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert read_report(path).statements[0].about == ("killed",)
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CorpusError, match=what) as raised:
        read_report(path)
    assert str(raised.value).startswith("900-x.txt: ")


def test_the_corpus_lies_where_it_is_looked_for() -> None:
    assert REPORTS.is_dir()
