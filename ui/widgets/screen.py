"""What every page is: a head of its own, a body, one primary button, and signals to the shell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.core.layout import Fold
from ui.core.theme import keep_least_height
from ui.core.tokens import Type
from ui.widgets.boxes import Flow, clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label


class PageHead(QFrame):
    """Crumb, title and one line of facts at left; the page's buttons at the right end.

    The shell puts the menu button before the title when the window is narrow (:meth:`lead`). Buttons that no longer fit
    go under the title.
    """

    def __init__(self, title: str, facts: str = "", crumb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("head")
        self._title = Label(title, Type.PAGE, wrap=False)
        self._facts = Label(facts, tone="text2")
        self._crumb = Label(crumb, Type.SMALL, "text2")
        self._chips = line(gap=8)
        self._buttons = QWidget()
        self._flow = Flow(self._buttons, gap=8, at_end=True)
        self._buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._front: QHBoxLayout = line(gap=12)
        titles = line(self._title, gap=12)
        titles.addLayout(self._chips)
        titles.addWidget(self._facts, 1, Qt.AlignmentFlag.AlignVCenter)
        titles.addStretch(0)  # takes what is left where there are no facts
        words = column(self._crumb, titles, gap=2)
        row = line(gap=12, margins=(20, 8, 20, 8))
        row.addLayout(self._front)
        row.addLayout(words, 1)
        row.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = row
        self.setLayout(row)
        keep_least_height(self, 54)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words(title, facts, crumb)

    def set_words(self, title: str, facts: str = "", crumb: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._crumb.setText(crumb)
        self._crumb.setVisible(bool(crumb))
        self.setAccessibleName(f"{crumb} {title} {facts}".strip())

    def add_chip(self, chip: QWidget) -> None:
        """A chip behind the title."""
        self._chips.addWidget(chip)

    def set_chips(self, chips: Sequence[QWidget]) -> None:
        """These chips behind the title, and no others."""
        clear(self._chips)
        for chip in chips:
            self._chips.addWidget(chip)

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """The page's buttons, the primary last."""
        for action in actions:
            self._flow.addWidget(action)
        self._buttons.setMinimumWidth(self._flow.sizeHint().width() if actions else 0)

    def show_actions(self, actions: Sequence[QWidget]) -> None:
        """Show only these of the page's buttons: each step of a longer work has its own."""
        for place in range(self._flow.count()):
            item = self._flow.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(widget in actions)
        self._buttons.setMinimumWidth(self._flow.sizeHint().width() if actions else 0)

    def lead(self, widget: QWidget) -> None:
        """Put the shell's menu button before the title."""
        self._front.addWidget(widget)


class Screen(QWidget):
    """Base of all pages.

    The shell makes a page once, calls :meth:`open` each time it is shown, and listens to:

    - ``navigate(name, target)``: go to another page with a target (dict of text)
    - ``back``: go to where one came from
    - ``said(text, undo)``: a toast; ``undo`` is a callable or None
    - ``badge(count)``: how many things on this page wait for me, shown in the navigation
    - ``stored(moment)``: something was just stored; the strip shows the second
    - ``lock_after(minutes)``: the window is to lock after so many minutes without a touch, 0 for never
    - ``language_wanted(language, keep)``: the window is to speak another language at once; every page is made anew, also
      the one that asked. ``keep(language, done)`` stores a language and then calls ``done``, for the way back

    A page sets :attr:`primary` to its one primary button; Ctrl+Enter presses it.
    """

    navigate = Signal(str, dict)
    back = Signal()
    said = Signal(str, object)
    badge = Signal(int)
    stored = Signal(object)
    lock_after = Signal(int)
    language_wanted = Signal(str, object)

    def __init__(self, title: str, facts: str = "", crumb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(title, facts, crumb)
        self.primary: Button | None = None
        self.fold = Fold.DRAWN
        self.setAccessibleName(title)

    def open(self, **target: str) -> None:
        """Show what the target names (``household="…"``); without a target what the page shows first."""

    def leave(self) -> bool:
        """The page is left for another: keep what is under way. False to stay (a write that must be seen to its end)."""
        return True

    def regions(self) -> Sequence[QWidget]:
        """The regions that F6 walks through, in reading order (list, detail, panel)."""
        return (self,)

    def set_fold(self, fold: Fold) -> None:
        """The room has changed; a page that folds overrides this."""

    def begin_at(self, part: QWidget) -> None:
        """The page has loaded: put the keys where work begins, unless they are outside this page (the navigation)."""
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or self.isAncestorOf(focus)):
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_primary(self) -> bool:
        """Ctrl+Enter: press the primary button; False when there is none to press."""
        if self.primary is None or not self.primary.isEnabled() or self.primary.property("kind") != Kind.PRIMARY:
            return False
        self.primary.click()
        return True

    def focus_search(self) -> bool:
        """Ctrl+K: put the focus on this page's search line; False when it has none."""
        return False

    def print_page(self) -> bool:
        """Ctrl+P: print what the page shows; False when there is nothing to print."""
        return False

    def keys(self) -> Sequence[tuple[str, str]]:
        """This page's own keys for the help (F1): key and what it does."""
        return ()

    def take_room(self, fold: Fold) -> None:
        """The shell tells the room; :meth:`set_fold` is called when it changed."""
        if fold != self.fold:
            self.fold = fold
            self.set_fold(fold)
