"""What is said, by the frame of the verb: a clause, an object, a number, a fault laid to somebody."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.model import Attribute
from sayso.reading.attribution.clause_contents import clause_content
from sayso.reading.attribution.complements import complements
from sayso.reading.attribution.contents import tokens_under
from sayso.reading.attribution.cues import VerbCue, is_toll
from sayso.reading.attribution.refusals import asked_of_refusal
from sayso.reading.attribution.utterances import case_of, led_by
from sayso.reading.draft import Span

_SAYABLE = frozenset(["it", "this", "that", "so"])


def verb_content(
    parse: Parse,
    verb: int,
    entry: VerbCue,
    excluded: int | None,
    quotations: tuple[Span, ...],
) -> tuple[set[int], Attribute | None]:
    """The tokens that are said, and the attribute where the construction tells it."""
    frames = entry.frames
    if "clause" in frames:
        content = clause_content(parse, verb, excluded, quotations, entry.subject == "any")
        if content:
            return content, None
    if "infinitive" in frames:
        for child in parse.children(verb, "xcomp", "ccomp", "advcl"):
            if any(m.text.lower() == "to" for m in parse.children(child.index, "mark")):
                return tokens_under(parse, child.index), asked_of_refusal(parse, child, entry)
    if "hearsay" in frames and parse.children(verb, "expl"):
        return set().union(*(tokens_under(parse, c) for c in complements(parse, verb))), None
    if "blame" in frames:
        return _blame_content(parse, verb), None
    if "object" in frames:
        for child in parse.children(verb, "obj"):
            if child.index == excluded or child.text.lower() in ("itself", "himself", "themselves"):
                continue
            taken_up = child.text.lower() in _SAYABLE and entry.stance == "affirms"
            about: Attribute | None = "occurrence" if taken_up else None
            relative = parse.tokens[verb].relation == "acl:relcl" and child.text.lower() in (
                "who",
                "whom",
                "which",
                "that",
                "what",
            )
            return (set() if relative else tokens_under(parse, child.index)) | _extra(parse, verb), about
        named = any(c.text.lower().endswith(("self", "selves")) for c in parse.children(verb, "obj"))
        if parse.children(verb, "xcomp") and not named:
            return _extra(parse, verb), None
    if "about" in frames:
        content = set()
        near = parse.children(verb, "obl", "ccomp", "nmod")
        if parse.tokens[verb].lemma.lower() in ("tell", "write", "post", "inform"):
            near += [inner for outer in near for inner in parse.children(outer.index, "nmod")]
        for child in near:  # "wrote on his page of eight dead" may hang on the page
            if child.index > verb and led_by(parse, child.index) in entry.about_with:
                content |= tokens_under(parse, child.index)
        if content:
            return _to_mark(parse, content), None
        number = _number_behind(parse, verb, entry)
        if number:
            return _to_mark(parse, number), None
    if "toll" in frames:
        content = set()
        for child in parse.children(verb, "obj", "obl", "xcomp", "ccomp", "nsubj:outer"):
            if child.relation in ("obj", "xcomp", "ccomp") or led_by(parse, child.index) in (
                "at",
                "to",
                "as",
                "of",
                "from",
            ):
                content |= tokens_under(parse, child.index)
        place = (
            parse.tokens[verb].lemma.lower() == "put"
            and any(parse.tokens[i].upos == "NUM" for i in content)
            and any(led_by(parse, c.index) == "at" for c in parse.children(verb, "obl"))
        )
        content = _to_mark(parse, content or {verb}) - {verb}
        if place or is_toll(parse, content):
            return content, None
    return set(), None


def _number_behind(parse: Parse, verb: int, entry: VerbCue) -> set[int]:
    """A number of people that a verb speaks of, by its place ("told us on Friday of eleven dead")."""
    end = parse.sentences[parse.tokens[verb].sentence].end
    for index in range(verb + 1, min(verb + 9, end - 2)):
        if parse.tokens[index].upos == "PUNCT":
            break
        if parse.tokens[index].text.lower() in entry.about_with and parse.tokens[index + 1].upos == "NUM":
            return {index, index + 1, index + 2}
    return set()


def _to_mark(parse: Parse, content: set[int]) -> set[int]:
    """A short content with what stands right behind it up to the next mark, which the parser may have hung elsewhere
    ("puts it at 12 dead")."""
    index = max(content) + 1
    end = parse.sentences[parse.tokens[index - 1].sentence].end
    found = set(content)
    while (
        index < end and parse.tokens[index].upos not in ("PUNCT", "VERB", "AUX", "SCONJ") and index - max(content) <= 8
    ):
        found.add(index)
        index += 1
    return found


def _extra(parse: Parse, verb: int) -> set[int]:
    """What an object's clause goes on with: "confirmed the figures as preliminary", "reported six drones destroyed"."""
    more = [c.index for c in parse.children(verb, "xcomp", "ccomp", "advcl:pred") if c.index > verb]
    more += [
        c.index
        for c in parse.children(verb, "obl", "advcl")
        if c.index > verb
        and (case_of(parse, c.index) == "as" or any(m.text.lower() == "as" for m in parse.children(c.index, "mark")))
    ]
    return set().union(*(tokens_under(parse, m) for m in more)) if more else set()


def names_fault(parse: Parse, verb: int) -> bool:
    """Whether a verb such as "hold" or "charge" has what makes it one of blame."""
    lemma = parse.tokens[verb].lemma.lower()
    obliques = parse.children(verb, "obl", "advcl", "xcomp", "ccomp")
    if lemma in ("attribute", "ascribe", "lay", "pin"):
        return any(case_of(parse, o.index) in ("to", "at", "on") for o in obliques)
    if lemma == "hold":
        return any(o.lemma.lower() in ("responsible", "accountable") for o in obliques)
    return lemma != "charge" or any(case_of(parse, o.index) == "with" for o in obliques)


def _blame_content(parse: Parse, verb: int) -> set[int]:
    objects = [c for c in parse.children(verb, "obj") if c.index > verb]
    obliques = [c for c in parse.children(verb, "obl", "advcl", "xcomp", "ccomp") if c.index > verb]
    if not objects or not names_fault(parse, verb):
        return set()
    found = set().union(*(tokens_under(parse, o.index) for o in objects))
    for oblique in obliques:
        if case_of(parse, oblique.index) in (
            "for",
            "of",
            "on",
            "to",
            "at",
            "with",
            "in",
        ) or not oblique.relation.startswith("obl"):
            found |= tokens_under(parse, oblique.index)
    return found
