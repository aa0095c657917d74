"""How far a predicate is said to have happened, as its nearest source has it (FactBank's modes and polarity).

Judged by rules over what stands above the word in its clause: negation, modal verbs, conditions, questions, plans,
attempts, hedges. The climb ends where a verb of saying brings in the clause: what is inside is that source's view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.language.parse import Parse, Token
from sayso.model import Certainty
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import cues_of
from sayso.reading.draft import Factuality

Value = Literal["happened", "did_not_happen", "future", "hypothetical", "unknown"]

_ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible")
_INDEPENDENT = ("acl:relcl",)


@dataclass(slots=True)
class _Verdict:
    value: Value = "happened"
    certainty: Certainty = "certain"

    def hedge(self, certainty: Certainty) -> None:
        if _ORDER.index(certainty) > _ORDER.index(self.certainty):
            self.certainty = certainty

    def settle(self, value: Value) -> None:
        """The first mood found, nearest the word, holds; a future is not made real by what stands above it."""
        if self.value == "happened":
            self.value = value

    def negate(self) -> None:
        if self.value == "happened":
            self.value = "did_not_happen"
        elif self.value == "did_not_happen":
            self.value = "happened"


def judge(parse: Parse, token: int) -> Factuality:
    """The factuality of the word as a predicate, or as a noun that names an act."""
    verdict = _Verdict()
    current = parse.tokens[token]
    seen: set[int] = set()
    nominal = current.upos in ("NOUN", "PROPN")
    if nominal:
        _noun(parse, current, verdict)
    else:
        _clause(parse, current, verdict)
    while not current.is_root and current.index not in seen:
        seen.add(current.index)
        above = parse.tokens[current.head]
        step = _step(parse, current, above, verdict)
        if not step:
            break
        current = above
    if _is_question(parse, token):
        verdict.settle("hypothetical")
    return Factuality(verdict.value, verdict.certainty)


def _step(parse: Parse, current: Token, above: Token, verdict: _Verdict) -> bool:
    """Take in what the head of a word does to it; whether to climb on."""
    relation = current.relation
    base = relation.split(":")[0]
    lemma = above.lemma.lower()
    if relation in _INDEPENDENT:
        return False
    if base in ("ccomp", "csubj", "parataxis") and above.upos in ("VERB", "ADJ", "NOUN", "AUX"):
        return _embedded(parse, current, above, verdict)
    if base in ("xcomp",) or (base in ("advcl", "acl") and _has_to(parse, current)):
        return _infinitive(parse, current, above, verdict)
    if base == "advcl":
        marks = {m.text.lower() for m in parse.children(current.index, "mark", "advmod")}
        if marks & words("hedges", "hypothetical", "marks"):
            verdict.settle("hypothetical")
            return False
        if marks & words("hedges", "subordinating", "marks") or (parse.children(current.index, "nsubj") and marks):
            return False
        if "without" in marks or any(c.text.lower() == "without" for c in parse.children(current.index, "case")):
            verdict.negate()
            return False
        _clause(parse, above, verdict, inherited=True)
        return True
    if base == "conj":
        if current.upos in ("VERB", "AUX") and (
            parse.children(current.index, "nsubj") or parse.children(current.index, "aux")
        ):
            return _climbs_over(parse, current, above)
        _clause(parse, above, verdict, inherited=True) if above.upos not in ("NOUN", "PROPN") else _noun(
            parse, above, verdict
        )
        return True
    if base in ("nmod", "acl", "compound", "appos", "amod", "nummod"):
        if above.upos in ("NOUN", "PROPN", "NUM"):
            _of_noun(parse, current, above, verdict)
        of = any(c.text.lower() == "of" for c in parse.children(current.index, "case"))
        return base in ("compound", "amod", "nummod") or (base == "nmod" and of and not _is_given(parse, current))
    if base in ("obj", "nsubj", "obl", "iobj"):
        return _argument(parse, current, above, lemma, verdict)
    return base in ("cop", "aux", "flat", "fixed", "dep", "discourse", "advmod", "case", "list")


def _embedded(parse: Parse, current: Token, above: Token, verdict: _Verdict) -> bool:
    """A finite clause under a verb: a verb of saying ends the climb, one of hoping or supposing colours the clause."""
    lemma = above.lemma.lower()
    if current.relation == "parataxis" and not cues_of(parse, above.index):
        return False
    if above.upos == "ADJ" or above.upos == "NOUN":
        _words_of(above, verdict)
        return False
    if parse.children(above.index, "nsubj:pass", "expl") or lemma in ("appear", "seem"):
        _hedge_verb(lemma, verdict)
    if any(m.text.lower() in ("if", "whether") for m in parse.children(current.index, "mark")):
        verdict.settle("hypothetical")
    if lemma in words("hedges", "future", "verbs") and lemma in (
        "hope",
        "wish",
        "want",
        "demand",
        "urge",
        "ask",
        "request",
        "propose",
        "fear",
        "expect",
        "order",
    ):
        verdict.settle("future")
    return False


def _infinitive(parse: Parse, current: Token, above: Token, verdict: _Verdict) -> bool:
    lemma = above.lemma.lower()
    perfect = any(a.lemma.lower() == "have" for a in parse.children(current.index, "aux"))
    if current.relation == "acl" and not perfect and lemma not in words("hedges", "negation", "nouns"):
        _of_noun(parse, current, above, verdict)
        verdict.settle("future")  # "a plan to attack", "a chance to leave"
        return False
    if above.upos == "ADJ" and lemma not in words("hedges", "infinitives", "achieved"):
        _words_of(above, verdict)
        verdict.settle("hypothetical")  # "ready to attack", "hard to reach"
        return False
    if _is_purpose(parse, current, above):
        verdict.settle("future")
        return False
    if lemma in words("hedges", "negation", "verbs"):
        verdict.negate()
    elif lemma in words("hedges", "hypothetical", "verbs"):
        verdict.settle("hypothetical")
    elif lemma in words("hedges", "probable", "verbs") or lemma in words("hedges", "possible", "verbs"):
        _hedge_verb(lemma, verdict)
        if not perfect and lemma in ("expect",):
            verdict.settle("future")
    elif lemma in words("hedges", "future", "verbs") and not perfect:
        verdict.settle("future")
    _words_of(above, verdict)
    if cues_of(parse, above.index) and perfect:
        return False
    _clause(parse, above, verdict, inherited=True)
    return True


def _argument(parse: Parse, current: Token, above: Token, lemma: str, verdict: _Verdict) -> bool:
    """A noun that names an act, as an argument of a verb: it has the verb's mood where the verb carries it, or wants
    or prevents it; a verb that presupposes it leaves it as it is."""
    if lemma in words("hedges", "presupposing", "verbs"):
        return False
    if lemma in words("hedges", "light", "verbs"):
        if not _is_given(parse, current) or current.relation.startswith("nsubj"):
            _clause(parse, above, verdict, inherited=True)
            return True
        return False
    if current.relation.startswith("obj") or current.relation in ("nsubj:pass", "obl"):
        if lemma in words("hedges", "negation", "verbs") and not _is_given(parse, current):
            verdict.negate()
        elif (
            lemma in words("hedges", "future", "verbs")
            and not current.relation.startswith("nsubj")
            and _takes(parse, current, lemma)
        ):
            verdict.settle("future")
        elif lemma in words("hedges", "hypothetical", "verbs"):
            verdict.settle("hypothetical")
        elif lemma in words("hedges", "possible", "verbs"):
            verdict.hedge("possible")
        else:
            return not _is_given(parse, current) and not cues_of(parse, above.index) and _inherit(parse, above, verdict)
        return False
    if current.relation.startswith("nsubj") and not _is_given(parse, current) and not cues_of(parse, above.index):
        return _inherit(parse, above, verdict)
    return False


def _takes(parse: Parse, current: Token, lemma: str) -> bool:
    """Whether the noun is what is wanted or planned: the object, or the "for" phrase of calling and asking."""
    if current.relation.startswith("obj"):
        return True
    case = next((c.text.lower() for c in parse.children(current.index, "case")), "")
    return case in ("for", "of", "against", "about") and lemma in (
        "call",
        "ask",
        "plan",
        "prepare",
        "warn",
        "wait",
        "appeal",
        "hope",
        "wish",
        "push",
        "press",
    )


def _inherit(parse: Parse, above: Token, verdict: _Verdict) -> bool:
    _clause(parse, above, verdict, inherited=True)
    return True


def _clause(parse: Parse, verb: Token, verdict: _Verdict, *, inherited: bool = False) -> None:
    """What the auxiliaries, adverbs and subjects of a predicate say of it."""
    if inherited and verdict.value in ("future", "hypothetical"):
        _adverbs(parse, verb, verdict)
        return
    perfect = any(c.relation.startswith("aux") and c.lemma.lower() == "have" for c in parse.children(verb.index, "aux"))
    for child in parse.children(verb.index, "aux", "cop"):
        lower = child.lemma.lower() if child.relation != "cop" else ""
        if lower in words("hedges", "possible", "modals"):
            if perfect or verb.upos in ("NOUN", "ADJ", "PROPN"):
                verdict.hedge("possible")
            elif lower in ("could",) and _was_able(parse, verb):
                continue
            else:
                verdict.hedge("possible")
                verdict.settle("hypothetical")
        elif lower in words("hedges", "probable", "modals"):
            if perfect:
                verdict.hedge("probable")
            else:
                verdict.settle("future")
        elif child.text.lower() in words("hedges", "future", "modals") or lower in words("hedges", "future", "modals"):
            verdict.settle("future" if not perfect or lower == "will" else "hypothetical")
        elif lower in words("hedges", "hypothetical", "modals") and lower != "can":
            verdict.settle("hypothetical")
    if any(c.text.lower() in words("hedges", "hypothetical", "marks") for c in parse.children(verb.index, "mark")):
        verdict.settle("hypothetical")
    _adverbs(parse, verb, verdict)
    if _negated(parse, verb):
        verdict.negate()


def _was_able(parse: Parse, verb: Token) -> bool:
    """ "could be seen", "could hear": past ability, which took place."""
    return verb.lemma.lower() in ("see", "hear", "feel", "smell", "find")


def _negated(parse: Parse, verb: Token) -> bool:
    for child in parse.children(verb.index, "advmod", "cc", "det"):
        if child.text.lower() in words("hedges", "negation", "particles") and not (
            child.relation == "cc" and child.text.lower() == "no"
        ):
            return True
    for child in parse.children(verb.index, "nsubj"):
        if child.lemma.lower() in words("hedges", "negation", "pronouns"):
            return True
        if any(
            d.text.lower() in words("hedges", "negation", "determiners") for d in parse.children(child.index, "det")
        ):
            return True
    return False


def _adverbs(parse: Parse, verb: Token, verdict: _Verdict) -> None:
    for child in parse.children(verb.index, "advmod", "parataxis", "discourse"):
        lower = child.lemma.lower()
        if lower in words("hedges", "possible", "adverbs"):
            verdict.hedge("possible")
        elif lower in words("hedges", "probable", "adverbs"):
            verdict.hedge("probable")


def _noun(parse: Parse, noun: Token, verdict: _Verdict) -> None:
    """What the adjectives and determiners of a noun say of the act it names."""
    for child in parse.children(noun.index, "amod", "det", "compound", "advmod", "acl"):
        lower = child.lemma.lower()
        text = child.text.lower()
        if child.relation == "det" and text in words("hedges", "negation", "determiners"):
            verdict.negate()
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
        _clause(parse, noun, verdict)


def _of_noun(parse: Parse, current: Token, above: Token, verdict: _Verdict) -> None:
    """An act named under another noun: "the risk of an attack", "allegations of shelling", "lack of"."""
    case = next((c.text.lower() for c in parse.children(current.index, "case", "mark")), "")
    if current.relation.startswith("nmod") and case not in ("of", "for", "about", "against", "on", "to"):
        return
    _words_of(above, verdict)
    if current.relation in ("amod", "compound"):
        return
    lemma = above.lemma.lower()
    if lemma in words("hedges", "negation", "nouns"):
        verdict.negate()
    elif lemma in words("hedges", "future", "nouns"):
        verdict.settle("future")
    elif lemma in words("hedges", "hypothetical", "nouns"):
        verdict.settle("hypothetical")


def _words_of(word: Token, verdict: _Verdict) -> None:
    """The hedge that a noun or adjective above a clause is ("the likelihood that", "it is possible that")."""
    lemma = word.lemma.lower()
    if lemma in words("hedges", "possible", "nouns") or lemma in words("hedges", "possible", "adjectives"):
        verdict.hedge("possible")
    elif lemma in words("hedges", "probable", "nouns") or lemma in words("hedges", "probable", "adjectives"):
        verdict.hedge("probable")
    elif lemma in ("unlikely", "improbable"):
        verdict.hedge("probable")
        verdict.negate()


def _hedge_verb(lemma: str, verdict: _Verdict) -> None:
    if lemma in words("hedges", "possible", "verbs"):
        verdict.hedge("possible")
    elif lemma in words("hedges", "probable", "verbs"):
        verdict.hedge("probable")


def _has_to(parse: Parse, verb: Token) -> bool:
    return any(m.text.lower() == "to" for m in parse.children(verb.index, "mark"))


def _is_purpose(parse: Parse, current: Token, above: Token) -> bool:
    """ "in order to hit", "came to shell": an aim, not a deed."""
    return current.relation == "advcl" and _has_to(parse, current)


def _is_given(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase speaks of something known: "the attack", "their strike"."""
    if noun.upos not in ("NOUN", "PROPN"):
        return False
    return any(
        c.text.lower() in ("the", "this", "that", "these", "those", "both") or c.relation == "nmod:poss"
        for c in parse.children(noun.index, "det", "nmod")
    )


def _climbs_over(parse: Parse, current: Token, above: Token) -> bool:
    """A full clause joined to another has a mood of its own."""
    return False


def _is_question(parse: Parse, token: int) -> bool:
    sentence = parse.sentences[parse.tokens[token].sentence]
    final = [t.text for t in parse.tokens_of(sentence)][-2:]
    return "?" in final
