"""The register of a report's sources: which phrases mean one source, and what it is called.

A surname stands for the full name, a title for its holder ("the governor"), a short name for the long one ("the
ministry", "RSF"), a pronoun for the source last heard. Where the parse has coreference chains, they decide first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.codebook import party_of
from sayso.language.parse import Parse
from sayso.model import SourceKind
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.phrase_spans import entity_of
from sayso.reading.attribution.source_kinds import head_word, kind_of, side_of
from sayso.reading.attribution.source_phrases import SourcePhrase, phrase_at
from sayso.reading.attribution.subjects import counted, is_source_like
from sayso.reading.draft import SourceDraft, Span


def _are(name: str) -> frozenset[str]:
    return words("sources", "pronouns", name)


def _possessives() -> frozenset[str]:
    return _are("his") | _are("its") | _are("their")


def _own(form: str) -> frozenset[str]:
    """The pronouns that a possessive stands for; empty where it is none."""
    found = frozenset[str]()
    for possessive, pronoun in (("his", "he"), ("its", "it"), ("their", "they")):
        if form in _are(possessive):
            found |= _are(pronoun)
    return found


@dataclass(slots=True)
class _Entry:
    name: str
    description: str | None
    kind: SourceKind
    head: str
    person: bool
    named_person: bool
    proper: bool
    plural: bool
    aliases: set[str]
    places: tuple[str, ...] = ()
    mentions: list[Span] = field(default_factory=list)


class SourceRegister:
    """Resolves phrases, by their head token, to sources; a source gets its number when it is first asked for."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._entries: list[_Entry] = []
        self._cache: dict[int, int | None] = {}
        self._heard: list[tuple[int, int]] = []
        self._full = _full_names(parse)
        self._acronyms = _acronyms(parse)
        self._described = _described(parse)

    def sources(self) -> tuple[SourceDraft, ...]:
        """All sources so far, with their kinds and sides."""
        return tuple(
            SourceDraft(
                e.name,
                e.description,
                e.kind,
                side_of(e.name, e.description, e.kind, e.places, person=e.named_person),
                e.proper,
                tuple(sorted(set(e.mentions))),
            )
            for e in self._entries
        )

    def kind(self, number: int) -> SourceKind:
        """The kind of a source."""
        return self._entries[number].kind

    def heard(self, number: int, token: int) -> None:
        """Note that the source has just been heard, by the token of its cue, so that a pronoun after it may mean it."""
        self._heard.append((number, token))

    def last_heard(self) -> int | None:
        """The source heard last, if any."""
        return self._heard[-1][0] if self._heard else None

    def add(self, name: str, description: str | None = None, kind: SourceKind | None = None) -> int:
        """A source that stands in no phrase of the text (a publisher)."""
        told = kind or kind_of(name, description, person=False)
        self._entries.append(
            _Entry(name, description, told, _fold(name).split()[0], False, False, True, False, {_fold(name)})
        )
        return len(self._entries) - 1

    def resolve(self, head: int, said: frozenset[int] = frozenset()) -> int | None:
        """The source that the phrase means, or None where it means nobody, or the author. `said`: what the source
        says; whoever is named there in full is no pronoun's speaker."""
        if head not in self._cache:
            number = self._resolve(head, said)
            self._cache[head] = number
            if number is not None and self._parse.tokens[head].upos == "PRON":
                self._entries[number].mentions.append(Span(head, head + 1))
        return self._cache[head]

    def _resolve(self, head: int, said: frozenset[int]) -> int | None:
        token = self._parse.tokens[head]
        lower = token.text.lower()
        if lower in _are("author") or lower in _are("nobody") or token.lemma.lower() == "version":
            return None  # "an earlier version of this article said" is the paper's own voice
        if _own(lower):
            return self._pronoun(head, _own(lower), said)
        if lower in _are("he") | _are("it") | _are("they") or (
            token.upos == "PRON" and lower in _are("vague") and not self._parse.children(head, "nmod")
        ):
            return self._pronoun(head, frozenset((lower,)), said)
        phrase = phrase_at(self._parse, counted(self._parse, head) if _is_plain(self._parse, head) else head)
        number = self._known(phrase)
        if number is None:
            number = self._new(self._fullest(phrase))
        entry = self._entries[number]
        entry.mentions.append(phrase.span)
        if phrase.alias:
            entry.aliases.add(_fold(phrase.alias))
        if entry.description is None and phrase.description and entry.proper:
            entry.description = phrase.description
            entry.kind = kind_of(entry.name, entry.description, person=entry.named_person)
        return number

    def _pronoun(self, head: int, forms: frozenset[str], said: frozenset[int]) -> int | None:
        """Whom a pronoun means: who was heard last and fits, unless coreference finds another in between."""
        named = self._antecedent(head, said)
        recent = next(((n, t) for n, t in reversed(self._heard) if self._suits(self._entries[n], forms)), None)
        if named is not None and (recent is None or recent[1] < named or not self._is_near(recent[1], head)):
            number = self.resolve(named)
            if number is not None and (self._suits(self._entries[number], forms) or recent is None):
                return number
        return None if recent is None else recent[0]

    def _antecedent(self, head: int, said: frozenset[int]) -> int | None:
        """The head of the last full mention before a pronoun in its chain, where that is someone who may speak."""
        chain = self._parse.chain_of.get((head, head + 1))
        if chain is None:
            return None
        mentions = self._parse.chains[chain].mentions
        if any(m.head in said and self._parse.tokens[m.head].upos != "PRON" for m in mentions):
            return None
        before = [m.head for m in mentions if m.head < head and self._parse.tokens[m.head].upos in ("NOUN", "PROPN")]
        if not before or not is_source_like(self._parse, before[-1]):
            return None
        last = before[-1]
        while self._parse.tokens[last].relation == "appos":
            last = self._parse.tokens[last].head
        entity = entity_of(self._parse, last)
        named_place = entity is not None and entity.kind in ("settlement", "region", "place")
        return None if named_place and entity is not None and party_of(entity.text) is None else last

    def _is_near(self, token: int, head: int) -> bool:
        """Whether a cue stands in the paragraph of the pronoun or the one before."""
        sentences, tokens = self._parse.sentences, self._parse.tokens
        return sentences[tokens[head].sentence].paragraph - sentences[tokens[token].sentence].paragraph <= 1

    @staticmethod
    def _suits(entry: _Entry, forms: frozenset[str]) -> bool:
        if forms & _are("he") and entry.person and not entry.plural:
            return True
        if forms & _are("it") and not entry.person and (not entry.plural or entry.proper):
            return True
        return bool(forms & _are("they")) and (entry.plural or not entry.person)

    def _known(self, phrase: SourcePhrase) -> int | None:
        """The source already in the register that the phrase means."""
        folded = _fold(phrase.name)
        parts = set(folded.split())
        if not parts:
            return None
        definite = self._is_definite(phrase)
        for number in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[number]
            name = _fold(entry.name)
            if folded == name and (phrase.proper or definite or phrase.person):
                return number
            if folded in entry.aliases or (phrase.alias and _fold(phrase.alias) in entry.aliases | {name}):
                return number
            mine = set(name.split())
            if phrase.person and entry.named_person and (parts <= mine or mine <= parts):
                return number
            if (
                not phrase.person
                and not entry.named_person
                and entry.proper
                and phrase.proper
                and (parts <= mine or mine <= parts)
                and (_fold(self._parse.tokens[phrase.head].text) == entry.head or (_last(folded) == _last(name)))
            ):
                return number
        if definite and not phrase.person and self._parse.tokens[phrase.head].upos == "NOUN":
            return self._by_description(phrase)
        return None

    def _is_definite(self, phrase: SourcePhrase) -> bool:
        first = self._parse.tokens[phrase.span.start]
        return (
            first.text.lower() in ("the", "this", "that", "these", "those") or phrase.owner is not None or phrase.proper
        )

    def _by_description(self, phrase: SourcePhrase) -> int | None:
        """The nearest source or named thing before the phrase that the phrase describes ("the governor added")."""
        head = _fold(self._parse.tokens[phrase.head].text)
        parts = set(_fold(phrase.name).split())
        owner = phrase.owner is not None and self._parse.tokens[phrase.owner].upos == "PRON"
        if owner or len(parts) > 2 or (phrase.proper and len(parts) > 1):
            return None
        for number in dict.fromkeys(
            [n for n, _ in reversed(self._heard)] + list(range(len(self._entries) - 1, -1, -1))
        ):
            entry = self._entries[number]
            told = set(_fold(f"{entry.description or ''} {entry.name}").split())
            if head in told and parts <= told and entry.plural == _is_plural(self._parse, phrase.head):
                return number
        for other in reversed([p for p in self._described if p.head < phrase.span.start]):
            told = set(_fold(f"{other.description or ''} {'' if other.person else other.name}").split())
            if head in told and parts <= told:
                return self.resolve(other.head)
        return None

    def _fullest(self, phrase: SourcePhrase) -> SourcePhrase:
        """The phrase of the text that gives the same name in full."""
        if phrase.person:
            folded = _fold(phrase.name)
            if " " in folded:
                return phrase
            if folded in self._full:
                return self._full[folded]
            return next((p for p in self._full.values() if folded in _fold(p.name).split()), phrase)
        other = self._acronyms.get(_fold(phrase.name))
        return phrase_at(self._parse, other) if other is not None and other != phrase.head else phrase

    def _new(self, phrase: SourcePhrase) -> int:
        name, description = phrase.name, phrase.description
        if phrase.owner is not None and self._parse.tokens[phrase.owner].text.lower() in _possessives():
            owner = self.resolve(phrase.owner)
            owner = None if owner is not None and self._entries[owner].named_person and phrase.person else owner
            rest = " ".join(w for w in name.split() if w.lower() not in _possessives())
            if owner is not None and phrase.person:
                description = f"{self._entries[owner].name}'s {phrase.title or phrase.apposition}".strip()
            elif owner is not None:
                name = f"{self._entries[owner].name}'s {rest}"
            else:
                name = rest or name
        if description:
            description = " ".join(w for w in description.split() if w.lower() not in _possessives())
        plural = not phrase.person and _is_plural(self._parse, phrase.head)
        person = phrase.person or self._parse.tokens[phrase.head].lemma.lower() in words("sources", "persons", "nouns")
        person = person or (phrase.proper and _tells_person(phrase))
        kind = kind_of(name, description, person=phrase.person)
        head = _fold(self._parse.tokens[phrase.head].text)
        entry = _Entry(
            name, description, kind, head, person, phrase.person, phrase.proper, plural, {_fold(name)}, phrase.places
        )
        if phrase.alias:
            entry.aliases.add(_fold(phrase.alias))
        entry.aliases.update(a for a, full in self._acronyms.items() if full == phrase.head)
        entry.mentions.append(phrase.span)
        self._entries.append(entry)
        return len(self._entries) - 1


