"""Sayings whose cue is no verb: "according to", "a statement by", "no comment from", a colon, "seen in the video"."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.cues import attribute_of_noun, attribute_of_question
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.subjects import (
    is_footage,
    is_source_like,
    is_statement_noun,
    nominal,
    statement_owner,
    subject_of,
)
from sayso.reading.attribution.utterances import Utterance, case_of, clause_of
from sayso.reading.draft import Span

_PLACES = ("settlement", "region", "place")


def find_phrase_utterances(parse: Parse, quotations: tuple[Span, ...]) -> list[Utterance]:
    """All sayings without a verb of saying, in the order of the text."""
    found: list[Utterance | None] = [_signed(parse, q) for q in quotations]
    for token in parse.tokens:
        lower = token.text.lower()
        if lower in ("according", "per") and token.relation in ("case", "mark", "advcl", "obl", "root", "acl", "fixed"):
            found.append(_according(parse, token))
        elif token.upos == "NOUN":
            found.append(_in_the_words_of(parse, token))
            found.append(_answer_withheld(parse, token))
            found.append(_noun_statement(parse, token))
            found.append(_seen_in_footage(parse, token))
        elif lower in words("cues", "refusing", "silent_adjectives"):
            found.append(_silent(parse, token))
        elif token.text == ":":
            found.append(_colon(parse, token))
    return [u for u in found if u is not None]


def _signed(parse: Parse, quotation: Span) -> Utterance | None:
    """A quotation with a dash and a name behind it."""
    dash = quotation.end
    if dash + 1 >= len(parse.tokens) or parse.tokens[dash].text not in words("cues", "signatures", "dashes"):
        return None
    entity = entity_of(parse, dash + 1)
    if entity is None or entity.kind != "person" or entity.start != dash + 1:
        return None
    return Utterance(dash, Span(dash, dash + 1), dash + 1, frozenset(range(quotation.start, quotation.end)))


def _according(parse: Parse, token: Token) -> Utterance | None:
    if (
        token.text.lower() == "according"
        and parse.tokens[min(token.index + 1, len(parse.tokens) - 1)].text.lower() != "to"
    ):
        return None
    noun = token.head
    if token.relation in ("advcl", "obl", "root", "acl"):  # "according" as a participle
        inner = parse.children(token.index, "obl", "nmod")
        if not inner:
            return None
        noun = inner[0].index
        under = tokens_under(parse, token.index)
        governor = parse.tokens[token.head].index
    else:
        if noun == token.index:
            return None
        under = tokens_under(parse, noun)
        governor = parse.tokens[noun].head
    if noun < token.index:  # the phrase hangs on the wrong word: take what stands behind "to"
        sentence = parse.sentences[token.sentence]
        end = token.index + 2
        while end < sentence.end and parse.tokens[end].text not in (",", ";", "—", ")", '"', "”"):
            end += 1
        behind = nominal(parse, token.index + 2, end)
        if behind is None:
            return None
        governor, noun = noun, behind
        under = set(range(token.index, end))
    if token.text.lower() == "per" and not is_source_like(parse, noun):
        return None
    if not (is_source_like(parse, noun) or is_statement_noun(parse, noun) or parse.tokens[noun].upos == "PROPN"):
        return None
    cue = Span(token.index, token.index + (2 if token.text.lower() == "according" else 1))
    source = _giver(parse, noun)
    if source is None:
        return None
    return Utterance(token.index, cue, source, frozenset(_scope(parse, governor, under)))


def _giver(parse: Parse, noun: int) -> int | None:
    """Whose word a phrase behind "according to" is: the owner of a statement or paper; nobody's, where it is but a
    hedge ("preliminary data"); else who it names."""
    lemma = parse.tokens[noun].lemma.lower()
    if lemma in words("cues", "documents", "nouns") or lemma in words("cues", "documents", "hedging"):
        owner = statement_owner(parse, noun)
        return owner if owner is not None and owner != noun else None
    if is_statement_noun(parse, noun):
        owner = statement_owner(parse, noun)
        return noun if owner is None else owner
    return noun


def _scope(parse: Parse, governor: int, phrase: set[int]) -> set[int]:
    """What a phrase such as "according to" bears on: at either end of the sentence all of it, else its clause."""
    head = clause_of(parse, governor)
    sentence = parse.sentences[parse.tokens[governor].sentence]
    at_start, at_end = min(phrase) <= sentence.start + 1, max(phrase) + 2 >= sentence.end
    if at_start or at_end:
        while (
            parse.tokens[head].relation in ("conj", "advcl", "acl:relcl", "parataxis")
            and not parse.tokens[head].is_root
        ):
            head = clause_of(parse, parse.tokens[head].head)
    return tokens_under(parse, head) - phrase


def _in_the_words_of(parse: Parse, token: Token) -> Utterance | None:
    """ "In the words of X", "by his account", "on the word of an official"."""
    if token.lemma.lower() not in words("cues", "phrases", "nouns") and token.lemma.lower() != "word":
        return None
    if case_of(parse, token.index) not in ("in", "by", "on", "to") or not token.relation.startswith("obl"):
        return None
    owner = statement_owner(parse, token.index)
    if owner is None:
        return None
    under = tokens_under(parse, token.index)
    for index in sorted(under):  # "said, on the word of an official, that …": the clause hangs on the phrase
        clause = parse.tokens[index]
        if clause.relation in ("ccomp", "acl", "acl:relcl") and any(
            m.text.lower() == "that" and m.index > owner for m in parse.children(index, "mark")
        ):
            said = frozenset(tokens_under(parse, index))
            return Utterance(token.index, Span(token.index, token.index + 1), owner, said)
    return Utterance(
        token.index, Span(token.index, token.index + 1), owner, frozenset(_scope(parse, token.head, under))
    )


def _answer_withheld(parse: Parse, token: Token) -> Utterance | None:
    """ "There was no immediate comment from X"; "no word from X on who fired"."""
    if token.lemma.lower() not in words("cues", "answers", "nouns") and attribute_of_noun(token.lemma.lower()) is None:
        return None
    if not any(c.lemma.lower() in ("no", "neither") for c in parse.children(token.index, "det")):
        return None
    governor = parse.tokens[token.head]
    candidates = list(parse.children(token.index, "nmod"))
    if governor.lemma.lower() in ("be", "come", "receive", "exist"):
        candidates += parse.children(governor.index, "obl", "nmod")
    source = next(
        (c for c in candidates if case_of(parse, c.index) in ("from", "by") and is_source_like(parse, c.index)), None
    )
    if source is None:
        return None
    topic = [
        c
        for c in candidates
        if case_of(parse, c.index) in ("on", "about", "for", "as", "of") and c.index != source.index
    ]
    content = set().union(*(tokens_under(parse, c.index) for c in topic)) if topic else set()
    about = attribute_of_noun(token.lemma.lower()) or attribute_of_question(parse, frozenset(content))
    start = parse.subtree(token.index)[0]
    return Utterance(
        token.index,
        Span(min(start, token.index), token.index + 1),
        source.index,
        frozenset(content),
        "declines",
        about=about,
    )


def _noun_statement(parse: Parse, token: Token) -> Utterance | None:
    """ "Claims by X that", "an allegation of torture by X": a noun with its content and its owner."""
    if not is_statement_noun(parse, token.index):
        return None
    governor = parse.tokens[token.head]
    if token.relation == "nsubj" and governor.lemma.lower() in ("come", "be", "originate", "stem"):
        giver = next(
            (c.index for c in parse.children(governor.index, "obl") if case_of(parse, c.index) == "from"), None
        )
        if giver is not None and is_source_like(parse, giver):  # "the figure of 13 came from the ministry"
            return Utterance(
                token.index,
                Span(governor.index, governor.index + 1),
                giver,
                frozenset(tokens_under(parse, token.index)),
            )
    clauses = [
        c
        for c in parse.children(token.index, "ccomp", "acl", "appos")
        if c.upos in ("VERB", "AUX", "ADJ", "NOUN")
        and any(m.text.lower() == "that" for m in parse.children(c.index, "mark"))
    ]
    clauses = clauses or [
        c  # "a claim by X that the rebels fled": the conjunction was taken for a pronoun
        for c in parse.children(token.index, "acl:relcl")
        if c.lemma.lower() not in words("cues", "nouns", "made")
        and any(m.text.lower() == "that" for m in parse.children(c.index, "obj"))
        and parse.children(c.index, "nsubj")
    ]
    owner = statement_owner(parse, token.index)
    if (
        owner is None
        and clauses
        and token.relation in ("obj", "obl")
        and governor.lemma.lower()
        in (
            "make",
            "issue",
            "publish",
            "repeat",
            "publicise",
            "spread",
        )
    ):
        owner = subject_of(parse, governor.index)
    if owner is None or not is_source_like(parse, owner):
        return None
    content = set().union(*(tokens_under(parse, c.index) for c in clauses)) if clauses else set()
    if not content:
        for child in parse.children(token.index, "nmod"):
            if case_of(parse, child.index) in ("of", "about") and child.index != owner:
                content |= tokens_under(parse, child.index)
    if not content:
        return None
    lemma = token.lemma.lower()
    denies = lemma in words("cues", "nouns", "denies")
    possible = lemma in words("cues", "nouns", "possible")
    return Utterance(
        token.index,
        Span(token.index, token.index + 1),
        owner,
        frozenset(content),
        "denies" if denies else "affirms",
        "possible" if possible else "certain",
    )


def _seen_in_footage(parse: Parse, token: Token) -> Utterance | None:
    """ "As can be seen in the video", "visible from the footage"."""
    if not is_footage(parse, token.index) or case_of(parse, token.index) not in ("in", "from", "on", "by"):
        return None
    governor = parse.tokens[token.head]
    if governor.lemma.lower() not in words("cues", "seen_in", "predicates"):
        return None
    under = tokens_under(parse, token.index)
    content = tokens_under(parse, governor.index) - under
    if (
        any(m.text.lower() == "as" for m in parse.children(governor.index, "mark", "case", "advmod"))
        and not governor.is_root
    ):
        content |= tokens_under(parse, clause_of(parse, governor.head)) - under
    if content <= {governor.index}:
        return None
    return Utterance(token.index, Span(governor.index, governor.index + 1), token.index, frozenset(content))


def _silent(parse: Parse, token: Token) -> Utterance | None:
    """ "The army has been silent"."""
    holder = token.index if parse.children(token.index, "nsubj") else token.head
    subject = subject_of(parse, holder)
    if subject is None or not is_source_like(parse, subject) or parse.tokens[subject].lemma.lower() in ("no",):
        return None
    return Utterance(token.index, Span(token.index, token.index + 1), subject, frozenset(), "declines")


def _colon(parse: Parse, token: Token) -> Utterance | None:
    """ "The governor: no one was hurt"; "Blast kills three: governor"."""
    sentence = parse.sentences[token.sentence]
    left = _label(parse, sentence.start, token.index)
    if left is not None and sentence.end - token.index > 3:
        return Utterance(
            token.index, Span(token.index, token.index + 1), left, frozenset(range(token.index + 1, sentence.end))
        )
    right_end = sentence.end - (1 if parse.tokens[sentence.end - 1].upos == "PUNCT" else 0)
    if 0 < right_end - token.index - 1 <= 6 and token.index - sentence.start >= 3:
        right = _label(parse, token.index + 1, right_end)
        if right is not None:
            return Utterance(
                token.index, Span(token.index, token.index + 1), right, frozenset(range(sentence.start, token.index))
            )
    return None


def _label(parse: Parse, start: int, end: int) -> int | None:
    """The head of a stretch that is but the name or title of someone who may say things, else None."""
    begin = start
    while begin < end and (
        parse.tokens[begin].upos in ("NUM", "PUNCT", "SYM", "X") or parse.tokens[begin].text.lower() in ("/", "update")
    ):
        begin += 1
    if begin >= end or end - begin > 30:
        return None
    inside = range(begin, end)
    for index in inside:
        token = parse.tokens[index]
        relation = token.relation.split(":")[0]
        if (
            token.upos in ("VERB", "AUX")
            and relation not in ("acl", "amod")
            and not _in_relative(parse, index, begin, end)
        ):
            return None
    heads = [
        i
        for i in inside
        if parse.tokens[i].upos in ("NOUN", "PROPN")
        and not (begin <= parse.tokens[i].head < end and parse.tokens[i].head != i)
    ]
    if not heads or any(is_footage(parse, i) for i in inside):
        return None
    giver = next(
        (statement_owner(parse, i) for i in inside if is_statement_noun(parse, i) and statement_owner(parse, i)), None
    )
    head = giver if giver is not None else heads[0]
    entity = entity_of(parse, head)
    shouted = parse.tokens[head].text.isupper() and len(parse.tokens[head].text) > 6
    if not is_source_like(parse, head) or shouted or (entity is not None and entity.kind in _PLACES):
        return None
    return head


def _in_relative(parse: Parse, index: int, start: int, end: int) -> bool:
    """Whether a verb stands in a relative clause of the stretch."""
    for _ in range(6):
        token = parse.tokens[index]
        if token.relation in ("acl:relcl", "acl"):
            return True
        if token.head == index or not start <= token.head < end:
            return False
        index = token.head
    return False
