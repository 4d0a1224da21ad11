"""Operations, records, attachments and local tables.

The tables are written out here and never changed afterwards: a migration tells what a store was, the present schema
(``app/store/schema.py``) what it is. A test holds the two against each other at the newest revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

GUARDED = ("op", "record", "tx", "blob")


def upgrade() -> None:
    """Make the tables and their guards."""
    _own_authority()
    _local()
    for table in GUARDED:
        for verb in ("insert", "update", "delete"):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{verb} BEFORE {verb} ON {table} WHEN cunfang_writing() IS NOT 1 "
                f"BEGIN SELECT RAISE(ABORT, 'written outside a unit of work'); END"
            )


def _own_authority() -> None:
    op.create_table("meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "device",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("id", sa.LargeBinary(16), nullable=False, unique=True),
    )
    op.create_table(
        "op",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("device", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("record", sa.BLOB, nullable=False),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("type", sa.Integer, nullable=False),
        sa.Column("changes", sa.BLOB, nullable=False),
        sa.Column("hash", sa.BLOB, nullable=False),
        sa.Column("tx", sa.BLOB, nullable=False),
        sa.Column("lamport", sa.Integer, nullable=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("wall", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Text),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("op_record", "op", ["record"])
    op.create_index("op_tx", "op", ["tx"])
    op.create_table(
        "record",
        sa.Column("id", sa.BLOB, primary_key=True),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("owner", sa.BLOB),
        sa.Column("heads", sa.BLOB, nullable=False),
        sa.Column("seen", sa.BLOB),
        sa.Column("held", sa.BLOB),
        sa.Column("seq", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index("record_owner", "record", ["owner"])
    op.create_index("record_kind", "record", ["kind"])
    op.create_table(
        "tx",
        sa.Column("id", sa.BLOB, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("household", sa.BLOB),
        sa.Column("undoes", sa.BLOB),
        sa.Column("undone_by", sa.BLOB),
        sqlite_with_rowid=False,
    )
    op.create_index("tx_at", "tx", ["at"])
    op.create_table(
        "blob",
        sa.Column("sha256", sa.BLOB, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("mime", sa.Text, nullable=False),
        sa.Column("content", sa.BLOB, nullable=False),
    )


def _local() -> None:
    op.create_table(
        "local_setting", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "local_form",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("form_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("xform", sa.BLOB, nullable=False),
        sa.Column("published", sa.Integer, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
    )
    op.create_index("local_form_id", "local_form", ["form_id"])
    op.create_table(
        "local_draft",
        sa.Column("id", sa.BLOB, primary_key=True),
        sa.Column("household", sa.BLOB, nullable=False),
        sa.Column("form_hash", sa.Text, nullable=False),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("member", sa.Text),
        sa.Column("lead", sa.Text),
        sa.Column("environment", sa.BLOB, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("decisions", sa.BLOB, nullable=False),
    )
    op.create_index("local_draft_household", "local_draft", ["household"])
    op.create_table(
        "local_answer",
        sa.Column("draft", sa.BLOB, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("step", sa.BLOB, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "local_import_profile",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
    )
    op.create_table(
        "local_print",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("record", sa.BLOB, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
