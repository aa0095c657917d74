"""Claims that a statement makes by its cue or its words, beside those by the words of an event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sayso.language.parse import Parse, Token
from sayso.model import Attribute, Stance
from sayso.reading.counts.numerals import Quantity, find_quantities
from sayso.reading.draft import Attribution, ClaimDraft, CountKind, CountMention, EventDraft, Statement
from sayso.reading.factuality import judge
from sayso.reading.said_doers import SaidDoer, may_be_accused, own_name, party_in, said_doers
from sayso.reading.topics import Topic, content_of, is_reaction, purpose_in, topic_words, topics

_COUNTS: tuple[CountKind, ...] = ("killed", "injured", "missing", "captured", "displaced")
_MORE: frozenset[Attribute] = frozenset({"weapon", "cause", "intent", "time", "damage"})
_MOST = 2  # attributes that the words of one statement are taken to be about
_CONCEDING = frozenset({"deny", "dispute", "contest", "reject"})


@dataclass(frozen=True)
class Context:
    """The report in which statements stand: for every token that an event's words corefer with, the event."""

    parse: Parse
    attribution: Attribution
    events: tuple[EventDraft, ...]
    event_at: dict[int, int] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()

    def __post_init__(self) -> None:
        triggers = {token: number for number, event in enumerate(self.events) for token in event.mentions}
        for chain in self.parse.chains:
            numbers = [triggers[m.head] for m in chain.mentions if m.head in triggers]
            if numbers:
                self.event_at.update({m.head: numbers[0] for m in chain.mentions if m.head not in triggers})
        object.__setattr__(self, "quantities", find_quantities(self.parse))


def claims_of_statement(
    context: Context, statement: Statement, made: list[ClaimDraft], before: list[ClaimDraft]
) -> list[ClaimDraft]:
    """The further claims of a statement. `made` are those by the words of events in it; `before` all claims that are
    known so far, which tell what a denial takes up."""
    number = _event_of(context, statement, made)
    if number is None or not statement.chain:
        return []
    if _scorns(context.parse, statement):
        statement = replace(statement, stance="denies")
    told = {claim.about for claim in made if claim.event == number}
    event, parse = context.events[number], context.parse
    doers = said_doers(parse, context.attribution, statement, event) if statement.stance != "declines" else []
    found = [_by_doer(number, statement, doer) for doer in doers[:1]]
    told |= {claim.about for claim in found}
    if statement.about is not None:
        about = statement.about
        if statement.stance == "denies" and _takes_up(parse, statement):
            about = _last_said(context, number, statement, before) or about
        promised = about == "intent" and any(
            t.lemma.lower() in topic_words("promised") and not statement.holds(t.head)
            for t in content_of(parse, statement)
        )
        if about not in told and not promised:
            found.append(_claim(context, number, statement, about, None))
        return found
    if statement.stance == "declines":
        outlet = context.attribution.sources[statement.chain[-1]].kind == "media"
        # "the agency could not verify the reports" withholds nothing
        return [] if made or outlet else [_claim(context, number, statement, _withheld(context, statement), None)]
    count = None if told & set(_COUNTS) else _bare_count(context, number, statement, before)
    if count is not None:
        return [*found, count]
    if statement.stance == "denies":
        return [*found, *_denials(context, number, statement, told, before)]
    if _concedes(parse, statement) and may_be_accused(context.attribution.sources[statement.chain[-1]], event):
        if "responsibility" not in told:
            found.append(_claim(context, number, statement, "responsibility", None, own=True))
        return found
    return [*found, *_by_words(context, number, statement, told, before)]


def _scorns(parse: Parse, statement: Statement) -> bool:
    """Whether a statement calls what others have said ridiculous or worse: it denies that."""
    if statement.stance != "affirms" or not _takes_up(parse, statement):
        return False
    return any(t.lemma.lower() in topic_words("taken_up", "scorn") for t in content_of(parse, statement))


