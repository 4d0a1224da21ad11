"""What the form runtime tells an author: messages that point at a cell of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import AppError, ErrorCode
from app.forms.wording import wording


class Severity(StrEnum):
    """An error keeps a form from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class FormMessage:
    """One thing about a form.

    ``workbook`` names the block that the cell is in (None: the checklist itself); ``row`` is the row number as Excel
    shows it; ``text`` is Chinese, ``text_en`` English; ``path`` is the node that it is about.
    """

    severity: Severity
    sheet: str | None
    row: int | None
    column: str | None
    code: str
    text: str
    text_en: str
    workbook: str | None = None
    path: str | None = None


@dataclass(frozen=True)
class Cell:
    """A place in a workbook: sheet, row as Excel shows it, header of the column; or the path of a node."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    workbook: str | None = None
    path: str | None = None


NOWHERE = Cell()
"""A message about the form as a whole."""


def message(severity: Severity, code: str, cell: Cell = NOWHERE, **parameters: str | int) -> FormMessage:
    """A message in both languages; ``parameters`` fill the words of the code."""
    text, text_en = wording(code, parameters)
    return FormMessage(severity, cell.sheet, cell.row, cell.column, code, text, text_en, cell.workbook, cell.path)


class FormError(AppError):
    """A form that cannot be compiled or parsed; ``messages`` tell every reason that was found."""

    def __init__(self, messages: tuple[FormMessage, ...]) -> None:
        first = messages[0] if messages else None
        super().__init__(
            ErrorCode.FORM_INVALID,
            sheet=first.sheet if first else None,
            row=first.row if first else None,
            column=first.column if first else None,
            reason=first.text if first else None,
            reason_en=first.text_en if first else None,
            count=len(messages),
        )
        self.messages = messages
        self.details = [message_json(one) for one in messages]


def message_json(one: FormMessage) -> dict[str, str | int | None]:
    """A message as the command line prints it."""
    return {
        "severity": one.severity.value,
        "workbook": one.workbook,
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "code": one.code,
        "text": one.text,
        "text_en": one.text_en,
        "path": one.path,
    }


def refuse(code: str, cell: Cell = NOWHERE, **parameters: str | int) -> FormError:
    """A :class:`FormError` with this one message."""
    return FormError((message(Severity.ERROR, code, cell, **parameters),))
