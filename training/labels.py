"""The label sets of the encoder's heads, and what each data set's entity labels allow.

Data sets name fewer kinds of entity than sayso does: a LOC may be a settlement, a region or a facility, and what a
set leaves unmarked may still be a weapon. So a word's gold is a set of allowed tags, and the loss is the
negative logarithm of the probability of the whole set (learning from partial labels: Cour, Sapp and Taskar,
JMLR 2011).
"""

from __future__ import annotations

from .narrowing import narrow

ENTITY_KINDS = (
    "person", "organisation", "armed_group", "settlement", "region", "place", "facility", "weapon", "nationality",
    "time", "quantity", "misc",
)
ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in ENTITY_KINDS for prefix in "BI"))
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)
# What is told of a word's part in who says what; the last three as PropBank and GUM count it (training/statements.py).
SPEECH_FLAGS = (
    "cue", "source", "content", "denies", "declines", "probable", "possible", "broad_cue", "broad_saying",
    "broad_content",
)
SPEECH_POINTERS = ("speech", "speaker", "behind")
CASE_CLASSES = ("special", "lower", "title", "upper", "initial", "mixed", "digit", "other")

_ORGANISATION = ("organisation", "armed_group")
_LOCATION = ("settlement", "region", "place", "facility")

# data set → its label → the kinds it may be; "O": the kinds that an unmarked word may still be.
ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "ewt": {
        "PER": ("person",), "ORG": _ORGANISATION, "LOC": _LOCATION,
        "O": ("weapon", "nationality", "time", "quantity", "misc"),
    },
    "btc": {
        "PER": ("person",), "ORG": _ORGANISATION, "LOC": _LOCATION,
        "O": ("weapon", "nationality", "time", "quantity", "misc"),
    },
    "wikigold": {
        "PER": ("person",), "ORG": _ORGANISATION, "LOC": _LOCATION, "MISC": ("nationality", "misc", "weapon"),
        "O": ("weapon", "time", "quantity"),
    },
    "wnut17": {
        "person": ("person",), "group": _ORGANISATION, "corporation": _ORGANISATION, "location": _LOCATION,
        "product": ("misc", "weapon"), "creative-work": ("misc",),
        "O": ("weapon", "nationality", "time", "quantity", "misc"),
    },
    "re3d": {
        "Weapon": ("weapon",), "MilitaryPlatform": ("weapon",), "Vehicle": ("weapon", "misc"), "Temporal": ("time",),
        "Quantity": ("quantity",), "Nationality": ("nationality",),
        "O": (),
    },
    "own": {**{kind: (kind,) for kind in ENTITY_KINDS}, "O": ()},
}


def allowed_tags(dataset: str, label: str, prefix: str, surface: str = "") -> tuple[int, ...]:
    """The indices in ENTITY_TAGS that a data set's label allows; every index where the label says nothing.

    `surface`: the words of the entity, by which a coarse label may be narrowed.
    """
    table = ALLOWED.get(dataset)
    if table is None or label not in table:
        return tuple(range(len(ENTITY_TAGS)))
    if label == "O":
        return (0, *(ENTITY_TAGS.index(f"{p}-{kind}") for kind in table["O"] for p in "BI"))
    kinds = narrow(surface, table[label]) if surface else table[label]
    return tuple(ENTITY_TAGS.index(f"{prefix}-{kind}") for kind in kinds)
