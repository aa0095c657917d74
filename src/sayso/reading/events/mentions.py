"""The mentions of events: triggers with what their sentences say of their reality and their occasion."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook import party_of
from sayso.reading.clauses import Clauses
from sayso.reading.events.kinds import KindReader
from sayso.reading.events.place_phrases import PlacePhrase
from sayso.reading.events.ties import Ties
from sayso.reading.events.triggers import Trigger
from sayso.reading.factuality import judge
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.timeline import TimedPhrase
from sayso.reading.trigger_lexicon import lexicon

_OPENER_WORDS = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger in its sentence.

    `kind`: the kind that it tells by itself, None where it is open; `realis`: told as having happened. `days`,
    `places`: told in its own clause; `near`: the names of places in its sentence;
    `setting`: of those that open it. `parties`: whose act its subject tells. `another`: marked as another act
    than the one told before; `definite`: points back to one; `indefinite`: brings one in; `picked`: one of several
    told before, or none; `described`: a day or a place stands in the noun's own phrase; `perceived`: heard or seen by
    somebody. `item`: the item of a roundup that it stands in.
    """

    trigger: Trigger
    kind: str | None
    realis: bool
    days: tuple[TimedPhrase, ...]
    places: tuple[PlacePhrase, ...]
    near: frozenset[str]
    setting: frozenset[str]
    parties: frozenset[str]
    another: bool
    definite: bool
    indefinite: bool
    picked: bool
    described: bool
    perceived: bool
    sentence: int
    paragraph: int
    item: int | None

    @property
    def token(self) -> int:
        """The trigger's token."""
        return self.trigger.token

    @property
    def names(self) -> frozenset[str]:
        """The names of places told in its clause, those of sources left out; else those that open its sentence."""
        return frozenset(name for place in self.places if not place.of_source for name in place.names) or self.setting


def read_mentions(
    clauses: Clauses, triggers: tuple[Trigger, ...], kinds: KindReader, ties: Ties, items: tuple[tuple[int, int], ...],
) -> list[list[Mention]]:
    """The mentions of every sentence that has any. What is only feared, planned, possible or a habit is left out; what
    is denied or only dates something else is not realis. `items`: a roundup's items as ranges of sentences."""
    parse = clauses.parse
    item_of = {sentence: n for n, (first, end) in enumerate(items) for sentence in range(first, end)}
    names: dict[int, frozenset[str]] = {}
    opening: dict[int, frozenset[str]] = {}
    for place in ties.places:
        at = parse.tokens[place.top].sentence
        names[at] = names.get(at, frozenset()) | place.names
        if place.fronted and place.locative and not place.of_source:
            opening[at] = opening.get(at, frozenset()) | place.names
    found: dict[int, list[Mention]] = {}
    for trigger in triggers:
        judged = judge(parse, trigger.token)
        promised = judged.value == "future" and trigger.name in lexicon().promised
        if (judged.value in ("future", "hypothetical") and not promised) or _is_unreal(clauses, trigger):
            continue
        sentence = parse.sentences[parse.tokens[trigger.token].sentence]
        if _is_habit(clauses, trigger):
            continue
        found.setdefault(sentence.index, []).append(Mention(
            trigger=trigger,
            kind=kinds.explicit(trigger),
            realis=(judged.is_realis or promised) and not _only_dates(clauses, trigger),
            days=ties.days_of(trigger.token),
            places=ties.places_of(trigger.token),
            near=names.get(sentence.index, frozenset()),
            setting=opening.get(sentence.index, frozenset()),
            parties=_parties(clauses, trigger),
            another=_is_another(clauses, trigger, sentence.start),
            definite=_is_definite(clauses, trigger),
            indefinite=_is_indefinite(clauses, trigger),
            picked=not trigger.verbal and bool(clauses.modifiers(trigger.token) & grouping_words().picking),
            described=ties.describes(trigger.token),
            perceived=any(clauses.lemmas[i] in lexicon().perception for i in parse.ancestors(trigger.token)[:2]),
            sentence=sentence.index,
            paragraph=sentence.paragraph,
            item=item_of.get(sentence.index),
        ))
    return [found[index] for index in sorted(found)]


