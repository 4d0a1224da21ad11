"""How often a record was printed, and the log of what left the encrypted store."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.ids import RecordId
from app.oplog.operation import Value
from app.services.context import Context


class PrintCounter:
    """Counts the prints of one document.

    :param document: its name
    """

    def __init__(self, context: Context, document: str) -> None:
        self._context = context
        self._document = document

    def next(self, record: RecordId) -> int:
        """Give which time the next print of a record is."""
        with self._context.store.read() as reading:
            return reading.local.prints(self._document, record) + 1

    def count(self, records: Sequence[RecordId]) -> None:
        """Count the prints of several records and log that they left the encrypted store."""
        context = self._context
        with context.store.write_local() as local:
            for record in records:
                local.count_print(self._document, record)
        with context.act("print", context.provenance("print")) as unit:
            for record in records:
                printed: dict[str, Value] = {"what": "printed", "record": record, "fields": [self._document], "why": ""}
                unit.create("access", context.owner.village, printed)
