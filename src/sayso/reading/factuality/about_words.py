"""What stands about a word and tells its mood: auxiliaries, adverbs, negation, adjectives and determiners."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.cue_words import words
from sayso.reading.factuality.verdicts import Verdict


def take_clause(parse: Parse, verb: Token, verdict: Verdict, *, inherited: bool = False) -> None:
    """What the auxiliaries, adverbs and subjects of a predicate say of it."""
    if inherited and verdict.value in ("future", "hypothetical"):
        _take_adverbs(parse, verb, verdict)
        _take_negation(parse, verb, verdict)
        return
    auxiliaries = parse.children(verb.index, "aux", "cop")
    perfect = any(c.relation.startswith("aux") and c.lemma.lower() == "have" for c in auxiliaries)
    going_on = verb.xpos == "VBG" and any(c.lemma.lower() == "be" for c in auxiliaries)
    for child in auxiliaries:
        lower = child.lemma.lower() if child.relation != "cop" else ""
        if lower in words("hedges", "possible", "modals"):
            verdict.hedge("possible")
            told = perfect or going_on or verb.upos in ("NOUN", "ADJ", "PROPN") or _is_past_ability(verb, lower)
            if not told:
                verdict.settle("hypothetical")
        elif lower in words("hedges", "probable", "modals"):
            if perfect or going_on:
                verdict.hedge("probable")
            else:
                verdict.settle("future")
        elif {child.text.lower(), lower} & words("hedges", "future", "modals"):
            verdict.settle("future" if not perfect or lower == "will" else "hypothetical")
        elif lower in words("hedges", "hypothetical", "modals"):
            if lower != "can" or verb.xpos == "VB":  # "can hit", but "can be seen"
                verdict.settle("hypothetical")
        elif child.text.lower() == "be" and len(auxiliaries) == 1 and verb.relation == "ccomp":
            verdict.settle("future")  # "demanded that he be returned"
    marks = {c.text.lower() for c in parse.children(verb.index, "mark")}
    if "to" in marks and any(c.lemma.lower() == "be" and c.index < verb.index - 1 for c in auxiliaries) and not perfect:
        verdict.settle("future")  # "the army is to send", "was to leave"
    if marks & words("hedges", "hypothetical", "marks"):
        if "whether" in marks:
            verdict.hedge("possible")
        verdict.settle("hypothetical")
    _take_adverbs(parse, verb, verdict)
    going = verb.lemma.lower() == "go" and verb.xpos == "VBG"
    if going and any(has_to(parse, c) for c in parse.children(verb.index, "xcomp")):
        verdict.settle("future")  # "is going to attack"
    _take_negation(parse, verb, verdict)


def _take_negation(parse: Parse, verb: Token, verdict: Verdict) -> None:
    negator = next(_negators(parse, verb), None)
    if negator is not None:
        verdict.negate(negator)


def take_noun(parse: Parse, noun: Token, verdict: Verdict) -> None:
    """What the adjectives and determiners of a noun say of the act it names."""
    for child in parse.children(noun.index, "amod", "det", "compound", "advmod", "acl"):
        lower = child.lemma.lower()
        text = child.text.lower()
        none = child.relation == "det" and text in words("hedges", "negation", "determiners")
        if none or (child.relation == "advmod" and _is_none_of(parse, child)):
            verdict.negate(noun.index)
        elif text in words("hedges", "possible", "adjectives"):
            verdict.hedge("possible")
        elif text in words("hedges", "probable", "adjectives"):
            verdict.hedge("probable")
        elif text in words("hedges", "future", "adjectives") and child.relation != "acl":
            verdict.settle("future")
        elif text in words("hedges", "hypothetical", "adjectives"):
            verdict.settle("hypothetical")
        elif lower in words("hedges", "possible", "adverbs"):
            verdict.hedge("possible")
    if noun.relation in ("root", "parataxis", "conj", "ccomp") or parse.children(noun.index, "cop"):
        take_clause(parse, noun, verdict)


def take_hedge(word: Token, verdict: Verdict) -> None:
    """The hedge that a noun or adjective above a clause is ("the likelihood that", "it is possible that")."""
    lemma = word.lemma.lower()
    if lemma in words("hedges", "possible", "nouns") or lemma in words("hedges", "possible", "adjectives"):
        verdict.hedge("possible")
    elif lemma in words("hedges", "probable", "nouns") or lemma in words("hedges", "probable", "adjectives"):
        verdict.hedge("probable")
    elif lemma in words("hedges", "negation", "doubtful"):
        verdict.hedge("probable")
        verdict.negate()
    elif lemma in words("hedges", "negation", "adjectives"):
        verdict.negate()


def take_verb_hedge(lemma: str, verdict: Verdict) -> None:
    """The hedge that a verb above is ("appears to", "is believed to")."""
    if lemma in words("hedges", "possible", "verbs"):
        verdict.hedge("possible")
    elif lemma in words("hedges", "probable", "verbs"):
        verdict.hedge("probable")


def is_given(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase speaks of something known: "the attack", "their strike"."""
    if noun.upos not in ("NOUN", "PROPN"):
        return noun.upos == "PRON"
    return any(
        c.text.lower() in ("the", "this", "that", "these", "those", "both") or c.relation == "nmod:poss"
        for c in parse.children(noun.index, "det", "nmod")
    )