def _fold(text: str) -> str:
    """Lower case, without possessives and marks."""
    return " ".join(
        w
        for w in (re.sub(r"['’]s$", "", p).strip("\"'“”‘’.,()") for p in text.lower().split())
        if w not in ("", "the", "a", "an")
    )


def _tells_person(phrase: SourcePhrase) -> bool:
    """Whether what stands after a name is the office or the calling of a person ("Kurd, a local administrator")."""
    head = head_word(phrase.apposition) if phrase.apposition else None
    return head is not None and head in words("sources", "persons", "nouns")


def _last(folded: str) -> str:
    found = folded.split()
    return found[-1] if found else ""


def _is_plain(parse: Parse, head: int) -> bool:
    """Whether a noun of quantity is but that ("a number of outlets"), so that what it counts is meant."""
    return parse.tokens[head].upos == "NOUN" and not parse.children(head, "nmod:poss")


def _is_plural(parse: Parse, head: int) -> bool:
    token = parse.tokens[head]
    return token.xpos in ("NNS", "NNPS") or bool(parse.children(head, "conj"))


def _full_names(parse: Parse) -> dict[str, SourcePhrase]:
    """For every surname the phrase that gives the longest name that ends in it."""
    found: dict[str, SourcePhrase] = {}
    for entity in parse.entities:
        if entity.kind == "person":
            phrase = phrase_at(parse, _head_of(parse, entity.start, entity.end))
            key = _last(_fold(phrase.name))
            known = found.get(key)
            rank = (len(phrase.name.split()), bool(phrase.description))
            if phrase.person and (known is None or rank > (len(known.name.split()), bool(known.description))):
                found[key] = phrase
    return found


