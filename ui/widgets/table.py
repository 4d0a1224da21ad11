"""Long tables and lists: 30,000 rows painted by a delegate from the same tokens as the widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.core import icons
from ui.core.layout import Fold
from ui.core.rows_model import ID_ROLE, ROW_ROLE, Fetch, RowsModel
from ui.core.theme import Theme, now
from ui.core.tokens import ICON_BODY, ICON_CHIP, MARK_WIDTH, RADIUS_CHIP, TONE_COLOURS, Tone, Type
from ui.widgets.chips import CHIPS_IN_A_ROW, ChipWords
from ui.widgets.jumping import Typed

Index = QModelIndex | QPersistentModelIndex
_PADDING: Final = 12
NOTHING: Final = "–"
"""Stands in a cell that has nothing to say."""


@dataclass(frozen=True)
class Column:
    """A column.

    :param head: the word over it
    :param width: pixels at 100 %; 0 takes what is left
    :param right: numbers stand at the right
    :param folds_from: from this fold on the column is dropped and its text joins the row's last line
    :param fold_word: stands before the text there (线索 1); a text of – is then left out
    """

    head: str
    width: int = 0
    right: bool = False
    folds_from: Fold | None = None
    fold_word: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, small words behind it, chips, a second line; or a badge instead of text.

    :param icon: stands before all lines; the words say the same, it is for the eye alone
    """

    text: str = ""
    after: str = ""
    note: str = ""
    tone: str = "text"
    strong: bool = False
    chips: tuple[ChipWords, ...] = ()
    badge: ChipWords | None = None
    icon: str = ""
    icon_tone: str = "text2"

    @property
    def plain(self) -> str:
        """The words for screen readers."""
        words = (self.badge.text if self.badge else "", self.text, self.after, *(c.text for c in self.chips), self.note)
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class TableRow:
    """A display row: one cell for each column; a heading stands over the rows of a group, on a sunken ground."""

    cells: tuple[Cell, ...] = field(default=())
    heading: bool = False


def _cell_text(row: object, column: int) -> str:
    return row.cells[column].plain if isinstance(row, TableRow) else ""


