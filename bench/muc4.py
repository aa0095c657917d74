"""Incidents of Latin America: the templates of MUC-4's first two test sets (TST1 and TST2), 200 messages.

What sayso reads becomes templates (`muc4_templates.py`, `muc4_mapping.toml`), and a scorer of our own sets them beside
the key: templates are paired so that the most slots agree, one to one, at least the type and one more; then each fill
is right, spurious or missed. A string is right where its content words and those of one of the key's strings agree by
half, a day where it lies in ours (the key's "- 10 JAN 90" is any day up to then), a location where ours is one of its
parts. Fills and templates that the key calls optional are not missed. Unlike MUC-4's own scorer it gives no half
marks, and it takes HUM TGT: NAME and DESCRIPTION for one slot, as we have one name for each.

`python -m bench.muc4 tst1 --score FILE` scores any system's templates: JSON Lines of {"id", "templates": [{slot:
[[string, …], …]}]}. The outputs of 1992's systems were never published as files; their figures (on TST3) stand beside
ours.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sayso
from bench.attribution import f1
from bench.data import records, shared_folder
from bench.muc4_templates import (
    CONFIDENCE,
    DATE,
    HUMAN,
    LOCATION,
    ORGANIZATION,
    SLOTS,
    TYPE,
    Template,
    templates_of,
)
from bench.roles import same_name

NAME = "muc4"
RIVALS = {
    "slot11.f1": "best of 1992 on TST3: recall .24, precision .30",
    "all.f1": "best of 1992 on TST3: .56, by the official scorer over all 24 slots",
}
SETS = ("tst1", "tst2")
_DAY = re.compile(r"\d{1,2} [A-Z]{3} \d{2}")
_STATED = re.compile(r"\b(\d{1,2} (?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC) \d{2})\b")


def run(shared: Path) -> dict[str, float]:
    """F1 of each slot over both sets, of all slots, and of slot 11."""
    counts: dict[str, Counter[str]] = {slot: Counter() for slot in SLOTS}
    for name in SETS:
        for document in records(shared / "bench" / "events" / f"muc4_{name}.jsonl.gz"):
            score(key_of(document), read(document["text"]), counts)
    return figures(counts)


def figures(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """F1 of each slot and of all."""
    names = {slot: slot.split(": ")[-1].lower().replace(" ", "_") for slot in SLOTS}
    names[CONFIDENCE] = "slot11"
    found = {f"{names[s]}.f1": f1(c["right"], c["ours"], c["key"]) for s, c in counts.items()}
    total: Counter[str] = sum(counts.values(), Counter())
    return {
        **found, "slot11.precision": counts[CONFIDENCE]["right"] / max(1, counts[CONFIDENCE]["ours"]),
        "slot11.recall": counts[CONFIDENCE]["right"] / max(1, counts[CONFIDENCE]["key"]),
        "all.f1": f1(total["right"], total["ours"], total["key"]),
    }


def read(text: str) -> list[Template]:
    """Our templates of a message. Its dateline's day is the day of publication."""
    stated = _STATED.search(text[:200])
    published = None
    if stated is not None:
        month = stated[1].split()[1][:3]
        published = datetime.strptime(re.sub(r" [A-Z]+ ", f" {month} ", stated[1]), "%d %b %y").date().isoformat()
    return templates_of(sayso.read(re.sub(r"\n(?!\s)", " ", text), published=published))


def key_of(document: dict[str, Any]) -> list[tuple[bool, dict[str, list[tuple[bool, list[str]]]]]]:
    """The key's templates: whether each is optional, and of each slot its fills, whether optional, with what may stand
    for each."""
    found = []
    for template in document["templates"]:
        slots: dict[str, list[tuple[bool, list[str]]]] = {}
        for name, fills in template["slots"].items():
            slot = HUMAN if name in ("HUM TGT: NAME", "HUM TGT: DESCRIPTION") else name
            for fill in fills:
                strings = fill.get("values") or [a["string"] for a in fill.get("alternatives", [])]
                slots.setdefault(slot, []).append((fill["optional"], [*strings, *_xref(slot, fill)]))
        found.append((template["optional"], slots))
    return found


def _xref(slot: str, fill: dict[str, Any]) -> list[str]:
    return [x for x in fill.get("xref", []) if x != "-"] if slot == HUMAN else []


