"""The window: navigation, the page in view, toast, progress, status strip, and the keys that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget

from ui.core.desk import Desk
from ui.core.layout import Fold, fold_of
from ui.core.theme import Theme, now, themes
from ui.core.words import Language, installed
from ui.shell.faults import FaultNotes
from ui.shell.focus import focus_at, focus_in, number_of_focus, walk
from ui.shell.help import help_panel
from ui.shell.idle import IdleWatch
from ui.shell.navigation import Navigation
from ui.shell.notices import Notices
from ui.shell.screens import ScreenEntry, shortcut_of
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button
from ui.widgets.choosing import ChooseFile, choose_to_save
from ui.widgets.drawer import Drawer
from ui.widgets.screen import Screen
from ui.widgets.strip import StatusStrip, StripState
from ui.widgets.toast import Toast

KeepLanguage: TypeAlias = Callable[[str, Callable[[], None]], None]
"""Stores a language, then calls what is to be done after."""


@dataclass(frozen=True)
class Place:
    """Where one is: a page and its target."""

    name: str
    target: Mapping[str, str]


class Window(QMainWindow):
    """The frame around the pages.

    ``lock_wanted`` comes on Ctrl+L and after the idle time; the opener then shows the lock page through
    :meth:`cover` and goes on through :meth:`uncover`.

    :param desk: what pages are made with
    :param entries: the pages, in the order of the navigation
    :param village: the name under the mark
    :param choose: asks where the note about a fault goes
    """

    lock_wanted = Signal()
    exchange_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(
        self, desk: Desk, entries: Sequence[ScreenEntry], village: str, choose: ChooseFile = choose_to_save
    ) -> None:
        super().__init__()
        self._desk, self._village = desk, village
        self._entries = {entry.name: entry for entry in entries}
        self._screens: dict[str, Screen] = {}
        self._here: Place | None = None
        self._past: list[Place] = []
        self._known: StripState | None = None
        self._fold = Fold.DRAWN
        self._menu: QMenu | None = None
        leading = [entry for entry in entries if not entry.under]
        shown = [(entry, shortcut_of(entry, place)) for place, entry in enumerate(leading)]
        self.navigation = Navigation(shown, village)
        self.pages = QStackedWidget()
        self.notices = Notices()
        self.faults = FaultNotes(desk.tasks, lambda: desk.services, choose, self)
        self.strip = StatusStrip()
        self._outer = QStackedWidget()
        self._work = QWidget()
        self._build()
        self.toast = Toast(self.pages)
        self._menu_button = Button(self.tr("菜单"), icon="list")
        self._menu_button.clicked.connect(self.open_menu)
        self._menu_button.hide()
        self._tell_title()
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock_wanted)
        self._connect(shown)

    # places

    @property
    def current(self) -> Screen | None:
        """The page in view."""
        return self._screens.get(self._here.name) if self._here else None

    def page(self, name: str) -> Screen:
        """The page of that name, made at its first use.

        :raises KeyError: when there is no such page
        """
        if name not in self._screens:
            made = self._entries[name].make(self._desk)
            made.navigate.connect(lambda where, target: self.show_screen(where, **target))
            made.back.connect(self.go_back)
            made.said.connect(self.toast.say)
            made.badge.connect(partial(self.navigation.set_count, name))
            made.stored.connect(self._show_stored)
            made.lock_after.connect(self.idle.set_minutes)
            made.language_wanted.connect(self._speak)
            made.take_room(self._fold)  # before it is in the window, which it would else widen
            self._screens[name] = made
            self.pages.addWidget(made)
        return self._screens[name]

    def show_screen(self, name: str, **target: str) -> bool:
        """Go to a page; False when the page in view does not want to be left."""
        return self._go(Place(name, target), remember=True)

    def go_back(self) -> None:
        """Alt+←: to where one came from."""
        if self._past:
            place = self._past.pop()
            if not self._go(place, remember=False):
                self._past.append(place)

    def _go(self, place: Place, *, remember: bool) -> bool:
        before = self.current
        if before is not None and not before.leave():
            self.navigation.set_current(self._leading(self._here.name) if self._here else "")
            return False
        if remember and self._here is not None and self._here != place:
            self._past.append(self._here)
        self._here = place
        screen = self.page(place.name)
        self.navigation.set_current(self._leading(place.name))
        self._arrange()
        focus = QApplication.focusWidget()
        came_from_page = focus is not None and before is not None and before.isAncestorOf(focus)
        self.pages.setCurrentWidget(screen)
        screen.open(**place.target)
        if came_from_page and before is not screen and not screen.isAncestorOf(QApplication.focusWidget() or self):
            focus_in(screen)
        return True

    def _leading(self, name: str) -> str:
        """The line of the navigation that a page belongs to."""
        return self._entries[name].under or name

    # language

    def _speak(self, wanted: str, keep: KeepLanguage) -> None:
        """Another language at once; the toast offers the way back."""
        before = installed().language.value
        self.speak(Language(wanted))
        self.toast.say(self.tr("界面文字换好了"), lambda: keep(before, lambda: self.speak(Language(before))))

    def speak(self, language: Language) -> None:
        """Speak a language: every page, the navigation and the strip are written anew, and one stays where one is.

        A page keeps what is under way when it is left, a visit too; nothing else of a page outlives it. Nothing happens
        while the page in view does not want to be left.
        """
        before = self.current
        if before is not None and not before.leave():
            return
        place, focus = self._here, number_of_focus(before) if before is not None else 0
        installed().speak(language)
        self._drop_pages()
        self._tell_title()
        self._menu_button.setText(self.tr("菜单"))
        self.navigation.write_anew()
        if self._known is not None:
            self.show_strip(self._known)
        if place is not None:
            self._go(place, remember=False)
            focus_at(self.page(place.name), focus)

    def _drop_pages(self) -> None:
        self.toast.hide()
        self._menu_button.setParent(self)  # the head of a page holds it, and would take it along
        for drawer in self.pages.findChildren(Drawer, options=Qt.FindChildOption.FindDirectChildrenOnly):
            drawer.deleteLater()
        for screen in self._screens.values():
            self.pages.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._here = None

    def _tell_title(self) -> None:
        self.setWindowTitle(f"{self._village} - {self.tr('村访')}")

    # cover (lock, first run)

    def cover(self, page: QWidget) -> None:
        """Show only this page (lock, first run); nothing of the work is seen or reached by keys."""
        if self._outer.indexOf(page) < 0:
            self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)

    def uncover(self) -> None:
        """Back to the work."""
        self._outer.setCurrentWidget(self._work)
        if (screen := self.current) is not None:
            focus_in(screen)

    @property
    def covered(self) -> bool:
        """Whether the work is hidden."""
        return self._outer.currentWidget() is not self._work

    # notices

    @property
    def known_strip(self) -> StripState | None:
        """What the status strip shows now."""
        return self._known

    def _show_stored(self, moment: datetime) -> None:
        if self._known is not None:
            self.show_strip(replace(self._known, saved_at=moment))

    def show_strip(self, state: StripState) -> None:
        """What the status strip knows."""
        self._known = state
        self.strip.show_state(state, self._fold)

    # keys

    def open_menu(self) -> None:
        """The navigation as a menu (narrow windows)."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self.navigation.menu(self)
        self._menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    def open_help(self) -> None:
        """F1: the keys that hold here; after a fault first the note for a technician."""
        if self.faults.save_last(self):
            return
        screen = self.current
        drawer = Drawer(self.pages, self.tr("这里的按键"), help_panel(screen.keys() if screen else ()))
        drawer.closed.connect(drawer.deleteLater)
        drawer.open_drawer()

    def walk_regions(self, step: int) -> None:
        """F6: the focus to the next region (navigation, the page's regions, strip)."""
        screen = self.current
        walk((self.navigation, *(screen.regions() if screen else ()), self.strip), step)

    def take_focus(self) -> None:
        """Put the keys on the page in view; Qt would give them to whatever was made first."""
        if self.current is not None:
            focus_in(self.current)

    def _press_primary(self) -> None:
        if self.current is not None:
            self.current.press_primary()

    def _search(self) -> None:
        if self.current is not None and self.current.focus_search():
            return
        if "households" in self._entries and self.show_screen("households"):
            self.page("households").focus_search()

    def _print(self) -> None:
        if self.current is not None:
            self.current.print_page()

    # frame

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing needs no question: everything is stored; a page that must not be left stays."""
        if self.current is not None and not self.current.leave():
            event.ignore()
        else:
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold by the room."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The system's window is there now."""
        super().showEvent(event)
        self.idle.watch(self.windowHandle())

    def _build(self) -> None:
        right = column(self.pages, self.notices)
        top = line(self.navigation)
        top.addLayout(right, 1)
        whole = column()
        whole.addLayout(top, 1)
        whole.addWidget(self.strip)
        self._work.setLayout(whole)
        self._outer.addWidget(self._work)
        self.setCentralWidget(self._outer)

    def _arrange(self, factor: float = 0.0) -> None:
        """Navigation, rail or menu, by page and room; ``factor``: the text size that is about to hold."""
        self._fold = fold_of(self.width(), factor or now().factor)
        narrow = self._fold >= Fold.MENU
        self.navigation.setVisible(not narrow)
        if self._here is not None:
            self.navigation.set_rail(self._entries[self._here.name].rail)
            if narrow:
                self.page(self._here.name).head.lead(self._menu_button)
        self._menu_button.setVisible(narrow)
        self.strip.set_fold(self._fold)
        for page in self._screens.values():
            page.take_room(self._fold)

    def _fold_first(self, theme: Theme) -> None:
        """Before the text grows; when it shrinks, the parts shrink first and the page unfolds after."""
        if theme.factor > now().factor:
            self._arrange(theme.factor)

    def _fold_after(self, _theme: Theme) -> None:
        self._arrange()

    def _connect(self, shown: Sequence[tuple[ScreenEntry, str]]) -> None:
        self.navigation.picked.connect(self.show_screen)
        self.strip.exchange_wanted.connect(self.exchange_wanted)
        self.strip.conflicts_wanted.connect(self.conflicts_wanted)
        self._desk.tasks.slow.connect(self.notices.show_job)
        self._desk.tasks.trouble.connect(self.notices.show_trouble)
        self.notices.note_wanted.connect(lambda fault: self.faults.save(self, fault))
        self.faults.saved.connect(lambda name: self.toast.say(self.tr("存成了 {file}，交给技术员").format(file=name)))
        self.faults.failed.connect(self.notices.show_trouble)
        look = themes()
        look.changing.connect(self._fold_first)
        look.changed.connect(self._fold_after)
        for entry, keys in shown:
            self._key(keys, partial(self.show_screen, entry.name))
        for keys, action in self._everywhere(look.larger, look.smaller, lambda: look.set_factor(1.0)):
            self._key(keys, action)

    def _everywhere(
        self, larger: Callable[[], None], smaller: Callable[[], None], usual: Callable[[], None]
    ) -> Sequence[tuple[str, Callable[[], object]]]:
        """The keys of design 5 that hold everywhere."""
        return (
            ("Ctrl+K", self._search),
            ("Ctrl+M", self.open_menu),
            ("Ctrl++", larger),
            ("Ctrl+=", larger),
            ("Ctrl+-", smaller),
            ("Ctrl+0", usual),
            ("Ctrl+L", self.lock_wanted.emit),
            ("Ctrl+P", self._print),
            ("Ctrl+Z", self.toast.undo),
            ("Ctrl+Return", self._press_primary),
            ("Ctrl+Enter", self._press_primary),
            ("Alt+Left", self.go_back),
            ("F1", self.open_help),
            ("F6", lambda: self.walk_regions(1)),
            ("Shift+F6", lambda: self.walk_regions(-1)),
        )

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda: None if self.covered else action())
