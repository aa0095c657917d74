"""How ledgers of an older schema become ones of this, in the transaction that opens them.

A migration takes the open transaction's connection and may add tables, columns and indexes, and recompute what is
computed. It leaves the statements' own columns as they are: their hashes were taken over them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, update

from sayso.errors import LedgerError
from sayso.ledger import schema

Migration = Callable[[Connection], None]

# The first brings a ledger from version 1 to 2, the second from 2 to 3, and so on.
MIGRATIONS: tuple[Migration, ...] = ()


def current_version(migrations: Sequence[Migration] | None = None) -> int:
    """The version of the schema that this sayso writes: one more than there are migrations."""
    return 1 + len(MIGRATIONS if migrations is None else migrations)


def is_current(connection: Connection) -> bool:
    """Whether a ledger needs no migration. Raises LedgerError where a newer sayso wrote it."""
    version = schema.version_of(connection)
    if version > current_version():
        raise LedgerError(
            f"a newer sayso wrote it (schema {version}, this one knows {current_version()}); update sayso to open it"
        )
    return version == current_version()


def migrate(connection: Connection) -> None:
    """Bring a ledger to this version, each step after the other, all in the caller's transaction."""
    if is_current(connection):
        return
    for number in range(schema.version_of(connection), current_version()):
        MIGRATIONS[number - 1](connection)
    value = str(current_version())
    connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value=value))
