"""What a statement says of who did it: one's own acts, "it was not us", "they did it", whom it blames."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook import is_hostile, is_own_force, named_doer, party_of
from sayso.language.parse import Parse, Token
from sayso.model import Stance
from sayso.reading.attribution.utterances import case_of
from sayso.reading.draft import Attribution, EventDraft, SourceDraft, Statement
from sayso.reading.factuality import judge
from sayso.reading.roles.lexicons import is_carrier, weapon_kinds, word_set
from sayso.reading.topics import content_of, topic_words

_SPEAKERS = frozenset({"military", "armed_group", "official", "police"})
_FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
_THIRD = frozenset({"it", "its", "they", "their", "them", "theirs"})
_SETTINGS = frozenset({"in", "on", "at", "near", "across", "over", "inside", "outside", "around", "into"})
_NEGATIVE = frozenset({"no", "not", "n't", "n’t", "nothing", "never", "none", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class SaidDoer:
    """Who did it, by a statement: the doer where it names one, whether it says that he did, and the word that tells."""

    value: str | None
    stance: Stance
    token: int


def own_name(source: SourceDraft) -> str:
    """The party for which a source speaks, else its name."""
    return source.side or source.name


def may_be_accused(source: SourceDraft, event: EventDraft) -> bool:
    """Whether a source speaks for a side that may have done a hostile act: one that the report names as its doer, or,
    where it names none, one that did not suffer it."""
    if source.kind not in _SPEAKERS or not is_hostile(event.kind):
        return False
    if any(_speaks_for(source, role.name) for role in event.actors):
        return True
    if source.side is None:
        return False
    doers = {role.side for role in event.actors if role.side}
    return source.side in doers if doers else source.side not in {role.side for role in event.targets}


def _speaks_for(source: SourceDraft, doer: str) -> bool:
    """Whether a source is a doer of no known side, or speaks for it, by its name or description ("a Blue Front
    spokesman", of the Blue Front)."""
    words = doer.lower().replace("'s", "").split()
    told = f"{source.name} {source.description or ''}".lower().replace("'s", "").replace("’s", "").split()
    body = words[-1] in told and words[-1] in word_set("actors", "units")  # "the front's leader", of the Blue Front
    return doer[:1].isupper() and (set(words) <= set(told) or body)


def _own_doer(source: SourceDraft, event: EventDraft) -> str:
    """As whom a source denies or claims a deed: the event's doer for whom it speaks, else its party or itself."""
    if source.side is not None:
        return source.side
    return next((role.side or role.name for role in event.actors if _speaks_for(source, role.name)), source.name)


def said_doers(parse: Parse, attribution: Attribution, statement: Statement, event: EventDraft) -> list[SaidDoer]:
    """All that a statement says of who did the event, apart from what the event's own roles tell."""
    if not statement.chain or not is_hostile(event.kind):
        return []
    source = attribution.sources[statement.chain[-1]]
    mentions = frozenset(event.mentions)
    found: list[SaidDoer] = []
    cue = statement.cue
    judges = cue is not None and any(
        parse.tokens[i].lemma.lower() in topic_words("reactions", "cues") for i in range(cue.start, cue.end)
    )
    for token in content_of(parse, statement):
        said = (
            _own_act(parse, token, source, mentions)
            or _by_pronoun(parse, token, source)
            or _no_share(parse, token, source)
            or _absent(parse, token, source, statement)
            or (_of_violence(parse, token) if judges or token.index in mentions else None)
            or (_by_party(parse, token) if token.index in mentions else None)
            or _mistaken(token, source, event)
        )
        if said is not None:
            found.append(said)
    if not found:
        found = _it_was(parse, statement)
    own = _own_doer(source, event)
    found = [SaidDoer(own if s.value == own_name(source) else s.value, s.stance, s.token) for s in found]
    if statement.stance == "denies":
        found = [SaidDoer(s.value, "affirms" if s.stance == "denies" else "denies", s.token) for s in found]
    return found


def _own_act(parse: Parse, token: Token, source: SourceDraft, mentions: frozenset[int]) -> SaidDoer | None:
    """An act of the event that the speaker says he did, or did not ("it had struck", "its troops had not fired")."""
    violent = token.index in mentions or token.lemma.lower() in topic_words("doing", "acts")
    if not violent or token.upos != "VERB" or source.kind not in _SPEAKERS:
        return None
    subjects = parse.children(token.index, "nsubj")
    if not subjects and token.relation == "ccomp":  # "said their men had": hung on the verb of saying
        subjects = [t for t in parse.children(token.head, "nsubj") if token.head < t.index < token.index]
    subject = next((t for t in subjects if t.relation == "nsubj"), None)
    if subject is not None and token.relation == "acl:relcl" and subject.text.lower() in ("which", "who", "that"):
        subject = parse.tokens[token.head]  # "its army, which does not fire on churches"
    if subject is None or not _is_own(parse, subject, source):
        return None
    denied = judge(parse, token.index).value == "did_not_happen" or _does_nothing(parse, token)
    return SaidDoer(own_name(source), "denies" if denied else "affirms", token.index)


def _does_nothing(parse: Parse, verb: Token) -> bool:
    """Whether a verb is done to nothing or nobody, or by nobody ("had fired nothing", "no shell was fired by us")."""
    objects = [t for t in parse.children(verb.index, "obj", "nsubj") if t.relation != "nsubj"]
    objects += parse.children(verb.index, "nsubj") if any(t.lemma == "no" for t in parse.children(verb.index)) else []
    return any(
        t.text.lower() in _NEGATIVE or any(d.text.lower() == "no" for d in parse.children(t.index, "det"))
        for t in objects
    )


def _is_own(parse: Parse, subject: Token, source: SourceDraft) -> bool:
    """Whether a subject is the speaker or his own forces, by its pronoun. A single person is not "they"."""
    single = any(parse.tokens[m.end - 1].lemma.lower() in topic_words("doing", "persons") for m in source.mentions[:1])
    own = _FIRST if single else _FIRST | _THIRD
    if subject.upos == "PRON":
        return subject.text.lower() in own
    members = [subject, *parse.children(subject.index, "nmod")]  # "one of its men"
    if not any(_is_force(parse, t) for t in members):
        return False  # "its lobby burned"
    own = _FIRST | _THIRD | {"his", "her"}  # "his men"
    return any(t.text.lower() in own for member in members for t in parse.children(member.index, "nmod:poss"))


def _is_force(parse: Parse, token: Token) -> bool:
    lemma = token.lemma.lower()
    if lemma in topic_words("doing", "forces") or lemma in word_set("actors", "doers"):
        return True
    return is_carrier(parse, token.index) or bool(weapon_kinds(parse, token.index))


def _by_pronoun(parse: Parse, token: Token, source: SourceDraft) -> SaidDoer | None:
    """The act as a pronoun: "did it", "was behind it", "it was not ours"."""
    lower = token.text.lower()
    if lower in topic_words("doing", "possessives") and parse.children(token.index, "cop", "nsubj"):
        negated = _is_negated(parse, token)
        return SaidDoer(own_name(source), "denies" if negated else "affirms", token.index)
    subject = next((t for t in parse.children(token.index, "nsubj") if t.relation == "nsubj"), None)
    if subject is None:
        return None
    behind = lower == "behind" or any(t.text.lower() == "behind" for t in parse.children(token.index, "case"))
    objects = parse.children(token.index, "obj")
    taken_up = bool(objects) and objects[0].text.lower() in ("it", "this", "that", "so")
    if not (behind or (token.lemma.lower() in topic_words("doing", "verbs") and taken_up)):
        return None
    value = own_name(source) if _is_own(parse, subject, source) else _named(parse, subject)
    if value is None:
        return None
    return SaidDoer(value, "denies" if _is_negated(parse, token) else "affirms", token.index)


def _it_was(parse: Parse, statement: Statement) -> list[SaidDoer]:
    """Whoever it was, where that is all that is said ("it was the Red Front", "it was not Kandor")."""
    content = [t for t in content_of(parse, statement) if t.upos != "PUNCT"]
    if len(content) < 3 or content[0].text.lower() not in ("it", "this", "that") or content[1].lemma.lower() != "be":
        return []
    party = party_in(parse, statement, None)
    if party is None or any(t.upos == "VERB" for t in content):
        return []
    denied = any(t.text.lower() in _NEGATIVE for t in content)
    return [SaidDoer(party, "denies" if denied else "affirms", content[1].index)]


def _no_share(parse: Parse, token: Token, source: SourceDraft) -> SaidDoer | None:
    """ "Had nothing to do with it", "played no part": a denial of one's own."""
    if token.lemma.lower() not in topic_words("doing", "shares") or source.kind not in _SPEAKERS:
        return None
    above = parse.tokens[token.head]
    bare = token.lemma.lower() == "nothing"
    if bare and not any(t.lemma.lower() == "do" for t in parse.children(token.index, "acl", "xcomp")):
        return None
    if not bare and not any(t.lemma.lower() == "no" for t in parse.children(token.index, "det")):
        return None
    if above.lemma.lower() not in ("have", "play", "take", "be", "bear"):
        return None
    return SaidDoer(own_name(source), "denies", token.index)


def _absent(parse: Parse, token: Token, source: SourceDraft, statement: Statement) -> SaidDoer | None:
    """Own forces that had no part in it or were not there, a denial of one's own: "denied that his men took part", "its
    troops had not been in the town", "no aircraft flew over it"."""
    there = token.lemma.lower() in topic_words("doing", "presence") or bool(parse.children(token.index, "cop"))
    if not there or source.kind not in _SPEAKERS:
        return None
    subject = next((t for t in parse.children(token.index, "nsubj")), None)
    if subject is None:
        return None
    none = any(t.text.lower() == "no" for t in parse.children(subject.index, "det"))
    forces = _is_force(parse, subject)
    own = _is_own(parse, subject, source) and (subject.upos == "PRON" or forces)
    gainsaid = none or statement.stance == "denies" or _is_negated(parse, token) or _does_nothing(parse, token)
    if not gainsaid or not (own or (none and forces)):
        return None
    return SaidDoer(own_name(source), "affirms" if statement.stance == "denies" else "denies", token.index)


def _of_violence(parse: Parse, token: Token) -> SaidDoer | None:
    """The party whose violence a noun tells of ("what it called a Kandoran aggression")."""
    if token.upos != "NOUN" or token.lemma.lower() not in topic_words("violence", "nouns"):
        return None
    if judge(parse, token.index).value == "did_not_happen":
        return None
    for child in parse.children(token.index, "amod", "compound", "nmod:poss"):
        party = party_of(child.text) if child.text[0].isupper() else None
        if party is not None:
            return SaidDoer(party, "affirms", token.index)
    return None


def _by_party(parse: Parse, token: Token) -> SaidDoer | None:
    """The party that a verb of the event has as doer ("Kandor struck", "was hit by Kandoran jets"), denied where the
    verb is negated ("Kandoran forces do not shell homes")."""
    if token.upos != "VERB":
        return None
    negated = _is_negated(parse, token) or _does_nothing(parse, token)
    if judge(parse, token.index).value != "happened" and not negated:
        return None
    passive = any(t.relation in ("nsubj:pass", "aux:pass") for t in parse.children(token.index))
    heads = [t for t in parse.children(token.index, "obl") if passive and case_of(parse, t.index) == "by"]
    heads += [t for t in parse.children(token.index, "nsubj") if t.relation == "nsubj"]
    for head in heads:
        start = parse.subtree(head.index)[0]
        party = party_of(parse.words(start, head.index + 1)) if head.upos in ("NOUN", "PROPN") else None
        if party is not None:
            return SaidDoer(party, "denies" if negated else "affirms", token.index)
    return None


def denies_a_link(parse: Parse, statement: Statement) -> bool:
    """Whether what a denial gainsays is that somebody had a part in the act, not the act."""
    return statement.stance == "denies" and any(
        t.lemma.lower() in topic_words("linking") for t in content_of(parse, statement)
    )


def _mistaken(token: Token, source: SourceDraft, event: EventDraft) -> SaidDoer | None:
    """What an army's own officer explains as a mistake is the army's doing ("operators had misread the screen")."""
    if token.lemma.lower() not in topic_words("mistakes") or source.kind != "military":
        return None
    if source.side is not None and source.side in {role.side for role in event.targets}:
        return None
    forces = [role.name for role in event.actors if is_own_force(role.name)]
    value = source.side or next(iter(forces), None)
    return SaidDoer(value, "affirms", token.index) if value is not None else None


def _is_negated(parse: Parse, token: Token) -> bool:
    return any(t.text.lower() in _NEGATIVE for t in parse.children(token.index, "advmod", "det", "nsubj"))


def _named(parse: Parse, head: Token) -> str | None:
    """The doer that a subject names by a party or a name."""
    start, end = parse.subtree(head.index)
    phrase = parse.words(start, min(end, start + 10))
    return party_of(phrase) or (named_doer(phrase) if head.upos == "PROPN" else None)


def party_in(parse: Parse, statement: Statement, without: str | None) -> str | None:
    """The first party named in what is said, other than `without`, that is no mere setting ("in Ukraine")."""
    seen: set[int] = set()
    for token in content_of(parse, statement):
        number = parse.entity_at[token.index]
        if number is None or number in seen:
            continue
        seen.add(number)
        entity = parse.entities[number]
        if any(c.text.lower() in _SETTINGS for i in range(entity.start, entity.end) for c in parse.children(i, "case")):
            continue
        party = party_of(entity.text)
        if party is not None and party != without:
            return party
    return None
