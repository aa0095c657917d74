"""Clauses that a verb of saying has as its complement."""

from __future__ import annotations

from sayso.language.parse import Parse


def complements(parse: Parse, verb: int) -> list[int]:
    """The heads of the finite clauses that are what a verb says."""
    return [c.index for c in parse.children(verb, "ccomp", "csubj") if c.index != verb]


def displaced_clauses(parse: Parse, verb: int) -> list[int]:
    """A "that" clause of the verb which the parser hung on who hears or says it."""
    holders = [c.index for c in parse.children(verb, "iobj", "obj", "obl") if c.index > verb]
    return [
        c.index
        for h in holders
        for c in parse.children(h, "acl", "ccomp", "advcl")
        if any(
            m.text.lower() == "that" and (m.relation == "mark" or m.upos == "SCONJ") for m in parse.children(c.index)
        )
    ]