def _is_unreal(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is what somebody fears, plans or averts, or an agreement that is only talked of."""
    tokens = clauses.parse.tokens
    token = tokens[trigger.token]
    above = tokens[token.head]
    if trigger.name == "agreement" and not trigger.verbal and clauses.lemmas[above.index] in lexicon().proposed:
        return True
    related = token.relation in ("obj", "nsubj:pass", "ccomp", "xcomp", "obl")
    return related and above.upos == "VERB" and clauses.lemmas[above.index] in lexicon().unreal


def _only_dates(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun stands in a phrase that dates something else ("since the fighting of 2017"). A clause tells what
    happened, whatever it dates ("hours before a bomb tore through the market")."""
    cases = {t.lemma.lower() for t in clauses.parse.children(trigger.token, "case")}
    return not trigger.verbal and bool(cases & grouping_words().dating)


def _is_habit(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is told as what is done time and again, or has been for long."""
    words = grouping_words()
    parse = clauses.parse
    head = clauses.head_of[trigger.token]
    adverbs = {clauses.lemmas[t.index] for at in {head, trigger.token} for t in parse.children(at, "advmod")}
    if adverbs & words.habitual_adverbs:
        return True
    start, end = parse.subtree(head)
    inside = [clauses.lemmas[i] for i in range(start, end) if clauses.head_of[i] == head]
    if holds_any(inside, words.habitual):
        return True
    lasting = any(t.lemma.lower() == "have" and t.xpos in ("VBZ", "VBP") for t in parse.children(head, "aux"))
    if lasting and "since" in inside and trigger.name != "evacuation":
        return True
    token = parse.tokens[trigger.token]
    plural = token.xpos == "NNS" and not clauses.modifiers(trigger.token) and not trigger.verbal
    plural = plural and clauses.lemmas[head] not in words.series
    return plural and not parse.children(trigger.token, "nmod", "acl") and parse.tokens[head].xpos in ("VBP", "VBZ")


def _is_another(clauses: Clauses, trigger: Trigger, sentence_start: int) -> bool:
    """Whether the words about a trigger, or those that open its sentence, tell that it is not the act told before."""
    words = grouping_words()
    if holds_any(clauses.lemmas[sentence_start : sentence_start + _OPENER_WORDS], words.openers):
        return True
    tokens = clauses.parse.tokens
    if _is_series(clauses, trigger):
        return True
    nominal = not trigger.verbal or tokens[trigger.token].xpos == "VBG"
    if nominal and clauses.modifiers(trigger.token) & words.another:
        return True
    if trigger.verbal and trigger.founds == "yes" and _by_another_weapon(clauses, trigger):
        return True
    above = clauses.parse.ancestors(trigger.token)[:2]
    if not trigger.verbal and any(clauses.lemmas[i] in words.motives for i in above):
        return True
    head = clauses.head_of[trigger.token]
    if head not in (trigger.token, tokens[trigger.token].head) or clauses.lemmas[head] in words.telling:
        return False
    start, end = clauses.parse.subtree(head)
    inside = (i for i in range(start, end) if clauses.head_of[i] == head)
    return any(tokens[i].text.lower() in words.another_adverbs for i in inside)


def _is_series(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a plural noun is told as a series that goes on ("shelling attacks continued the whole time")."""
    token = clauses.parse.tokens[trigger.token]
    plural = not trigger.verbal and token.xpos in ("NNS", "NNPS") and not _is_definite(clauses, trigger)
    return plural and token.relation == "nsubj" and clauses.lemmas[token.head] in grouping_words().series


def _parties(clauses: Clauses, trigger: Trigger) -> frozenset[str]:
    """The parties that the subject of a verb names by itself or by its adjective ("Russian jets"), or an adjective or
    owner of a noun ("Israel's raid", "the Russian strikes")."""
    parse = clauses.parse
    if trigger.verbal:
        subjects = clauses.subjects(trigger.token) if trigger.founds == "yes" else ()
        token = parse.tokens[trigger.token]
        if clauses.lemmas[token.head] in ("accuse", "blame", "suspect") and token.relation in ("advcl", "obl", "xcomp"):
            subjects = clauses.objects(token.head)  # "accuses the front of shelling the town"
        words = [t for i in subjects for t in (parse.tokens[i], *parse.children(i, "amod", "compound", "nmod:poss"))]
    else:
        words = parse.children(trigger.token, "amod", "nmod:poss") if trigger.founds == "yes" else []
    found = (party_of(t.text) for t in words if t.upos in ("PROPN", "ADJ"))
    return frozenset(party for party in found if party is not None)


def _by_another_weapon(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether another weapon than the one told before does it ("other missiles fell on the port")."""
    means, another = lexicon().means_words, grouping_words().another
    subjects = [i for i in clauses.subjects(trigger.token) if clauses.lemmas[i] in means]
    return any(clauses.modifiers(i) & another for i in subjects)


def _is_definite(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun points back to an act told before ("the attack", "Sunday's assault"); never true of a verb."""
    if trigger.verbal:
        return False
    owners = clauses.parse.children(trigger.token, "nmod:poss")
    if any(clauses.entity_kind(t.index) == "time" for t in owners):
        return True
    return bool(clauses.modifiers(trigger.token) & grouping_words().definite)


def _is_indefinite(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a noun brings in an act as a new one: with an indefinite article or a number, or a bare plural."""
    if trigger.verbal:
        return False
    token = clauses.parse.tokens[trigger.token]
    before = clauses.parse.children(trigger.token, "det", "nummod")
    if any(clauses.lemmas[t.index] in grouping_words().indefinite or t.relation == "nummod" for t in before):
        return True
    return token.xpos == "NNS" and not before and not clauses.parse.children(trigger.token, "nmod:poss")
