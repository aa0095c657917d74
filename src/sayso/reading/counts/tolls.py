"""Counts that are told otherwise than by what became of somebody: tolls, absences, and shares of a count."""

from __future__ import annotations

from functools import cache

from sayso.language.parse import Parse, Token
from sayso.reading.counts.numerals import Quantity
from sayso.reading.counts.people import Numbers
from sayso.reading.draft import CountKind, CountMention, Span
from sayso.reading.roles.lexicons import data_of, people_words, word_set

_KINDS: tuple[CountKind, ...] = ("killed", "injured", "missing", "captured", "displaced")
_REACH = 14  # tokens from the noun of a toll to its figure


def find_tolls(numbers: Numbers) -> list[CountMention]:
    """Figures of tolls: "the death toll rose to 14", "put the number of dead at 46", "a toll of 12 wounded"."""
    parse = numbers.parse
    found: list[CountMention] = []
    for token in parse.tokens:
        about = _toll_of(parse, token)
        if about is None:
            continue
        quantity = _figure(numbers, token)
        if quantity is not None:
            above = parse.tokens[token.head]
            predicate = above.index if above.upos == "VERB" and above.sentence == token.sentence else token.index
            count = CountMention(about, quantity.low, quantity.best, quantity.high, quantity.span, predicate)
            if all(count.span != other.span for other in found):
                found.append(count)
    return found


@cache
def _toll_words() -> dict[str, CountKind]:
    return {word: kind for kind in reversed(_KINDS) for word in data_of("counts")[kind]["toll"]}


def _toll_of(parse: Parse, token: Token) -> CountKind | None:
    """What a noun for a number counts ("death toll", "number of wounded"); None where it counts no such thing."""
    words = _toll_words()
    lemma = token.lemma.lower()
    if token.upos not in ("NOUN", "ADJ", "PROPN", "VERB"):
        return None
    if lemma in word_set("counts", "tolls", "nouns") and token.upos == "NOUN":
        for child in parse.children(token.index, "compound", "nmod", "amod"):
            for form in (child.lemma.lower(), child.text.lower()):
                if form in words:
                    return words[form]
            for below in parse.children(child.index, "amod", "acl"):
                if below.text.lower() in words:
                    return words[below.text.lower()]
        for below in parse.children(token.index, "acl"):  # "the number killed"
            if below.text.lower() in words:
                return words[below.text.lower()]
        return "killed" if lemma == "toll" else None
    # "put military deaths at 30", "put the dead at over 120"
    if token.relation == "obj" and parse.tokens[token.head].lemma == "put":
        return words.get(lemma) or words.get(token.text.lower())
    return None


def _figure(numbers: Numbers, token: Token) -> Quantity | None:
    """The figure of a toll: the first number behind it that a word such as "to", "at" or "of" leads to."""
    parse = numbers.parse
    end = min(parse.sentences[token.sentence].end, token.index + _REACH)
    before, earlier = word_set("counts", "tolls", "before"), word_set("counts", "tolls", "earlier")
    for quantity in numbers.quantities:
        if not token.index < quantity.span.start < end:
            continue
        lead = parse.tokens[quantity.span.start - 1].text.lower()
        if lead in ('"', "“", "'", "‘") and quantity.span.start > 1:
            lead = parse.tokens[quantity.span.start - 2].text.lower()
        if lead in earlier:
            continue
        if quantity.low is None and parse.tokens[quantity.span.start].text.lower() == "up":
            # "went up to 89" is a rise, and no ceiling
            return Quantity(quantity.best, quantity.best, quantity.best, quantity.numbers, quantity.numbers)
        if lead in before:
            follows = parse.tokens[quantity.numbers.end] if quantity.numbers.end < len(parse.tokens) else None
            thing = follows is not None and follows.lemma.lower() in word_set("counts", "not_people", "nouns")
            return None if thing else quantity
    return None


def find_absences(parse: Parse) -> list[CountMention]:
    """That nobody came to harm: "no casualties", "without victims", "no deaths or injuries", "all escaped unhurt"."""
    data = data_of("counts")
    both = frozenset(data["casualties"]["nouns"])
    found = []
    for token in parse.tokens:
        lemma = token.lemma.lower()
        kinds: tuple[CountKind, ...] = ("killed", "injured") if lemma in both else ()
        if not kinds:
            kinds = tuple(kind for kind in ("killed", "injured") if lemma in data["casualties"][kind])
        if lemma in data["casualties"]["human"] and any(
            t.lemma.lower() in data["casualties"]["humans"] for t in parse.children(token.index, "amod", "compound")
        ):
            kinds = ("killed", "injured")
        if kinds and token.upos in ("NOUN", "ADJ") and _is_absent(parse, token):
            start = min([token.index, *(t.index for t in parse.children(token.index, "det", "case"))])
            found += [CountMention(k, 0, 0, 0, Span(start, token.index + 1), token.index) for k in kinds]
        elif lemma in data["casualties"]["both"] and _escaped(parse, token):
            unhurt = Span(token.index, token.index + 1)
            found += [CountMention(k, 0, 0, 0, unhurt, token.index) for k in ("killed", "injured")]
    return found


