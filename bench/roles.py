"""Our own corpus (training/corpus): who did what to whom, with what, where, how many, and how far it is certain.

The whole way is gone, and the found events are set beside the marked ones by their words. Of each attribute it counts
whether what was found is among what is marked: marks do not tell whether two phrases are two things, so an attribute is
a hit where any of them is named, and what names none of them is spurious. Numbers are asked only where the marks tell
one number. The gold statuses are those that the marked statements, and what the report says in its own voice, give by
the codebook's section 5 (`bench.gold_statuses`).
`python -m bench.roles train --errors` prints the errors of the training part.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from bench.corpus import Tally, Tokens, figures, print_part, tally_of, tokens_of
from bench.gold_statuses import gold_statuses, own_doers
from sayso.codebook import is_party, party_of, same_side
from sayso.language import Parse, parse_text
from sayso.model import Report as Input
from sayso.reading import STAGES
from sayso.reading.counts.numerals import find_quantities
from sayso.reading.draft import CountKind, Draft, EventDraft, Role
from sayso.reading.roles.lexicons import is_carrier, weapon_kinds, word_set
from training.corpus.reading import Report

NAME = "roles"
RIVALS: dict[str, str] = {}
_FUNCTION_WORDS = frozenset({
    "the", "a", "an", "of", "in", "at", "on", "by", "and", "its", "their", "his", "her", "s", "some", "from", "to",
    "near", "with", "against",
})
_ROLES = ("actor", "target", "weapon")
_COUNTS: tuple[CountKind, ...] = ("killed", "injured")
_NOBODY = re.compile(r"(no|none|nobody|zero|nil)\b|no one\b|without\b", re.IGNORECASE)
_ONE = re.compile(r"(a|an|one|another)\s", re.IGNORECASE)
_AGED = re.compile(r"(?:\bof|,|\baged) (?:\d+|[a-z]+)$")
_GROUPS = frozenset({
    "family", "crowd", "number", "group", "couple", "pair", "handful", "dozen", "score", "hundred", "thousand", "unit",
    "team",
})


def words(text: str) -> frozenset[str]:
    """The folded words of a name without its function words, as the shared scorer has them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = {w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"[a-z0-9]+", plain)}
    return frozenset(found - _FUNCTION_WORDS or found)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same thing by their words: one holds the other, or half of them are shared."""
    a, b = words(one), words(other)
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= 0.5)


def read(report: Report) -> Draft:
    """The whole way from the text of a report to its reading's draft."""
    head = report.head
    return draft_of(Input(
        id=head["id"], title=head.get("title"), publisher=head.get("publisher"), author=head.get("author"),
        published=head.get("published"), published_basis="given" if "published" in head else "none", text=report.text,
    ))


def draft_of(report: Input) -> Draft:
    """The draft of a report's reading, all stages done."""
    draft = Draft(report=report, parse=parse_text(report.text))
    for stage in STAGES:
        draft = stage(draft)
    return draft


def measure(report: Report, tally: Tally) -> None:
    """Read one report and compare its main events with the marked ones."""
    draft = read(report)
    parse = draft.parse
    marks: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for span in report.spans:
        if span.label not in ("s", "c", "q", "e"):
            marks.setdefault((span.number, span.label), []).append((span.start, span.end))
    for number, index in _pairs(report, draft):
        if not report.events[number].main:
            continue
        event = draft.events[index] if index is not None else None
        where = f"{report.head['id']} e{number} {report.events[number].kind}"
        _add(tally, "event", index is not None, None, where, "not found")
        if event is None or index is None:
            continue
        _add(tally, "kind", event.kind == report.events[number].kind, event.kind, where, event.kind)
        _add(tally, "main", event.main, None, where, "background")
        beside = [r for label in ("killed", "injured", "captured", "missing", "displaced", "place", "damage")
                  for r in marks.get((number, label), [])]
        for label, roles in zip(_ROLES, (event.actors, event.targets, event.weapons), strict=True):
            ranges = marks.get((number, label), [])
            own = own_doers(report, number) if label == "actor" else set()
            _roles(tally, label, parse, report.text, ranges, roles, beside if label == "target" else [], own, where)
        _places(tally, report.text, marks.get((number, "place"), []), draft, index, where)
        for count in _COUNTS:
            _number(tally, count, report, parse, marks.get((number, count), []), draft, index, where)
        _damage(tally, parse, marks.get((number, "damage"), []), event, where)
        status = draft.statuses[index]
        for about, wanted, got in zip(("occurrence", "responsibility"), gold_statuses(report, parse, number),
                                      (status.occurrence, status.responsibility), strict=True):
            if wanted is not None:
                _add(tally, f"status.{about}", got == wanted, got, where, f"{wanted} read as {got}")


