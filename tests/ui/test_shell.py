"""The frame: pages, keys that hold everywhere, folding, lock, first run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import Progress
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.shell_pages import STRIP, ListPage, entries, window
from ui.core.desk import Desk
from ui.core.layout import Fold, fold_of
from ui.core.tasks import Tasks, Trouble
from ui.core.theme import Themes
from ui.core.tokens import NAV_WIDTH, RAIL_WIDTH, Mode, Type
from ui.shell.gate import FirstRunPage, GateActions, LockPage, NewWorkspace
from ui.shell.navigation import NavItem
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tasks(look: Themes) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def shell(tasks: Tasks, qtbot: QtBot) -> Window:
    made = window(tasks)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    return made


def page(shell: Window, name: str) -> ListPage:
    made = shell.page(name)
    assert isinstance(made, ListPage)
    return made


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
def test_the_frame_fits_a_small_laptop(shell: Window, look: Themes, mode: Mode, factor: float) -> None:
    look.pick(mode)
    look.set_factor(factor)
    settle()
    assert squeezed(shell) == []
    assert (shell.width(), shell.height()) == (1366, 690)


def test_the_text_grows_and_shrinks_again_without_pushing_the_window(shell: Window, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(shell, key, CTRL)
        settle()
        assert shell.width() == 1366
    assert shell.navigation.isVisible()


def test_the_navigation_narrows_by_page(shell: Window) -> None:
    assert shell.navigation.width() == NAV_WIDTH
    shell.show_screen("households")
    settle()
    assert shell.navigation.width() == RAIL_WIDTH


@pytest.mark.parametrize("village", ["柏树湾村", "Baishuwan Village", "511323104201"])
@pytest.mark.parametrize("larger", [1.25, 1.5, 2.0])
def test_the_navigation_holds_its_entries_after_the_text_was_larger(
    tasks: Tasks, look: Themes, qtbot: QtBot, village: str, larger: float
) -> None:
    shell = Window(Desk(None, tasks), entries(), village)
    qtbot.addWidget(shell)
    shell.resize(1366, 690)
    shell.show_screen("today")
    shell.navigation.set_count("today", 1234)
    shell.show()
    settle()
    look.set_factor(larger)
    settle()
    look.set_factor(1.0)
    settle()
    assert shell.navigation.width() == NAV_WIDTH
    items = shell.navigation.findChildren(NavItem)
    ends = [item.mapTo(shell.navigation, item.rect().topRight()).x() for item in items if item.isVisible()]
    assert ends
    assert max(ends) < NAV_WIDTH - 6


def test_a_long_word_of_the_rail_is_whole_for_readers_and_on_hover(tasks: Tasks, look: Themes, qtbot: QtBot) -> None:
    word = "Verwaltungsgemeinschaft"
    entry = ScreenEntry("today", "sun-horizon", lambda: word, lambda: word, lambda _: ListPage("今日"), rail=True)
    shell = Window(Desk(None, tasks), (entry,), "柏树湾村")
    shell.resize(1366, 690)
    qtbot.addWidget(shell)
    shell.show_screen("today")
    shell.show()
    settle()
    [item] = [item for item in shell.navigation.findChildren(NavItem) if item.isVisible()]
    assert item.accessibleName() == word
    assert item.toolTip().startswith(word)
    short, whole = item.sizeHint().width(), QFontMetrics(look.now.font(Type.SMALL, bold=True)).horizontalAdvance(word)
    assert whole > short, "the word is longer than the rail is wide"
    ink = look.now.colour("accent").lightness() + 40
    picture = item.grab().toImage()
    words = range(int(item.height() * 0.6), item.height() - 8)
    for edge in (4, picture.width() - 5):
        assert all(picture.pixelColor(edge, y).lightness() > ink for y in words), "no letter is cut by the edge"


def test_pages_by_number_and_back(shell: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, CTRL)
    assert shell.current is page(shell, "households")
    qtbot.keyClick(shell, Qt.Key.Key_Comma, CTRL)
    assert shell.current is page(shell, "settings")
    qtbot.keyClick(shell, Qt.Key.Key_Left, ALT)
    assert shell.current is page(shell, "households")


def test_a_page_opens_another_with_a_target_and_the_way_back_keeps_it(shell: Window) -> None:
    page(shell, "today").navigate.emit("households", {"household": "H7"})
    assert page(shell, "households").opened == [{"household": "H7"}]
    shell.show_screen("settings")
    page(shell, "settings").back.emit()
    assert page(shell, "households").opened[-1] == {"household": "H7"}


def test_a_page_that_must_not_be_left_stays(shell: Window) -> None:
    page(shell, "today").stays = True
    assert not shell.show_screen("households")
    assert shell.current is page(shell, "today")
    assert not shell.close()


def test_the_primary_button_by_key_and_only_when_it_may(shell: Window, qtbot: QtBot) -> None:
    today = page(shell, "today")
    qtbot.keyClick(shell, Qt.Key.Key_Return, CTRL)
    assert today.pressed == 1
    assert today.primary is not None
    today.primary.forbid("还有 1 处错，改好才能完成")
    qtbot.keyClick(shell, Qt.Key.Key_Return, CTRL)
    assert today.pressed == 1
    assert today.primary.accessibleDescription()


def test_search_by_key(shell: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_K, CTRL)
    assert page(shell, "today").search.hasFocus()


def test_f6_walks_all_regions_and_comes_round(shell: Window, qtbot: QtBot) -> None:
    today = page(shell, "today")
    regions = [shell.navigation, today.head, today.list, shell.strip]
    shell.walk_regions(1)
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        seen.append(next(place for place, region in enumerate(regions) if region.isAncestorOf(focus)))
        qtbot.keyClick(shell, Qt.Key.Key_F6)
    start = seen[0]
    assert seen == [(start + step) % 4 for step in range(5)]
    qtbot.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert regions[(seen[-1]) % 4].isAncestorOf(QApplication.focusWidget())


def test_the_toast_undoes_by_key_once(shell: Window, qtbot: QtBot) -> None:
    undone: list[int] = []
    page(shell, "today").said.emit("已退回第 17 号", lambda: undone.append(17))
    assert shell.toast.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert undone == [17]
    assert not shell.toast.isVisible()


def test_narrow_windows_have_a_menu_with_the_same_entries(shell: Window, look: Themes, qtbot: QtBot) -> None:
    look.set_factor(1.5)
    settle()
    assert not shell.navigation.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_M, CTRL)
    [menu] = shell.findChildren(QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == ["今日  6", "农户", "走访", "设置"]
    menu.actions()[1].trigger()
    assert shell.current is page(shell, "households")
    menu.close()


def test_help_lists_keys_and_closes_by_escape(shell: Window, qtbot: QtBot) -> None:
    before = page(shell, "today").search
    before.setFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    drawer = shell.pages.findChild(type(shell.pages.children()[-1]), "drawer")
    assert drawer is not None
    assert drawer.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert before.hasFocus()


def test_the_strip_says_what_is_known_and_never_synced(shell: Window) -> None:
    words = " ".join(label.text() for label in shell.strip.findChildren(type(shell.strip._who._label)))
    assert "离线，可照常工作" in words
    assert "已保存 09:41:08" in words
    assert "同步" not in words
    assert shell.strip._waiting.text() == "待确认 23 条、附件 4 个"
    shell.strip.show_state(STRIP, Fold.SINGLE)
    assert shell.strip._waiting.text() == "待确认 23 条"


def test_an_error_nobody_took_stays_until_it_is_put_away(shell: Window, tasks: Tasks, qtbot: QtBot) -> None:
    tasks.trouble.emit(Trouble("磁盘满了。腾出地方再来，已存的都在", None))
    settle()
    assert shell.notices.height() > 20
    assert squeezed(shell) == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert shell.notices.height() == 0


def test_under_the_cover_no_key_reaches_the_work(shell: Window, tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.lock_wanted):
        qtbot.keyClick(shell, Qt.Key.Key_L, CTRL)
    lock = LockPage("柏树湾村", actions().unlock, tasks)
    shell.cover(lock)
    qtbot.keyClick(shell, Qt.Key.Key_2, CTRL)
    assert shell.covered
    shell.uncover()
    assert shell.current is page(shell, "today")


@pytest.mark.parametrize(
    ("width", "factor", "fold"),
    [
        (1920, 1.0, Fold.DRAWN),
        (1366, 1.0, Fold.DRAWN),
        (1366, 1.25, Fold.STACKED),
        (1366, 1.5, Fold.MENU),
        (1366, 2.0, Fold.SINGLE),
        (1080, 1.0, Fold.MENU),
        (640, 1.0, Fold.SINGLE),
    ],
)
def test_the_folds_of_the_design(width: int, factor: float, fold: Fold) -> None:
    assert fold_of(width, factor) is fold


CODE = "A7K2-9QXM-3HTR-5PLD"


def actions(made: list[NewWorkspace] | None = None) -> GateActions:
    def unlock(passphrase: str, _: Progress) -> None:
        if passphrase != "对的口令":
            raise AppError(ErrorCode.KEY_WRONG)

    def create(wanted: NewWorkspace, _: Progress) -> str:
        if made is not None:
            made.append(wanted)
        return CODE

    return GateActions(unlock, create, lambda _: None)


def test_a_wrong_passphrase_is_said_in_place_and_the_right_one_opens(tasks: Tasks, qtbot: QtBot) -> None:
    lock = LockPage("柏树湾村", actions().unlock, tasks)
    qtbot.addWidget(lock)
    lock.show()
    lock.ready()
    qtbot.keyClicks(lock.secret.editor, "wrong")
    qtbot.keyClick(lock.secret.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lock.trouble.isVisible)
    lock.secret.editor.setProperty("text", "对的口令")
    with qtbot.waitSignal(lock.passed):
        qtbot.keyClick(lock.secret.editor, Qt.Key.Key_Return)
    assert not lock.trouble.isVisible()


def test_the_first_run_names_what_is_missing_then_shows_the_code_once(tasks: Tasks, qtbot: QtBot) -> None:
    made: list[NewWorkspace] = []
    first = FirstRunPage(actions(made), tasks)
    qtbot.addWidget(first)
    first.resize(1366, 690)
    first.show()
    first.make.click()
    settle()
    assert squeezed(first) == []
    assert made == []
    assert first.code.hasFocus()
    texts = ("511323104201", "柏树湾村", "周明远", "长长的一句口令话", "长长的一句口令话")
    for edit, text in zip((first.code, first.village, first.user, first.first, first.again), texts, strict=True):
        edit.setText(text)
    first.make.click()
    qtbot.waitUntil(lambda: hasattr(first, "recovery"))
    assert made == [NewWorkspace("511323104201", "柏树湾村", "周明远", "长长的一句口令话")]
    settle()
    assert squeezed(first) == []
    groups = CODE.split("-")
    with qtbot.assertNotEmitted(first.passed):
        first.recovery.done.click()
    for number, edit in first.recovery.asked.items():
        edit.setText(groups[number].lower())
    with qtbot.waitSignal(first.passed):
        first.recovery.done.click()
