"""The tables of a ledger, the same in SQLite and PostgreSQL, and the triggers that let statements only be added.

Tables that are computed from the statements join `metadata` in modules of their own; `create_all` makes them too.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from sayso.errors import DamagedLedger
from sayso.ledger.record import KINDS
from sayso.ledger.statement import BEFORE_THE_FIRST

metadata = MetaData()

statements = Table(
    "statements",
    metadata,
    # SQLite numbers its rows by a column of type INTEGER only.
    Column("number", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", Text, CheckConstraint("kind IN ({})".format(", ".join(f"'{kind}'" for kind in KINDS))),
           nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("subject", Text),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    CheckConstraint("number > 0"),
)
Index("statements_by_subject", statements.c.subject, statements.c.number)
Index("statements_by_kind", statements.c.kind, statements.c.number)
# One report is one statement, however many add it at once.
Index("statements_reports", statements.c.subject, unique=True, sqlite_where=text("kind = 'report'"),
      postgresql_where=text("kind = 'report'"))

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

ONLY_ADDED = "statements are only ever added"
NOT_NEXT = "a statement must follow the last one"
REPORT_TWICE = "this report is in the ledger already"

# INSERT OR REPLACE deletes without asking the triggers on DELETE: what it would replace is refused before.
SQLITE_TRIGGERS = {
    "statements_no_update": f"""CREATE TRIGGER statements_no_update BEFORE UPDATE ON statements
BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    "statements_no_delete": f"""CREATE TRIGGER statements_no_delete BEFORE DELETE ON statements
BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    "statements_follow": f"""CREATE TRIGGER statements_follow BEFORE INSERT ON statements
BEGIN
SELECT RAISE(ABORT, '{REPORT_TWICE}') WHERE NEW.kind = 'report'
  AND EXISTS (SELECT 1 FROM statements WHERE kind = 'report' AND subject = NEW.subject);
SELECT RAISE(ABORT, '{NOT_NEXT}') WHERE EXISTS (SELECT 1 FROM statements WHERE hash = NEW.hash)
  OR NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM statements)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM statements ORDER BY number DESC LIMIT 1), '{BEFORE_THE_FIRST}');
END""",
}
POSTGRESQL_TRIGGERS = (
    f"""CREATE FUNCTION statements_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{ONLY_ADDED}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION statements_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT number, hash INTO last FROM statements ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.previous <> coalesce(last.hash, '{BEFORE_THE_FIRST}') THEN
    RAISE EXCEPTION '{NOT_NEXT}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE TRIGGER statements_only_added BEFORE UPDATE OR DELETE ON statements
FOR EACH ROW EXECUTE FUNCTION statements_only_added()""",
    """CREATE TRIGGER statements_no_truncate BEFORE TRUNCATE ON statements
FOR EACH STATEMENT EXECUTE FUNCTION statements_only_added()""",
    """CREATE TRIGGER statements_follow BEFORE INSERT ON statements
FOR EACH ROW EXECUTE FUNCTION statements_follow()""",
)


def create_all(connection: Connection, version: int) -> None:
    """Make the tables of a new ledger, with its schema's version and the note of its last statement."""
    metadata.create_all(connection)
    sqlite = connection.dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS.values() if sqlite else POSTGRESQL_TRIGGERS:
        connection.exec_driver_sql(trigger)
    note = f"0 {BEFORE_THE_FIRST}"
    connection.execute(insert(meta), [{"key": "schema", "value": str(version)}, {"key": "head", "value": note}])


def create_missing(connection: Connection) -> None:
    """Make those tables that a ledger lacks: computed ones that came after it."""
    metadata.create_all(connection, checkfirst=True)


def missing(connection: Connection) -> list[str]:
    """The names of the tables that a ledger lacks, sorted."""
    return sorted(set(metadata.tables) - set(inspect(connection).get_table_names()))


def version_of(connection: Connection) -> int:
    """The version of a ledger's schema. Raises DamagedLedger where it has none."""
    value = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar()
    if value is None or not value.isascii() or not value.isdigit():
        raise DamagedLedger(f"the ledger's version of its schema is {value!r}; restore the ledger from a backup")
    return int(value)


def parse_head(value: str | None) -> tuple[int, str]:
    """The number and hash of the last statement from the ledger's own note. Raises DamagedLedger where it is none."""
    number, _, digest = (value or "").partition(" ")
    if not (number.isascii() and number.isdigit() and len(digest) == 64):
        raise DamagedLedger(f"the ledger's note of its last statement is {value!r}; verify the ledger")
    return int(number), digest
