"""A list or table of many rows that holds ids and fetches display rows by the page, as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Deliver = Callable[[Mapping[str, object]], None]
Fetch = Callable[[Sequence[str], Deliver], None]
"""Asks for the display rows of some ids; the answer comes by the second argument, now or later."""

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
ID_ROLE: Final = ROW_ROLE + 1
PAGE: Final = 50
KEPT_PAGES: Final = 30


class RowsModel(QAbstractTableModel):
    """Ids in order, display rows on demand.

    ``data(index, ROW_ROLE)`` gives the display row (None until it has come), ``ID_ROLE`` the id; the text of a cell is
    made by ``text(row, column)``, which screen readers and the table's delegate use alike.

    :param fetch: asks for rows, page by page
    :param heads: the words over the columns
    :param right: numbers of the columns whose words stand at the right
    :param text: row and column number to the text of the cell
    """

    def __init__(
        self,
        fetch: Fetch,
        heads: Sequence[str],
        text: Callable[[object, int], str],
        *,
        right: Collection[int] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._heads = tuple(heads)
        self._text = text
        self._right = frozenset(right)
        self._ids: Sequence[str] = ()
        self._places: dict[str, int] = {}
        self._pages: OrderedDict[int, dict[str, object]] = OrderedDict()
        self._asked: set[int] = set()
        self._round = 0

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show these ids in this order; rows are fetched anew."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._places = {key: place for place, key in enumerate(self._ids)}
        self._drop_rows()
        self.endResetModel()

    def refresh(self) -> None:
        """Keep order and selection, fetch the rows in view anew (after a change elsewhere)."""
        self._drop_rows()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._heads) - 1))

    def id_at(self, place: int) -> str | None:
        """The id in a row, None outside."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, key: str) -> int | None:
        """The row of an id, None when it is not in the list."""
        return self._places.get(key)

    def known(self, place: int) -> object | None:
        """The display row at a place if it is here; nothing is fetched."""
        return self._pages.get(place // PAGE, {}).get(self._ids[place])

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of ids."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of heads."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """The word over a column and where it stands."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self._right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell's text, its row or its id; asking for a row that is not here asks for its page."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._row(index.row())
        if role == ROW_ROLE:
            return row
        return "" if row is None else self._text(row, index.column())

    def _row(self, place: int) -> object | None:
        page = place // PAGE
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            rows = self._pages.get(page, {})
        else:
            self._pages.move_to_end(page)
        return rows.get(self._ids[place])

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        asked_in, at_once = self._round, True

        def deliver(rows: Mapping[str, object]) -> None:
            if asked_in == self._round:
                self._take(page, rows)
                if not at_once:  # else the caller, who may be painting, has the rows already
                    self._announce(page)

        self._fetch(self._ids[page * PAGE : (page + 1) * PAGE], deliver)
        at_once = False

    def _take(self, page: int, rows: Mapping[str, object]) -> None:
        self._asked.discard(page)
        self._pages[page] = dict(rows)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _announce(self, page: int) -> None:
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self._heads) - 1))

    def _drop_rows(self) -> None:
        self._round += 1
        self._pages.clear()
        self._asked.clear()
