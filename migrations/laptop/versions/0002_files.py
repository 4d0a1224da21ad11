"""Files of drafts (photos, signatures, files that answer a question), files beside published forms, and what lists say of a
form without reading it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables and the two columns; a form of before has its figures read from itself."""
    op.add_column("local_form", sa.Column("questions", sa.Integer))
    op.add_column("local_form", sa.Column("restricted", sa.Integer))
    op.create_table(
        "local_attachment",
        sa.Column("draft", sa.BLOB, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("mime", sa.Text, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("content", sa.BLOB, nullable=False),
    )
    op.create_table(
        "local_form_media",
        sa.Column("form", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("content", sa.BLOB, nullable=False),
    )
