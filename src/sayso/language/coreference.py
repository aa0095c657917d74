"""Which mentions are of one thing: sieves from the surest to the least sure (Lee et al., CL 2013).

Structure (appositions, predicates, acronyms in brackets), then names, then definite descriptions, then pronouns, last
what is possessed by one thing. Each sieve sees what those before it have joined. First and second persons are left to
whoever knows the speakers.
"""

from __future__ import annotations

from collections import defaultdict

from sayso.language.clusters import Clusters
from sayso.language.coreference_words import words
from sayso.language.lemmas import lookup
from sayso.language.mentions import Phrase, find_phrases
from sayso.language.parse import Chain, Mention, Parse, Token
from sayso.language.pronouns import resolve_pronouns

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "del", "al", "-"))
_HAPPENINGS = ("ing", "tion", "sion", "ment", "al", "ance", "ence")
_NEGATIONS = frozenset(("not", "n't", "never", "no"))


def find_chains(parse: Parse) -> tuple[Chain, ...]:
    """The chains of a parse, in the order of their first mention; what is mentioned once is in none."""
    phrases = find_phrases(parse)
    clusters = Clusters(phrases)
    at = {p.mention.head: n for n, p in enumerate(phrases) if p.form != "group"}
    _structure(parse, clusters, at)
    _names(clusters)
    _acronyms(clusters)
    _shorter_names(clusters)
    _same_head(clusters)
    _descriptions(clusters)
    resolve_pronouns(parse, clusters)
    _possessed(clusters, at)
    _substances(clusters)
    found = [_chain(phrases, members) for members in clusters.all() if len(members) > 1]
    return tuple(found)


def fullest(parse: Parse, token: int) -> Mention | None:
    """The fullest mention of the thing that the phrase headed by a token is of; None where it is in no chain.

    Where a coordination and its first member are both in chains, it is the member's.
    """
    found = [(m.end - m.start, chain.mentions[chain.best]) for chain in parse.chains for m in chain.mentions
             if m.head == token]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _chain(phrases: list[Phrase] | tuple[Phrase, ...], members: list[int]) -> Chain:
    """A chain; the fullest name is that with most words, else the first full noun phrase with most modifiers."""

    def fullness(position: int) -> tuple[int, int, int]:
        phrase = phrases[members[position]]
        rank = {"name": 3, "noun": 2, "group": 1, "pronoun": 0}[phrase.form]
        return rank, len(phrase.words) if rank == 3 else len(phrase.modifiers), -position

    members = sorted(members, key=lambda n: (phrases[n].mention.start, phrases[n].mention.end))
    return Chain(tuple(phrases[n].mention for n in members), max(range(len(members)), key=fullness))


def _structure(parse: Parse, clusters: Clusters, at: dict[int, int]) -> None:
    """Appositions ("X, the mayor of Y"; "the Forces (RSF)") and predicates ("X is the mayor")."""
    for token in parse.tokens:
        number = at.get(token.index)
        if number is None:
            continue
        phrase = clusters.phrases[number]
        if token.relation.split(":")[0] == "appos":
            other = _apposed_to(parse, clusters, at, token, number)
            if other is not None:
                clusters.join(other, number)
        if phrase.form == "noun" and phrase.sort != "measure":
            subject = _subject(parse, token)
            other = at.get(subject.index) if subject else None
            if other is not None and clusters.agree(other, number) and _predicated(clusters.phrases[other], phrase):
                clusters.join(other, number)


def _apposed_to(parse: Parse, clusters: Clusters, at: dict[int, int], token: Token, number: int) -> int | None:
    """What an apposition stands by: its head, or what that is part of ("the mayor of Izium, Oleh Kovtun")."""
    above = parse.tokens[token.head]
    while True:
        other = at.get(above.index)
        if other is not None and _apposed(clusters, other, number):
            return other
        if above.relation.split(":")[0] != "nmod" or above.is_root or clusters.phrases[number].sort != "person":
            return None
        above = parse.tokens[above.head]