def score(key: list[Any], ours: list[Template], counts: dict[str, Counter[str]]) -> None:
    """Add the fills of one message, right, found and in the key, by slot."""
    pairs = sorted(
        ((sum(len(_right(slot, theirs, mine)) for slot in SLOTS), bool(_right(TYPE, theirs, mine)), -n, -m)
         for n, (_, theirs) in enumerate(key) for m, mine in enumerate(ours)), reverse=True,
    )
    paired: dict[int, int] = {}
    for agreed, same_type, n, m in pairs:
        if agreed >= 2 and same_type and -n not in paired and -m not in paired.values():
            paired[-n] = -m
    for n, (optional, theirs) in enumerate(key):
        mine = ours[paired[n]] if n in paired else {}
        for slot in SLOTS:
            right = _right(slot, theirs, mine)
            counts[slot]["right"] += len(right)
            needed = [i for i, (free, _) in enumerate(theirs.get(slot, [])) if not free and not (optional and not mine)]
            counts[slot]["key"] += len(set(needed) | set(right))
            counts[slot]["ours"] += len(mine.get(slot, []))
    for m, mine in enumerate(ours):
        if m not in paired.values():
            for slot in SLOTS:
                counts[slot]["ours"] += len(mine.get(slot, []))


def _right(slot: str, theirs: dict[str, Any], mine: Template) -> list[int]:
    """The fills of the key, by number, that one of ours agrees with, each of ours with one."""
    found: list[int] = []
    left = list(mine.get(slot, []))
    for number, (_, strings) in enumerate(theirs.get(slot, [])):
        match = next((fill for fill in left if _agree(slot, strings, fill)), None)
        if match is not None:
            left.remove(match)
            found.append(number)
    return found


def _agree(slot: str, strings: list[str], fill: list[str]) -> bool:
    if slot == DATE:
        return any(_same_day(text, fill) for text in strings)
    if slot == LOCATION:
        parts = [re.sub(r"\(.*?\)", "", part).strip() for text in strings for part in re.split(r"[:-]", text)]
        narrow = [p for p in parts[1:] if p] or parts
        return any(same_name(part, name) for part in narrow for name in fill)
    if slot == ORGANIZATION:
        return any(same_name(text, name) or _initials(text, name) for text in strings for name in fill)
    if slot in SLOTS and slot.endswith(("TYPE", "EFFECT OF INCIDENT", "CONFIDENCE")):
        return bool(set(strings) & set(fill))
    return any(same_name(text, name) for text in strings for name in fill)


def _initials(one: str, other: str) -> bool:
    """Whether one name is the initials of the other."""
    letters = "".join(w[0] for w in re.findall(r"[A-Za-z]+", other) if w.lower() not in ("of", "the", "for", "and"))
    return one.replace("-", "").upper() == letters.upper()


def _same_day(text: str, fill: list[str]) -> bool:
    """Whether a day of the key, or one of its range, lies in our interval; the key's "- DAY" reaches a month back."""
    days = list(_days(text))
    if not days:
        return False
    first, last = date.fromisoformat(fill[0]), date.fromisoformat(fill[-1])
    begin = days[0] - timedelta(days=31) if text.strip().startswith("-") else days[0]
    return first <= days[-1] and last >= begin and (last - first).days <= 31


def _days(text: str) -> Iterator[date]:
    for match in _DAY.findall(text):
        yield datetime.strptime(match, "%d %b %y").date()


def main() -> None:
    """Print the figures of one set, ours or those of a file of templates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=("dev", *SETS))
    parser.add_argument("--score", type=Path, help="templates of another system, JSON Lines")
    parser.add_argument("--most", type=int, default=100)
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        raise SystemExit("no measuring data: set SAYSO_SHARED to the folder that holds bench/")
    given: dict[str, list[Template]] | None = None
    if arguments.score is not None:
        lines = arguments.score.read_text(encoding="utf-8").splitlines()
        given = {row["id"]: row["templates"] for row in map(json.loads, filter(None, lines))}
    counts: dict[str, Counter[str]] = {slot: Counter() for slot in SLOTS}
    documents = list(records(shared / "bench" / "events" / f"muc4_{arguments.set}.jsonl.gz"))[: arguments.most]
    for document in documents:
        ours = given.get(document["id"], []) if given is not None else read(document["text"])
        score(key_of(document), ours, counts)
    for name, value in figures(counts).items():
        print(f"{name:30s} {value:.3f}")


if __name__ == "__main__":
    main()
