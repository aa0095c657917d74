"""Who says what: the sources of a report and their statements (source, cue and content, as in PARC and PolNeAR).

Finders give sayings by their cues; here they get their sources, what quotation marks add to them, and their place in
one another: what is said within another's content has both as its chain.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sayso.language.parse import Parse
from sayso.model import Report
from sayso.reading.attribution.contents import QUOTES, as_spans, covering, tokens_under
from sayso.reading.attribution.cue_words import words
from sayso.reading.attribution.datelines import dateline_tokens
from sayso.reading.attribution.learned import refine, thresholds
from sayso.reading.attribution.links import chain_heads, link_sayings
from sayso.reading.attribution.phrase_cues import find_phrase_utterances
from sayso.reading.attribution.quotations import find_quotations
from sayso.reading.attribution.relayed import find_relayed
from sayso.reading.attribution.source_phrases import phrase_at
from sayso.reading.attribution.sources import SourceRegister
from sayso.reading.attribution.subjects import is_statement_noun, statement_owner
from sayso.reading.attribution.utterances import Utterance, clause_of
from sayso.reading.attribution.verb_cues import find_verb_utterances
from sayso.reading.attribution.voices import find_voice
from sayso.reading.attribution.wide import Attributed, attributed
from sayso.reading.draft import Attribution, SourceDraft, Span, Statement


def attribute(parse: Parse, report: Report | None = None) -> Attribution:
    """The sources and statements of a parsed report. `report` gives the publisher, by which a party's own communiqué
    is known."""
    quotations = find_quotations(parse)
    utterances = _sayings(parse, quotations)
    register = SourceRegister(parse)
    voice = find_voice(parse, report, register)
    spoken = _with_sources(parse, utterances, register, quotations)
    sources = register.sources()
    statements = _statements(parse, spoken, quotations)
    if report is not None and report.publisher:
        statements = _without_publisher(statements, sources, report.publisher, keep=voice is not None)
    return Attribution(sources, statements, voice)


def attribute_widely(parse: Parse) -> tuple[Attributed, ...]:
    """Who says, thinks, knows, wants or takes which side, over the whole text: more than the codebook takes for claims,
    claims, for comparison with sets that count it all."""
    return attributed(parse, _sayings(parse, find_quotations(parse), wide=True))


def _sayings(parse: Parse, quotations: tuple[Span, ...], *, wide: bool = False) -> list[Utterance]:
    """All sayings in the order of the text: by the rules, and as the encoder's heads know better."""
    relayed = find_relayed(parse, quotations)
    known = {u.anchor for u in relayed}
    verbs = [u for u in find_verb_utterances(parse, quotations) if u.anchor not in known and not _cites(parse, u)]
    utterances = sorted([*relayed, *verbs, *find_phrase_utterances(parse, quotations)], key=lambda u: u.anchor)
    utterances = _apart(parse, link_sayings(parse, utterances), dateline_tokens(parse))
    utterances = _with_whole_quotations(refine(parse, utterances, thresholds(wide=wide)), quotations)
    return link_sayings(parse, utterances)  # again, for the sayings that no rule had found


def _with_whole_quotations(utterances: list[Utterance], quotations: tuple[Span, ...]) -> list[Utterance]:
    """The sayings with every quotation whole of which they have a good part: who says its first sentence says all."""
    found = []
    for utterance in utterances:
        content = utterance.content
        for quotation in quotations:
            inside = sum(quotation.start <= i < quotation.end for i in content)
            if not quotation.holds(utterance.anchor) and 3 * inside >= quotation.end - quotation.start:
                content |= frozenset(range(quotation.start, quotation.end))
        found.append(replace(utterance, content=content))
    return found


def _without_publisher(
    statements: tuple[Statement, ...], sources: tuple[SourceDraft, ...], publisher: str, *, keep: bool
) -> tuple[Statement, ...]:
    """The statements without the report itself as a link: what it was told ("told the Herald"), it has from who told
    it, and what a paper says of itself by name is the report's own voice. `keep`: the publisher is a party that speaks
    itself, whose own statements stay."""
    own = _name_words(publisher)
    is_own = [bool(w := _name_words(s.name)) and w <= own for s in sources]
    found = []
    for statement in statements:
        *outer, origin = statement.chain
        if not keep and not outer and _name_words(sources[origin].name) == own:
            continue
        found.append(replace(statement, chain=(*(n for n in outer if not is_own[n]), origin)))
    return tuple(found)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace("'s", "").replace("’s", "").split()) - {"the", "a", "an"}


