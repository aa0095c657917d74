"""Sayings whose cue is a verb: who says it, and what of the sentence is said."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.contents import QUOTES, tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import VerbCue, attribute_of_question, cues_of, idioms
from sayso.reading.attribution.link_partners import is_relay
from sayso.reading.attribution.passives import passive_utterance
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.refusals import calls_untrue, idiom_utterance, leaves_open, refusal
from sayso.reading.attribution.subjects import (
    is_footage,
    is_observer,
    is_passive,
    is_source_like,
    is_statement_noun,
    subject_of,
)
from sayso.reading.attribution.utterances import Utterance, case_of, cue_span, is_negated
from sayso.reading.attribution.verb_contents import verb_content
from sayso.reading.attribution.verb_subjects import displaced_subject, inverted_subject, is_nobody, subject_beside
from sayso.reading.draft import Span


def find_verb_utterances(parse: Parse, quotations: tuple[Span, ...]) -> list[Utterance]:
    """All sayings by verbs, in the order of the text."""
    found = []
    for token in parse.tokens:
        if token.upos not in ("VERB", "AUX") or token.relation in (
            "amod",
            "aux",
            "aux:pass",
            "cop",
            "case",
            "fixed",
            "mark",
        ):
            continue
        utterance = _of_verb(parse, token, quotations)
        if utterance is not None:
            found.append(utterance)
    return found


def _of_verb(parse: Parse, token: Token, quotations: tuple[Span, ...]) -> Utterance | None:
    verb, lemma = token.index, token.lemma.lower()
    entries = cues_of(parse, verb)
    refusable = lemma in words("cues", "refusing", "lemmas")
    idiomatic = any(lemma in i.verbs for i in idioms())
    if not (entries or refusable or idiomatic):
        return None
    negated = is_negated(parse, verb)
    if not took_place(parse, token, negated):
        return None
    if is_passive(parse, verb):
        return passive_utterance(parse, verb, lemma, entries, negated, quotations)
    subject = subject_of(parse, verb)
    inverted = None
    if any("clause" in e.frames and e.subject == "any" for e in entries):
        nearer = subject_beside(parse, verb, subject)
        if nearer is None and subject is None:
            nearer = inverted_subject(parse, verb)
        if nearer is not None and nearer != subject:
            inverted = subject = nearer
    if subject is None and any("clause" in e.frames and e.subject == "any" for e in entries):
        inverted = subject = displaced_subject(parse, verb)
    if (
        subject is not None
        and parse.tokens[subject].text.lower() in words("cues", "emphatic", "pronouns")
        and subject > 0
    ):
        subject -= 1  # "the group itself has said nothing"
    if subject is None or is_nobody(parse, subject):
        return None
    found = idiom_utterance(parse, verb, lemma, subject, negated) or refusal(parse, verb, lemma, subject, negated)
    if found is not None:
        return found
    for entry in entries:
        if not _fits(parse, entry, subject):
            continue
        content, about = verb_content(parse, verb, entry, subject if inverted is not None else None, quotations)
        if inverted is not None and inverted < verb:
            content -= tokens_under(parse, inverted)
        told = hearers(parse, verb, lemma)
        if told and min(content, default=0) > verb:
            content = {i for i in content if i > told[0]}
        if not content:
            continue
        stance = entry.negated if negated else entry.stance
        if stance == "affirms" and calls_untrue(parse, verb, content):
            stance = "denies"
        elif stance == "affirms" and (open_question := leaves_open(parse, verb, content)) is not None:
            stance, about = "declines", about or open_question
        if stance == "declines":
            about = about or attribute_of_question(parse, frozenset(content))
        return Utterance(
            verb,
            cue_span(parse, verb),
            subject,
            frozenset(content),
            stance,
            entry.certainty,
            about or entry.about,
            before=told,
        )
    return None


def _fits(parse: Parse, entry: VerbCue, subject: int) -> bool:
    if entry.subject == "statement":
        return is_statement_noun(parse, subject)
    if entry.subject == "document":
        return parse.tokens[subject].lemma.lower() in words("cues", "documents", "nouns")
    if entry.subject == "footage":
        return is_footage(parse, subject)
    if entry.subject == "observer":
        return is_observer(parse, subject) or parse.tokens[subject].upos == "PRON"
    if entry.subject == "source":
        return is_source_like(parse, subject) or is_statement_noun(parse, subject)
    return True


def hearers(parse: Parse, verb: int, lemma: str) -> tuple[int, ...]:
    """Those who were told and pass it on: an outlet, by its relation to the verb or by its place right behind it."""
    if lemma not in words("cues", "hearing", "lemmas"):
        return ()
    found = [c.index for c in parse.children(verb, "iobj", "obj") if c.upos in ("PROPN", "NOUN") and c.index > verb]
    found += [
        c.index
        for c in parse.children(verb, "obl", "nmod")
        if c.index > verb and case_of(parse, c.index) == "to" and c.upos in ("PROPN", "NOUN")
    ]
    if lemma in words("cues", "hearing", "at_once"):
        found += _right_behind(parse, verb)
    return tuple(h for h in found if is_relay(parse, h))[:1]


def _right_behind(parse: Parse, verb: int) -> list[int]:
    """The hearer by its place, where the parser took it for part of what is said ("told the agency two men fled"): a
    name, or the word for an outlet or a relative behind its determiner."""
    index = verb + 1
    end = min(verb + 6, parse.sentences[parse.tokens[verb].sentence].end)
    while index < end and parse.tokens[index].upos in ("DET", "ADJ", "PRON"):
        index += 1
    if index >= end:
        return []
    entity = entity_of(parse, index)
    if entity is not None and entity.start == index and entity.kind in ("organisation", "misc"):
        return [entity.end - 1]
    while index < end and parse.tokens[index].upos in ("NOUN", "PROPN", "PUNCT"):
        lemma = parse.tokens[index].lemma.lower()
        if lemma in words("links", "relays", "nouns") or lemma in words("links", "relays", "kin"):
            return [index]
        if lemma in words("links", "relays", "names") and parse.tokens[index].text[0].isupper():
            return [index]
        index += 1
    return []


def took_place(parse: Parse, token: Token, negated: bool) -> bool:
    """Whether the saying is told as done: no infinitive of purpose or plan, no "will", "may" or "nor"."""
    if any(m.text.lower() == "to" for m in parse.children(token.index, "mark")):
        governor = parse.tokens[token.head]
        return governor.lemma.lower() in ("unable", "unwilling") or governor.lemma.lower() in words(
            "cues", "carrying_on", "lemmas"
        )
    sentence = parse.sentences[token.sentence]
    if token.is_root and parse.tokens[sentence.end - 1].text == "?" and parse.tokens[sentence.start].text not in QUOTES:
        return False
    if any(c.lemma.lower() == "nor" for c in parse.children(token.index, "cc")) and not parse.children(
        token.index, "nsubj"
    ):
        return False
    auxiliaries = {a.lemma.lower() for a in parse.children(token.index, "aux")} | {
        a.text.lower() for a in parse.children(token.index, "aux")
    }
    return (
        negated
        or not auxiliaries & {"will", "may", "might", "should", "shall", "must", "would", "could"}
        or "only" in {c.lemma.lower() for c in parse.children(token.index, "advmod")}
    )
