"""The command `sayso`: thin over the public interface. What is heavy is brought in by the command that needs it."""

from sayso.cli.app import main

__all__ = ["main"]
