"""What the status strip knows: counted, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.services.context import Context
from app.store.schema import BLOB_TABLE, OPERATION
from app.store.views.tables import HOUSEHOLD_VIEW


@dataclass(frozen=True)
class Status:
    """Work that nobody else has yet.

    :param operations: operations that no county has acknowledged
    :param attachments: attachments that no county has acknowledged
    :param conflicts: fields with two values
    """

    operations: int
    attachments: int
    conflicts: int


def status(context: Context) -> Status:
    """Count what waits. Until there is an exchange, everything that was ever written is unacknowledged."""
    with context.store.read() as reading:
        count = reading.connection.execute
        return Status(
            operations=count(select(func.count()).select_from(OPERATION)).scalar_one(),
            attachments=count(select(func.count()).select_from(BLOB_TABLE)).scalar_one(),
            conflicts=count(select(func.coalesce(func.sum(HOUSEHOLD_VIEW.c.conflicts), 0))).scalar_one(),
        )
