"""The pictures of the documentation show what sayso finds now."""

from __future__ import annotations

from pathlib import Path

from docs.pictures.chains import FOLDER, picture, pictures


def test_every_picture_is_as_it_would_be_drawn_now() -> None:
    drawn = pictures()
    assert sorted(path.stem for path in FOLDER.glob("*.svg")) == sorted(drawn)
    for name, svg in drawn.items():
        assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == svg, f"{name}: run `python -m docs.pictures`"


def test_every_picture_is_in_the_page() -> None:
    page = (Path(FOLDER).parent / "chains.md").read_text(encoding="utf-8")
    assert all(f"pictures/{name}.svg" in page for name in pictures())


def test_a_report_that_nobody_speaks_in_has_no_chain_and_its_words_are_escaped() -> None:
    svg = picture("Rain <fell> on the hills.", "nothing is said")
    assert "&lt;fell&gt;" in svg
    assert "reader" not in svg
