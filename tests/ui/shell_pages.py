"""Pages for the tests of the shell: a list page with the wide navigation and two with the rail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from tests.ui.components_page import ComponentsPage
from ui.core.desk import Desk
from ui.core.tasks import Tasks
from ui.core.tokens import Type
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window
from ui.widgets.boxes import Scroller, column
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, SearchBox
from ui.widgets.labels import Label
from ui.widgets.screen import Screen
from ui.widgets.strip import StripState

STRIP = StripState(
    today=date(2026, 11, 20),
    last_exchange=datetime(2026, 11, 18, 17, 42),
    operations=23,
    attachments=4,
    conflicts=1,
    held=2,
    saved_at=datetime(2026, 11, 20, 9, 41, 8),
    who="周明远 · 第一书记",
)


class ListPage(Screen):
    def __init__(self, title: str) -> None:
        super().__init__(title, "11月20日 星期五 · 工作日")
        self.search = SearchBox("搜姓名、拼音、尾号、电话")
        self.primary = Button("加一次走访", Kind.PRIMARY, "plus")
        self.primary.clicked.connect(self._press)
        self.head.set_actions([self.search, self.primary])
        self.opened: list[dict[str, str]] = []
        self.pressed = 0
        self.stays = False
        self.list = Card("今天不办就超期", count="4 件")
        self.list.add(Label("线索首次联系", strong=True), Label("陈玉兰 · 收到后 3 个工作日", Type.SMALL, "text2"))
        self.list.add(Button("打印路线和表", icon="printer"))
        self.setLayout(column(self.head, Scroller(column(self.list, -1, margins=(20, 14, 20, 14)))))

    def open(self, **target: str) -> None:
        self.opened.append(target)

    def leave(self) -> bool:
        return not self.stays

    def regions(self) -> Sequence[QWidget]:
        return (self.head, self.list)

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True

    def _press(self) -> None:
        self.pressed += 1


def entries() -> tuple[ScreenEntry, ...]:
    return (
        ScreenEntry("today", "sun-horizon", lambda: "今日", lambda: "今日", lambda _: ListPage("今日")),
        ScreenEntry("households", "house-line", lambda: "农户", lambda: "农户", lambda _: ListPage("农户"), rail=True),
        ScreenEntry(
            "visits", "notebook", lambda: "走访", lambda: "走访", lambda _: ComponentsPage(), rail=True, group=1
        ),
        ScreenEntry(
            "settings",
            "gear-six",
            lambda: "设置",
            lambda: "设置",
            lambda _: ListPage("设置"),
            rail=True,
            group=1,
            foot=True,
            key="Ctrl+,",
        ),
    )


def window(tasks: Tasks) -> Window:
    """These pages need no service."""
    made = Window(Desk(None, tasks), entries(), "柏树湾村")
    made.show_strip(STRIP)
    made.navigation.set_count("today", 6)
    made.show_screen("today")
    return made
