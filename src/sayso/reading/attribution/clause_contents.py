"""What is said in a clause or a quotation: after the verb, before it, or around it."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.attribution.complements import complements, displaced_clauses
from sayso.reading.attribution.contents import QUOTES, tokens_under
from sayso.reading.attribution.utterances import clause_of
from sayso.reading.draft import Span

_DETACHED = ("parataxis", "conj", "acl:relcl", "advcl", "dep", "appos", "discourse", "acl", "ccomp")


def clause_content(
    parse: Parse,
    verb: int,
    excluded: int | None,
    quotations: tuple[Span, ...],
    speaks: bool,
) -> set[int]:
    """What a verb of saying says in a clause: its complement, what stands before or around it, the quotation beside it.
    `speaks`: whether the verb is one of plain saying, which a passage may surround.
    """
    token = parse.tokens[verb]
    sentence = parse.sentences[token.sentence]
    if speaks and (closed := _before_closing(parse, verb) or _around_inserted(parse, verb)):
        return closed
    own = _cue_clause(parse, verb, excluded)
    heads = [c for c in complements(parse, verb) if c != excluded] or (displaced_clauses(parse, verb) if speaks else [])
    after = [c.index for c in parse.children(verb, "parataxis") if c.index > verb]
    if not heads:
        heads = [a for a in after if _introduced(parse, verb, a)]
    if not heads and parse.tokens[sentence.end - 1].text == ":":
        # "The governor continued:", and the words in the next paragraph
        following = {i for q in quotations if q.start == sentence.end for i in range(q.start, q.end)}
        if following:
            return following
    content = set().union(*(tokens_under(parse, h) for h in heads)) if heads else set()
    subjects = parse.children(verb, "nsubj")
    for subject in subjects if heads and len(subjects) > 1 else ():
        if subjects[0].index < verb < subject.index < max(heads):  # "they said their men had": hung on the wrong verb
            content |= tokens_under(parse, subject.index)
    own -= content if heads and min(heads) > verb else set()
    content -= own
    first, last = min(own), max(own)
    hearers = ("tell", "inform", "brief", "assure", "notify", "warn", "remind", "ask")
    if not heads and (
        not speaks
        or (
            parse.tokens[verb].lemma.lower() not in hearers
            and any(c.upos in ("NOUN", "PROPN") and c.index not in own for c in parse.children(verb, "obj"))
        )
    ):
        return _quotes_beside(parse, own, sentence.start, sentence.end, quotations, content) if speaks else set()
    trailing = token.is_root or _is_detached(parse, verb, first, last)
    if (
        content
        and min(content) < first
        and trailing
        and not any(
            i in content and parse.tokens[i].upos in ("VERB", "AUX", "NOUN", "ADJ") and not _is_when(parse, i)
            for i in range(last + 1, sentence.end)
        )
    ):
        # what stands before a trailing cue is said as a whole, whatever the parser hung where
        start = _segment_start(parse, first, sentence.start)
        if start <= min(content):
            content = set(range(start, first))
    if not content and not token.is_root and trailing:
        start = _segment_start(parse, first, sentence.start, colon=last + 3 < sentence.end)
        content = {i for i in _around(parse, verb, own) if i >= start}
    if not content and token.is_root and first > sentence.start and parse.tokens[first - 1].text in {",", *QUOTES}:
        content = set(range(_segment_start(parse, first, sentence.start), first))
    quoted = _quotes_beside(parse, own, sentence.start, sentence.end, quotations, content)
    content |= quoted
    if (
        not content
        and last + 1 < sentence.end
        and any(parse.tokens[i].text == ":" for i in range(last, min(last + 3, sentence.end)))
    ):
        content = set(range(last + 1, sentence.end)) - own
    return {c for c in content if c not in own}


def _before_closing(parse: Parse, verb: int) -> set[int]:
    """All that stands before a cue that ends its sentence (", the agency said on Monday."), wherever the parser hung
    the pieces; empty where the cue does not so end it."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    if any(parse.tokens[i].upos not in ("PUNCT", "ADP", "DET") and not _is_when(parse, i)
           for i in range(verb + 1, sentence.end)):
        return set()
    left = verb
    while left > sentence.start and verb - left < 14 and parse.tokens[left - 1].upos != "PUNCT":
        left -= 1
        if parse.tokens[left].upos in ("VERB", "SCONJ", "CCONJ") and parse.tokens[left].relation != "amod":
            return set()
    named = any(parse.tokens[i].upos in ("NOUN", "PROPN", "PRON") for i in range(left, verb))
    if not named or parse.tokens[left - 1].text != ",":
        return set()
    said = set(range(_segment_start(parse, left - 1, sentence.start), left - 1))
    opening = parse.tokens[min(said)].text if said else ""
    verbs = [i for i in said if parse.tokens[i].upos in ("VERB", "AUX") and parse.tokens[i].relation != "amod"]
    return set() if not verbs or opening in QUOTES or any(parse.tokens[i].text in QUOTES for i in said) else said


