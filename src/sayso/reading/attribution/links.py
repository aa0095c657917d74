"""Links of a chain that stand beside a saying: whom its source has it from, and through whom it comes to the reader.

Each construction is a row of `links.toml`. A word of a row brings in a partner; the holder of the link is the saying
of whose source the word tells ("a nurse, quoted by X"), under whose cue it stands ("said, citing Y"), or which its
own clause takes up ("…, he said; he had it from Y"). A link may itself have links ("citing Y, who had it from Z").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.link_partners import cited, informant, is_mouthpiece, is_relay
from sayso.reading.attribution.link_rows import Direction, PhraseLink, VerbLink, phrase_links, verb_links
from sayso.reading.attribution.subjects import agent_of, is_footage, is_passive, is_source_like
from sayso.reading.attribution.utterances import Utterance, case_of

_PRONOUNS = frozenset(["he", "she", "it", "they", "who", "which"])


def link_sayings(parse: Parse, utterances: list[Utterance]) -> list[Utterance]:
    """The sayings with the links that stand beside them; what but names a link is no saying."""
    found = list(utterances)
    for token in parse.tokens:
        named = _named_by(parse, token)
        if named is None:
            continue
        direction, partner, form = named
        anchors = {u.anchor: n for n, u in enumerate(found)}
        holders = [anchors[token.index]] if form == "own" and token.index in anchors else _holders(
            parse, token, found, form
        )
        if not holders:
            continue
        phrase = tokens_under(parse, token.index)
        for number in holders:
            held = found[number]
            if partner in (held.source, *held.through, *held.before):
                continue
            content = held.content
            if form != "own" and token.index != held.anchor and not _spans(phrase, content):
                content = content - phrase
            if direction == "outer":
                found[number] = replace(held, content=content, before=(partner, *held.before))
            else:
                found[number] = replace(held, content=content, through=(*held.through, partner))
        kept = {found[n].anchor for n in holders}
        found = [u for u in found if u.anchor != token.index or u.anchor in kept]
    return [_with_issuer(parse, u) for u in found]


def _spans(phrase: set[int], content: frozenset[int]) -> bool:
    """Whether a phrase holds all of a content: what is said may hang on the link ("on the word of Y, that …")."""
    return content <= phrase


def _named_by(parse: Parse, token: Token) -> tuple[Direction, int, str] | None:
    """The direction of a link that a word brings in, its partner, and the form of the construction."""
    lemma = token.lemma.lower()
    if token.upos == "NOUN":
        for phrase in phrase_links().get(lemma, ()):
            partner = _of_phrase(parse, token.index, phrase)
            if partner is not None:
                return phrase.direction, partner, "participle"
        if case_of(parse, token.index) == "through" and token.relation in ("obl", "nmod"):
            return ("outer", token.index, "participle") if is_mouthpiece(parse, token.index) else None
        return None
    if token.upos == "PROPN" and case_of(parse, token.index) == "through" and token.relation in ("obl", "nmod"):
        return ("outer", token.index, "participle") if is_relay(parse, token.index) else None
    if token.upos in ("ADP", "SCONJ") and lemma in words("cues", "passing_on", "lemmas"):
        link = cited(parse, token.head)  # "citing" taken for a preposition
        return None if link is None else ("inner", link, "participle")
    if token.upos != "VERB":
        return None
    form = _form(parse, token)
    for row in verb_links().get(lemma, ()):
        if form in row.forms or (form == "own" and row.direction == "inner" and not row.partner):
            partner = _of_verb(parse, token, row, form)
            if partner is not None:
                return row.direction, partner, form
    return None


def _form(parse: Parse, token: Token) -> str:
    """How a verb stands to what it tells of: participle, relative, finite, whom, or own (a saying by itself)."""
    own = [c for c in parse.children(token.index, "nsubj") if c.relation != "nsubj:outer"]
    base = token.relation.split(":")[0]
    if token.relation == "acl:relcl" or (base == "acl" and own):
        asked = [c.text.lower() for c in parse.children(token.index, "obj", "obl", "iobj")]
        asked += [g.text.lower() for c in parse.children(token.index, "obl") for g in parse.children(c.index, "nmod")]
        if own and any(a in ("whom", "whose") for a in asked):
            return "whom"
        if own and own[0].text.lower() not in ("who", "which", "that"):
            return "whom" if "who" in asked else "own"
        return "relative"
    if not own and (token.xpos == "VBG" or is_passive(parse, token.index)) and not parse.children(token.index, "aux"):
        return "participle" if base in ("acl", "advcl", "xcomp", "parataxis", "dep", "conj", "amod") else "own"
    if own and own[0].text.lower() in _PRONOUNS and own[0].upos == "PRON" and not _has_clause(parse, token.index):
        return "finite"
    if not own and base == "conj" and token.xpos != "VBG":
        return "finite"
    return "own"


def _has_clause(parse: Parse, verb: int) -> bool:
    return any(c.index > verb for c in parse.children(verb, "ccomp"))


def _of_verb(parse: Parse, token: Token, row: VerbLink, form: str) -> int | None:
    """The partner that a verb brings in by one row, or None."""
    verb = token.index
    if row.takes and not (_takes(parse, verb) or form == "whom"):
        return None
    if row.partner == "agent":
        partner = agent_of(parse, verb) if is_passive(parse, verb) else None
    elif row.partner == "subject" or form == "whom":
        own = parse.children(verb, "nsubj")
        partner = own[0].index if own else None
        return partner if partner is not None and is_source_like(parse, partner) and row.direction == "outer" else None
    elif row.partner == "object":
        if is_passive(parse, verb):
            return None
        objects = parse.children(verb, "obj", "ccomp") or [
            c for c in parse.children(verb, "xcomp") if c.upos in ("NOUN", "PROPN")
        ]
        by_object = cited if token.lemma.lower() in words("cues", "passing_on", "lemmas") else informant
        behind = [by_object(parse, c.index) for c in objects if c.index > verb]
        partner = next((p for p in behind if p is not None), None)
    else:
        near = [*parse.children(verb, "obl", "obj", "advcl", "xcomp")]
        near += [inner for outer in parse.children(verb, "obj", "obl") for inner in parse.children(outer.index, "nmod")]
        partner = next(
            (
                p
                for c in near
                if c.index > verb and case_of(parse, c.index) in row.prepositions
                for p in [informant(parse, c.index)]
                if p is not None
            ),
            None,
        )
    if partner is None or (row.relay and not is_relay(parse, partner)):
        return None
    if row.direction == "outer":
        mouth = row.prepositions and "through" in row.prepositions
        may = is_mouthpiece(parse, partner) if mouth else is_source_like(parse, partner)
        return partner if may or parse.tokens[partner].upos == "PROPN" else None
    return partner


def _takes(parse: Parse, verb: int) -> bool:
    """Whether a verb's object stands for what was said."""
    taken = words("links", "taken", "words")
    objects = parse.children(verb, "obj", "expl", "ccomp", "nsubj:pass")
    return any(c.lemma.lower() in taken or c.text.lower() in taken or c.upos == "NUM" for c in objects) or any(
        c.text.lower() == "so" for c in parse.children(verb, "advmod")
    )


