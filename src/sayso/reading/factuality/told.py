"""The factuality of a predicate once its nearest source has had its say: what is denied did not happen, for him."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import Attribution, Factuality
from sayso.reading.factuality.climb import judge
from sayso.reading.factuality.verdicts import ORDER


def as_told(parse: Parse, attribution: Attribution, token: int) -> Factuality:
    """The factuality of the word as its nearest source has it: a denial turns it, a refusal to say leaves it
    possible, and the hedge of the cue ("suspects", "believes") holds for what is said."""
    judged = judge(parse, token)
    statement = attribution.of(token)
    if statement is None:
        return judged
    certainty = max(judged.certainty, statement.certainty, key=ORDER.index)
    if statement.stance == "denies" and statement.about is None and judged.value in ("happened", "hypothetical"):
        return Factuality("did_not_happen", certainty)
    return Factuality(judged.value, certainty)
