"""Whether what became of people is told as something that took place."""

from __future__ import annotations

from sayso.language.parse import Parse
from sayso.reading.roles.lexicons import word_set


def has_been(parse: Parse, predicate: int) -> bool:
    """Whether the predicate is told as something that took place, as far as its auxiliaries and its governor tell."""
    modals, governors = word_set("counts", "futures", "modals"), word_set("counts", "futures", "governors")
    auxiliaries = [t.text.lower() for t in parse.children(predicate, "aux")]
    if any(word in modals for word in auxiliaries) and not any(word in ("have", "’ve", "'ve") for word in auxiliaries):
        return False
    token = parse.tokens[predicate]
    infinitive = any(t.text.lower() == "to" for t in parse.children(predicate, "mark"))
    above = parse.tokens[token.head]
    if infinitive and not token.is_root and above.lemma in governors:
        return False
    return not any(t.text.lower() in ("if", "unless", "whether") for t in parse.children(predicate, "mark"))
