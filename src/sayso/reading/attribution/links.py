"""Links of a chain that stand beside a saying: whom the source cites, which outlet it was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.codebook import party_of
from sayso.language.parse import Parse
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.subjects import agent_of, is_source_like, is_statement_noun, statement_owner, subject_of
from sayso.reading.attribution.utterances import Utterance, cue_span

_OTHER_KINDS = ("official", "military", "police", "medic", "international", "ngo", "company")
_BROADCASTS = frozenset(["television", "tv", "radio"])


def link_citations(parse: Parse, utterances: list[Utterance]) -> list[Utterance]:
    """The sayings with those whom their sources cite, as later links; "X quoted Y as saying Z" is a saying too."""
    found = _on_the_word(parse, utterances)
    by_anchor = {u.anchor: n for n, u in enumerate(found)}
    added = []
    for token in parse.tokens:
        if token.upos not in ("VERB", "ADP", "SCONJ") or token.lemma.lower() not in words(
            "cues", "passing_on", "lemmas"
        ):
            continue
        cited = _cited(parse, token.index)
        if cited is None:
            continue
        told = _told_of_source(token.index, parse, found)
        if told is not None:
            found[told] = replace(found[told], through=(*found[told].through, cited))
            found = [u for u in found if u.anchor != token.index]
            by_anchor = {u.anchor: n for n, u in enumerate(found)}
        elif token.xpos == "VBG" or token.upos != "VERB":
            number = _governing(parse, token.index, by_anchor, found)
            if number is not None and cited not in (found[number].source, *found[number].through):
                found[number] = replace(found[number], through=(*found[number].through, cited))
        else:
            saying = _quoted_as(parse, token.index, cited)
            if saying is not None:
                found = [u for u in found if u.anchor != token.index]
                by_anchor = {u.anchor: n for n, u in enumerate(found)}
                added.append(saying)
    return sorted([*found, *added], key=lambda u: u.anchor)


def _told_of_source(verb: int, parse: Parse, utterances: list[Utterance]) -> int | None:
    """The saying of whose source a relative clause tells whom it cites: "according to X, who quoted Y, no one …"."""
    token = parse.tokens[verb]
    if token.relation != "acl:relcl" or token.upos != "VERB":
        return None
    heads = (n for n, u in enumerate(utterances) if u.source == token.head and u.anchor != verb and u.content)
    return next(heads, None)


def _on_the_word(parse: Parse, utterances: list[Utterance]) -> list[Utterance]:
    """ "X said, on the word of Y, that": Y stands behind X, and says nothing apart."""
    found = list(utterances)
    for phrase in utterances:
        if parse.tokens[phrase.anchor].upos != "NOUN" or parse.tokens[phrase.anchor].lemma.lower() != "word":
            continue
        above = parse.tokens[phrase.anchor].head
        for number, other in enumerate(found):
            if other.anchor == above:
                found[number] = replace(other, through=(*other.through, phrase.source))
                found.remove(phrase)
                break
    return found


def is_citation(parse: Parse, verb: int) -> bool:
    """Whether a verb is a participle that names another's words ("citing two officials")."""
    token = parse.tokens[verb]
    return (
        token.lemma.lower() in words("cues", "passing_on", "lemmas")
        and token.xpos == "VBG"
        and not parse.children(verb, "aux")
    )


def _cited(parse: Parse, verb: int) -> int | None:
    objects = parse.children(verb, "obj", "ccomp") or [
        c for c in parse.children(verb, "xcomp") if c.upos in ("NOUN", "PROPN")
    ]
    if parse.tokens[verb].upos != "VERB":  # "citing" taken for a preposition
        objects = [parse.tokens[parse.tokens[verb].head]]
    for item in objects:
        if is_statement_noun(parse, item.index):
            owner = statement_owner(parse, item.index)
            if owner is not None:
                return owner
        if is_source_like(parse, item.index):
            return item.index
    return None


def _governing(parse: Parse, verb: int, by_anchor: dict[int, int], utterances: list[Utterance]) -> int | None:
    """The saying that a participle belongs to: that of the verb above it, or of the noun it stands beside."""
    for above in parse.ancestors(verb):
        if above in by_anchor:
            return by_anchor[above]
        for number, utterance in enumerate(utterances):
            if utterance.source == above:
                return number
    sentence = parse.tokens[verb].sentence
    beside = [n for n, u in enumerate(utterances) if parse.tokens[u.anchor].sentence == sentence]
    return min(beside, key=lambda n: abs(utterances[n].anchor - verb)) if beside else None


