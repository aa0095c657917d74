"""How far a predicate is said to have happened, as a number: the rules' verdict and the encoder's, weighed."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.attribution.cue_words import lexicon
from sayso.reading.draft import Factuality
from sayso.reading.factuality.climb import judge


def degree(parse: Parse, token: int) -> float:
    """From -3 (certainly did not happen) to 3 (certainly happened), 0 where it is left open or lies ahead.

    The scale is that of FactBank's readers (Saurí and Pustejovsky 2009; Rudinger, White and Van Durme 2018). The
    encoder learnt from verbs alone, so that it weighs less for a noun. Weights: codebook/en/factuality_degrees.toml.
    """
    ruled = of_rules(judge(parse, token))
    if not len(parse.factuality):
        return ruled
    weights = lexicon("factuality_degrees")["encoder_weight"]
    weight = float(weights["noun" if parse.tokens[token].upos in ("NOUN", "PROPN") else "verb"])
    return max(-3.0, min(3.0, (1 - weight) * ruled + weight * float(parse.factuality[token])))


def of_rules(judged: Factuality) -> float:
    """The number that a verdict of the rules alone stands for."""
    found = lexicon("factuality_degrees")["degrees"].get(judged.value)
    return float(found[judged.certainty]) if found else 0.0