def _around_inserted(parse: Parse, verb: int) -> set[int]:
    """All that stands around a cue between commas ("It was, he posted, the front"), after a colon or semicolon."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    left = verb
    while left > sentence.start and verb - left < 7 and parse.tokens[left - 1].upos not in ("PUNCT", "VERB", "SCONJ"):
        left -= 1
    inserted = left - 1 > sentence.start and parse.tokens[left - 1].text == ","
    if not inserted or verb + 2 >= sentence.end or parse.tokens[verb + 1].text != ",":
        return set()
    if not any(parse.tokens[i].upos in ("NOUN", "PROPN", "PRON") for i in range(left, verb)):
        return set()
    start = _segment_start(parse, left - 1, sentence.start, colon=True)
    around = {*range(start, left - 1), *range(verb + 2, sentence.end)}
    return set() if any(parse.tokens[i].text in QUOTES for i in around) else around


def _introduced(parse: Parse, verb: int, head: int) -> bool:
    """Whether a loose clause after the verb is what is said: a colon or a quotation mark leads to it."""
    start = parse.subtree(head)[0]
    while start < head and parse.tokens[start].text == ",":
        start += 1
    return any(parse.tokens[i].text in {":", *QUOTES} for i in (start - 1, start) if i > verb)


def _cue_clause(parse: Parse, verb: int, subject: int | None) -> set[int]:
    """The verb with its own subject, auxiliaries and adjuncts, without what may be said."""
    found = {verb}
    for child in parse.children(verb):
        base = child.relation.split(":")[0]
        if (
            base in ("nsubj", "aux", "iobj", "expl", "compound")
            or child.index == subject
            or child.relation == "obl:tmod"
            or (base in ("obl", "advmod", "obj", "nmod", "mark", "cc") and len(tokens_under(parse, child.index)) <= 15)
            or (base == "advcl" and child.xpos == "VBG" and parse.children(child.index, "obj"))
        ):
            found |= tokens_under(parse, child.index)
    return found


def _is_detached(parse: Parse, verb: int, first: int, last: int) -> bool:
    """Whether the cue's clause stands between marks, as in ", he said," or at the end of the sentence."""
    token = parse.tokens[verb]
    if token.relation not in _DETACHED and not token.is_root:
        return False
    sentence = parse.sentences[token.sentence]
    if any(c.text.lower() in ("and", "but", "or") for c in parse.children(verb, "cc")):
        return False
    if any(c.text.lower() in ("who", "which", "that", "whom") for c in parse.children(verb, "nsubj", "obj")):
        return False
    marks = parse.children(verb, "mark")
    if marks and marks[0].text.lower() not in ("as",):
        return False
    before = first == sentence.start or (
        parse.tokens[first - 1].upos == "PUNCT" and parse.tokens[first - 1].text not in (":", ";")
    )
    after = last + 1 >= sentence.end or parse.tokens[last + 1].upos == "PUNCT"
    return before and after and (first > sentence.start or token.relation in ("parataxis", "advcl"))


def _around(parse: Parse, verb: int, own: set[int]) -> set[int]:
    """The clause into which a detached cue is put."""
    head = clause_of(parse, parse.tokens[verb].head)
    top = head
    while parse.tokens[top].relation == "conj" and not parse.children(top, "nsubj"):
        top = clause_of(parse, parse.tokens[top].head)
    if max(own) + 2 >= parse.sentences[parse.tokens[verb].sentence].end:
        # at the end of the sentence the cue bears on the whole of it
        while parse.tokens[top].relation in ("conj", "advcl"):
            top = clause_of(parse, parse.tokens[top].head)
    return tokens_under(parse, top, without=[verb])


def _segment_start(parse: Parse, before: int, start: int, *, colon: bool = False) -> int:
    """Where the passage before a cue begins: the sentence, or what follows its last semicolon; for a cue within the
    passage also its last colon."""
    for index in range(before - 1, start, -1):
        if parse.tokens[index].text == ";" or (colon and parse.tokens[index].text == ":"):
            return index + 1
    return start


def _is_when(parse: Parse, index: int) -> bool:
    """Whether a word is of a time ("on Thursday", "later in the day")."""
    number = parse.entity_at[index]
    return number is not None and parse.entities[number].kind == "time"


def _quotes_beside(
    parse: Parse,
    own: set[int],
    start: int,
    end: int,
    quotations: tuple[Span, ...],
    content: set[int],
) -> set[int]:
    """The quotations that touch the cue's clause or what is already known to be said, whole."""
    found: set[int] = set()
    first, last = min(own), max(own)
    for quotation in quotations:
        if quotation.end <= start or quotation.start >= end:
            continue
        beside = (
            quotation.end in (first, first - 1) or quotation.start - last in (1, 2)
        ) and quotation.end - quotation.start > 4
        if beside or any(i in content for i in range(quotation.start, quotation.end)):
            found |= set(range(quotation.start, quotation.end))
    return found - own
