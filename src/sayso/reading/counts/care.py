"""Counts that stand right behind a participle of harm, and of those in the care of doctors."""

from __future__ import annotations

from sayso.language.parse import Parse, Token
from sayso.reading.counts.futures import has_been
from sayso.reading.counts.people import Numbers, people_of
from sayso.reading.draft import CountKind, CountMention
from sayso.reading.roles.lexicons import word_set
from sayso.reading.roles.phrases import case_of, is_passive, objects, subjects

_HARMS: tuple[CountKind, ...] = ("killed", "injured")


def find_right_before(numbers: Numbers) -> list[CountMention]:
    """Numbers that a participle of harm stands right before ("killing one Kandoran and wounding three people")."""
    parse = numbers.parse
    things = word_set("counts", "not_people", "nouns")
    found = []
    for about in _HARMS:
        words = word_set("counts", "right_before", about)
        for quantity in numbers.quantities:
            at = quantity.span.start - 1
            if at < 0 or parse.tokens[at].text.lower() not in words:
                continue
            behind = parse.tokens[quantity.span.end : quantity.span.end + 2]
            if not any(t.lemma.lower() in things for t in behind[:1]):
                low, best, high = quantity.low, quantity.best, quantity.high
                found.append(CountMention(about, low, best, high, quantity.span, at))
    return found


def find_in_care(numbers: Numbers, told: list[CountMention]) -> list[CountMention]:
    """Those who were taken to hospital or treated there, in paragraphs that give no other number of injured."""
    parse = numbers.parse
    paragraphs = {parse.sentences[parse.tokens[c.token].sentence].paragraph for c in told if c.about == "injured"}
    used = {i for c in told for i in range(c.span.start, c.span.end)}
    found: list[CountMention] = []
    for token in parse.tokens:
        if token.upos not in ("VERB", "NOUN") or parse.sentences[token.sentence].paragraph in paragraphs:
            continue
        heads = _cared_for(parse, token)
        people = people_of(numbers, heads, strict=True, predicate=token.index) if heads else None
        if people is None or not people.numeral or not people.best or not has_been(parse, token.index):
            continue
        if not used & set(range(people.span.start, people.span.end)):
            found.append(CountMention("injured", people.low, people.best, people.high, people.span, token.index))
            used |= set(range(people.span.start, people.span.end))
    return found


def _cared_for(parse: Parse, token: Token) -> list[int]:
    """Whom a verb tells to be in the care of doctors, or a noun of a wound behind "with" ("22 people with burns")."""
    lemma = token.lemma.lower()
    if token.upos == "NOUN":
        wound = lemma in word_set("counts", "injured", "suffered") and case_of(parse, token.index) == "with"
        return [token.head] if wound and not token.is_root else []
    places, doctors = word_set("counts", "care", "places"), word_set("counts", "care", "doctors")
    there = any(t.lemma.lower() in places for t in parse.children(token.index, "obl"))
    passive = is_passive(parse, token.index)
    if lemma in word_set("counts", "care", "carrying") and there:
        return objects(parse, token.index)
    if lemma in word_set("counts", "care", "treating") and passive:
        return objects(parse, token.index)
    if lemma in word_set("counts", "care", "receiving") and not passive:
        by = {parse.tokens[h].lemma.lower() for h in subjects(parse, token.index)}
        told = objects(parse, token.index)
        patients = word_set("counts", "care", "patients")
        told_patients = any(parse.tokens[h].lemma.lower() in patients for h in told)
        if by & doctors and (told_patients or lemma in ("treat", "admit")):
            return told
    return []