def _of_phrase(parse: Parse, noun: int, row: PhraseLink) -> int | None:
    """The partner that a prepositional phrase brings in, or None."""
    if case_of(parse, noun) not in row.before or not parse.tokens[noun].relation.startswith(("obl", "nmod")):
        return None
    near = [c for c in parse.children(noun, "nmod", "obl") if case_of(parse, c.index) in row.after]
    if row.direction == "inner":
        near += parse.children(noun, "nmod:poss")
    for child in near:
        if row.relay:
            if is_relay(parse, child.index):
                return child.index
            continue
        partner = informant(parse, child.index)
        if partner is not None:
            return partner
    return None


def _holders(parse: Parse, token: Token, utterances: list[Utterance], form: str) -> list[int]:
    """The sayings that a link belongs to: those whose source, or one of whose links, it describes; else the one under
    whose cue it stands; else, for a clause of its own, the one before it."""
    if form == "own":
        return []
    if form == "finite":
        return _taken_up(parse, token, utterances)
    for above in parse.ancestors(token.index):
        described = [
            n
            for n, u in enumerate(utterances)
            if above in (u.source, *u.through) and u.anchor != token.index
            and parse.tokens[u.anchor].sentence == token.sentence
        ]
        if described:
            return described
        here = [n for n, u in enumerate(utterances) if u.anchor == above]
        if here:
            return here
    if form != "participle" or token.relation == "nmod":
        return []
    beside = [
        n for n, u in enumerate(utterances)
        if parse.tokens[u.anchor].sentence == token.sentence and u.anchor != token.index and token.index != u.source
        and not any(parse.tokens[i].text == ";" for i in range(*sorted((u.anchor, token.index))))
    ]
    return [min(beside, key=lambda n: abs(utterances[n].anchor - token.index))] if beside else []


def _taken_up(parse: Parse, token: Token, utterances: list[Utterance]) -> list[int]:
    """The saying that a clause with a pronoun goes on about: the last before it in its sentence or in the one before,
    in the same paragraph."""
    def precedes(utterance: Utterance) -> bool:
        anchor = utterance.anchor
        if not utterance.content or max(anchor, utterance.source) >= token.index:
            return False
        here = parse.sentences[token.sentence]
        there = parse.sentences[parse.tokens[anchor].sentence]
        if here.index == there.index:
            parted = any(parse.tokens[i].text == ";" for i in range(anchor, token.index))
            return parted or token.index not in utterance.content
        return here.index - there.index == 1 and here.paragraph == there.paragraph and token.is_root

    before = [n for n, u in enumerate(utterances) if precedes(u)]
    return [max(before, key=lambda n: utterances[n].anchor)] if before else []


def _with_issuer(parse: Parse, utterance: Utterance) -> Utterance:
    """Footage that somebody has put out ("the brigade published a film that shows") comes through them."""
    source = parse.tokens[utterance.source]
    if not is_footage(parse, source.index) or source.relation != "obj":
        return utterance
    issuer = parse.tokens[source.head]
    if issuer.lemma.lower() not in words("links", "issuing", "lemmas") or utterance.anchor == issuer.index:
        return utterance
    own = [c.index for c in parse.children(issuer.index, "nsubj") if is_source_like(parse, c.index)]
    return replace(utterance, before=(*own[:1], *utterance.before)) if own else utterance


def chain_heads(parse: Parse, utterance: Utterance) -> Iterable[int]:
    """The heads of all links, nearest the reader first."""
    through = utterance.through or informants_beside(parse, utterance)
    return (*utterance.before, utterance.source, *through)


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
