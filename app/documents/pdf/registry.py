"""Every printed form, in two tuples: a test runs over each entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.documents.pdf import key_sheets, visit_record
from app.documents.pdf.key_sheets import LostMachineSheet, RecoverySheet
from app.documents.pdf.visit_record_data import VisitRecord

Data = TypeVar("Data")


@dataclass(frozen=True)
class PrintedForm(Generic[Data]):
    """A printed form: the name commands use, its title on paper, and what draws it from plain data."""

    name: str
    title: str
    render: Callable[[Data], bytes]


PRINTED_FORMS: Final[tuple[PrintedForm[VisitRecord], ...]] = (
    PrintedForm("visit-record", visit_record.TITLE, visit_record.render),
)
"""Forms of records, printed by their keys."""

RECOVERY_SHEET: Final[PrintedForm[RecoverySheet]] = PrintedForm(
    "recovery-code", key_sheets.RECOVERY_TITLE, key_sheets.render_recovery
)
LOST_MACHINE_SHEET: Final[PrintedForm[LostMachineSheet]] = PrintedForm(
    "lost-machine", key_sheets.LOST_TITLE, key_sheets.render_lost_machine
)
"""Sheets of the workspace itself; no command prints them, the window does."""
