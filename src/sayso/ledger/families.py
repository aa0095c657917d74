"""Families: reports that are copies of one another, so that what they say counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.ledger.dependence import COPY_KINDS, Dependence, age
from sayso.ledger.telling import Entry


def families(entries: Iterable[Entry], dependences: Iterable[Dependence]) -> Mapping[str, str]:
    """For every report its family's root: the earliest of all the reports that copies join to it, itself where it has
    none. Reports that only pass on what another says, or cite one post, are no family."""
    by_key = {entry.key: entry for entry in entries}
    parent = {key: key for key in by_key}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for dependence in dependences:
        if dependence.kind in COPY_KINDS and dependence.report in parent and dependence.on in parent:
            roots = (root(dependence.report), root(dependence.on))
            one, other = sorted(roots, key=lambda key: age(by_key[key].report.published, key))
            parent[other] = one
    return {key: root(key) for key in sorted(by_key)}
