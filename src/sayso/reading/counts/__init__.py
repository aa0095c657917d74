"""Numbers of people killed, injured, missing, captured and displaced, and the words by which they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Literal

from sayso.language.parse import Parse, Token
from sayso.reading.counts.care import find_in_care, find_right_before
from sayso.reading.counts.futures import has_been
from sayso.reading.counts.numerals import find_quantities
from sayso.reading.counts.people import Numbers, People, people_of
from sayso.reading.counts.tolls import find_absences, find_parts, find_tolls
from sayso.reading.draft import CountKind, CountMention, Span
from sayso.reading.roles.lexicons import data_of, verb_lemma, word_set
from sayso.reading.roles.phrases import is_negated, is_passive, objects, subject_of, subjects

_KINDS: tuple[CountKind, ...] = ("killed", "injured", "missing", "captured", "displaced")
_Mode = Literal["transitive", "people_only", "intransitive", "adjectives", "nouns"]
_MODES: tuple[_Mode, ...] = ("transitive", "people_only", "intransitive", "adjectives", "nouns")
_NEAR = 5  # tokens between a number and the word that tells what became of the people


def find_counts(parse: Parse) -> tuple[CountMention, ...]:
    """All counts of people in the text, in its order. "No one was hurt" counts nobody killed and nobody injured.

    Numbers of what is feared or planned, of things, and of time, distance, age and money are none.
    """
    numbers = Numbers(parse, find_quantities(parse))
    found = [*find_tolls(numbers), *find_absences(parse), *find_right_before(numbers)]
    repeated: set[Span] = set()
    taken = {i for count in found for i in range(count.span.start, count.span.end)}
    unmatched = []
    for token in parse.tokens:
        for about, mode in _predicates(parse, token):
            if not has_been(parse, token.index):
                continue
            people = _people(numbers, token, about, mode)
            if people is None:
                unmatched.append((token, about, mode))
            elif not _overlaps(people.span, taken, numbers):
                found += _told(parse, token.index, about, people)
                if people.definite and not people.numeral:
                    repeated.add(people.span)
            break
    found = _without_shared(found)
    for token, about, mode in unmatched:
        used = {i for count in found for i in range(count.span.start, count.span.end)}
        people = _beside(numbers, token, mode, used)
        if people is not None:
            found += _told(parse, token.index, about, people)
    found += find_in_care(numbers, found)
    found = _unique(_repeats_as_parts(found, repeated))
    return tuple(sorted([*found, *find_parts(numbers, found)], key=lambda c: (c.span.start, c.token, c.about)))


@cache
def _modes() -> dict[str, dict[str, tuple[CountKind, _Mode]]]:
    """For every part of speech: what a word of it tells. An entry is under "verb", "adjective" or "noun"."""
    table: dict[str, dict[str, tuple[CountKind, _Mode]]] = {"verb": {}, "adjective": {}, "noun": {}}
    places: dict[_Mode, str] = {
        "transitive": "verb", "people_only": "verb", "intransitive": "verb", "adjectives": "adjective", "nouns": "noun",
    }
    data = data_of("counts")
    for kind in _KINDS:
        for mode in _MODES:
            for word in data[kind][mode]:
                table[places[mode]].setdefault(word, (kind, mode))
    return table


def _predicates(parse: Parse, token: Token) -> Iterable[tuple[CountKind, _Mode]]:
    """What a token tells, at most one thing."""
    if _suffered(parse, token):
        yield "injured", "intransitive"
        return
    table = _modes()
    words = (token.text.lower(), token.lemma.lower(), verb_lemma(token))
    order: tuple[str, ...]
    if token.upos in ("VERB", "AUX"):
        order = ("verb", "adjective")
    elif token.upos in ("ADJ", "ADV"):
        order = ("adjective", "verb")
    elif token.upos in ("NOUN", "PROPN"):
        order = ("noun", "adjective") if token.xpos.endswith("S") or words[0] == words[1] else ("adjective", "noun")
        if words[2] != words[1]:
            order = (*order, "verb")
    else:
        return
    for place in order:
        for word in words:
            if word in table[place]:
                yield table[place][word]
                return


def _people(numbers: Numbers, token: Token, about: CountKind, mode: _Mode) -> People | None:
    """The people of whom a predicate tells, by syntax."""
    parse = numbers.parse
    if mode == "nouns":
        return _of_noun(numbers, token, about)
    if mode == "adjectives":
        heads = _bearers(parse, token)
    elif mode == "intransitive":
        heads = subjects(parse, token.index) or [t.index for t in parse.children(token.index, "nsubj")]
    else:
        heads = _done_to(parse, token) or _in_headline(parse, token)
    beside = word_set("counts", "captured", "with_word")
    if about == "captured" and token.lemma in beside and not _held(parse, token):
        return None
    if is_negated(parse, token.index):
        anyone = any(parse.tokens[h].text.lower() in ("anyone", "anybody", "people") for h in heads)
        return People(0, 0, 0, Span(token.index, token.index + 1), True) if anyone else None
    vague = mode == "adjectives" and about not in ("killed", "injured")
    strict = vague or mode in ("people_only", "intransitive")
    if about == "killed" and token.lemma == "lose" and any(parse.tokens[h].lemma == "life" for h in heads):
        heads, strict = [t.index for t in parse.children(token.index, "nsubj")], False
    people = people_of(numbers, heads, strict, token.index) if heads else None
    told_otherwise = mode == "people_only" and people is not None and not people.numeral
    return None if told_otherwise else people


def _done_to(parse: Parse, token: Token) -> list[int]:
    """Whom a verb of harm is done to: its objects, the noun right before a bare participle ("19 injured"), or what a
    participle that is tagged as a noun governs ("the wounding of scores")."""
    if token.upos == "NOUN" and token.text.lower().endswith("ing"):
        return [t.index for t in parse.children(token.index, "nmod", "obj", "dep")]
    bare = token.xpos == "VBN" and not parse.children(token.index, "aux", "aux:pass", "nsubj")
    before = _word_before(parse, token)
    if bare and before.upos == "NUM" and before.sentence == token.sentence:
        return [before.index]
    found = objects(parse, token.index)
    if found or token.relation != "conj" or parse.children(token.index, "obj"):
        return found
    # "a girl was killed and her brother wounded": a past tense that can only be a participle
    above = parse.tokens[token.head]
    passive = above.upos in ("VERB", "ADJ") and is_passive(parse, above.index)
    return [t.index for t in parse.children(token.index, "nsubj")] if passive else []


def _word_before(parse: Parse, token: Token) -> Token:
    """The word before a token, adverbs left out ("twenty seriously wounded")."""
    before = parse.tokens[token.index - 1] if token.index else token
    return parse.tokens[before.index - 1] if before.upos == "ADV" and before.index else before


def _in_headline(parse: Parse, token: Token) -> list[int]:
    """Whom a headline without its auxiliary tells of ("Two soldiers and a guard killed in blast")."""
    past = token.xpos in ("VBD", "VBN") and not parse.children(token.index, "obj", "aux")
    return [t.index for t in parse.children(token.index, "nsubj")] if past and token.is_root else []


def _suffered(parse: Parse, token: Token) -> bool:
    """Whether a verb and its object say that its subject is injured ("sustained burns")."""
    if token.lemma not in word_set("counts", "injured", "suffering"):
        return False
    harms = word_set("counts", "injured", "suffered")
    return any(t.lemma.lower() in harms for t in parse.children(token.index, "obj"))


def _held(parse: Parse, token: Token) -> bool:
    words = word_set("counts", "captured", "words")
    start, end = parse.subtree(token.index)
    return any(parse.tokens[i].lemma.lower() in words for i in range(token.index + 1, end)) and start <= token.index


def _bearers(parse: Parse, token: Token) -> list[int]:
    """Those of whom an adjective is said: "28 wounded people", "seven are dead", "left seven dead", "14 dead"."""
    if token.relation in ("amod", "acl") and token.head != token.index:
        return [token.head]
    own = subject_of(parse, token.index)
    if own is not None:
        return [own]
    before = _word_before(parse, token)
    if before.upos == "NUM" and before.sentence == token.sentence:  # a headline: "17 dead, 40 injured"
        return [before.index]
    own_numbers = parse.children(token.index)
    numbers = [t.index for t in own_numbers if t.index < token.index and (t.upos == "NUM" or t.relation == "nummod")]
    if numbers:
        return numbers
    if token.relation in ("xcomp", "advcl", "obl", "obj", "ccomp", "compound", "advmod", "dep") and not token.is_root:
        return objects(parse, token.head) or [t.index for t in parse.children(token.head, "nsubj")]
    if token.relation == "conj":
        above = parse.tokens[token.head]
        return [] if above.head == above.index or above.upos in ("VERB", "ADJ") else [above.head]
    return []


def _of_noun(numbers: Numbers, token: Token, about: CountKind) -> People | None:
    """The people that a noun counts: "14 deaths", "41 bodies", "the bodies of 12 people", "claimed 12 lives"."""
    parse = numbers.parse
    lemma = token.lemma.lower()
    if lemma == "life" and parse.tokens[token.head].lemma not in word_set("counts", "killed", "lives"):
        return None
    if about == "killed" and lemma in word_set("counts", "killed", "bodies"):
        for child in parse.children(token.index, "nmod"):
            people = people_of(numbers, [child.index], strict=True)
            if people is not None and people.numeral:
                return people
    for child in parse.children(token.index):
        if child.index < token.index and child.relation.split(":")[0] in ("nummod", "nmod", "amod", "det", "compound"):
            for index in (child.index, *parse.children_of[child.index]):
                quantity = numbers.at.get(index)
                if quantity is not None:
                    span = Span(quantity.span.start, token.index + 1)
                    return People(quantity.low, quantity.best, quantity.high, span, True)
    return _bearing(numbers, token)


def _bearing(numbers: Numbers, token: Token) -> People | None:
    """Those with a number right behind a noun of harm: "the deaths of eight miners", "injuries to 15 others"."""
    parse = numbers.parse
    at = token.index + 2
    if at >= len(parse.tokens) or parse.tokens[at - 1].text.lower() not in word_set("counts", "harms", "cases"):
        return None
    quantity = next((q for q in numbers.quantities if q.span.start == at), None)
    if quantity is None:
        return None
    last = quantity.numbers.end - 1
    above = parse.tokens[last].head
    head = above if last < above <= last + _NEAR and parse.tokens[above].upos in ("NOUN", "PROPN") else last
    people = people_of(numbers, [head], head != last, token.index)
    return people if people is not None and people.numeral else None


def _beside(numbers: Numbers, token: Token, mode: _Mode, used: set[int]) -> People | None:
    """The number next to a predicate where syntax does not join them ("3 soldiers dead", "wounded 12")."""
    parse = numbers.parse
    sentence = parse.sentences[token.sentence]
    if mode in ("nouns", "intransitive", "people_only"):
        return None
    things = word_set("counts", "not_people", "nouns")
    at = token.index - 1
    while at >= max(sentence.start, token.index - _NEAR) and at not in numbers.at:
        if parse.tokens[at].upos not in ("NOUN", "PROPN", "ADJ", "AUX") or parse.tokens[at].lemma.lower() in things:
            break
        at -= 1
    quantity = numbers.at.get(at) if at >= sentence.start else None
    if quantity is None and token.index + 1 < sentence.end:
        behind = token.index + 2 if parse.tokens[token.index + 1].text == ":" else token.index + 1
        following = next((q for q in numbers.quantities if q.span.start == behind), None)
        end = following.span.end if following is not None else sentence.end
        if following is not None and not (end < sentence.end and parse.tokens[end].lemma.lower() in things):
            quantity = following
    if quantity is None or any(i in used for i in range(quantity.numbers.start, quantity.numbers.end)):
        return None
    return People(quantity.low, quantity.best, quantity.high, quantity.span, True)


def _overlaps(span: Span, taken: set[int], numbers: Numbers) -> bool:
    return any(i in taken and i in numbers.at for i in range(span.start, span.end))


def _told(parse: Parse, token: int, about: CountKind, people: People) -> list[CountMention]:
    """The counts that one predicate tells; that nobody was hurt says that nobody was killed."""
    count = CountMention(about, people.low, people.best, people.high, people.span, token)
    harmed = parse.tokens[token].lemma in word_set("counts", "casualties", "harmed")
    if about == "injured" and people.high == 0 and harmed:
        return [CountMention("killed", 0, 0, 0, people.span, token), count]
    return [count]


def _without_shared(found: list[CountMention]) -> list[CountMention]:
    """Without the numbers that two predicates share ("20 were killed or wounded"), which belong to neither."""
    kinds: dict[Span, set[str]] = {}
    for count in found:
        kinds.setdefault(count.span, set()).add(count.about)
    return [c for c in found if len(kinds[c.span]) == 1 or c.high == 0]


def _unique(found: list[CountMention]) -> list[CountMention]:
    kept: dict[tuple[str, Span], CountMention] = {}
    for count in found:
        kept.setdefault((count.about, count.span), count)
    return sorted(kept.values(), key=lambda c: (c.span.start, c.token, c.about))


def _repeats_as_parts(found: list[CountMention], definite: set[Span]) -> list[CountMention]:
    """With definite single persons ("the driver was killed") as shares of a number that was told before them."""
    result: list[CountMention] = []
    for count in sorted(found, key=lambda c: (c.span.start, c.token, c.about)):
        counted = any(c.about == count.about and c.best != 0 for c in result)
        result.append(replace(count, part=True) if count.span in definite and counted else count)
    return result
