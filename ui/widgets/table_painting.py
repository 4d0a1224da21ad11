"""Paints the rows of a long table from the same tokens as the widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.core import icons
from ui.core.rows_model import ROW_ROLE
from ui.core.theme import Theme, now
from ui.core.tokens import ICON_BODY, ICON_CHIP, MARK_WIDTH, RADIUS_CHIP, TONE_COLOURS, Tone, Type
from ui.widgets.cells import NOTHING, Cell, Column, TableRow
from ui.widgets.chips import CHIPS_IN_A_ROW, ChipWords

Index = QModelIndex | QPersistentModelIndex
_PADDING: Final = 12


class RowDelegate(QStyledItemDelegate):
    """Paints the cells.

    :param main: number of the column that gets the text of folded ones
    :param row_height: pixels of a row
    :ivar folded: numbers of the columns that are folded
    """

    def __init__(
        self, table: QAbstractItemView, columns: Sequence[Column], main: int, row_height: Callable[[], int]
    ) -> None:
        super().__init__(table)
        self._row_height = row_height
        self._table = table
        self._columns = columns
        self._main = main
        self.folded: tuple[int, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are equally high."""
        return QSize(0, self._row_height())

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
