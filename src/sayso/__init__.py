"""sayso reads reports of armed conflict: what happened, where, when, to whom, and on whose say-so.

    import sayso
    from pathlib import Path

    reading = sayso.read("Two rockets struck the airfield at dawn, the governor said.", published="2024-05-31")
    for reading in sayso.read_many([Path("reports/")], on_error="skip"):
        print(reading.to_json())

    with sayso.Ledger("war.sayso") as ledger:
        ledger.add(reading, reader="sayso")
        for event in ledger.events():
            print(event.id, event.assessment.card.summary)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.api import read, read_many
    from sayso.errors import (
        BinaryInput,
        DamagedLedger,
        EmptyInput,
        GazetteerError,
        InputError,
        LanguageError,
        LedgerError,
        MalformedRecord,
        MissingInput,
        OutputError,
        ReadingError,
        SaysoError,
        TooLargeInput,
        UndecodableInput,
        UnknownEvent,
        UsageError,
    )
    from sayso.ledger.ledger import Ledger
    from sayso.model import Reading, Report

__all__ = [
    "BinaryInput", "DamagedLedger", "EmptyInput", "GazetteerError", "InputError", "LanguageError", "Ledger",
    "LedgerError", "MalformedRecord", "MissingInput", "OutputError", "Reading", "ReadingError", "Report", "SaysoError",
    "TooLargeInput", "UndecodableInput", "UnknownEvent", "UsageError", "__version__", "read", "read_many",
]


def __getattr__(name: str) -> Any:
    """The public names, brought in when first asked for, so that `sayso --version` need not wait for the reader."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    if name == "Ledger":  # SQLAlchemy takes longer to load than a short report takes to read
        from sayso.ledger.ledger import Ledger

        globals()[name] = Ledger
        return Ledger
    from sayso import api

    globals().update({p: getattr(api, p) for p in __all__ if p not in ("__version__", "Ledger")})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(__all__)
