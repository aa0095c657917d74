"""The way from a word up its clauses, and what each step does to its factuality.

Judged by what stands above the word: negation, modal verbs, conditions, questions, plans, attempts, hedges, and the
signatures of verbs with infinitives (Nairn, Condoravdi and Karttunen 2006). The climb ends where a verb of saying
brings in the clause: what is inside is that source's view.
"""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import cues_of
from sayso.reading.draft import Factuality
from sayso.reading.factuality.about_words import (
    has_to,
    is_given,
    take_clause,
    take_hedge,
    take_noun,
    take_verb_hedge,
)
from sayso.reading.factuality.verdicts import Verdict

_INDEPENDENT = ("acl:relcl", "advcl:relcl")
_QUESTION_WORDS = ("WP", "WP$", "WRB", "WDT")


def judge(parse: Parse, token: int) -> Factuality:
    """The factuality of the word as a predicate, or as a noun that names an act."""
    verdict = verdict_on(parse, token)
    return Factuality(verdict.value, verdict.certainty)


def verdict_on(parse: Parse, token: int) -> Verdict:
    """What `judge` goes by: the value and the certainty, and whether what is open is negated."""
    verdict = Verdict()
    current = parse.tokens[token]
    if current.text.lower() in words("hedges", "negation", "particles") and current.upos != "VERB":
        verdict.negate(current.index)  # "the compound was not": the word that stands for the act
    if current.upos in ("NOUN", "PROPN"):
        take_noun(parse, current, verdict)
    else:
        take_clause(parse, current, verdict)
    seen: set[int] = set()
    while current.index not in seen:
        seen.add(current.index)
        above = parse.tokens[current.head]
        climbs = not current.is_root and _step(parse, current, above, verdict)
        if _is_unrealised(parse, current, above):
            verdict.settle("future")
        if not climbs:
            break
        current = above
    if current.is_root and _is_yes_or_no_question(parse, current):
        verdict.hedge("possible")
        verdict.settle("hypothetical")
    if _is_any(parse, parse.tokens[token]) and current.relation != "ccomp":  # "denied that any attack took place"
        verdict.settle("hypothetical")
    return verdict


def _is_unrealised(parse: Parse, verb: Token, above: Token) -> bool:
    """Whether a bare infinitive tells no deed: an imperative, what is to be done, what a verb above does not bring
    about ("let them stop", "go home", "it is hard to reach"). One of a verb that brings it about does."""
    if verb.xpos != "VB" or parse.children(verb.index, "nsubj", "aux", "cop"):
        return False
    if verb.relation == "conj":
        return above.xpos != "VB" and not verb.is_root and above.upos == "VERB" and not _has_auxiliary(parse, above)
    if verb.relation == "xcomp":
        lemma = above.lemma.lower()
        if lemma == "go" and above.xpos == "VBG":
            return True  # "is going to attack"
        if lemma == "have" and has_to(parse, verb):
            return above.xpos not in ("VBD", "VBN")  # "had to flee" was done, "have to flee" not yet
        return lemma not in words("hedges", "infinitives", "realising") and lemma not in words(
            "hedges", "infinitives", "achieved"
        )
    return verb.is_root or verb.relation in ("parataxis", "ccomp", "csubj")


def _has_auxiliary(parse: Parse, verb: Token) -> bool:
    return bool(parse.children(verb.index, "aux"))


