"""Choices out of a long list: what was typed narrows them, by words or by pinyin."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.readings import begins

Index = QModelIndex | QPersistentModelIndex
CHOSEN_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class FindModel(QAbstractListModel):
    """The choices that fit, in the order of the form; those that begin with what was typed come first.

    :param choices: value and label
    """

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = dict((value, label.strip()) for value, label in choices)
        self._shown: list[str] = list(self._labels)
        self._typed = ""
        self._chosen: frozenset[str] = frozenset()

    def find(self, typed: str) -> None:
        """Show what fits. Only what fitted before is looked at where more was typed."""
        wanted = typed.strip().lower()
        if wanted == self._typed:
            return
        among = self._shown if self._typed and wanted.startswith(self._typed) else list(self._labels)
        self.beginResetModel()
        self._typed = wanted
        if wanted:
            first = [value for value in among if begins(self._labels[value], wanted)]
            known = set(first)
            within = [value for value in among if value not in known and wanted in self._labels[value].lower()]
            among = [*first, *within]
        self._shown = among
        self.endResetModel()

    def choose(self, values: Collection[str]) -> None:
        """Mark what is chosen."""
        self._chosen = frozenset(values)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def value(self, row: int) -> str:
        """The choice in a row; empty outside."""
        return self._shown[row] if 0 <= row < len(self._shown) else ""

    def label(self, value: str) -> str:
        """The words of a choice; the value itself where the list no longer has it."""
        return self._labels.get(value, value)

    def row_of(self, value: str) -> int:
        """Where a choice is shown; -1 where it is not."""
        return self._shown.index(value) if value in self._shown else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the name and the default are Qt's
        """How many fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and whether it is chosen."""
        value = self.value(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels.get(value, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                self.tr("{label}，选了").format(label=self._labels[value])
                if value in self._chosen
                else self._labels[value]
            )
        return value in self._chosen if role == CHOSEN_ROLE else None
