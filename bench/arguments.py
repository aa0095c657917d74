"""Who, what, with what and where of attacks, deaths and injuries: WikiEvents' development part (Li, Ji and Han 2021).

The mapping: their Conflict.Attack (all sub-types), Life.Die and Life.Injure are our events of hostile kinds, accidents
and blasts. An event of ours is set beside all of theirs whose trigger is one of its mentions; the arguments of these
together are what is wanted of it, those of triggers that no event of ours holds are missed, and those of an event of
ours that holds none of theirs are spurious. Roles:

| WikiEvents | ours |
|---|---|
| Attacker, Killer, Injurer | actors |
| Target | targets |
| Victim | people among the targets, and those counted as killed or injured |
| Instrument, ExplosiveDevice | weapons |
| Place | the name that places the event |

An argument is the lower-cased lemma of its head word (head F1): WikiEvents marks one mention of each participant, we
may have found another of the same name. `python -m bench.arguments train --errors` prints what was missed and spurious.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.attribution import f1
from bench.data import records, shared_folder
from bench.roles import draft_of
from sayso.codebook import is_hostile
from sayso.language.parse import Parse
from sayso.model import Report, Where
from sayso.reading.draft import Draft, EventDraft, Span

NAME = "arguments"
RIVALS: dict[str, str] = {}
TYPES = ("EVT_Conflict.Attack", "EVT_Life.Die", "EVT_Life.Injure")
OTHER_KINDS = frozenset({"explosion", "accident", "casualties", "other"})
PEOPLE = frozenset({"civilians", "troops", "official", "police", "aid", "media", "other", None})
ROLES = {
    "Attacker": "attacker", "Killer": "attacker", "Injurer": "attacker", "Target": "target", "Victim": "victim",
    "Instrument": "instrument", "ExplosiveDevice": "instrument", "Place": "place",
}
NAMES = ("attacker", "target", "victim", "instrument", "place")
Arguments = frozenset[tuple[str, str]]  # role and head word


def run(shared: Path) -> dict[str, float]:
    """F1 of each role, and of all together."""
    return measure(records(shared / "bench" / "events" / "wikievents_dev.jsonl.gz"))


def measure(documents: Iterable[dict[str, Any]], notes: list[str] | None = None) -> dict[str, float]:
    """The same over some documents; `notes` takes what went wrong."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document in documents:
        draft = draft_of(Report(id="-", text=document["text"]))
        for ours, theirs in _pairs(document, draft):
            for role in NAMES:
                got = {word for name, word in ours if name == role}
                gold = {word for name, word in theirs if name == role}
                hits[role] += len(got & gold)
                found[role] += len(got)
                wanted[role] += len(gold)
                if notes is not None and got != gold:
                    notes.append(f"{document['id']} {role}: missed {sorted(gold - got)} spurious {sorted(got - gold)}")
    figures = {f"{role}.f1": f1(hits[role], found[role], wanted[role]) for role in NAMES}
    return {**figures, "all.f1": f1(hits.total(), found.total(), wanted.total()),
            "all.precision": hits.total() / max(1, found.total()), "all.recall": hits.total() / max(1, wanted.total())}


def _pairs(document: dict[str, Any], draft: Draft) -> Iterator[tuple[Arguments, Arguments]]:
    """The arguments of each event of ours with those of the events of theirs that it holds; and, with nothing of ours,
    those of the rest."""
    parse = draft.parse
    spans = {span["id"]: span for span in document["spans"]}
    theirs = []
    for relation in document["relations"]:
        if relation["type"] == "EVENT" and spans[relation["trigger"]]["type"].startswith(TYPES):
            theirs.append((_tokens(parse, spans[relation["trigger"]]), _wanted(parse, spans, relation["args"])))
    taken: set[int] = set()
    for event, where in zip(draft.events, draft.wheres, strict=True):
        if not (is_hostile(event.kind) or event.kind in OTHER_KINDS):
            continue
        held = [n for n, (tokens, _) in enumerate(theirs) if tokens & set(event.mentions)]
        taken.update(held)
        yield _arguments(parse, event, where), frozenset(a for n in held for a in theirs[n][1])
    for number, (_, arguments) in enumerate(theirs):
        if number not in taken:
            yield frozenset(), arguments


def _wanted(parse: Parse, spans: dict[str, Any], arguments: dict[str, list[str]]) -> Arguments:
    return frozenset(
        (ROLES[role], _head(parse, Span(*parse.token_range(spans[name]["start"], spans[name]["end"]))))
        for role, names in arguments.items() if role in ROLES for name in names if name in spans
    )


def _arguments(parse: Parse, event: EventDraft, where: Where | None) -> Arguments:
    """What our event says, by role and head word."""
    found = {("attacker", parse.tokens[actor.head].lemma.lower()) for actor in event.actors}
    for target in event.targets:
        word = parse.tokens[target.head].lemma.lower()
        found.add(("target", word))
        if target.kind in PEOPLE:
            found.add(("victim", word))
    for count in event.counts:
        if count.about in ("killed", "injured") and count.best != 0:
            found.add(("victim", _head(parse, count.span)))
    found |= {("instrument", parse.tokens[weapon.head].lemma.lower()) for weapon in event.weapons}
    if where is not None and where.basis:
        quote = where.basis[0]
        found.add(("place", _head(parse, Span(*parse.token_range(quote.start, quote.end)))))
    return frozenset(found)


def _tokens(parse: Parse, span: dict[str, Any]) -> set[int]:
    return set(range(*parse.token_range(span["start"], span["end"])))


def _head(parse: Parse, span: Span) -> str:
    """The lemma of the word of a phrase that hangs on a word outside it."""
    inside = range(span.start, span.end)
    head = next((i for i in inside if parse.tokens[i].is_root or parse.tokens[i].head not in inside), span.end - 1)
    return parse.tokens[head].lemma.lower()


def main() -> None:
    """Print the figures of a part, with `--errors` what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("train", "dev"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--most", type=int, default=60, help="documents read")
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    documents = list(records(shared / "bench" / "events" / f"wikievents_{arguments.part}.jsonl.gz"))[: arguments.most]
    notes: list[str] = []
    for name, value in measure(documents, notes).items():
        print(f"{name:20s} {value:.3f}")
    if arguments.errors:
        print("\n".join(notes))


if __name__ == "__main__":
    main()
