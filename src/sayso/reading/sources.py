"""The register of a report's sources: which phrases mean one source, and what it is called.

A surname stands for the full name, a title for its holder ("the governor"), a short name for the long one ("the
ministry", "RSF"), a pronoun for the source last heard. Where the parse has coreference chains, they decide first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.language.parse import Parse
from sayso.model import SourceKind
from sayso.reading.draft import SourceDraft, Span
from sayso.reading.cue_words import words
from sayso.reading.source_phrases import SourcePhrase, phrase_at
from sayso.reading.source_kinds import kind_of, side_of

_HE = frozenset("he she him her himself herself".split())
_IT = frozenset("it itself".split())
_THEY = frozenset("they them themselves both".split())
_AUTHOR = frozenset("i we us me you one ourselves myself".split())
_OWN = {"his": _HE, "her": _HE, "hers": _HE, "its": _IT, "their": _THEY, "whose": _HE | _IT}
_NOBODY = frozenset("nobody none no-one neither nothing anyone anybody".split())
_VAGUE = frozenset("this that these those which what who there everyone everybody someone somebody something everything all "
                   "it's other others another some many most".split())


@dataclass(slots=True)
class _Entry:
    name: str
    description: str | None
    kind: SourceKind
    person: bool
    proper: bool
    plural: bool
    aliases: set[str]
    mentions: list[Span] = field(default_factory=list)


class SourceRegister:
    """Resolves phrases, by their head token, to sources; a source gets its number when it is first asked for."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._entries: list[_Entry] = []
        self._cache: dict[int, int | None] = {}
        self._heard: list[int] = []
        self._full = _full_names(parse)
        self._acronyms = _acronyms(parse)
        self._described = _described(parse)

    def sources(self) -> tuple[SourceDraft, ...]:
        """All sources so far, with their kinds and sides."""
        return tuple(
            SourceDraft(e.name, e.description, e.kind, side_of(e.name, e.description, e.kind, person=e.person and e.proper),
                        e.proper, tuple(sorted(set(e.mentions))))
            for e in self._entries
        )

    def kind(self, number: int) -> SourceKind:
        """The kind of a source."""
        return self._entries[number].kind

    def heard(self, number: int) -> None:
        """Note that the source has just been heard, so that a pronoun after it may mean it."""
        self._heard.append(number)

    def last_heard(self) -> int | None:
        """The source heard last, if any."""
        return self._heard[-1] if self._heard else None

    def add(self, name: str, description: str | None = None, kind: SourceKind | None = None) -> int:
        """A source that stands in no phrase of the text (a publisher)."""
        told = kind or kind_of(name, description, person=False)
        self._entries.append(_Entry(name, description, told, False, True, False, {_fold(name)}))
        return len(self._entries) - 1

    def resolve(self, head: int) -> int | None:
        """The source that the phrase means, or None where it means nobody, or the author."""
        if head not in self._cache:
            self._cache[head] = self._resolve(head)
        return self._cache[head]

    def _resolve(self, head: int) -> int | None:
        token = self._parse.tokens[head]
        lower = token.text.lower()
        if lower in _AUTHOR or lower in _NOBODY:
            return None
        if lower in _OWN:
            return self._pronoun(head, _OWN[lower])
        if token.upos == "PRON" or lower in _HE | _IT | _THEY:
            found = self._pronoun(head, frozenset((lower,)))
            return found if found is not None or lower not in _VAGUE else None
        phrase = phrase_at(self._parse, head)
        number = self._known(phrase)
        if number is None:
            number = self._new(self._fullest(phrase))
        entry = self._entries[number]
        entry.mentions.append(phrase.span)
        if phrase.alias:
            entry.aliases.add(_fold(phrase.alias))
        if entry.description is None and phrase.description and entry.proper:
            entry.description = phrase.description
            entry.kind = kind_of(entry.name, entry.description, person=entry.person)
        return number

    def _pronoun(self, head: int, forms: frozenset[str]) -> int | None:
        chain = self._parse.chain_of.get((head, head + 1))
        if chain is not None:
            best = self._parse.chains[chain].mentions[self._parse.chains[chain].best]
            if self._parse.tokens[best.head].upos != "PRON":
                return self.resolve(best.head)
        for number in reversed(self._heard):
            entry = self._entries[number]
            if forms & _HE and entry.person and not entry.plural:
                return number
            if forms & _IT and not entry.person:
                return number
            if forms & _THEY and (entry.plural or not entry.person):
                return number
        return self._heard[-1] if self._heard and not forms & _VAGUE and not forms & _THEY else None

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
            if phrase.person and entry.person and entry.proper and (parts <= mine or mine <= parts) and _last(folded) == _last(name):
                return number
            if not phrase.person and not entry.person and entry.proper and phrase.proper and _last(folded) == _last(name) and (
                    parts <= mine or mine <= parts):
                return number
        if definite and not phrase.person:
            return self._by_description(phrase)
        return None

    def _is_definite(self, phrase: SourcePhrase) -> bool:
        first = self._parse.tokens[phrase.span.start]
        return first.text.lower() in ("the", "this", "that", "these", "those") or phrase.owner is not None or phrase.proper

    def _by_description(self, phrase: SourcePhrase) -> int | None:
        """The nearest source or named thing before the phrase that the phrase describes ("the governor added")."""
        head = _fold(self._parse.tokens[phrase.head].text)
        parts = set(_fold(phrase.name).split())
        owner = phrase.owner is not None and self._parse.tokens[phrase.owner].upos == "PRON"
        if owner or len(parts) > 2 or (phrase.proper and len(parts) > 1):
            return None
        for number in reversed(dict.fromkeys(reversed(self._heard))):
            entry = self._entries[number]
            told = set(_fold(f"{entry.description or ''} {'' if entry.person and entry.proper else entry.name}").split())
            if head in told and parts <= told and not entry.plural == (not _is_plural(self._parse, phrase.head)):
                return number
        for other in reversed([p for p in self._described if p.head < phrase.span.start]):
            told = set(_fold(f"{other.description or ''} {'' if other.person else other.name}").split())
            if head in told and parts <= told:
                return self.resolve(other.head)
        return None

    def _fullest(self, phrase: SourcePhrase) -> SourcePhrase:
        """The phrase of the text that gives the same name in full."""
        if phrase.person:
            return self._full.get(_last(_fold(phrase.name)), phrase) if len(_fold(phrase.name).split()) == 1 else phrase
        other = self._acronyms.get(_fold(phrase.name))
        return phrase_at(self._parse, other) if other is not None and other != phrase.head else phrase

    def _new(self, phrase: SourcePhrase) -> int:
        name, description = phrase.name, phrase.description
        if phrase.owner is not None and self._parse.tokens[phrase.owner].text.lower() in _OWN:
            owner = self.resolve(phrase.owner)
            rest = " ".join(w for w in name.split() if w.lower() not in _OWN)
            if owner is not None and phrase.person:
                description = f"{self._entries[owner].name}'s {phrase.title or phrase.apposition}".strip()
            elif owner is not None:
                name = f"{self._entries[owner].name}'s {rest}"
            else:
                name = rest or name
        if description:
            description = " ".join(w for w in description.split() if w.lower() not in _OWN)
        plural = not phrase.person and _is_plural(self._parse, phrase.head)
        person = phrase.person or self._parse.tokens[phrase.head].lemma.lower() in words("sources", "persons", "nouns")
        kind = kind_of(name, description, person=person)
        entry = _Entry(name, description, kind, person, phrase.proper, plural, {_fold(name)})
        if phrase.alias:
            entry.aliases.add(_fold(phrase.alias))
        entry.aliases.update(a for a, full in self._acronyms.items() if full == phrase.head)
        entry.mentions.append(phrase.span)
        self._entries.append(entry)
        return len(self._entries) - 1


def _fold(text: str) -> str:
    """Lower case, without possessives and marks."""
    return " ".join(w for w in (re.sub(r"['’]s$", "", p).strip("\"'“”‘’.,()") for p in text.lower().split()) if w not in ("", "the", "a", "an"))


def _last(folded: str) -> str:
    found = folded.split()
    return found[-1] if found else ""


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
        if before == "(" and after == ")" and len(token.text) <= 9 and sum(c.isupper() for c in token.text) >= 2 and token.index >= 2:
            head = token.head if token.relation == "appos" else token.index - 2
            found.setdefault(_fold(token.text), phrase_at(parse, head).head)
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
    return next((i for i in range(start, end) if not start <= parse.tokens[i].head < end or parse.tokens[i].is_root), start)
