"""Our own entity corpus is well formed, and coarse labels are narrowed only where a list settles them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.entities_corpus import parse, read
from training.labels import ENTITY_KINDS, ENTITY_TAGS, allowed_tags
from training.narrowing import narrow

ROOT = Path(__file__).parents[1]

LOCATION = ("settlement", "region", "place", "facility")
ORGANISATION = ("organisation", "armed_group")


def test_every_file_of_the_corpus_is_well_formed() -> None:
    kinds = set()
    for text, spans in read(ROOT / "training" / "entities"):
        for start, end, kind in spans:
            assert text[start:end].strip() == text[start:end] != ""
            kinds.add(kind)
    assert kinds == set(ENTITY_KINDS)


def test_marks_are_read_and_taken_out() -> None:
    assert parse("In [Omdurman|settlement] on [Friday|time].") == (
        "In Omdurman on Friday.", [(3, 11, "settlement"), (15, 21, "time")])


BROKEN = ["[Omdurman|city] fell", "[[Omdurman|settlement] fell|time] on", "Omdurman|settlement] fell"]


@pytest.mark.parametrize("marked", BROKEN)
def test_broken_marks_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match=r"kind of entity|broken"):
        parse(marked)


@pytest.mark.parametrize(("surface", "kind"), [
    ("Ukraine", "region"), ("Blue Nile River", "place"), ("Al Shifa Hospital", "facility"), ("Omdurman", "settlement"),
    ("Mount Hermon", "place"), ("Anbar Province", "region"),
])
def test_a_location_that_a_list_settles_is_narrowed(surface: str, kind: str) -> None:
    assert narrow(surface, LOCATION) == (kind,)


def test_a_location_that_no_list_settles_stays_open() -> None:
    assert narrow("Xyzzyk", LOCATION) == LOCATION


def test_an_armed_body_is_told_from_others() -> None:
    assert narrow("92nd Assault Brigade", ORGANISATION) == ("armed_group",)
    assert narrow("al - Qaeda", ORGANISATION) == ("armed_group",)
    assert narrow("Ministry of Health", ORGANISATION) == ("organisation",)


def test_tags_of_an_open_label_are_all_its_kinds() -> None:
    tags = {ENTITY_TAGS[i] for i in allowed_tags("ewt", "LOC", "B", "Xyzzyk")}
    assert tags == {f"B-{kind}" for kind in LOCATION}
