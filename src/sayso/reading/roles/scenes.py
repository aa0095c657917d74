"""One event's words in its text, as the rules on roles look at them; and whom a pronoun or "the group" stands for."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.reading.draft import Attribution, Span
from sayso.reading.roles.lexicons import word_set
from sayso.reading.roles.phrases import case_of

_SPEAKING = frozenset({"its", "their", "our", "his", "it", "they", "we", "i", "he", "she"})
# By these, right behind its cue, a body speaks of itself.
_OWN = frozenset({"its", "their", "our", "it", "they", "we"})
_BODIES = frozenset({"military", "armed_group", "official", "police"})
_PERSONAL = _SPEAKING | {"him", "her", "them", "us", "me", "who"}


@dataclass(frozen=True, slots=True)
class Scene:
    """An event of a kind with its trigger tokens. `leads` has for the head of a mention the head of the fullest
    mention of the same thing. `alone`: it is the only event that the report is about."""

    parse: Parse
    kind: str
    triggers: tuple[int, ...]
    attribution: Attribution
    leads: dict[int, int]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a phrase stands for: the head of a phrase, or a source by its number; `written` is the phrase itself."""

    written: int
    head: int
    source: int | None = None


def scene_of(
    parse: Parse, kind: str, triggers: tuple[int, ...], attribution: Attribution, *, alone: bool = False,
) -> Scene:
    """The scene of an event."""
    leads = {}
    for chain in parse.chains:
        best = chain.mentions[chain.best].head
        for mention in chain.mentions:
            leads[mention.head] = best
    return Scene(parse, kind, triggers, attribution, leads, alone)


def referent(scene: Scene, head: int) -> Referent | None:
    """Whom a phrase stands for: itself, unless it is a pronoun or a generic noun ("the group"). A pronoun that
    nothing leads from is None."""
    parse = scene.parse
    token = parse.tokens[head]
    word = token.text.lower()
    if token.upos == "PRON" or word in _PERSONAL:
        speaker = _speaker(scene, head) if word in _OWN else None
        if speaker is not None:
            return speaker
        best = scene.leads.get(head)
        if best is not None and parse.tokens[best].upos != "PRON":
            return Referent(head, best)
        statement = scene.attribution.of(head) if word in _SPEAKING else None
        if statement is not None and statement.chain:
            source = statement.chain[-1]
            mention = _nearest(scene.attribution.sources[source].mentions, head)
            if mention is not None:
                return Referent(head, head_of(parse, mention), source)
        return None
    if token.upos == "NOUN" and token.lemma.lower() in word_set("actors", "generic"):
        best = scene.leads.get(head)
        if best is not None and parse.tokens[best].upos == "PROPN":
            return Referent(head, best)
    return Referent(head, head)


def _speaker(scene: Scene, head: int) -> Referent | None:
    """The body that speaks of itself by a pronoun: "the army said it had …", with nobody else named between the two."""
    parse = scene.parse
    statement = scene.attribution.of(head)
    if statement is None or not statement.chain or statement.cue is None or statement.cue.end > head:
        return None
    source = statement.chain[-1]
    if scene.attribution.sources[source].kind not in _BODIES:
        return None
    mention = _nearest(scene.attribution.sources[source].mentions, statement.cue.start + 1)
    if mention is None or parse.tokens[mention.start].sentence != parse.tokens[head].sentence or mention.end > head:
        return None
    plural = parse.tokens[head].text.lower() in ("they", "their")
    if plural and parse.tokens[head_of(parse, mention)].lemma.lower() in word_set("actors", "persons"):
        return None  # a mayor who says "they" speaks of others
    between = parse.tokens[statement.cue.end : head]
    if any(t.upos in ("NOUN", "PROPN") and t.relation.startswith(("nsubj", "obj")) for t in between):
        return None
    return Referent(head, head_of(parse, mention), source)


def counted(parse: Parse, head: int) -> int:
    """What a number is of: "dozens of villagers", "a group of miners" are villagers and miners."""
    token = parse.tokens[head]
    if token.upos == "NUM" or token.lemma.lower() in word_set("hits", "counting"):
        for child in parse.children(head, "nmod"):
            if child.index > head and case_of(parse, child.index) == "of" and child.upos in ("NOUN", "PROPN"):
                return child.index
    return head


def is_habitual(parse: Parse, predicate: int) -> bool:
    """Whether a verb tells what is done again and again ("often attacks the police"), and no single event."""
    habits = word_set("hits", "habits")
    return parse.tokens[predicate].xpos in ("VBZ", "VBP", "VBG") and any(
        t.lemma.lower() in habits for t in parse.children(predicate, "advmod")
    )


def _nearest(mentions: tuple[Span, ...], head: int) -> Span | None:
    """The last mention before a token, else the first one."""
    before = [m for m in mentions if m.start < head]
    return before[-1] if before else (mentions[0] if mentions else None)


def head_of(parse: Parse, span: Span) -> int:
    """The head token of a phrase: the first whose own head is outside of it."""
    for index in range(span.start, span.end):
        above = parse.tokens[index].head
        if above == index or not span.holds(above):
            return index
    return span.end - 1
