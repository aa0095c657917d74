"""From a report's text to its parse, by one pass of one small encoder. This room knows nothing of conflict."""

from sayso.language.parse import Chain, Entity, EntityKind, Mention, Parse, Sentence, Token

__all__ = ["Chain", "Entity", "EntityKind", "Mention", "Parse", "Sentence", "Token"]
