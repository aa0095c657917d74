"""Not saying and gainsaying: refusals, denials by idiom, what a source leaves open or calls untrue."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.model import Attribute
from sayso.reading.attribution.complements import complements
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import VerbCue, attribute_of_noun, attribute_of_question, cues_of, idioms
from sayso.reading.attribution.subjects import is_source_like, is_statement_noun
from sayso.reading.attribution.utterances import Utterance, case_of, cue_span, is_negated
from sayso.reading.attribution.verb_subjects import is_nobody


def idiom_utterance(parse: Parse, verb: int, lemma: str, subject: int, negated: bool) -> Utterance | None:
    """A saying by a verb and its object in one: "claimed responsibility", "denied any part", "claimed the attack"."""
    for child in parse.children(verb, "obj"):
        noun = child.lemma.lower()
        if not is_source_like(parse, subject):
            return None
        content = frozenset(tokens_under(parse, child.index))
        for idiom in idioms():
            if lemma in idiom.verbs and noun in idiom.objects:
                stance = idiom.stance if not negated else "declines" if idiom.stance == "affirms" else "affirms"
                cue = cue_span(parse, verb)
                rest = [
                    o
                    for o in parse.children(verb, "obl", "advcl")
                    if case_of(parse, o.index) in ("for", "in", "of", "")
                ]
                more = set().union(*(tokens_under(parse, o.index) for o in rest if o.index > verb)) if rest else set()
                return Utterance(verb, cue, subject, content | more, stance, "certain", idiom.about)
        if lemma == "claim" and is_claimable(parse, child.index) and child.upos != "PRON":
            return Utterance(
                verb,
                cue_span(parse, verb),
                subject,
                content,
                "declines" if negated else "affirms",
                "certain",
                "responsibility",
            )
    return None


def is_claimable(parse: Parse, noun: int) -> bool:
    """Whether a noun names an act that one may claim as one's own ("claimed the attack")."""
    return parse.tokens[noun].lemma.lower() in words("cues", "claimable", "nouns") or parse.tokens[noun].upos == "PRON"


def refusal(parse: Parse, verb: int, lemma: str, subject: int, negated: bool) -> Utterance | None:
    """Not answering, by a negated verb or a negated object: "did not comment", "gave no figure", "had no comment"."""
    objects = parse.children(verb, "obj")
    void = next((o for o in objects if is_nobody(parse, o.index)), None)
    refusable = lemma in words("cues", "refusing", "lemmas")
    if not refusable or not (negated or void is not None) or not is_source_like(parse, subject):
        return None
    if (
        void is not None
        and void.lemma.lower() == "nothing"
        and lemma in ("say", "disclose", "reveal", "add", "announce")
    ):
        return Utterance(verb, cue_span(parse, verb), subject, frozenset(), "declines")
    if void is not None:
        noun = void.lemma.lower()
        about = attribute_of_noun(noun)
        if about is not None and lemma == "have" and about != "killed":
            return None  # "had no time"
        if (
            about is None
            and noun not in words("cues", "answers", "nouns")
            and noun not in ("information", "detail", "mention", "name", "comment")
        ):
            return None
        return Utterance(
            verb, cue_span(parse, verb), subject, frozenset(tokens_under(parse, void.index)), "declines", about=about
        )
    entries = cues_of(parse, verb)
    if any(e.stance == "denies" or e.negated == "denies" for e in entries):
        return None
    content: set[int] = set()
    about = None
    for child in parse.children(verb, "ccomp", "xcomp", "obj", "advcl", "obl"):
        if child.relation == "advcl" and not parse.children(child.index, "mark"):
            continue
        if child.relation in ("advcl",) and parse.children(child.index, "mark")[0].text.lower() not in (
            "if",
            "whether",
            "that",
        ):
            continue
        if child.relation.startswith("obl") and case_of(parse, child.index) not in ("on", "about", "to", "of", "for"):
            continue
        content |= tokens_under(parse, child.index)
        about = about or (attribute_of_noun(child.lemma.lower()) if child.relation == "obj" else None)
    if lemma in (
        "make",
        "have",
        "give",
        "draw",
        "share",
        "issue",
        "offer",
        "provide",
        "release",
        "produce",
        "present",
    ) and not (about or any(o.lemma.lower() in words("cues", "answers", "nouns") for o in objects) or lemma == "draw"):
        return None
    about = about or attribute_of_question(parse, frozenset(content))
    return Utterance(verb, cue_span(parse, verb), subject, frozenset(content), "declines", about=about)


def asked_of_refusal(parse: Parse, child: Token, entry: VerbCue) -> Attribute | None:
    """What a refusal is about: "declined to say who fired" asks for the doer."""
    if entry.stance != "declines":
        return None
    for inner in parse.children(child.index, "obj"):
        about = attribute_of_noun(inner.lemma.lower())
        if about is not None:
            return about
    for inner in parse.children(child.index, "ccomp", "xcomp", "advcl"):
        about = attribute_of_question(parse, frozenset(tokens_under(parse, inner.index)))
        if about is not None:
            return about
    return None


def leaves_open(parse: Parse, verb: int, content: set[int]) -> Attribute | None:
    """What a source says cannot be told yet ("it was too early to name the weapon", "it was unclear who fired"):
    the attribute, `other` where none is named; None where the content is no such thing."""
    for head in complements(parse, verb):
        lemma = parse.tokens[head].lemma.lower()
        early = lemma in ("early", "soon") and any(c.text.lower() == "too" for c in parse.children(head, "advmod"))
        if not early and lemma not in words("cues", "refusing", "open_adjectives"):
            continue
        asked = attribute_of_question(parse, frozenset(i for i in content if i > head))
        named = next(
            (a for a in (attribute_of_noun(parse.tokens[i].lemma.lower()) for i in sorted(content) if i > head) if a),
            None,
        )
        return asked or named or "other"
    return None


def calls_untrue(parse: Parse, verb: int, content: set[int]) -> bool:
    """Whether what is said is that another's words are untrue ("said the reports were false", "called that untrue")."""
    false = [i for i in content if parse.tokens[i].lemma.lower() in words("cues", "falsities", "words")]
    for index in false:
        token = parse.tokens[index]
        if token.head == verb or parse.tokens[token.head].head == verb:
            subjects = parse.children(index, "nsubj", "nsubj:pass")
            spoken_of = words("cues", "falsities", "of")
            if any(s.upos == "NOUN" and s.text.lower() not in spoken_of and not is_statement_noun(parse, s.index)
                   for s in subjects):
                continue
            return not is_negated(parse, index)
    return False
