"""Which event a number of people belongs to."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import CountMention
from sayso.reading.events.grouping import Group
from sayso.reading.grouping_words import grouping_words, holds_any
from sayso.reading.trigger_lexicon import lexicon

# How many tokens about a count are searched for the words of a total.
_NEAR = 14


def assign_counts(
    parse: Parse, groups: list[Group], counts: tuple[CountMention, ...],
) -> list[tuple[CountMention, ...]]:
    """The counts of every event: those of its mentions, else of its sentence, else of what was last told before in the
    text. A total over several events goes to none."""
    found: list[list[CountMention]] = [[] for _ in groups]
    for count in counts:
        if _is_total(parse, count):
            continue
        number = _owner(parse, groups, count)
        if number is not None and count.about in ("killed", "injured"):
            number = _hurtful(groups, number, count)
        if number is not None:
            found[number].append(count)
    return [tuple(own) for own in found]


def _hurtful(groups: list[Group], number: int, count: CountMention) -> int:
    """The event that hurt the people of a count: where the one it stands with is no violent act ("2,000 people fled"),
    the violent one told last before it, else the first."""
    violent = lexicon().violent

    def hurts(group: Group) -> bool:
        return not group.kinds or bool(group.kinds & (violent | {"riot", "protest"}))

    if hurts(groups[number]):
        return number
    told = [(m.token, n) for n, g in enumerate(groups) if hurts(g) for m in g.mentions]
    before = [pair for pair in told if pair[0] < count.token]
    if before:
        return max(before)[1]
    return min(told)[1] if told else number


def _is_total(parse: Parse, count: CountMention) -> bool:
    sentence = parse.sentences[parse.tokens[count.token].sentence]
    first, end = max(sentence.start, count.span.start - _NEAR), min(sentence.end, count.span.end + _NEAR)
    lemmas = [t.lemma.lower() for t in parse.tokens[first:end]]
    # "has killed 40,000 people since 2009"
    lasting = any(t.lemma.lower() == "have" and t.xpos in ("VBZ", "VBP") for t in parse.children(count.token, "aux"))
    return holds_any(lemmas, grouping_words().totals) or (lasting and "since" in lemmas)


def _owner(parse: Parse, groups: list[Group], count: CountMention) -> int | None:
    for number, group in enumerate(groups):
        if any(m.token == count.token for m in group.mentions):
            return number
    sentence = parse.tokens[count.token].sentence
    inside = [(abs(m.token - count.token), number)
              for number, group in enumerate(groups) for m in group.mentions if m.sentence == sentence]
    if inside:
        return min(inside)[1]
    paragraph = parse.sentences[sentence].paragraph
    before = [(m.token, number) for number, g in enumerate(groups) for m in g.mentions
              if m.token < count.token and m.paragraph == paragraph]
    if before:
        return max(before)[1]
    # a paragraph that tells of numbers alone goes on with what the report is about
    return 0 if groups else None
