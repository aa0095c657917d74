"""How far a predicate is said to have happened, as its nearest source has it (FactBank's modes and polarity).

`judge` goes by rules over what stands above and about a word; `as_told` takes in what its source does with it (a
denial, a hedge of the cue); `degree` is a number from -3 to 3, of the rules and of the encoder together.
"""

from __future__ import annotations

from sayso.reading.factuality.climb import judge
from sayso.reading.factuality.degrees import degree
from sayso.reading.factuality.told import as_told

__all__ = ["as_told", "degree", "judge"]
