"""The phrases that name sources: what of a phrase is a name, what describes it.

"Rashid Kurd, a local administrator" is the name Rashid Kurd and the description "local administrator"; so is
"local administrator Rashid Kurd". A phrase with no name in it is named by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Entity, Parse
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.phrase_spans import apposed, bare, core_range, dependent_range, entity_of
from sayso.reading.draft import Span

_BODIES = ("organisation", "armed_group", "facility")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A noun phrase as a source. `head` is the token of the head; `span` the phrase with what describes it.

    `name` is a proper name or the phrase itself, without determiners; `title` what stands before a name, `apposition`
    what stands after it; `alias` an acronym in brackets. `person`: a named person; `proper`: whether the name is one.
    `owner`: the token of a possessive ("its spokesman"), where there is one; `places`: names of places in the phrase.
    """

    head: int
    span: Span
    name: str
    title: str
    apposition: str
    alias: str
    person: bool
    proper: bool
    owner: int | None
    places: tuple[str, ...] = ()

    @property
    def description(self) -> str | None:
        """Title and apposition, or None where the phrase gives neither."""
        return ", ".join(p for p in (self.title, self.apposition) if p) or None


def phrase_at(parse: Parse, head: int) -> SourcePhrase:
    """The phrase whose head is the token; a token within a name stands for the name's head."""
    head = _top(parse, head)
    named = _named_apposition(parse, head)
    core = head if named is None else named
    entity = entity_of(parse, core)
    if (
        entity is not None
        and entity.kind == "person"
        and not _is_body(parse, head)
        and not _is_known_body(parse, entity)
    ):
        return _of_person(parse, head, core, entity)
    first, last = core_range(parse, head)
    titled = _titled(parse, head, first, last)
    if titled is not None:
        return titled
    title, apposition, alias, end = "", "", "", last
    name = bare(parse, first, last)
    called = _called(parse, head)
    if called is not None:
        title, name, end = name, parse.words(*called), called[1]
    for child in parse.children(head, "appos"):
        text = apposed(parse, child.index)
        end = max(end, dependent_range(parse, child.index)[1])
        if _is_acronym(text):
            alias = text
        elif named is not None and child.index == named:
            title, name = name, text
        elif not apposition:
            apposition = text
    own = entity_of(parse, head)
    if named is None and own is not None and (own.kind in _BODIES or _is_body(parse, head)) and own.start > first:
        # "the Islamist group al Shabaab": common words before the name describe it
        before = bare(parse, first, own.start)
        if (
            before
            and all(
                parse.tokens[i].upos in ("NOUN", "ADJ", "PUNCT", "VERB", "ADV", "DET", "PROPN")
                for i in range(first, own.start)
            )
            and parse.tokens[own.start - 1].upos == "NOUN"
        ):
            title, name = before, bare(parse, own.start, max(own.end, last))
    proper = own is not None or called is not None or any(parse.tokens[i].upos == "PROPN" for i in range(first, last))
    span = Span(first, max(end, last))
    return SourcePhrase(
        head,
        span,
        name,
        title,
        apposition or _relative(parse, head),
        alias,
        False,
        proper,
        _owner(parse, head),
        _places(parse, span),
    )


def _of_person(parse: Parse, head: int, core: int, entity: Entity) -> SourcePhrase:
    first, _ = core_range(parse, head)
    titles = words("sources", "titles", "words")
    start, end = _name_start(parse, entity), _name_end(parse, entity)
    while start + 1 < end and parse.tokens[start].text.lower().rstrip(".") in titles:
        start += 1
    span_end = max(end, core_range(parse, core)[1])
    first = min(first, _title_start(parse, start))
    articles = [i for i in range(first, start) if parse.tokens[i].text.lower() in ("the", "a", "an")]
    first = articles[-1] if articles else first
    before = bare(parse, first, start).strip(" ,") if first < start else _before_comma(parse, start)
    after = ""
    for holder in dict.fromkeys((core, head)):
        for child in parse.children(holder, "appos", "nmod:desc"):
            if child.index < end or any(parse.tokens[i].text in (":", ";") for i in range(end, child.index)):
                continue
            text = apposed(parse, child.index)
            span_end = max(span_end, dependent_range(parse, child.index)[1])
            after = after or ("" if text.isdigit() else text)
    if not after:
        after = _relative(parse, core)
    span = Span(min(first, entity.start), span_end)
    return SourcePhrase(
        head, span, parse.words(start, end), before, after, "", True, True, _owner(parse, head), _places(parse, span)
    )