def _cites(parse: Parse, utterance: Utterance) -> bool:
    """Whether a saying is but a participle that names whose words another's are ("citing two officials")."""
    token = parse.tokens[utterance.anchor]
    citing = token.xpos == "VBG" and token.lemma.lower() in words("cues", "passing_on", "lemmas")
    return citing and not parse.children(token.index, "aux")


def _apart(parse: Parse, utterances: list[Utterance], datelines: frozenset[int]) -> list[Utterance]:
    """The sayings without datelines, without what the same speaker goes on to say ("and said"), and without what
    another says against them in the same sentence ("…, while Moscow said")."""
    found = []
    for outer in utterances:
        if outer.source in datelines:
            continue
        content = outer.content - datelines
        for inner in utterances:
            if inner.anchor in content and (cut := _parted(parse, outer, inner)) is not None:
                content = frozenset(i for i in content if i < cut)
            if inner.anchor == outer.anchor or inner.anchor not in content:
                continue
            clause = clause_of(parse, inner.anchor)
            opening = [c.text.lower() for c in parse.children(clause, "mark", "cc", "advmod")]
            if (
                parse.tokens[clause].relation in ("advcl", "conj", "parataxis")
                and words("cues", "adversative", "words") & set(opening[:1])
                and (inner.source in tokens_under(parse, clause))
            ):
                content = content - tokens_under(parse, clause)
            elif (inner.source == outer.source and parse.tokens[inner.anchor].relation == "conj") or _comments_on(
                parse, inner.anchor
            ):
                content = content - tokens_under(parse, inner.anchor)
        found.append(replace(outer, content=content))
    return found


def _parted(parse: Parse, outer: Utterance, inner: Utterance) -> int | None:
    """The semicolon behind which another speaks for himself ("X said A; Y says B"), where one parts the two."""
    low = max(outer.anchor, outer.source)
    if parse.tokens[outer.anchor].sentence != parse.tokens[inner.anchor].sentence or inner.source <= low:
        return None
    cuts = [i for i in range(low, min(inner.anchor, inner.source)) if parse.tokens[i].text == ";"]
    quotes = [i for i in range(low, min(inner.anchor, inner.source)) if parse.tokens[i].text in QUOTES]
    return cuts[-1] if cuts and len(quotes) % 2 == 0 else None


def _comments_on(parse: Parse, verb: int) -> bool:
    """Whether the author's relative clause tells what another says of the thing ("…, which the group denied")."""
    return parse.tokens[verb].relation == "acl:relcl" and any(
        c.text.lower() in ("which", "that") and c.upos == "PRON" for c in parse.children(verb, "obj")
    )


def _with_sources(
    parse: Parse,
    utterances: list[Utterance],
    register: SourceRegister,
    quotations: tuple[Span, ...],
) -> list[tuple[Utterance, tuple[int, ...]]]:
    """Every saying with the numbers of its own links; sayings of nobody, and of the author, are left out. A quotation
    that no cue stands beside goes on with whoever spoke last in its paragraph."""
    spoken: list[tuple[Utterance, tuple[int, ...]]] = []
    going_on = {i for u in utterances if u.cue is None for i in u.content}
    loose = [
        q for q in quotations
        if _is_utterance(parse, q) and not _is_taken(q, utterances) and going_on.isdisjoint(range(q.start, q.end))
    ]
    # a quotation left open at the end of its paragraph goes on in the next
    carried = {
        q.start for p, q in pairwise(quotations) if p.end == q.start and parse.tokens[p.end - 1].text not in QUOTES
    }
    nested = {
        u.anchor
        for u in utterances
        if any(
            u.anchor in o.content and o.anchor not in u.content and len(o.content) < 120
            for o in utterances
            if o is not u
        )
    }
    last: tuple[int, ...] | None = None
    last_paragraph = -1
    uncued = [Utterance(q.start, None, q.start, frozenset(range(q.start, q.end))) for q in loose]
    for item in sorted([*utterances, *uncued], key=lambda u: u.anchor):
        if item.cue is None:
            paragraph = parse.sentences[parse.tokens[item.anchor].sentence].paragraph
            if last is not None and (paragraph == last_paragraph or item.anchor in carried):
                spoken.append((item, last))
                last_paragraph = paragraph
            continue
        numbers: list[int] = []
        for head in chain_heads(parse, item):
            number = _resolve(parse, head, register, item.content)
            if number is None and head == item.source:
                numbers = []
                break
            if number is not None and number not in numbers:
                numbers.append(number)
        if not numbers:
            continue
        speaker = _resolve(parse, item.source, register, item.content)
        if speaker is not None and item.anchor not in nested:
            register.heard(speaker, item.anchor)
        last, last_paragraph = tuple(numbers), parse.sentences[parse.tokens[item.anchor].sentence].paragraph
        spoken.append((item, tuple(numbers)))
    return spoken


