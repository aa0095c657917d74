"""Who is behind a verb of saying: its subject, its agent, or what it takes over from the clause above."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.attribution.cue_words import lexicon, words
from sayso.reading.attribution.cues import cues_of
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.utterances import case_of

_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_PERSONAL = frozenset(["he", "she", "they", "it", "we", "i", "you"])
_KINDS = (
    "medic",
    "police",
    "media",
    "journalist",
    "armed_group",
    "military",
    "witness",
    "victim",
    "expert",
    "ngo",
    "international",
    "social_media",
    "official",
    "unnamed",
    "company",
    "footage",
)
_OBSERVERS = ("medic", "journalist", "witness", "victim", "expert", "footage", "social_media")


def subject_of(parse: Parse, verb: int) -> int | None:
    """The head token of whoever acts in the verb, also where the clause leaves it to be understood."""
    current = verb
    for _ in range(6):
        token = parse.tokens[current]
        own = [c for c in parse.children(current, "nsubj") if c.relation != "nsubj:outer"]
        if own:
            subject = _better(parse, own, current)
            if subject.text.lower() in _RELATIVE and subject.upos == "PRON" and token.relation == "acl:relcl":
                return token.head
            return None if subject.relation == "expl" else subject.index
        if parse.children(current, "expl"):
            return None
        base = token.relation.split(":")[0]
        if base == "acl" and parse.tokens[token.head].upos in ("NOUN", "PROPN", "PRON", "NUM"):
            return token.head
        if base == "conj" and not cues_of(parse, token.head):
            # "acknowledged that soldiers had fired, and said": what speaks is joined to what speaks
            above = next(
                (a for a in parse.ancestors(current)[:3] if cues_of(parse, a) and parse.tokens[a].upos == "VERB"), None
            )
            if (
                above is not None
                and parse.tokens[token.head].relation == "ccomp"
                and parse.tokens[token.head].head == above
            ):
                current = above
                continue
        if base in ("conj", "xcomp", "advcl", "parataxis") and not token.is_root:
            if (
                base == "advcl"
                and parse.children(current, "mark")
                and parse.children(current, "mark")[0].text.lower() not in ("while", "after", "before", "when", "to")
            ):
                return None
            holder = parse.tokens[token.head]
            answers = token.xpos == "VBG" and token.lemma.lower() in words("cues", "answering", "lemmas")
            if answers and base == "advcl" and holder.relation == "ccomp" and cues_of(parse, holder.head):
                current = holder.head  # "said its men had done it, contradicting the ministry": who says it contradicts
                continue
            current = token.head
            continue
        return None
    return None


def _better(parse: Parse, subjects: list[Token], verb: int) -> Token:
    """Of two subjects one was misread: an apposition ("Rybar, a channel, …") or a dateline. The nearest before the verb
    is the better, unless it stands in apposition to a name."""
    before = [s for s in subjects if s.index < verb]
    if not before:
        return subjects[0]
    nearest = before[-1]
    if len(before) > 1:
        first = before[-2]
        start = parse.subtree(nearest.index)[0]
        while start < nearest.index and parse.tokens[start].text == ",":
            start += 1
        name_end = max([first.index, *(c.index for c in parse.children(first.index, "flat"))])
        if (
            first.upos == "PROPN"
            and nearest.upos == "NOUN"
            and start - name_end == 2
            and parse.tokens[start - 1].text == ","
        ):
            return first
    return nearest


def agent_of(parse: Parse, verb: int) -> int | None:
    """The "by" phrase of a passive verb."""
    for child in parse.children(verb):
        if (
            child.index > verb
            and case_of(parse, child.index) == "by"
            and child.upos in ("NOUN", "PROPN", "PRON", "NUM")
            and (not _is_time(parse, child.index))
        ):
            return child.index
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is in the passive, reduced relatives included ("reports confirmed by")."""
    token = parse.tokens[verb]
    if any(c.relation in ("nsubj:pass", "aux:pass", "csubj:pass") for c in parse.children(verb)):
        return True
    reduced = (
        token.xpos == "VBN"
        or (token.relation == "acl" and token.xpos == "VBD")
        or (token.relation == "advcl" and token.xpos == "VBD" and not parse.children(verb, "mark"))
    )
    return (
        reduced
        and token.relation in ("acl", "advcl", "dep", "parataxis", "amod")
        and not parse.children(verb, "obj", "nsubj", "aux")
    )