def _step(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """Take in what the head of a word does to it; whether to climb on."""
    relation = current.relation
    base = relation.split(":")[0]
    if relation in _INDEPENDENT:
        return False
    if base in ("ccomp", "csubj", "parataxis") and above.upos in ("VERB", "ADJ", "NOUN", "AUX"):
        return _embedded(parse, current, above, verdict)
    if base == "xcomp" or (base in ("advcl", "acl") and has_to(parse, current)):
        return _infinitive(parse, current, above, verdict)
    if base == "advcl":
        return _adverbial(parse, current, above, verdict)
    if base == "conj":
        return _conjunct(parse, current, above, verdict)
    if base in ("nmod", "acl", "compound", "appos", "amod", "nummod"):
        if above.upos in ("NOUN", "PROPN", "NUM"):
            _of_noun(parse, current, above, verdict)
        of = any(c.text.lower() == "of" for c in parse.children(current.index, "case"))
        return base in ("compound", "amod", "nummod") or (base == "nmod" and of and not is_given(parse, current))
    if base in ("obj", "nsubj", "obl", "iobj"):
        return _argument(parse, current, above, verdict)
    return base in ("cop", "aux", "flat", "fixed", "dep", "discourse", "advmod", "case", "list")


def _adverbial(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """An adverbial clause: a condition is open, one with "without" did not happen, a participle goes with its verb."""
    marks = {m.text.lower() for m in parse.children(current.index, "mark", "advmod")}
    if marks & words("hedges", "hypothetical", "marks"):
        verdict.settle("hypothetical")
        return False
    if marks & words("hedges", "subordinating", "marks") or (parse.children(current.index, "nsubj") and marks):
        return False
    if "without" in marks or any(c.text.lower() == "without" for c in parse.children(current.index, "case")):
        verdict.negate()
        return False
    if cues_of(parse, above.index) and "of" in marks:
        return False  # "accused of shelling": the accuser has it so
    take_clause(parse, above, verdict, inherited=True)
    return True


def _conjunct(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """What is joined to another shares its mood; a full clause has a mood of its own."""
    if current.upos in ("VERB", "AUX") and parse.children(current.index, "nsubj", "aux"):
        return False
    if above.upos in ("NOUN", "PROPN"):
        take_noun(parse, above, verdict)
    else:
        take_clause(parse, above, verdict, inherited=True)
    return True


def _embedded(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """A finite clause under a verb: a verb of saying ends the climb, one of hoping or supposing colours the clause."""
    lemma = above.lemma.lower()
    if current.relation == "parataxis" and not cues_of(parse, above.index):
        return False
    if above.upos in ("ADJ", "NOUN"):
        take_hedge(above, verdict)
        return False
    if parse.children(above.index, "nsubj:pass", "expl") or lemma in ("appear", "seem"):
        take_verb_hedge(lemma, verdict)
    if any(m.text.lower() in ("if", "whether") for m in parse.children(current.index, "mark")):
        verdict.hedge("possible")
        verdict.settle("hypothetical")
    if lemma in words("hedges", "future", "wishing"):
        verdict.settle("future")
    return False


def _infinitive(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """An infinitive or gerund under a verb, adjective or noun: the signature of what is above decides."""
    lemma = above.lemma.lower()
    perfect = any(a.lemma.lower() == "have" for a in parse.children(current.index, "aux"))
    if current.relation == "acl" and not perfect and lemma not in words("hedges", "negation", "nouns"):
        _of_noun(parse, current, above, verdict)
        verdict.settle("future")  # "a plan to attack", "a chance to leave"
        return False
    if above.upos == "ADJ" and lemma not in words("hedges", "infinitives", "achieved"):
        take_hedge(above, verdict)
        if any(c.text.lower() == "too" for c in parse.children(above.index, "advmod")):
            verdict.negate()  # "too weak to attack"
        verdict.settle("hypothetical")  # "ready to attack", "hard to reach"
        return False
    if current.relation == "advcl":
        verdict.settle("future")  # "came to shell": an aim, not a deed
        return False
    if current.xpos == "VBG" and not has_to(parse, current):
        if lemma in words("hedges", "negation", "ceasing"):
            apart = any(m.text.lower() == "from" for m in parse.children(current.index, "mark", "case"))
            if apart:
                verdict.negate()  # "stopped them from firing"; "stopped firing" had fired
            return False
        if cues_of(parse, above.index):
            return False  # "admitted firing": its source's view
    if lemma in words("hedges", "negation", "verbs") or lemma in words("hedges", "negation", "infinitives"):
        verdict.negate()
    elif lemma in words("hedges", "hypothetical", "verbs"):
        verdict.settle("hypothetical")
    elif lemma in words("hedges", "probable", "verbs") or lemma in words("hedges", "possible", "verbs"):
        take_verb_hedge(lemma, verdict)
        if not perfect and lemma == "expect":
            verdict.settle("future")
    elif lemma in words("hedges", "future", "verbs") and not perfect:
        verdict.settle("future")
    take_hedge(above, verdict)
    if cues_of(parse, above.index) and perfect:
        return False
    take_clause(parse, above, verdict, inherited=True)
    return True


def _argument(parse: Parse, current: Token, above: Token, verdict: Verdict) -> bool:
    """A noun that names an act, as an argument of a verb: it has the verb's mood where the verb carries it, or wants
    or prevents it; a verb that presupposes it leaves it as it is."""
    lemma = above.lemma.lower()
    subject = current.relation.startswith("nsubj")
    given = is_given(parse, current)
    patient = current.relation.startswith("obj") or current.relation in ("nsubj:pass", "obl")
    if lemma in words("hedges", "presupposing", "verbs"):
        return False
    if lemma in words("hedges", "presupposing", "topics") and given:
        return False
    if patient and current.relation != "obl" and _averts(parse, above):
        verdict.negate()
        return False
    if lemma in words("hedges", "light", "verbs"):
        return (not given or subject) and _inherit(parse, above, verdict)
    if patient:
        if lemma in words("hedges", "negation", "verbs") and not given:
            verdict.negate()
        elif lemma in words("hedges", "future", "verbs") and _takes(parse, current, lemma):
            verdict.settle("future")
        elif lemma in words("hedges", "hypothetical", "verbs"):
            verdict.settle("hypothetical")
        elif lemma in words("hedges", "possible", "verbs"):
            verdict.hedge("possible")
        else:
            return not given and not cues_of(parse, above.index) and _inherit(parse, above, verdict)
        return False
    return subject and not given and not cues_of(parse, above.index) and _inherit(parse, above, verdict)


def _inherit(parse: Parse, above: Token, verdict: Verdict) -> bool:
    take_clause(parse, above, verdict, inherited=True)
    return True


def _averts(parse: Parse, verb: Token) -> bool:
    """Whether a verb says that its object, known or not, did not come about ("foiled the plot", "called off")."""
    lemma = verb.lemma.lower()
    if lemma in words("hedges", "negation", "averting"):
        return True
    particles = [p.text.lower() for p in parse.children(verb.index, "compound:prt")]
    return any(f"{lemma}_{p}" in words("hedges", "negation", "phrasal") for p in particles)


def _takes(parse: Parse, current: Token, lemma: str) -> bool:
    """Whether the noun is what is wanted or planned: the object, or the phrase of calling for and warning of it."""
    if current.relation.startswith("obj"):
        return lemma not in words("hedges", "future", "calling") or lemma in words("hedges", "future", "wanting")
    if current.relation == "nsubj:pass":
        return lemma in words("hedges", "future", "wanting")
    case = next((c.text.lower() for c in parse.children(current.index, "case")), "")
    return (case == "for" and lemma in words("hedges", "future", "calling")) or (
        case in ("of", "against", "about") and lemma in words("hedges", "future", "warning")
    )


def _of_noun(parse: Parse, current: Token, above: Token, verdict: Verdict) -> None:
    """An act named under another noun: "the risk of an attack", "allegations of shelling", "lack of"."""
    case = next((c.text.lower() for c in parse.children(current.index, "case", "mark")), "")
    if current.relation.startswith("nmod") and case not in ("of", "for", "about", "against", "on", "to"):
        return
    take_hedge(above, verdict)
    if current.relation in ("amod", "compound"):
        return
    lemma = above.lemma.lower()
    if lemma in words("hedges", "negation", "nouns"):
        verdict.negate()
    elif lemma in words("hedges", "negation", "evidence") and any(
        c.text.lower() == "no" for c in parse.children(above.index, "det")
    ):
        verdict.hedge("probable")
        verdict.negate(above.index)  # "no sign of a strike"
    elif lemma in words("hedges", "future", "nouns"):
        verdict.settle("future")
    elif lemma in words("hedges", "hypothetical", "nouns"):
        verdict.settle("hypothetical")


def _is_any(parse: Parse, noun: Token) -> bool:
    """ "any attack": none in particular, so none that is told."""
    return noun.upos == "NOUN" and any(c.text.lower() == "any" for c in parse.children(noun.index, "det"))


def _is_yes_or_no_question(parse: Parse, root: Token) -> bool:
    """A question that asks whether it is so; one that asks who, where or why takes it as given."""
    sentence = parse.tokens_of(parse.sentences[root.sentence])
    return any(t.text == "?" for t in sentence[-2:]) and not any(t.xpos in _QUESTION_WORDS for t in sentence)
