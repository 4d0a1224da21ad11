"""Ledgers as workbooks; that they were written is logged, since they leave the encrypted store."""

from __future__ import annotations

from app.documents.sheets.ledgers import LEDGERS, LedgerHousehold, write_ledger
from app.domain.progress import SILENT, Progress
from app.services.context import Context
from app.services.imports.known import ids_by_code, known_households


class Exports:
    """Use cases of exporting.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Give name and title of each ledger."""
        return tuple((ledger.name, ledger.title) for ledger in LEDGERS)

    def ledger(self, kind: str, progress: Progress = SILENT) -> bytes:
        """Give a ledger as a workbook and log that it was written.

        :raises AppError: DOCUMENT_UNKNOWN
        :raises Cancelled: when the person asked to stop
        """
        context = self._context
        village = context.owner.village_name(context.owner.village)
        with context.store.read() as reading:
            households = (
                LedgerHousehold(code, household.values, tuple(member.values for member in household.members))
                for code, household in known_households(reading, context.facts, context.today(), ids_by_code(reading))
            )
            content = write_ledger(kind, households, context.codes, village, progress)
        with context.act("export", context.provenance("export")) as unit:
            unit.create("access", context.owner.village, {"what": "exported", "fields": [kind], "why": ""})
        return content
