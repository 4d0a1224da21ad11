"""设置 in the real window: what holds at once, the keys, backups, checks."""

from __future__ import annotations

import re
import threading
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.settings import Preferences
from app.services.workspace import BackupFile
from app.system.paths import Workspace
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, pdf_printer, wait_idle
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.core.tokens import Mode
from ui.core.words import Language, installed, language
from ui.screens.settings import SettingsScreen
from ui.screens.settings.backups import Kept
from ui.shell.screens import SCREENS, ScreenEntry
from ui.shell.window import Window
from ui.widgets.buttons import Button, Segmented
from ui.widgets.choosing import ChooseFile

PASSPHRASE = "竹林深处有人家2026"


def entry(choose: ChooseFile) -> ScreenEntry:
    return ScreenEntry(
        "settings",
        "gear-six",
        lambda: "设置",
        lambda: "设置",
        lambda desk: SettingsScreen(desk, choose, choose),
        rail=True,
    )


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    medium = tmp_path / "medium"
    medium.mkdir()
    return medium / "村访备份.cunfang"


@pytest.fixture
def window(demo_desk: Desk, show: Show, backup: Path) -> Window:
    return show(demo_desk, (entry(lambda *_: backup),))


def printing_page(desk: Desk, show: Show, printed: Path) -> SettingsScreen:
    """The page with a printer that writes a file."""

    def make(desk: Desk) -> SettingsScreen:
        return SettingsScreen(desk, ask=lambda _over: pdf_printer(printed))

    page = show(desk, (ScreenEntry("settings", "gear-six", lambda: "设置", lambda: "设置", make, rail=True),)).current
    assert isinstance(page, SettingsScreen)
    return page


@pytest.fixture
def page(window: Window) -> SettingsScreen:
    made = window.current
    assert isinstance(made, SettingsScreen)
    return made


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def segment(choice: Segmented, word: str) -> Button:
    return next(button for button in choice.findChildren(Button) if button.text() == word)


def fill(qtbot: QtBot, box: QWidget, text: str) -> None:
    box.setFocus()
    qtbot.keyClicks(box, text)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_the_page_fits(
    window: Window, page: SettingsScreen, look: Themes, qtbot: QtBot, mode: Mode, factor: float
) -> None:
    look.pick(mode)
    look.set_factor(factor)
    press(qtbot, page.own_keys.change)
    settle()
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)


def test_text_size_holds_at_once_and_comes_back(
    window: Window, page: SettingsScreen, demo_desk: Desk, look: Themes, qtbot: QtBot
) -> None:
    press(qtbot, segment(page.display.text_size, "150%"))
    assert look.now.factor == 1.5
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.settings.preferences().text_size == 150
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, demo_desk)
    assert look.now.factor == 1.0
    assert page.display.text_size.chosen == "100"
    assert demo_desk.services.settings.preferences() == Preferences()


def test_dark_holds_at_once(page: SettingsScreen, demo_desk: Desk, look: Themes, qtbot: QtBot) -> None:
    press(qtbot, segment(page.display.theme, "深色"))
    assert look.now.mode is Mode.DARK
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.settings.preferences().theme == "dark"


