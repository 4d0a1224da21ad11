"""Collects what an import refuses and what it warns of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.sheets.columns import Column
from app.documents.sheets.reading import RosterIssue, RosterProblem

NO_COLUMN = ""


class Report:
    """Refusals and warnings of one reading.

    :param columns: the columns of the file, whose order sorts the issues of a row
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._places = {column.name: column.index for column in reversed(columns)}
        self._rejected: list[RosterIssue] = []
        self._warnings: list[RosterIssue] = []

    def refuse(self, row: int, column: Column | None, problem: RosterProblem, value: str) -> None:
        """Refuse a row for the sake of one of its cells."""
        self._rejected.append(self._issue(row, column, problem, value))

    def warn(self, row: int, column: Column | None, problem: RosterProblem, value: str) -> None:
        """Warn of a cell; its row stays."""
        self._warnings.append(self._issue(row, column, problem, value))

    @property
    def rejected(self) -> tuple[RosterIssue, ...]:
        """All refusals as the file goes: by row, then by column."""
        return self._sorted(self._rejected)

    @property
    def warnings(self) -> tuple[RosterIssue, ...]:
        """All warnings as the file goes."""
        return self._sorted(self._warnings)

    def _issue(self, row: int, column: Column | None, problem: RosterProblem, value: str) -> RosterIssue:
        name = NO_COLUMN if column is None else column.name
        return RosterIssue(row, name, problem, value)

    def _sorted(self, issues: Iterable[RosterIssue]) -> tuple[RosterIssue, ...]:
        return tuple(sorted(issues, key=lambda issue: (issue.row, self._places.get(issue.column, -1))))
