"""Reads the identity column of a roster: numbers, certificates, newborns without a number, numbers that were rounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.sheets.reading import FactValue, RosterProblem
from app.documents.sheets.values import BLANK_MARKS, cell_text, lost_digits
from app.domain.codes import CodeLists
from app.domain.identity import IdentityError, IdentityNumber, IdentityProblem, parse_identity, split_certificate
from app.tables.workbook import Cell

NO_NUMBER_WORDS = BLANK_MARKS | {"无", "没有", "暂无", "未办理", "未上户", "无证件", "无身份证", "未落户"}
ROUNDED_TAIL = "000"
"""So end numbers that were rounded to 15 digits and then written as text."""


@dataclass(frozen=True, slots=True)
class IdentityCell:
    """What one cell of the identity column says.

    :param problem: why the row is refused; ID_MISSING where the cell says nothing
    :param disability: facts out of the number of a disability certificate
    """

    identity: IdentityNumber | None = None
    problem: RosterProblem | None = None
    disability: tuple[tuple[str, FactValue], ...] = ()


MISSING = IdentityCell(problem=RosterProblem.ID_MISSING)


def read_identity_cell(cell: Cell, codes: CodeLists, today: date) -> IdentityCell:
    """Read a cell of the identity column."""
    if lost_digits(cell):
        return IdentityCell(problem=RosterProblem.ID_LOST_DIGITS)
    text = cell_text(cell)
    if text in NO_NUMBER_WORDS:
        return MISSING
    try:
        return _identity_or_certificate(text, codes, today)
    except IdentityError as refusal:
        if refusal.problem is IdentityProblem.CHECK_DIGIT and text.endswith(ROUNDED_TAIL):
            return IdentityCell(problem=RosterProblem.ID_LOST_DIGITS)
        return IdentityCell(problem=RosterProblem(refusal.problem.value))


def _identity_or_certificate(text: str, codes: CodeLists, today: date) -> IdentityCell:
    certificate = split_certificate(text, today)
    if certificate is None:
        return IdentityCell(parse_identity(text, today))
    category = codes["disability_category"].by_number(str(certificate.category))
    return IdentityCell(
        certificate.identity,
        disability=(
            ("disability.category", "" if category is None else category.label),
            ("disability.grade", certificate.grade),
            ("disability.certificate", certificate.number),
        ),
    )
