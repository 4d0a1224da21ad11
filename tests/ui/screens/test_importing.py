"""导入名册 in the real window: choose, map, look, write, take back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.identity import check_digit
from app.services.demonstration.roster import COLUMNS, Fault, write_roster
from app.services.demonstration.village import generate_village
from app.services.imports.models import Absence, ChangeLine
from tests.conftest import HOUSEHOLDS, TODAY
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.core.tokens import Mode
from ui.screens.importing import ImportScreen
from ui.screens.importing.change_rows import CHANGE, KEEP, AtOnce, HouseholdChanges
from ui.screens.importing.detail import AbsenceCard
from ui.screens.importing.lists import Group
from ui.screens.importing.steps import Step
from ui.screens.importing.wording import value_words
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window

HEADER = ["户编号", "姓名", "证件号码", "与户主关系", "文化程度", "村民小组"]


@dataclass
class Chooser:
    """Answers for the file dialogs."""

    answer: Path | None = None
    asked: list[str] = field(default_factory=list)

    def __call__(self, over: QWidget, question: str, kinds: str) -> Path | None:
        self.asked.append(question)
        return self.answer


@pytest.fixture
def chooser() -> Chooser:
    return Chooser()


@pytest.fixture
def target(tmp_path: Path) -> Chooser:
    return Chooser(tmp_path / "拒收.xlsx")


def entry(chooser: Chooser, target: Chooser) -> ScreenEntry:
    return ScreenEntry(
        "import",
        "house-line",
        lambda: "农户",
        lambda: "农户",
        lambda desk: ImportScreen(desk, chooser, target),
        rail=True,
    )


@pytest.fixture
def window(demo_desk: Desk, show: Show, chooser: Chooser, target: Chooser) -> Window:
    return show(demo_desk, (entry(chooser, target),))


@pytest.fixture
def page(window: Window) -> ImportScreen:
    made = window.current
    assert isinstance(made, ImportScreen)
    return made


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The village's own roster with a fault of every kind."""
    path = tmp_path / "名册.xlsx"
    path.write_bytes(write_roster(generate_village(HOUSEHOLDS, 1, TODAY), list(Fault)))
    return path


def workbook(path: Path, rows: Iterable[Sequence[object]], title: str = "名册") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    output = BytesIO()
    book.save(output)
    path.write_bytes(output.getvalue())
    return path


def person(number: int, education: str = "小学") -> list[object]:
    digits = f"51132319700101{number:03d}"
    code = f"51132310420190{number // 2:02d}"
    relation = "之子" if number % 2 else "户主"
    return [
        code,
        f"王小{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
        digits + check_digit(digits),
        relation,
        education,
        "1组",
    ]


def take(page: ImportScreen, desk: Desk, qtbot: QtBot, path: Path) -> None:
    page.take(path)
    wait_idle(qtbot, desk)


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keys(page: ImportScreen) -> list[str]:
    rows = page.preview.list.rows
    return [key for place in range(rows.rowCount()) if (key := rows.id_at(place))]


def pick(page: ImportScreen, desk: Desk, qtbot: QtBot, key: str) -> None:
    page.preview.list.select(keys(page).index(key))
    wait_idle(qtbot, desk)


def card(page: ImportScreen, kind: type[HouseholdChanges] | type[AtOnce]) -> HouseholdChanges | AtOnce:
    body = page.preview.body
    assert body is not None
    found = body.findChild(kind)
    assert isinstance(found, kind)
    return found


@pytest.mark.parametrize(
    ("factor", "mode"), [(1.0, Mode.LIGHT), (1.25, Mode.LIGHT), (1.5, Mode.DARK), (2.0, Mode.CONTRAST)]
)
def test_every_step_fits(
    window: Window,
    page: ImportScreen,
    demo_desk: Desk,
    roster: Path,
    look: Themes,
    qtbot: QtBot,
    factor: float,
    mode: Mode,
) -> None:
    look.pick(mode)
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []
    take(page, demo_desk, qtbot, roster)
    assert page.step is Step.MAP
    assert squeezed(window) == []
    page.columns.table.opened.emit("J")
    settle()
    assert squeezed(window) == []
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    for key in ("refused", "warned:0", "changed", "changed:0"):
        pick(page, demo_desk, qtbot, key)
        page.preview.list.opened.emit(key)
        wait_idle(qtbot, demo_desk)
        assert squeezed(window) == []
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.WRITE
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)


