"""What the attribution heads are taught: flags and pointers from marked reports, and the parts that teach nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.corpus.parts import is_development, part_of
from training.corpus.reading import read_corpus, read_report
from training.data import Document
from training.statements import document_of, marked_words, own_reports

HEAD = """id: 900-made-up
genre: wire
conflict: Northland war
level: hard
---
"""
BODY = """{q1|{e1|Shells} fell on the mill at noon}, {s1|the mayor} {c1|said}. {s1|He} {c2|told} {s2|Radio Tarn} that
{q2|{s3|a nurse} {c3|had counted} {q3|four dead}}. {s4|The army} {c4|has not answered}.

{s5|Radio Tarn's rival}, {c5|quoting} {s6|a driver}, said {q5|the road was {e2-|cut}}. {q6|It is open again}.
"""
RECORDS = """---
s1 "the mayor" official -
s2 "Radio Tarn" media -
s3 "a nurse" medic -
s4 "the army" military -
s5 "Radio Tarn's rival" media -
s6 "a driver" witness -
e1 shelling main
e2 shelling background
1 s1 affirms certain e1 occurrence
2 s2<s1 affirms certain e1 killed
3 s2<s1<s3 affirms probable e1 killed
4 s4 declines certain e1 responsibility
5 s5<s6 affirms certain - other
6 s5<s6 affirms certain - other
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "900-made-up.txt"
    path.write_text(HEAD + BODY + RECORDS, encoding="utf-8")
    return document_of(marked_words(read_report(path)))


def pointed(document: Document, word: str, name: str) -> str | None:
    """The words to which a pointer of the first such word goes; None where it is unknown."""
    words = [w for s in document for w in s.words]
    mark = [m for s in document for m in s.marks][words.index(word)]
    found = mark.pointers.get(name)
    return None if found is None else " ".join(words[i] for i in sorted(found))


def test_what_is_said_points_to_its_innermost_cue(document: Document) -> None:
    assert pointed(document, "fell", "speech") == "said"
    assert pointed(document, "four", "speech") == "had counted"
    assert pointed(document, "nurse", "speech") == "told"
    assert pointed(document, "mayor", "speech") == ""


def test_a_cue_in_anothers_content_points_outwards(document: Document) -> None:
    assert pointed(document, "counted", "speech") == "told"
    assert pointed(document, "told", "speech") == ""


def test_a_content_without_a_cue_points_nowhere(document: Document) -> None:
    assert pointed(document, "open", "speech") == ""


def test_a_cue_points_to_its_source_as_cited(document: Document) -> None:
    assert pointed(document, "said", "speaker") == "the mayor"
    assert pointed(document, "told", "speaker") == "He"
    assert pointed(document, "answered", "speaker") == "The army"
    assert pointed(document, "mill", "speaker") is None


def test_a_source_points_to_who_stands_before_it_unless_nesting_tells(document: Document) -> None:
    assert pointed(document, "He", "behind") == "Radio Tarn"
    assert pointed(document, "driver", "behind") == "Radio Tarn 's rival"
    assert pointed(document, "nurse", "behind") == ""
    assert pointed(document, "Radio", "behind") == ""


def test_flags_and_moods_of_cues(document: Document) -> None:
    words = [w for s in document for w in s.words]
    flags = [m.flags for s in document for m in s.marks]
    assert flags[words.index("answered")]["declines"]
    assert flags[words.index("counted")]["probable"]
    assert not flags[words.index("said")]["declines"]
    assert "declines" not in flags[words.index("mill")]
    assert [w for w, f in zip(words, flags, strict=True) if f["source"]][:4] == ["the", "mayor", "He", "Radio"]


def test_marked_events_teach_factuality(document: Document) -> None:
    words = {s.words[i]: value for s in document for i, value in s.factuality.items()}
    assert words["Shells"] == 3.0
    assert words["cut"] == -3.0


def test_the_test_part_and_the_development_slice_teach_nothing() -> None:
    texts = {" ".join(w for s in d for w in s.words) for d in own_reports()}
    kept = [r for r in read_corpus() if part_of(r) == "test" or is_development(r)]
    assert texts
    assert kept
    for report in random.Random(1).sample(kept, min(30, len(kept))):
        assert " ".join(marked_words(report).words) not in texts