def _quoted_as(parse: Parse, verb: int, cited: int) -> Utterance | None:
    subject = subject_of(parse, verb)
    if subject is None or not is_source_like(parse, subject):
        return None
    for holder in (verb, cited):
        for child in parse.children(holder, "advcl", "acl", "obl", "xcomp", "ccomp"):
            if any(m.text.lower() == "as" for m in parse.children(child.index, "mark", "case")):
                content = frozenset(tokens_under(parse, child.index)) - {child.index}
                return Utterance(verb, cue_span(parse, verb), subject, content, through=(cited,))
    return None


def outlets_beside(parse: Parse, utterance: Utterance) -> tuple[int, ...]:
    """The heads of outlets through which a saying came: told to them, quoted, reached or asked by them."""
    found = [h for h in utterance.before if _is_outlet(parse, h) or _is_named_listener(parse, h)]
    through = words("cues", "passing_on", "through")
    for child in parse.children(utterance.source, "acl"):
        agent = agent_of(parse, child.index)
        if child.lemma.lower() in through and agent is not None and _is_outlet(parse, agent):
            found.append(agent)
    for child in parse.children(utterance.anchor, "advcl"):
        agent = agent_of(parse, child.index)
        if (
            child.lemma.lower() in ("ask", "quote", "interview", "contact", "reach")
            and agent is not None
            and _is_outlet(parse, agent)
        ):
            found.append(agent)
    return tuple(dict.fromkeys(found))


def _is_outlet(parse: Parse, head: int) -> bool:
    """Whether a phrase is a certain news organisation; reporters and television at large are none."""
    token = parse.tokens[head]
    lower = token.text.lower()
    if lower in _BROADCASTS and token.upos == "NOUN":
        return False
    first, last = parse.subtree(head)
    around = {t.text.lower() for t in parse.tokens[first:last]} if last - first < 8 else {lower}
    named = token.upos == "PROPN" or entity_of(parse, head) is not None or lower in ("agency", "newspaper")
    if lower == "newspaper" and "this" in around:
        return False
    known = words("sources", "kinds", "media", "words")
    return named and bool(around & known or {"news", "press", "times", "post", "agency", "media", "journal"} & around)


def _is_named_listener(parse: Parse, head: int) -> bool:
    """Whether the one who was told is a body of a name of its own that is no person's, party's or place's: most such
    bodies are news organisations, whose names no list holds."""
    entity = entity_of(parse, head)
    token = parse.tokens[head]
    if entity is None or token.upos != "PROPN" or entity.kind not in ("organisation", "misc"):
        return False
    lemmas = {t.lemma.lower() for t in parse.tokens[entity.start : entity.end]}
    of_other_kind = any(lemmas & words("sources", "kinds", kind, "words") for kind in _OTHER_KINDS)
    return party_of(entity.text) is None and not of_other_kind


def chain_heads(parse: Parse, utterance: Utterance) -> Iterable[int]:
    """The heads of all links, nearest the reader first."""
    through = utterance.through or informants_beside(parse, utterance)
    return (*outlets_beside(parse, utterance), utterance.source, *through)


def informants_beside(parse: Parse, utterance: Utterance) -> tuple[int, ...]:
    """From whom a speaker has it: "a trader, whose brother telephoned, says"; "recounted what his cousin told him"."""
    informing = words("cues", "informing", "lemmas")
    found = []
    for index in sorted(tokens_under(parse, utterance.source)):
        clause = parse.tokens[index]
        if clause.relation == "acl:relcl" and clause.lemma.lower() in informing:
            found += [
                subject.index
                for subject in parse.children(index, "nsubj")
                if any(t.text.lower() == "whose" for t in parse.children(subject.index, "nmod:poss"))
            ]
    for child in parse.children(utterance.anchor, "ccomp", "obj", "acl:relcl"):
        what = child.index if child.text.lower() == "what" else None
        told = any(parse.tokens[i].lemma.lower() in informing for i in utterance.content)
        if what is not None and told:
            near = range(what + 1, min(what + 4, len(parse.tokens)))
            teller = next((i for i in near if parse.tokens[i].upos in ("NOUN", "PROPN")), None)
            if teller is not None and is_source_like(parse, teller):
                found.append(teller)
    return tuple(dict.fromkeys(found))
