"""Every printed form by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.documents.pdf import check_sheet, key_sheets, visit_record
from app.documents.pdf.check_sheet import CheckSheet
from app.documents.pdf.key_sheets import LostMachineSheet, RecoverySheet
from app.documents.pdf.visit_record_data import VisitRecord

Data = TypeVar("Data")


@dataclass(frozen=True)
class PrintedForm(Generic[Data]):
    """A printed form: the name commands use, its title on paper, and what draws it from plain data."""

    name: str
    title: str
    render: Callable[[Data], bytes]


VISIT_RECORD: Final[PrintedForm[VisitRecord]] = PrintedForm("visit-record", visit_record.TITLE, visit_record.render)
CHECK_SHEET: Final[PrintedForm[CheckSheet]] = PrintedForm("check-sheet", check_sheet.TITLE, check_sheet.render)
"""Forms of records, printed by their keys (see ``app.services.printing``)."""

RECOVERY_SHEET: Final[PrintedForm[RecoverySheet]] = PrintedForm(
    "recovery-code", key_sheets.RECOVERY_TITLE, key_sheets.render_recovery
)
LOST_MACHINE_SHEET: Final[PrintedForm[LostMachineSheet]] = PrintedForm(
    "lost-machine", key_sheets.LOST_TITLE, key_sheets.render_lost_machine
)
"""Sheets of the workspace itself; no command prints them, the window does."""
