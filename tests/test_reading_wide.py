"""A wider reading of who says what: thinking, knowing and taking sides count too."""

from __future__ import annotations

import pytest

from sayso.language import parse_text
from sayso.reading.attribution import attribute, attribute_widely


def widely(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of all that is laid to somebody."""
    parse = parse_text(text)
    return [
        (
            "" if one.source is None else parse.words(one.source.start, one.source.end),
            parse.words(one.cue.start, one.cue.end),
            " ".join(parse.tokens[i].text for i in sorted(one.content)),
        )
        for one in attribute_widely(parse)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("I think the road to the quarry is mined.", "I", "think", "the road to the quarry is mined"),
        ("Farmers know that the well was poisoned.", "Farmers", "know", "the well was poisoned"),
        ("The union condemned the beatings.", "union", "condemned", "the beatings"),
        ("The harbour master wants to reopen the channel.", "harbour master", "wants", "to reopen the channel"),
        ("The mayor said the bridge had been blown up.", "mayor", "said", "the bridge had been blown up"),
    ],
)
def test_what_is_laid_to_somebody(text: str, source: str, cue: str, content: str) -> None:
    found = widely(text)
    assert len(found) == 1, found
    assert source in found[0][0]
    assert found[0][1:] == (cue, content)


@pytest.mark.parametrize("text", ["The flood made the villagers leave the valley.", "Two trucks burned on the pass."])
def test_what_is_laid_to_nobody(text: str) -> None:
    assert widely(text) == []


def test_what_the_author_thinks_is_no_claim() -> None:
    assert attribute(parse_text("I think the road to the quarry is mined.")).statements == ()