def _places(parse: Parse, span: Span) -> tuple[str, ...]:
    """The names of places in a phrase, in the order of the text."""
    return tuple(
        e.text
        for e in parse.entities
        if e.kind in ("settlement", "region", "place") and span.start <= e.start < span.end
    )


def _is_known_body(parse: Parse, entity: Entity) -> bool:
    """Whether a name taken for a person's is that of an outlet, a group or a channel, by the lexicon, by its
    capitals, or by what stands after it ("Rybar, a channel")."""
    name = entity.text.lower()
    if any(
        name in words("sources", "kinds", k, "words")
        for k in ("media", "armed_group", "social_media", "ngo", "international")
    ):
        return True
    if " " not in entity.text and entity.text.isupper() and 2 <= len(entity.text) <= 7:
        return True
    bodies = words("sources", "persons", "bodies")
    return any(c.lemma.lower() in bodies for c in parse.children(entity.start, "appos") if c.upos == "NOUN")


def _titled(parse: Parse, head: int, first: int, last: int) -> SourcePhrase | None:
    """A person known only by a title before a name that the parser did not see ("Mr Ungar", "Col Getnet")."""
    start = first
    known = words("sources", "titles", "words") | words("sources", "titles", "ranks")
    while (
        start < last and parse.tokens[start].text.lower().rstrip(".") in known and parse.tokens[start].text[0].isupper()
    ):
        start += 1
    if _is_body(parse, head) or parse.tokens[last - 1].lemma.lower() in words("sources", "persons", "bodies"):
        return None
    if start == first or start >= last or any(parse.tokens[i].upos != "PROPN" for i in range(start, last)):
        return None
    span = Span(first, last)
    return SourcePhrase(head, span, parse.words(start, last), "", _relative(parse, head), "", True, True, None, ())


def _is_body(parse: Parse, head: int) -> bool:
    """Whether common words of the phrase say that its name is no person's ("the Islamist group al Shabaab")."""
    bodies = words("sources", "persons", "bodies")
    return parse.tokens[head].lemma.lower() in bodies or any(
        c.lemma.lower() in bodies and c.upos == "NOUN"
        for c in parse.children(head, "nmod:desc", "compound", "nmod:unmarked")
    )


def _name_end(parse: Parse, entity: Entity) -> int:
    """The end of a person's name, with the proper nouns that follow in a row and hang on it."""
    end = entity.end
    sentence = parse.sentences[parse.tokens[entity.start].sentence]
    while (
        end < sentence.end
        and parse.tokens[end].upos == "PROPN"
        and parse.tokens[end].relation in ("flat", "compound", "flat:name")
        and (entity.start <= parse.tokens[end].head < end + 3)
    ):
        end += 1
    return end


def _name_start(parse: Parse, entity: Entity) -> int:
    """The beginning of a person's name, with the proper noun before it on which the parser hung it."""
    start = entity.start
    if (
        start > 0
        and parse.tokens[start - 1].upos == "PROPN"
        and parse.tokens[start].relation == "flat"
        and (parse.tokens[start].head == start - 1)
    ):
        start -= 1
    return start


def _title_start(parse: Parse, start: int) -> int:
    """Where the words of office that stand right before a name begin ("US envoy", "army spokesman")."""
    known = words("sources", "persons", "nouns") | words("sources", "transparent", "heads")
    known = known | words("sources", "titles", "ranks")
    begin = start
    sentence = parse.sentences[parse.tokens[start].sentence]
    while begin > sentence.start and (
        parse.tokens[begin - 1].upos in ("NOUN", "PROPN", "ADJ") or parse.tokens[begin - 1].text in ("'s", "’s", "-")
    ):
        begin -= 1
    return begin if any(parse.tokens[i].lemma.lower().rstrip(".") in known for i in range(begin, start)) else start


def _before_comma(parse: Parse, start: int) -> str:
    """The words of office before a name and a comma, where the parser parted them ("a nurse there, Hodan")."""
    sentence = parse.sentences[parse.tokens[start].sentence]
    at = start - 2
    if at <= sentence.start or parse.tokens[start - 1].text != ",":
        return ""
    while at > sentence.start and parse.tokens[at].upos == "ADV":
        at -= 1
    noun = parse.tokens[at]
    if noun.upos != "NOUN" or noun.lemma.lower() not in words("sources", "persons", "nouns"):
        return ""
    return bare(parse, *dependent_range(parse, at))


