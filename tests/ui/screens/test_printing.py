"""打印 in the real window: list, paper, PDF, a printer that writes a file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.visits.models import VisitRow, VisitState
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, pdf_printer, wait_idle
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.screens.printing import PrintScreen
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return tmp_path / "printed.pdf"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "saved.pdf"


@pytest.fixture
def window(demo_desk: Desk, show: Show, printed: Path, saved: Path) -> Window:
    def make(desk: Desk) -> PrintScreen:
        return PrintScreen(desk, lambda _over: pdf_printer(printed), lambda *_: saved)

    return show(demo_desk, (ScreenEntry("print", "notebook", lambda: "走访", lambda: "走访", make, rail=True),))


def visits(desk: Desk, state: VisitState) -> list[VisitRow]:
    return [row for row in desk.services.visits.rows() if row.state is state]


def open_page(window: Window, desk: Desk, qtbot: QtBot, rows: list[VisitRow]) -> PrintScreen:
    window.show_screen("print", document="visit-record", keys=",".join(row.id for row in rows))
    wait_idle(qtbot, desk)
    page = window.current
    assert isinstance(page, PrintScreen)
    return page


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_the_page_fits(window: Window, demo_desk: Desk, look: Themes, qtbot: QtBot, factor: float) -> None:
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []
    page = open_page(window, demo_desk, qtbot, demo_desk.services.visits.rows()[:5])
    assert squeezed(window) == []
    page.list.opened.emit(page.list.current_id() or "")
    wait_idle(qtbot, demo_desk)
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)


def test_the_paper_follows_the_list(window: Window, demo_desk: Desk, qtbot: QtBot) -> None:
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:2])
    assert page.paper.page_count == page.wanted[0].pages > 0
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    wait_idle(qtbot, demo_desk)
    assert page.list.current_id() == page.wanted[1].id
    assert page.paper.page_count == page.wanted[1].pages


def test_what_is_not_signed_is_named_and_not_printed(window: Window, demo_desk: Desk, qtbot: QtBot) -> None:
    draft, signed = visits(demo_desk, VisitState.DRAFT)[0], visits(demo_desk, VisitState.SIGNED)[0]
    page = open_page(window, demo_desk, qtbot, [draft, signed])
    assert [item.id for item in page.wanted] == [signed.id]
    assert page.unsigned.isVisible()
    assert draft.household_title in page.unsigned.accessibleName()


def test_a_draft_alone_cannot_be_printed_and_says_why(window: Window, demo_desk: Desk, qtbot: QtBot) -> None:
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.DRAFT)[:1])
    assert not page.print_all.isEnabled()
    assert page.print_all.accessibleDescription()


def test_one_is_left_out_by_the_space_key(window: Window, demo_desk: Desk, qtbot: QtBot) -> None:
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:3])
    pages = sum(item.pages for item in page.wanted)
    first = page.wanted[0]
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert first not in page.wanted
    assert page.print_all.text() == f"打印 {pages - first.pages} 页"
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.print_all.text() == f"打印 {pages} 页"


def test_a_pdf_holds_every_page_and_counts_as_a_print(
    window: Window, demo_desk: Desk, saved: Path, qtbot: QtBot
) -> None:
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:2])
    pages = sum(item.pages for item in page.wanted)
    assert {item.times for item in page.wanted} == {1}
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, demo_desk)
    with pypdfium2.PdfDocument(saved) as document:
        assert len(document) == pages
        assert "第1次打印" in document[0].get_textpage().get_text_range().replace(" ", "")
    assert {item.times for item in page.items.values()} == {2}
    assert window.toast.text == f"存成了 {saved.name}"


def test_looking_at_it_does_not_count(window: Window, demo_desk: Desk, qtbot: QtBot) -> None:
    rows = visits(demo_desk, VisitState.SIGNED)[:1]
    open_page(window, demo_desk, qtbot, rows)
    page = open_page(window, demo_desk, qtbot, rows)
    assert page.wanted[0].times == 1


def test_a_printer_gets_all_pages_in_order(window: Window, demo_desk: Desk, printed: Path, qtbot: QtBot) -> None:
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:1])
    pages = page.wanted[0].pages
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: f"送去打印 {pages} 页" in window.toast.text, timeout=30_000)
    wait_idle(qtbot, demo_desk)
    with pypdfium2.PdfDocument(printed) as document:
        assert len(document) == pages
        assert document[0].get_size() == pytest.approx((595, 842), abs=2)
    assert page.run is None
    assert page.print_all.isEnabled()
    assert page.wanted[0].times == 2


def test_a_printer_that_does_not_answer_is_told_in_place(
    demo_desk: Desk, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    def make(desk: Desk) -> PrintScreen:
        return PrintScreen(desk, lambda _over: pdf_printer(tmp_path / "nowhere" / "x.pdf"))

    window = show(demo_desk, (ScreenEntry("print", "notebook", lambda: "走访", lambda: "走访", make, rail=True),))
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:1])
    qtbot.mouseClick(page.print_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.trouble.isVisible, timeout=30_000)
    assert page.print_all.isEnabled()


def test_thinking_better_of_it_changes_nothing(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    asked: list[QWidget] = []

    def refuse(over: QWidget, *_: str) -> None:
        asked.append(over)

    entry = ScreenEntry(
        "print", "notebook", lambda: "走访", lambda: "走访", lambda desk: PrintScreen(desk, refuse, refuse)
    )
    window = show(demo_desk, (entry,))
    page = open_page(window, demo_desk, qtbot, visits(demo_desk, VisitState.SIGNED)[:1])
    qtbot.mouseClick(page.print_all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert asked == [page, page]
    assert demo_desk.tasks.idle