def _by_words(
    context: Context, number: int, statement: Statement, told: set[Attribute], before: list[ClaimDraft]
) -> list[ClaimDraft]:
    """What a statement is about by its words; `other` where they tell nothing and it is no mere reaction."""
    parse = context.parse
    content = _own_content(context, statement)
    spoken = topics(parse, content)
    if told:
        more = [t for t in spoken if t.about in _MORE and t.about not in told]
        said = told - {*_COUNTS, "occurrence"}
        return [_by_topic(context, number, statement, topic) for topic in more[: max(0, _MOST - len(said))]]
    if any(t.lemma.lower() in topic_words("repeating") for t in content):
        last = _last_said(context, number, statement, before)
        return [_claim(context, number, statement, last or "occurrence", None)]
    if _names_suspect(parse, statement, content):
        return [_claim(context, number, statement, "responsibility", None)]
    if is_reaction(parse, statement):
        return [_by_topic(context, number, statement, t) for t in spoken if t.about == "intent"][:1]
    if _of_fighters(parse, statement) and any(t.lemma.lower() in ("no", "not", "never") for t in content):
        return [_claim(context, number, statement, "target", None, stance="denies")]
    if spoken:
        return [_by_topic(context, number, statement, topic) for topic in spoken[:_MOST]]
    purpose = purpose_in(parse, content)
    if purpose is not None:
        return [_claim(context, number, statement, "intent", purpose)]
    if not any(t.upos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") for t in content):
        return []
    cue = statement.cue
    perceived = cue is not None and any(
        parse.tokens[i].lemma.lower() in topic_words("perceiving") for i in range(cue.start, cue.end)
    )
    return [_claim(context, number, statement, "occurrence" if perceived else "other", None)]


def _names_suspect(parse: Parse, statement: Statement, content: list[Token]) -> bool:
    """Whether a statement is but the name of a suspect ("residents suspect the front")."""
    cue = statement.cue
    if cue is None or any(t.upos in ("VERB", "AUX") for t in content):
        return False
    suspects = any(parse.tokens[i].lemma.lower() in topic_words("suspecting") for i in range(cue.start, cue.end))
    return suspects and party_in(parse, statement, None) is not None


def _own_content(context: Context, statement: Statement) -> list[Token]:
    """What is said, without what a statement within it says of its own ("said that it could not verify the toll")."""
    inner = [s for s in context.attribution.statements if s is not statement and s.cue is not None
             and statement.holds(s.cue.start) and statement.chain[-1] in s.chain]
    return [t for t in content_of(context.parse, statement) if not any(s.whole.holds(t.index) for s in inner)]


def _denials(
    context: Context, number: int, statement: Statement, told: set[Attribute], before: list[ClaimDraft]
) -> list[ClaimDraft]:
    """What a denial gainsays: what its words tell; else what was last said, where it takes that up; else that the
    accused did it, or that it happened."""
    source = context.attribution.sources[statement.chain[-1]]
    event = context.events[number]
    accused = may_be_accused(source, event)
    aimed = any(t.upos == "VERB" and t.lemma.lower() == "target" for t in content_of(context.parse, statement))
    if aimed:  # "denies targeting civilians" denies no strike
        return [] if "target" in told else [_claim(context, number, statement, "target", None)]
    if told:
        if accused and "responsibility" not in told and "occurrence" in told:
            return [_claim(context, number, statement, "responsibility", None, own=True)]
        return []
    spoken = topics(context.parse, [t for t in content_of(context.parse, statement)
                                    if t.lemma.lower() not in topic_words("taken_up", "words")])
    if _of_fighters(context.parse, statement):
        return [_claim(context, number, statement, "target", None)]
    if spoken:
        return [_by_topic(context, number, statement, topic) for topic in spoken[:1]]
    last = _last_said(context, number, statement, before)
    if last is not None:
        return [_claim(context, number, statement, last, None)]
    if accused:
        return [_claim(context, number, statement, "responsibility", None, own=True)]
    if not _takes_up(context.parse, statement):
        return [_claim(context, number, statement, "other", None)]
    # who serves no party and calls the reports untrue says that it did not happen, as does who calls a whole story so;
    # those who suffered it, that what was hit is what the other side says
    whole = any(t.lemma.lower() in topic_words("taken_up", "stories") for t in content_of(context.parse, statement))
    return [_claim(context, number, statement, "occurrence" if source.side is None or whole else "target", None)]


def _takes_up(parse: Parse, statement: Statement) -> bool:
    """Whether a statement takes up what others have said ("rejected that allegation")."""
    return any(t.lemma.lower() in topic_words("taken_up", "words") for t in content_of(parse, statement))


def _of_fighters(parse: Parse, statement: Statement) -> bool:
    """Whether a statement is about fighters at the place: whether it was a target."""
    return any(t.lemma.lower() in topic_words("target", "fighters") for t in content_of(parse, statement))


def _last_said(
    context: Context, number: int, statement: Statement, before: list[ClaimDraft]
) -> Attribute | None:
    """The special attribute of which another source spoke in the same paragraph, right before."""
    paragraph = _paragraph(context.parse, statement.whole.start)
    earlier = [c for c in before if c.event == number and c.token < statement.whole.start and c.chain
               and c.chain[-1] != statement.chain[-1] and _paragraph(context.parse, c.token) == paragraph]
    if not earlier:
        return None
    last = max(earlier, key=lambda c: c.token)
    if any(c.about == "responsibility" and c.passage == last.passage for c in earlier):
        return None  # an accusation
    return None if last.about in ("occurrence", "other") else last.about


def _withheld(context: Context, statement: Statement) -> Attribute:
    """What a source would not say: by its words, else by what it was asked, else who did it."""
    parse = context.parse
    spoken = topics(parse, content_of(parse, statement))
    if not spoken:
        sentence = parse.tokens_of(parse.sentences[parse.tokens[statement.whole.start].sentence])
        asked = next((t.index for t in sentence if t.lemma.lower() in topic_words("asking")), None)
        if asked is not None:
            cue = statement.cue.start if statement.cue is not None else asked
            end = cue if asked < cue else parse.subtree(asked)[1]
            spoken = topics(parse, [t for t in sentence if asked < t.index < end])
    return spoken[0].about if spoken else "responsibility"


def _concedes(parse: Parse, statement: Statement) -> bool:
    """Whether the cue is a denial that is itself denied ("did not dispute that")."""
    cue = statement.cue
    return cue is not None and any(parse.tokens[i].lemma.lower() in _CONCEDING for i in range(cue.start, cue.end))


def _bare_count(
    context: Context, number: int, statement: Statement, before: list[ClaimDraft]
) -> ClaimDraft | None:
    """A statement that is but a number, of the people of whom a number was last told ("the group says 60")."""
    parse = context.parse
    inside = [q for q in context.quantities if all(statement.holds(i) for i in range(q.span.start, q.span.end))]
    content = content_of(parse, statement)
    if not inside or statement.stance != "affirms":
        return None
    quantity = inside[0]
    others = [t for t in content if t.index < quantity.span.end and not quantity.span.holds(t.index)]
    behind = parse.tokens[quantity.span.end] if statement.holds(quantity.span.end) else None
    harmed = [t.about for t in topics(parse, [behind])] if behind is not None else []
    about = next((kind for kind in _COUNTS if kind in harmed), None)
    rising = topic_words("rising", "nouns") | topic_words("rising", "verbs")
    others = [t for t in others if t.lemma.lower() not in rising]
    if any(t.upos in ("NOUN", "PROPN", "VERB", "ADJ", "AUX") for t in others) or (
        behind is not None and behind.upos != "PUNCT" and about is None
    ):
        return None
    if quantity.best is None:
        return None
    if about is None:
        earlier = [c for c in before if c.count is not None and c.token < statement.whole.end]
        last = max(earlier, key=lambda c: c.token, default=None)
        far = last is None or _paragraph(parse, statement.whole.start) - _paragraph(parse, last.token) > 1
        if last is None or last.count is None or far:
            return None
        number, about = last.event, last.count.about
    token = quantity.numbers.start
    count = CountMention(about, quantity.low, quantity.best, quantity.high, quantity.span, token)
    return ClaimDraft(number, count.about, count.best, statement.chain, "affirms", statement.certainty, statement.cue,
                      statement.whole, token, count)


def _by_doer(number: int, statement: Statement, doer: SaidDoer) -> ClaimDraft:
    return ClaimDraft(number, "responsibility", doer.value, statement.chain, doer.stance, statement.certainty,
                      statement.cue, statement.whole, doer.token)


def _by_topic(context: Context, number: int, statement: Statement, topic: Topic) -> ClaimDraft:
    stance = statement.stance
    if stance == "affirms" and topic.about in ("target", "weapon", "cause", "occurrence"):
        stance = "denies" if judge(context.parse, topic.token).value == "did_not_happen" else stance
    return _claim(context, number, statement, topic.about, topic.token, stance=stance)


def _claim(
    context: Context, number: int, statement: Statement, about: Attribute, token: int | None, *,
    stance: Stance | None = None, own: bool = False,
) -> ClaimDraft:
    """A claim of a statement, with the doer as its value where it is about the responsibility."""
    at = token if token is not None else statement.content[0].start if statement.content else statement.whole.start
    told = stance or statement.stance
    value = None
    if about == "responsibility":
        value = _doer(context, number, statement, told, own)
    return ClaimDraft(number, about, value, statement.chain, told, statement.certainty, statement.cue,
                      statement.whole, at)


def _doer(context: Context, number: int, statement: Statement, stance: Stance, own: bool) -> str | None:
    """Whom a statement about the responsibility means: the party that it names, else itself where it denies, else the
    event's doer."""
    source = context.attribution.sources[statement.chain[-1]]
    event = context.events[number]
    known = event.actors[0].side or event.actors[0].name if event.actors else None
    if stance == "declines":
        return known
    if own:
        return own_name(source)
    named = party_in(context.parse, statement, source.side)
    if named is not None:
        return named
    if stance == "affirms" and _claims_own(context.parse, statement):
        return own_name(source)
    if stance == "denies":
        return own_name(source) if may_be_accused(source, event) or not event.actors else known
    return known


def _claims_own(parse: Parse, statement: Statement) -> bool:
    """Whether a statement takes an act upon its speaker ("claimed responsibility", "admitted the attack")."""
    cue = statement.cue
    if cue is None or statement.about != "responsibility":
        return False
    return any(parse.tokens[i].lemma.lower() in topic_words("doing", "claiming") for i in range(cue.start, cue.end))


def _event_of(context: Context, statement: Statement, made: list[ClaimDraft]) -> int | None:
    """The event of which a statement speaks: that of its words, a main one first; that with which a phrase of it
    corefers; else the one last told of before it in the same paragraph; else the first main one."""
    events = context.events
    own = sorted({claim.event for claim in made}, key=lambda n: (not events[n].main, n))
    if own:
        return own[0]
    referred = [context.event_at[t.index] for t in content_of(context.parse, statement) if t.index in context.event_at]
    if referred:
        return referred[0]
    paragraph = _paragraph(context.parse, statement.whole.start)
    told = [(token, number) for number, event in enumerate(events) for token in event.mentions
            if token < statement.whole.end and _paragraph(context.parse, token) == paragraph]
    if told:
        return max(told)[1]
    return next((number for number, event in enumerate(events) if event.main), None)


def _paragraph(parse: Parse, token: int) -> int:
    return parse.sentences[parse.tokens[token].sentence].paragraph