def _top(parse: Parse, index: int) -> int:
    """The head of the name in which a token stands, or the token itself."""
    token = parse.tokens[index]
    while token.head != token.index and (
        token.relation.split(":")[0] in ("flat", "fixed", "goeswith") or token.relation in ("nmod:desc", "compound")
    ):
        token = parse.tokens[token.head]
    return token.index


def _named_apposition(parse: Parse, head: int) -> int | None:
    """The apposition that names what the head describes: "a Hamas official, Izzat"; "the state agency, SANA"."""
    own = entity_of(parse, head)
    if own is not None and own.kind == "person":
        return None
    candidates = parse.children(head, "appos", "nmod:desc", "flat")
    if parse.tokens[head].lemma.lower() in words("sources", "persons", "nouns"):
        # "the spokesman of the command, Yazid": the name may hang on the nearer noun
        candidates += [
            c
            for n in parse.children(head, "nmod")
            for c in parse.children(n.index, "appos")
            if parse.tokens[parse.subtree(c.index)[0]].text == "," or parse.tokens[c.index - 1].text == ","
        ]
    for child in candidates:
        if child.index < head:
            continue
        entity = entity_of(parse, child.index)
        if entity is not None and entity.kind == "person":
            return child.index
        if (
            child.relation == "appos"
            and child.upos == "PROPN"
            and parse.tokens[head].upos == "NOUN"
            and parse.tokens[head].lemma.lower() in words("sources", "persons", "nouns")
            and not _is_acronym(child.text)
        ):
            return child.index
        if (
            child.relation == "appos"
            and parse.tokens[head].upos == "NOUN"
            and entity is not None
            and entity.kind in _BODIES
            and parse.tokens[entity.start - 1].text != "("
        ):
            return child.index
    return _named_after(parse, head)


def _named_after(parse: Parse, head: int) -> int | None:
    """The person named after a comma, where the parser parted the name from its title ("said a nurse there, Hodan")."""
    noun = parse.tokens[head]
    if noun.upos != "NOUN" or noun.lemma.lower() not in words("sources", "persons", "nouns"):
        return None
    sentence = parse.sentences[noun.sentence]
    at = head + 1
    while at < sentence.end and parse.tokens[at].upos == "ADV":
        at += 1
    if at + 1 >= sentence.end or parse.tokens[at].text != ",":
        return None
    entity = entity_of(parse, at + 1)
    if entity is None or entity.kind != "person" or entity.start != at + 1:
        return None
    closed = entity.end >= sentence.end or parse.tokens[entity.end].upos == "PUNCT"
    beside = parse.tokens[at + 1].head in (noun.head, head)
    return at + 1 if closed and beside else None


def _called(parse: Parse, head: int) -> tuple[int, int] | None:
    """The name that a participle gives a common noun ("a faction calling itself Ansar", "a group known as CSP")."""
    if parse.tokens[head].upos != "NOUN":
        return None
    for child in parse.children(head, "acl"):
        if child.lemma.lower() not in words("sources", "offices", "naming"):
            continue
        for named in parse.children(child.index, "xcomp", "obl", "obj", "ccomp"):
            if named.upos == "PROPN" and named.index > child.index:
                return named.index, max([named.index, *(t.index for t in parse.children(named.index, "flat"))]) + 1
    return None


def _relative(parse: Parse, head: int) -> str:
    """The relative clause that tells an office ("who speaks for the front"), without its pronoun."""
    for child in parse.children(head, "acl:relcl"):
        if child.lemma.lower() == "speak" and not any(
            c.text.lower() == "for" for o in parse.children(child.index, "obl") for c in parse.children(o.index, "case")
        ):
            continue
        if child.lemma.lower() in words("sources", "offices", "verbs") and parse.children(child.index, "nsubj"):
            end = dependent_range(parse, child.index)[1]
            return parse.words(child.index, min(end, child.index + 12))
    return ""


def _owner(parse: Parse, head: int) -> int | None:
    found = parse.children(head, "nmod:poss")
    return found[0].index if found else None


def _is_acronym(text: str) -> bool:
    return len(text) <= 9 and " " not in text and sum(c.isupper() for c in text) >= 2