class Table(QTableView):
    """A table of ids whose rows (:class:`TableRow`) come by the page. Enter or a double click opens.

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
        right = [number for number, column in enumerate(columns) if column.right]
        self.rows = RowsModel(fetch, [column.head for column in columns], _cell_text, right=right, parent=self)
        self._delegate = _RowDelegate(self, self._columns, main)
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
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if (key_of_row := self.current_id()) is not None:
                self.opened.emit(key_of_row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            self.select(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

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


class _RowDelegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, table: Table, columns: Sequence[Column], main: int) -> None:
        super().__init__(table)
        self._table = table
        self._columns = columns
        self._main = main
        self.folded: tuple[int, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are equally high."""
        return QSize(0, self._table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, words, ring."""
        theme = now()
        rect, state = _geometry(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW_ROLE)
        heading = isinstance(row, TableRow) and row.heading
        self._ground(painter, theme, rect, state, column=index.column(), heading=heading)
        if isinstance(row, TableRow):
            inner = rect.adjusted(theme.space(_PADDING), 0, -theme.space(_PADDING), 0)
            self._cell(painter, theme, inner, row, index.column())
        painter.restore()

    def _ground(
        self, painter: QPainter, theme: Theme, rect: QRect, state: QStyle.StateFlag, *, column: int, heading: bool
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        plain = "sunken" if heading else "surface"
        painter.fillRect(rect, theme.colour("selected" if selected else "hover" if hover else plain))
        painter.setPen(QPen(theme.colour("line"), theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and column == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), MARK_WIDTH, rect.height()), theme.colour("accent"))
        if selected and self._table.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawLine(rect.topLeft() + QPoint(0, 1), rect.topRight() + QPoint(0, 1))
            painter.drawLine(rect.bottomLeft() - QPoint(0, 1), rect.bottomRight() - QPoint(0, 1))

    def _cell(self, painter: QPainter, theme: Theme, rect: QRect, row: TableRow, number: int) -> None:
        cell = row.cells[number]
        if cell.icon:
            rect = _icon(painter, theme, rect, cell)
        notes = [cell.note] if cell.note else []
        if number == self._main and self.folded:
            notes.append(" · ".join(filter(None, (self._folded_words(row, other) for other in self.folded))))
        small = QFontMetrics(theme.font(Type.SMALL))
        first = QFontMetrics(theme.font(Type.BODY, bold=True))
        height = first.height() + small.height() * len(notes)
        top = rect.top() + (rect.height() - height) // 2
        line = QRect(rect.left(), top, rect.width(), first.height())
        if self._columns[number].right:
            _words(painter, theme, line, cell, right=True)
        else:
            _line(painter, theme, line, cell)
        for place, note in enumerate(notes):
            below = QRect(rect.left(), line.bottom() + 1 + place * small.height(), rect.width(), small.height())
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("text2" if place == 0 and cell.note else "muted"))
            flags = Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if self._columns[number].right else Qt.AlignmentFlag.AlignLeft
            )
            painter.drawText(below, int(flags), small.elidedText(note, Qt.TextElideMode.ElideRight, rect.width()))

    def _folded_words(self, row: TableRow, number: int) -> str:
        word, text = self._columns[number].fold_word, row.cells[number].plain
        return "" if text == NOTHING else f"{word} {text}".strip()


def _geometry(option: QStyleOptionViewItem) -> tuple[QRect, QStyle.StateFlag]:
    rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs miss the members of QStyleOption
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # the same
    return rect, state


def _line(painter: QPainter, theme: Theme, line: QRect, cell: Cell) -> None:
    """Badge, words, small words, chips, one after the other."""
    left = line.left()
    gap = theme.space(8)
    if cell.badge is not None:
        left += paint_chip(painter, theme, QPoint(left, line.center().y()), cell.badge) + gap
    if cell.text:
        left += _words(painter, theme, QRect(left, line.top(), line.right() - left, line.height()), cell) + gap
    if cell.after:
        font = theme.font(Type.SMALL)
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        painter.drawText(QPoint(left, _baseline(theme, line)), cell.after)
        left += QFontMetrics(font).horizontalAdvance(cell.after) + gap
    rest = len(cell.chips) - CHIPS_IN_A_ROW
    more = (ChipWords(f"+{rest}"),) if rest > 0 else ()
    for chip in (*cell.chips[:CHIPS_IN_A_ROW], *more):
        left += paint_chip(painter, theme, QPoint(left, line.center().y()), chip) + gap


def _icon(painter: QPainter, theme: Theme, rect: QRect, cell: Cell) -> QRect:
    """The icon of a cell. Gives the room that is left."""
    side = theme.grow(ICON_BODY)
    picture = icons.pixmap(cell.icon, cell.icon_tone, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.left(), rect.center().y() - side // 2, picture)
    return rect.adjusted(side + theme.space(8), 0, 0, 0)


def _baseline(theme: Theme, line: QRect) -> int:
    metrics = QFontMetrics(theme.font())
    return line.top() + (line.height() - metrics.height()) // 2 + metrics.ascent()


def _words(painter: QPainter, theme: Theme, line: QRect, cell: Cell, *, right: bool = False) -> int:
    font = theme.font(bold=cell.strong)
    painter.setFont(font)
    painter.setPen(theme.colour(cell.tone))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), cell.text)
    return QFontMetrics(font).horizontalAdvance(cell.text)


def paint_chip(painter: QPainter, theme: Theme, at: QPoint, chip: ChipWords) -> int:
    """Paint a chip whose left edge and middle line are at ``at``; gives its width."""
    role, fill = TONE_COLOURS[chip.tone]
    font = theme.font(Type.SMALL, bold=chip.tone is Tone.RED_SOLID)
    metrics = QFontMetrics(font)
    side = theme.grow(ICON_CHIP) if chip.icon else 0
    gap = theme.space(4) if chip.icon else 0
    padding = theme.space(7)
    width = metrics.horizontalAdvance(chip.text) + side + gap + 2 * padding
    height = metrics.height() + theme.space(4)
    box = QRect(at.x(), at.y() - height // 2, width, height)
    outlined = theme.line > 1
    painter.setPen(QPen(theme.colour(role), theme.line) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
    if chip.icon:
        picture = icons.pixmap(chip.icon, role, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left() + padding, at.y() - side // 2, picture)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    words = box.adjusted(padding + side + gap, 0, 0, 0)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), chip.text)
    return width
