"""The clauses of a parse: which verb a word belongs to, and who does what to whom in it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.language.parse import Parse, Token
from sayso.reading.trigger_lexicon import lemmas_of, lexicon

_CLAUSAL = frozenset({"advcl", "acl", "ccomp", "csubj", "parataxis"})
PLACE_KINDS = frozenset({"settlement", "region", "place", "facility"})
_RELATIVES = frozenset({"that", "which", "who", "whom", "what", "whose", "whatever"})
BODY_KINDS = frozenset({"organisation", "armed_group", "nationality", "person", "region", "settlement", "place"})


def is_active_perfect(parse: Parse, verb: int) -> bool:
    """Whether "have" without "been" stands with a verb: active, though its subject may be read as one of a passive."""
    auxiliaries = [t for t in parse.children(verb) if t.relation.split(":")[0] == "aux"]
    has = any(t.lemma.lower() in ("have", "'ve", "’ve") for t in auxiliaries)
    return has and not any(t.relation == "aux:pass" or t.lemma.lower() in ("be", "get") for t in auxiliaries)


def cases_of(parse: Parse, head: int) -> list[Token]:
    """The prepositions of a phrase; they may hang on the name that stands in apposition ("with their leader Xi")."""
    own = parse.children(head, "case")
    if own:
        return own
    return [t for name in parse.children(head, "appos") for t in parse.children(name.index, "case") if t.index < head]


def fronted_subject(parse: Parse, verb: int) -> int | None:
    """What stands before a finite active verb as its object, with no subject beside it: it is the subject, torn off
    by a quotation or an aside ("said the group's rockets destroyed …")."""
    token = parse.tokens[verb]
    if token.xpos not in ("VBD", "VBZ", "VBP") or parse.children(verb, "nsubj", "aux"):
        return None
    before = [t for t in parse.children(verb, "obj") if t.index < verb and t.text.lower() not in _RELATIVES]
    return before[-1].index if before and not parse.children(before[-1].index, "case") else None


class Clauses:
    """Tables over one parse. `lemmas`: folded lemmas of the tokens; `head_of`: the head of every token's clause."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.lemmas = lemmas_of(parse)
        self.head_of = self._heads()

    def _heads(self) -> tuple[int, ...]:
        tokens = self.parse.tokens
        found = [-1] * len(tokens)
        for token in tokens:
            path: list[int] = []
            current = token.index
            while found[current] < 0 and current not in path and not self._begins_clause(tokens[current]):
                path.append(current)
                current = tokens[current].head
            head = found[current] if found[current] >= 0 else current
            for index in (*path, current):
                found[index] = head
        return tuple(found)

    def _begins_clause(self, token: Token) -> bool:
        relation = token.relation.split(":")[0]
        if token.is_root or relation in _CLAUSAL:
            return True
        if relation != "conj":
            return False
        return token.upos == "VERB" or bool(self.parse.children(token.index, "nsubj", "cop"))

    def objects(self, verb: int) -> tuple[int, ...]:
        """What is acted on: objects, subjects of the passive, the noun that a passive participle describes; with
        what is coordinated with them."""
        token = self.parse.tokens[verb]
        passive = self.is_passive(verb)
        fronted = fronted_subject(self.parse, verb)
        found = [t.index for t in self.parse.children(verb, "obj") if t.index != fronted]
        found += [t.index for t in self.parse.children(verb, "nsubj") if passive]
        if not found:  # "hacked to death two farmers", with the farmers hung on the death
            ends = [t for t in self.parse.children(verb, "obl") if t.lemma == "death"]
            found += [t.index for end in ends for t in self.parse.children(end.index, "obj")]
        if token.xpos == "VBN" and not found and token.relation in ("acl", "amod", "acl:relcl"):
            found.append(token.head)
        if not found and token.relation == "conj" and (passive or token.xpos == "VBN"):
            found += self.objects(token.head) if self.is_passive(token.head) else ()
        return tuple(self._with_conjuncts(found))

    def subjects(self, verb: int) -> tuple[int, ...]:
        """Who acts: active subjects, agents of the passive, the noun that an active participle or relative clause
        describes; through coordination and open complements to the verb above."""
        token = self.parse.tokens[verb]
        passive = self.is_passive(verb)
        found = [t.index for t in self.parse.children(verb, "nsubj") if not passive]
        fronted = fronted_subject(self.parse, verb)
        if fronted is not None:
            found.append(fronted)
        found += [t.index for t in self.parse.children(verb, "obl") if self.is_agent(t.index)]
        relation = token.relation.split(":")[0]
        if not found and not passive:
            if relation in ("ccomp", "parataxis") and token.head > verb:
                # "the minister met the envoy, his office said", with the minister hung on what the office said
                found += [t.index for t in self.parse.children(token.head, "nsubj") if t.index < verb]
            elif token.xpos in ("VB", "VBG") and relation in ("xcomp", "ccomp") and self.objects(token.head):
                return self.objects(token.head)  # "saw rockets land"
            elif relation == "acl" and token.xpos != "VBN":
                found.append(token.head)
            elif relation in ("conj", "xcomp", "advcl") and token.head != verb and token.relation != "advcl:relcl":
                above = self.parse.tokens[token.head]
                marks = [t for t in self.parse.children(verb, "mark", "nsubj") if t.lemma != "to"]
                if above.upos in ("VERB", "AUX") and not marks:
                    return self.subjects(token.head) if above.index < verb or relation != "conj" else ()
        named = [i for i in found if self.parse.tokens[i].lemma not in ("who", "which", "that")]
        return tuple(self._with_conjuncts(named or self._antecedents(verb, found)))

    def _antecedents(self, verb: int, found: list[int]) -> list[int]:
        token = self.parse.tokens[verb]
        return [token.head] if found and token.relation.startswith("acl") else []

    def is_agent(self, index: int) -> bool:
        """Whether an oblique is the doer of a passive ("by gunmen")."""
        token = self.parse.tokens[index]
        if token.relation == "obl:agent":
            return True
        by = any(t.lemma == "by" for t in self.parse.children(index, "case"))
        return by and self.is_passive(token.head) and self._entity_kind(index) != "time"

    def is_passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive: by its auxiliary, its subject or a bare past participle as modifier."""
        token = self.parse.tokens[verb]
        if is_active_perfect(self.parse, verb):
            return False
        if any(t.relation in ("aux:pass", "nsubj:pass", "obl:agent") for t in self.parse.children(verb)):
            return True
        if token.xpos != "VBN" or self.parse.children(verb, "aux"):
            return False
        return token.relation.split(":")[0] in ("acl", "amod") and not self.parse.children(verb, "obj")

    def obliques(self, index: int, *cases: str) -> tuple[int, ...]:
        """Obliques and nominal modifiers of a word, in any case or in one of the prepositions named."""
        found = []
        for token in self.parse.children(index, "obl", "nmod"):
            marks = {t.lemma.lower() for t in cases_of(self.parse, token.index)}
            if not cases or marks & set(cases):
                found.append(token.index)
        return tuple(self._with_conjuncts(found))

    def _with_conjuncts(self, found: list[int]) -> Iterator[int]:
        """The words with what is coordinated with them, and what a word of quantity counts ("hundreds of troops")."""
        for index in found:
            for one in (index, *(t.index for t in self.parse.children(index, "conj"))):
                yield one
                if self.lemmas[one] in lexicon().quantities:
                    yield from self.obliques(one, "of")

    def _entity_kind(self, index: int) -> str | None:
        at = self.parse.entity_at[index]
        return None if at is None else self.parse.entities[at].kind

    def entity_kind(self, index: int) -> str | None:
        """The kind of the entity that holds a token, None if none does."""
        return self._entity_kind(index)

    def is_body(self, index: int) -> bool:
        """Whether a token is in the name of somebody that can act: a country or region, a group, a person."""
        return self._entity_kind(index) in BODY_KINDS

    def is_place(self, index: int) -> bool:
        """Whether a token is in the name of a place."""
        return self._entity_kind(index) in PLACE_KINDS

    def governor(self, index: int) -> int:
        """The verb or head of the clause of a noun, the verb itself for a verb."""
        return self.head_of[index]

    def modifiers(self, index: int) -> frozenset[str]:
        """Lemmas of the determiners, adjectives, numbers and compounds of a noun."""
        found = self.parse.children(index, "det", "amod", "nummod", "compound", "nmod:poss", "nmod", "advmod")
        return frozenset(word for t in found if t.index < index for word in (self.lemmas[t.index], t.text.lower()))
