"""sayso reads reports of armed conflict: what happened, where, when, to whom, and on whose say-so.

    import sayso
    from pathlib import Path

    reading = sayso.read("Two rockets struck the airfield at dawn, the governor said.", published="2024-05-31")
    for reading in sayso.read_many([Path("reports/")], on_error="skip"):
        print(reading.to_json())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.api import read, read_many
    from sayso.errors import (
        BinaryInput,
        EmptyInput,
        GazetteerError,
        InputError,
        LanguageError,
        MalformedRecord,
        MissingInput,
        OutputError,
        ReadingError,
        SaysoError,
        TooLargeInput,
        UndecodableInput,
        UsageError,
    )
    from sayso.model import Reading, Report

__all__ = [
    "BinaryInput", "EmptyInput", "GazetteerError", "InputError", "LanguageError", "MalformedRecord", "MissingInput",
    "OutputError", "Reading", "ReadingError", "Report", "SaysoError", "TooLargeInput", "UndecodableInput", "UsageError",
    "__version__", "read", "read_many",
]


def __getattr__(name: str) -> Any:
    """The public names, brought in when first asked for, so that `sayso --version` need not wait for the reader."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from sayso import api

    globals().update({public: getattr(api, public) for public in __all__ if public != "__version__"})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(__all__)
