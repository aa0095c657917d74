"""The two statuses of each event, from its claims (CODEBOOK, section 5)."""

from __future__ import annotations

from sayso.codebook import Testimony, against_interest, has_doer, responsibility_status, status_of
from sayso.model import EventStatus
from sayso.reading.draft import Attribution, ClaimDraft, EventDraft
