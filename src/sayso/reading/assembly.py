"""From the finished draft to the reading: ids, quotes, codes; only sources that say something are kept."""

from __future__ import annotations

from sayso.codebook import acled_code, coded, plover_code, weapon_system
from sayso.language.parse import Parse
from sayso.model import Actor, Claim, Event, Quote, Reading, Source, Target, Weapon
from sayso.reading.draft import ClaimDraft, Draft, EventDraft, Role, Span


def assemble(draft: Draft) -> Reading:
    """The reading of a finished draft. Claims and sources are numbered in the order of the text; the report's own
    voice is the source `author`."""
    used = sorted({index for claim in draft.claims for index in claim.chain})
    names = {index: f"s{number}" for number, index in enumerate(used, 1)}
    sources = [
        Source(id=names[i], name=s.name, description=s.description, kind=s.kind, side=s.side, named=s.named)
        for i, s in ((i, draft.attribution.sources[i]) for i in used)
    ]
    if any(not claim.chain for claim in draft.claims):
        author = draft.report.author
        sources.insert(0, Source(id="author", name=author or "the report", kind="author", named=author is not None))
    return Reading(
        report=draft.report,
        sources=tuple(sources),
        events=tuple(_event(draft, number, event) for number, event in enumerate(draft.events)),
        claims=tuple(_claim(draft.parse, number, claim, names) for number, claim in enumerate(draft.claims, 1)),
        checks=draft.checks,
        loaded_language=draft.loaded_language,
    )


def quote_of(parse: Parse, span: Span) -> Quote:
    """The passage of the tokens of a span."""
    return Quote.of(parse.text, parse.tokens[span.start].start, parse.tokens[span.end - 1].end)


def _event(draft: Draft, number: int, event: EventDraft) -> Event:
    weapons = tuple(role.kind for role in event.weapons if role.kind)
    actor_side = next((role.side for role in event.actors if role.side), None)
    damage = draft.parse.words(event.damage[0].start, event.damage[0].end).lower() if event.damage else None
    return coded(Event(
        id=f"e{number + 1}",
        main=event.main,
        kind=event.kind,
        acled=acled_code(event.kind, actor_side),
        plover=plover_code(event.kind, weapons),
        summary=draft.summaries[number],
        when=draft.whens[number],
        where=draft.wheres[number],
        actors=_distinct(tuple(Actor(name=r.name, unit=r.unit, side=r.side) for r in event.actors)),
        targets=tuple(Target(name=r.name, kind=r.kind or "other", side=r.side) for r in _by_name(event.targets)),
        weapons=tuple(_weapon(role) for role in _by_name(event.weapons)),
        casualties=draft.casualties[number],
        damage=damage,
        status=draft.statuses[number],
        media=draft.media[number],
    ))


def _weapon(role: Role) -> Weapon:
    system = weapon_system(role.name, in_context=True)
    named = system.name if system is not None and system.kind == role.kind else None
    return Weapon(name=role.name, kind=role.kind or "other", system=named)


def _by_name(roles: tuple[Role, ...]) -> list[Role]:
    """Each name once, ignoring case."""
    return list({role.name.casefold(): role for role in reversed(roles)}.values())[::-1]


def _distinct(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Each actor once."""
    return tuple({(a.name.casefold(), a.unit): a for a in reversed(actors)}.values())[::-1]


def _claim(parse: Parse, number: int, claim: ClaimDraft, names: dict[int, str]) -> Claim:
    return Claim(
        id=f"c{number}",
        event=f"e{claim.event + 1}",
        about=claim.about,
        value=claim.value,
        source=tuple(names[index] for index in claim.chain) or ("author",),
        stance=claim.stance,
        certainty=claim.certainty,
        cue=quote_of(parse, claim.cue) if claim.cue is not None and claim.cue.end > claim.cue.start else None,
        quote=quote_of(parse, claim.passage),
    )
