"""Components by keyboard and to screen readers: choices, fields, signature, table, preview, drawer, outline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.dates import PartialDate
from app.domain.progress import Step
from tests.ui.look import settle
from ui.core.layout import Fold
from ui.core.theme import Themes
from ui.core.tokens import Tone
from ui.widgets.buttons import Button, Segmented
from ui.widgets.cards import SearchBox
from ui.widgets.chips import Chip, ChipRow, ChipWords, ClockBadge, ClockState
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.drawer import Drawer
from ui.widgets.fields import DateEdit, Field, NumberEdit, Select, TextEdit, TickBox
from ui.widgets.labels import Label
from ui.widgets.outline import Section, SectionOutline, SectionState, Stepper
from ui.widgets.paper import PaperPreview
from ui.widgets.progress import TimeLeft
from ui.widgets.signature import PadState, SignaturePad, Stroke
from ui.widgets.table import Cell, Column, Table, TableRow

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.usefixtures("look")


def shown(qtbot: QtBot, widget: QWidget, width: int = 500, height: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    settle()


def commit(edit: QWidget, text: str) -> None:
    """What an input method does at the end of composing."""
    edit.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(edit, event)


# choices

INSURANCE = [Choice("self", "自己缴费"), Choice("aid", "资助代缴"), Choice("none", "没有缴费")]
ILLNESS = [Choice("none", "无"), Choice("bp", "高血压"), Choice("sugar", "糖尿病")]


def test_a_digit_chooses_and_zero_is_unknown(qtbot: QtBot) -> None:
    choices = ChoiceList(INSURANCE, "医保", unknown="不清楚，下次再问")
    shown(qtbot, choices)
    choices.focus_first()
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert caught.args == [("aid",)]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_0)
    assert choices.chosen == (ChoiceList.UNKNOWN,)
    with qtbot.assertNotEmitted(choices.picked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_9)


def test_arrows_walk_and_space_chooses(qtbot: QtBot) -> None:
    choices = ChoiceList(INSURANCE, "医保")
    shown(qtbot, choices)
    choices.focus_first()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert choices.chosen == ("aid",)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert choices.chosen == ("none",)


def test_several_toggle_and_none_excludes_the_others(qtbot: QtBot) -> None:
    choices = ChoiceList(ILLNESS, "慢病", several=True, alone={"none"})
    shown(qtbot, choices)
    for digit in "23":
        choices.press_digit(digit)
    assert choices.chosen == ("bp", "sugar")
    choices.press_digit("2")
    assert choices.chosen == ("sugar",)
    choices.press_digit("1")
    assert choices.chosen == ("none",)
    choices.press_digit("3")
    assert choices.chosen == ("sugar",)


def test_options_stand_in_as_many_columns_as_their_words_allow(qtbot: QtBot, look: Themes) -> None:
    choices = ChoiceList([*INSURANCE, Choice("long", "已经在外县参保，但是缴费凭证没有带回来")], "医保")
    shown(qtbot, choices, 900)
    first, second = choices._options[:2]
    assert first.y() == second.y()
    choices.resize(420, 400)
    settle()
    assert first.y() < second.y()
    assert first.width() == second.width()


def test_an_option_tells_readers_its_digit_words_and_consequence(qtbot: QtBot) -> None:
    choices = ChoiceList([Choice("a", "人联系电话", note="每人一个，81 人现在空着")], "写到哪里")
    shown(qtbot, choices)
    [option] = choices._options
    assert option.accessibleName() == "1 人联系电话"
    assert option.accessibleDescription() == "每人一个，81 人现在空着"


# fields


@pytest.mark.parametrize("typed", ["1028", "10-28", "20261028", "10月28日", "２０２６１０２８"])
def test_a_day_is_understood_as_people_type_it(qtbot: QtBot, typed: str) -> None:
    edit = DateEdit(TODAY)
    shown(qtbot, edit)
    commit(edit, typed)
    with qtbot.waitSignal(edit.changed):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.value() == PartialDate(2026, 10, 28)
    assert edit.text() == "2026年10月28日"


def test_yesterday_a_month_and_nonsense(qtbot: QtBot) -> None:
    edit = DateEdit(TODAY)
    shown(qtbot, edit)
    edit.setText("昨天")
    assert edit.value() == PartialDate(2026, 11, 19)
    edit.setText("2026-03")
    assert edit.value() == PartialDate(2026, 3)
    edit.setText("改天")
    assert edit.value() is None
    assert not edit.is_valid()
    edit.setText("")
    assert edit.is_valid()


def test_the_calendar_opens_by_key_and_takes_a_day(qtbot: QtBot) -> None:
    edit = DateEdit(TODAY, PartialDate(2026, 10, 28))
    shown(qtbot, edit)
    qtbot.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    [calendar] = edit.findChildren(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2026, 10, 28)
    with qtbot.waitSignal(edit.changed):
        calendar.activated.emit(calendar.selectedDate().addDays(2))
    assert edit.value() == PartialDate(2026, 10, 30)


@pytest.mark.parametrize(
    ("typed", "value", "shown_as"),
    [("１６３０", Decimal(1630), "1,630.00"), ("1,630.5", Decimal("1630.5"), "1,630.50"), ("", None, "")],
)
def test_numbers_are_turned_and_written_out_on_leaving(
    qtbot: QtBot, typed: str, value: Decimal | None, shown_as: str
) -> None:
    holder, edit, other = QWidget(), NumberEdit(decimals=2), TextEdit()
    box = QVBoxLayout(holder)
    box.addWidget(edit)
    box.addWidget(other)
    shown(qtbot, holder)
    edit.setFocus()
    commit(edit, typed)
    other.setFocus()
    assert edit.value() == value
    assert edit.text() == shown_as
    assert edit.is_valid()


@pytest.mark.parametrize("typed", ["三百", "1.234", "--1", "NaN", "1e999999"])
def test_what_is_no_amount_is_said_to_be_none(qtbot: QtBot, typed: str) -> None:
    edit = NumberEdit(decimals=2)
    shown(qtbot, edit)
    edit.setText(typed)
    assert not edit.is_valid()


def test_a_rare_character_counts_one(qtbot: QtBot) -> None:
    edit = TextEdit(most=4)
    shown(qtbot, edit)
    commit(edit, "一二三𬭼")
    assert edit.text() == "一二三𬭼"
    qtbot.keyClicks(edit, "5")
    assert edit.text() == "一二三𬭼"


def test_a_field_tells_its_error_to_readers_and_takes_it_back(qtbot: QtBot) -> None:
    field = Field("身份证号", TextEdit(), "18 位")
    shown(qtbot, field)
    assert field.editor.accessibleName() == "身份证号"
    field.set_error("校验位对不上，请对着证件再看一遍")
    assert field.editor.accessibleDescription() == "校验位对不上，请对着证件再看一遍"
    assert field.editor.property("state") == "error"
    field.set_error("")
    assert field.message == "18 位"
    assert field.editor.property("state") == "help"


def test_select_and_tick_by_key(qtbot: QtBot) -> None:
    select = Select([("a", "高血压"), ("b", "糖尿病")], "a")
    shown(qtbot, select)
    with qtbot.waitSignal(select.picked) as caught:
        qtbot.keyClick(select, Qt.Key.Key_Down)
    assert caught.args == ["b"]
    assert select.chosen == "b"
    tick = TickBox(name="身份证遮中间")
    shown(qtbot, tick)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick.accessibleName() == "身份证遮中间"


def test_segments_are_chosen_by_key_and_tell_once(qtbot: QtBot) -> None:
    segmented = Segmented([("section", "整节"), ("question", "逐题")], "section", "看法")
    shown(qtbot, segmented)
    seen: list[str] = []
    segmented.picked.connect(seen.append)
    for _ in range(2):
        qtbot.keyClick(segmented._buttons["question"], Qt.Key.Key_Return)
    assert seen == ["question"]
    assert segmented.chosen == "question"


def test_a_forbidden_button_says_why_and_a_busy_one_takes_no_press(qtbot: QtBot) -> None:
    button = Button("完成走访")
    shown(qtbot, button)
    button.forbid("还差受访人李桂珍签字")
    assert button.toolTip() == button.accessibleDescription() == "还差受访人李桂珍签字"
    button.allow()
    button.set_busy("正在打印")
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "正在打印"
    button.set_busy()
    assert (button.text(), button.isEnabled()) == ("完成走访", True)


def test_the_search_box_hands_arrows_on_and_empties_by_escape(qtbot: QtBot) -> None:
    box = SearchBox("搜姓名、拼音、尾号、电话")
    shown(qtbot, box)
    asked: list[str] = []
    moved: list[int] = []
    box.asked.connect(asked.append)
    box.moved.connect(moved.append)
    qtbot.keyClicks(box, "lg")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["l", "lg", ""]
    assert moved == [1, -1]


# chips and clocks


@pytest.mark.parametrize(
    ("left", "working", "amber", "state", "text"),
    [
        (3, True, 2, ClockState.IN_TIME, "剩 3 个工作日"),
        (2, True, 2, ClockState.SOON, "剩 2 个工作日"),
        (0, False, 7, ClockState.SOON, "今天到期"),
        (-4, False, 7, ClockState.OVERDUE, "逾期 4 天"),
        (-4, True, 2, ClockState.OVERDUE, "逾期 4 个工作日"),
    ],
)
def test_a_clock_always_writes_its_unit(
    qtbot: QtBot, left: int, working: bool, amber: int, state: ClockState, text: str
) -> None:
    badge = ClockBadge.running(left, working_days=working, amber_from=amber)
    shown(qtbot, badge)
    assert (badge.state, badge.text, badge.accessibleName()) == (state, text, text)


def test_three_chips_then_a_number(qtbot: QtBot) -> None:
    row = ChipRow([ChipWords(text, Tone.AMBER) for text in ("监测户", "独居老人", "重残", "失联", "低保")])
    shown(qtbot, row)
    assert [chip.text for chip in row.findChildren(Chip)] == ["监测户", "独居老人", "重残", "+2"]
    assert row.accessibleName() == "监测户、独居老人、重残、失联、低保"


# signature


def sign(qtbot: QtBot, pad: SignaturePad, points: Iterable[tuple[int, int]]) -> None:
    places = [QPoint(x, y) for x, y in points]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(pad, place)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def test_a_pen_writes_as_the_mouse_does(qtbot: QtBot) -> None:
    pad = SignaturePad("受访人", "在这里签")
    shown(qtbot, pad, 240, 80)
    pen = QPointingDevice.primaryPointingDevice()
    places = [(QEvent.Type.TabletPress, 20, 20), (QEvent.Type.TabletMove, 60, 40), (QEvent.Type.TabletMove, 90, 30)]
    for kind, x, y in [*places, (QEvent.Type.TabletRelease, 90, 30)]:
        at = QPointF(x, y)
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(kind, pen, at, at, 0.5, 0, 0, 0, 0, 0, none, button, button)
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()
    [stroke] = pad.strokes()
    assert [round(x * 240) for x, _ in stroke.points] == [20, 60, 90]
    assert pad.image()


def test_a_signature_is_kept_as_lines_and_drawn_as_a_picture(qtbot: QtBot) -> None:
    pad = SignaturePad("受访人 李桂珍", "在这里签")
    shown(qtbot, pad, 300, 80)
    assert pad.empty
    assert pad.image() == b""
    with qtbot.waitSignal(pad.signed):
        sign(qtbot, pad, [(30, 20), (60, 40), (90, 20)])
    [stroke] = pad.strokes()
    assert stroke.points[0] == (round(30 / 300, 4), round(20 / 300, 4))
    with Image.open(BytesIO(pad.image())) as picture:
        assert picture.width == 600
        left, _, right, _ = picture.getchannel("A").getbbox()
    assert left == pytest.approx(60, abs=8)
    assert right == pytest.approx(180, abs=8)
    assert pad.accessibleDescription() == "已签"
    with qtbot.waitSignal(pad.cleared):
        qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.empty


def test_a_locked_pad_takes_nothing_and_says_why(qtbot: QtBot) -> None:
    pad = SignaturePad("走访人 何晓燕", "在这里签")
    shown(qtbot, pad, 300, 80)
    pad.lock("改好 1 处错后可签")
    sign(qtbot, pad, [(30, 20), (60, 40)])
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    assert pad.empty
    assert pad.state is PadState.LOCKED
    assert pad.accessibleDescription() == "改好 1 处错后可签"
    assert not pad.window().findChildren(QDialog)


def test_space_opens_the_pad_large_and_enter_takes_it_over(qtbot: QtBot) -> None:
    pad = SignaturePad("受访人 李桂珍", "在这里签")
    shown(qtbot, pad, 300, 80)
    large = pad.open_large()
    settle()
    large.pad.set_strokes([Stroke(((0.1, 0.1), (0.5, 0.4)))])
    with qtbot.waitSignal(pad.signed):
        qtbot.keyPress(large, Qt.Key.Key_Return)  # the dialog is gone before the key comes up
    [stroke] = pad.strokes()
    assert all(0 <= x <= 1 and 0 <= y <= pad.height() / pad.width() for x, y in stroke.points)


# table, preview, drawer, outline, progress


def test_a_narrow_table_folds_its_columns_into_the_row(qtbot: QtBot) -> None:
    def fetch(ids: object, deliver: object) -> None:
        deliver({"H1": TableRow((Cell("李桂珍", strong=True), Cell("35 天前"), Cell("线索 1")))})

    columns = [Column("农户"), Column("上次走访", 100, folds_from=Fold.MENU), Column("线索", 80, folds_from=Fold.MENU)]
    table = Table(columns, fetch, "农户")
    shown(qtbot, table, 700)
    table.set_ids(["H1"])
    before = table.row_height()
    table.set_fold(Fold.MENU)
    assert table.isColumnHidden(1)
    assert table.isColumnHidden(2)
    assert table.row_height() > before
    table.set_fold(Fold.DRAWN)
    assert not table.isColumnHidden(1)


def paper(shade: int) -> bytes:
    target = BytesIO()
    Image.new("L", (210, 297), shade).save(target, "PNG")
    return target.getvalue()


def test_the_preview_turns_and_zooms_by_key(qtbot: QtBot) -> None:
    preview = PaperPreview("李桂珍户")
    shown(qtbot, preview, 700, 600)
    assert preview.page_count == preview.page == 0
    preview.show_pages([paper(255), paper(200), paper(150)])
    settle()
    assert (preview.page, preview.page_count) == (1, 3)
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2
    fitted = preview._sheets.page_width
    qtbot.keyClick(preview, Qt.Key.Key_Plus)
    assert preview._sheets.page_width > fitted
    qtbot.keyClick(preview, Qt.Key.Key_0)
    assert preview._sheets.page_width == fitted
    preview.turn_to(9)
    assert preview.page <= 3


def test_a_drawer_covers_the_right_half_and_gives_the_focus_back(qtbot: QtBot) -> None:
    page, edit = QWidget(), TextEdit()
    QVBoxLayout(page).addWidget(edit)
    shown(qtbot, page, 900, 500)
    edit.setFocus()
    drawer = Drawer(page, "相关事实", Label("监测户 · 突发严重困难"))
    drawer.open_drawer()
    settle()
    assert drawer.geometry().right() == page.width() - 1
    assert drawer.width() == pytest.approx(450, abs=2)
    page.resize(1000, 500)
    settle()
    assert drawer.geometry().right() == page.width() - 1
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert edit.hasFocus()


def sections(current: int) -> list[Section]:
    states = [SectionState.DONE, SectionState.UNDER_WAY, SectionState.WRONG]
    return [Section(str(n), f"第 {n} 节", states[n], n, 4, "有错" if n == 2 else "") for n in range(2 + current % 2)]


def test_the_outline_keeps_the_focus_through_changes(qtbot: QtBot) -> None:
    outline = SectionOutline()
    shown(qtbot, outline, 248)
    outline.set_sections(sections(1), "0")
    settle()
    row = outline._rows["1"]
    row.setFocus()
    outline.set_sections(sections(1), "1")
    assert row.hasFocus()
    assert row.accessibleName() == "第 1 节 1 / 4"
    qtbot.keyClick(row, Qt.Key.Key_Down)
    with qtbot.waitSignal(outline.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert caught.args == ["2"]
    outline.set_sections(sections(0), "0")
    assert "2" not in outline._rows


def test_the_stepper_is_text_for_readers_and_leads_back(qtbot: QtBot) -> None:
    stepper = Stepper(["答题", "检查", "签字"], 1)
    shown(qtbot, stepper)
    assert stepper.accessibleName() == "第 2 步，共 3 步：检查"
    [back] = stepper.findChildren(Button)
    with qtbot.waitSignal(stepper.picked) as caught:
        qtbot.keyClick(back, Qt.Key.Key_Return)
    assert caught.args == [0]


def test_time_left_is_measured_rounded_and_silent_at_first() -> None:
    left = TimeLeft()
    assert left.words(Step("write", 0, 1000), 0.0) == ""
    assert left.words(Step("write", 20, 1000), 2.0) == ""
    assert left.words(Step("write", 50, 1000), 5.0) == "约 2 分钟"
    assert left.words(Step("write", 500, 1000), 14.0) in {"约 10 秒", "约 20 秒"}
    assert left.words(Step("check", 1, 10), 15.0) == ""
    assert left.words(Step("check", 5, None), 20.0) == ""
