"""How far a predicate is said to have happened, as a number: the rules' verdict and the encoder's, weighed."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.attribution.cue_words import lexicon
from sayso.reading.factuality.climb import verdict_on
from sayso.reading.factuality.verdicts import Verdict


def degree(parse: Parse, token: int) -> float:
    """From -3 (certainly did not happen) to 3 (certainly happened), 0 where it is left open or lies ahead.

    The scale is that of FactBank's readers (Saurí and Pustejovsky 2009; Rudinger, White and Van Durme 2018). The
    weights are in codebook/en/factuality_degrees.toml.
    """
    verdict = verdict_on(parse, token)
    ruled = of_rules(verdict)
    if not len(parse.factuality):
        return ruled
    weights = lexicon("factuality_degrees")["encoder_weight"]
    if parse.tokens[token].upos in ("NOUN", "PROPN"):
        weight = float(weights["noun"])
    else:
        weight = float(weights["unmarked" if verdict.value == "happened" else "marked"])
    return max(-3.0, min(3.0, (1 - weight) * ruled + weight * float(parse.factuality[token])))


def of_rules(verdict: Verdict) -> float:
    """The number that a verdict of the rules alone stands for."""
    degrees = lexicon("factuality_degrees")["degrees"]
    if verdict.value in degrees:
        return float(degrees[verdict.value][verdict.certainty])
    return float(degrees["open"]["negated" if verdict.negated else "affirmed"])