def _pairs(report: Report, draft: Draft) -> list[tuple[int, int | None]]:
    """Each marked event that is told as real with the found one that shares the most of its words."""
    gold: dict[int, Tokens] = {}
    real: set[int] = set()
    for span in report.spans:
        if span.label == "e":
            gold[span.number] = gold.get(span.number, frozenset()) | tokens_of(draft.parse, [(span.start, span.end)])
            if span.factuality in ("happened", "probable", "possible"):
                real.add(span.number)
    shared = sorted(
        ((len(tokens & set(event.mentions)), event.kind == report.events[n].kind, -n, -i)
         for n, tokens in gold.items() for i, event in enumerate(draft.events) if n in real),
        reverse=True,
    )
    found: dict[int, int] = {}
    for size, _, minus_number, minus_index in shared:
        if size and -minus_number not in found and -minus_index not in found.values():
            found[-minus_number] = -minus_index
    return [(number, found.get(number)) for number in sorted(real)]


def _add(tally: Tally, name: str, right: bool, got: object, where: str, note: str) -> None:
    """Count a value that the gold has: a wrong one is both missed and spurious."""
    tally.add(name, int(right), int(not right and got is not None), int(not right))
    if not right:
        tally.notes.append(f"{name}: {where}: {note}")


def _roles(
    tally: Tally, label: str, parse: Parse, text: str, ranges: list[tuple[int, int]], roles: tuple[Role, ...],
    neutral: list[tuple[int, int]], speakers: set[str], where: str,
) -> None:
    """One role of an event: `neutral` phrases may be named, and need not be; `speakers` are those who speak of
    themselves as doers, by side or name ("its gunners")."""
    right = [r for r in roles if _is_among(parse, text, r, ranges) or speakers & {r.side, r.name}]
    if label == "actor":
        ranges = [r for r in ranges if not _is_carried(parse, *r)]
    other = [r for r in roles if r not in right and not _is_among(parse, text, r, neutral)]
    phrases = [text[a:b] for a, b in ranges if not _is_pronoun(parse, a, b)]
    tally.add(label, int(bool(right)), len(other), int(bool(phrases) and not right))
    if other or (phrases and not right):
        found = [" / ".join(x for x in (r.name, r.unit, r.side) if x) for r in roles]
        tally.notes.append(f"{label}: {where}: {sorted(set(phrases))} read as {found}")


def _is_pronoun(parse: Parse, start: int, end: int) -> bool:
    return all(parse.tokens[i].upos in ("PRON", "PUNCT", "ADP") for i in range(*parse.token_range(start, end)))


def _is_carried(parse: Parse, start: int, end: int) -> bool:
    """Whether a phrase is of a weapon or what carries it, of nobody who is named: it does nothing by itself."""
    first, stop = parse.token_range(start, end)
    head = next((i for i in range(first, stop) if not first <= parse.tokens[i].head < stop), first)
    carried = is_carrier(parse, head) or bool(weapon_kinds(parse, head))
    doing = any(t.lemma.lower() in word_set("actors", "doers") for t in parse.tokens[first:stop])
    return carried and not doing and party_of(parse.words(first, stop)) is None


