"""What third-person pronouns take up: the most salient phrase before them that agrees and may be bound.

The weights are in `en/coreference.toml`; the constraints are those of syntax (Chomsky's binding principles A and B,
Hobbs 1978), the preferences those of Lappin and Leass (1994).
"""

from __future__ import annotations

from bisect import bisect_left

from sayso.language.clusters import Clusters
from sayso.language.coreference_words import words
from sayso.language.mentions import Phrase
from sayso.language.parse import Parse, Token

_MARKS = {'"': "", "“": "”", "„": "“", "«": "»"}
_NOMINAL = frozenset(("nmod", "compound", "amod", "det", "nummod"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_OBJECTS = frozenset(("obj", "iobj"))


def resolve_pronouns(parse: Parse, clusters: Clusters) -> None:
    """Join every third-person pronoun with what it takes up, from left to right."""
    phrases = clusters.phrases
    quoted = quotations(parse)
    speakers = _speakers(parse, clusters, quoted)
    first_of_sentence = [p.sentence for p in phrases]
    reach = int(words().salience["sentences"])
    for number, pronoun in enumerate(phrases):
        if pronoun.form != "pronoun" or len(clusters.of(number).members) > 1:
            continue
        earliest = bisect_left(first_of_sentence, pronoun.sentence - reach)
        best: tuple[float, int] | None = None
        barred = {clusters.find(n) for n in speakers.get(quoted[pronoun.mention.head], ())}
        for candidate in range(earliest, number):
            if clusters.find(candidate) in barred or not _possible(parse, clusters, candidate, number):
                continue
            score = _salience(parse, clusters, candidate, number, quoted)
            if score > words().salience["minimum"] and (best is None or score >= best[0]):
                best = (score, candidate)
        if best is None:
            best = _ahead(parse, clusters, number, barred)
        if best is not None:
            clusters.join(best[1], number)


def quotations(parse: Parse) -> list[int]:
    """For every token the number of the quotation that it is in, from 1; 0 outside of any."""
    found = [0] * len(parse.tokens)
    number, closing, paragraph = 0, "", -1
    open_ = False
    for token in parse.tokens:
        if parse.sentences[token.sentence].paragraph != paragraph:
            paragraph, open_ = parse.sentences[token.sentence].paragraph, False
        text = token.text
        if open_ and (text == closing or (text == '"' and closing == "")):
            open_ = False
        elif not open_ and text in _MARKS:
            open_, closing = True, _MARKS[text]
            number += 1
        elif open_:
            found[token.index] = number
    return found


def _base(relation: str) -> str:
    return relation.split(":")[0]


def _possible(parse: Parse, clusters: Clusters, candidate: int, number: int) -> bool:
    """Whether a phrase may be what a pronoun takes up, by agreement and binding."""
    phrase, pronoun = clusters.phrases[candidate], clusters.phrases[number]
    cluster = clusters.of(candidate)
    if phrase.sort == "measure" or phrase.absent or not clusters.agree(candidate, number):
        return False
    if pronoun.gender in ("he", "she"):
        if "person" not in cluster.sorts:
            return False
    elif pronoun.gender == "it":
        if "person" in cluster.sorts or cluster.gender in ("he", "she"):
            return False
    elif "one" in cluster.numbers or (phrase.form == "name" and not cluster.numbers and "body" not in cluster.sorts):
        return False
    return _bound(parse, phrase, pronoun)


def _bound(parse: Parse, phrase: Phrase, pronoun: Phrase) -> bool:
    """Whether binding allows it: no pronoun inside the phrase itself, none beside it under one verb."""
    tokens = parse.tokens
    head, token = tokens[phrase.mention.head], tokens[pronoun.mention.head]
    current = token
    while _base(current.relation) in _NOMINAL and not current.is_root:
        current = tokens[current.head]
        if current.index == head.index:
            return False
    reflexive = token.text.lower() in _REFLEXIVE
    possessive = _base(token.relation) == "nmod" and token.text.lower() in _POSSESSIVE
    if head.sentence != token.sentence:
        return not reflexive
    if possessive:
        return True
    under = tokens[token.head] if not token.is_root else token
    same = head.head == token.head and not head.is_root
    if not same and _base(under.relation) == "conj" and not any(
        _base(c.relation) in ("nsubj", "csubj") for c in parse.children(under.index)
    ):
        same = head.head == under.head and _base(head.relation) == "nsubj"
    if reflexive:
        return same
    return not same


def _speakers(parse: Parse, clusters: Clusters, quoted: list[int]) -> dict[int, list[int]]:
    """For every quotation the phrases that may be its speaker: no one calls himself "he"."""
    inside: dict[int, set[int]] = {}
    for token, number in zip(parse.tokens, quoted, strict=True):
        if number:
            inside.setdefault(token.sentence, set()).add(number)
    found: dict[int, list[int]] = {}
    for number, phrase in enumerate(clusters.phrases):
        head = parse.tokens[phrase.mention.head]
        if phrase.sentence in inside and speaks(parse, head):
            for quotation in inside[phrase.sentence] - {quoted[head.index]}:
                found.setdefault(quotation, []).append(number)
    return found


def speaks(parse: Parse, token: Token) -> bool:
    """Whether a token is the subject of a verb of speech."""
    return _base(token.relation) == "nsubj" and parse.tokens[token.head].lemma.lower() in words().speech


def _salience(parse: Parse, clusters: Clusters, candidate: int, number: int, quoted: list[int]) -> float:
    """How near at hand a phrase is where a pronoun stands."""
    weights = words().salience
    phrase, pronoun = clusters.phrases[candidate], clusters.phrases[number]
    tokens = parse.tokens
    head, token = tokens[phrase.mention.head], tokens[pronoun.mention.head]
    relation = _base(phrase.relation)
    score = weights["a_sentence"] * (pronoun.sentence - phrase.sentence)
    score += weights["a_token"] * (token.index - head.index)
    if relation == "nsubj":
        score += weights["subject"]
        if tokens[head.head].is_root:
            score += weights["main_clause"]
    elif relation in _OBJECTS:
        score += weights["object"]
    elif relation == "nmod":
        score += weights["modifier"]
    elif relation == "compound":
        score += weights["compound"]
    if relation == _base(pronoun.relation) and relation in ("nsubj", "obj"):
        score += weights["parallel"]
    score += weights["repeated"] * min(3, len([m for m in clusters.of(candidate).members if m < number]) - 1)
    if phrase.form == "name":
        score += weights["name"]
    if speaks(parse, token):
        if speaks(parse, head):
            score += weights["speaker"]
        if pronoun.gender == "it" and not clusters.of(candidate).sorts & {"body", "place"}:
            score += weights["unspoken"]
    if quoted[head.index] != quoted[token.index]:
        score += weights["quoted"]
    return score


def _ahead(parse: Parse, clusters: Clusters, number: int, barred: set[int]) -> tuple[float, int] | None:
    """The subject that a pronoun before it takes up ("In his speech the governor said"), where nothing before can."""
    phrases = clusters.phrases
    pronoun = phrases[number]
    above = set(parse.ancestors(pronoun.mention.head))
    for candidate in range(number + 1, min(number + 12, len(phrases))):
        phrase = phrases[candidate]
        if phrase.sentence != pronoun.sentence:
            return None
        head = parse.tokens[phrase.mention.head]
        if _base(phrase.relation) != "nsubj" or head.head not in above or phrase.form == "pronoun":
            continue
        if clusters.find(candidate) in barred:
            continue
        if parse.tokens[pronoun.mention.head].head == head.head:
            continue
        cluster = clusters.of(candidate)
        wanted = {"he": {"person"}, "she": {"person"}, "it": {"body", "place"}}.get(pronoun.gender, cluster.sorts)
        if clusters.agree(candidate, number) and cluster.sorts & wanted and phrase.sort != "measure":
            return 0.0, candidate
    return None