def _resolve(parse: Parse, head: int, register: SourceRegister, said: frozenset[int]) -> int | None:
    """The source of a phrase; a statement ("its communique said") stands for whoever made it."""
    if is_statement_noun(parse, head):
        owner = statement_owner(parse, head)
        if owner is not None:
            return register.resolve(owner, said)
        if any(c.text.lower() in ("the", "this", "that") for c in parse.children(head, "det")):
            return register.last_heard()
    return register.resolve(head, said)


def _is_utterance(parse: Parse, quotation: Span) -> bool:
    """Whether a quotation is a sentence of its own, and no scare quote within another."""
    first = parse.sentences[parse.tokens[quotation.start].sentence]
    return quotation.start <= first.start + 1 and quotation.end - quotation.start >= 5


def _is_taken(quotation: Span, utterances: list[Utterance]) -> bool:
    """Whether a cue outside the quotation has it, or part of it, as what is said."""
    return any(not quotation.holds(u.anchor) and any(quotation.holds(i) for i in u.content) for u in utterances)


def _statements(
    parse: Parse,
    spoken: list[tuple[Utterance, tuple[int, ...]]],
    quotations: tuple[Span, ...],
) -> tuple[Statement, ...]:
    quoted = {i for q in quotations for i in range(q.start, q.end)}
    found = []
    for number, (utterance, _) in enumerate(spoken):
        content = as_spans(parse, utterance.content)
        chain = _chain(spoken, number, frozenset())
        parts = {i for span in content for i in range(span.start, span.end)}
        passage = set(parts) or {utterance.anchor}
        if utterance.cue is not None:
            source = phrase_at(parse, utterance.source).span
            passage |= {utterance.cue.start, utterance.cue.end - 1, utterance.anchor}
            if parse.tokens[source.start].sentence == parse.tokens[utterance.anchor].sentence:
                passage |= {source.start, source.end - 1}
        verbatim = bool(parts) and all(i in quoted or parse.tokens[i].upos == "PUNCT" for i in parts)
        found.append(
            Statement(
                chain,
                utterance.cue,
                content,
                covering(passage),
                utterance.stance,
                utterance.certainty,
                utterance.about,
                verbatim,
            )
        )
    return tuple(sorted(found, key=lambda s: (s.whole.start, s.whole.end, s.chain)))


def _chain(spoken: list[tuple[Utterance, tuple[int, ...]]], number: int, above: frozenset[int]) -> tuple[int, ...]:
    """The links of a saying after those of the saying in whose content it stands."""
    utterance, own = spoken[number]
    holders = [
        n
        for n, (other, _) in enumerate(spoken)
        if n != number
        and n not in above
        and utterance.anchor in other.content
        and other.anchor not in utterance.content
        and (len(other.content), n) > (len(utterance.content), -1)
    ]
    if not holders:
        return own
    outer = min(holders, key=lambda n: (len(spoken[n][0].content), n))
    links = list(_chain(spoken, outer, above | {number}))
    for link in own:
        if link in links:
            links.remove(link)
        links.append(link)
    return tuple(links)
