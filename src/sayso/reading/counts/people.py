"""How many people a noun phrase tells of: "at least 12 soldiers", "his wife and two children", "no one"."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.parse import Parse
from sayso.reading.counts.numerals import Quantity
from sayso.reading.draft import Span
from sayso.reading.roles.lexicons import is_fate, people_words, word_set
from sayso.reading.roles.phrases import conjuncts, is_negated_phrase

_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class People:
    """A number of people. `numeral` tells whether a number is written out; a definite single person without one
    ("the driver") is `definite`, since the text may have counted it before."""

    low: int | None
    best: int | None
    high: int | None
    span: Span
    numeral: bool
    definite: bool = False


class Numbers:
    """The quantities of a parse by the tokens of their numerals."""

    __slots__ = ("at", "parse", "quantities")

    def __init__(self, parse: Parse, quantities: tuple[Quantity, ...]) -> None:
        """Keep those that may count people: no years, dates, ages, measures or numbered names."""
        self.parse = parse
        self.quantities = tuple(q for q in quantities if _may_count_people(parse, q))
        self.at = {i: q for q in self.quantities for i in range(q.numbers.start, q.numbers.end)}


def _may_count_people(parse: Parse, quantity: Quantity) -> bool:
    tokens = parse.tokens
    after = tokens[quantity.numbers.end].text.lower() if quantity.numbers.end < len(tokens) else ""
    before = tokens[quantity.numbers.start - 1].text.lower() if quantity.numbers.start else ""
    lemma = tokens[quantity.numbers.end].lemma if quantity.numbers.end < len(tokens) else ""
    measures = word_set("counts", "not_people", "after")
    if after in measures or lemma in measures or before in word_set("counts", "not_people", "before"):
        return False
    first = tokens[quantity.numbers.start].text
    alone = first.isdigit() and quantity.numbers.end - quantity.numbers.start == 1
    year = alone and quantity.best in _YEARS and len(first) == 4
    return not (year and before in ("in", "of", "by", "until", "to", ","))


def people_of(numbers: Numbers, heads: list[int], strict: bool, predicate: int | None = None) -> People | None:
    """The number of people that coordinated phrases tell together, None where they tell none.

    With `strict` a noun must be known as one for people; else it must not be known as one for anything else.
    `predicate`: the word that tells what became of them; those of whom another word tells are left out.
    """
    seen: list[int] = []
    for head in heads:
        seen += [h for h in conjuncts(numbers.parse, head) if h not in seen]
    if seen and numbers.parse.tokens[seen[0]].text.lower().endswith(("self", "selves")):
        seen = seen[1:]
    seen = [h for at, h in enumerate(seen) if not at or not _beside_the_point(numbers.parse, seen[0], h, predicate)]
    # "two or three" is one number, whatever the parser makes of its parts
    seen = [h for at, h in enumerate(seen) if not any(_one_number(numbers, h, other) for other in seen[:at])]
    parts = [_of_phrase(numbers, head, strict) for head in seen]
    if parts and parts[0] is not None and parts[0].numeral:
        # "120 gunmen and mercenaries": one number for all that stand without a determiner of their own
        bare = [not numbers.parse.children(h, "det", "nmod:poss") for h in seen]
        parts = [p for p, is_bare in zip(parts, bare, strict=True) if p is not None or not is_bare]
    known = [p for p in parts if p is not None]
    if not known:
        return None
    span = Span(min(p.span.start for p in known), max(p.span.end for p in known))
    whole = len(known) == len(parts)
    low, best, high = (_sum([getattr(p, name) for p in known]) for name in ("low", "best", "high"))
    if not whole:
        low = low if low is not None else best
        best = high = None
    return People(low, best, high, span, any(p.numeral for p in known), all(p.definite for p in known))


def _one_number(numbers: Numbers, head: int, other: int) -> bool:
    quantity = numbers.at.get(head)
    return quantity is not None and quantity == numbers.at.get(other)


def _beside_the_point(parse: Parse, first: int, head: int, predicate: int | None) -> bool:
    """Whether a coordinated phrase adds nobody: things, whoever does it himself, and shares of those before it."""
    lemma = parse.tokens[head].lemma.lower()
    things = word_set("counts", "not_people", "nouns") - word_set("counts", "not_people", "groups")
    share = any(t.text.lower() in ("them", "whom", "these", "those") for t in parse.children(head, "nmod"))
    himself = parse.tokens[head].text.lower().endswith(("self", "selves"))
    return lemma in things or share or himself or _has_its_own_fate(parse, first, head, predicate)


def _has_its_own_fate(parse: Parse, first: int, head: int, predicate: int | None) -> bool:
    """Whether a coordinated phrase is told of by a word of its own: one that stands between it and those before it
    ("killing two women and injuring nine people"), or behind its number ("25 dead and 63 hurt")."""
    tokens = parse.tokens
    if any(i != predicate and is_fate(tokens[i]) for i in range(first + 1, head)):
        return True
    end = parse.sentences[tokens[head].sentence].end
    behind = head + 1
    while behind < end and tokens[head].upos == "NUM" and tokens[behind].text.lower() in word_set("counts", "fates"):
        behind += 1
    return behind < end and behind != predicate and is_fate(tokens[behind])


def _sum(values: list[int | None]) -> int | None:
    return None if None in values else sum(v for v in values if v is not None)


def _of_phrase(numbers: Numbers, head: int, strict: bool) -> People | None:
    parse = numbers.parse
    token = parse.tokens[head]
    word, lemma = token.text.lower(), token.lemma.lower()
    before = [t.text.lower() for t in parse.tokens[max(0, head - 2) : head]]
    no_one = lemma == "one" and (before[-1:] == ["no"] or before == ["no", "-"])  # never "twenty-one"
    if word in word_set("counts", "none", "pronouns") or no_one:
        return People(0, 0, 0, Span(head - 1 if no_one else head, head + 1), True)
    is_people = lemma in people_words() or _names_people(parse, head)
    if is_negated_phrase(parse, head):
        return People(0, 0, 0, Span(parse.subtree(head)[0], head + 1), True) if is_people else None
    other = lemma in word_set("counts", "not_people", "nouns")
    quantity = numbers.at.get(head)
    if quantity is not None:
        return None if _counts_things(parse, head) else _counted(quantity, quantity.span.end)
    if other or (strict and not is_people):
        group = lemma in word_set("counts", "not_people", "groups")
        members = [c.index for c in parse.children(head, "nmod") if c.index in numbers.at]
        return _counted(numbers.at[members[0]], members[0] + 1) if group and members else None
    for child in parse.children(head):
        if child.relation.split(":")[0] in ("nummod", "amod", "det", "nmod", "compound") and child.index < head:
            for index in (child.index, *parse.children_of[child.index]):
                if index in numbers.at:
                    return _counted(numbers.at[index], head + 1)
    if any(c.text.lower() == "both" for c in parse.children(head)):
        return People(2, 2, 2, Span(head, head + 1), True)
    return _single(parse, head) if is_people or word in word_set("counts", "not_people", "one") else None


def _counted(quantity: Quantity, end: int) -> People:
    span = Span(quantity.span.start, max(end, quantity.span.end))
    return People(quantity.low, quantity.best, quantity.high, span, True)


def _single(parse: Parse, head: int) -> People | None:
    token = parse.tokens[head]
    lemma = token.lemma.lower()
    pronoun = token.upos == "PRON" and lemma not in ("someone", "somebody", "another")
    if pronoun or lemma in word_set("counts", "collectives"):
        return None
    named = token.upos == "PROPN"
    if not named and (token.xpos in ("NNS", "JJ", "CD") or token.upos not in ("NOUN", "DET", "PRON")):
        return None
    determiners = {t.text.lower() for t in parse.children(head, "det")}
    indefinite = bool(determiners & {"a", "an", "another", "one"}) or lemma in ("someone", "somebody", "another")
    own = any(t.upos == "PRON" for t in parse.children(head, "nmod:poss"))
    return People(1, 1, 1, Span(parse.subtree(head)[0], head + 1), False, not indefinite and not own)


def _names_people(parse: Parse, head: int) -> bool:
    number = parse.entity_at[head]
    token = parse.tokens[head]
    if number is None or token.upos != "PROPN":
        return False
    kind = parse.entities[number].kind
    return kind == "person" or (kind == "nationality" and token.xpos == "NNPS")


def _counts_things(parse: Parse, head: int) -> bool:
    """Whether what a bare number is of is known to be no people ("five of the drones")."""
    things = word_set("counts", "not_people", "nouns")
    return any(
        child.lemma.lower() in things and child.lemma.lower() not in people_words()
        for child in parse.children(head, "nmod")
    )