def has_to(parse: Parse, verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(m.text.lower() == "to" for m in parse.children(verb.index, "mark"))


def _is_past_ability(verb: Token, modal: str) -> bool:
    """ "could be seen", "could hear": past ability, which took place."""
    return modal == "could" and verb.lemma.lower() in ("see", "hear", "feel", "smell", "find")


def _take_adverbs(parse: Parse, verb: Token, verdict: Verdict) -> None:
    for child in parse.children(verb.index, "advmod", "parataxis", "discourse"):
        lower = child.lemma.lower()
        if lower in words("hedges", "future", "adverbs"):
            verdict.settle("future")
        elif lower in words("hedges", "possible", "adverbs"):
            verdict.hedge("possible")
        elif lower in words("hedges", "probable", "adverbs"):
            verdict.hedge("probable")


def _negators(parse: Parse, verb: Token) -> Iterator[int]:
    """The dependents of a predicate through which it is negated: itself for a particle, else the argument."""
    particles = words("hedges", "negation", "particles")
    for child in parse.children(verb.index, "advmod", "cc", "det"):
        lower = child.text.lower()
        particle = (
            lower in particles
            and not (child.relation == "cc" and lower == "no")
            and _next(parse, child) not in ("only", "just", "merely", "least")
        )
        ended = lower in ("longer", "more") and any(c.text.lower() == "no" for c in parse.children(child.index))
        near = lower in words("hedges", "negation", "near") and verb.upos == "VERB" and child.index == verb.index - 1
        if particle or ended or near:
            yield child.index
    for child in parse.children(verb.index, "nsubj", "obj", "obl"):
        if _is_none(parse, child):
            yield child.index


def _is_none(parse: Parse, argument: Token) -> bool:
    """Whether an argument is of none: "nobody", "no shell", "neither side", "not a single shell"."""
    negation = words("hedges", "negation", "determiners")
    if argument.lemma.lower() in words("hedges", "negation", "pronouns") or any(
        d.text.lower() in negation for d in parse.children(argument.index, "det")
    ):
        return _is_plain(parse, argument)
    return any(c.text.lower() in ("neither", "nor") for c in parse.children(argument.index, "cc")) or any(
        _is_none_of(parse, c) for c in parse.children(argument.index, "advmod")
    )


def _is_plain(parse: Parse, argument: Token) -> bool:
    """Whether a negative phrase negates its clause: a subject or object, or a place ("on no house"); not a manner
    ("for no reason", "with no warning")."""
    if not argument.relation.startswith("obl"):
        return True
    if argument.lemma.lower() == "time":  # "in no time"
        return False
    return any(c.text.lower() in ("on", "at", "in", "into", "to", "by", "from", "under") for c in
               parse.children(argument.index, "case"))


def _is_none_of(parse: Parse, particle: Token) -> bool:
    """ "not a single shell", but neither "not all" nor "not only"."""
    return particle.text.lower() == "not" and _next(parse, particle) in ("a", "an", "one", "any", "single")


def _next(parse: Parse, token: Token) -> str:
    return parse.tokens[token.index + 1].text.lower() if token.index + 1 < len(parse.tokens) else ""
