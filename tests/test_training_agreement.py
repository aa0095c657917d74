"""Two annotations are compared by what they mark, not by how they number it."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus.agreement import SECOND, Agreement, b_cubed, f1, kappa
from training.corpus.reading import REPORTS, Report, read_report

FIRST = """id: 900-x
genre: wire
level: plain
conflict: none
---
{s1|The mayor} {c1|said} {q1|{e1|shelling} {e1+|killed} {e1.killed|two}}.
{s2|The army}, {c2|citing} {s3|its scouts}, {c2|said} {q2|{e2|a rocket} fell}.
---
s1 "the mayor" official -
s2 "the army" military -
s3 "its scouts" military -
e1 shelling main
e2 shelling background
1 s1 affirms certain e1 killed
2 s2<s3 affirms certain e2 occurrence
"""


def annotation(folder: Path, text: str) -> Report:
    path = folder / "900-x.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def table(first: Report, second: Report) -> dict[str, str]:
    agreement = Agreement()
    agreement.add(first, second)
    return {line.split("|")[1].strip(): line.split("|", 2)[2].strip(" |") for line in agreement.lines()}


def test_other_numbers_for_the_same_are_full_agreement(tmp_path: Path) -> None:
    renumbered = FIRST.replace("s1", "s9").replace("q1", "q7").replace("c1", "c7").replace("\n1 s9", "\n7 s9")
    found = table(annotation(tmp_path, FIRST), annotation(tmp_path, renumbered))
    assert found["statements"] == found["nested chains"] == "F1 1.00"
    assert found["sources, coreference"] == "B³ 1.00"
    assert found["stance"].endswith("1.00")


def test_a_chain_without_its_inner_link_is_no_agreement_on_it(tmp_path: Path) -> None:
    shorter = FIRST.replace("{s3|its scouts}", "its scouts").replace('s3 "its scouts" military -\n', "").replace(
        "s2<s3", "s2"
    )
    found = table(annotation(tmp_path, FIRST), annotation(tmp_path, shorter))
    assert found["statements"] == "F1 1.00"
    assert found["nested chains"] == "F1 0.00"
    assert found["chains of shared statements"] == "F1 0.50"


def test_two_texts_are_not_compared(tmp_path: Path) -> None:
    first, second = annotation(tmp_path, FIRST), annotation(tmp_path, FIRST.replace("fell", "landed"))
    with pytest.raises(ValueError, match="900-x: the two annotations are not of the same text"):
        Agreement().add(first, second)


def test_the_measures_are_those_of_their_papers() -> None:
    assert f1(2, 4, 2) == pytest.approx(2 / 3)
    assert kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]) == pytest.approx(0.5)
    one, two, three = frozenset({1}), frozenset({2}), frozenset({3})
    assert b_cubed({one: 1, two: 1, three: 2}, {one: 1, two: 2, three: 2}) == pytest.approx(2 / 3)


def test_every_second_annotation_is_of_a_report_of_the_corpus() -> None:
    agreement = Agreement()
    for path in sorted(SECOND.glob("*.txt")):
        agreement.add(read_report(REPORTS / path.name), read_report(path))
    assert agreement.reports == len(list(SECOND.glob("*.txt")))
