"""Sayings whose cue is a verb: who says it, and what of the sentence is said."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.model import Attribute
from sayso.reading.contents import QUOTES, tokens_under
from sayso.reading.cue_words import words
from sayso.reading.cues import (
    VerbCue,
    attribute_of_noun,
    attribute_of_question,
    cues_of,
    idioms,
    is_toll,
)
from sayso.reading.draft import Span
from sayso.reading.subjects import (
    agent_of,
    is_footage,
    is_observer,
    is_passive,
    is_source_like,
    is_statement_noun,
    nominal,
    statement_owner,
    subject_of,
)
from sayso.reading.utterances import Utterance, case_of, clause_of, cue_span, is_negated

_CLAUSAL = ("ccomp", "parataxis", "csubj")
_DETACHED = ("parataxis", "conj", "acl:relcl", "advcl", "dep", "appos", "discourse", "acl", "ccomp")
_SAYABLE = frozenset(["it", "this", "that", "so"])


def find_verb_utterances(parse: Parse, quotations: tuple[Span, ...]) -> list[Utterance]:
    """All sayings by verbs, in the order of the text."""
    found = []
    for token in parse.tokens:
        if token.upos not in ("VERB", "AUX") or token.relation in ("amod", "aux", "aux:pass", "cop", "case", "fixed", "mark"):
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
    if not _took_place(parse, token, negated):
        return None
    if is_passive(parse, verb):
        return _passive(parse, verb, lemma, entries, negated)
    subject = subject_of(parse, verb)
    inverted = None
    if any("clause" in e.frames and e.subject == "any" for e in entries):
        nearer = _subject_beside(parse, verb, subject)
        if nearer is None and subject is None:
            nearer = _inverted_subject(parse, verb)
        if nearer is not None and nearer != subject:
            inverted = subject = nearer
    if subject is not None and parse.tokens[subject].text.lower() in ("itself", "himself", "herself", "themselves") and subject > 0:
        subject -= 1  # "the group itself has said nothing"
    if subject is None or _is_nobody(parse, subject):
        return None
    found = _idiom(parse, verb, lemma, subject, negated) or _refusal(parse, verb, lemma, subject, negated)
    if found is not None:
        return found
    for entry in entries:
        if not _fits(parse, entry, subject):
            continue
        content, about = _content(parse, verb, entry, subject if inverted is not None else None, quotations)
        if not content:
            continue
        stance = entry.negated if negated else entry.stance
        if stance == "affirms" and _calls_untrue(parse, verb, content):
            stance = "denies"
        elif stance == "affirms" and (open_question := _leaves_open(parse, verb, content)) is not None:
            stance, about = "declines", about or open_question
        if stance == "declines":
            about = about or attribute_of_question(parse, frozenset(content))
        return Utterance(verb, cue_span(parse, verb), subject, frozenset(content), stance, entry.certainty, about or entry.about,
                         before=_hearers(parse, verb, lemma), through=_heard_from(parse, verb, lemma))
    return None


def _heard_from(parse: Parse, verb: int, lemma: str) -> tuple[int, ...]:
    """Those from whom the source has it ("has heard from two families")."""
    if lemma not in words("cues", "passing_on", "heard"):
        return ()
    return tuple(c.index for c in parse.children(verb, "obl") if c.index > verb and case_of(parse, c.index) == "from"
                 and is_source_like(parse, c.index))


def _fits(parse: Parse, entry: VerbCue, subject: int) -> bool:
    if entry.subject == "statement":
        return is_statement_noun(parse, subject)
    if entry.subject == "footage":
        return is_footage(parse, subject)
    if entry.subject == "observer":
        return is_observer(parse, subject) or parse.tokens[subject].upos == "PRON"
    if entry.subject == "source":
        return is_source_like(parse, subject) or is_statement_noun(parse, subject)
    return True


def _is_nobody(parse: Parse, subject: int) -> bool:
    """Whether the subject says that nobody did ("no group claimed", "nobody has said")."""
    token = parse.tokens[subject]
    if token.lemma.lower() in ("nobody", "none", "nothing", "neither"):
        return True
    return any(c.lemma.lower() in ("no", "neither") for c in parse.children(subject, "det"))


def _inverted_subject(parse: Parse, verb: int) -> int | None:
    """A subject after the verb that was taken for its object ("…, said the mayor")."""
    for child in parse.children(verb, "obj", "dep", "xcomp"):
        near = child.index > verb and parse.subtree(child.index)[0] == verb + 1
        if near and child.upos in ("NOUN", "PROPN", "PRON") and is_source_like(parse, child.index):
            return child.index
    return None


def _hearers(parse: Parse, verb: int, lemma: str) -> tuple[int, ...]:
    """Those who were told, as phrases; which of them are outlets is settled with the sources."""
    if lemma not in words("cues", "hearing", "lemmas"):
        return ()
    found = [c.index for c in parse.children(verb, "iobj", "obj") if c.upos in ("PROPN", "NOUN") and c.index > verb]
    found += [c.index for c in parse.children(verb, "obl") if case_of(parse, c.index) == "to" and c.upos == "PROPN"]
    return tuple(found)


def _took_place(parse: Parse, token: Token, negated: bool) -> bool:
    """Whether the saying is told as done: no infinitive of purpose or plan, no "will", "may" or "nor"."""
    if any(m.text.lower() == "to" for m in parse.children(token.index, "mark")):
        governor = parse.tokens[token.head]
        return governor.lemma.lower() in ("unable", "unwilling") or governor.lemma.lower() in words("cues", "carrying_on", "lemmas")
    sentence = parse.sentences[token.sentence]
    if token.is_root and parse.tokens[sentence.end - 1].text == "?" and parse.tokens[sentence.start].text not in QUOTES:
        return False
    if any(c.lemma.lower() == "nor" for c in parse.children(token.index, "cc")) and not parse.children(token.index, "nsubj"):
        return False
    auxiliaries = {a.lemma.lower() for a in parse.children(token.index, "aux")} | {
        a.text.lower() for a in parse.children(token.index, "aux")}
    return negated or not auxiliaries & {"will", "may", "might", "should", "shall", "must", "would", "could"} or "only" in {
        c.lemma.lower() for c in parse.children(token.index, "advmod")}


def _subject_beside(parse: Parse, verb: int, known: int | None) -> int | None:
    """The subject by its place, where the parser may have erred: right before a cue that ends a passage ("…, the mayor
    has said"), or right after one that follows a passage ("…, says the mayor")."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    cue = cue_span(parse, verb)
    if known is not None and (cue.start > known >= cue.start - 1 or cue.end <= known <= cue.end + 1):
        return known
    closing = cue.end >= sentence.end or parse.tokens[cue.end].upos in ("PUNCT", "ADP", "NOUN", "PROPN") or cue.end + 1 >= sentence.end
    left = cue.start
    while left > sentence.start and cue.start - left < 14 and (
            parse.tokens[left - 1].upos != "PUNCT" or parse.tokens[left - 1].text == "-"):
        left -= 1
    opened = left > sentence.start and parse.tokens[left - 1].text in {",", *QUOTES, ")", "–", "—"}
    if closing and opened and left < cue.start:
        found = nominal(parse, left, cue.start)
        if found is not None:
            return found
    if cue.start > sentence.start and parse.tokens[cue.start - 1].text in {",", *QUOTES} and cue.end < sentence.end:
        right = cue.end
        while right < sentence.end and parse.tokens[right].upos != "PUNCT" and right - cue.end < 12:
            right += 1
        return nominal(parse, cue.end, right)
    return None


def _leaves_open(parse: Parse, verb: int, content: set[int]) -> Attribute | None:
    """What a source says cannot be told yet ("it was too early to name the weapon", "it was unclear who fired"):
    the attribute, `other` where none is named; None where the content is no such thing."""
    for head in _complements(parse, verb):
        lemma = parse.tokens[head].lemma.lower()
        early = lemma in ("early", "soon") and any(c.text.lower() == "too" for c in parse.children(head, "advmod"))
        if not early and lemma not in words("cues", "refusing", "open_adjectives"):
            continue
        asked = attribute_of_question(parse, frozenset(i for i in content if i > head))
        named = next((a for a in (attribute_of_noun(parse.tokens[i].lemma.lower()) for i in sorted(content) if i > head) if a), None)
        return asked or named or "other"
    return None


def _calls_untrue(parse: Parse, verb: int, content: set[int]) -> bool:
    """Whether what is said is that another's words are untrue ("said the reports were false", "called that untrue")."""
    false = [i for i in content if parse.tokens[i].lemma.lower() in words("cues", "falsities", "words")]
    for index in false:
        token = parse.tokens[index]
        if token.head == verb or parse.tokens[token.head].head == verb:
            subjects = parse.children(index, "nsubj", "nsubj:pass")
            if any(not is_statement_noun(parse, s.index) and s.upos == "NOUN" for s in subjects):
                continue
            return not is_negated(parse, index)
    return False


def _passive(
    parse: Parse, verb: int, lemma: str, entries: tuple[VerbCue, ...], negated: bool,
) -> Utterance | None:
    """"The attack was confirmed by X"; "AFP was told by X that"; "reports confirmed by X"; "X would not be drawn"."""
    subjects = parse.children(verb, "nsubj:pass", "nsubj")
    token = parse.tokens[verb]
    theme = subjects[0].index if subjects else token.head if token.relation == "acl" else subject_of(parse, verb)
    if lemma == "draw" and negated and theme is not None and is_source_like(parse, theme):
        return Utterance(verb, cue_span(parse, verb), theme, frozenset(), "declines")
    agent = agent_of(parse, verb)
    if agent is None or _is_nobody(parse, agent):
        return None
    if is_statement_noun(parse, agent):
        owner = statement_owner(parse, agent)
        if owner is None:
            return None
        agent = owner
    if not is_source_like(parse, agent):
        return None
    clauses = _complements(parse, verb) or _displaced(parse, verb)
    if lemma in words("cues", "hearing", "passive"):
        if not clauses:
            return None
        content = set().union(*(tokens_under(parse, c) for c in clauses))
        before = (theme,) if theme is not None else ()
        return Utterance(verb, cue_span(parse, verb), agent, frozenset(content), before=before)
    entry = next((e for e in entries if e.frames & {"clause", "object", "blame", "infinitive"} and e.subject != "footage"), None)
    if entry is None or theme is None or entry.about == "intent" or ("blame" in entry.frames and not _names_fault(parse, verb)):
        return None
    content = tokens_under(parse, theme, without=[verb])
    for child in parse.children(verb, "ccomp", "xcomp", "obl", "obj"):
        if child.index != agent and child.relation != "obl:agent" and (child.relation != "obl" or "blame" in entry.frames):
            content |= tokens_under(parse, child.index)
    about = entry.about
    if lemma == "claim" and _is_claimable(parse, theme):
        about = "responsibility"
    return Utterance(verb, cue_span(parse, verb), agent, frozenset(content), entry.negated if negated else entry.stance,
                     entry.certainty, about)


def _is_claimable(parse: Parse, noun: int) -> bool:
    return parse.tokens[noun].lemma.lower() in words("cues", "claimable", "nouns") or parse.tokens[noun].upos == "PRON"


def _idiom(parse: Parse, verb: int, lemma: str, subject: int, negated: bool) -> Utterance | None:
    for child in parse.children(verb, "obj"):
        noun = child.lemma.lower()
        if not is_source_like(parse, subject):
            return None
        content = frozenset(tokens_under(parse, child.index))
        for idiom in idioms():
            if lemma in idiom.verbs and noun in idiom.objects:
                stance = idiom.stance if not negated else "declines" if idiom.stance == "affirms" else "affirms"
                cue = cue_span(parse, verb)
                rest = [o for o in parse.children(verb, "obl", "advcl") if case_of(parse, o.index) in ("for", "in", "of", "")]
                more = set().union(*(tokens_under(parse, o.index) for o in rest if o.index > verb)) if rest else set()
                return Utterance(verb, cue, subject, content | more, stance, "certain", idiom.about)
        if lemma == "claim" and _is_claimable(parse, child.index) and child.upos != "PRON":
            return Utterance(verb, cue_span(parse, verb), subject, content, "declines" if negated else "affirms", "certain",
                             "responsibility")
    return None


def _refusal(parse: Parse, verb: int, lemma: str, subject: int, negated: bool) -> Utterance | None:
    """Not answering, by a negated verb or a negated object: "did not comment", "gave no figure", "had no comment"."""
    objects = parse.children(verb, "obj")
    void = next((o for o in objects if _is_nobody(parse, o.index)), None)
    refusable = lemma in words("cues", "refusing", "lemmas")
    if not refusable or not (negated or void is not None) or not is_source_like(parse, subject):
        return None
    if void is not None and void.lemma.lower() == "nothing" and lemma in ("say", "disclose", "reveal", "add", "announce"):
        return Utterance(verb, cue_span(parse, verb), subject, frozenset(), "declines")
    if void is not None:
        noun = void.lemma.lower()
        about = attribute_of_noun(noun)
        if about is None and noun not in words("cues", "answers", "nouns") and noun not in ("information", "detail", "evidence",
                                                                                            "proof", "mention", "name", "comment"):
            return None
        return Utterance(verb, cue_span(parse, verb), subject, frozenset(tokens_under(parse, void.index)), "declines", about=about)
    entries = cues_of(parse, verb)
    if any(e.stance == "denies" or e.negated == "denies" for e in entries):
        return None
    content: set[int] = set()
    about = None
    for child in parse.children(verb, "ccomp", "xcomp", "obj", "advcl", "obl"):
        if child.relation == "advcl" and not parse.children(child.index, "mark"):
            continue
        if child.relation in ("advcl",) and parse.children(child.index, "mark")[0].text.lower() not in ("if", "whether", "that"):
            continue
        if child.relation.startswith("obl") and case_of(parse, child.index) not in ("on", "about", "to", "of", "for"):
            continue
        content |= tokens_under(parse, child.index)
        about = about or (attribute_of_noun(child.lemma.lower()) if child.relation == "obj" else None)
    if lemma in ("make", "have", "give", "draw", "share", "issue", "offer", "provide", "release", "produce", "present") and not (
            about or any(o.lemma.lower() in words("cues", "answers", "nouns") for o in objects) or lemma == "draw"):
        return None
    about = about or attribute_of_question(parse, frozenset(content))
    return Utterance(verb, cue_span(parse, verb), subject, frozenset(content), "declines", about=about)


def _displaced(parse: Parse, verb: int) -> list[int]:
    """A "that" clause of the verb which the parser hung on who hears or says it."""
    holders = [c.index for c in parse.children(verb, "iobj", "obj", "obl") if c.index > verb]
    return [
        c.index for h in holders for c in parse.children(h, "acl", "ccomp", "advcl")
        if any(m.text.lower() == "that" for m in parse.children(c.index, "mark"))
    ]


def _complements(parse: Parse, verb: int) -> list[int]:
    return [c.index for c in parse.children(verb, "ccomp", "csubj") if c.index != verb]


def _content(
    parse: Parse, verb: int, entry: VerbCue, excluded: int | None, quotations: tuple[Span, ...],
) -> tuple[set[int], Attribute | None]:
    """The tokens that are said, and the attribute where the construction tells it."""
    frames = entry.frames
    if "clause" in frames:
        content = _clause_content(parse, verb, excluded, quotations, entry.subject == "any")
        if content:
            return content, None
    if "infinitive" in frames:
        for child in parse.children(verb, "xcomp", "ccomp", "advcl"):
            if any(m.text.lower() == "to" for m in parse.children(child.index, "mark")):
                return tokens_under(parse, child.index), _refused(parse, child, entry)
    if "hearsay" in frames and parse.children(verb, "expl"):
        return set().union(*(tokens_under(parse, c) for c in _complements(parse, verb))), None
    if "blame" in frames:
        return _blame_content(parse, verb), None
    if "object" in frames:
        for child in parse.children(verb, "obj"):
            if child.index == excluded or child.text.lower() in ("itself", "himself", "themselves"):
                continue
            about: Attribute | None = "occurrence" if child.text.lower() in _SAYABLE else None
            relative = parse.tokens[verb].relation == "acl:relcl" and child.text.lower() in ("who", "whom", "which", "that", "what")
            return (set() if relative else tokens_under(parse, child.index)) | _extra(parse, verb), about
        if parse.children(verb, "xcomp"):
            return _extra(parse, verb), None
    if "about" in frames:
        content = set()
        near = parse.children(verb, "obl", "ccomp", "nmod")
        if parse.tokens[verb].lemma.lower() in ("tell", "write", "post", "inform"):
            near += [inner for outer in near for inner in parse.children(outer.index, "nmod")]
        for child in near:  # "wrote on his page of eight dead" may hang on the page
            if child.index > verb and case_of(parse, child.index) in entry.about_with:
                content |= tokens_under(parse, child.index)
        if content:
            return _to_mark(parse, content), None
    if "toll" in frames:
        content = set()
        for child in parse.children(verb, "obj", "obl", "xcomp", "ccomp", "nsubj:outer"):
            if child.relation in ("obj", "xcomp", "ccomp") or case_of(parse, child.index) in ("at", "to", "as", "of", "from"):
                content |= tokens_under(parse, child.index)
        place = parse.tokens[verb].lemma.lower() == "put" and any(parse.tokens[i].upos == "NUM" for i in content) and any(
            case_of(parse, c.index) == "at" for c in parse.children(verb, "obl"))
        content = _to_mark(parse, content or {verb}) - {verb}
        if place or is_toll(parse, content):
            return content, None
    return set(), None


def _to_mark(parse: Parse, content: set[int]) -> set[int]:
    """A short content with what stands right behind it up to the next mark, which the parser may have hung elsewhere
    ("puts it at 12 dead")."""
    index = max(content) + 1
    end = parse.sentences[parse.tokens[index - 1].sentence].end
    found = set(content)
    while index < end and parse.tokens[index].upos not in ("PUNCT", "VERB", "AUX", "SCONJ") and index - max(content) <= 8:
        found.add(index)
        index += 1
    return found


def _refused(parse: Parse, child: Token, entry: VerbCue) -> Attribute | None:
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


def _extra(parse: Parse, verb: int) -> set[int]:
    """What an object's clause goes on with: "confirmed the figures as preliminary", "reported six drones destroyed"."""
    more = [c.index for c in parse.children(verb, "xcomp", "ccomp", "advcl:pred") if c.index > verb]
    more += [c.index for c in parse.children(verb, "obl", "advcl") if c.index > verb and (
        case_of(parse, c.index) == "as" or any(m.text.lower() == "as" for m in parse.children(c.index, "mark")))]
    return set().union(*(tokens_under(parse, m) for m in more)) if more else set()


def _names_fault(parse: Parse, verb: int) -> bool:
    """Whether a verb such as "hold" or "charge" has what makes it one of blame."""
    lemma = parse.tokens[verb].lemma.lower()
    obliques = parse.children(verb, "obl", "advcl", "xcomp", "ccomp")
    if lemma in ("attribute", "ascribe", "lay", "pin"):
        return any(case_of(parse, o.index) in ("to", "at", "on") for o in obliques)
    if lemma == "hold":
        return any(o.lemma.lower() in ("responsible", "accountable") for o in obliques)
    return lemma != "charge" or any(case_of(parse, o.index) == "with" for o in obliques)


def _blame_content(parse: Parse, verb: int) -> set[int]:
    objects = [c for c in parse.children(verb, "obj") if c.index > verb]
    obliques = [c for c in parse.children(verb, "obl", "advcl", "xcomp", "ccomp") if c.index > verb]
    if not objects or not _names_fault(parse, verb):
        return set()
    found = set().union(*(tokens_under(parse, o.index) for o in objects))
    for oblique in obliques:
        if case_of(parse, oblique.index) in ("for", "of", "on", "to", "at", "with", "in") or not oblique.relation.startswith("obl"):
            found |= tokens_under(parse, oblique.index)
    return found


def _clause_content(
    parse: Parse, verb: int, excluded: int | None, quotations: tuple[Span, ...], speaks: bool,
) -> set[int]:
    token = parse.tokens[verb]
    sentence = parse.sentences[token.sentence]
    own = _cue_clause(parse, verb, excluded)
    heads = [c for c in _complements(parse, verb) if c != excluded] or (_displaced(parse, verb) if speaks else [])
    after = [c.index for c in parse.children(verb, "parataxis") if c.index > verb]
    if not heads:
        heads = [a for a in after if _introduced(parse, verb, a)]
    content = set().union(*(tokens_under(parse, h) for h in heads)) if heads else set()
    own -= content if heads and min(heads) > verb else set()
    content -= own
    first, last = min(own), max(own)
    hearers = ("tell", "inform", "brief", "assure", "notify", "warn", "remind", "ask")
    if not heads and (not speaks or (parse.tokens[verb].lemma.lower() not in hearers and any(
            c.upos in ("NOUN", "PROPN") and c.index not in own for c in parse.children(verb, "obj")))):
        return _quotes_beside(parse, own, sentence.start, sentence.end, quotations, content) if speaks else set()
    trailing = token.is_root or _is_detached(parse, verb, first, last)
    if content and min(content) < first and trailing and not any(
            i in content and parse.tokens[i].upos in ("VERB", "AUX", "NOUN", "ADJ") and not _is_when(parse, i)
            for i in range(last + 1, sentence.end)):
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
    if not content and last + 1 < sentence.end and any(parse.tokens[i].text == ":" for i in range(last, min(last + 3, sentence.end))):
        content = set(range(last + 1, sentence.end)) - own
    return {c for c in content if c not in own}


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
        if base in ("nsubj", "aux", "iobj", "expl", "compound") or child.index == subject or child.relation == "obl:tmod" or (base in ("obl", "advmod", "obj", "nmod", "mark", "cc") and len(tokens_under(parse, child.index)) <= 15) or (base == "advcl" and child.xpos == "VBG" and parse.children(child.index, "obj")):
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
    before = first == sentence.start or (parse.tokens[first - 1].upos == "PUNCT" and parse.tokens[first - 1].text not in (":", ";"))
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
    parse: Parse, own: set[int], start: int, end: int, quotations: tuple[Span, ...], content: set[int],
) -> set[int]:
    """The quotations that touch the cue's clause or what is already known to be said, whole."""
    found: set[int] = set()
    first, last = min(own), max(own)
    for quotation in quotations:
        if quotation.end <= start or quotation.start >= end:
            continue
        beside = (quotation.end in (first, first - 1) or quotation.start - last in (1, 2)) and quotation.end - quotation.start > 4
        if beside or any(i in content for i in range(quotation.start, quotation.end)):
            found |= set(range(quotation.start, quotation.end))
    return found - own
