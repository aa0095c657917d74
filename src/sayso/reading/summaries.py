"""One plain sentence an event, hedged as its statuses demand: what is only claimed is told as a claim."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib.resources import files

from sayso.model import Casualties, EventStatus, When, Where
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("sayso.reading").joinpath("en/summaries.toml").read_text(encoding="utf-8"))


def summarise(
    number: int, event: EventDraft, where: Where | None, when: When, casualties: Casualties, status: EventStatus,
    claims: tuple[ClaimDraft, ...], attribution: Attribution,
) -> str:
    """The sentence of event `number`."""
    phrase = _phrases()[event.kind]
    target = _list([_with_article(role.name) for role in event.targets][:2])
    act = f"{phrase['act']} {target}" if target else "took place"
    told = f"{phrase['noun']} {act}{_place(where)}{_day(when)}{_toll(casualties)}"
    hedged = _hedged(told, number, status, claims, attribution)
    return _capital(hedged + _doer(number, event, status, claims, attribution)) + "."


def _hedged(
    told: str, number: int, status: EventStatus, claims: tuple[ClaimDraft, ...], attribution: Attribution
) -> str:
    sayer = _sayer(number, claims, attribution, "affirms")
    if status.occurrence in ("confirmed", "reported"):
        return told
    if status.occurrence == "refuted":
        denier = _sayer(number, claims, attribution, "denies")
        return f"it was said that {told}, which {_verb(denier or 'the evidence', 'denies')}"
    if status.occurrence == "disputed":
        denier = _sayer(number, claims, attribution, "denies")
        return f"{_verb(sayer or 'one side', 'says')} that {told}; {_verb(denier or 'another', 'denies')} it"
    return f"{_verb(sayer, 'says')} that {told}" if sayer else f"reportedly {told}"


def _doer(
    number: int, event: EventDraft, status: EventStatus, claims: tuple[ClaimDraft, ...], attribution: Attribution
) -> str:
    """Who did it, as its status allows; nothing where nobody names a doer."""
    names = _list(list(dict.fromkeys(role.side or role.name for role in event.actors))[:3])
    if not names or status.responsibility in (None, "unknown", "refuted"):
        return ""
    if status.responsibility in ("confirmed", "reported"):
        return f"; the doer was {names}"
    sayer = _sayer(number, claims, attribution, "affirms", about="responsibility")
    laid = f"; {_verb(sayer, 'lays')} it to {names}" if sayer else f"; it is laid to {names}"
    return laid + (", which is denied" if status.responsibility == "disputed" else "")


def _sayer(
    number: int, claims: tuple[ClaimDraft, ...], attribution: Attribution, stance: str, about: str | None = None
) -> str | None:
    for claim in claims:
        if claim.event == number and claim.chain and claim.stance == stance and about in (None, claim.about):
            return _with_article(attribution.sources[claim.chain[-1]].name)
    return None


def _is_plural(name: str) -> bool:
    """Whether a name or description takes a plural verb: several people, or a body that is one ("police")."""
    grammar = _phrases()["grammar"]
    words = re.split(r"[\s,]+(?:of|in|at|from|on|who|near|for|with)\s|,\s", name)[0].split()
    if not words:
        return False
    last = words[-1].casefold()
    if words[0].casefold() in grammar["many"].split() or last in grammar["plurals"].split() or " and " in name:
        return True
    return name[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _with_article(name: str) -> str:
    """A description with its article where it needs one: "the market"; names, plurals and numbers stay as they are."""
    first = name.split()[0].casefold() if name.split() else ""
    bare = name[:1].islower() and first not in _phrases()["grammar"]["determiners"].split() and not _is_plural(name)
    return f"the {name}" if bare else name


def _verb(name: str, singular: str) -> str:
    """A source with its verb in the right number."""
    plural = {"says": "say", "denies": "deny", "lays": "lay"}[singular]
    return f"{name} {plural if _is_plural(name) else singular}"


def _place(where: Where | None) -> str:
    if where is None or not (where.written or where.name):
        return ""
    name = where.name or where.written
    word = {"near_settlement": "near", "exact": "at"}.get(where.precision, "in")
    return f" {word} {name}"


def _day(when: When) -> str:
    if when.earliest is None:
        return ""
    day = datetime.date.fromisoformat(when.earliest[:10])
    if when.precision in ("minute", "hour", "part_of_day", "day"):
        return f" on {day.day} {_MONTHS[day.month - 1]} {day.year}"
    if when.precision == "week":
        return f" in the week of {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f" in {_MONTHS[day.month - 1]} {day.year}" if when.precision == "month" else f" in {day.year}"


def _toll(casualties: Casualties) -> str:
    killed, injured = casualties.killed.best, casualties.injured.best
    if killed == 0 and injured == 0:
        return " without casualties"
    parts = [f"{n} killed" for n in [killed] if n] + [f"{n} injured" for n in [injured] if n]
    if not parts and injured == 0:
        parts = ["no one injured"]
    return f", {' and '.join(parts)}" if parts else ""


def _list(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
