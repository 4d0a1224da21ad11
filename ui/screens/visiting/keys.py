"""The keys of a visit (design 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.core.words import translate

if TYPE_CHECKING:
    from ui.screens.visiting.filling import VisitScreen

_BOXES = (QLineEdit, QPlainTextEdit)


def keys_in_words() -> Sequence[tuple[str, str]]:
    """Give the keys for the help (F1): key and what it does."""
    return (
        ("1–9", translate("VisitKeys", "选答案")),
        ("0 / F4", translate("VisitKeys", "不清楚")),
        ("= / F3", translate("VisitKeys", "与上次相同")),
        ("Enter / Shift+Enter", translate("VisitKeys", "下一题 / 上一题")),
        ("↑ ↓ / ← →", translate("VisitKeys", "换题 / 换答案")),
        ("PageDown / PageUp", translate("VisitKeys", "下一节 / 上一节")),
        ("F2", translate("VisitKeys", "写说明")),
        ("F5", translate("VisitKeys", "加照片：选一张照片放在题旁边")),
        ("Alt+Enter", translate("VisitKeys", "文字里另起一行")),
        ("F7", translate("VisitKeys", "到下一处错")),
        ("F8", translate("VisitKeys", "到下一个没答的题")),
        ("F9", translate("VisitKeys", "收起或打开相关事实")),
        ("Ctrl+Enter", translate("VisitKeys", "检查并签字")),
    )


class VisitKeys(QObject):
    """Binds the keys of a visit to its page; those that an input needs for itself are the input's."""

    def __init__(self, page: VisitScreen) -> None:
        super().__init__(page)
        self._page = page
        for keys, act in self._bound().items():
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        page.frame.scroller.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys reach the question, not the scroll area."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.take(event)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means that no input took; False when it means nothing here."""
        page, card = self._page, self._page.card
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if card is None or not plain or page.frame.drawer_has_focus:
            return False
        act = self._plain().get(Qt.Key(event.key()))
        if act is not None:
            act()
        elif event.text() in ("=", "＝"):
            page.same()
        elif event.text().isdecimal() and not isinstance(page.focusWidget(), _BOXES):
            return card.editor.press_digit(str(int(event.text())))
        else:
            return False
        return True

    def _plain(self) -> dict[Qt.Key, Callable[[], object]]:
        page = self._page
        return {
            Qt.Key.Key_Return: page.next,
            Qt.Key.Key_Enter: page.next,
            Qt.Key.Key_Down: lambda: page.walk_to(lambda walk: walk.step(1)),
            Qt.Key.Key_Up: lambda: page.walk_to(lambda walk: walk.step(-1)),
        }

    def _bound(self) -> dict[str, Callable[[], object]]:
        page = self._page
        return {
            "F2": lambda: page.card.focus_note() if page.card else None,
            "F3": page.same,
            "F5": lambda: page.card.take_photo() if page.card else None,
            "F4": page.mark_unknown,
            "F7": lambda: page.walk_to(lambda walk: walk.next_wrong()),
            "F8": lambda: page.walk_to(lambda walk: walk.next_open()),
            "F9": page.frame.toggle_facts,
            "PgDown": lambda: page.walk_to(lambda walk: walk.step_section(1)),
            "PgUp": lambda: page.walk_to(lambda walk: walk.step_section(-1)),
            "Shift+Return": lambda: page.walk_to(lambda walk: walk.step(-1)),
            "Shift+Enter": lambda: page.walk_to(lambda walk: walk.step(-1)),
        }