def _is_among(parse: Parse, text: str, role: Role, ranges: list[tuple[int, int]]) -> bool:
    if role.head in tokens_of(parse, ranges):
        return True
    for start, end in ranges:
        phrase = text[start:end]
        party = party_of(phrase)
        if party is not None and role.side is not None and is_party(role.side) and same_side(party, role.side):
            return True
        names = [n for n in (role.name, role.unit, role.side) if n]
        if not _is_pronoun(parse, start, end) and any(same_name(n, phrase) for n in names):
            return True
    return False


def _places(
    tally: Tally, text: str, ranges: list[tuple[int, int]], draft: Draft, index: int, where: str
) -> None:
    """The phrase by which the reading places an event, among those that are marked."""
    found = draft.wheres[index]
    written = found.written if found is not None else None
    phrases = sorted({text[a:b] for a, b in ranges})
    if not phrases:
        return  # it may be told by a dateline or a label, which are not marked
    right = written is not None and any(same_name(written, p) for p in phrases)
    tally.add("place", int(right), int(not right and written is not None), int(not right))
    if not right:
        tally.notes.append(f"place: {where}: {phrases} read as {written}")


def _number(
    tally: Tally, about: CountKind, report: Report, parse: Parse, ranges: list[tuple[int, int]], draft: Draft,
    index: int, where: str,
) -> None:
    """A number of people, where the marks tell one."""
    got = getattr(draft.casualties[index], about).best
    told = {_value(parse, report.text, a, b) for a, b in ranges} - {"untold"}
    if "many" in told or len(told) > 1:
        return
    wanted = next(iter(told), None)
    if wanted is None and (ranges or got == 0):  # "nobody was hurt" is marked as told of the injured alone
        return
    right = wanted is not None and got == wanted
    tally.add(about, int(right), int(not right and got is not None), int(wanted is not None and not right))
    if not right and (wanted is not None or got is not None):
        phrases = sorted({report.text[a:b] for a, b in ranges})
        tally.notes.append(f"{about}: {where}: {phrases} read as {got}")


def _value(parse: Parse, text: str, start: int, end: int) -> int | str:
    """The number that a phrase tells; "untold" where it points back to people told before, "many" where it is not
    plain."""
    phrase = text[start:end]
    if _NOBODY.match(phrase):
        return 0
    first, stop = parse.token_range(start, end)
    numbers = [q for q in find_quantities(parse) if first <= q.numbers.start and q.numbers.end <= stop]
    aged = _AGED.search(phrase)  # "a woman of 60"
    if aged and len(numbers) == 1 and not words(phrase) & _GROUPS:
        return 1 if _ONE.match(phrase) else "untold"
    if len(numbers) == 1 and numbers[0].best is not None and " and " not in phrase:
        return numbers[0].best
    if numbers:
        return "many"
    if _ONE.match(phrase) and not words(phrase) & _GROUPS:
        return 1
    definite = re.match(r"(the|his|her|its|their|those|these|all|them|they|he|she|him|who|it)\b", phrase, re.IGNORECASE)
    return "untold" if definite or len(phrase.split()) == 1 else "many"


def _damage(tally: Tally, parse: Parse, ranges: list[tuple[int, int]], event: EventDraft, where: str) -> None:
    """Damage: told in a sentence in which it is marked."""
    wanted = {parse.tokens[i].sentence for i in tokens_of(parse, ranges)}
    got = {parse.tokens[s.start].sentence for s in event.damage}
    right = bool(wanted & got)
    tally.add("damage", int(right), int(bool(got) and not wanted), int(bool(wanted) and not right))
    if wanted and not right:
        tally.notes.append(f"damage: {where}: {sorted(parse.words(*parse.token_range(*r)) for r in ranges)}")


def run(shared: Path) -> dict[str, float]:
    """The figures of the test part; the corpus is in the repository, so `shared` is not asked."""
    return {f"test.{name}": value for name, value in figures(tally_of("test", measure))}


if __name__ == "__main__":
    print_part(measure, __doc__)