def _apposed(clusters: Clusters, first: int, second: int) -> bool:
    a, b = clusters.phrases[first], clusters.phrases[second]
    if "measure" in (a.sort, b.sort) or not clusters.agree(first, second) or b.form == "pronoun":
        return False
    if b.form == "noun" and b.mention.end - b.mention.start == 1 and b.sort != "person":
        return False
    if a.form == b.form == "name":
        acronym = a.sort != "person" and len(a.words) > 1 == len(b.words) and 2 <= len(_letters(b.words[0])) <= 8
        return a.sort == b.sort != "place" and (acronym or a.words == b.words)
    return True


def _subject(parse: Parse, token: Token) -> Token | None:
    """The subject of which a noun is the affirmed predicate."""
    children = parse.children(token.index)
    copula = any(c.relation == "cop" for c in children)
    unsure = any(c.text.lower() in _NEGATIONS or (c.relation == "aux" and c.xpos == "MD") for c in children)
    if not copula or unsure:
        return None
    return next((c for c in children if c.relation == "nsubj"), None)


def _predicated(subject: Phrase, predicate: Phrase) -> bool:
    return subject.form == "name" or (subject.form == "noun" and subject.sort == predicate.sort == "person")


def _letters(acronym: str) -> str:
    """The letters of an acronym, without points and plural."""
    return acronym.replace(".", "").rstrip("s")


def _initials(name: tuple[str, ...]) -> set[str]:
    """The first letters of a name's words, with and without the small ones."""
    return {
        "".join(w[0] for w in name if w[0].isalnum() and w not in _SMALL), "".join(w[0] for w in name if w[0].isalnum())
    }


def _names(clusters: Clusters) -> None:
    """Names of the same words."""
    last: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form != "name":
            continue
        for other in last[phrase.words]:
            if not _rivals(clusters.phrases[other], phrase):
                clusters.join(other, number)
                break
        else:
            last[phrase.words].append(number)


def _rivals(first: Phrase, second: Phrase) -> bool:
    """Whether two names of the same words are of different things: each has a modifier that the other lacks."""
    a, b = {*first.modifiers, *first.words}, {*second.modifiers, *second.words}
    return first.sort != "person" and bool(a - b) and bool(b - a)


def _acronyms(clusters: Clusters) -> None:
    """"the Rapid Support Forces" and, anywhere, "the RSF"."""
    full: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form == "name" and len(phrase.words) > 1 and phrase.sort != "person":
            for initials in sorted(_initials(phrase.words)):
                full[initials].append(number)
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form == "name" and len(phrase.words) == 1 and len(_letters(phrase.words[0])) > 1:
            other = next((n for n in full[_letters(phrase.words[0])] if clusters.agree(n, number)), None)
            if other is not None:
                clusters.join(other, number)