def _acronyms(parse: Parse) -> dict[str, int]:
    """Acronyms in brackets after a name, with the head token of the name."""
    found: dict[str, int] = {}
    for token in parse.tokens[1:-1]:
        before, after = parse.tokens[token.index - 1].text, parse.tokens[token.index + 1].text
        if (
            before == "("
            and after == ")"
            and len(token.text) <= 9
            and sum(c.isupper() for c in token.text) >= 2
            and token.index >= 2
        ):
            head = token.head if token.relation == "appos" else token.index - 2
            found.setdefault(_fold(token.text), phrase_at(parse, head).head)
    for entity in parse.entities:
        initials = "".join(w[0] for w in entity.text.replace("-", " ").split() if w[0].isupper())
        if entity.kind in ("organisation", "armed_group", "facility") and len(initials) >= 3:
            found.setdefault(initials.lower(), phrase_at(parse, _head_of(parse, entity.start, entity.end)).head)
    return found


def _described(parse: Parse) -> list[SourcePhrase]:
    """Every named person with a title, and every named body, in the order of the text."""
    found = []
    seen = set()
    for entity in parse.entities:
        if entity.kind in ("person", "organisation", "armed_group"):
            phrase = phrase_at(parse, _head_of(parse, entity.start, entity.end))
            if phrase.head not in seen and (not phrase.person or phrase.description):
                seen.add(phrase.head)
                found.append(phrase)
    return found


def _head_of(parse: Parse, start: int, end: int) -> int:
    """The token of a range whose head stands outside it."""
    return next(
        (i for i in range(start, end) if not start <= parse.tokens[i].head < end or parse.tokens[i].is_root), start
    )