def _is_absent(parse: Parse, token: Token) -> bool:
    """Whether a noun for harm stands with "no" or "without", or below what does, and is not merely unknown."""
    unknown = word_set("counts", "none", "unknown")
    none = word_set("counts", "none", "determiners")
    current = token
    absent = False
    for _ in range(4):
        children = parse.children(current.index)
        if any(t.lemma.lower() in unknown or t.text.lower() in unknown for t in children if t.relation != "conj"):
            return False
        determiners = [t for t in children if t.relation in ("det", "advmod", "amod", "nummod")]
        absent = absent or any(t.text.lower() in none for t in determiners)
        absent = absent or any(t.text.lower() == "without" for t in children if t.relation == "case")
        negated = any(t.lemma.lower() in ("not", "n't", "n’t", "nor", "never") for t in children)
        any_of_it = any(t.text.lower() == "any" for t in parse.children(token.index, "det"))
        absent = absent or (current.upos in ("VERB", "AUX") and negated and any_of_it)
        above = parse.tokens[current.head]
        if current.is_root or (absent and current.upos == "VERB"):
            break
        if current.relation not in ("conj", "nmod", "obj", "nsubj", "nsubj:pass", "obl", "root"):
            break
        apart = above.upos == "NOUN" and current.relation == "nmod" and not _is_report(above)
        if apart or above.lemma.lower() in unknown:
            return False
        current = above
    return absent


def _is_report(token: Token) -> bool:
    return token.lemma.lower() in ("report", "case", "number", "record", "sign", "damage", "destruction")


def _escaped(parse: Parse, token: Token) -> bool:
    """Whether those unhurt are all there were, and it is told as a fact."""
    above = parse.tokens[token.head]
    if any(t.text.lower() == "to" for t in parse.children(above.index, "mark")):
        return False
    heads = [t for i in (token.index, above.index) for t in parse.children(i, "nsubj", "obj")]
    return any(
        t.text.lower() in ("everyone", "everybody", "all", "both", "they") or t.xpos == "NNS"
        for t in heads
    )


def find_parts(numbers: Numbers, counts: list[CountMention]) -> list[CountMention]:
    """Shares of the counts: "including three children", "five of them", "fourteen of the wounded"."""
    parse = numbers.parse
    taken = {i for count in counts for i in range(count.span.start, count.span.end)}
    before = word_set("counts", "parts", "before")
    after = [tuple(phrase.split()) for phrase in data_of("counts")["parts"]["after"]]
    found = []
    for quantity in numbers.quantities:
        if any(i in taken for i in range(quantity.numbers.start, quantity.numbers.end)):
            continue
        sentence = parse.sentences[parse.tokens[quantity.span.start].sentence]
        words = [t.text.lower() for t in parse.tokens[sentence.start : sentence.end]]
        at, stop = quantity.span.start - sentence.start, quantity.span.end - sentence.start
        near = any(word in before for word in words[max(0, at - 2) : at])
        tail = words[stop : stop + 6]
        share = any(tuple(tail[i : i + len(p)]) == p for p in after for i in range(3))
        if not near and not share:
            continue
        about = _share_of(words[max(0, at - 6) : stop + 6]) or _count_before(parse, counts, quantity)
        noun = next((i for i in range(quantity.span.end, min(quantity.span.end + 3, sentence.end))
                     if parse.tokens[i].lemma.lower() in people_words()), quantity.span.end - 1)
        if about is not None:
            span = Span(quantity.span.start, noun + 1)
            token = quantity.numbers.start
            found.append(CountMention(about, quantity.low, quantity.best, quantity.high, span, token, True))
    return found


def _share_of(words: list[str]) -> CountKind | None:
    """What the share is of where the text says it: "among the dead", "of the wounded"."""
    known = _toll_words()
    for at, word in enumerate(words):
        if word in ("of", "among") and at + 2 < len(words) and words[at + 1] == "the":
            for form in (words[at + 2], words[at + 2].removesuffix("s")):
                if form in known:
                    return known[form]
    return None


def _count_before(parse: Parse, counts: list[CountMention], quantity: Quantity) -> CountKind | None:
    """The kind of the count told last before a share, in its sentence or the one before."""
    at = parse.tokens[quantity.span.start].sentence
    earlier = [
        c for c in counts
        if c.span.start < quantity.span.start and at - parse.tokens[c.span.start].sentence <= 1 and (c.best or 0) > 0
    ]
    return max(earlier, key=lambda c: c.span.start).about if earlier else None
