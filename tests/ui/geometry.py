"""No label wider or taller than its place: the checker that every page test uses.

``squeezed(widget)`` walks all visible labels, buttons, boxes and chips under ``widget`` and names those that got less
room than their text needs, and those that stick out of their parent.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QWidget

SLACK = 1
"""Rounding of logical pixels."""


def squeezed(root: QWidget) -> list[str]:
    """A sentence for each widget under ``root`` that has too little room; empty when all is well."""
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
    shown = [widget for kind in kinds for widget in root.findChildren(kind) if widget.isVisibleTo(root)]
    return [trouble for widget in shown if (trouble := _trouble(widget, root))]


def _trouble(widget: QWidget, root: QWidget) -> str:
    name = _name(widget)
    wanted_width, wanted_height = _wanted(widget)
    if widget.height() + SLACK < wanted_height:
        return f"{name}: {widget.height()} px high, wants {wanted_height}"
    if widget.width() + SLACK < wanted_width:
        return f"{name}: {widget.width()} px wide, wants {wanted_width}"
    return _sticks_out(widget, root, name)


def _wanted(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return _longest_part(widget), widget.heightForWidth(widget.width())
    if isinstance(widget, QLineEdit):
        return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()
    if widget.hasHeightForWidth():
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    return widget.sizeHint().width(), widget.sizeHint().height()


def _longest_part(label: QLabel) -> int:
    """A wrapped label breaks between Chinese characters, but not inside a number or a Latin word."""
    metrics = label.fontMetrics()
    words = "".join(letter if letter.isascii() else " " for letter in label.text()).split()
    return max((metrics.horizontalAdvance(word) for word in words), default=0)


def _sticks_out(widget: QWidget, root: QWidget, name: str) -> str:
    """Cut by any parent on the way up, unless that scrolls."""
    place = QRect(QPoint(0, 0), widget.size())
    here: QWidget = widget
    while here is not root:
        parent = here.parentWidget()
        if parent is None:
            return ""
        place.translate(here.pos())
        scrolls = isinstance(parent.parentWidget(), QAbstractScrollArea)
        if scrolls:
            area = parent
            if place.right() > area.width() + SLACK:
                return f"{name}: cut at the right by its scroll area"
            return ""
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return f"{name}: {place} sticks out of {type(parent).__name__} {parent.rect()}"
        here = parent
    return ""


def _name(widget: QWidget) -> str:
    words = widget.property("text") or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {words!r}"
