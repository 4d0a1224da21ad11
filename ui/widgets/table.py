"""Long tables and lists: 30,000 rows that come by the page, walked and opened by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.core.layout import Fold
from ui.core.rows_model import ID_ROLE, ROW_ROLE, Fetch, RowsModel
from ui.core.theme import now
from ui.core.tokens import Type
from ui.core.words import translate
from ui.widgets.cells import NOTHING, Cell, Column, TableRow
from ui.widgets.jumping import Typed
from ui.widgets.row_menu import RowAct, RowMenu, asks_for_menu
from ui.widgets.table_painting import RowDelegate

__all__ = ["NOTHING", "Cell", "Column", "Table", "TableRow"]

_COPY_SHOWN: Final = 20
"""Letters of a cell that the menu names before it copies the cell."""


def _cell_text(row: object, column: int) -> str:
    return row.cells[column].plain if isinstance(row, TableRow) else ""


def _copying(cell: Cell) -> Sequence[RowAct]:
    """Give the act that copies what a cell shows, numbers masked as they stand there; nothing where it shows nothing."""
    text = cell.text if cell.text != NOTHING else ""
    shown = text or (cell.badge.text if cell.badge is not None else cell.note)
    if not shown:
        return ()
    short = shown if len(shown) <= _COPY_SHOWN else shown[: _COPY_SHOWN - 1] + "…"
    words = translate("RowMenu", "复制“{text}”").format(text=short)
    return (RowAct(words, partial(QGuiApplication.clipboard().setText, shown), "copy"),)


class Table(QTableView):
    """A table of ids whose rows (:class:`TableRow`) come by the page. Enter or a double click opens; rows may have a menu.

    ``opened`` and ``moved`` carry the id of the row.

    :param columns: in order; ``main`` is the number of the one that gets the text of folded columns
    :param fetch: asks for the rows of some ids
    :param lines: text lines in a row, 1 or 2
    :param name: accessible name
    """

    opened = Signal(str)
    moved = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        name: str,
        *,
        main: int = 0,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._lines = lines
        self._main = main
        self._typed = Typed()
        self._headings: list[int] = []
        self._acts: Callable[[str], Sequence[RowAct]] | None = None
        self.row_menu = RowMenu(self)
        right = [number for number, column in enumerate(columns) if column.right]
        self.rows = RowsModel(fetch, [column.head for column in columns], _cell_text, right=right, parent=self)
        self._delegate = RowDelegate(self, self._columns, main, self.row_height)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setMinimumSectionSize(10)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ID_ROLE)))
        self.selectionModel().currentRowChanged.connect(self._tell_moved)
        self.set_fold(Fold.DRAWN)

    def set_ids(self, ids: Sequence[str], keep: str | None = None, headings: Collection[str] = ()) -> None:
        """Show these ids; the row ``keep`` stays current if it is among them, else the first.

        :param headings: ids of the rows that stand over a group; they are as low as one line
        """
        self._headings = [place for place, key in enumerate(ids) if key in headings] if headings else []
        self.rows.set_ids(ids)
        self._measure()
        if ids:
            self.select((keep and self.rows.place_of(keep)) or 0)

    def offer(self, acts: Callable[[str], Sequence[RowAct]]) -> None:
        """Give every row a menu: what can be done with the row of an id, and copying what a cell shows."""
        self._acts = acts

    def select(self, place: int) -> None:
        """Make a row current."""
        self.setCurrentIndex(self.rows.index(place, 0))

    def current_id(self) -> str | None:
        """The id of the current row."""
        return self.rows.id_at(self.currentIndex().row())

    def set_fold(self, fold: Fold) -> None:
        """Drop the columns that this fold drops; their words join the last line of the main column."""
        self._delegate.folded = tuple(
            number
            for number, column in enumerate(self._columns)
            if column.folds_from is not None and fold >= column.folds_from
        )
        for number in range(len(self._columns)):
            self.setColumnHidden(number, number in self._delegate.folded)
        self._measure()

    def row_height(self) -> int:
        """Pixels of a row: its lines, one more when columns are folded into it."""
        lines = self._lines + (1 if self._delegate.folded else 0)
        theme = now()
        first = QFontMetrics(theme.font(Type.BODY, bold=True)).height()
        more = QFontMetrics(theme.font(Type.SMALL)).height()
        return first + (lines - 1) * more + theme.space(16)

    def changeEvent(self, event: QEvent) -> None:
        """A new text size means new heights and widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_delegate"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The open column takes what is left."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the first and last row."""
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self._acts is not None and asks_for_menu(event):
            self._open_menu()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if (key_of_row := self.current_id()) is not None:
                self.opened.emit(key_of_row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            self.select(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click opens the menu of the row under it, the menu key that of the current row."""
        if self._acts is None:
            super().contextMenuEvent(event)
        elif event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.select(index.row())
                self._open_menu(index.column(), event.globalPos())
        else:
            self._open_menu()

    def _open_menu(self, column: int | None = None, at: QPoint | None = None) -> None:
        """Open the menu of the current row; by keyboard it stands under the row and copies the main cell."""
        key = self.current_id()
        if self._acts is None or key is None:
            return
        index = self.rows.index(self.currentIndex().row(), self._main if column is None else column)
        row = self.rows.data(index, ROW_ROLE)
        if not isinstance(row, TableRow) or row.heading:
            return
        acts = [*self._acts(key), *_copying(row.cells[index.column()])]
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.row_menu.open(row.cells[self._main].plain, acts, at or below)

    def keyboardSearch(self, search: str) -> None:
        """Letters jump by pinyin to the next row that begins with them; of a very long list, among the rows at hand."""
        if not search.strip():
            return
        row = self._typed.jump(search, self.rows.rowCount(), self.currentIndex().row(), self._words_of)
        if row is not None:
            self.select(row)

    def _words_of(self, row: int) -> str:
        shown = self.rows.known(row)
        return shown.cells[self._main].text if isinstance(shown, TableRow) and not shown.heading else ""

    def _tell_moved(self, index: QModelIndex) -> None:
        if (key := self.rows.id_at(index.row())) is not None:
            self.moved.emit(key)

    def _measure(self) -> None:
        theme = now()
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        for place in self._headings:
            self.setRowHeight(place, QFontMetrics(theme.font(Type.BODY, bold=True)).height() + theme.space(12))
        open_ones = [n for n, column in enumerate(self._columns) if not column.width and not self.isColumnHidden(n)]
        taken = 0
        for number, column in enumerate(self._columns):
            self.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            if column.width and not self.isColumnHidden(number):
                self.setColumnWidth(number, theme.grow(column.width))
                taken += theme.grow(column.width)
        for number in open_ones:
            least = theme.grow(160)
            self.setColumnWidth(number, max(least, (self.viewport().width() - taken) // len(open_ones)))
