"""What the phrase of a doer tells beside its name: whose it is, its unit, its side, and who does it with them."""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook import party_of
from sayso.language.parse import Parse
from sayso.reading.draft import Role
from sayso.reading.roles.lexicons import word_set
from sayso.reading.roles.phrases import case_of, conjuncts, name_of, name_span
from sayso.reading.roles.scenes import Scene, referent


def possessor(scene: Scene, head: int) -> int | None:
    """Whose men do it, where a pronoun tells it: "its fighters", "one of their men"; the pronoun's token."""
    parse = scene.parse
    inner = [head, *(t.index for t in parse.children(head, "nmod") if case_of(parse, t.index) == "of")]
    for index in inner:
        if parse.tokens[index].lemma.lower() not in word_set("actors", "arms"):
            continue
        for owner in parse.children(index, "nmod:poss"):
            if owner.text.lower() in ("its", "their", "our", "his") and referent(scene, owner.index) is not None:
                return owner.index
    return None


def master_of(parse: Parse, role: Role) -> Role:
    """The party whose men do it, where the text lays them to who speaks for it ("the ministry said its troops")."""
    lemma = parse.tokens[role.head].lemma.lower()
    number = parse.entity_at[role.head]
    person = number is not None and parse.entities[number].kind == "person"
    speaks = person or lemma in word_set("actors", "speaking_for")
    return replace(role, name=role.side, unit=None) if role.side is not None and speaks else role


def companions(parse: Parse, head: int) -> list[int]:
    """Those who are told to do it together with a doer ("police backed by Kenyan officers", "troops with militias")."""
    found: list[int] = []
    for child in parse.children(head, "acl"):
        if child.lemma in word_set("actors", "joining", "verbs"):
            by = [t for t in parse.children(child.index, "obl") if case_of(parse, t.index) in ("by", "with")]
            found += [h for t in by for h in conjuncts(parse, t.index)]
    return found


def side_of_speaker(scene: Scene, head: int) -> str | None:
    """The side of troops that only their own side's word tells of ("an army official said soldiers had fired")."""
    statement = scene.attribution.of(head)
    if statement is None or not statement.chain:
        return None
    source = scene.attribution.sources[statement.chain[-1]]
    return source.side if source.kind in ("military", "official", "armed_group") else None


def with_unit(parse: Parse, head: int, name: str, side: str | None) -> tuple[str, str | None]:
    """A doer's name and unit: of "the 19th brigade of the navy" the navy is the doer, the brigade its unit."""
    lemma = parse.tokens[head].lemma.lower()
    if lemma not in word_set("actors", "units"):
        return name, None
    premodified = any(t.index < head and t.relation in ("amod", "compound", "nummod") for t in parse.children(head))
    for child in parse.children(head, "nmod"):
        if child.index > head and case_of(parse, child.index) == "of":
            own = name_of(parse, head).split(" of ")[0].strip()
            return name_of(parse, child.index), own
    numbered = any(c.isdigit() for c in name)
    if numbered and premodified:
        return side or name, name
    return name, None


def proper_beside(parse: Parse, head: int) -> int:
    """The name that stands beside a generic noun ("the rebel group CNDP"), else the noun."""
    for child in parse.children(head, "appos", "flat", "nmod:desc", "nmod"):
        bare = not case_of(parse, child.index)
        if child.index > head and child.upos == "PROPN" and bare:
            entity = parse.entity_at[child.index]
            if entity is None or parse.entities[entity].kind not in ("settlement", "facility", "time", "quantity"):
                return child.index
    return head


def side_of_apposition(parse: Parse, head: int) -> str | None:
    """The party that an apposition or a name beside the head tells."""
    for child in parse.children(head, "appos", "flat", "nmod"):
        if child.relation == "nmod" and case_of(parse, child.index) not in ("of", "from"):
            continue
        side = party_of(parse.words(*ends_of(parse, child.index)))
        if side is not None:
            return side
    return None


def arm_behind(parse: Parse, index: int) -> int | None:
    """The arm of a state that stands between its adjective and what is its own ("a Sudanese army jet")."""
    head = parse.tokens[index].head
    behind = index + 1
    between = parse.tokens[index].upos == "ADJ" and behind < head and parse.tokens[behind].head == head
    doer = parse.tokens[behind].lemma.lower() in word_set("actors", "doers") if between else False
    return behind if doer else None


def ends_of(parse: Parse, head: int) -> tuple[int, int]:
    """The first token of a phrase, and the one after its last."""
    span = name_span(parse, head)
    return span.start, span.end