def test_the_size_set_by_keys_is_shown(page: SettingsScreen, window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.display.text_size.chosen == "125"


def test_the_lock_time_is_told_to_the_window(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.lock_after) as told:
        press(qtbot, segment(page.locking.minutes, "10 分钟"))
    assert told.args == [10]
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.settings.preferences().lock_minutes == 10


def test_whom_to_call_and_who_comes_along_are_kept(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    card = page.visits
    for box, text in (
        (card.visitors, "何晓燕"),
        (card.contacts[2], " 镇民政办 0000-1234567 "),
        (card.contacts[0], "村医 甲"),
    ):
        box.setFocus()
        box.insert(text)  # as an input method does
        qtbot.keyClick(box, Qt.Key.Key_Return)
        wait_idle(qtbot, demo_desk)
    kept = demo_desk.services.settings.preferences()
    assert (kept.visitors, kept.emergency) == ("何晓燕", "村医 甲\n\n镇民政办 0000-1234567")
    page.open()
    wait_idle(qtbot, demo_desk)
    assert [box.text() for box in card.contacts] == ["村医 甲", "", "镇民政办 0000-1234567", ""]
    assert "2" in card.facts()[0]


def test_one_question_at_a_time_is_kept(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, segment(page.display.questions, "逐题"))
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.settings.preferences().one_question


def set_passphrase(page: SettingsScreen, desk: Desk, qtbot: QtBot, first: str, again: str) -> None:
    press(qtbot, page.own_keys.change)
    page.own_keys.first.setText(first)
    page.own_keys.again.setText(again)
    press(qtbot, page.own_keys.passphrase_form.button)
    wait_idle(qtbot, desk)


def test_a_passphrase_is_set_and_opens(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    set_passphrase(page, demo_desk, qtbot, PASSPHRASE, PASSPHRASE)
    assert demo_desk.services.keeping.check_passphrase(PASSPHRASE)
    assert page.own_keys.change.text() == "改口令"
    assert not page.own_keys.passphrase_form.isVisible()
    assert page.own_keys.first.text() == ""


@pytest.mark.parametrize(("first", "again"), [("短", "短"), (PASSPHRASE, PASSPHRASE + "x")])
def test_a_bad_passphrase_is_not_taken(
    page: SettingsScreen, demo_desk: Desk, qtbot: QtBot, first: str, again: str
) -> None:
    set_passphrase(page, demo_desk, qtbot, first, again)
    assert "passphrase" not in demo_desk.services.keeping.slots()
    assert page.own_keys.passphrase_form.isVisible()


def test_a_passphrase_is_changed_only_by_who_knows_it(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    set_passphrase(page, demo_desk, qtbot, PASSPHRASE, PASSPHRASE)
    other = PASSPHRASE + "新"
    press(qtbot, page.own_keys.change)
    page.own_keys.old.setText("不是这一句口令")
    page.own_keys.first.setText(other)
    page.own_keys.again.setText(other)
    press(qtbot, page.own_keys.passphrase_form.button)
    wait_idle(qtbot, demo_desk)
    assert page.own_keys.passphrase_form.fields[0].message == "口令不对"
    assert not demo_desk.services.keeping.check_passphrase(other)


def test_a_new_recovery_code_is_shown_once_and_copied(
    page: SettingsScreen, window: Window, demo_desk: Desk, qtbot: QtBot
) -> None:
    press(qtbot, page.own_keys.renew)
    wait_idle(qtbot, demo_desk)
    shown = page.recovery
    assert shown is not None
    assert not page.leave()
    press(qtbot, shown.done)
    assert page.recovery is shown, "nothing was typed yet"
    code = next(text for text in _labels(shown) if text.startswith("恢复码 ")).split()[1:]
    for number, box in shown.asked.items():
        box.setText(code[number].lower())
    press(qtbot, shown.done)
    wait_idle(qtbot, demo_desk)
    assert page.recovery is None
    assert page.leave()
    assert demo_desk.services.keeping.check_recovery_code("-".join(code))


def test_the_recovery_code_goes_to_the_printer_and_into_no_file(
    demo_desk: Desk, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    before = set(tmp_path.rglob("*"))
    page = printing_page(demo_desk, show, tmp_path / "printed.pdf")
    press(qtbot, page.own_keys.renew)
    wait_idle(qtbot, demo_desk)
    shown = page.recovery
    assert shown is not None
    assert shown.paper is not None
    press(qtbot, shown.paper)
    qtbot.waitUntil(shown.printed.isVisible, timeout=30_000)
    wait_idle(qtbot, demo_desk)
    assert "送去打印了" in shown.printed.accessibleName()
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == 1
    assert {file.name for file in set(tmp_path.rglob("*")) - before if file.suffix == ".pdf"} == {"printed.pdf"}
    code = next(text for text in _labels(shown) if text.startswith("恢复码 ")).split()[1:]
    written = [file for file in (tmp_path / "demo").rglob("*") if file.is_file()]
    assert [file for file in written if code[0].encode() + b"-" + code[1].encode() in file.read_bytes()] == []
    assert page.recovery is shown, "printing is not copying: the groups are asked all the same"
    assert squeezed(page.window()) == []


def test_a_printer_that_does_not_answer_keeps_the_code_in_view(
    demo_desk: Desk, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    page = printing_page(demo_desk, show, tmp_path / "nowhere" / "x.pdf")
    press(qtbot, page.own_keys.renew)
    wait_idle(qtbot, demo_desk)
    assert page.recovery is not None
    assert page.recovery.paper is not None
    press(qtbot, page.recovery.paper)
    qtbot.waitUntil(page.recovery.printed.isVisible, timeout=30_000)
    assert "打印机没有应答" in page.recovery.printed.accessibleName()
    assert page.recovery.paper.isEnabled()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_what_to_do_when_the_machine_is_lost_is_printed_beforehand(
    demo_desk: Desk, show: Show, tmp_path: Path, look: Themes, qtbot: QtBot, factor: float
) -> None:
    look.set_factor(factor)
    page = printing_page(demo_desk, show, tmp_path / "printed.pdf")
    press(qtbot, page.own_keys.lost)
    wait_idle(qtbot, demo_desk)
    shown = page.lost
    assert shown is not None
    assert shown.paper.page_count == 1
    assert page.primary is shown.print
    assert squeezed(page.window()) == []
    with qtbot.waitSignal(shown.said, timeout=30_000):
        press(qtbot, shown.print)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == 1
    press(qtbot, shown.back)
    wait_idle(qtbot, demo_desk)
    assert page.lost is None
    assert page.own_keys.lost.hasFocus()
    assert demo_desk.services.key_sheets.key_end() in " ".join(_texts(page.own_keys))


def test_the_next_backup_goes_to_the_same_place_without_asking(
    page: SettingsScreen, demo_desk: Desk, backup: Path, qtbot: QtBot
) -> None:
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    backup.unlink()
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    [again] = backup.parent.glob("*.cunfang")
    assert again.name == "村访备份-2026-11-20.cunfang"


def test_without_the_medium_the_reason_stands_there_and_nothing_is_written_in_its_place(
    page: SettingsScreen, demo_desk: Desk, backup: Path, qtbot: QtBot
) -> None:
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    backup.unlink()
    backup.parent.rmdir()
    page.open()
    wait_idle(qtbot, demo_desk)
    assert any("备份的地方不在" in text for text in _texts(page.backup))
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    assert "上次备份的地方不在了" in page.backup.trouble.accessibleName()
    assert not backup.parent.exists()
    press(qtbot, page.backup.elsewhere)
    wait_idle(qtbot, demo_desk)
    assert "没有文件夹" in page.backup.trouble.accessibleName()
    assert not backup.parent.exists()
    backup.parent.mkdir()
    press(qtbot, page.backup.elsewhere)
    wait_idle(qtbot, demo_desk)
    assert backup.exists()


def test_a_due_backup_is_the_next_step_only_when_its_medium_is_there(
    page: SettingsScreen, backup: Path, demo_desk: Desk
) -> None:
    old = datetime(2026, 11, 10, 9, 0)
    for there in (True, False):
        page.backup.show_kept(Kept(BackupFile("b.cunfang", old, 1000, str(backup.parent)), there=there, automatic=()))
        assert page.backup.due
        assert (page.primary is page.backup.make) is there


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def _labels(widget: QWidget) -> list[str]:
    return [child.accessibleName() for child in widget.findChildren(QWidget) if child.accessibleName()]


def test_the_code_on_paper_is_checked(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    code = demo_desk.services.keeping.new_recovery_code()
    field = page.own_keys.check_form.fields[0]
    press(qtbot, page.own_keys.check)
    fill(qtbot, page.own_keys.typed, "WRONG")
    qtbot.keyClick(page.own_keys.typed, Qt.Key.Key_Return)
    wait_idle(qtbot, demo_desk)
    assert field.message.startswith("对不上")
    page.own_keys.typed.setText(code.replace("-", " ").lower())
    press(qtbot, page.own_keys.check_form.button)
    wait_idle(qtbot, demo_desk)
    assert field.message == "对，就是现在这一份"


def test_backup_and_trying_it(
    page: SettingsScreen, demo_desk: Desk, backup: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.backup.due
    assert page.primary is page.backup.make
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    assert backup.stat().st_size > 100_000
    assert not page.backup.due
    assert page.primary is None
    press(qtbot, page.backup.attempt)
    wait_idle(qtbot, demo_desk)
    assert "40 户" in page.backup.tried.note
    assert not (demo_desk.services.context.workspace.folder / "trial").exists()


def test_a_file_that_is_no_backup_is_told_in_place(
    page: SettingsScreen, demo_desk: Desk, backup: Path, qtbot: QtBot
) -> None:
    backup.write_bytes(b"not a backup")
    press(qtbot, page.backup.attempt)
    wait_idle(qtbot, demo_desk)
    assert page.backup.trouble.isVisibleTo(page)
    assert "不是完整的村访备份" in page.backup.trouble.accessibleName()


def test_a_backup_that_cannot_be_written_is_told_in_place(
    demo_desk: Desk, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    page = show(demo_desk, (entry(lambda *_: in_the_way / "b.cunfang"),)).current
    assert isinstance(page, SettingsScreen)
    press(qtbot, page.backup.make)
    wait_idle(qtbot, demo_desk)
    assert page.backup.trouble.isVisibleTo(page)
    assert page.backup.make.isEnabled()
    assert page.backup.due


def test_the_store_is_checked(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, page.check.begin)
    wait_idle(qtbot, demo_desk)
    assert page.check.result.note == "查完了，没有发现问题"
    assert page.check.begin.isEnabled()


def test_a_check_can_be_stopped_and_leaves_everything_as_it_was(
    page: SettingsScreen, demo_desk: Desk, qtbot: QtBot
) -> None:
    said, done, go_on = page.check.result.note, [], threading.Event()
    demo_desk.tasks.read(page, lambda _: go_on.wait(), done.append)  # the check waits behind it
    job = page.check.check()
    assert job.stoppable
    assert job.safe != job.title
    assert not page.check.begin.isEnabled()
    job.cancel()
    go_on.set()
    wait_idle(qtbot, demo_desk)
    assert done == [True]
    assert page.check.begin.isEnabled()
    assert page.check.result.note == said
    assert demo_desk.services.keeping.integrity() == ()


def test_a_damaged_store_is_found(page: SettingsScreen, demo_desk: Desk, qtbot: QtBot) -> None:
    place: Workspace = demo_desk.services.context.workspace
    page.check.begin.click()
    wait_idle(qtbot, demo_desk)  # the log is folded into the file
    with place.store.open("r+b") as file:
        file.seek(place.store.stat().st_size // 2)
        file.write(b"\x00" * 64)
    page.check.begin.click()
    wait_idle(qtbot, demo_desk)
    assert "没有发现问题" not in page.check.result.note


def test_the_index_leads_to_the_card(page: SettingsScreen, window: Window) -> None:
    page.go_to("about")
    assert page.about.isAncestorOf(window.focusWidget())


def test_a_licence_is_read(page: SettingsScreen, qtbot: QtBot) -> None:
    read = next(button for button in page.about.findChildren(Button) if "Noto Sans SC" in button.accessibleName())
    with qtbot.waitSignal(page.about.licence) as shown:
        press(qtbot, read)
    assert "SIL Open Font License" in shown.args[1]
    settle()


def test_nothing_is_cut_in_an_empty_workspace(empty_desk: Desk, show: Show, backup: Path) -> None:
    assert squeezed(show(empty_desk, (entry(lambda *_: backup),))) == []


def test_another_language_holds_at_once_on_every_page_and_comes_back(
    demo_desk: Desk, show: Show, backup: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    window = show(demo_desk, SCREENS)
    window.show_screen("settings")
    wait_idle(qtbot, demo_desk)
    chinese = window.current
    assert isinstance(chinese, SettingsScreen)
    english = segment(chinese.display.language, "English")
    english.setFocus()
    qtbot.keyClick(english, Qt.Key.Key_Space)
    wait_idle(qtbot, demo_desk)
    try:
        page = window.current
        assert isinstance(page, SettingsScreen)
        assert page is not chinese
        assert language() is Language.ENGLISH
        assert page.display.language.chosen == "en"
        assert segment(page.display.language, "English").hasFocus()
        assert demo_desk.services.settings.preferences().language == "en"
        assert squeezed(window) == []
        for entry in SCREENS[:2]:
            window.show_screen(entry.name)
            wait_idle(qtbot, demo_desk)
            assert window.current is not None
            assert not _chinese(window.current.head), "the invented village has a Chinese name, the words have none"
        assert not _chinese(window.strip)
        window.toast.undo()
        wait_idle(qtbot, demo_desk)
        assert language() is Language.CHINESE
        assert demo_desk.services.settings.preferences().language == "zh_CN"
    finally:
        installed().speak(Language.CHINESE)


def test_a_visit_under_way_is_not_lost_by_another_language(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    visits = demo_desk.services.visits
    draft = visits.drafts()[0].id
    window = show(demo_desk, SCREENS)
    window.show_screen("visit", visit=draft)
    wait_idle(qtbot, demo_desk)
    window.page("visit").mark_unknown()
    wait_idle(qtbot, demo_desk)
    answered = next(row.answered for row in visits.drafts() if row.id == draft)
    window.show_screen("settings")
    wait_idle(qtbot, demo_desk)
    try:
        window.speak(Language.ENGLISH)
        wait_idle(qtbot, demo_desk)
        window.go_back()
        wait_idle(qtbot, demo_desk)
        assert window.current is window.page("visit")
        assert window.page("visit").visit == draft
        assert next(row.answered for row in visits.drafts() if row.id == draft) == answered
    finally:
        installed().speak(Language.CHINESE)


def test_while_the_recovery_code_is_shown_no_page_is_made_anew(
    page: SettingsScreen, window: Window, demo_desk: Desk, qtbot: QtBot
) -> None:
    press(qtbot, page.own_keys.renew)
    wait_idle(qtbot, demo_desk)
    window.speak(Language.ENGLISH)
    assert window.current is page
    assert language() is Language.CHINESE


def _chinese(widget: QWidget) -> list[str]:
    known = ("柏树湾村", "周明远")
    texts = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return [text for text in texts if not any(name in text for name in known) and re.search("[\u4e00-\u9fff]", text)]
