"""sayso reads reports of armed conflict: what happened, where, when, to whom, and on whose say-so."""

from sayso.version import __version__

__all__ = ["__version__"]
