"""What the input of a question is: told what was answered, tells what the person answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.services.visits.models import QuestionView


class Editor(QWidget):
    """Base of all inputs.

    ``answered`` carries the new answer (text, list of choices, or None) when the person gives one; ``unknown`` comes for
    不清楚, ``same`` for ``=`` typed where it is no text.
    """

    answered = Signal(object)
    unknown = Signal()
    same = Signal()

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer that was not given here (与上次相同, 不清楚, another page)."""

    def focus(self) -> None:
        """Put the keys on the input."""

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit; False when this input takes none."""
        return False

    def commit(self) -> bool:
        """Take what is typed and not yet told; False when it is not understood and the question should not be left."""
        return True

    def show_wrong(self, wrong: bool) -> None:
        """Mark the box of an answer that breaks its rule."""

    @property
    def types(self) -> bool:
        """Whether all characters are typed as text here, ``=`` among them."""
        return False


def bring_into_view(part: QWidget) -> None:
    """Scroll the page so far that a part of an input is seen (at large text an input may be higher than the page)."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(part, 0, 0)