def nominal(parse: Parse, start: int, end: int) -> int | None:
    """The head of a stretch that is but one noun phrase of a possible source, else None."""
    if (
        start >= end
        or any(
            parse.tokens[i].upos in ("VERB", "AUX", "SCONJ", "CCONJ")
            and parse.tokens[i].relation not in ("amod", "cc", "compound")
            and not (parse.tokens[i].relation == "acl" and parse.tokens[i].xpos in ("VBN", "VBD"))
            for i in range(start, end)
        )
        or parse.tokens[start].upos in ("ADP", "ADV", "PART")
    ):
        return None
    heads = [i for i in range(start, end) if not start <= parse.tokens[i].head < end or parse.tokens[i].is_root]
    heads = [h for h in heads if parse.tokens[h].upos in ("NOUN", "PROPN", "PRON")]
    return next((h for h in reversed(heads) if is_source_like(parse, h) or is_statement_noun(parse, h)), None)


def is_source_like(parse: Parse, head: int) -> bool:
    """Whether a phrase may be someone who says things, by its head: a person, a body, a pronoun, a word of sources."""
    token = parse.tokens[head]
    if token.text.lower() in _PERSONAL:
        return True
    entity = entity_of(parse, head)
    if entity is not None and entity.kind not in ("time", "quantity", "weapon", "misc"):
        return True
    lemma = token.lemma.lower()
    if lemma in words("sources", "persons", "nouns") or lemma in words("sources", "persons", "bodies"):
        return True
    if token.upos in ("PRON", "NUM", "DET", "ADJ", "NOUN") and lemma in words("sources", "persons", "pronouns"):
        return True
    if counted(parse, head) != head:
        return is_source_like(parse, counted(parse, head))
    forms = {lemma, token.text.lower(), f"{lemma}s"}
    return any(
        forms & words("sources", "kinds", k, "heads") or forms & words("sources", "kinds", k, "words") for k in _KINDS
    )


def counted(parse: Parse, noun: int) -> int:
    """What a noun of quantity counts: in "a number of outlets" the outlets; any other noun itself."""
    if parse.tokens[noun].lemma.lower() in words("cues", "quantities", "nouns"):
        for child in parse.children(noun, "nmod"):
            if case_of(parse, child.index) in ("of", "among"):
                return child.index
    return noun


def is_observer(parse: Parse, head: int) -> bool:
    """Whether a phrase is someone who is asked for what he or she saw, by the words of the phrase."""
    first, last = parse.subtree(head)
    lemmas = {parse.tokens[i].lemma.lower() for i in range(first, last)}
    entity = entity_of(parse, head)
    if entity is not None and entity.kind == "person":
        return True
    return any(lemmas & words("sources", "kinds", k, "heads") for k in _OBSERVERS)


def is_footage(parse: Parse, head: int) -> bool:
    """Whether a phrase is footage, an image or a recording."""
    lemma = parse.tokens[head].lemma.lower()
    known = words("sources", "kinds", "footage", "heads")
    return lemma in known or parse.tokens[head].text.lower() in known


def statement_owner(parse: Parse, noun: int) -> int | None:
    """Whose statement a noun such as "statement" or "claims" is: its possessor, "by" or "from" phrase, or a body that
    stands before it ("a ministry statement")."""
    for child in parse.children(noun, "nmod:poss"):
        return child.index
    for child in parse.children(noun, "nmod", "obl"):
        if case_of(parse, child.index) in ("by", "from", "of") and is_source_like(parse, counted(parse, child.index)):
            return child.index
    for child in parse.children(noun, "acl"):
        agent = agent_of(parse, child.index) if child.xpos == "VBN" else None
        if agent is not None:
            return agent
        for giver in parse.children(child.index, "obl"):  # "the reports he had had from his commander"
            if case_of(parse, giver.index) == "from" and is_source_like(parse, giver.index):
                return giver.index
    for child in parse.children(noun, "compound", "amod"):
        if is_source_like(parse, child.index) and child.relation == "compound":
            return child.index
    return None


def is_statement_noun(parse: Parse, head: int) -> bool:
    """Whether the word is a noun that holds a statement ("communique", "claims")."""
    lemma = parse.tokens[head].lemma.lower()
    nouns = lexicon("cues")["nouns"]
    if parse.tokens[head].text.lower() == "accounts" and parse.children(head, "amod", "compound"):
        return False  # "pro-government accounts": users of a network
    return parse.tokens[head].upos == "NOUN" and (
        lemma in words("cues", "nouns", "affirms") or lemma in nouns["denies"].split()
    )


def _is_time(parse: Parse, index: int) -> bool:
    entity = entity_of(parse, index)
    return entity is not None and entity.kind in ("time", "quantity")
