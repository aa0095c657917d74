"""The nouns of the codebook, as immutable types. This room knows nothing of any other."""

from sayso.model.check import Check, LoadedLanguage
from sayso.model.claim import Attribute, Certainty, Claim, Stance
from sayso.model.event import (
    AcledCode,
    Actor,
    Casualties,
    Count,
    Event,
    EventStatus,
    Media,
    PloverCode,
    Status,
    Target,
    UcdpCode,
    Weapon,
    When,
    Where,
)
from sayso.model.quote import Quote
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source, SourceKind

__all__ = [
    "AcledCode", "Actor", "Attribute", "Casualties", "Certainty", "Check", "Claim", "Count", "Event", "EventStatus",
    "LoadedLanguage", "Media", "PloverCode", "Quote", "Reading", "Report", "Source", "SourceKind", "Stance", "Status",
    "Target", "UcdpCode", "Weapon", "When", "Where",
]
