"""Our own corpus of conflict reports, annotated for attribution, events and factuality (FORMAT.md, DATASHEET.md)."""