def test_nothing_is_cut_in_an_empty_workspace(
    empty_desk: Desk, show: Show, chooser: Chooser, target: Chooser, roster: Path, qtbot: QtBot
) -> None:
    window = show(empty_desk, (entry(chooser, target),))
    page = window.current
    assert isinstance(page, ImportScreen)
    take(page, empty_desk, qtbot, roster)
    press(qtbot, page.look)
    wait_idle(qtbot, empty_desk)
    assert squeezed(window) == []
    assert {key.partition(":")[0] for key in keys(page)} == {"refused", "warned", "new"}


def test_a_file_is_chosen_by_key(
    window: Window, page: ImportScreen, demo_desk: Desk, chooser: Chooser, roster: Path, qtbot: QtBot
) -> None:
    chooser.answer = roster
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, demo_desk)
    assert chooser.asked == ["选一份名册"]
    assert page.step is Step.MAP


def test_a_file_is_dropped_anywhere(page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster))])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(page.rect().center(), action, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), action, data, left, none))
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.MAP


def test_the_target_may_name_the_file(
    window: Window, page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot
) -> None:
    window.show_screen("import", file=str(roster))
    wait_idle(qtbot, demo_desk)
    assert page.mapping is not None
    assert page.mapping.file.name == roster.name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 no table", "什么都没导入"),
        (b"", "没有内容"),
        ("品名,单价\n锄头,30\n".encode(), "没有找到带表头的名册"),
    ],
)
def test_what_cannot_be_read_is_told_in_place(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot, content: bytes, words: str
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    take(page, demo_desk, qtbot, path)
    assert page.step is Step.CHOOSE
    assert page.trouble.isVisible()
    assert words in page.trouble.accessibleName()


def test_a_file_that_is_gone_is_told_in_place(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, demo_desk, qtbot, tmp_path / "没有.xlsx")
    assert "找不到文件" in page.trouble.accessibleName()


def test_columns_that_want_a_look_stand_first(page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot) -> None:
    take(page, demo_desk, qtbot, roster)
    rows = page.columns.table.rows
    order = [rows.id_at(place) for place in range(rows.rowCount())]
    headings = [key for key in order if key and key.startswith("group:")]
    assert headings == ["group:look", "group:matched", "group:left"]
    assert len(order) == len(COLUMNS) + len(headings)
    assert page.look.isEnabled()


def test_a_needed_column_that_is_left_out_stops_the_way_and_says_which(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = workbook(tmp_path / "a.xlsx", [[*HEADER, "打分"], [*person(2), "5"]])
    take(page, demo_desk, qtbot, path)
    page.columns.table.set_ids(["B"])
    page.columns.panel.chosen.emit("")
    wait_idle(qtbot, demo_desk)
    assert not page.look.isEnabled()
    assert page.look.accessibleDescription() == "还没有哪一列是：姓名"
    page.columns.table.select(page.columns.table.rows.place_of("B") or 0)
    page.columns.panel.chosen.emit("member.name")
    wait_idle(qtbot, demo_desk)
    assert page.look.isEnabled()


def test_a_fact_is_found_by_typing(page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = workbook(tmp_path / "a.xlsx", [[*HEADER, "读到哪"], [*person(2), "初中"]])
    take(page, demo_desk, qtbot, path)
    table = page.columns.table
    table.select(table.rows.place_of("G") or 0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.columns.panel.search.hasFocus()
    page.columns.panel.search.setText("文化程度")
    qtbot.keyClick(page.columns.panel.search, Qt.Key.Key_Return)
    wait_idle(qtbot, demo_desk)
    assert page.mapping is not None
    columns = {column.header: column.path for column in page.mapping.guess.columns}
    assert columns["读到哪"] == "member.education"
    assert columns["文化程度"] == "", "two columns never write one fact"


def test_the_header_is_moved_and_back(page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = workbook(tmp_path / "a.xlsx", [["村里的名册"], [*HEADER, "打分"], person(2), person(3)])
    take(page, demo_desk, qtbot, path)
    assert page.mapping is not None
    assert (page.mapping.guess.header_row, page.mapping.guess.rows) == (2, 2)
    press(qtbot, page.columns.beginning.down)
    wait_idle(qtbot, demo_desk)
    assert page.mapping.guess.header_row == 3
    press(qtbot, page.columns.beginning.up)
    wait_idle(qtbot, demo_desk)
    assert (page.mapping.guess.header_row, page.mapping.guess.rows) == (2, 2)


def test_a_known_file_goes_straight_to_its_changes(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, demo_desk, qtbot, workbook(tmp_path / "a.xlsx", [HEADER, person(2)]))
    assert page.step is Step.LOOK


def test_a_saved_mapping_makes_the_next_file_known(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    first = workbook(tmp_path / "a.xlsx", [[*HEADER, "读书"], [*person(2), "x"]])
    take(page, demo_desk, qtbot, first)
    assert page.step is Step.MAP
    page.columns.keep_tick.setChecked(True)
    page.columns.name.setText("镇里的表")
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.imports.saved_names() == ("镇里的表",)
    take(page, demo_desk, qtbot, workbook(tmp_path / "b.xlsx", [[*HEADER, "读书"], [*person(4), "y"]]))
    assert page.step is Step.LOOK
    assert page.mapping is not None
    assert page.mapping.profile == "镇里的表"


def test_going_back_loses_nothing(page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot) -> None:
    take(page, demo_desk, qtbot, roster)
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    decisions = page.decisions
    assert decisions is not None
    decisions.keep([demo_key(page)], kept=True)
    page.stepper.picked.emit(int(Step.CHOOSE))
    page.stepper.picked.emit(int(Step.MAP))
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.LOOK
    assert page.decisions is decisions
    assert demo_key(page) in decisions.kept


def demo_key(page: ImportScreen) -> tuple[str, str, str]:
    assert page.decisions is not None
    change = page.decisions.preview.comparison.changes[0]
    return change.household_id, change.member_id, change.field


def test_refused_rows_go_into_a_workbook(
    page: ImportScreen, demo_desk: Desk, roster: Path, target: Chooser, qtbot: QtBot
) -> None:
    take(page, demo_desk, qtbot, roster)
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    page.preview.save.emit()
    wait_idle(qtbot, demo_desk)
    assert target.answer is not None
    sheet = openpyxl.load_workbook(target.answer).active
    assert sheet is not None
    assert page.decisions is not None
    assert sheet.max_row == 3 + len(page.decisions.preview.reading.refused_rows)


def lines_of(desk: Desk, page: ImportScreen) -> tuple[ChangeLine, ...]:
    assert page.decisions is not None
    group: Group = page.preview.group("changed")
    key = getattr(group.items[0], "key", "")
    return desk.services.imports.lines(page.decisions.preview, key, page.decisions.outline.origins)


def two_rosters(page: ImportScreen, desk: Desk, qtbot: QtBot, folder: Path, persons: int) -> None:
    """Write a roster and look at the next one, in which everybody went to school longer."""
    take(page, desk, qtbot, workbook(folder / "a.xlsx", [HEADER, *(person(n) for n in range(2, 2 + persons))]))
    press(qtbot, page.write)
    wait_idle(qtbot, desk)
    later = [HEADER, *(person(n, "初中") for n in range(2, 2 + persons))]
    take(page, desk, qtbot, workbook(folder / "b.xlsx", later))
    assert page.step is Step.LOOK


def education(desk: Desk, number: int) -> object:
    row = person(number)
    document = desk.services.households.document(str(row[0]))
    members = document["members"]
    assert isinstance(members, list)
    return next(member["education"] for member in members if isinstance(member, dict) and member["name"] == row[1])


def test_a_change_is_made_and_another_is_not(page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    two_rosters(page, demo_desk, qtbot, tmp_path, 2)
    pick(page, demo_desk, qtbot, "changed:0")
    changes = card(page, HouseholdChanges)
    assert isinstance(changes, HouseholdChanges)
    assert [value_words(line.old) for line in lines_of(demo_desk, page)] == ["小学", "小学"]
    buttons = changes.choices[1].findChildren(QPushButton)
    press(qtbot, buttons[1])
    assert changes.choices[1].chosen == KEEP
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert (education(demo_desk, 2), education(demo_desk, 3)) == ("初中", "小学")
    assert page.result is not None
    assert page.result.left_out == 1


def test_many_changes_of_one_fact_are_decided_at_once(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    two_rosters(page, demo_desk, qtbot, tmp_path, 10)
    pick(page, demo_desk, qtbot, "changed:0")
    at_once, changes = card(page, AtOnce), card(page, HouseholdChanges)
    assert isinstance(at_once, AtOnce)
    assert isinstance(changes, HouseholdChanges)
    take_all, keep_all, _ = at_once.choices["文化程度"].findChildren(QPushButton)
    press(qtbot, keep_all)
    assert page.decisions is not None
    assert page.decisions.made == 0
    assert {choice.chosen for choice in changes.choices.values()} == {KEEP}
    press(qtbot, take_all)
    assert page.decisions.made == 10
    assert {choice.chosen for choice in changes.choices.values()} == {CHANGE}


def test_nine_changes_are_looked_at_one_by_one(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    two_rosters(page, demo_desk, qtbot, tmp_path, 9)
    pick(page, demo_desk, qtbot, "changed:0")
    assert page.preview.body is not None
    assert page.preview.body.findChild(AtOnce) is None


def test_what_a_signed_visit_says_is_kept_unless_the_person_says_so(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "别的名册.xlsx"
    path.write_bytes(write_roster(generate_village(HOUSEHOLDS, 1, TODAY.replace(day=1))))
    take(page, demo_desk, qtbot, path)
    wait_idle(qtbot, demo_desk)
    decisions = page.decisions
    assert decisions is not None
    signed = {key for key, origin in decisions.outline.origins.items() if origin.signed}
    assert signed
    assert signed <= decisions.kept
    unknown = {(c.household_id, c.member_id, c.field) for c in decisions.preview.comparison.changes if c.old is None}
    assert not unknown & decisions.kept


def test_the_same_roster_again_has_nothing_to_write(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADER, person(2)])
    take(page, demo_desk, qtbot, path)
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    take(page, demo_desk, qtbot, path)
    assert not page.write.isEnabled()
    assert page.write.accessibleDescription() == "名册和本机一样，没有要写的"
    assert [key for key in keys(page) if key.startswith(("new", "changed"))] == []


def test_nothing_is_written_twice_from_one_look(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, demo_desk, qtbot, workbook(tmp_path / "a.xlsx", [HEADER, person(2)]))
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    after = len(list(demo_desk.services.households.documents()))
    page.stepper.picked.emit(int(Step.LOOK))
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.LOOK
    assert not page.write.isEnabled()
    page.apply()
    wait_idle(qtbot, demo_desk)
    assert len(list(demo_desk.services.households.documents())) == after


def test_an_import_is_taken_back_whole(
    window: Window, page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    households = demo_desk.services.households
    before = len(list(households.documents()))
    take(page, demo_desk, qtbot, workbook(tmp_path / "a.xlsx", [HEADER, *(person(n) for n in range(2, 8))]))
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert len(list(households.documents())) == before + 3
    assert page.primary is page.done.look
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, demo_desk)
    assert len(list(households.documents())) == before
    assert not page.done.take_back.isEnabled()


def test_the_end_leads_to_the_households(page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    take(page, demo_desk, qtbot, workbook(tmp_path / "a.xlsx", [HEADER, person(2)]))
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    page.navigate.disconnect()
    with qtbot.waitSignal(page.navigate) as gone:
        press(qtbot, page.done.look)
    assert gone.args == ["households", {}]


def test_while_writing_the_step_stays_and_a_stop_writes_nothing(
    page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot
) -> None:
    households = demo_desk.services.households
    before = list(households.documents())
    take(page, demo_desk, qtbot, roster)
    press(qtbot, page.look)
    wait_idle(qtbot, demo_desk)
    job = page.apply()
    assert job is not None
    assert not page.write.isEnabled()
    assert not page.back_to_map.isEnabled()
    job.cancel()
    wait_idle(qtbot, demo_desk)
    if page.result is None:
        assert page.step is Step.LOOK
        assert page.write.isEnabled()
        assert list(households.documents()) == before


def test_thirty_thousand_persons_are_a_list_and_not_widgets(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "全镇.xlsx"
    path.write_bytes(write_roster(generate_village(1_000, 2, TODAY)))
    take(page, demo_desk, qtbot, path)
    if page.step is Step.MAP:
        press(qtbot, page.look)
        wait_idle(qtbot, demo_desk)
    assert len(keys(page)) > 1_000
    assert len(page.findChildren(QWidget)) < 1_000


def shrunk(page: ImportScreen, desk: Desk, qtbot: QtBot, folder: Path) -> None:
    """Write a roster of two in one household and look at the next one, in which only the first is left."""
    take(page, desk, qtbot, workbook(folder / "a.xlsx", [HEADER, person(2), person(3)]))
    press(qtbot, page.write)
    wait_idle(qtbot, desk)
    take(page, desk, qtbot, workbook(folder / "b.xlsx", [HEADER, person(2)]))
    assert page.step is Step.LOOK


def missing_key(page: ImportScreen) -> str:
    name = str(person(3)[1])
    items = page.preview.group("missing").items
    return f"missing:{next(place for place, item in enumerate(items) if getattr(item, 'name', '') == name)}"


def told_of(desk: Desk, number: int) -> dict[str, object]:
    row = person(number)
    members = desk.services.households.document(str(row[0]))["members"]
    assert isinstance(members, list)
    return next(member for member in members if isinstance(member, dict) and member["name"] == row[1])


def say_why(page: ImportScreen, desk: Desk, qtbot: QtBot, digit: str) -> None:
    """Open the missing person with the list's key and answer with a digit."""
    pick(page, desk, qtbot, missing_key(page))
    body = page.preview.body
    assert body is not None
    card = body.findChild(AbsenceCard)
    assert isinstance(card, AbsenceCard)
    assert card.choices.chosen == (Absence.OPEN.name,)
    card.choices.focus_first()
    focus = card.window().focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, digit)


def test_who_is_missing_may_be_said_to_have_died(
    window: Window, page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    shrunk(page, demo_desk, qtbot, tmp_path)
    assert not page.write.isEnabled(), "nobody is missing for a reason yet, and nothing else changes"
    key = missing_key(page)
    say_why(page, demo_desk, qtbot, "1")
    assert squeezed(window) == []
    assert page.write.isEnabled()
    row = page.preview.list.rows
    wait_idle(qtbot, demo_desk)
    assert "去世" in str(row.data(row.index(row.place_of(key) or 0, 1)))
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.WRITE
    assert told_of(demo_desk, 3)["alive"] is False
    page.undo()
    wait_idle(qtbot, demo_desk)
    assert told_of(demo_desk, 3)["alive"] is True


def test_who_was_left_out_by_the_roster_stays_as_is(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    shrunk(page, demo_desk, qtbot, tmp_path)
    before = told_of(demo_desk, 3)
    say_why(page, demo_desk, qtbot, "3")
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.result is not None
    assert (page.result.explained, bool(page.result.transaction)) == (1, True)
    assert told_of(demo_desk, 3) == before


def test_a_reason_can_be_taken_back_before_writing(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    shrunk(page, demo_desk, qtbot, tmp_path)
    say_why(page, demo_desk, qtbot, "2")
    focus = page.window().focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "4")
    assert not page.write.isEnabled()


def test_a_register_that_changed_meanwhile_is_compared_anew_and_decisions_stay(
    window: Window, page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    two_rosters(page, demo_desk, qtbot, tmp_path, 2)
    decided = demo_key(page)
    assert page.decisions is not None
    page.decisions.keep([decided], kept=True)
    other = person(3)
    member = str(told_of(demo_desk, 3)["key"])
    demo_desk.services.households.set(str(other[0]), {f"members.{member}.education": "大专"})
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.LOOK
    assert page.trouble.isVisible()
    assert "本机又改过" in page.trouble.accessibleName()
    assert squeezed(window) == []
    assert (education(demo_desk, 2), education(demo_desk, 3)) == ("小学", "大专"), "nothing was written"
    assert page.decisions is not None
    assert [(change.old, change.new) for change in page.decisions.preview.comparison.changes] == [
        ("小学", "初中"),
        ("大专", "初中"),
    ]
    assert decided in page.decisions.kept
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.WRITE
    assert not page.trouble.isVisible()
    assert education(demo_desk, 2) == "小学"


def test_a_reason_stays_when_the_register_changed_meanwhile(
    page: ImportScreen, demo_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    shrunk(page, demo_desk, qtbot, tmp_path)
    say_why(page, demo_desk, qtbot, "1")
    demo_desk.services.households.set(str(person(2)[0]), {"phone": "13900000077"})
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.LOOK
    assert page.write.isEnabled()
    press(qtbot, page.write)
    wait_idle(qtbot, demo_desk)
    assert told_of(demo_desk, 3)["alive"] is False


@pytest.mark.parametrize("factor", [1.0, 1.25, 2.0])
def test_long_names_of_columns_force_nothing(
    window: Window, page: ImportScreen, demo_desk: Desk, tmp_path: Path, look: Themes, qtbot: QtBot, factor: float
) -> None:
    look.set_factor(factor)
    settle()
    long = [f"是否享受易地扶贫搬迁后续扶持政策第{number}项（必填）" for number in range(9)]
    header = [*long, *HEADER]
    path = workbook(tmp_path / "a.xlsx", [header, [*["没有享受过这一项政策的说明"] * 9, *person(2)]])
    take(page, demo_desk, qtbot, path)
    assert page.step is Step.MAP
    assert (window.width(), window.height()) == (1366, 690)
    assert squeezed(window) == []
