"""Patterns over classes of words, compiled to regular expressions over symbols, and what they match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.times.guards import GUARDS, Guard
from sayso.times.lexer import Piece, symbols
from sayso.times.lexicon import Lexicon, Value, lexicon, resource

_MACRO = re.compile(r"<(\w+)>")
_CLASS = re.compile(r"\{(?:(\w+):)?((?:=?[\w'-]+)(?:\|=?[\w'-]+)*)\}")
_TOKEN = re.compile(r"\{[^{}]*[a-z=][^{}]*\}|[()|]")
_LITERAL = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Rule:
    """One pattern: `slots` maps every group of its expression to the slot it fills and the classes it may be of;
    `needs`: of each of these sets of symbols one must be in a text that it fits."""

    name: str
    expression: re.Pattern[str]
    slots: dict[str, tuple[str, tuple[str, ...]]]
    fixed: dict[str, Value]
    guard: Guard | None
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits the pieces `start` to `end`, with the slots that it fills."""

    start: int
    end: int
    rule: str
    slots: dict[str, Value]


def find(pieces: list[Piece]) -> list[Match]:
    """The longest matches of the rules that do not overlap, in the order of the text."""
    line = symbols(pieces)
    found: list[tuple[int, int, int, Match]] = []
    present = frozenset(line)
    for order, rule in enumerate(rules()):
        if any(present.isdisjoint(need) for need in rule.needs):
            continue
        for match in rule.expression.finditer(line):
            start, end = match.span()
            if end == start:
                continue
            slots = _slots(rule, match, pieces)
            if rule.guard is None or rule.guard(pieces, start, end):
                found.append((start - end, order, start, Match(start, end, rule.name, slots)))
    taken = bytearray(len(pieces))
    kept = []
    for _, _, _, candidate in sorted(found, key=lambda f: f[:3]):
        if not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            kept.append(candidate)
    return sorted(kept, key=lambda m: m.start)


def _slots(rule: Rule, match: re.Match[str], pieces: list[Piece]) -> dict[str, Value]:
    slots = dict(rule.fixed)
    for group, (slot, names) in rule.slots.items():
        at = match.start(group)
        if at >= 0 and slot not in slots:
            slots[slot] = _value(pieces[at], slot, names)
    return slots


def _value(piece: Piece, slot: str, names: tuple[str, ...]) -> Value:
    """The value of a word in the first of the classes that it has; a word that is named itself has its value as a
    member of the class called like the slot, else its text."""
    for name in names:
        if name in piece.classes:
            return piece.classes.get(slot, piece.lower) if name.startswith("=") else piece.classes[name]
    return piece.lower


@cache
def rules() -> tuple[Rule, ...]:
    """The patterns of English, compiled once."""
    data = resource("en/patterns.toml")
    words = lexicon()
    return tuple(_compile(rule, data["macros"], words) for rule in data["rule"])


def _compile(rule: dict[str, Any], macros: dict[str, str], words: Lexicon) -> Rule:
    pattern = rule["pattern"]
    for _ in range(3):
        pattern = _MACRO.sub(lambda m: _grouped(macros[m.group(1)]), pattern)
    pattern = _LITERAL.sub(lambda m: "{=" + m.group(1) + "}", pattern).replace(" ", "")
    slots: dict[str, tuple[str, tuple[str, ...]]] = {}
    return Rule(
        rule["name"],
        re.compile(_CLASS.sub(_group(slots, words), pattern)),
        slots,
        rule.get("set", {}),
        GUARDS[rule["guard"]] if "guard" in rule else None,
        _needs(pattern, words),
    )


def _grouped(pattern: str) -> str:
    """A macro's pattern as one unit: a single class is one already."""
    return pattern if _CLASS.fullmatch(pattern) else f"(?:{pattern})"


def _needs(pattern: str, words: Lexicon) -> tuple[frozenset[str], ...]:
    """The classes that a pattern holds outside of all groups, and that are not optional: one set of symbols each. None
    where it has alternatives outside of groups."""
    found = []
    depth = 0
    for token in _TOKEN.finditer(pattern):
        if token.group() in "()":
            depth += 1 if token.group() == "(" else -1
        elif not depth:
            if token.group() == "|":
                return ()
            optional = pattern[token.end() : token.end() + 1] in ("?", "*") or pattern.startswith("{0", token.end())
            names = _CLASS.fullmatch(token.group())
            if names is not None and not optional:
                found.append(frozenset(s for name in names.group(2).split("|") for s in words.symbols_of(name)))
    return tuple(found)


def _group(slots: dict[str, tuple[str, tuple[str, ...]]], words: Lexicon) -> Callable[[re.Match[str]], str]:
    def group(match: re.Match[str]) -> str:
        names = tuple(match.group(2).split("|"))
        chosen = "".join(sorted({symbol for name in names for symbol in words.symbols_of(name)}))
        if not chosen:
            raise ValueError(f"no word is in {match.group()}")
        if match.group(1) is None:
            return f"[{chosen}]"
        name = f"{match.group(1)}__{len(slots)}"
        slots[name] = (match.group(1), names)
        return f"(?P<{name}>[{chosen}])"

    return group
