"""The end of every command: whatever goes wrong is one line on standard error and an exit status, never a traceback."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sayso.errors import SaysoError, UsageError

FAILED, MISUSED, STOPPED, BROKEN_PIPE = 1, 2, 130, 141
DEBUG = "SAYSO_DEBUG"
_CHATTY = ("trafilatura", "htmldate", "courlan", "charset_normalizer")


@contextmanager
def guarded() -> Iterator[None]:
    """Run a command's body. With SAYSO_DEBUG in the environment, a defect is raised as it is."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    except UsageError as error:
        complain(str(error))
        sys.exit(MISUSED)
    except SaysoError as error:
        complain(str(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        complain("stopped")
        sys.exit(STOPPED)
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(BROKEN_PIPE)
    except MemoryError:
        complain("there is not enough memory for this report; divide it")
        sys.exit(FAILED)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
        complain(f"{fault}; this is a defect of sayso, please report it (set {DEBUG}=1 to see where it comes from)")
        sys.exit(FAILED)


def complain(problem: str) -> None:
    """One line on standard error."""
    from sayso.publish.visible import one_line

    with suppress(OSError, ValueError):
        sys.stderr.write(f"sayso: {one_line(problem)}\n")
        sys.stderr.flush()


def _let_go_of_output() -> None:
    """What is still to be flushed at the end goes nowhere, so that Python does not complain of the broken pipe."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