def _shorter_names(clusters: Clusters) -> None:
    """A person's surname or first name alone, a body's name with fewer words and the same head."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form != "name":
            continue
        keys = {phrase.words[-1], phrase.words[0]} if phrase.sort == "person" else {phrase.lemma}
        if len(phrase.words) == 1 or phrase.sort != "person":
            for key in sorted(keys):
                other = next((n for n in reversed(seen[key]) if _shortens(clusters, n, number)), None)
                if other is not None:
                    clusters.join(other, number)
                    break
        for key in sorted(keys):
            seen[key].append(number)


def _shortens(clusters: Clusters, full: int, short: int) -> bool:
    a, b = clusters.phrases[full], clusters.phrases[short]
    if len(a.words) <= len(b.words) or not set(b.words) <= set(a.words) or not clusters.agree(full, short):
        return False
    if a.sort == "person":
        return True
    return a.sort == b.sort == "body" and b.modifiers <= {*a.modifiers, *a.words}


def _same_head(clusters: Clusters) -> None:
    """"the strike" after "a missile strike": the same head noun, definite, with no new modifier."""
    table = words()
    seen: dict[str, list[int]] = defaultdict(list)
    reach = table.salience["description_sentences"]
    for number, phrase in enumerate(clusters.phrases):
        if _takes_up(phrase) and not phrase.modifiers & table.differing:
            for other in reversed(seen[phrase.lemma]):
                if phrase.sentence - clusters.phrases[other].sentence > reach:
                    break
                if _describes(clusters, other, number):
                    clusters.join(other, number)
                    break
        if phrase.form in ("noun", "name"):
            for lemma in sorted({phrase.lemma, *phrase.titles}):
                seen[lemma].append(number)


def _takes_up(phrase: Phrase) -> bool:
    """Whether a phrase is a definite description that may take up what was named before."""
    return phrase.form == "noun" and phrase.sort != "measure" and phrase.definite and phrase.possessor is None


def _describes(clusters: Clusters, earlier: int, later: int) -> bool:
    """Whether a definite description may take up an earlier phrase with its head noun."""
    a, b = clusters.phrases[earlier], clusters.phrases[later]
    if not clusters.agree(earlier, later) or not b.modifiers <= clusters.of(earlier).modifiers:
        return False
    if a.absent or (a.form == "name" and a.sort != "person" and not a.kind):
        return False
    return not _nested(a, b)


def _nested(first: Phrase, second: Phrase) -> bool:
    """Whether one phrase is inside the other."""
    return first.mention.start <= second.mention.head < first.mention.end or (
        second.mention.start <= first.mention.head < second.mention.end
    )


def _descriptions(clusters: Clusters) -> None:
    """"the group", "the city": a noun that takes up the last name of its kind, in this sentence or the one before."""
    table = words()
    for number, phrase in enumerate(clusters.phrases):
        wanted = table.descriptions.get(phrase.lemma)
        if wanted is None or not _takes_up(phrase):
            continue
        if phrase.modifiers or phrase.number == "many" or len(clusters.of(number).members) > 1:
            continue
        for other in range(number - 1, -1, -1):
            before = clusters.phrases[other]
            if phrase.sentence - before.sentence > 2:
                break
            if _is_of(before, wanted) and not _nested(before, phrase) and clusters.agree(other, number):
                clusters.join(other, number)
                break


def _is_of(name: Phrase, wanted: str) -> bool:
    if name.form != "name" or name.relation == "compound":
        return False
    if wanted == "body":
        return name.sort == "body"
    return name.kind == ("settlement" if wanted == "settlement" else "region")


def _possessed(clusters: Clusters, at: dict[int, int]) -> None:
    """"his wife" and, later, "Smith's wife": the same noun of the same possessor."""
    seen: dict[tuple[str, int], int] = {}
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form != "noun" or phrase.possessor is None:
            continue
        owner = at.get(phrase.possessor)
        if owner is None:
            continue
        key = (phrase.lemma, clusters.find(owner))
        if key in seen and clusters.agree(seen[key], number):
            if phrase.modifiers <= clusters.of(seen[key]).modifiers:
                clusters.join(seen[key], number)
        else:
            seen[key] = number


def _substances(clusters: Clusters) -> None:
    """"ozone" and "ozone": a noun without determiner or modifier that names a stuff or a field, not a happening."""
    verbs = lookup().verbs
    seen: dict[str, int] = {}
    for number, phrase in enumerate(clusters.phrases):
        if phrase.form != "noun" or phrase.number != "one" or phrase.sort == "person" or phrase.sort == "measure":
            continue
        alone = phrase.mention.end - phrase.mention.start == 1 and not phrase.modifiers
        if alone and phrase.lemma not in verbs and not phrase.lemma.endswith(_HAPPENINGS):
            clusters.join(seen.setdefault(phrase.lemma, number), number)
