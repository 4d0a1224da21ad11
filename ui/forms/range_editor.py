"""A number out of a range: typed, or by the slider below."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from app.services.visits.models import QuestionView
from ui.core.theme import keep_width
from ui.forms.line_editors import LONG_WIDTH, SHORT_WIDTH, LineEditor
from ui.widgets.fields import NumberEdit

_PAGE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RangeEditor(LineEditor):
    """The box takes what lies on a step; the slider shows where it lies."""

    def __init__(self, view: QuestionView) -> None:
        start, end = (
            _decimal(view.attributes.get(name, ""), fallback) for name, fallback in (("start", 0), ("end", 10))
        )
        self._first, self._last = min(start, end), max(start, end)
        self._step = abs(_decimal(view.attributes.get("step", ""), 1)) or Decimal(1)
        self._number = NumberEdit(_decimal(view.value, None) if view.value else None, decimals=None)
        words = {"first": f"{self._first.normalize():f}", "last": f"{self._last.normalize():f}"}
        words["step"] = f"{self._step.normalize():f}"
        help_text = self.tr("{first} 到 {last}，每格 {step}").format(**words)
        super().__init__(
            view,
            self._number,
            SHORT_WIDTH,
            help_text,
            self.tr("要填 {first} 到 {last} 之间的数，每格 {step}").format(**words),
        )
        self._slider = _Slider(round((self._last - self._first) / self._step))
        self._slider.setAccessibleName(view.label)
        self._slider.setEnabled(not view.readonly)
        keep_width(self._slider, LONG_WIDTH)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._slider)
        self._place()
        self._slider.valueChanged.connect(self._slid)
        self._number.editingFinished.connect(self.commit)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._number.set_value(_decimal(view.value, None) if view.value else None)
            self._place()

    def commit(self) -> bool:
        """Tell the number if it is new; False when it is none, out of range or between two steps."""
        number = self._number.value()
        if number is None:
            return self._say(understood=False) if self._number.text().strip() else self._tell("")
        if not self._first <= number <= self._last or (number - self._first) % self._step:
            return self._say(understood=False)
        self._place()
        return self._tell(f"{number.normalize():f}")

    def _slid(self, place: int) -> None:
        self._number.set_value(self._first + place * self._step)
        self.commit()

    def _place(self) -> None:
        """Put the slider where the number is, without a signal."""
        number = self._number.value()
        if number is not None:
            blocked = self._slider.blockSignals(True)
            self._slider.setValue(round((number - self._first) / self._step))
            self._slider.blockSignals(blocked)


class _Slider(QSlider):
    """← → move it; ↑ ↓ are the page's, and the wheel scrolls the page."""

    def __init__(self, places: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, places)
        self.setPageStep(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One step."""
        if event.key() in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Never changes an answer."""
        event.ignore()


def _decimal(text: str, fallback: int | None) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(fallback or 0)
