"""The tables of own authority: operations, merged records, attachments, and the local tables that are never sent.

Alembic (``migrations/laptop``) makes and changes these; the view tables beside them are a cache (``app.store.views``).
"""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

META = Table("meta", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""Facts about the store itself: version of the views, lamport number."""

DEVICE = Table(
    "device",
    METADATA,
    Column("no", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
)
"""Small local numbers for device ids; number 1 is this device."""

OPERATION = Table(
    "op",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("device", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("record", BLOB, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("type", Integer, nullable=False),
    Column("changes", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Column("tx", BLOB, nullable=False),
    Column("lamport", Integer, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("wall", Integer, nullable=False),
    Column("as_of", Text),
    Column("evidence", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("op_record", "record"),
    Index("op_tx", "tx"),
    sqlite_with_rowid=False,
)

RECORD = Table(
    "record",
    METADATA,
    Column("id", BLOB, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("scope", Text, nullable=False),
    Column("owner", BLOB),
    Column("heads", BLOB, nullable=False),
    Column("seen", BLOB),
    Column("held", BLOB),
    Column("seq", Integer),
    Index("record_owner", "owner"),
    Index("record_kind", "kind"),
    sqlite_with_rowid=False,
)

TRANSACTION = Table(
    "tx",
    METADATA,
    Column("id", BLOB, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("household", BLOB),
    Column("undoes", BLOB),
    Column("undone_by", BLOB),
    Index("tx_at", "at"),
    sqlite_with_rowid=False,
)
"""One row for each action of a person: what it was in a word, for undo and history."""

BLOB_TABLE = Table(
    "blob",
    METADATA,
    Column("sha256", BLOB, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mime", Text, nullable=False),
    Column("content", BLOB, nullable=False),
)

LOCAL_SETTING = Table(
    "local_setting", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)

LOCAL_FORM = Table(
    "local_form",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("xform", BLOB, nullable=False),
    Column("published", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    Column("questions", Integer),
    Column("restricted", Integer),
    Index("local_form_id", "form_id"),
)

LOCAL_DRAFT = Table(
    "local_draft",
    METADATA,
    Column("id", BLOB, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("form_hash", Text, nullable=False),
    Column("begun", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("member", Text),
    Column("lead", Text),
    Column("environment", BLOB, nullable=False),
    Column("place", Text, nullable=False),
    Column("decisions", BLOB, nullable=False),
    Index("local_draft_household", "household"),
)

LOCAL_ANSWER = Table(
    "local_answer",
    METADATA,
    Column("draft", BLOB, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("step", BLOB, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The answer journal of a draft: one row for each thing done, append-only; playing it gives the draft back."""

LOCAL_PROFILE = Table(
    "local_import_profile",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("mapping", Text, nullable=False),
    Column("used", Integer, nullable=False),
)

LOCAL_PRINT = Table(
    "local_print",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("record", BLOB, primary_key=True),
    Column("times", Integer, nullable=False),
)

LOCAL_ATTACHMENT = Table(
    "local_attachment",
    METADATA,
    Column("draft", BLOB, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("content", BLOB, nullable=False),
)
"""Photos, signatures and files of a draft, known by the name that its answers hold; they become attachments at the seal."""

LOCAL_FORM_MEDIA = Table(
    "local_form_media",
    METADATA,
    Column("form", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", BLOB, nullable=False),
)
"""Files beside a published form (lists of choices), by the form's hash."""

GUARDED: tuple[str, ...] = ("op", "record", "tx", "blob")
"""Tables that only a unit of work writes."""


def guard_statements(table: str) -> tuple[str, ...]:
    """Give the triggers that refuse any writer of a table but an open unit of work.

    ``cunfang_writing()`` is known to the one writing connection alone: elsewhere the trigger fails as well.
    """
    return tuple(
        f"CREATE TRIGGER guard_{table}_{verb} BEFORE {verb} ON {table} WHEN cunfang_writing() IS NOT 1 "
        f"BEGIN SELECT RAISE(ABORT, 'written outside a unit of work'); END"
        for verb in ("insert", "update", "delete")
    )
