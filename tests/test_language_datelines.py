"""A dateline is no part of the sentence behind it."""

from __future__ import annotations

import pytest

from sayso.language.sentences import dateline_end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("OSLO , Norway , May 5 ( NTB ) - A man was hurt", 10),
        ("NEW YORK - The mayor said", 3),
        ("GOMA , Congo - UN troops left", 4),
        ("PORT - LOUIS , Mauritius - Divers found", 6),
        ("Lima ( AFX ) - The river rose", 5),
        ("TIGRE REGION : Two bridges fell", 3),
        ("NATO - Russia talks opened", 0),
        ("The mayor - who was there - left", 0),
        ("S - 300 missiles were moved", 0),
        ("", 0),
    ],
)
def test_end_of_dateline(text: str, end: int) -> None:
    assert dateline_end(text.split()) == end
