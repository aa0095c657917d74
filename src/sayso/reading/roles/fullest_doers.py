"""Of the doers that were found, each once under its fullest name."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.draft import Role
from sayso.reading.roles.lexicons import word_set

NAMED_KINDS = frozenset({"person", "organisation", "armed_group", "nationality"})


def _is_named(parse: Parse, role: Role) -> bool:
    """Whether a doer is told by a name or a party, not only by what it did."""
    if role.side is not None or parse.tokens[role.head].upos == "PROPN":
        return True
    return any(
        number is not None and parse.entities[number].kind in NAMED_KINDS
        for number in parse.entity_at[role.span.start : role.span.end]
    )


def fullest_doers(parse: Parse, roles: list[Role], *, both_sides: bool = False) -> tuple[Role, ...]:
    """Each doer once, under the fullest name; those without a name are left out where others are named, unless they
    are the other of the two sides of one word ("between guards and smugglers")."""
    nameless = word_set("actors", "nameless")
    named = [r for r in roles if _is_named(parse, r)]
    if both_sides and len(named) == 1:
        named += [r for r in roles if r not in named and r.trigger == named[0].trigger]
    pool = named or [r for r in roles if r.name]
    order = sorted(range(len(pool)), key=lambda i: (pool[i].unit is None, -len(pool[i].name.split()), pool[i].head))
    kept: list[Role] = []
    for i in order:
        role = pool[i]
        words = _plain_words(role)
        bare = role.side is not None and role.name == role.side
        arm = role.side is not None and words & word_set("weapons", "carriers")
        same_side = (bare or arm) and any(k.side == role.side for k in kept)
        if not same_side and not any(words <= _plain_words(k) for k in kept):
            kept.append(role)
    weight = {id(r): (r.name.lower().split()[-1] in nameless and r.side is None, pool.index(r)) for r in kept}
    return tuple(sorted(kept, key=lambda r: weight[id(r)]))


def _plain_words(role: Role) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in role.name.lower().replace("-", " ").split() if w not in ("the", "of"))
